"""The visit's rules, each as a short story: what was touched, what was shown."""

from __future__ import annotations

from dataclasses import replace

import pytest

from kiosk.playlist import model as m
from kiosk.visit import effects as ef
from kiosk.visit import events as ev
from kiosk.visit.state import House
from kiosk.visit.step import start
from tests.visit import stories
from tests.visit.stories import ASKING, DEFECTOR, HELLO, to
from tests.visit.world import CLIP, HOUSE, World, clip

ESCAPE, FILM, PEOPLE, ABOUT, ROUND, STUCK = (ev.DoorTouched(i) for i in range(6))
TAKEN, GO = ev.BeginTouched(relaxed=True), ev.BeginTouched()


NOTHING: frozenset[str] = frozenset()


def awake(playlist: m.Playlist = DEFECTOR, broken: frozenset[str] = NOTHING) -> World:
    return World(playlist, broken=broken).wait(100).send(ev.Touched())


def at_border(broken: frozenset[str] = NOTHING) -> World:
    return awake(broken=broken).send(ESCAPE, GO).wait(100)


def at_decision(broken: frozenset[str] = NOTHING) -> World:
    return at_border(broken).wait(CLIP - 6_000)


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
    assert world.visit.place.values["papers"] is True  # type: ignore[union-attr]
    assert {"reeds", "told"} <= world.visit.place.visited  # type: ignore[union-attr]
    assert "reeds-safe.mp4" not in {effect.media.name for effect in world.done if isinstance(effect, ef.Arm)}


# ---- decisions


def test_a_decision_opens_at_its_time_from_the_end() -> None:
    world = at_border().wait(3_800)
    assert world.view.decision is None
    world.wait(200)
    decision = world.view.decision
    assert decision is not None
    assert decision.ask == "Whom do you trust?"
    assert [(c.id, c.enabled) for c in decision.choices] == [("broker", True), ("hide", True), ("show", False)]
    assert (decision.window, decision.held, decision.chosen) == (4_000, False, None)
    assert world.view.reenacted
    assert world.view.chapter == "The river"


def test_what_may_come_next_is_ready_the_default_first() -> None:
    world = at_border()
    armed = [effect.media.name for effect in world.done if isinstance(effect, ef.Arm)][3:]
    assert armed == ["reeds-safe.mp4", "hut.mp4"]


def test_a_touched_choice_stays_lit_until_the_cut() -> None:
    world = at_decision().send(ev.ChoiceTouched("broker"))
    assert world.view.decision is not None
    assert world.view.decision.chosen == "broker"
    assert not world.view.decision.by_default
    assert world.running() == ["border.mp4"]
    world.wait(600)
    assert world.running() == ["hut.mp4"]
    assert world.happened(ef.DecisionClosed) == [ef.DecisionClosed("border", "broker", "touch")]


@pytest.mark.parametrize("beat", [0, 250, 1_500])
def test_the_playlist_says_how_long_it_stays_lit(beat: int) -> None:
    told = replace(DEFECTOR, timing=replace(DEFECTOR.timing, beat=beat))
    world = awake(told).send(ESCAPE, GO).wait(CLIP - 5_900).send(ev.ChoiceTouched("broker"))
    if beat:
        assert world.wait(beat - 1).running() == ["border.mp4"]
    assert world.wait(1).running() == ["hut.mp4"]


@pytest.mark.parametrize("choice", ["show", "run", "nobody-wrote-this"])
def test_a_choice_that_is_not_open_cannot_be_taken(choice: str) -> None:
    world = at_decision().send(ev.ChoiceTouched(choice))
    assert world.view.decision is not None
    assert world.view.decision.chosen is None


def test_a_choice_is_taken_once() -> None:
    world = at_decision().send(ev.ChoiceTouched("broker"), ev.ChoiceTouched("hide")).wait(700)
    assert world.running() == ["hut.mp4"]


def test_a_choice_outside_a_decision_is_nothing() -> None:
    assert at_border().send(ev.ChoiceTouched("hide")).view.decision is None


def test_no_answer_takes_the_default() -> None:
    world = at_decision().wait(4_000)
    assert world.view.decision is not None
    assert world.view.decision.by_default
    assert world.happened(ef.DecisionClosed) == [ef.DecisionClosed("border", "hide", "default")]
    world.wait(600)
    assert world.running() == ["reeds-safe.mp4"]


def test_silence_is_an_answer_of_its_own_and_the_film_plays_out() -> None:
    world = at_decision().send(ev.ChoiceTouched("broker")).wait(700).wait(5_000)
    assert world.happened(ef.DecisionClosed)[-1] == ef.DecisionClosed("hut", None, "silence")
    assert world.view.decision is None
    assert world.running() == ["hut.mp4"]
    world.wait(5_000)
    assert world.running() == ["back-again.mp4"]


def test_guards_are_judged_after_the_scene_s_own_effects() -> None:
    world = at_decision().send(ev.ChoiceTouched("broker")).wait(700).wait(2_000)
    world.send(ev.ChoiceTouched("speak"))
    assert world.running() == ["hut.mp4"]
    assert world.visit.place.values == {"risk": 3, "trust": "broker", "papers": False}  # type: ignore[union-attr]
    world.wait(CLIP - 2_000)
    assert world.running() == ["arrived.mp4"]


def test_take_your_time_takes_the_limit_off_and_puts_it_back() -> None:
    world = at_decision().wait(3_000).send(ev.TimeTouched())
    decision = world.view.decision
    assert decision is not None
    assert (decision.window, decision.held) == (0, True)
    assert world.running() == []  # the film stands still
    world.wait(30_000)
    assert world.view.decision is not None
    world.send(ev.TimeTouched()).wait(10)
    assert world.running() == ["border.mp4"]
    world.wait(3_890)
    assert world.view.decision.serial != decision.serial
    assert world.view.decision.chosen is None
    world.wait(200)
    assert world.view.decision.chosen == "hide"


def test_relaxed_from_the_beginning() -> None:
    world = awake().send(ESCAPE, TAKEN).wait(CLIP + 50_000)
    assert world.view.relaxed
    assert world.view.decision is not None
    world.send(ev.ChoiceTouched("hide")).wait(600)
    assert world.running() == ["reeds-safe.mp4"]


def test_time_taken_is_asked_about_like_any_other_waiting() -> None:
    world = at_decision().send(ev.TimeTouched()).wait(60_100)
    assert world.view.asking is not None
    world.send(ev.Touched()).wait(1_000)
    assert world.view.decision is not None
    assert world.running() == []
    world.send(ev.ChoiceTouched("hide")).wait(10)
    assert world.running() == ["border.mp4"]
    world.wait(600)
    assert world.running() == ["reeds-safe.mp4"]


def test_where_there_is_a_hold_clip_the_film_runs_until_it() -> None:
    farm = stories.STORY["farm"]
    assert farm.decision is not None
    timed = replace(farm.decision, opens=3_000, window=4_000, default="go")
    playlist = replace(DEFECTOR, scenes={**stories.STORY, "border": replace(farm, id="border", decision=timed)})
    world = awake(playlist).send(ESCAPE, TAKEN).wait(4_000)
    assert world.view.decision is not None
    assert world.running() == ["farm.mp4"]
    world.wait(CLIP)
    assert world.running() == ["farm-waiting.mp4"]


def at_farm(broken: frozenset[str] = NOTHING) -> World:
    return at_decision(broken).send(ev.ChoiceTouched("hide")).wait(700).wait(CLIP).wait(CLIP)


def test_a_decision_without_a_limit_waits_on_its_hold_clip() -> None:
    world = at_farm().wait(20_000)
    assert world.running() == ["farm-waiting.mp4"]
    assert world.view.decision is not None
    assert (world.view.decision.window, world.view.decision.held) == (0, False)


def test_a_detour_comes_back_to_its_decision_and_is_offered_once() -> None:
    world = at_farm().send(ev.ChoiceTouched("read")).wait(650)
    assert world.running() == ["letter.mp4"]
    world.wait(CLIP)
    assert world.running() == ["farm-waiting.mp4"]
    assert world.view.decision is not None
    assert [c.id for c in world.view.decision.choices] == ["go"]
    world.send(ev.ChoiceTouched("go")).wait(700)
    assert world.running()[0] in ("hut.mp4", "back-again.mp4")
    steps = world.visit.place.steps  # type: ignore[union-attr]
    told = [(step.scene, step.told.say("en") if step.told is not None else "") for step in steps]
    assert told[2:5] == [("farm", "Read the letter"), ("letter", ""), ("farm", "Go on")]


def test_a_detour_without_a_hold_clip_comes_back_to_the_end_of_the_film() -> None:
    farm = replace(stories.STORY["farm"], hold=None)
    playlist = replace(DEFECTOR, scenes={**stories.STORY, "farm": farm})
    world = awake(playlist).send(ESCAPE, GO).wait(4_200).send(ev.ChoiceTouched("hide")).wait(700).wait(2 * CLIP)
    world.send(ev.ChoiceTouched("read")).wait(650).wait(CLIP).wait(100)
    assert world.running() == ["farm.mp4"]
    assert world.view.decision is None
    world.wait(3_000)
    assert world.view.decision is not None


def test_weights_are_drawn_with_the_visit_s_seed() -> None:
    def ways(seed: int) -> str:
        world = World(DEFECTOR, seed=seed).send(ev.Touched(), ESCAPE, GO).wait(4_200)
        world.send(ev.ChoiceTouched("hide")).wait(700).wait(2 * CLIP).send(ev.ChoiceTouched("go")).wait(700)
        return world.running()[0]

    drawn = [ways(seed) for seed in range(40)]
    assert set(drawn) == {"hut.mp4", "back-again.mp4"}
    assert drawn.count("hut.mp4") > drawn.count("back-again.mp4")
    assert drawn == [ways(seed) for seed in range(40)]


def test_back_outside_a_detour_is_home() -> None:
    playlist = replace(HELLO, scenes={"film": stories.scene("film", to=m.ToBack())})
    assert awake(playlist).wait(CLIP + 100).view.screen == "attract"


def test_a_decision_with_nothing_to_choose_goes_on_and_is_reported() -> None:
    world = awake().send(STUCK).wait(CLIP + 700)
    assert world.running() == ["film.mp4"]
    assert any("no choice is open" in effect.what for effect in world.done if isinstance(effect, ef.Incident))


def test_the_second_variant_is_taken_when_the_guard_holds() -> None:
    reckless = replace(stories.BORDER, enter=(m.Add("risk", 5),))
    playlist = replace(DEFECTOR, scenes={**stories.STORY, "border": reckless})
    world = awake(playlist).send(ESCAPE, GO).wait(4_200)
    assert world.view.decision is not None
    assert [c.id for c in world.view.decision.choices] == ["broker", "hide", "show", "run"]
    world.send(ev.ChoiceTouched("hide")).wait(700)
    assert world.running() == ["reeds-caught.mp4"]
    world.wait(CLIP)
    assert world.running() == ["back-again.mp4"]


# ---- endings


def at_ending() -> World:
    return at_decision().send(ev.ChoiceTouched("broker")).wait(700).wait(CLIP).wait(CLIP)


def test_an_ending_tells_the_path() -> None:
    world = at_decision().send(ev.ChoiceTouched("broker")).wait(700).wait(CLIP + 100)
    ending = world.view.ending
    assert ending is not None
    assert not ending.complete
    world.wait(CLIP)
    ending = world.view.ending
    assert ending is not None
    assert ending.complete
    assert [(step.scene, step.told) for step in ending.path] == [
        ("border", "The broker"), ("hut", "Stayed silent"), ("back-again", ""),
    ]  # fmt: skip
    assert ending.path[0].still == clip("border.jpg").path
    assert [person.title for person in ending.people] == ["Sook-ja"]
    assert ending.link is not None
    assert ending.retry
    assert world.happened(ef.EndingReached) == [ef.EndingReached("back-again")]


def test_an_ending_shows_only_what_was_asked_for() -> None:
    world = at_decision().send(ev.ChoiceTouched("broker")).wait(700).wait(2_000).send(ev.ChoiceTouched("speak"))
    ending = world.wait(2 * CLIP).view.ending
    assert ending is not None
    assert (ending.path, ending.people, ending.link, ending.retry) == ((), (), None, False)
    assert world.send(ev.PageTouched("sook-ja")).view.screen == "ending"


def test_another_way_goes_back_to_the_last_decision() -> None:
    world = at_ending().send(ev.RetryTouched()).wait(100)
    assert world.running() == ["hut.mp4"]
    assert world.visit.place.values["trust"] == "broker"  # type: ignore[union-attr]
    world.wait(2_000).send(ev.ChoiceTouched("speak")).wait(CLIP)
    assert world.running() == ["arrived.mp4"]


def test_another_way_only_where_there_is_one() -> None:
    world = at_border().send(ev.RetryTouched(), ev.AgainTouched())
    assert world.running() == ["border.mp4"]
    assert len(world.happened(ef.SceneEntered)) == 1


def test_begin_again_forgets_the_way() -> None:
    world = at_ending().send(ev.AgainTouched()).wait(100)
    assert world.running() == ["border.mp4"]
    place = world.visit.place
    assert place.values["trust"] == "nobody"  # type: ignore[union-attr]
    assert len(place.steps) == 1  # type: ignore[union-attr]


def test_the_person_of_an_ending() -> None:
    world = at_ending().send(ev.PageTouched("sook-ja"))
    assert world.view.page is not None
    assert world.view.page.paragraphs == ("One. Still one.", "Two.")
    assert world.send(ev.BackTouched()).view.screen == "ending"


# ---- back, home


def test_back_is_the_scene_before_and_then_home() -> None:
    world = at_decision().send(ev.ChoiceTouched("broker")).wait(700).send(ev.BackTouched()).wait(100)
    assert world.running() == ["border.mp4"]
    assert world.visit.place.values == {"risk": 2, "trust": "nobody", "papers": False}  # type: ignore[union-attr]
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


# ---- pages


def test_a_collection_its_pages_and_back() -> None:
    world = awake().send(PEOPLE)
    collection = world.view.collection
    assert collection is not None
    assert (collection.title, [page.title for page in collection.pages]) == ("The people", ["Sook-ja"])
    world.send(ev.PageTouched("sook-ja"), ev.PageTouched("about"), ESCAPE)
    assert world.view.page is not None
    assert world.view.page.id == "sook-ja"
    assert world.view.can_home
    assert world.send(ev.BackTouched()).view.screen == "collection"
    assert world.send(ev.BackTouched()).view.screen == "home"
    assert world.happened(ef.PageOpened) == [ef.PageOpened("sook-ja")]


def test_a_page_plays_its_clip_and_then_home_s_film_goes_on() -> None:
    world = awake().send(PEOPLE, ev.PageTouched("sook-ja"), ev.ClipTouched()).wait(100)
    assert world.running() == ["sook-ja.mp4"]
    assert world.view.page is not None
    assert world.view.page.playing
    world.wait(CLIP)
    assert world.running() == ["river.mp4"]
    world.send(ev.ClipTouched()).wait(100).send(ev.ClipTouched())
    assert world.running() == ["river.mp4"]
    world.send(ev.ClipTouched()).wait(100).send(ev.BackTouched())
    assert world.running() == ["river.mp4"]


def test_a_page_without_a_clip_has_none_to_play() -> None:
    world = awake().send(ABOUT, ev.ClipTouched())
    assert world.running() == ["river.mp4"]
    assert world.send(ev.HomeTouched(), ev.ClipTouched()).running() == ["river.mp4"]


def test_a_page_s_clip_that_fails() -> None:
    world = awake(broken=frozenset({"sook-ja.mp4"})).send(PEOPLE, ev.PageTouched("sook-ja"), ev.ClipTouched()).wait(1)
    assert world.view.page is not None
    assert not world.view.page.playing
    assert world.running() == ["river.mp4"]


def test_a_hotspot_comes_goes_and_opens_a_page_over_the_held_film() -> None:
    world = at_border()
    assert not world.view.hotspots
    world.wait(950)
    assert [(spot.index, spot.label) for spot in world.view.hotspots] == [(0, "Sook-ja")]
    world.send(ev.HotspotTouched(1), ev.HotspotTouched(0))
    assert world.view.screen == "page"
    assert world.running() == []
    world.wait(20_000).send(ev.BackTouched()).wait(1_000)
    assert world.running() == ["border.mp4"]
    assert [spot.label for spot in world.view.hotspots] == ["Sook-ja", "Others"]
    world.send(ev.HotspotTouched(1))
    assert world.view.screen == "collection"
    world.send(ev.BackTouched()).wait(1_000)
    assert not world.view.hotspots


def test_a_page_opened_over_a_decision_gives_its_time_back() -> None:
    border = replace(stories.BORDER, hotspots=(m.Hotspot(3_000, 6_000, (0, 0, 1, 1), "sook-ja"),))
    world = awake(replace(DEFECTOR, scenes={**stories.STORY, "border": border})).send(ESCAPE, GO).wait(4_100)
    world.wait(3_000).send(ev.HotspotTouched(0)).wait(30_000).send(ev.BackTouched()).wait(3_900)
    assert world.view.decision is not None
    assert world.view.decision.chosen is None
    world.wait(200)
    assert world.view.decision.chosen == "hide"


# ---- language, captions, volume


def test_language_keeps_the_place_and_is_gone_with_the_visitor() -> None:
    world = at_decision().send(ev.LanguageTouched("ko"))
    assert world.view.language == "ko"
    assert world.view.decision is not None
    assert world.view.decision.ask == "Whom do you trust? (ko)"
    assert ef.SetLanguage("ko") in world.done
    world.send(ev.LanguageTouched("xx"), ev.LanguageTouched("ko"))
    assert len(world.happened(ef.SetLanguage)) == 2
    world.send(ev.HomeTouched()).wait(200_000)
    assert world.view.screen == "attract"
    assert world.view.language == "en"


def test_the_list_of_languages_holds_the_film() -> None:
    world = at_decision().send(ev.LanguagesTouched())
    assert world.view.choosing_language
    assert [name.name for name in world.view.languages] == ["English", "한국어"]
    assert world.running() == []
    world.send(ev.ChoiceTouched("hide"))
    assert not world.view.choosing_language
    assert world.view.decision is not None
    assert world.view.decision.chosen is None
    world.send(ev.LanguagesTouched(), ev.CaptionsTouched(), ev.LanguageTouched("ko"))
    assert (world.view.language, world.view.choosing_language) == ("ko", False)
    assert world.running() == ["border.mp4"]
    world.send(ev.LanguagesTouched(), ev.LanguagesTouched(), ev.LanguagesTouched(), ev.HomeTouched())
    assert world.view.screen == "home"


def test_captions_and_volume_are_the_visitor_s_until_the_reset() -> None:
    world = awake().send(ev.CaptionsTouched(), *[ev.VolumeTouched(1)] * 7)
    assert (world.view.captions, world.view.volume) == (False, 5)
    assert world.happened(ef.SetVolume)[-1] == ef.SetVolume(1.0)
    world.send(*[ev.VolumeTouched(-1)] * 7)
    assert world.view.volume == 0
    world.wait(80_000)
    assert (world.view.captions, world.view.volume) == (True, 3)


def test_the_list_of_languages_holds_a_page_s_clip_too() -> None:
    world = awake().send(PEOPLE, ev.PageTouched("sook-ja"), ev.ClipTouched()).wait(100).send(ev.LanguagesTouched())
    assert world.running() == []
    assert world.send(ev.LanguageTouched("ko")).running() == ["sook-ja.mp4"]


# ---- idle


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


# ---- things that go wrong


def test_a_clip_that_fails_is_skipped_along_the_default() -> None:
    world = at_border(broken=frozenset({"border.mp4"}))
    assert world.running() == ["reeds-safe.mp4"]
    assert world.happened(ef.DecisionClosed) == [ef.DecisionClosed("border", "hide", "skipped")]
    assert any("border.mp4" in effect.what for effect in world.done if isinstance(effect, ef.Incident))


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
    play = world.visit.place.film.play  # type: ignore[union-attr]
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
    world.send(ev.ClipFailed(world.visit.place.film.play, "stalled"))  # type: ignore[union-attr]
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
    world.send(ev.MarkReached(world.visit.place.film.play, "decision"))  # type: ignore[union-attr]
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
    play = world.visit.place.film.play  # type: ignore[union-attr]
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
