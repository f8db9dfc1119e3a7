"""Keys as they come from Qt: by their names, or where X renames them, by their place."""

from __future__ import annotations

import subprocess
from pathlib import Path

import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QGuiApplication, QKeyEvent
from pytestqt.qtbot import QtBot

from kiosk.keynames import KEYS, PRESETS
from kiosk.screen import Panel, Screen
from kiosk.screen.keyboard import CODES, NAMES, Keyboard
from kiosk.visit import events
from tests.screen.views import Views

pytestmark = pytest.mark.window
Key = Qt.Key


def pressed(key: Qt.Key, text: str = "", code: int = 0) -> QKeyEvent:
    return QKeyEvent(QEvent.Type.KeyPress, key.value, Qt.KeyboardModifier.NoModifier, code, 0, 0, text)


def test_every_name_is_a_key_of_qts_and_the_other_way_round() -> None:
    assert set(NAMES.values()) == set(KEYS)
    assert set(CODES.values()) <= set(KEYS)
    assert (CODES[191], CODES[201], CODES[202]) == ("F13", "F23", "F24")


def test_what_a_key_asks_for() -> None:
    keyboard = Keyboard(PRESETS["storm-audionav"])
    assert keyboard.action(pressed(Key.Key_Enter)) == "select"
    assert keyboard.action(pressed(Key.Key_F23)) == "back"
    assert keyboard.action(pressed(Key.Key_TouchpadOff, code=201)) == "back", "as X calls F23"
    assert keyboard.action(pressed(Key.Key_7, "7")) == "7", "the technician's PIN"
    assert keyboard.action(pressed(Key.Key_Z, "z")) is None
    assert Keyboard({"Z": "home"}).action(pressed(Key.Key_Z, "z")) == "home"
    assert Keyboard({}).action(pressed(Key.Key_Left)) is None


def test_a_real_keypad_s_key_on_a_real_x_server(qtbot: QtBot, tmp_path: Path) -> None:
    """F15 and F23, which X's usual map calls Launch6 and TouchpadOff."""
    screen = Screen(Panel(calm=True), size=(800, 450), keys=PRESETS["storm-audionav"])
    heard: list[events.Event] = []
    screen.touched.connect(heard.append)
    screen.show()
    qtbot.waitExposed(screen.window)
    screen.show_view(Views("en", tmp_path).scene())
    try:
        if QGuiApplication.platformName() != "xcb":
            pytest.skip("no X server")
        at = screen.window.geometry().center()
        subprocess.run(["xdotool", "mousemove", str(at.x()), str(at.y()), "key", "193", "key", "201"], check=True)
        qtbot.waitUntil(lambda: events.BackTouched() in heard, timeout=10_000)
        assert events.SpokenTouched(True) in heard
    finally:
        screen.close()
