"""Screens that change, on a real X server whose outputs come, turn and go with xrandr; what counts is what the server
shows, not what Qt believes."""

from __future__ import annotations

import os
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from PySide6.QtCore import QRect

from kiosk.screen.outputs import told
from tests.e2e.screens import XORG, Fingers, touch_screen

PROGRAM = """
import sys
from PySide6.QtCore import QTimer
from PySide6.QtGui import QGuiApplication
from kiosk.screen import Panel, Screen, outputs
if "believing" in sys.argv:
    outputs.x_monitors = lambda: None
app = QGuiApplication(sys.argv)
app.setQuitOnLastWindowClosed(False)
screen = Screen(Panel())
screen.outputs.changed.connect(lambda what: print("changed", what, flush=True))
screen.touched.connect(lambda what: print("touched", flush=True))
screen.show()
QTimer.singleShot(0, lambda: print("shown", flush=True))
sys.exit(app.exec())
"""

PORTRAIT = ["1080x1920", "176.5", "1080", "1168", "1280", "1480", "1920", "1921", "1924", "1988"]
HDMI = QRect(0, 0, 1920, 1080)


@pytest.mark.parametrize(
    ("before", "now", "on", "says"),
    [
        ({"A": HDMI}, {"A": QRect(0, 0, 1080, 1920)}, "A",
         "screen A is 1080x1920, was 1920x1080, the kiosk is shown on A (1080x1920)"),
        ({"A": HDMI, "B": HDMI}, {"B": HDMI}, "B", "screen A is gone, the kiosk is shown on B (1920x1080)"),
        ({}, {"B": HDMI}, "B", "screen B came (1920x1080), the kiosk is shown on B (1920x1080)"),
        ({"A": HDMI}, {}, "", "screen A is gone, no screen is left, the kiosk waits"),
        ({"A": HDMI}, {"A": HDMI.translated(5, 0)}, "A", "screen A moved, the kiosk is shown on A (1920x1080)"),
    ],
)  # fmt: skip
def test_it_is_told_in_words(before: dict[str, QRect], now: dict[str, QRect], on: str, says: str) -> None:
    assert told(before, now, on) == says


class Shown:
    """The kiosk's window in a process of its own, on a server of its own."""

    def __init__(self, env: dict[str, str], log: Path, *words: str) -> None:
        self.env, self.log = env, log
        with log.open("w") as out:
            self.process = subprocess.Popen([sys.executable, "-c", PROGRAM, *words], env=env, stdout=out, stderr=out)

    def xrandr(self, *words: str) -> str:
        done = subprocess.run(["xrandr", *words], env=self.env, capture_output=True, text=True, check=True, timeout=30)
        return done.stdout

    def window(self) -> tuple[int, int, int, int]:
        """Where the largest window that the server shows is, and how large."""
        told = subprocess.run(
            ["xwininfo", "-root", "-children"], env=self.env, capture_output=True, text=True, check=True, timeout=30
        ).stdout
        found = []
        for line in told.splitlines():
            if '"' in line and "+" in line:
                size, x, y = line.split()[-2].split("+")[0], *line.split()[-1].removeprefix("+").split("+")
                width, height = size.split("x")
                found.append((int(x), int(y), int(width), int(height)))
        return max(found, key=lambda box: box[2] * box[3], default=(0, 0, 0, 0))

    def wait(self, right: Callable[[], bool], seconds: float = 40) -> None:
        until = time.monotonic() + seconds
        while not right():
            assert self.process.poll() is None, f"it ended: {self.log.read_text()}"
            assert time.monotonic() < until, f"{self.window()} {self.log.read_text()} {self.xrandr()}"
            time.sleep(0.1)


@contextmanager
def shown(env: dict[str, str], folder: Path, *words: str) -> Iterator[Shown]:
    made = Shown({**env, "QT_QUICK_BACKEND": "software"}, folder / "shown.log", *words)
    try:
        made.wait(lambda: "shown" in made.log.read_text())
        yield made
    finally:
        made.process.kill()
        made.process.wait()


@pytest.mark.window
@pytest.mark.skipif(not XORG.exists(), reason="needs xserver-xorg-video-dummy")
@pytest.mark.skipif(os.geteuid() != 0, reason="Xorg's dummy driver needs root")
def test_screens_are_turned_swapped_unplugged_and_of_another_size(tmp_path: Path) -> None:
    with touch_screen(tmp_path) as (env, fingers), shown(env, tmp_path) as kiosk:
        kiosk.wait(lambda: kiosk.window() == (0, 0, 1920, 1080))

        kiosk.xrandr("--output", "DUMMY0", "--mode", "1280x720")  # another size
        kiosk.wait(lambda: kiosk.window() == (0, 0, 1280, 720))
        kiosk.wait(lambda: "DUMMY0 is 1280x720, was 1920x1080" in kiosk.log.read_text())

        kiosk.xrandr("--newmode", *PORTRAIT)  # turned: the dummy driver turns nothing itself
        kiosk.xrandr("--addmode", "DUMMY0", "1080x1920")
        kiosk.xrandr("--output", "DUMMY0", "--mode", "1080x1920")
        kiosk.wait(lambda: kiosk.window() == (0, 0, 1080, 1920))

        kiosk.xrandr("--addmode", "DUMMY1", "1280x720")  # another one is plugged in beside it
        kiosk.xrandr("--output", "DUMMY1", "--mode", "1280x720", "--right-of", "DUMMY0")
        kiosk.wait(lambda: "screen DUMMY1 came" in kiosk.log.read_text())
        assert kiosk.window() == (0, 0, 1080, 1920)

        kiosk.xrandr("--output", "DUMMY0", "--off")  # and the first is pulled: swapped
        kiosk.wait(lambda: "screen DUMMY0 is gone" in kiosk.log.read_text())
        assert "DUMMY1 connected 1280x720+0+0" in kiosk.xrandr()
        kiosk.wait(lambda: kiosk.window() == (0, 0, 1280, 720))

        kiosk.xrandr("--output", "DUMMY1", "--off")  # none is left
        time.sleep(1)
        assert kiosk.process.poll() is None
        kiosk.xrandr("--output", "DUMMY0", "--mode", "1920x1080", "--pos", "0x0")
        kiosk.wait(lambda: kiosk.window() == (0, 0, 1920, 1080))

        before = kiosk.log.read_text().count("touched")  # and fingers still reach it
        fingers.tap((960, 540))
        kiosk.wait(lambda: kiosk.log.read_text().count("touched") > before)


@pytest.mark.window
@pytest.mark.skipif(not XORG.exists(), reason="needs xserver-xorg-video-dummy")
@pytest.mark.skipif(os.geteuid() != 0, reason="Xorg's dummy driver needs root")
def test_qt_believes_a_screen_where_it_was(tmp_path: Path) -> None:
    """The fault that kiosk.screen.xmonitors is for: fails when that can go."""
    with touch_screen(tmp_path) as (env, _), shown(env, tmp_path, "believing") as kiosk:
        kiosk.xrandr("--addmode", "DUMMY1", "1280x720")
        kiosk.xrandr("--output", "DUMMY1", "--mode", "1280x720", "--right-of", "DUMMY0")
        kiosk.wait(lambda: "screen DUMMY1 came" in kiosk.log.read_text())
        kiosk.xrandr("--output", "DUMMY0", "--off")
        kiosk.wait(lambda: "screen DUMMY0 is gone" in kiosk.log.read_text())
        kiosk.wait(lambda: kiosk.window() == (1920, 0, 1280, 720))
        assert "DUMMY1 connected 1280x720+0+0" in kiosk.xrandr()


@pytest.mark.window
@pytest.mark.skipif(not XORG.exists(), reason="needs xserver-xorg-video-dummy")
@pytest.mark.skipif(os.geteuid() != 0, reason="Xorg's dummy driver needs root")
def test_a_touch_screen_that_goes_with_a_finger_on_it_and_comes_back(tmp_path: Path) -> None:
    with touch_screen(tmp_path) as (env, fingers), shown(env, tmp_path) as kiosk:
        kiosk.wait(lambda: kiosk.window() == (0, 0, 1920, 1080))

        def touches() -> int:
            return kiosk.log.read_text().count("touched")

        fingers.tap((960, 540))
        kiosk.wait(lambda: touches() == 1)
        time.sleep(0.3)  # sooner, it would be a finger that bounces
        fingers.down(3, 900, 500)
        kiosk.wait(lambda: touches() == 2)
        subprocess.run(["xinput", "disable", "touch"], env=env, check=True, timeout=30)
        subprocess.run(["xinput", "enable", "touch"], env=env, check=True, timeout=30)
        again = Fingers(tmp_path / "touch", 1920, 1080)  # the driver hung up, as a cable that was pulled
        try:
            time.sleep(0.3)
            again.tap((960, 540))
            kiosk.wait(lambda: touches() > 2)
        finally:
            again.socket.close()
