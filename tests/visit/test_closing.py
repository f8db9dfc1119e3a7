"""Closing time, the dark screen, and opening."""

from __future__ import annotations

from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from kiosk.playlist import model as m
from kiosk.visit import effects as ef
from kiosk.visit import events as ev
from kiosk.visit.closing import TOLD
from kiosk.visit.reopening import Reopening
from kiosk.visit.state import InAttract, InRest
from kiosk.visit.view import ClosedView, ClosingView
from tests.visit.places import FILM, at_decision, at_ending, at_farm, awake
from tests.visit.stories import DEFECTOR, HELLO
from tests.visit.test_properties import LONGEST, PLAYLISTS, moves, play_out, thorough
from tests.visit.world import CLIP, World

TUESDAY = Reopening(1, 1, 1, 12, 10, 0)
CLOSED = ev.Closed(300_000, TUESDAY)


def closed(playlist: m.Playlist = DEFECTOR) -> World:
    return World(playlist).wait(100).send(CLOSED)


# ---- nobody is there


def test_outside_the_hours_nothing_runs() -> None:
    world = closed()
    assert world.view.screen == "closed"
    assert world.view.closed == ClosedView(told=False, opens=TUESDAY)
    assert (world.plays, world.timers) == ({}, {})
    world.wait(60_000)
    assert (world.plays, world.timers, world.view.screen) == ({}, {}, "closed")
    assert not world.view.can_home
    assert not world.happened(ef.VisitEnded)


def test_a_touch_is_told_when_it_opens_and_begins_nothing() -> None:
    world = closed().send(FILM)
    assert world.view.closed == ClosedView(told=True, opens=TUESDAY)
    assert not world.happened(ef.VisitBegan)
    world.wait(TOLD - 1)
    assert world.view.closed == ClosedView(told=True, opens=TUESDAY)
    world.wait(1)
    assert world.view.closed == ClosedView(told=False, opens=TUESDAY)
    assert world.plays == {}


def test_another_touch_gives_the_whole_time_again() -> None:
    world = closed().send(ev.Touched()).wait(TOLD - 100).send(ev.Touched()).wait(TOLD - 100)
    assert world.view.closed is not None
    assert world.view.closed.told
    assert len(world.timers) == 1
    world.wait(100)
    assert not world.view.closed.told


def test_what_is_said_of_the_opening_may_change() -> None:
    today = replace(TUESDAY, days=0)
    world = closed().send(ev.Touched(), ev.Closed(300_000, today))
    assert world.view.closed == ClosedView(told=True, opens=today)
    assert len(world.happened(ef.SetLanguage)) == 2, "the rest did not begin anew"


def test_opening_begins_attract_and_stays_dark_until_it_is_there() -> None:
    world = closed().send(ev.Touched(), ev.Opened())
    assert isinstance(world.visit.place, InAttract)
    assert world.view.screen == "closed", "or the last picture of a visitor of yesterday would be seen"
    assert world.view.closed == ClosedView(told=False, opens=None)
    world.wait(10)
    assert (world.view.screen, world.view.closed) == ("attract", None)
    assert world.running() == ["river.mp4"]
    assert world.timers == {}


def test_a_touch_on_the_dark_screen_of_an_open_kiosk_wakes_it() -> None:
    world = closed().send(ev.Opened(), ev.Touched())
    assert world.view.screen == "home"


def test_a_broken_attract_does_not_leave_it_dark() -> None:
    world = World(HELLO, broken=frozenset({"hello.mp4"})).wait(100).send(CLOSED, ev.Opened()).wait(100)
    assert world.view.screen == "attract"


def test_opening_what_is_open_changes_nothing() -> None:
    world = World(DEFECTOR).wait(100)
    before, done = world.visit, len(world.done)
    world.send(ev.Opened())
    assert (world.visit, len(world.done)) == (before, done)


def test_the_technician_does_not_open_it() -> None:
    world = closed().send(ev.ResetAsked(), ev.SkipAsked())
    assert world.view.screen == "closed"
    assert world.plays == {}


# ---- somebody is there


def test_a_visit_goes_on_until_the_grace_is_over() -> None:
    world = at_decision().send(ev.Closed(12_000, TUESDAY))
    assert world.view.screen == "scene"
    assert world.view.closing == ClosingView(world.visit.timers["closing"], 12_000)
    world.send(ev.ChoiceTouched("broker")).wait(11_000)
    assert world.view.screen == "ending"
    world.wait(1_000)
    assert world.view.screen == "closed"
    assert world.view.closing is None
    assert world.happened(ef.VisitEnded) == [ef.VisitEnded("closed")]
    assert world.plays == {}


def test_without_grace_it_ends_at_once() -> None:
    world = at_farm().send(ev.Closed(0, None))
    assert world.view.screen == "closed"
    assert world.happened(ef.VisitEnded) == [ef.VisitEnded("closed")]
    assert world.happened(ef.DecisionLeft) == [ef.DecisionLeft("farm")]


def test_home_is_the_end_of_it() -> None:
    for world in (at_decision(), at_ending(), awake().send(FILM)):
        world.send(CLOSED, ev.HomeTouched()).wait(10)
        assert world.view.screen == "closed"
        assert world.happened(ef.VisitEnded) == [ef.VisitEnded("home")]


def test_whoever_chooses_at_home_may_still_see_something() -> None:
    world = awake().send(CLOSED)
    assert world.view.screen == "home"
    assert world.view.closing is not None
    world.send(FILM).wait(2 * CLIP)
    assert world.view.screen == "closed", "the film was over"


def test_a_visitor_who_has_left_is_not_waited_for() -> None:
    world = awake().send(CLOSED).wait(60_000 + 20_000)
    assert world.view.screen == "closed"
    assert world.happened(ef.VisitEnded) == [ef.VisitEnded("idle")]


def test_told_again_it_gets_no_more_time() -> None:
    world = at_farm().send(ev.Closed(12_000, TUESDAY)).wait(6_000)
    serial = world.view.closing
    world.send(ev.Touched(), ev.Closed(12_000, replace(TUESDAY, days=0)))
    assert world.view.closing == serial
    assert world.wait(6_000).view.screen == "closed"


def test_a_clock_that_was_put_right_lets_the_visit_go_on() -> None:
    world = at_farm().send(ev.Closed(12_000, TUESDAY)).wait(6_000).send(ev.Opened())
    assert world.view.closing is None
    assert "closing" not in world.visit.timers
    world.send(ev.Touched()).wait(12_000)
    assert not world.happened(ef.VisitEnded)
    assert world.send(ev.HomeTouched()).view.screen == "home"


# ---- whatever anybody does

hours = st.one_of(
    st.builds(ev.Closed, st.sampled_from([0, 5_000, 60_000]), st.sampled_from([TUESDAY, None])), st.just(ev.Opened())
)
doings = st.lists(st.one_of(moves, moves, st.lists(hours, min_size=1, max_size=2)), max_size=8).map(
    lambda parts: [doing for part in parts for doing in part]
)


@thorough
@given(st.sampled_from(PLAYLISTS), doings)
def test_after_the_grace_it_is_dark_and_nothing_is_left(playlist: m.Playlist, doings: list[object]) -> None:
    world = play_out(World(playlist), doings).send(ev.Closed(5_000, TUESDAY)).wait(60_000)
    assert world.visit.place == InRest()
    assert (world.plays, world.timers) == ({}, {})
    assert len(world.happened(ef.VisitBegan)) == len(world.happened(ef.VisitEnded))
    begun = len(world.happened(ef.VisitBegan))
    play_out(world, [doing for doing in doings if not isinstance(doing, ev.Opened)])
    assert len(world.happened(ef.VisitBegan)) == begun, "no visit begins"
    assert world.plays == {}


@thorough
@given(st.sampled_from(PLAYLISTS), doings)
def test_once_open_it_comes_to_attract_as_ever(playlist: m.Playlist, doings: list[object]) -> None:
    world = play_out(World(playlist), doings).send(ev.Opened()).wait(LONGEST)
    assert world.view.screen == "attract"
    assert len(world.running()) == 1
