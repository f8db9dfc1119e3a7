"""What comes from outside a visit or too late for it: the technician, the house, events told twice."""

from __future__ import annotations

from kiosk.visit import effects as ef
from kiosk.visit import events as ev
from kiosk.visit.state import House
from kiosk.visit.step import start
from tests.visit.places import ESCAPE, GO, at_decision, at_farm
from tests.visit.stories import DEFECTOR, HELLO
from tests.visit.world import CLIP, HOUSE, World

# ---- the technician


def test_next_scene() -> None:
    world = World(DEFECTOR).wait(10).send(ev.SkipAsked()).wait(10)
    assert world.running() == ["city.mp4"]
    world.send(ev.Touched(), ESCAPE, GO).wait(100).send(ev.SkipAsked()).wait(10)
    assert world.running() == ["reeds-safe.mp4"]
    world.send(ev.SkipAsked()).wait(10)
    assert world.running() == ["farm.mp4"]
    world.wait(CLIP).send(ev.SkipAsked()).wait(10)
    assert world.view.screen == "home"  # a decision without a default leads nowhere by itself
    world = at_decision().send(ev.SkipAsked()).wait(10)
    assert world.running() == ["reeds-safe.mp4"]
    world = at_decision().send(ev.ChoiceTouched("broker"), ev.SkipAsked()).wait(10).send(ev.SkipAsked()).wait(10)
    assert world.running() == ["back-again.mp4"]
    world.send(ev.SkipAsked())
    assert world.view.ending is not None
    assert world.view.ending.complete
    assert world.send(ev.SkipAsked()).view.screen == "home"
    assert World(HELLO).wait(10).send(ev.SkipAsked()).running() == ["hello.mp4"]


def test_reset_from_outside() -> None:
    world = at_farm().send(ev.ResetAsked()).wait(10)
    assert world.view.screen == "attract"
    assert world.running() == ["river.mp4"]
    assert world.happened(ef.VisitEnded) == [ef.VisitEnded("technician")]


# ---- what comes too late


def test_a_mark_that_comes_twice_opens_once() -> None:
    world = at_decision()
    world.send(ev.MarkReached(world.story.film.play, "decision"))
    assert world.happened(ef.DecisionOpened) == [ef.DecisionOpened("border")]


def test_leaving_a_scene_early_puts_its_hold_clip_away() -> None:
    world = at_decision().send(ev.ChoiceTouched("hide")).wait(700 + CLIP).wait(1_000)
    assert "farm-waiting.mp4" in [play.media.name for play in world.plays.values()]
    world.send(ev.HomeTouched()).wait(100)
    assert "farm-waiting.mp4" not in [play.media.name for play in world.plays.values()]


def test_late_events_change_nothing() -> None:
    world = at_decision()
    before = world.visit
    late: list[ev.Event] = [
        ev.TimerDue(9_999),
        ev.ClipEnded(9_999),
        ev.ClipFailed(9_999, "late"),
        ev.MarkReached(9_999, "decision"),
    ]
    world.send(*late, ev.FirstFrameShown(9_999, CLIP))
    assert world.visit == before
    asleep = World(DEFECTOR).wait(10)
    before = asleep.visit
    asleep.send(*late, ev.FirstFrameShown(9_999, CLIP))
    assert asleep.visit == before


def test_an_end_that_is_told_twice_ends_once() -> None:
    world = at_farm(frozenset({"farm-waiting.mp4"}))
    play = world.story.film.play
    before = world.visit
    world.send(ev.ClipEnded(play), ev.ClipFailed(play, "late"))
    assert world.visit == before
    dead = World(DEFECTOR, broken=frozenset({"river.mp4", "city.mp4"})).wait(10)
    assert dead.visit.loop is not None
    before, play = dead.visit, dead.visit.loop.film.play
    dead.send(ev.ClipEnded(play), ev.ClipFailed(play, "late"))
    assert dead.visit == before


def test_the_house_decides_how_a_visit_begins() -> None:
    visit, effects = start(DEFECTOR, House("ko", captions=False, volume=5), 7)
    assert (visit.language, visit.captions, visit.volume) == ("ko", False, 5)
    assert effects[:2] == (ef.SetLanguage("ko"), ef.SetVolume(1.0))
    assert HOUSE.captions
