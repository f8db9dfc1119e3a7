"""Sounds that come, go, are held and go on, as numbers: no server, no clock."""

from __future__ import annotations

from array import array
from itertools import pairwise

import pytest

from kiosk.footage.samples import FADE, REST, Samples

LOUD = 10_000


def block(length: int, value: int = LOUD) -> bytes:
    return array("h", [value, -value] * length).tobytes()


def left(samples: Samples, since: int = 0) -> dict[int, int]:
    """The left channel's value at each place; the right one's is its opposite, to one step."""
    found: dict[int, int] = {}
    for place, data in samples.painted(since):
        values = array("h", data)
        assert all(abs(one + other) <= 1 for one, other in zip(values[::2], values[1::2], strict=True))
        found.update(enumerate(values[::2], place))
    return found


def steps(values: dict[int, int]) -> int:
    return max(abs(later - earlier) for earlier, later in pairwise(values.values()))


def flowing() -> Samples:
    """Three blocks of 1000, from place 0 on, which came before."""
    samples = Samples()
    samples.turn(-FADE, True)
    for number in range(3):
        samples.add(1000 * number, block(1000))
    return samples


def test_nothing_is_heard_before_it_is_told_to_come() -> None:
    samples = Samples()
    samples.add(0, block(100))
    assert set(left(samples).values()) == {0}


def test_what_is_loud_is_left_as_it_is() -> None:
    samples = flowing()
    assert samples.end == 3000
    assert list(samples.painted(0)) == [(number * 1000, block(1000)) for number in range(3)]


@pytest.mark.parametrize("loud", [True, False])
@pytest.mark.parametrize("start", [0, 1, 500, 999, 1000, 1400])
def test_it_comes_and_goes_without_a_step(loud: bool, start: int) -> None:
    samples = flowing()
    if loud:
        samples.turn(-FADE, False)
        samples.turn(0, False)
    samples.turn(start, loud)
    heard = left(samples)
    assert steps(heard) <= LOUD // FADE + 2
    assert heard[start] == (0 if loud else LOUD)
    assert heard[start + FADE] == (LOUD if loud else 0)
    assert sorted(heard) == list(range(3000))


def test_it_turns_round_on_its_way() -> None:
    samples = flowing()
    samples.turn(100, False)
    half = 100 + FADE // 2
    samples.turn(half, True)
    heard = left(samples, half)
    assert heard[half] == pytest.approx(LOUD / 2, abs=10)
    assert heard[half + FADE] == LOUD
    assert steps(heard) <= LOUD // FADE + 2


def test_anew_it_comes_from_silence() -> None:
    samples = flowing()
    samples.turn(1000, True, anew=True)
    assert left(samples)[1000] == 0


def test_what_lies_before_is_not_written_again() -> None:
    samples = flowing()
    assert min(left(samples, 1500)) == 1500
    assert min(left(samples, 2000)) == 2000
    assert left(samples, 3000) == {}


def test_it_goes_on_later_where_it_was() -> None:
    samples = flowing()
    samples.shift(500)
    assert samples.end == 3500
    assert min(left(samples)) == 500


def test_what_was_heard_long_ago_is_forgotten() -> None:
    samples = flowing()
    samples.forget(1500)
    assert min(left(samples)) == 1000
    samples.clear()
    assert samples.end is None
    samples.forget(0)
    assert left(samples) == {}


def test_every_channel_of_many_goes() -> None:
    samples = Samples(6)
    samples.turn(-FADE, True)
    samples.turn(0, False)
    samples.add(0, array("h", [100, 200, 300, 400, 500, 600] * (FADE + 1)).tobytes())
    ((_place, data),) = samples.painted(0)
    values = array("h", data)
    assert list(values[:6]) == [100, 200, 300, 400, 500, 600]
    assert list(values[FADE // 2 * 6 :][:6]) == pytest.approx([50, 100, 150, 200, 250, 300], abs=1)
    assert list(values[-6:]) == [0] * 6


def test_what_ends_anywhere_dies_away() -> None:
    samples = flowing()
    samples.add(3000, array("h", [value for at in range(1000) for value in (10 * at, -10 * at)]).tobytes())
    place, data = samples.rest()
    assert place == 4000
    after = array("h", data)[::2]
    assert len(after) == REST
    assert after[0] == 9990
    assert abs(after[-1]) < 50
    assert max(abs(later - earlier) for earlier, later in pairwise(after)) < 60


def test_after_what_is_silent_nothing_is_heard() -> None:
    samples = flowing()
    samples.turn(0, False)
    assert set(samples.rest()[1]) == {0}


def test_of_a_block_shorter_than_that_what_there_is() -> None:
    samples = flowing()
    samples.add(3000, block(3))
    assert len(samples.rest()[1]) == 3 * samples.frame
