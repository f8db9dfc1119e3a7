"""Decisions: when they open, what may be touched, what follows from an answer and from none."""

from __future__ import annotations

from dataclasses import replace

import pytest

from kiosk.playlist import model as m
from kiosk.visit import effects as ef
from kiosk.visit import events as ev
from tests.visit import stories
from tests.visit.places import ESCAPE, GO, STUCK, TAKEN, at_border, at_decision, at_farm, awake
from tests.visit.stories import DEFECTOR, HELLO
from tests.visit.world import CLIP, World


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
    assert world.story.values == {"risk": 3, "trust": "broker", "papers": False}
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
    steps = world.story.steps
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
