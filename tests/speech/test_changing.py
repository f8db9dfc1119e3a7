"""What is said when something changes: all of a new place, of the same one the change, and film is left alone."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from kiosk.screen.words import Words
from kiosk.speech.changing import changes, moved
from kiosk.speech.standing import standing
from kiosk.speech.telling import tell
from kiosk.speech.timeleft import STATED, asked, limit, passed
from kiosk.visit.aids import Aids
from kiosk.visit.view import ClosingView, HotspotView, LanguageView, View
from tests.screen.views import Views

WORDS = Words.load()
ALOUD = Aids(spoken=True)
EN = Views("en", Path("/stills"))


def aloud(view: View, **fields: object) -> View:
    return replace(view, aids=ALOUD, **fields)  # type: ignore[arg-type]  # replace() checks the names


def said(before: View | None, now: View) -> list[str]:
    return [one.text for one in changes(before, now, WORDS)]


SCENE, DECISION, HOME = aloud(EN.scene()), aloud(EN.decision()), aloud(EN.home())


def test_nothing_is_said_to_whom_did_not_ask() -> None:
    assert said(None, EN.home()) == []
    assert said(HOME, EN.home()) == []


def test_the_first_thing_said_is_how_to_use_it() -> None:
    for before in (None, EN.home()):
        told = said(before, HOME)
        assert told[0].startswith("Reading aloud is on.")
        assert told[1:] == [one.text for one in tell(HOME, WORDS)]
        assert moved(before, HOME)


def test_a_new_place_is_told_whole() -> None:
    assert said(SCENE, DECISION) == [one.text for one in tell(DECISION, WORDS)]
    assert moved(SCENE, DECISION)
    assert said(DECISION, DECISION) == []
    assert not moved(DECISION, DECISION)


def test_another_language_says_it_all_again() -> None:
    korean = aloud(Views("ko", Path("/stills")).decision())
    assert moved(DECISION, korean)
    assert {one.language for one in changes(DECISION, korean, WORDS)} == {"ko"}


def test_film_that_goes_on_is_not_talked_over() -> None:
    chosen = aloud(EN.chosen())
    assert said(DECISION, chosen) == [f"You chose: {EN.t('fog')}."]
    assert said(chosen, SCENE) == []
    assert said(aloud(EN.help()), SCENE) == []
    other = replace(SCENE, chapter="The city")
    assert said(SCENE, other) == ["The film is running.", "Chapter: The city.", "What is seen is re-enacted."]
    assert said(HOME, SCENE)[0] == "The film is running."


@pytest.mark.parametrize(
    ("changed", "words"),
    [
        ({"captions": False}, "Captions: off."),
        ({"volume": 4}, "Volume 4 of 5."),
        ({"volume": 0}, "No sound."),
        ({"relaxed": True}, "No time limits: on."),
        ({"aids": replace(ALOUD, contrast=True)}, "High contrast: on."),
        ({"aids": replace(ALOUD, seated=True)}, "Reach from a seat: on."),
        ({"aids": replace(ALOUD, calm=True)}, "No motion, more time: on."),
        ({"aids": replace(ALOUD, text_step=2)}, "Largest text."),
        ({"closing": ClosingView(1, 300_000)}, "It is closing time. You can go on for 5 minutes."),
        (
            {"hotspots": (HotspotView(1, "The tower", (0, 0, 1, 1)),)},
            "The film shows something that can be opened: The tower.",
        ),
    ],
)
def test_what_is_set_is_said(changed: dict[str, object], words: str) -> None:
    now = replace(SCENE, **changed)  # type: ignore[arg-type]  # replace() checks the names
    assert said(SCENE, now) == [words]
    assert not moved(SCENE, now)


def test_what_goes_round_holds_nothing() -> None:
    """Spots of film that goes round come again each time: held by them, a visit that nobody is at would never end."""
    spots = aloud(EN.hotspots())
    (told,) = changes(replace(spots, hotspots=()), spots, WORDS)
    assert "opened" in told.text
    assert not told.holds


def test_gentler_scenes_are_said() -> None:
    first = aloud(EN.before_gentler())
    assert first.before is not None
    assert said(first, replace(first, before=replace(first.before, gentle=False))) == ["Gentler scenes: off."]


def test_what_came_with_a_new_place_is_said_once() -> None:
    spots = aloud(EN.hotspots())
    told = said(HOME, spots)
    assert len([one for one in told if "opened" in one]) == 1
    closing = aloud(EN.closing_home())
    assert len([one for one in said(SCENE, closing) if "closing time" in one]) == 1


# ---- what the frame stands on


def stood(name: str, called: str, kind: str = "button", on: bool = False, view: View = HOME) -> tuple[str, str]:
    one = standing(name, called, kind, on, view, WORDS)
    return one.text, one.language


def test_switches_say_how_they_stand() -> None:
    assert stood("home", "Home") == ("Home.", "en")
    assert stood("captions", "Captions", "switch", True) == ("Captions: on.", "en")
    assert stood("captions", "Captions", "switch") == ("Captions: off.", "en")
    assert stood("text-1", "Larger text", "choice", True) == ("Larger text: chosen.", "en")
    assert stood("text-1", "Larger text", "choice") == ("Larger text.", "en")


def test_a_language_is_said_by_its_own_voice() -> None:
    assert stood("languages", "한국어") == ("한국어.", "ko")
    assert stood("language-fr", "Français", "choice") == ("Français.", "fr")
    three = replace(HOME, languages=(*HOME.languages, LanguageView("fr", "Français")))
    assert stood("languages", "Language", view=three) == ("Language.", "en")


def test_a_choice_is_heard_as_somebody_has_read_it() -> None:
    view = replace(DECISION, recordings=((EN.t("fog"), Path("/fog.m4a")),))
    assert standing("choice-fog", EN.t("fog"), "button", False, view, WORDS).sound == Path("/fog.m4a")
    assert standing("home", EN.t("fog"), "button", False, view, WORDS).sound is None


# ---- time


def test_the_time_left_is_told_when_asked_for() -> None:
    def answer(view: View, **waits: int) -> str:
        one = asked(view, waits, WORDS)
        assert not one.holds, "the time it speaks of goes on"
        return one.text

    assert answer(DECISION, window=7_400, idle=99) == "7 seconds left."
    assert answer(DECISION) == "10 seconds left.", "it begins when it has been read"
    assert answer(aloud(EN.held())) == "There is no time limit. The film waits for you."
    assert answer(aloud(EN.decision_four())) == "There is no time limit. The film waits for you."
    assert answer(aloud(EN.asking()), reset=1_200) == "One second left."
    for view in (SCENE, HOME, aloud(EN.chosen())):
        assert answer(view, idle=40_000) == "Nothing has to be answered now."


def test_it_is_told_unasked_at_stated_moments() -> None:
    def told(before: int | None, now: int | None) -> str | None:
        one = passed(before, now, DECISION, WORDS)
        return one.text if one is not None else None

    assert told(20_100, 19_900) == "20 seconds left."
    assert told(10_100, 10_000) == "10 seconds left."
    assert told(5_001, 4_800) == "5 seconds left."
    for before, now in ((None, 10_000), (10_000, None), (9_900, 9_700), (4_000, 30_000), (20_000, 19_800)):
        assert told(before, now) is None
    assert limit(DECISION, {"idle": 3}) is None
    assert len([one for one in STATED if one <= 20_000]) >= 3
