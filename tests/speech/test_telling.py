"""What each screen is told as: all that it says and offers, in the visitor's language, and nothing twice."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from kiosk.screen.words import Words
from kiosk.speech.telling import place, tell
from kiosk.speech.utterance import sentence
from kiosk.visit.view import HotspotView, View
from tests.screen.views import LANGUAGES, SCREENS, Views

WORDS = Words.load()
EN = Views("en", Path("/stills"))


def said(view: View) -> list[str]:
    return [one.text for one in tell(view, WORDS)]


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("name", SCREENS)
def test_every_screen_says_something_in_the_visitors_language(name: str, language: str) -> None:
    view = SCREENS[name](Views(language, Path("/stills")))
    told = tell(view, WORDS)
    assert told
    for one in told:
        assert one.language == language
        assert one.holds
        assert "{" not in one.text
        assert one.text == sentence(one.text)
    if name != "collection":  # whose pages are one and the same here
        assert len({one.text for one in told}) == len(told), "nothing is said twice"


def test_home_says_its_doors_and_how_long_they_take() -> None:
    told = said(EN.home())
    assert told[0] == f"{EN.t('title')}. Start page."
    assert told[1] == "4 choices."
    assert [one.split(",")[0].rstrip(".") for one in told[2:]] == [
        EN.t(t) for t in ("escape", "film", "people", "about")
    ]
    assert "8 minutes" in told[2]
    short = replace(EN.home(), doors=(replace(EN.home().doors[0], seconds=45),))
    assert said(short)[1:] == ["One choice.", f"{EN.t('escape')}, {EN.t('escape_text')}, 45 seconds."]


def test_before_a_story() -> None:
    told = said(EN.before())
    assert EN.t("before_1") in " ".join(told)
    assert any(EN.t("warning") in one for one in told)
    assert told[-1] == "10 seconds for each decision."
    relaxed = EN.before()
    assert relaxed.before is not None
    for changed in (replace(relaxed.before, relaxed=True), replace(relaxed.before, timed=False)):
        assert "seconds" not in said(replace(relaxed, before=changed))[-1]
    bare = replace(relaxed, before=replace(relaxed.before, paragraphs=(), title="", window=0))
    assert "Before you begin." in said(bare)
    assert "eyes of someone" in " ".join(said(bare))


def test_a_decision_says_what_is_asked_what_can_be_chosen_and_how_long() -> None:
    labels = [sentence(EN.t(key)) for key in ("cross", "fog", "village")]
    assert said(EN.decision()) == [sentence(EN.t("ask")), "3 choices.", *labels, "10 seconds left."]
    assert said(EN.held())[-1] == "There is no time limit. The film waits for you."
    four = said(EN.decision_four())
    assert four[1] == "3 choices.", "one of the four cannot be taken"
    assert four[2] == f"{EN.t('cross')}: cannot be chosen now."
    assert four[-1] == sentence(EN.t("reeds")), "no limit was ever meant, and none is spoken of"


def test_a_decision_that_was_taken() -> None:
    assert said(EN.chosen()) == [f"You chose: {EN.t('fog')}."]
    view = EN.chosen()
    assert view.decision is not None
    default = replace(view, decision=replace(view.decision, by_default=True))
    assert said(default) == [f"There was no answer. It goes on with: {EN.t('fog')}."]
    gone = replace(view, decision=replace(view.decision, chosen="elsewhere"))
    assert said(gone) == ["You chose: ."]


def test_film_is_not_talked_over_for_long() -> None:
    assert said(EN.scene()) == ["The film is running.", f"Chapter: {EN.t('chapter')}.", "What is seen is re-enacted."]
    assert said(replace(EN.scene(), chapter="", reenacted=False)) == ["The film is running."]
    assert said(EN.hotspots())[-1].startswith("The film shows something that can be opened:")
    assert said(EN.ending_running())[0] == "The film is running."


def test_a_page_is_read_whole() -> None:
    view = EN.page_text()
    assert view.page is not None
    told = said(view)
    assert " ".join(view.page.paragraphs) in " ".join(told)
    assert said(EN.page_playing()) == ["The film of this page is running. Back leads to its page."]
    linked = replace(view.page, link=None)
    assert not any("web" in one for one in said(replace(view, page=linked)))
    person = EN.page()
    assert person.page is not None
    assert said(person)[0].startswith(f"{person.page.title}, ")


def test_an_ending_tells_the_way_the_others_and_the_people() -> None:
    view = EN.ending()
    assert view.ending is not None
    told = " ".join(said(view))
    for words in (
        view.ending.title,
        view.ending.text,
        "Your way: ",
        "visitors before you",
        view.ending.people[0].title,
    ):
        assert words in told
    assert "More on the web: " in told
    bare = replace(view, ending=replace(view.ending, path=(), shares=(), people=(), link=None))
    assert len(said(bare)) == 2
    unnamed = replace(view.ending, link=replace(view.ending.link, text=""))  # type: ignore[type-var]  # it has one
    assert any("example.org" in one for one in said(replace(view, ending=unnamed)))


def test_what_lies_over_everything_is_told_instead() -> None:
    assert said(EN.asking()) == [
        "Are you still there?",
        "The film is waiting. Without a touch it begins again for the next visitor.",
        "Any key, or a touch, and it goes on.",
    ]
    assert said(EN.help())[0] == "More help."
    assert said(EN.choosing())[0].startswith("Language.")
    assert said(EN.closing())[-1] == "It is closing time. You can go on for 5 minutes."


def test_a_recording_is_heard_instead_of_its_text() -> None:
    view = EN.decision()
    assert view.decision is not None
    view = replace(view, recordings=((view.decision.ask, Path("/ask.m4a")), (EN.t("fog"), Path("/fog.m4a"))))
    assert [one.sound for one in tell(view, WORDS)] == [Path("/ask.m4a"), None, None, Path("/fog.m4a"), None, None]


def test_what_makes_another_place() -> None:
    view = EN.decision()
    assert view.decision is not None
    later = replace(view, decision=replace(view.decision, serial=9, held=True, window=0, waits=True))
    assert place(view) == place(later), "time alone is nowhere else"
    assert place(view) == place(replace(view, captions=False, volume=1))
    every = [EN.scene(), view, EN.chosen(), EN.help(), EN.choosing(), EN.asking(), EN.page(), EN.page_playing()]
    assert len({place(one) for one in every}) == len(every)
    spot = HotspotView(5, "New", (0, 0, 0.1, 0.1))
    assert place(EN.scene()) == place(replace(EN.scene(), hotspots=(spot,)))


@pytest.mark.parametrize(
    ("text", "ends"),
    [("One", "One."), ("One?", "One?"), (" Two \n lines ", "Two lines."), ("「한 말」。", "「한 말」。"), ("", ""),
     ("Said “so.”", "Said “so.”"), ("Said «\u202fso.\u202f»", "Said «\u202fso.\u202f»"), ("“so”", "“so”.")],
)  # fmt: skip
def test_sentences_end(text: str, ends: str) -> None:
    assert sentence(text) == " ".join(ends.split()) if "\u202f" not in text else sentence(text)
