"""What the proof tells, and the programs that ask inside."""

from __future__ import annotations

import hashlib
import json
import sqlite3
import struct
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtGui import QColor, QImage

from tests.boot.album import Album, lit
from tests.boot.machine import GUEST, MachineError, Ran
from tests.boot.pane import photograph
from tests.boot.report import Report


class Painted:
    """A machine that shows what it is told to."""

    name = "painted"
    screen = (64, 36)
    slow = 1.0

    def __init__(self) -> None:
        self.colour: str | None = None

    def power_on(self) -> None: ...

    def cut_power(self) -> None: ...

    def touch(self, x: int, y: int) -> None: ...

    def running_for(self) -> float:
        return 4.2

    def run(self, *command: str, given: str = "", patience: float = 60.0) -> Ran:
        raise MachineError("nobody is there")

    def still(self, file: Path) -> bool:
        if self.colour is None:
            return False
        picture = QImage(*self.screen, QImage.Format.Format_RGB32)
        picture.fill(QColor(self.colour))
        return picture.save(str(file))


def asked(program: str, *words: object) -> dict[str, Any]:
    command = [sys.executable, str(GUEST / f"{program}.py"), *map(str, words)]
    ran = subprocess.run(command, capture_output=True, text=True, check=True)
    return dict(json.loads(ran.stdout))


def test_a_table_names_what_failed(capsys: pytest.CaptureFixture[str]) -> None:
    report = Report()
    assert report.add("nspawn", "starts", True, 1.25, "active")
    assert not report.add("nspawn", "ends", False, None, "a | b\nc")
    assert report.failed == 1
    assert report.verdict() == "1 of 2 steps passed"
    table = report.markdown(["Today."])
    assert "| ok | nspawn | starts | 1.2 s | active |" in table
    assert "| **failed** | nspawn | ends |  | a / b c |" in table
    printed = capsys.readouterr().out.splitlines()
    assert printed[0].startswith("ok   nspawn")
    assert printed[1].startswith("FAIL nspawn")


def test_nothing_is_no_proof() -> None:
    assert Report().verdict() == "nothing was proven"


def test_stills_that_are_alike_are_kept_once(tmp_path: Path) -> None:
    machine, album = Painted(), Album(tmp_path)
    assert album.take(machine, "nothing yet") is None
    for colour in ("black", "black", "white"):
        machine.colour = colour
        picture = album.take(machine, colour)
        assert picture is not None
        assert lit(picture) == (0.0 if colour == "black" else 1.0)
    assert [name.split()[-1] for name in album.kept] == ["black", "white"]


def test_an_x_servers_picture_is_read_from_its_file(tmp_path: Path) -> None:
    file = tmp_path / "Xvfb_screen0"
    assert photograph(file) is None
    head = [100, 7, 2, 24, 3, 2, 0, 0, 32, 0, 32, 32, 12, 4, 0xFF0000, 0xFF00, 0xFF, 8, 256, 2, 3, 2, 0, 0, 0]
    pixels = b"".join(bytes(colour) for colour in ((1, 2, 3, 0), (0, 0, 0, 0), (0, 0, 255, 0)) * 2)
    whole = struct.pack(">25I", *head) + bytes(24) + pixels
    for short in (50, 130):
        file.write_bytes(whole[:short])
        assert photograph(file) is None
    file.write_bytes(whole)
    picture = photograph(file)
    assert picture is not None
    assert (picture.width(), picture.height()) == (3, 2)
    assert picture.pixelColor(0, 1) == QColor(3, 2, 1)
    assert picture.pixelColor(2, 0) == QColor("red")


def test_the_ledger_is_read_as_the_kiosk_writes_it(tmp_path: Path) -> None:
    from kiosk.ledger.store import open_ledger

    file = tmp_path / "ledger.sqlite"
    assert asked("books", file) == {"whole": True, "visits": 0}
    ledger = open_ledger(file)
    ledger.execute("INSERT INTO days VALUES ('town', '2026-11-22', 3)")
    ledger.execute("INSERT INTO days VALUES ('town', '2026-11-23', 4)")
    assert asked("books", file) == {"whole": True, "visits": 7}
    ledger.close()


def test_a_damaged_ledger_is_found(tmp_path: Path) -> None:
    file = tmp_path / "ledger.sqlite"
    with sqlite3.connect(file) as ledger:
        ledger.execute("CREATE TABLE days(playlist TEXT, day TEXT, n INTEGER)")
        ledger.executemany("INSERT INTO days VALUES ('town', ?, 1)", [(f"day {n}",) for n in range(2000)])
    data = bytearray(file.read_bytes())
    data[3 * 4096 : 4 * 4096] = bytes(4096)
    file.write_bytes(data)
    with pytest.raises((subprocess.CalledProcessError, AssertionError)):
        assert asked("books", file)["whole"]


@pytest.fixture
def content(tmp_path: Path) -> Path:
    """A content folder whose one version holds one film."""
    version = tmp_path / "versions" / "0001-00000000"
    version.mkdir(parents=True)
    (version / "film.mp4").write_bytes(b"film")
    files = [{"path": "film.mp4", "size": 4, "sha256": hashlib.sha256(b"film").hexdigest()}]
    (version / "kiosk-pack.json").write_text(json.dumps({"title": "Town", "files": files}), encoding="utf-8")
    (version / "version.json").write_text("{}", encoding="utf-8")
    (tmp_path / "current").symlink_to("versions/0001-00000000")
    return tmp_path


def test_whole_content_is_told_from_changed_or_missing(content: Path) -> None:
    film = content / "current" / "film.mp4"
    assert asked("content", content) == {"version": "0001-00000000", "title": "Town", "wrong": ""}
    film.write_bytes(b"Film")
    assert "film.mp4 is not what was packed" in asked("content", content)["wrong"]
    film.unlink()
    assert "film.mp4" in asked("content", content)["wrong"]
    (content / "current").unlink()
    assert asked("content", content)["wrong"]
