"""What stands beside the film: where the visit is, what can be chosen and why, what comes next."""

from __future__ import annotations

from dataclasses import replace

import pytest

from kiosk.footage.facts import Facts
from kiosk.trying.strip import Line, sections
from kiosk.visit import events as ev
from kiosk.visit.state import Armed
from tests.visit.places import ESCAPE, GO, PEOPLE, at_border, at_decision, at_ending, at_farm, awake
from tests.visit.stories import DEFECTOR
from tests.visit.world import CLIP, World, clip


def facts(film: str = "", position: int = 0, decks: tuple[str, ...] = (), **marks: int) -> Facts:
    return Facts("software", 0, 0, film, position, CLIP, decks, tuple((at, name) for name, at in marks.items()))


def said(world: World, waits: dict[str, int] | None = None, seen: Facts | None = None) -> dict[str, dict[str, Line]]:
    """By section and label; of lines with the same label the last."""
    found = sections(world.playlist, world.visit, waits or {}, seen)
    return {section.title: {line.label: line for line in section.lines} for section in found}


def test_before_anybody_is_there_nothing_is_asked() -> None:
    strip = said(World(DEFECTOR).wait(100))
    assert list(strip) == ["Now", "Made ready"]
    assert list(strip["Now"]) == ["attract"]
    assert list(strip["Made ready"]) == ["city.mp4"]


def test_outside_the_hours() -> None:
    world = World(DEFECTOR).wait(100).send(ev.Closed(0, None), ev.Touched())
    hours = (Line("hours", "closed until Tue 10:00", "on"),)
    now, ready, timers = sections(world.playlist, world.visit, {"told": 9_500}, None, hours)
    assert now.lines == (Line("closed", ""), *hours)
    assert ready.lines == (Line("", "nothing"),)
    assert timers.lines == (Line("dark again", "9.5 s"),)


def test_home_and_what_lies_over_it() -> None:
    assert list(said(awake())["Now"]) == ["home"]
    assert said(awake().send(PEOPLE))["Now"]["people"].value == "people"
    assert said(awake().send(PEOPLE, ev.PageTouched("sook-ja")))["Now"]["page"].value == "sook-ja"
    assert said(awake().send(ESCAPE))["Now"]["before"].value == "border"


def test_a_decision_that_will_open_says_when() -> None:
    strip = said(at_border(), seen=facts("border.mp4", 1_500, decision=4_000))
    assert strip["Now"]["film"].value == "border.mp4, 1.5 of 10.0 s"
    assert strip["Decision"]["opens"].value == "in 2.5 s"
    assert said(at_border())["Decision"]["opens"].value == "when its film ends"


def test_what_can_be_chosen_and_why_not() -> None:
    decision = said(at_decision(), {"window": 3_300})["Decision"]
    assert decision["open"].value == "3.3 s left"
    assert decision["broker"] == Line("broker", "→ hut", "on")
    assert decision["show"] == Line("show", "→ hut   when papers   dimmed", "off")
    assert decision["run"] == Line("run", "→ hut   when risk >= 3   hidden", "off")
    assert decision["no answer"].value == "as hide"
    assert said(at_decision().send(ev.TimeTouched()))["Decision"]["open"].value.startswith("no limit")
    assert said(at_decision().send(ev.ChoiceTouched("broker")))["Decision"]["answered"].value == "broker"


def test_chances_detours_and_what_was_used() -> None:
    decision = said(at_farm())["Decision"]
    assert decision["go"].value == "→ hut (3) or back-again (1)"
    assert decision["read"].value == "→ letter, and back"
    assert decision["open"].value == "waits"
    used = at_farm().send(ev.ChoiceTouched("read")).wait(700).wait(CLIP).wait(100)
    assert said(used)["Decision"]["read"] == Line("read", "→ letter, and back   used", "off")


def test_silence_is_an_answer() -> None:
    hut = at_decision().send(ev.ChoiceTouched("broker")).wait(700)
    assert said(hut)["Decision"]["no answer"].value == "→ back-again"
    assert said(hut.wait(6_000))["Decision"]["answered"].value == "with silence"


def test_variables_guards_variants_and_the_way_here() -> None:
    world = at_decision().send(ev.ChoiceTouched("hide")).wait(700)
    world.playlist = replace(DEFECTOR, guards={"caught": DEFECTOR.scenes["reeds"].variants[0].when})  # type: ignore[dict-item]  # it has one
    strip = said(world, {"idle": 60_000})
    assert strip["Variables"] == {
        "risk": Line("risk", "2   of 0 to 3"),
        "trust": Line("trust", "nobody   of nobody, broker"),
        "papers": Line("papers", "yes", "on"),
    }
    assert strip["Guards"]["caught"] == Line("caught", "no   risk >= 3", "off")
    assert strip["Now"]["variant"] == Line("variant", "reeds-safe.mp4: otherwise", "on")
    assert strip["The way here"] == {"border": Line("border", "Hid in the reeds")}
    assert strip["Timers"] == {"asks if anyone is there": Line("asks if anyone is there", "60.0 s")}


@pytest.mark.parametrize(("decks", "said_of_it"), [(("farm.mp4: ready",), "ready"), ((), "waits for a deck")])
def test_what_is_made_ready(decks: tuple[str, ...], said_of_it: str) -> None:
    world = at_decision().send(ev.ChoiceTouched("hide")).wait(700)
    assert said(world, seen=facts(decks=decks))["Made ready"]["farm.mp4"].value == said_of_it
    assert "farm-waiting.mp4" in said(at_decision().send(ev.ChoiceTouched("hide")).wait(700).wait(CLIP))["Made ready"]


def test_a_picture_needs_no_deck_and_one_file_is_told_once() -> None:
    world = at_decision()
    world.visit = replace(world.visit, armed=(Armed(clip("a.JPG"), 1), Armed(clip("a.JPG"), 2)))
    found = [section for section in sections(world.playlist, world.visit, {}, facts()) if section.title == "Made ready"]
    assert found[0].lines == (Line("a.JPG", "a picture"),)


def test_an_ending_asks_nothing() -> None:
    assert "Decision" not in said(at_ending())
    assert "Decision" not in said(awake().send(ESCAPE, GO).wait(100).send(ev.HomeTouched()))
