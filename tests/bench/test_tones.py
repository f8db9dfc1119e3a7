"""What `make bench` hears in a recording, on recordings whose cuts are known."""

from __future__ import annotations

import numpy as np
import pytest

from bench import tones
from bench.ears import RATE
from bench.sound import drift

LEVEL = 0.125


def tone(hertz: int, ms: int, *, comes: int = 0, goes: int = 0, after: int = 0) -> tones.Samples:
    """A tone of `ms`, `after` ms of silence; it comes and goes evenly over so many ms."""
    at = np.arange(ms * RATE // 1000)
    level = np.ones(len(at))
    if comes:
        level = np.minimum(level, at / (comes * RATE / 1000))
    if goes:
        level = np.minimum(level, (len(at) - 1 - at) / (goes * RATE / 1000))
    played = LEVEL * level * np.sin(2 * np.pi * hertz * at / RATE + 1)
    return np.concatenate([np.zeros(after * RATE // 1000), played])


def test_a_hole_between_two_tones_is_as_long_as_it_was() -> None:
    heard = np.concatenate([tone(300, 500, comes=10, goes=30), tone(600, 500, comes=30, after=40, goes=10)])
    found = tones.listen(heard, (300, 600))
    assert found.lasted == [pytest.approx(500 - 5 - 15, abs=3)]
    assert found.holes == [pytest.approx(70, abs=3)]  # between the halves of two fades of 30 ms
    assert found.both == 0
    assert found.steps[0] < 1.2


def test_tones_that_fade_into_each_other_leave_no_hole() -> None:
    heard = np.zeros(RATE)
    heard[: RATE // 2] += tone(300, 500, comes=10, goes=30)
    second = tone(600, 500, comes=30, goes=10)
    heard[RATE // 2 - 1440 : RATE // 2 - 1440 + len(second)] += second
    found = tones.listen(heard, (300, 600))
    assert found.holes == [pytest.approx(0, abs=3)]
    assert found.both == 0


def test_two_at_full_level_are_told() -> None:
    heard = np.zeros(RATE)
    heard[: RATE * 6 // 10] += tone(300, 600, comes=10, goes=10)
    heard[RATE * 4 // 10 :] += tone(600, 600, comes=10, goes=10)
    found = tones.listen(heard, (300, 600))
    assert found.both == pytest.approx(190, abs=12)
    assert found.holes == [pytest.approx(-190, abs=5)]


def test_a_tone_that_is_cut_off_clicks() -> None:
    heard = np.concatenate([tone(300, 500, comes=10), tone(600, 500, after=40, goes=10)])
    found = tones.listen(heard, (300, 600))
    assert found.steps[0] > 3
    assert found.own_step == pytest.approx(2 * np.pi * 600 / RATE * LEVEL, rel=0.05)


def test_a_hole_inside_a_tone_is_no_cut() -> None:
    heard = np.concatenate([tone(300, 300, goes=5), tone(300, 300, comes=5, after=50), tone(600, 300, after=20)])
    found = tones.listen(heard, (300, 600))
    assert (len(found.holes), found.dropouts) == (1, 1)


def test_of_one_tone_every_hole_is_a_round() -> None:
    heard = np.concatenate([tone(500, 300, comes=10, goes=10, after=after) for after in (0, 30, 60)])
    assert tones.listen(heard, (500,)).holes == [pytest.approx(40, abs=3), pytest.approx(70, abs=3)]


def test_silence_has_no_cuts() -> None:
    assert tones.listen(np.zeros(RATE), (300, 600)).holes == []


def test_silences_are_found_where_they_begin() -> None:
    heard = np.concatenate([tone(700, 900, after=100) for _ in range(3)])
    assert [float(at) for at in tones.silences(heard, 700)] == pytest.approx([1.0, 2.0], abs=0.006)


def test_drift_is_what_the_sound_lags_behind_more_at_the_end() -> None:
    seen = {second: 100.0 + second for second in range(30)}
    heard = [7.0 + second * 1.001 for second in range(1, 30)]
    assert drift(seen, heard) == pytest.approx(23.0, abs=0.01)  # ms, from second 3.5 to 26.5
    assert drift(seen, heard[:5]) is None


def test_sound_that_broke_off_is_no_drift() -> None:
    seen = {second: 100.0 + second for second in range(30)}
    heard = sorted([*(7.0 + second for second in range(1, 30)), 7.4, 20.5])
    assert drift(seen, heard) == pytest.approx(0.0)
