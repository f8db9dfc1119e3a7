"""What counts as a touch, and who knocks at the technician's door."""

from __future__ import annotations

import pytest

from kiosk.screen.touch import HOLD, WITHIN, CornerDoor, Gate, corner


@pytest.mark.parametrize(("gap", "through"), [(0, False), (79, False), (80, True), (400, True)])
def test_a_press_soon_after_another_is_the_same_finger_bouncing(gap: int, through: bool) -> None:
    gate = Gate()
    assert gate.press(1_000)
    assert gate.press(1_000 + gap) is through


def test_a_press_soon_after_the_finger_left_bounces_too() -> None:
    gate = Gate()
    gate.press(0)
    gate.release(500)
    assert not gate.press(579)
    assert gate.press(700)


def test_another_device_with_another_clock_is_no_bounce() -> None:
    gate = Gate()
    gate.press(9_000_000)
    assert gate.press(12)


def test_both_corners_held_together_open_the_door() -> None:
    door = CornerDoor()
    door.down(1, "left", 0)
    assert door.due() is None
    door.down(2, "right", 400)
    assert door.due() == 400 + HOLD
    assert not door.open(399 + HOLD)
    assert door.open(400 + HOLD)
    assert not door.open(500 + HOLD), "it opens once"


def test_a_corner_that_is_let_go_too_soon_opens_nothing() -> None:
    door = CornerDoor()
    door.down(1, "left", 0)
    door.down(2, "right", 0)
    door.up(1, HOLD - 1)
    assert door.due() is None
    assert not door.open(HOLD)


def test_a_finger_that_slides_out_of_its_corner_has_let_go() -> None:
    door = CornerDoor()
    door.down(1, "left", 0)
    door.down(2, "right", 0)
    door.down(1, None, 1_000)
    assert not door.open(HOLD)


def test_moving_within_the_corner_holds_on() -> None:
    door = CornerDoor()
    door.down(1, "left", 0)
    door.down(2, "right", 0)
    door.down(1, "left", 2_900)
    assert door.open(HOLD)


def test_fingers_the_panel_takes_back_hold_nothing() -> None:
    door = CornerDoor()
    door.down(1, "left", 0)
    door.down(2, "right", 0)
    door.lift_all(HOLD - 1)
    assert not door.open(HOLD)


@pytest.mark.parametrize(
    ("turn", "left", "right"),
    [(0, (0, 0), (1919, 0)), (90, (1919, 0), (1919, 1079)), (180, (1919, 1079), (0, 1079)), (270, (0, 1079), (0, 0))],
)
def test_the_corners_turn_with_the_picture(turn: int, left: tuple[int, int], right: tuple[int, int]) -> None:
    assert corner(*left, 1920, 1080, turn) == "left"
    assert corner(*right, 1920, 1080, turn) == "right"
    assert corner(960, 540, 1920, 1080, turn) is None


@pytest.mark.parametrize(("x", "where"), [(129, "left"), (130, None), (1790, None), (1791, "right")])
def test_a_corner_is_an_eighth_of_the_short_side(x: int, where: str | None) -> None:
    assert corner(x, 129, 1920, 1080) == where
    assert corner(x, 130, 1920, 1080) is None


def one_finger(left: int, pause: int, right: int) -> bool:
    door = CornerDoor()
    door.down(1, "left", 0)
    door.up(1, left)
    door.down(1, "right", left + pause)
    return door.open(left + pause + right)


def test_one_finger_opens_it_with_the_left_corner_first() -> None:
    assert one_finger(HOLD, 500, HOLD)
    assert one_finger(HOLD, WITHIN, HOLD)


@pytest.mark.parametrize(
    ("left", "pause", "right"), [(HOLD - 1, 500, HOLD), (HOLD, WITHIN + 1, HOLD), (HOLD, 500, HOLD - 1)]
)
def test_one_finger_too_short_or_too_late(left: int, pause: int, right: int) -> None:
    assert not one_finger(left, pause, right)


def test_the_right_corner_first_does_not_open_it() -> None:
    door = CornerDoor()
    door.down(1, "right", 0)
    door.up(1, HOLD)
    door.down(1, "left", HOLD + 100)
    assert not door.open(HOLD * 3)
