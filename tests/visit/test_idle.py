"""When a visitor is asked whether they are still there, and when nobody has to touch anything."""

from __future__ import annotations

from dataclasses import replace

from kiosk.playlist import model as m
from kiosk.visit import effects as ef
from kiosk.visit import events as ev
from tests.visit import stories
from tests.visit.places import ABOUT, ESCAPE, FILM, GO, PEOPLE, ROUND, at_border, at_farm, awake
from tests.visit.stories import DEFECTOR, to
from tests.visit.world import CLIP, clip


def test_are_you_still_there_and_any_touch_continues() -> None:
    world = awake().wait(59_900)
    assert world.view.asking is None
    world.wait(200)
    assert world.view.asking is not None
    assert world.view.asking.after == 20_000
    assert world.running() == ["river.mp4"]
    world.send(ABOUT)  # answers the question and nothing else
    assert world.view.asking is None
    assert world.view.screen == "home"
    world.wait(60_100).wait(20_000)
    assert world.view.screen == "attract"
    assert world.happened(ef.VisitEnded) == [ef.VisitEnded("idle")]


def test_a_touch_starts_the_idle_clock_anew() -> None:
    world = awake().wait(50_000).send(ev.Touched()).wait(59_000)
    assert world.view.asking is None
    assert world.view.screen == "home"
    assert world.wait(1_100).view.asking is not None


def test_the_idle_clock_stands_still_while_chosen_film_plays() -> None:
    slow = replace(DEFECTOR, timing=m.Timing(ask_idle_after=3_000))
    world = awake(slow).send(FILM).wait(2 * CLIP - 100)
    assert world.view.asking is None
    world = awake(slow).send(PEOPLE, ev.PageTouched("sook-ja"), ev.ClipTouched()).wait(CLIP - 100)
    assert world.view.asking is None
    assert world.wait(3_200).view.asking is not None


def test_a_page_left_open_over_the_film_is_asked_about() -> None:
    world = at_border().wait(1_000).send(ev.HotspotTouched(0)).wait(60_100)
    assert world.view.asking is not None
    assert world.wait(20_000).view.screen == "attract"


def test_a_decision_that_waits_is_asked_about_and_the_hold_clip_stands_still() -> None:
    world = at_farm().wait(60_100)
    assert world.view.asking is not None
    assert world.running() == []
    world.send(ev.Touched())
    assert world.running() == ["farm-waiting.mp4"]
    assert world.view.decision is not None


def test_two_untouched_decisions_in_a_row_ask_too() -> None:
    hut = replace(stories.STORY["hut"], ending=None)
    quick = replace(stories.STORY["reeds"], variants=(m.Variant(clip("reeds-safe.mp4"), None, to("hut")),))
    world = awake(replace(DEFECTOR, scenes={**stories.STORY, "reeds": quick, "hut": hut})).send(ESCAPE, GO).wait(100)
    world.wait(8_000).wait(700).wait(CLIP).wait(5_000)
    assert world.view.asking is not None
    assert world.running() == []
    world.send(ev.Touched()).wait(5_000)
    assert world.running() == ["back-again.mp4"]


def test_a_touch_in_between_says_that_somebody_is_there() -> None:
    quick = replace(stories.STORY["reeds"], variants=(m.Variant(clip("reeds-safe.mp4"), None, to("hut")),))
    world = awake(replace(DEFECTOR, scenes={**stories.STORY, "reeds": quick})).send(ESCAPE, GO).wait(100)
    world.wait(8_700).wait(CLIP).wait(2_500).send(ev.Touched()).wait(3_000)
    assert world.happened(ef.DecisionClosed)[-1] == ef.DecisionClosed("hut", None, "silence")
    assert world.view.asking is None


def test_film_that_comes_round_untouched_is_asked_about() -> None:
    world = awake().send(ROUND, GO).wait(100).wait(2 * CLIP)
    assert world.view.asking is not None
    world.send(ev.Touched()).wait(100)
    assert world.running() == ["round.mp4"]
    assert world.wait(4 * CLIP + 25_000).view.screen == "attract"
