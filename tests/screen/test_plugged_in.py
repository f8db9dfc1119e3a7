"""What a keyboard or a mouse that somebody plugs in can do: what the settings allow, and nothing else."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import QEvent, QPoint, QPointF, Qt
from PySide6.QtGui import QGuiApplication, QKeyEvent, QWheelEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from kiosk.keynames import KEYBOARD
from kiosk.screen import Panel, Screen
from kiosk.screen.keyboard import NAMES
from tests.screen.hand import Hand
from tests.screen.views import Views

pytestmark = pytest.mark.window


@pytest.mark.parametrize("button", [Qt.MouseButton.RightButton, Qt.MouseButton.MiddleButton, Qt.MouseButton.BackButton])
def test_only_the_first_button_of_a_mouse_is_a_finger(hand: Hand, views: Views, button: Qt.MouseButton) -> None:
    hand.show(views.home())
    QTest.mouseClick(hand.screen.window, button, Qt.KeyboardModifier.NoModifier, hand.at("door-0"))
    assert hand.sent == []
    hand.touch("door-0")
    assert len(hand.pressed()) == 1


@pytest.mark.parametrize("held", ["ControlModifier", "AltModifier", "MetaModifier"])
def test_a_key_with_another_held_is_no_key_of_ours(hand: Hand, views: Views, held: str) -> None:
    hand.show(views.home())
    for key in (Qt.Key.Key_C, Qt.Key.Key_Return, Qt.Key.Key_Escape, Qt.Key.Key_Left, Qt.Key.Key_Plus, Qt.Key.Key_F4):
        QTest.keyClick(hand.screen.window, key, Qt.KeyboardModifier[held])
    assert hand.sent == []
    assert hand.focused() == ""


def test_keys_without_a_meaning_do_nothing(hand: Hand, views: Views) -> None:
    hand.show(views.home())
    shown = hand.screen.grab()
    for name, key in Qt.Key.__members__.items():
        if NAMES.get(key.value) in KEYBOARD or name in ("Key_unknown", "Key_mu", "Key_micro"):  # Qt warns of those
            continue
        for kind in (QEvent.Type.ShortcutOverride, QEvent.Type.KeyPress, QEvent.Type.KeyRelease):
            pressed = QKeyEvent(kind, key.value, Qt.KeyboardModifier.NoModifier)
            QGuiApplication.sendEvent(hand.screen.window, pressed)
    assert hand.sent == []
    assert hand.screen.grab() == shown


def test_no_journal_has_the_pin(hand: Hand, views: Views, caplog: pytest.LogCaptureFixture) -> None:
    hand.show(views.home())
    with caplog.at_level("DEBUG"):
        hand.key(Qt.Key.Key_7, Qt.Key.Key_3, Qt.Key.Key_C)
    said = [record.getMessage() for record in caplog.records if record.name == "kiosk.screen.glass"]
    assert said == ["key C: captions"]


def test_a_wheel_and_a_menu_do_nothing(hand: Hand, views: Views) -> None:
    hand.show(views.home())
    at = QPointF(hand.at("door-0"))
    for delta in (-1200, 1200):
        wheel = QWheelEvent(
            at, at, QPoint(), QPoint(0, delta), Qt.MouseButton.NoButton, Qt.KeyboardModifier.NoModifier,
            Qt.ScrollPhase.NoScrollPhase, False,
        )  # fmt: skip
        QGuiApplication.sendEvent(hand.screen.window, wheel)
    assert hand.sent == []


def test_where_keys_are_off_only_the_technician_s_door_hears_them(qapp: QApplication, stills: Path) -> None:
    screen = Screen(Panel(calm=True), windowed=True, size=(1280, 720), pin="2580", keys={})
    screen.show()
    hand = Hand(screen)
    hand.show(Views("en", stills).attract())
    hand.key(Qt.Key.Key_Return)
    hand.show(Views("en", stills).home())
    hand.key(Qt.Key.Key_Right, Qt.Key.Key_Return, Qt.Key.Key_C)
    assert hand.sent == []
    screen._service.knock()
    hand.key(Qt.Key.Key_2, Qt.Key.Key_5)
    assert screen._service._lock.pad.digits == 2
    screen.close()
    qapp.processEvents()
