"""When systemd is told no more that the kiosk is alive: with a clock that is moved."""

from __future__ import annotations

from dataclasses import replace

from kiosk.station.pulse import NOTHING, STANDS, Pulse, Sign

RUNS = Sign(play=7, shown=True, position=1000)


def test_film_that_moves_is_life_for_ever() -> None:
    pulse = Pulse()
    for second in range(0, 3600, 3):
        assert pulse.why_dead(replace(RUNS, position=(second * 1000) % 12_000), second) == ""


def test_film_time_that_stands_still_is_none() -> None:
    pulse = Pulse()
    assert pulse.why_dead(RUNS, 100) == ""
    assert pulse.why_dead(RUNS, 100 + STANDS) == ""
    assert pulse.why_dead(RUNS, 101 + STANDS) == "the film's time stood still for 7 s"
    assert pulse.why_dead(replace(RUNS, position=1040), 110) == ""


def test_time_without_pictures_is_none() -> None:
    pulse = Pulse()
    assert pulse.why_dead(replace(RUNS, pictures=False), 1) == "the film runs, but no picture of it is drawn"


def test_a_held_film_is_life() -> None:
    """A decision's hold, a page over the film, an ending, closed hours: nothing should move."""
    pulse = Pulse()
    pulse.why_dead(RUNS, 0)
    for second in range(1, 3600, 60):
        assert pulse.why_dead(Sign(None, pictures=False), second) == ""
    assert pulse.why_dead(RUNS, 3600) == "", "its hold counts for nothing when it runs on"


def test_a_film_that_never_comes_is_none() -> None:
    pulse = Pulse()
    waits = Sign(play=8)
    assert pulse.why_dead(waits, 50) == ""
    assert pulse.why_dead(waits, 50 + NOTHING) == ""
    assert pulse.why_dead(waits, 51 + NOTHING) == "no film came for 31 s"
    assert pulse.why_dead(Sign(play=9), 52 + NOTHING) == "", "the next is waited for anew"
