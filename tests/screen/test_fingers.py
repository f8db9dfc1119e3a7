"""Fingers as a touch panel tells of them: one, two at once, a whole hand, wet ones and lost ones."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QEvent, QPoint
from PySide6.QtGui import QGuiApplication, QPointingDevice, QTouchEvent
from PySide6.QtTest import QTest

from kiosk.screen import glass
from kiosk.visit import events
from tests.screen.hand import NOWHERE, Hand, awake
from tests.screen.looking import tell
from tests.screen.views import Views

pytestmark = pytest.mark.window


def test_a_finger_presses_like_a_mouse(hand: Hand, views: Views, panel_device: QPointingDevice) -> None:
    awake(hand, views, "decision")
    window, place = hand.screen.window, hand.at("choice-fog")
    QTest.touchEvent(window, panel_device).press(0, place, window)
    QTest.touchEvent(window, panel_device).release(0, place, window)
    assert hand.pressed() == [events.ChoiceTouched("fog")]


def test_a_second_finger_has_its_turn_after_the_first(
    hand: Hand, views: Views, panel_device: QPointingDevice, apart: None
) -> None:
    """Two people at once: each presses what they touched, in the order in which they did."""
    awake(hand, views, "decision")
    window, first, second = hand.screen.window, hand.at("volume-up"), hand.at("choice-cross")
    QTest.touchEvent(window, panel_device).press(0, first, window)
    QTest.touchEvent(window, panel_device).stationary(0).press(1, second, window)
    QTest.touchEvent(window, panel_device).stationary(0).release(1, second, window)
    assert hand.pressed() == []
    QTest.touchEvent(window, panel_device).release(0, first, window)
    assert hand.pressed() == [events.VolumeTouched(1), events.ChoiceTouched("cross")]


def test_a_second_finger_that_stays_longer_is_lit_when_the_first_leaves(
    hand: Hand, views: Views, panel_device: QPointingDevice, apart: None
) -> None:
    awake(hand, views, "decision")
    window, first, second = hand.screen.window, hand.at("volume-up"), hand.at("choice-cross")
    QTest.touchEvent(window, panel_device).press(0, first, window)
    QTest.touchEvent(window, panel_device).stationary(0).press(1, second, window)
    QTest.touchEvent(window, panel_device).release(0, first, window).stationary(1)
    assert hand.pressed() == [events.VolumeTouched(1)]
    assert tell(hand.screen, "return Stage.targets.filter(t => t.down).map(t => t.name)") == ["choice-cross"]
    QTest.touchEvent(window, panel_device).release(1, second, window)
    assert hand.pressed()[-1] == events.ChoiceTouched("cross")


def test_what_the_first_has_led_to_is_not_pressed_by_the_second(
    hand: Hand, views: Views, panel_device: QPointingDevice, apart: None
) -> None:
    """Nor what was left by a drag."""
    awake(hand, views, "decision")
    window, first, second = hand.screen.window, hand.at("home"), hand.at("choice-cross")
    hand.screen.touched.connect(lambda sent: hand.show(views.home()) if sent == events.HomeTouched() else None)
    QTest.touchEvent(window, panel_device).press(0, first, window)
    QTest.touchEvent(window, panel_device).stationary(0).press(1, second, window)
    QTest.touchEvent(window, panel_device).stationary(0).release(1, second, window)
    QTest.touchEvent(window, panel_device).release(0, first, window)
    assert hand.pressed() == [events.HomeTouched()]
    awake(hand, views, "decision")
    first = hand.at("volume-up")
    QTest.touchEvent(window, panel_device).press(0, first, window)
    QTest.touchEvent(window, panel_device).stationary(0).press(1, second, window)
    QTest.touchEvent(window, panel_device).stationary(0).release(1, NOWHERE, window)
    QTest.touchEvent(window, panel_device).release(0, first, window)
    assert hand.pressed() == [events.VolumeTouched(1)]


@pytest.mark.parametrize("first", ["beside", "on it"])
def test_a_whole_hand_presses_the_target_it_lies_on_once(
    hand: Hand, views: Views, panel_device: QPointingDevice, first: str
) -> None:
    """Six contacts in one breath, some of them beside the target; all leave together."""
    awake(hand, views, "decision")
    window, place = hand.screen.window, hand.at("choice-cross")
    inside = [place + QPoint(dx, dy) for dx, dy in ((0, 0), (-60, 10), (-120, -10), (60, 5))]
    outside = [place + QPoint(0, -200), place + QPoint(60, -260)]
    contacts = [*outside, *inside] if first == "beside" else [*inside, *outside]
    down = QTest.touchEvent(window, panel_device)
    for finger, at in enumerate(contacts):
        down.press(finger, at, window)
    down.commit()
    up = QTest.touchEvent(window, panel_device)
    for finger, at in enumerate(contacts):
        up.release(finger, at, window)
    up.commit()
    assert hand.pressed() == [events.ChoiceTouched("cross")]


def test_a_wet_finger_that_trembles_and_is_lost_for_a_moment_presses_once(
    hand: Hand, views: Views, panel_device: QPointingDevice
) -> None:
    awake(hand, views, "decision")
    window, place = hand.screen.window, hand.at("choice-cross")
    edge = QPoint(int(next(t.rect.left() for t in hand.screen.targets() if t.name == "choice-cross")) + 2, place.y())
    QTest.touchEvent(window, panel_device).press(0, edge, window)
    for step in (-5, 4, -6, 3):  # 2 mm beyond the edge and back
        QTest.touchEvent(window, panel_device).move(0, edge + QPoint(step, step // 2), window)
    QTest.touchEvent(window, panel_device).release(0, edge, window)
    QTest.touchEvent(window, panel_device).press(1, edge, window)  # the panel lost it, and has it again at once
    QTest.touchEvent(window, panel_device).release(1, edge, window)
    assert hand.pressed() == [events.ChoiceTouched("cross")]


def test_a_long_press_presses_when_it_ends_and_as_often_as_once(
    hand: Hand, views: Views, panel_device: QPointingDevice, monkeypatch: pytest.MonkeyPatch
) -> None:
    """However long: 5 s here, by the clock that the glass goes by."""
    awake(hand, views, "decision")
    window, place, now = hand.screen.window, hand.at("choice-cross"), glass.clock()
    QTest.touchEvent(window, panel_device).press(0, place, window)
    monkeypatch.setattr(glass, "clock", lambda: now + 5_000)
    QTest.touchEvent(window, panel_device).stationary(0)
    QTest.qWait(50)
    assert hand.pressed() == []
    QTest.touchEvent(window, panel_device).release(0, place, window)
    assert hand.pressed() == [events.ChoiceTouched("cross")]


def test_both_hands_lifted_at_once_press_once(hand: Hand, views: Views, panel_device: QPointingDevice) -> None:
    awake(hand, views, "decision")
    window, first, second = hand.screen.window, hand.at("choice-fog"), hand.at("choice-cross")
    QTest.touchEvent(window, panel_device).press(0, first, window).press(1, second, window)
    QTest.touchEvent(window, panel_device).release(0, first, window).release(1, second, window)
    assert len(hand.pressed()) == 1


def test_a_finger_only_wakes(hand: Hand, views: Views, panel_device: QPointingDevice) -> None:
    hand.show(views.attract())
    hand.sent.clear()
    window, place = hand.screen.window, QPoint(300, 700)
    QTest.touchEvent(window, panel_device).press(0, place, window)
    assert hand.sent == [events.Touched()]
    hand.show(views.home())
    QTest.touchEvent(window, panel_device).release(0, place, window)
    assert hand.sent == [events.Touched()]


@pytest.mark.usefixtures("apart")
def test_a_finger_presses_again_after_its_lifting_was_lost(
    hand: Hand, views: Views, panel_device: QPointingDevice
) -> None:
    awake(hand, views, "decision")
    window, first, second = hand.screen.window, hand.at("choice-fog"), hand.at("choice-cross")
    QTest.touchEvent(window, panel_device).press(0, first, window)
    QTest.touchEvent(window, panel_device).press(0, second, window)
    QTest.touchEvent(window, panel_device).release(0, second, window)
    assert hand.pressed() == [events.ChoiceTouched("cross")]


@pytest.mark.usefixtures("apart")
def test_a_cancelled_touch_presses_nothing(hand: Hand, views: Views, panel_device: QPointingDevice) -> None:
    awake(hand, views, "decision")
    window, place = hand.screen.window, hand.at("choice-fog")
    QTest.touchEvent(window, panel_device).press(0, place, window)
    QGuiApplication.sendEvent(window, QTouchEvent(QEvent.Type.TouchCancel, panel_device))
    QTest.touchEvent(window, panel_device).release(0, place, window)
    assert hand.pressed() == []
    hand.touch("choice-cross")
    assert hand.pressed() == [events.ChoiceTouched("cross")]


@pytest.mark.usefixtures("apart")
def test_a_finger_that_leaves_its_target_presses_nothing_even_if_it_comes_back(
    hand: Hand, views: Views, panel_device: QPointingDevice
) -> None:
    awake(hand, views, "decision")
    window, place = hand.screen.window, hand.at("choice-fog")
    QTest.touchEvent(window, panel_device).press(0, place, window)
    QTest.touchEvent(window, panel_device).move(0, NOWHERE, window)
    QTest.touchEvent(window, panel_device).move(0, place, window)
    QTest.touchEvent(window, panel_device).release(0, place, window)
    assert hand.pressed() == []
