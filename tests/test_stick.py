"""What becomes of a stick: a folder, and, where this machine may mount, real file systems."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from kiosk import stick as stick_module
from kiosk.cli import main
from kiosk.stick import PLAIN, StickError, chosen, mounted, packs
from kiosk.updates.manifest import FILE
from tests.station.control.ear import ear

ROOT = Path(__file__).parents[1]
SETTINGS = "playlist: {name}\ncontent: {content}\nupdates: {{sticks: {sticks}}}\n"


@pytest.fixture(scope="module")
def pack(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A small exhibition, packed."""
    folder = tmp_path_factory.mktemp("packed")
    place = folder / "playlists" / "our-town"
    place.mkdir(parents=True)
    (folder / "media").mkdir()
    (folder / "media" / "a.mp4").write_bytes(os.urandom(5_000))
    (place / "playlist.yaml").write_text("format: 1\nattract: a.mp4\nscenes: {film: a.mp4}\n")
    assert main(["pack", str(place), "--to", str(folder / "our-town")]) == 0
    return folder / "our-town"


@pytest.fixture
def settings(tmp_path: Path) -> Callable[..., Path]:
    def write(name: str = "our-town", sticks: str = "on", content: bool = True) -> Path:
        file = tmp_path / "kiosk.yaml"
        text = SETTINGS.format(name=name, content=tmp_path / "content", sticks=sticks)
        file.write_text(text if content else "".join(text.splitlines(keepends=True)[::2]))
        return file

    return write


def shown(folder: Path) -> str:
    current = folder / "content" / "current"
    return current.readlink().name if current.is_symlink() else ""


def stick(place: Path, settings: Path) -> int:
    return main(["stick", str(place), "--settings", str(settings)])


def test_the_pack_of_this_kiosk_is_taken(pack: Path, settings: Callable[..., Path], tmp_path: Path) -> None:
    place = tmp_path / "stick"
    shutil.copytree(pack, place / "z-ours")
    (place / "another").mkdir()
    (place / "another" / FILE).write_text(json.dumps({"name": "another"}))
    assert stick(place, settings()) == 0
    assert shown(tmp_path)


def test_a_pack_of_another_kiosk_is_refused(
    pack: Path, settings: Callable[..., Path], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    place = tmp_path / "stick"
    shutil.copytree(pack, place)
    assert stick(place, settings(name="the-defector")) == 1
    assert "carries `our-town`, and the settings name the playlist `the-defector`" in capsys.readouterr().err
    assert shown(tmp_path) == ""


def test_what_a_stick_calls_itself_is_one_line_of_the_journal(
    settings: Callable[..., Path], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """systemd takes each line for one of its own, and `<2>` before it for how grave it is."""
    (tmp_path / "stick").mkdir()
    (tmp_path / "stick" / FILE).write_text(json.dumps({"name": "x\n<2>kiosk: all is lost\x1b[2J"}))
    assert stick(tmp_path / "stick", settings()) == 1
    said = capsys.readouterr().err
    assert said.count("\n") == 1
    assert "\x1b" not in said


def test_a_stick_without_a_pack_is_left_alone(
    settings: Callable[..., Path], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "stick" / "photographs").mkdir(parents=True)
    assert stick(tmp_path / "stick", settings()) == 0
    assert "carries no pack" in capsys.readouterr().out


@pytest.mark.parametrize(("sticks", "content"), [("off", True), ("on", False)])
def test_where_it_is_switched_off_nothing_is_looked_at(
    pack: Path, settings: Callable[..., Path], tmp_path: Path, sticks: str, *, content: bool
) -> None:
    shutil.copytree(pack, tmp_path / "stick")
    assert stick(tmp_path / "stick", settings(sticks=sticks, content=content)) == 0
    assert shown(tmp_path) == ""


def test_links_on_a_stick_are_not_followed(pack: Path, tmp_path: Path) -> None:
    place = tmp_path / "stick"
    (place / "linked-list").mkdir(parents=True)
    (place / "linked").symlink_to(pack)
    (place / "linked-list" / FILE).symlink_to(pack / FILE)
    (place / "pipe").mkdir()
    os.mkfifo(place / "pipe" / FILE)
    assert packs(place) == []


@pytest.mark.parametrize(
    "content", [b"", b"[]", b"[" * 100_000, b'{"name": 5}', b"\xff\xfe", b'{"name": "' + b"9" * 99]
)
def test_a_list_that_is_none_has_no_name(tmp_path: Path, content: bytes) -> None:
    (tmp_path / FILE).write_bytes(content)
    assert packs(tmp_path) == [(tmp_path, "")]
    assert chosen(packs(tmp_path), "our-town") is None


def test_what_is_no_disk_is_not_mounted(tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    with pytest.raises(StickError, match="is no disk"), mounted(tmp_path / "file", tmp_path / "at"):
        pass


def test_a_stick_that_hangs_and_a_program_that_is_missing_are_said(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(stick_module, "WITHIN", 0.2)
    with pytest.raises(StickError, match=r"does not answer \(`sleep`, 0\.2 s\)"):
        stick_module._run("sleep", "60")
    with pytest.raises(StickError, match="`no-such-program` cannot be started"):
        stick_module._run("no-such-program")


def test_what_was_refused_is_told_to_the_kiosk(
    settings: Callable[..., Path], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("XDG_RUNTIME_DIR", str(tmp_path / "run"))
    monkeypatch.delenv("RUNTIME_DIRECTORY", raising=False)
    (tmp_path / "stick").mkdir()
    (tmp_path / "stick" / FILE).write_text('{"name": "another"}')
    with ear(tmp_path / "run") as heard:
        assert stick(tmp_path / "stick", settings()) == 1
    assert json.loads(heard[0])["do"] == "report"
    assert "the stick carries `another`" in json.loads(heard[0])["what"]


# ---- real file systems


def may_mount() -> bool:
    return os.geteuid() == 0 and shutil.which("losetup") is not None and Path("/dev/loop-control").exists()


real = pytest.mark.skipif(not may_mount(), reason="only root may mount")


@pytest.fixture
def disk(tmp_path: Path, pack: Path) -> Iterator[Callable[[str], Path]]:
    """A block device with such a file system, and the pack on it."""
    loops: list[str] = []

    def make(kind: str) -> Path:
        image = tmp_path / f"{kind}.img"
        image.write_bytes(bytes(24 << 20))
        if kind == "vfat":
            run("mkfs.vfat", str(image))
        elif kind == "ext4":
            run("mkfs.ext4", "-q", "-d", str(pack.parent), str(image))
        elif kind == "ext2":
            run("mkfs.ext2", "-q", str(image))
        try:
            loop = run("losetup", "--find", "--show", str(image)).strip()
        except subprocess.CalledProcessError as error:
            pytest.skip(f"no loop device here: {error.stderr}")
        loops.append(loop)
        if kind == "vfat":
            at = tmp_path / "filling"
            at.mkdir()
            try:
                run("mount", loop, str(at))
            except subprocess.CalledProcessError as error:
                pytest.skip(f"nothing can be mounted here: {error.stderr}")
            shutil.copytree(pack, at / "our-town")
            run("umount", str(at))
        return Path(loop)

    yield make
    for loop in loops:
        subprocess.run(["losetup", "--detach", loop], check=False, timeout=60)


def mounts() -> list[str]:
    return Path("/proc/self/mounts").read_text(encoding="utf-8").splitlines()


def run(*words: str) -> str:
    return subprocess.run(words, check=True, capture_output=True, text=True, timeout=60).stdout


@real
@pytest.mark.parametrize("kind", ["vfat", "ext4"])
def test_a_real_stick_can_only_be_read(disk: Callable[[str], Path], tmp_path: Path, kind: str) -> None:
    at = tmp_path / "at"
    try:
        with mounted(disk(kind), at):
            options = next(
                line for line in Path("/proc/self/mounts").read_text().splitlines() if f" {at} " in line
            ).split()[3]
            assert {"ro", "noexec", "nodev", "nosuid"} <= set(options.split(","))
            assert chosen(packs(at), "our-town") == at / "our-town"
            with pytest.raises(OSError, match="Read-only"):
                (at / "new").touch()
    except StickError as error:
        if "not permitted" in str(error) or "permission denied" in str(error):
            pytest.skip(str(error))
        raise
    assert not any(f" {at} " in line for line in mounts())
    assert PLAIN.startswith("ro,noexec,nodev,nosuid,nosymfollow")


@real
def test_a_real_stick_is_taken_up_and_let_go(
    disk: Callable[[str], Path], settings: Callable[..., Path], tmp_path: Path
) -> None:
    """As the unit does it, but for the user: tests have none that may reach their folders."""
    at = tmp_path / "at"
    code = main(["stick", str(disk("ext4")), "--settings", str(settings()), "--user", "root", "--at", str(at)])
    assert code == 0
    assert shown(tmp_path)
    assert not os.path.ismount(at)


@real
def test_other_file_systems_are_not_mounted(disk: Callable[[str], Path], tmp_path: Path) -> None:
    with (
        pytest.raises(StickError, match=r"has ext2, which is not mounted here\. Format it as"),
        mounted(disk("ext2"), tmp_path / "at"),
    ):
        pass
