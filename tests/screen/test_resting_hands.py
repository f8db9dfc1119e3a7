"""Hands and bags that rest on the glass keep nobody else from pressing."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

import pytest
from PySide6.QtCore import QPoint
from PySide6.QtGui import QPointingDevice
from PySide6.QtTest import QTest

from kiosk.screen import glass, touch
from kiosk.visit import events
from kiosk.visit.aids import Aids
from tests.screen.hand import NOWHERE, Hand, awake
from tests.screen.views import SCREENS, Views

pytestmark = pytest.mark.window


@dataclass(frozen=True, slots=True)
class Fingers:
    """On a panel that tells each from the others. Finger 0 rests from the beginning."""

    hand: Hand
    device: QPointingDevice

    def rest(self, where: str | QPoint = NOWHERE) -> None:
        place = self.hand.at(where) if isinstance(where, str) else where
        QTest.touchEvent(self.hand.screen.window, self.device).press(0, place, self.hand.screen.window)

    def lift(self, place: QPoint) -> None:
        QTest.touchEvent(self.hand.screen.window, self.device).release(0, place, self.hand.screen.window)

    def tap(self, where: str | QPoint, finger: int = 1) -> None:
        window = self.hand.screen.window
        place = self.hand.at(where) if isinstance(where, str) else where
        QTest.touchEvent(window, self.device).stationary(0).press(finger, place, window)
        QTest.touchEvent(window, self.device).stationary(0).release(finger, place, window)


@pytest.fixture
def fingers(hand: Hand, panel_device: QPointingDevice) -> Iterator[Fingers]:
    yield Fingers(hand, panel_device)
    QTest.touchEvent(hand.screen.window, panel_device).release(0, NOWHERE, hand.screen.window)


@pytest.mark.usefixtures("apart")
@pytest.mark.parametrize("name", ["attract", "asking"])
def test_beside_a_resting_finger_others_wake_and_answer(fingers: Fingers, views: Views, name: str) -> None:
    hand = fingers.hand
    hand.show(SCREENS[name](views))
    fingers.rest()
    hand.sent.clear()
    for _ in range(3):
        fingers.tap(QPoint(600, 500))
    assert hand.sent == [events.Touched()] * 3


@pytest.mark.usefixtures("apart")
@pytest.mark.parametrize("name", ["home", "attract"])
def test_a_hand_that_rests_on_no_target_keeps_nobody_from_pressing(fingers: Fingers, views: Views, name: str) -> None:
    """Also when its coming down was what woke the kiosk."""
    hand = fingers.hand
    awake(hand, views, name)
    fingers.rest()
    awake(hand, views, "home")
    fingers.tap("door-1")
    fingers.tap("door-2", finger=2)
    assert hand.pressed() == [events.DoorTouched(1), events.DoorTouched(2)]
    fingers.lift(NOWHERE)
    assert len(hand.pressed()) == 2


@pytest.mark.usefixtures("at_once")
def test_a_bounce_beside_a_resting_finger_presses_once(
    fingers: Fingers, views: Views, monkeypatch: pytest.MonkeyPatch
) -> None:
    hand = fingers.hand
    awake(hand, views, "home")
    fingers.rest()
    monkeypatch.setattr(touch, "BOUNCE", 0)
    fingers.tap("door-3")
    monkeypatch.setattr(touch, "BOUNCE", 1_000_000)
    fingers.tap("door-3")
    fingers.tap("door-2", finger=2)
    assert hand.pressed() == [events.DoorTouched(3)]


@pytest.mark.usefixtures("apart")
def test_while_one_finger_presses_a_target_another_waits(
    fingers: Fingers, views: Views, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(glass, "RESTS", 1_000_000)
    hand = fingers.hand
    awake(hand, views, "decision")
    place = hand.at("choice-fog")
    fingers.rest(place)
    fingers.tap("choice-cross")
    assert hand.pressed() == []
    fingers.lift(place)
    assert hand.pressed() == [events.ChoiceTouched("fog"), events.ChoiceTouched("cross")], "the visit takes the first"


@pytest.mark.usefixtures("apart")
def test_what_has_long_lain_on_a_target_keeps_nobody_from_pressing(
    fingers: Fingers, views: Views, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(glass, "RESTS", 0)
    hand = fingers.hand
    awake(hand, views, "decision")
    place = hand.at("choice-fog")
    fingers.rest(place)
    fingers.tap("choice-cross")
    assert hand.pressed() == [events.ChoiceTouched("cross")]
    fingers.lift(place)
    assert hand.pressed() == [events.ChoiceTouched("cross")], "and presses nothing when it goes"


@pytest.mark.usefixtures("apart")
def test_a_bag_that_lies_there_since_it_was_read_aloud_keeps_nobody_from_pressing(
    fingers: Fingers, views: Views, monkeypatch: pytest.MonkeyPatch
) -> None:
    """It came down as a finger that asks. Neither who listens nor who comes next waits for it."""
    monkeypatch.setattr(glass, "RESTS", 0)
    hand = fingers.hand
    hand.show(replace(views.decision(), aids=Aids(spoken=True), can_speak=True))
    QTest.qWait(80)
    hand.sent.clear()
    fingers.rest()
    fingers.tap("choice-fog")
    assert hand.focused() == "choice-fog"
    fingers.tap("choice-fog")
    assert hand.pressed() == [events.ChoiceTouched("fog")]
    fingers.lift(NOWHERE)
    fingers.rest()
    awake(hand, views, "decision")
    fingers.tap("choice-cross")
    assert hand.pressed() == [events.ChoiceTouched("cross")]
