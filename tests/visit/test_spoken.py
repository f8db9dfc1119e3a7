"""Read aloud: for one visitor, on by a key, a switch or a jack; nothing runs out while it speaks."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from types import MappingProxyType

import pytest

from kiosk.playlist import model as m
from kiosk.visit import events as ev
from kiosk.visit.settle import LONGEST_SPEECH
from kiosk.visit.state import House
from kiosk.visit.step import start, step
from tests.visit.places import ABOUT, ESCAPE, PEOPLE, at_decision, at_ending, awake
from tests.visit.stories import DEFECTOR
from tests.visit.world import CLIP, World

TOGGLE, JACK_IN, JACK_OUT = ev.SpokenTouched(), ev.SpokenTouched(True), ev.SpokenTouched(False)
SPEAKS, SILENT = ev.Speaking(True), ev.Speaking(False)


def limited() -> World:
    """A decision with a time limit, read aloud: who listens has set the limit again."""
    return at_decision().send(TOGGLE, ev.TimeTouched())


def test_a_key_turns_it_on_and_off() -> None:
    world = awake().send(TOGGLE)
    assert world.view.aids.spoken
    assert world.view.can_speak
    assert not world.send(TOGGLE).view.aids.spoken


def test_a_jack_says_which_way() -> None:
    world = awake().send(JACK_IN, JACK_IN)
    assert world.view.aids.spoken
    assert not world.send(JACK_OUT, JACK_OUT).view.aids.spoken


@pytest.mark.parametrize("asked", [TOGGLE, JACK_IN])
def test_it_wakes_the_kiosk_speaking(asked: ev.Event) -> None:
    world = World(DEFECTOR).wait(100).send(asked)
    assert world.view.screen == "home"
    assert world.view.aids.spoken


def test_a_jack_that_goes_out_is_nobody_who_comes() -> None:
    assert World(DEFECTOR).wait(100).send(JACK_OUT).view.screen == "attract"


def test_outside_the_hours_nothing_speaks() -> None:
    world = World(DEFECTOR).wait(100).send(ev.Closed(0, None), JACK_IN)
    assert world.view.screen == "closed"
    assert not world.view.aids.spoken


def test_it_is_gone_with_the_visitor() -> None:
    world = awake().send(JACK_IN, SPEAKS, ev.ResetAsked())
    assert not world.view.aids.spoken
    assert not world.visit.speaking
    assert not world.send(ev.Touched()).view.aids.spoken


def test_without_a_voice_it_is_not_there() -> None:
    visit, _ = start(DEFECTOR, House("en"), 1)
    for event in (JACK_IN, ev.HelpTouched(), TOGGLE, SPEAKS):
        visit, _ = step(DEFECTOR, visit, event)
    assert not visit.aids.spoken
    assert not visit.speaking


def test_the_switch_stands_under_more_help_and_leaves_it_open() -> None:
    world = awake().send(ev.HelpTouched(), TOGGLE)
    assert world.view.helping
    assert world.view.aids.spoken


def test_the_list_of_languages_stays_open_beside_the_key() -> None:
    world = awake().send(ev.LanguagesTouched(), TOGGLE)
    assert world.view.choosing_language
    assert world.view.aids.spoken


def test_a_jack_answers_are_you_still_there_and_is_heard() -> None:
    world = awake().wait(60_100)
    assert world.view.asking is not None
    world.send(JACK_IN)
    assert world.view.asking is None
    assert world.view.aids.spoken
    world.wait(120_100).send(TOGGLE)
    assert world.view.aids.spoken, "whatever key it is, it answers, and sets nothing"


def test_who_listens_has_no_time_limit_unless_they_want_one() -> None:
    world = at_decision().send(JACK_IN)
    assert world.view.decision is not None
    assert world.view.decision.held
    assert world.wait(50_000).view.decision is not None
    decision = world.send(ev.TimeTouched()).view.decision
    assert decision is not None
    assert (decision.window, decision.held) == (8_000, False), "twice the author's 4 s"


def test_a_decisions_time_begins_when_it_has_been_read() -> None:
    world = limited().send(SPEAKS)
    assert world.view.decision is not None
    assert world.view.decision.waits
    before = world.view.decision.serial
    assert world.running() == [], "and the film waits with it"
    world.wait(60_000)
    assert world.view.decision is not None
    assert world.view.decision.chosen is None
    world.send(SILENT)
    assert world.running() == ["border.mp4"]
    assert world.view.decision.serial != before, "the whole time, shown anew"
    world.wait(7_900)
    assert world.view.decision.chosen is None
    world.wait(200)
    assert world.view.decision is None or world.view.decision.chosen == "hide"


def test_a_decision_with_a_limit_can_be_extended_at_least_ten_times_by_any_key() -> None:
    """WCAG 2.2.1: each key is answered by reading what it stands on, and then the whole time is there again."""
    world = limited()
    for _ in range(12):
        world.wait(7_000).send(ev.Touched(), SPEAKS).wait(2_000).send(SILENT)
        assert world.view.decision is not None
        assert world.view.decision.chosen is None


@pytest.mark.parametrize("spoken", [False, True])
def test_are_you_still_there_can_be_answered_at_least_ten_times_with_20_s_each(spoken: bool) -> None:
    """WCAG 2.2.1, for the idle clock."""
    world = awake().send(ev.SpokenTouched(spoken))
    for _ in range(12):
        world.wait(120_100 if spoken else 60_100)
        assert world.view.asking is not None
        assert world.view.asking.after >= (40_000 if spoken else 20_000)
        world.wait(19_500)
        assert world.view.asking is not None
        world.send(ev.Touched())
        assert (world.view.asking, world.view.screen) == (None, "home")


def test_nobody_is_asked_whether_they_are_there_while_something_is_read() -> None:
    world = awake().send(JACK_IN, SPEAKS).wait(400_000)
    assert world.view.asking is None
    world.send(SILENT).wait(119_000)
    assert world.view.asking is None
    world.wait(2_000)
    assert world.view.asking is not None


def test_a_voice_that_never_ends_holds_nobody_for_ever() -> None:
    world = awake().send(JACK_IN, SPEAKS).wait(LONGEST_SPEECH + 100)
    assert not world.visit.speaking
    world.wait(120_000 + 40_000)
    assert world.view.screen == "attract"


def test_nothing_is_held_where_nothing_is_read_aloud() -> None:
    world = at_decision().send(SPEAKS)
    assert world.view.decision is not None
    assert not world.view.decision.waits
    assert world.running() == ["border.mp4"]


# ---- what somebody has read


def sound(name: str, *languages: str) -> m.Media:
    paths = {one: Path(f"/media/{name}.{one}.m4a") for one in languages}
    return m.Media(f"{name}.m4a", Path(f"/media/{name}.m4a"), paths=MappingProxyType(paths))


def read_by_somebody() -> m.Playlist:
    border = DEFECTOR.scenes["border"]
    assert border.decision is not None
    choices = tuple(replace(one, spoken=sound(one.id) if one.id == "hide" else None) for one in border.decision.choices)
    decision = replace(border.decision, choices=choices, spoken=sound("ask", "ko"))
    scenes = {**DEFECTOR.scenes, "border": replace(border, decision=decision)}
    for name, scene in scenes.items():
        if scene.ending is not None:
            scenes[name] = replace(scene, ending=replace(scene.ending, text=m.Text("It is over."), spoken=sound("end")))
    pages = {
        name: replace(page, text=m.Text("One.\n\nTwo\nlines."), spoken=sound(name, "en"))
        for name, page in DEFECTOR.pages.items()
    }
    before = m.Before(text=m.Text("It is cold."), spoken=sound("before"))
    home = tuple(replace(door, before=before) for door in DEFECTOR.home)
    return replace(DEFECTOR, scenes=scenes, pages=pages, home=home)


def heard(*events: ev.Event | int) -> dict[str, str]:
    world = World(read_by_somebody()).wait(100).send(JACK_IN)
    for event in events:
        if isinstance(event, int):
            world.wait(event)
        else:
            world.send(event)
    return {text: path.name for text, path in world.view.recordings}


def test_recordings_stand_beside_their_texts() -> None:
    assert heard() == {}
    assert heard(ESCAPE) == {"It is cold.": "before.m4a"}
    decision = heard(ESCAPE, ev.BeginTouched(), 100, CLIP - 6_000)
    assert decision == {"Whom do you trust?": "ask.m4a", "Hide": "hide.m4a"}
    assert heard(ABOUT) == {"One. Two lines.": "about.en.m4a"}
    assert heard(PEOPLE) == {}


def test_a_recording_in_the_visitors_language_or_none() -> None:
    """A file whose name says no language is in the first."""
    korean = ev.LanguageTouched("ko")
    decision = heard(korean, ESCAPE, ev.BeginTouched(), 100, CLIP - 6_000)
    assert decision == {"Whom do you trust? (ko)": "ask.ko.m4a"}
    assert heard(korean, ABOUT) == {}


def test_an_ending_is_read_too() -> None:
    assert at_ending().view.screen == "ending"
    limited_again = (ev.HelpTouched(), ev.LimitsTouched(), ev.HelpTouched())
    broker = ev.ChoiceTouched("broker")
    said = heard(*limited_again, ESCAPE, ev.BeginTouched(), 100, CLIP - 6_000, broker, 700, CLIP, CLIP)
    assert said == {"It is over.": "end.m4a"}


def test_without_a_voice_no_recording_is_looked_for() -> None:
    world = World(read_by_somebody()).wait(100).send(ev.Touched(), ABOUT)
    assert world.view.recordings == ()
