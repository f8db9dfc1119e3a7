"""Many cuts, and the end: no threads, files or pictures are left over, and nothing is said on stderr."""

from __future__ import annotations

import os
import subprocess
import sys
import threading
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from kiosk.footage import Footage

from .conftest import House

pytestmark = [pytest.mark.vlc, pytest.mark.window]


def open_files() -> int:
    return len(list(Path("/proc/self/fd").iterdir()))


def threads() -> int:
    return len(list(Path("/proc/self/task").iterdir()))


def test_fifty_quick_cuts_leave_nothing_behind(house: House) -> None:
    counts = []
    for play in range(1, 61):
        house.footage.arm(play, house.media("a.mp4" if play % 2 else "b.mp4"))
        house.footage.play(play)
        house.wait("shown", play)
        house.footage.drop(play)
        if play in (10, 60):
            house.qtbot.wait(300)
            counts.append((open_files(), threads()))
    assert house.heard("failed") == []
    assert len(house.heard("shown")) == 60
    assert counts[1][0] <= counts[0][0] + 2
    assert counts[1][1] <= counts[0][1] + 2


def test_cuts_without_waiting_end_in_the_last_one(house: House) -> None:
    for play in range(1, 31):
        house.footage.arm(play, house.media("a.mp4" if play % 2 else "b.mp4"))
        house.footage.play(play)
        if play < 30:
            house.footage.drop(play)
        house.qtbot.wait(play % 7)
    house.wait("ended", 30)
    assert house.heard("failed") == []
    assert house.heard("ended") == [("ended", 30)]


def test_close_while_everything_runs(open_house: Callable[..., House]) -> None:
    before = threading.active_count()
    house = open_house()
    house.start(1, "long.mp4", loop=True)
    for play in (2, 3, 4):
        house.footage.arm(play, house.media("b.mp4"))
    began = time.monotonic()
    house.footage.close()
    assert time.monotonic() - began < 2
    assert threading.active_count() == before
    house.footage.close()
    house.footage.arm(9, house.media("a.mp4"))
    house.footage.play(9)
    house.qtbot.wait(100)
    assert house.said == [("shown", 1, 6000)]


def test_close_does_not_wait_for_a_deck_that_hangs(open_house: Callable[..., House]) -> None:
    house = open_house(decks=2)
    released = threading.Event()

    def hang() -> None:
        released.wait(20)

    house.footage._pool._decks[0]._jobs.put(hang)
    began = time.monotonic()
    house.footage.close()
    assert time.monotonic() - began < 2.2
    released.set()
    assert house.footage._pool._decks[0].join(5)


def test_vlc_is_quiet(clips: Path, tmp_path: Path) -> None:
    """A program that plays good and bad files and has no sound device says nothing of its own accord."""
    (tmp_path / "bad.mp4").write_bytes((clips / "long.mp4").read_bytes()[:3000])
    torn = bytearray((clips / "long.mp4").read_bytes())
    torn[len(torn) // 2 : len(torn) // 2 + 4000] = os.urandom(4000)
    (tmp_path / "torn.mp4").write_bytes(torn)
    script = f"""
import logging, sys
from pathlib import Path
from PySide6.QtCore import QTimer
from PySide6.QtGui import QGuiApplication
from PySide6.QtQuick import QQuickWindow
from kiosk.footage import Footage
from kiosk.playlist.model import Media
logging.disable()
app = QGuiApplication([])
window = QQuickWindow()
footage = Footage()
footage.item().setParentItem(window.contentItem())
window.show()
for play, path in enumerate({[str(clips / "a.mp4"), str(tmp_path / "bad.mp4"), str(tmp_path / "torn.mp4")]!r}):
    footage.arm(play, Media(path, Path(path)))
footage.play(0)
QTimer.singleShot(700, lambda: footage.play(2))
QTimer.singleShot(3200, app.quit)
app.exec()
footage.close()
"""
    ran = subprocess.run(
        [sys.executable, "-c", script], env={**os.environ, "PYTHONPATH": os.pathsep.join(sys.path)},
        timeout=30, check=False, capture_output=True, text=True,
    )  # fmt: skip
    assert (ran.returncode, ran.stdout, ran.stderr) == (0, "", "")


def test_footage_can_be_built_again_and_again(open_house: Callable[..., House]) -> None:
    for play in range(2):
        house = open_house(decks=2)
        assert isinstance(house.footage, Footage)
        house.start(play, "short.mp4")
        house.wait("ended", play)
        house.footage.close()
