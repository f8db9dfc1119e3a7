"""The technician's PIN: five tries in a quarter of an hour."""

from __future__ import annotations

import pytest

from kiosk.screen.pin import QUARTER, TRIES, PinLock
from kiosk.secret import hashed


def typed(lock: PinLock, digits: str, now: int, secret: str = "2580") -> None:
    for digit in digits:
        lock.digit(digit, now)
    entered = lock.enter(now)
    if entered is not None:
        lock.decided(entered == secret, now)


@pytest.fixture
def lock() -> PinLock:
    lock = PinLock("2580")
    assert lock.knock(0)
    return lock


def test_the_right_pin_opens_the_panel(lock: PinLock) -> None:
    typed(lock, "258", 0)
    assert lock.pad.place == "pin"
    assert lock.pad.digits == 3, "three digits cannot be entered"
    typed(lock, "0", 0)
    assert lock.pad.place == "panel"


def test_a_wrong_pin_says_so_and_starts_over(lock: PinLock) -> None:
    typed(lock, "2581", 0)
    assert lock.pad.wrong
    assert lock.pad.digits == 0
    typed(lock, "2580", 0)
    assert lock.pad.place == "panel"
    assert lock.tries == ()


def test_nobody_is_told_how_long_it_is(lock: PinLock) -> None:
    for count in range(1, 9):
        lock.digit("0", 0)
        assert lock.pad.digits == count
        assert lock.pad.ready == (count >= 4)
    lock.digit("0", 0)
    assert lock.pad.digits == 8


def test_a_digit_can_be_taken_back(lock: PinLock) -> None:
    for digit in "259":
        lock.digit(digit, 0)
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


def test_tries_of_before_a_restart_count() -> None:
    lock = PinLock("2580", [1_000] * TRIES)
    assert lock.knock(2_000)
    assert lock.pad.locked == 15
    typed(lock, "2580", 2_000)
    assert lock.pad.place == "pin"


def test_a_try_counts_before_it_is_looked_at(lock: PinLock) -> None:
    for digit in "1111":
        lock.digit(digit, 7)
    assert lock.enter(7) == "1111"
    assert lock.tries == (7,), "or pulling the plug in time would give one more"
    lock.digit("1", 8)
    assert lock.enter(8) is None
    assert lock.pad.checking


def test_what_is_found_right_after_the_pad_closed_opens_nothing(lock: PinLock) -> None:
    for digit in "2580":
        lock.digit(digit, 0)
    lock.enter(0)
    lock.close()
    assert lock.knock(1)
    assert lock.pad.checking
    lock.decided(right=True, now=2)
    assert lock.pad.place == "pin"
    assert not lock.pad.wrong
    typed(lock, "2580", 3)
    assert lock.pad.place == "panel"
    assert PinLock("").pad.place == "closed"


def test_without_a_pin_there_is_no_door() -> None:
    assert not PinLock("").knock(0)


@pytest.mark.parametrize(
    "pin", ["123", "123456789", "12a4", "१२३४", " 1234", hashed("1234").replace("m=19456", "m=999999")]
)
def test_what_is_no_pin_is_refused(pin: str) -> None:
    with pytest.raises(ValueError, match="4 to 8 digits"):
        PinLock(pin)


def test_a_hashed_one_is_taken() -> None:
    assert PinLock(hashed("1234")).knock(0)


def test_knocking_at_an_open_door_changes_nothing(lock: PinLock) -> None:
    lock.digit("2", 0)
    lock.digit("5", 0)
    assert not lock.knock(10)
    assert lock.pad.digits == 2
