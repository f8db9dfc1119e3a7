"""The units as systemd reads them, and what `make install` puts into a tree and takes away again."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
UNITS = sorted(path for path in (ROOT / "systemd").glob("kiosk*") if path.suffix in (".service", ".path", ".timer"))
ALTERNATIVES = sorted((ROOT / "systemd" / "alternatives").glob("*.conf"))
needs_systemd = pytest.mark.skipif(shutil.which("systemd-analyze") is None, reason="systemd is not installed")
needs_root = pytest.mark.skipif(os.geteuid() != 0, reason="makes a user in a tree: needs root")


def tree_of(tmp_path: Path) -> Path:
    """Where systemd finds what the units start."""
    tree = tmp_path / "tree"
    for program in (
        "opt/kiosk/venv/bin/kiosk",
        "opt/kiosk/lib/kiosk-display",
        "usr/bin/cage",
        "usr/bin/Xorg",
        "bin/sh",
        "bin/rm",
    ):
        file = tree / program
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text("#!/bin/sh\n")
        file.chmod(0o755)
    shutil.copytree(ROOT / "systemd", tree / "etc/systemd/system")
    for target in ("sysinit", "basic", "shutdown", "graphical", "multi-user", "timers", "network", "paths", "sound"):
        (tree / f"etc/systemd/system/{target}.target").write_text("[Unit]\nDescription=x\n")
    return tree


def verified(tree: Path, unit: str) -> tuple[int, str]:
    words = ["systemd-analyze", "verify", "--man=no", "--recursive-errors=no", f"--root={tree}", unit]
    done = subprocess.run(words, capture_output=True, text=True, timeout=60, check=False)
    said = [line for line in done.stderr.splitlines() if "Special user" not in line]
    return done.returncode, "\n".join(said)


@needs_systemd
@pytest.mark.parametrize("unit", UNITS, ids=lambda unit: unit.name)
def test_systemd_has_nothing_to_say(unit: Path, tmp_path: Path) -> None:
    assert verified(tree_of(tmp_path), unit.name) == (0, "")


@needs_systemd
def test_a_fault_in_a_unit_is_noticed(tmp_path: Path) -> None:
    tree = tree_of(tmp_path)
    unit = tree / "etc/systemd/system/kiosk.service"
    unit.write_text(unit.read_text().replace("WatchdogSec=10", "WatchdogSec=ten"))
    code, said = verified(tree, "kiosk.service")
    assert code != 0
    assert "ten" in said


@needs_systemd
@pytest.mark.parametrize("dropin", ALTERNATIVES, ids=lambda unit: unit.name)
def test_systemd_has_nothing_to_say_of_the_alternatives(dropin: Path, tmp_path: Path) -> None:
    unit = "kiosk-display.service" if dropin.name.startswith("display-") else "kiosk.service"
    tree = tree_of(tmp_path)
    place = tree / f"etc/systemd/system/{unit}.d"
    place.mkdir()
    shutil.copy(dropin, place)
    assert verified(tree, unit) == (0, "")


@needs_systemd
@pytest.mark.parametrize("unit", ["kiosk.service", "kiosk-update.service", "kiosk-update-asked.service"])
def test_what_talks_to_visitors_and_to_the_world_is_locked_in(unit: str) -> None:
    """--threshold=15: an exposure of 1.5 at most, of 10."""
    words = [
        "systemd-analyze",
        "security",
        "--no-pager",
        "--offline=true",
        "--threshold=15",
        str(ROOT / "systemd" / unit),
    ]
    done = subprocess.run(words, capture_output=True, text=True, timeout=60, check=False)
    assert done.returncode == 0, done.stdout[-300:]


def test_what_is_asked_for_is_taken_as_all_else_is() -> None:
    """Two units that must not drift apart: they differ in what is taken, and from where."""
    taken, asked = (
        [line for line in (ROOT / "systemd" / name).read_text().splitlines() if not line.startswith("#")]
        for name in ("kiosk-update.service", "kiosk-update-asked.service")
    )
    names = ("Description", "ExecStart", "ExecCondition", "EnvironmentFile", "Environment=KIOSK_SOURCE")
    assert [line for line in taken if not line.startswith(names)] == [
        line for line in asked if not line.startswith(names)
    ]


def run(script: str, tree: Path) -> str:
    env = os.environ | {"DESTDIR": str(tree), "KIOSK_WITHOUT_PACKAGES": "1", "KIOSK_WITHOUT_VENV": "1"}
    done = subprocess.run(
        ["sh", str(ROOT / "tools" / script)], env=env, capture_output=True, text=True, timeout=120, check=False
    )
    assert done.returncode == 0, done.stderr
    return done.stdout


def of_the_host(said: str, tree: Path) -> list[str]:
    """What is told of the machine itself where a tree is meant: a technician would copy it."""
    return [word for word in said.replace(str(tree), "TREE").split() if re.match("/(etc|opt|usr|var)/", word)]


@needs_root
def test_a_tree_without_debian_is_refused(tmp_path: Path) -> None:
    env = os.environ | {"DESTDIR": str(tmp_path)}
    done = subprocess.run(
        ["sh", str(ROOT / "tools" / "install.sh")], env=env, capture_output=True, text=True, timeout=60, check=False
    )
    assert done.returncode == 1
    assert f"{tmp_path} has no Debian in it" in done.stderr
    assert not list(tmp_path.iterdir())


@needs_systemd
@needs_root
def test_install_and_uninstall_into_a_tree(tmp_path: Path) -> None:
    said = run("install.sh", tmp_path)
    assert f"settings, to be edited: {tmp_path}/etc/kiosk/kiosk.yaml" in said
    assert not of_the_host(said, tmp_path)
    assert f"{tmp_path}/usr/local/bin/kiosk leads nowhere yet" in said
    settings = tmp_path / "etc/kiosk/kiosk.yaml"
    assert "\ncontent: /var/lib/kiosk/content\n" in settings.read_text()
    assert settings.stat().st_mode & 0o777 == 0o640, "it holds the PIN"
    user = next(line for line in (tmp_path / "etc/passwd").read_text().splitlines() if line.startswith("kiosk:"))
    uid, gid = (int(number) for number in user.split(":")[2:4])
    inbox = (tmp_path / "var/lib/kiosk/inbox").stat()
    assert (inbox.st_uid, inbox.st_gid, inbox.st_mode & 0o7777) == (uid, gid, 0o2770)
    groups = (tmp_path / "etc/group").read_text()
    assert {line.split(":")[0] for line in groups.splitlines() if line.endswith(":kiosk")} == {
        "audio", "video", "input", "render",
    }  # fmt: skip
    wanted = tmp_path / "etc/systemd/system"
    for link in (
        "graphical.target.wants/kiosk.service", "graphical.target.wants/kiosk-display.service",
        "multi-user.target.wants/kiosk-update.path", "timers.target.wants/kiosk-update.timer",
        "multi-user.target.wants/kiosk-update-asked.path", "ctrl-alt-del.target",
    ):  # fmt: skip
        assert (wanted / link).is_symlink()
    assert (tmp_path / "opt/kiosk/playlists/the-defector/playlist.yaml").is_file()
    assert (tmp_path / "opt/kiosk/media/the-defector").is_dir()
    assert not (tmp_path / "opt/kiosk/media/making").exists()
    for file in ("etc/udev/rules.d/90-kiosk-stick.rules", "etc/sysctl.d/90-kiosk.conf",
                 "etc/systemd/logind.conf.d/kiosk.conf", "opt/kiosk/lib/weston.ini"):  # fmt: skip
        assert (tmp_path / file).is_file()
    assert (tmp_path / "opt/kiosk/docs/install.md").is_file()
    # once more: what a technician wrote stays
    settings.write_text(settings.read_text().replace("2580", "8093"))
    (tmp_path / "var/lib/kiosk/ledger.sqlite").write_text("counted")
    assert "kept as they are" in run("install.sh", tmp_path)
    assert "8093" in settings.read_text()
    said = run("uninstall.sh", tmp_path)
    assert f"rm -r {tmp_path}/etc/kiosk {tmp_path}/var/lib/kiosk && userdel --root {tmp_path} kiosk" in said
    assert not of_the_host(said, tmp_path)
    assert not (wanted / "ctrl-alt-del.target").is_symlink()
    left = {str(path.relative_to(tmp_path)) for path in tmp_path.rglob("*") if not path.is_dir()}
    assert not {name for name in left if "kiosk" in name} - {
        "etc/kiosk/kiosk.yaml", "etc/kiosk/update.env", "var/lib/kiosk/ledger.sqlite",
    }  # fmt: skip
    assert (tmp_path / "var/lib/kiosk/content").is_dir()
    run("uninstall.sh", tmp_path)  # nothing there: nothing to do
