"""The technician's PIN: five tries in a quarter of an hour."""

from __future__ import annotations

import pytest

from kiosk.screen.pin import QUARTER, TRIES, PinLock


def typed(lock: PinLock, digits: str, now: int) -> None:
    for digit in digits:
        lock.digit(digit, now)


@pytest.fixture
def lock() -> PinLock:
    lock = PinLock("2580")
    assert lock.knock(0)
    return lock


def test_the_right_pin_opens_the_panel(lock: PinLock) -> None:
    typed(lock, "258", 0)
    assert lock.pad.place == "pin"
    assert lock.pad.digits == 3
    typed(lock, "0", 0)
    assert lock.pad.place == "panel"


def test_a_wrong_pin_says_so_and_starts_over(lock: PinLock) -> None:
    typed(lock, "2581", 0)
    assert lock.pad.wrong
    assert lock.pad.digits == 0
    typed(lock, "2580", 0)
    assert lock.pad.place == "panel"


def test_a_digit_can_be_taken_back(lock: PinLock) -> None:
    typed(lock, "259", 0)
    lock.erase()
    typed(lock, "80", 0)
    assert lock.pad.place == "panel"


def test_after_five_wrong_ones_not_even_the_right_one_opens(lock: PinLock) -> None:
    for _ in range(TRIES):
        typed(lock, "0000", 1_000)
    assert lock.pad.locked == 15
    typed(lock, "2580", 2_000)
    assert lock.pad.place == "pin"
    lock.close()
    assert lock.knock(QUARTER // 2)
    assert lock.pad.locked == 8, "closing and knocking again does not help"
    typed(lock, "2580", QUARTER // 2)
    assert lock.pad.place == "pin"


def test_after_the_quarter_it_opens_again(lock: PinLock) -> None:
    for _ in range(TRIES):
        typed(lock, "0000", 0)
    lock.close()
    assert lock.knock(QUARTER)
    typed(lock, "2580", QUARTER)
    assert lock.pad.place == "panel"


def test_without_a_pin_there_is_no_door() -> None:
    assert not PinLock("").knock(0)


@pytest.mark.parametrize("pin", ["123", "123456789", "12a4", "१२३४", " 1234"])
def test_what_is_no_pin_is_refused(pin: str) -> None:
    with pytest.raises(ValueError, match="4 to 8 digits"):
        PinLock(pin)


def test_knocking_at_an_open_door_changes_nothing(lock: PinLock) -> None:
    typed(lock, "25", 0)
    assert not lock.knock(10)
    assert lock.pad.digits == 2
