"""Film time from pictures and from libvlc's coarse readings."""

from __future__ import annotations

import math

from hypothesis import given
from hypothesis import strategies as st

from kiosk.footage.clock import REACH, WARM_UP, FilmClock


def test_stands_at_its_start_until_the_first_picture() -> None:
    clock = FilmClock(2500)
    clock.run(0.0)
    assert clock.position(100.0) == 2500
    assert clock.last_sign is None
    clock.displayed(100.0)
    assert round(clock.position(100.2)) == 2700


def test_the_first_picture_after_a_start_is_a_step_on() -> None:
    clock = FilmClock()
    clock.step = 40.0
    clock.run(0.0)
    clock.displayed(10.0)
    assert round(clock.position(10.1)) == 140


def test_held_film_goes_on_where_it_was_from_the_call_on_and_not_from_its_next_picture() -> None:
    clock = FilmClock()
    clock.step = 40.0
    clock.run(0.0)
    clock.displayed(0.05)
    clock.hold(0.15)
    assert round(clock.position(0.15)) == 140
    clock.run(20.0)
    clock.displayed(20.025)
    assert round(clock.position(20.025)) == 165
    clock.hold(20.035)
    clock.run(30.0)
    clock.displayed(31.0)  # VLC itself began late: no picture takes so long
    assert round(clock.position(31.0)) == 255


def test_between_key_frames_no_picture_is_held_and_the_first_one_comes_at_once_or_is_the_next() -> None:
    for passed, film_time in ((0.010, 2500), (0.011, 2500), (0.031, 2520), (0.5, 2540)):
        clock = FilmClock(2500)
        clock.step = 40.0
        clock.run(10.0)
        clock.displayed(10.0 + passed)
        assert round(clock.position(10.0 + passed)) == film_time
    clock = FilmClock(2500)
    clock.step = 40.0
    clock.displayed(9.0)  # at a key frame one is
    clock.run(10.0)
    clock.displayed(10.045)
    assert round(clock.position(10.045)) == 2540


def test_a_reading_right_after_a_start_is_believed_if_it_is_near_what_the_pictures_say() -> None:
    clock = FilmClock()
    clock.run(0.0)
    clock.displayed(10.0)
    clock.read(230, 10.0 + 0.2)
    assert round(clock.position(10.3)) == 330


def test_a_picture_right_after_a_start_is_the_held_one_again() -> None:
    clock = FilmClock()
    clock.step = 40.0
    clock.run(10.0)
    clock.displayed(10.01)
    assert round(clock.position(10.01)) == 0


def test_pictures_before_run_do_not_start_it() -> None:
    clock = FilmClock()
    clock.displayed(1.0)
    assert clock.position(5.0) == 0
    assert not clock.running


def test_readings_right_after_a_start_are_not_believed_and_later_ones_are() -> None:
    clock = FilmClock()
    clock.run(0.0)
    clock.displayed(10.0)
    clock.read(135, 10.0 + WARM_UP / 2)
    assert clock.position(10.5) == 500
    clock.read(1010, 11.0)
    assert round(clock.position(11.0)) == 1010


def test_one_wild_reading_does_not_move_it() -> None:
    clock = FilmClock()
    clock.run(0.0)
    clock.displayed(0.0)
    for step in range(4, 20):
        clock.read(step * 250 + (400 if step == 12 else 0), step / 4)
    assert round(clock.position(19 / 4)) == 4750


def test_holds_and_goes_on() -> None:
    clock = FilmClock()
    clock.run(0.0)
    clock.displayed(0.0)
    clock.hold(0.3)
    assert round(clock.position(9.0)) == 300
    clock.displayed(9.0)  # VLC repeats the picture while it is paused
    assert round(clock.position(9.5)) == 300
    clock.run(10.0)
    clock.displayed(10.0)
    assert round(clock.position(10.1)) == 400


def test_a_film_that_stops_by_itself_is_not_counted_on() -> None:
    clock = FilmClock()
    clock.run(0.0)
    clock.displayed(0.0)
    clock.read(500, 0.7)
    clock.read(500, 1.2)
    assert clock.last_sign == 0.7
    assert clock.position(60.0) <= (0.7 + REACH) * 1000 + 1


def test_a_still_is_counted_on_for_ever() -> None:
    clock = FilmClock(reach=math.inf)
    clock.run(0.0)
    clock.displayed(0.0)
    assert clock.position(60.0) == 60_000


@given(
    st.lists(
        st.tuples(
            st.sampled_from(["run", "hold", "displayed", "read", "ask"]), st.floats(0, 0.5), st.integers(0, 9999)
        ),
        max_size=50,
    )
)
def test_never_goes_back(steps: list[tuple[str, float, int]]) -> None:
    clock, now, last = FilmClock(), 0.0, 0.0
    for step, passed, film_time in steps:
        now += passed
        match step:
            case "run":
                clock.run(0.0)
            case "hold":
                clock.hold(now)
            case "displayed":
                clock.displayed(now)
            case "read":
                clock.read(film_time, now)
        position = clock.position(now)
        assert position >= last
        last = position
