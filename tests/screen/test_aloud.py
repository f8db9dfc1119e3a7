"""Fingers and keys of somebody who may not see: the first touch says what is there, the second one takes it."""

from __future__ import annotations

from dataclasses import replace

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest

from kiosk.visit import events
from kiosk.visit.aids import Aids
from kiosk.visit.view import View
from tests.screen.hand import Hand
from tests.screen.views import Views

pytestmark = pytest.mark.window
Key = Qt.Key


def aloud(view: View) -> View:
    return replace(view, aids=Aids(spoken=True), can_speak=True)


def show(hand: Hand, view: View) -> list[str]:
    """What the frame goes to from now on."""
    hand.show(aloud(view))
    QTest.qWait(80)
    hand.sent.clear()
    stood: list[str] = []
    hand.screen.focused.connect(stood.append)
    return stood


def test_the_first_touch_asks_and_the_second_takes(hand: Hand, views: Views) -> None:
    stood = show(hand, views.decision())
    hand.touch("choice-fog")
    assert stood == ["choice-fog"]
    assert hand.pressed() == []
    QTest.qWait(100)
    hand.touch("choice-cross")
    assert stood == ["choice-fog", "choice-cross"]
    assert hand.pressed() == []
    QTest.qWait(100)
    hand.touch("choice-cross")
    assert hand.pressed() == [events.ChoiceTouched("cross")]


def test_where_the_frame_came_by_itself_the_first_touch_only_asks(hand: Hand, views: Views) -> None:
    """Help was closed by two touches; on the screen behind it the frame had gone to the first door, and one took it."""
    show(hand, views.help())
    for _ in range(2):
        hand.touch("close")
        QTest.qWait(100)
    hand.show(aloud(views.home()))
    QTest.qWait(400)
    assert hand.focused() == "door-0"
    hand.sent.clear()
    stood: list[str] = []
    hand.screen.focused.connect(stood.append)
    hand.touch("door-0")
    assert hand.pressed() == []
    assert stood == ["", "door-0"], "it is said again"
    QTest.qWait(100)
    hand.touch("door-0")
    assert hand.pressed() == [events.DoorTouched(0)]


def test_a_target_of_the_same_name_on_another_screen_is_asked_for_anew(hand: Hand, views: Views) -> None:
    show(hand, views.page())
    hand.touch("back")
    QTest.qWait(100)
    hand.touch("back")
    assert hand.pressed() == [events.BackTouched()]
    show(hand, views.collection())
    hand.touch("back")
    assert hand.pressed() == []


def test_a_finger_that_slides_asks_all_the_way_and_takes_nothing(hand: Hand, views: Views) -> None:
    stood = show(hand, views.decision())
    start = hand.press("choice-cross")
    for name in ("choice-fog", "choice-village"):
        hand.screen.window.raise_()
        QTest.mouseMove(hand.screen.window, hand.at(name))
        QTest.qWait(20)
    hand.lift(hand.at("choice-village"))
    assert start
    assert stood[0] == "choice-cross"
    assert hand.pressed() == []


def test_a_touch_beside_everything_closes_nothing(hand: Hand, views: Views) -> None:
    show(hand, views.help())
    hand.touch(QPoint(960, 20))
    assert hand.pressed() == []


def test_without_it_one_touch_takes(hand: Hand, views: Views) -> None:
    hand.show(views.decision())
    QTest.qWait(80)
    hand.sent.clear()
    hand.touch("choice-fog")
    assert hand.pressed() == [events.ChoiceTouched("fog")]


def test_keys_of_its_own(hand: Hand, views: Views) -> None:
    show(hand, views.scene())
    asked: list[str] = []
    hand.screen.asked.connect(asked.append)
    hand.key(Key.Key_T, Key.Key_R, Key.Key_S)
    assert asked == ["time", "repeat"]
    assert hand.pressed() == [events.SpokenTouched()]
    hand.show(aloud(views.asking()))
    hand.sent.clear()
    hand.key(Key.Key_T)
    assert (asked[-1], hand.sent) == ("time", []), "who asks how long there is has not answered yet"


def test_a_key_wakes_it_speaking(hand: Hand, views: Views) -> None:
    hand.show(views.attract())
    hand.sent.clear()
    hand.key(Key.Key_S)
    assert hand.sent == [events.SpokenTouched()]
    hand.key(Key.Key_R)
    assert hand.sent[1:] == [events.Touched()]


def test_next_goes_through_everything_and_round(hand: Hand, views: Views) -> None:
    stood = show(hand, views.decision())
    names = hand.names()
    for _ in range(len(names) + 1):
        hand.key(Key.Key_Tab)
    assert set(stood) == names
    assert stood[-1] == stood[0]
    hand.key(Key.Key_Backtab)
    assert stood[-1] == stood[-3]


def test_language_and_help_have_keys(hand: Hand, views: Views) -> None:
    show(hand, views.scene())
    hand.key(Key.Key_F1, Key.Key_L)
    assert hand.pressed() == [events.HelpTouched(), events.LanguageTouched("ko")]


def test_the_switch_is_offered_where_there_is_a_voice(hand: Hand, views: Views) -> None:
    hand.show(views.help())
    QTest.qWait(80)
    assert "spoken" in hand.names()
    hand.sent.clear()
    hand.touch("spoken")
    assert hand.pressed() == [events.SpokenTouched()]
    hand.show(replace(views.help(), can_speak=False))
    assert "spoken" not in hand.names()
