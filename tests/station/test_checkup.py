"""What a technician is told of the machine, and where its own files are."""

from __future__ import annotations

import os
import shutil
from pathlib import Path
from typing import Any

import pytest

from kiosk.station.checkup import FULL, SCARCE, check_disks, check_files, check_rights, check_strength, check_touch
from kiosk.station.state import ClosedError, kept_folder, state_folder

from .test_inputs import listed


def marks(findings: Any) -> list[str]:
    return [finding.mark for finding in findings]


@pytest.mark.parametrize(("kilobytes", "mark"), [(1_000_000, "warning"), (1_900_000, "ok"), (16_000_000, "ok")])
def test_memory(tmp_path: Path, kilobytes: int, mark: str) -> None:
    (tmp_path / "meminfo").write_text(f"MemTotal:       {kilobytes} kB\nMemFree:        1 kB\n")
    assert marks(check_strength(0.0, tmp_path / "meminfo")) == ["ok", mark]
    assert marks(check_strength(0.0, tmp_path / "none")) == ["ok"]


def test_a_busy_machine_measures_badly(tmp_path: Path) -> None:
    assert marks(check_strength((os.cpu_count() or 1) * 1.0, tmp_path / "none")) == ["warning"]


@pytest.mark.parametrize(
    ("devices", "mark", "says"),
    [
        (("multi-touch", "keyboard"), "ok", "eGalaxTouch EXC7910-1026, several fingers at once"),
        (("touch", "pointer"), "ok", "one finger at a time"),
        (("pointer", "keyboard"), "warning", "only a mouse (Logitech USB Mouse)"),
        (("keyboard", "other"), "missing", "nothing can be touched"),
    ],
)
def test_what_can_be_touched(tmp_path: Path, devices: tuple[str, ...], mark: str, says: str) -> None:
    (found,) = check_touch(listed(tmp_path, *devices))
    assert found.mark == mark
    assert says in found.says
    assert bool(found.mend) == (mark != "ok")


def test_who_may_read_touches(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("event0", "event1", "mice"):
        (tmp_path / name).touch()
    monkeypatch.setattr(os, "access", lambda path, _mode: Path(path).name != "event1")
    assert check_rights("xcb", tmp_path).mark == check_rights("", tmp_path).mark == "ok"
    found = check_rights("eglfs:rotation=90", tmp_path)
    assert found.mark == "missing"
    assert "may not read event1 in" in found.says
    assert "usermod -aG input" in found.mend
    monkeypatch.setattr(os, "access", lambda _path, _mode: True)
    assert check_rights("linuxfb", tmp_path).mark == "ok"


def test_files_that_can_be_read_and_written(tmp_path: Path) -> None:
    (tmp_path / "media").mkdir()
    (tmp_path / "media" / "film.mp4").touch()
    assert marks(check_files([tmp_path / "media"], tmp_path / "state")) == ["ok", "ok"]
    assert list((tmp_path / "state").iterdir()) == []


def test_files_that_cannot(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "media").mkdir()
    for number in range(5):
        (tmp_path / "media" / f"film-{number}.mp4").touch()
    (tmp_path / "state").touch()  # a file where a folder is wanted
    monkeypatch.setattr(os, "access", lambda path, _mode: "film" not in str(path))
    media, lost, state = check_files([tmp_path / "media", tmp_path / "nowhere"], tmp_path / "state" / "kiosk")
    assert (media.mark, lost.mark, state.mark) == ("missing", "missing", "missing")
    assert "and others" in media.says
    assert media.mend == f"chmod -R a+rX {tmp_path / 'media'}"
    assert "nowhere is not there" in lost.says
    assert "chown" in state.mend


def test_a_folder_that_cannot_be_entered(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(os, "access", lambda path, _mode: Path(path) != tmp_path)
    found = next(check_files([tmp_path], tmp_path))
    assert found.mark == "missing"
    assert "what is in it" in found.says


@pytest.mark.parametrize(
    ("free", "mark"), [(FULL - 1, "missing"), (FULL, "warning"), (SCARCE - 1, "warning"), (SCARCE, "ok")]
)
def test_disks(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, free: int, mark: str) -> None:
    usage = shutil.disk_usage(tmp_path)._replace(free=free)
    monkeypatch.setattr(shutil, "disk_usage", lambda _folder: usage)
    (found,) = check_disks([tmp_path, tmp_path / "not" / "there"])  # one disk, one line
    assert found.mark == mark


def test_where_the_state_is(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("STATE_DIRECTORY", "XDG_STATE_HOME"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("HOME", str(tmp_path))
    shared = tmp_path / "shared"
    assert state_folder(shared) == tmp_path / ".local" / "state" / "kiosk"
    monkeypatch.setenv("XDG_STATE_HOME", "relative")  # the standard has it ignored
    assert state_folder(shared) == tmp_path / ".local" / "state" / "kiosk"
    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path / "xdg"))
    assert state_folder(shared) == tmp_path / "xdg" / "kiosk"
    shared.mkdir()
    assert state_folder(shared) == shared
    monkeypatch.setenv("STATE_DIRECTORY", f"{tmp_path / 'unit'}:{tmp_path / 'second'}")
    assert state_folder(shared) == tmp_path / "unit"


def test_who_only_reads_need_not_be_able_to_write(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("STATE_DIRECTORY", raising=False)
    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path / "xdg"))
    shared = tmp_path / "shared"
    assert kept_folder(shared) == tmp_path / "xdg" / "kiosk"
    shared.mkdir()
    monkeypatch.setattr(os, "access", lambda _place, how: not how & os.W_OK)  # the tests may be root's
    assert state_folder(shared) == tmp_path / "xdg" / "kiosk"
    assert kept_folder(shared) == shared
    monkeypatch.setattr(os, "access", lambda *_: False)
    with pytest.raises(
        ClosedError, match=r"shared may not be read by you: `sudo usermod -aG kiosk .*, then log in anew"
    ):
        kept_folder(shared)
    monkeypatch.setenv("STATE_DIRECTORY", str(tmp_path / "unit"))
    assert kept_folder(shared) == tmp_path / "unit"
