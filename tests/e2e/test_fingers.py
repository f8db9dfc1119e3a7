"""Real fingers: XInput 2 touches on a real X server, two at a time."""

from __future__ import annotations

import json
import queue
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest

from tests.e2e.screens import touch_screen

pytestmark = pytest.mark.window


class Eyes:
    """What the app says is on its screen."""

    def __init__(self, process: subprocess.Popen[str]) -> None:
        self.lines: queue.Queue[dict[str, Any]] = queue.Queue()
        self.process = process
        self.last: dict[str, Any] = {}
        self.reader = threading.Thread(target=self._read, daemon=True)
        self.reader.start()

    def _read(self) -> None:
        assert self.process.stdout is not None
        for line in self.process.stdout:
            self.lines.put(json.loads(line))

    def until(self, seconds: float = 40, **wanted: object) -> dict[str, Any]:
        """Look until the screen is as wanted, e.g. until(screen="home")."""
        end = time.monotonic() + seconds
        while any(self.last.get(name) != value for name, value in wanted.items()) or not self.last:
            left = end - time.monotonic()
            assert left > 0, f"waited for {wanted}, saw {self.last}"
            try:
                self.last = self.lines.get(timeout=left)
            except queue.Empty:
                continue
        return self.last

    def still(self, seconds: float) -> dict[str, Any]:
        """What is on the screen after some time."""
        end = time.monotonic() + seconds
        while (left := end - time.monotonic()) > 0:
            try:
                self.last = self.lines.get(timeout=left)
            except queue.Empty:
                break
        return self.last


@contextmanager
def app(env: dict[str, str], playlist: Path) -> Iterator[Eyes]:
    process = subprocess.Popen(
        [sys.executable, "-m", "tests.e2e.seen", str(playlist)],
        env=env, stdout=subprocess.PIPE, text=True, cwd=Path(__file__).parents[2],
    )  # fmt: skip
    eyes = Eyes(process)
    try:
        yield eyes
    finally:
        process.terminate()
        process.wait(20)
        eyes.reader.join(10)
        assert process.stdout is not None
        process.stdout.close()


def test_two_fingers_a_palm_and_a_bounce(exhibition: Path, tmp_path: Path) -> None:
    with touch_screen(tmp_path) as (env, fingers), app(env, exhibition) as eyes:
        eyes.until(screen="attract")
        # Two fingers wake it; neither presses what comes up under them.
        fingers.tap((960, 540), (400, 800), held=0.3)
        home = eyes.until(screen="home")
        assert eyes.still(1.0)["screen"] == "home"
        # A second finger on another door while the first one is down: the first one's door opens, once.
        film, people = home["targets"]["door-1"], home["targets"]["door-2"]
        fingers.down(0, *film)
        time.sleep(0.1)
        fingers.down(1, *people)
        time.sleep(0.1)
        fingers.up(0, *film)
        fingers.up(1, *people)
        assert eyes.until(screen="page")["page"] == "film"
        assert eyes.still(1.0)["screen"] == "page"
        fingers.tap(tuple(eyes.last["targets"]["back"]))
        eyes.until(screen="home")
        # A bounce within 80 ms is one touch: back leads from the page to the people, and not on to home.
        fingers.tap(tuple(people))
        fingers_on = eyes.until(screen="collection")["targets"]
        fingers.tap(tuple(fingers_on["page-dragon"]))
        back = eyes.until(screen="page", page="dragon")["targets"]["back"]
        fingers.tap(tuple(back), held=0.06)
        time.sleep(0.02)
        fingers.tap(tuple(back), held=0.06)
        eyes.until(screen="collection")
        assert eyes.still(1.5)["screen"] == "collection"
        # A palm that rests on the glass stops nobody: a finger beside it is heard.
        fingers.down(5, 960, 300)
        time.sleep(0.2)
        fingers.tap(tuple(eyes.last["targets"]["back"]))
        eyes.until(screen="home")
        fingers.up(5, 960, 300)
        # A finger that slides off a door presses nothing.
        fingers.down(0, *film)
        time.sleep(0.1)
        fingers.move(0, film[0], 200)
        fingers.up(0, film[0], 200)
        assert eyes.still(1.5)["screen"] == "home"


def test_two_corners_and_the_pin_open_the_technician_s_panel(exhibition: Path, tmp_path: Path) -> None:
    with touch_screen(tmp_path) as (env, fingers), app(env, exhibition) as eyes:
        eyes.until(screen="attract")
        fingers.tap((15, 15), (1905, 15), held=3.4)
        pad = eyes.until(pad="pin")
        for digit in "2580":
            fingers.tap(tuple(pad["targets"][f"pin-{digit}"]))
            time.sleep(0.3)
        fingers.tap(tuple(eyes.still(1)["targets"]["pin-enter"]))
        panel = eyes.until(pad="panel")
        assert {"tech-next", "tech-restart", "tech-quit"} <= set(panel["targets"])
        fingers.tap(tuple(panel["targets"]["tech-quit"]))
        assert eyes.process.wait(10) == 0
