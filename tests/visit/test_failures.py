"""What goes wrong with clips, and what a visitor sees instead."""

from __future__ import annotations

from dataclasses import replace

from kiosk.playlist import model as m
from kiosk.visit import effects as ef
from kiosk.visit import events as ev
from tests.visit import stories
from tests.visit.places import ABOUT, ESCAPE, FILM, GO, PEOPLE, ROUND, at_border, at_decision, at_ending, at_farm, awake
from tests.visit.stories import DEFECTOR
from tests.visit.world import CLIP, World

REEDS = frozenset({"reeds-safe.mp4"})


def incidents(world: World) -> list[str]:
    return [effect.what for effect in world.done if isinstance(effect, ef.Incident)]


def test_a_clip_that_fails_is_skipped_along_the_default() -> None:
    world = at_border(broken=frozenset({"border.mp4"}))
    assert world.running() == ["reeds-safe.mp4"]
    assert world.happened(ef.DecisionClosed) == [ef.DecisionClosed("border", "hide", "skipped")]
    assert any("border.mp4" in what for what in incidents(world))


def test_the_incident_names_the_file_wherever_it_was_wanted() -> None:
    world = at_farm(broken=frozenset({"farm-waiting.mp4"}))
    assert [what for what in incidents(world) if "farm-waiting.mp4" in what] != []
    assert any(what.startswith("made ready: reeds-safe.mp4: ") for what in incidents(at_border(broken=REEDS)))


def test_a_clip_that_fails_in_a_scene_that_waits_still_asks() -> None:
    world = at_farm(broken=frozenset({"farm.mp4"}))
    assert world.view.decision is not None
    assert world.running() == ["farm-waiting.mp4"]


def test_a_clip_that_fails_before_a_silence_with_a_guardless_way() -> None:
    world = at_decision(broken=frozenset({"hut.mp4"})).send(ev.ChoiceTouched("broker")).wait(700)
    assert world.running() == ["back-again.mp4"]
    assert world.happened(ef.DecisionClosed)[-1] == ef.DecisionClosed("hut", None, "skipped")


def test_a_hold_clip_that_fails_early_starts_no_idle_clock() -> None:
    slow = replace(DEFECTOR, timing=m.Timing(ask_idle_after=3_000))
    world = World(slow, broken=frozenset({"farm-waiting.mp4"})).send(ev.Touched(), ESCAPE, GO).wait(4_200)
    world.send(ev.ChoiceTouched("hide")).wait(700 + CLIP).wait(5_000)
    assert world.running() == ["farm.mp4"]
    assert world.view.asking is None


def test_a_dead_attract_film_still_lets_a_visit_end() -> None:
    dead = frozenset({"river.mp4", "city.mp4"})
    for touches in ([], [ABOUT], [PEOPLE, ev.PageTouched("sook-ja")]):
        world = awake(broken=dead).send(ev.LanguageTouched("ko"), *touches).wait(60_100)
        assert world.view.asking is not None
        world.wait(20_000)
        assert (world.view.screen, world.view.language) == ("attract", "en")


def test_failures_are_forgotten_at_home() -> None:
    names = frozenset({"round.mp4", "round-2.mp4", "film.mp4"})
    world = awake(broken=names).send(ROUND, GO).wait(1)
    while world.view.asking is not None:
        world.send(ev.Touched()).wait(1)
    assert world.view.screen == "home"
    assert world.visit.failures == 0
    assert world.send(FILM).wait(10).running() == ["film-2.mp4"]


def test_a_hotspot_s_page_plays_its_clip_and_then_the_film_goes_on() -> None:
    world = at_border().wait(1_000).send(ev.HotspotTouched(0), ev.ClipTouched()).wait(100)
    assert world.running() == ["sook-ja.mp4"]
    assert world.send(ev.BackTouched()).running() == ["border.mp4"]


def test_behind_an_ending_is_its_own_picture_after_a_page_s_clip() -> None:
    world = at_ending().send(ev.PageTouched("sook-ja"), ev.ClipTouched()).wait(CLIP + 100).send(ev.BackTouched())
    assert world.view.ending is not None
    assert world.view.ending.complete
    assert world.running() == ["back-again.mp4"]
    world.wait(CLIP)
    assert world.running() == []
    assert len(world.happened(ef.EndingReached)) == 1
    world.send(ev.PageTouched("sook-ja"), ev.BackTouched())
    assert world.running() == []
    world.send(ev.PageTouched("sook-ja"), ev.ClipTouched(), ev.BackTouched()).wait(10)
    play = world.story.film.play
    world.plays.clear()
    world.send(ev.ClipFailed(play, "broken"))
    assert world.view.ending.complete


def test_a_visit_can_be_written_down_however_long_it_was() -> None:
    world = at_farm()
    for _ in range(30):
        world.send(ev.ChoiceTouched("read")).wait(700).wait(2 * CLIP).send(ev.BackTouched()).wait(2 * CLIP)
    assert len(repr(world.visit)) < 20_000


def test_a_hold_clip_that_fails_leaves_the_last_picture() -> None:
    world = at_farm(broken=frozenset({"farm-waiting.mp4"}))
    assert world.view.decision is not None
    assert world.running() == []
    world.send(ev.ChoiceTouched("go")).wait(700)
    assert world.running()


def test_an_ending_whose_clip_fails_is_shown_all_the_same() -> None:
    world = at_decision(broken=frozenset({"back-again.mp4"})).send(ev.ChoiceTouched("broker")).wait(700).wait(CLIP)
    assert world.view.ending is not None
    assert world.view.ending.complete


def test_a_clip_that_breaks_off_while_its_decision_is_open() -> None:
    world = at_decision()
    world.send(ev.ClipFailed(world.story.film.play, "stalled"))
    assert world.view.decision is not None
    world.plays.clear()
    world.send(ev.ChoiceTouched("nobody-wrote-this"))
    assert world.view.decision.chosen is None


def test_a_dead_disk_leads_home_and_attract_tries_again_now_and_then() -> None:
    names = {variant.clip.name for scene in stories.STORY.values() for variant in scene.variants}
    world = awake(broken=frozenset(names | {"farm-waiting.mp4"})).send(ROUND, GO).wait(1)
    while world.view.asking is not None:
        world.send(ev.Touched()).wait(1)
    assert world.view.screen == "home"
    world = World(DEFECTOR, broken=frozenset({"river.mp4", "city.mp4"})).wait(20_100)
    tries = [effect.media.name for effect in world.done if isinstance(effect, ef.Arm)]
    assert tries == ["river.mp4", "city.mp4", "river.mp4", "city.mp4", "river.mp4", "city.mp4"][: len(tries)]
    assert 4 <= len(tries) <= 6
    world.broken = frozenset()
    world.wait(6_000)
    assert world.running()
    assert world.visit.loop is not None
    assert world.visit.loop.failures == 0
