"""Nobody leaves: every key, combination and button on the real app, under a real window manager."""

from __future__ import annotations

import shutil
import subprocess
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from tests.e2e.screens import virtual_screen
from tests.e2e.test_life import Running, kiosk

pytestmark = [
    pytest.mark.window,
    pytest.mark.skipif(shutil.which("openbox") is None, reason="openbox is not installed (tools/packages-dev.txt)"),
]

KEYS = [
    *("Tab", "Escape", "space", "Return", "Delete", "BackSpace", "Print", "Menu", "Insert", "Pause", "plus"),
    *"qwcxderlmnoptuz",
    *(f"F{n}" for n in range(1, 13)),
]
HELD = ["ctrl", "alt", "super", "ctrl+alt", "ctrl+shift", "alt+shift", "ctrl+super", "alt+super"]
MEDIA = [
    "XF86PowerOff", "XF86Sleep", "XF86WWW", "XF86Mail", "XF86Calculator", "XF86Explorer", "XF86Search", "XF86Eject",
    "XF86AudioPlay", "XF86AudioStop", "XF86AudioNext", "XF86MonBrightnessDown", "XF86Display", "XF86Close", "Super_L",
    "Alt_L", "Control_L", "Hyper_L", "ISO_Level3_Shift", "Multi_key", "Kanji", "Hangul", "Help", "Undo", "Sys_Req",
]  # fmt: skip


class Desk:
    """A screen with a window manager, and hands on a keyboard and a mouse."""

    def __init__(self, env: dict[str, str]) -> None:
        self.env = env

    def do(self, *words: str) -> str:
        done = subprocess.run(
            ["xdotool", *words], env=self.env, capture_output=True, text=True, timeout=60, check=False
        )
        return done.stdout.strip()

    def shows(self) -> tuple[str, str]:
        """Which window has the keys, and where it is."""
        active = self.do("getactivewindow")
        return self.do("getwindowname", active), self.do("getwindowgeometry", active).partition("\n")[2]

    def until(self, shown: tuple[str, str], why: str) -> None:
        end = time.monotonic() + 20
        while self.shows() != shown:
            assert time.monotonic() < end, f"{why}: {self.shows()}"
            time.sleep(0.2)


@contextmanager
def desk(tmp_path: Path) -> Iterator[Desk]:
    with virtual_screen(1280, 720, tmp_path) as env:
        manager = subprocess.Popen(["openbox"], env=env, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        try:
            yield Desk(env)
        finally:
            manager.kill()
            manager.wait()


def at_rest(running: Running, hands: Desk) -> tuple[str, str]:
    running.until(" shows ")
    end = time.monotonic() + 30
    while "kiosk" not in hands.shows()[0] or "1280x720" not in hands.shows()[1]:
        assert time.monotonic() < end, hands.shows()
        time.sleep(0.2)
    return hands.shows()


def test_no_key_leads_out(exhibition: Path, tmp_path: Path) -> None:
    with desk(tmp_path) as hands, kiosk(hands.env, str(exhibition)) as running:
        shown = at_rest(running, hands)
        hands.do("key", "--delay", "5", *MEDIA, *KEYS)
        hands.until(shown, "a key alone")
        for held in HELD:
            hands.do("key", "--delay", "5", *(f"{held}+{key}" for key in KEYS))
            hands.until(shown, held)
            assert running.process.poll() is None, held
        hands.do("key", "Escape")


def test_no_window_manager_takes_it_away(exhibition: Path, tmp_path: Path) -> None:
    with desk(tmp_path) as hands, kiosk(hands.env, str(exhibition)) as running:
        shown = at_rest(running, hands)
        window = hands.do("getactivewindow")
        for asked in ("windowquit", "windowminimize", "windowlower"):
            hands.do(asked, window)
            hands.until(shown, asked)
        hands.do("windowsize", window, "300", "200")
        hands.until(shown, "windowsize")
        hands.do("windowstate", "--remove", "FULLSCREEN", window)
        hands.until(shown, "windowstate")
        assert running.process.poll() is None


def test_no_button_leads_out(exhibition: Path, tmp_path: Path) -> None:
    with desk(tmp_path) as hands, kiosk(hands.env, str(exhibition)) as running:
        shown = at_rest(running, hands)
        for button in "123456789":
            if button != "1":
                hands.do("mousemove", "640", "360", "click", "--repeat", "3", button)
                hands.do("mousemove", "2", "2", "click", "--repeat", "3", button)
            hands.do("keydown", "alt", "mousemove", "640", "360", "mousedown", button)
            hands.do("mousemove", "100", "100", "mouseup", button, "keyup", "alt")
        hands.until(shown, "a button")
        assert running.process.poll() is None
