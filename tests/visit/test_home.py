"""From attract to a story: waking, home, what is read before, and the ways back."""

from __future__ import annotations

from kiosk.visit import effects as ef
from kiosk.visit import events as ev
from tests.visit.places import ESCAPE, FILM, GO, PEOPLE, ROUND, at_decision, at_ending, at_farm, awake
from tests.visit.stories import ASKING, DEFECTOR, HELLO
from tests.visit.world import CLIP, World, clip

# ---- attract, waking, home


def test_attract_goes_round_its_clips() -> None:
    world = World(DEFECTOR).wait(100)
    assert world.running() == ["river.mp4"]
    assert world.view.screen == "attract"
    assert world.view.invites == ("Touch to begin", "Touch to begin (ko)")
    world.wait(CLIP)
    assert world.running() == ["city.mp4"]
    world.wait(CLIP)
    assert world.running() == ["river.mp4"]
    assert not world.view.can_home


def test_a_single_attract_clip_loops_by_itself() -> None:
    world = World(HELLO).wait(5 * CLIP)
    assert [effect.loop for effect in world.done if isinstance(effect, ef.Arm)] == [True]


def test_the_wake_up_touch_presses_nothing() -> None:
    world = World(DEFECTOR).send(ESCAPE)
    assert world.view.screen == "home"
    assert world.happened(ef.VisitBegan)


def test_attract_goes_on_behind_home() -> None:
    world = awake().wait(CLIP)
    assert world.view.screen == "home"
    assert world.running() == ["city.mp4"]


def test_without_home_the_first_touch_starts_the_first_scene() -> None:
    world = awake(HELLO).wait(10)
    assert world.running() == ["film.mp4"]
    assert not world.view.can_back
    world.wait(CLIP)
    assert world.view.screen == "attract"
    assert world.happened(ef.VisitEnded) == [ef.VisitEnded("home")]


def test_without_home_but_with_time_limits_the_way_out_comes_first() -> None:
    world = awake(ASKING)
    assert world.view.screen == "before"
    assert world.view.before is not None
    assert (world.view.before.title, world.view.before.timed, world.view.before.window) == ("Asking", True, 3_000)
    assert world.send(ev.BackTouched()).view.screen == "attract"


def test_a_door_to_a_film_leads_straight_into_it_and_back_home() -> None:
    world = awake().send(FILM).wait(10)
    assert world.running() == ["film.mp4"]
    world.wait(CLIP)
    assert world.running() == ["film-2.mp4"]
    world.wait(CLIP)
    assert world.view.screen == "home"
    assert world.running() == ["river.mp4"]


def test_a_door_that_is_not_there_is_no_door() -> None:
    assert awake().send(ev.DoorTouched(17)).view.screen == "home"


# ---- before a story


def test_before_says_what_is_shown_and_offers_gentler_scenes() -> None:
    before = awake().send(ESCAPE).view.before
    assert before is not None
    assert before.title == "The escape"
    assert before.warnings == ("A guarded border.",)
    assert (before.timed, before.window, before.gentler, before.gentle) == (True, 3_000, True, False)
    assert before.picture == clip("escape.jpg").path


def test_before_written_for_a_door() -> None:
    before = awake().send(ROUND).view.before
    assert before is not None
    assert before.paragraphs == ("It goes round.",)
    assert before.picture is None
    assert not before.timed


def test_back_from_before_is_home() -> None:
    assert awake().send(ESCAPE, ev.BackTouched()).view.screen == "home"


def test_gentler_scenes_have_the_same_effects() -> None:
    world = awake().send(ESCAPE, ev.GentlerTouched(), ev.GentlerTouched(), ev.GentlerTouched(), GO).wait(100)
    world.wait(4_000).send(ev.ChoiceTouched("hide")).wait(700)
    assert world.running() == ["told.mp4"]
    assert world.story.values["papers"] is True
    assert {"reeds", "told"} <= world.story.visited
    assert "reeds-safe.mp4" not in {effect.media.name for effect in world.done if isinstance(effect, ef.Arm)}


# ---- back, home


def test_back_is_the_scene_before_and_then_home() -> None:
    world = at_decision().send(ev.ChoiceTouched("broker")).wait(700).send(ev.BackTouched()).wait(100)
    assert world.running() == ["border.mp4"]
    assert world.story.values == {"risk": 2, "trust": "nobody", "papers": False}
    world.wait(4_000)
    assert world.view.decision is not None
    assert world.send(ev.BackTouched()).view.screen == "home"
    assert world.happened(ef.DecisionLeft) == [ef.DecisionLeft("border")]


def test_back_while_a_later_scene_asks_leaves_that_decision() -> None:
    world = at_farm().send(ev.BackTouched()).wait(10)
    assert world.running() == ["reeds-safe.mp4"]
    assert world.happened(ef.DecisionLeft) == [ef.DecisionLeft("farm")]


def test_home_from_anywhere() -> None:
    for world in (at_decision(), at_farm(), at_ending(), awake().send(PEOPLE, ev.PageTouched("sook-ja"))):
        assert world.send(ev.HomeTouched()).wait(10).view.screen == "home"
        assert world.running() == ["river.mp4"]
        assert not world.view.can_home
    assert awake().send(ev.HomeTouched()).view.screen == "home"
