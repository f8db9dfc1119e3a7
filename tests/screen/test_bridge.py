"""Views on their way to QML: plain values only, and what the screen adds to them."""

from __future__ import annotations

import json
from dataclasses import dataclass, replace
from pathlib import Path

import pytest

from kiosk.screen.bridge import Bridge, address, plain
from kiosk.screen.words import Words
from kiosk.visit.view import DoorView, LinkView, ShareView, StepView
from tests.screen.views import LANGUAGES, SCREENS, Views

WORDS = Words.load()


def dark(_picture: Path | None) -> float:
    return 0.1


@dataclass(frozen=True, slots=True)
class Inner:
    path: Path
    pair: tuple[float, bool]


def test_values_become_plain() -> None:
    assert plain(Inner(Path("/a b/c#1.jpg"), (0.5, True))) == {"path": "file:///a b/c%231.jpg", "pair": [0.5, True]}
    assert plain(None) is None
    with pytest.raises(TypeError, match="set cannot cross"):
        plain({1, 2})


def test_names_do_not_break_at_their_hyphens_and_dashes_stay() -> None:
    assert plain("Sook-ja – re-enacted - so") == "Sook\u2011ja – re\u2011enacted - so"


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("name", SCREENS)
def test_every_view_is_json(stills: Path, name: str, language: str) -> None:
    drawn = Bridge(WORDS, dark).view(SCREENS[name](Views(language, stills)))
    assert json.loads(json.dumps(drawn)) == drawn


@pytest.mark.parametrize(
    ("seconds", "text", "sub"),
    [
        (480, "You decide", "You decide, 8\u00a0minutes"),
        (60, "", "1\u00a0minute"),
        (45, "", "45\u00a0seconds"),
        (0, "", ""),
    ],
)
def test_doors_say_how_long_they_take(stills: Path, seconds: int, text: str, sub: str) -> None:
    view = replace(Views("en", stills).home(), doors=(DoorView("A door", text, None, seconds),))
    (door,) = said(Bridge(WORDS, dark).view(view)["doors"])
    assert door["sub"] == sub


def test_shares_are_sentences(stills: Path) -> None:
    drawn = Bridge(WORDS, dark).view(Views("en", stills).ending())["ending"]
    assert isinstance(drawn, dict)
    assert drawn["shares"] == [
        "171 of 412 visitors before you chose the same: “Hid\u00a0in\u00a0the\u00a0reeds”.",
        "63 of 389 visitors before you came to this end.",
    ]


def test_long_quoted_words_may_break(stills: Path) -> None:
    view = Views("en", stills).ending()
    assert view.ending is not None
    long = "Waited a whole night and a day for the fog to come up"
    ending = replace(view.ending, shares=(ShareView(long, 5, 30),))
    drawn = Bridge(WORDS, dark).view(replace(view, ending=ending))["ending"]
    assert isinstance(drawn, dict)
    assert drawn["shares"] == [f"5 of 30 visitors before you chose the same: “{long}”."]


def said(value: object) -> list[dict[str, object]]:
    assert isinstance(value, list)
    return value


def test_our_own_words_where_the_author_wrote_none(stills: Path) -> None:
    view = Views("ko", stills).before()
    assert view.before is not None
    bare = replace(view, before=replace(view.before, title="", paragraphs=(), warnings=()), invites=())
    drawn = Bridge(WORDS, dark).view(bare)
    before = drawn["before"]
    assert isinstance(before, dict)
    assert before["title"] == "시작하기 전에"
    assert before["words"] == [WORDS.say("ko", "you_decide"), WORDS.say("ko", "stop")]
    assert before["windowText"] == "결정마다 10초"
    assert drawn["invites"] == ["화면을 터치하세요"]


def test_the_path_keeps_where_something_was_decided_and_where_it_ended(stills: Path, tmp_path: Path) -> None:
    (tmp_path / "b.mp4.jpg").write_bytes(b"")
    steps = (
        StepView("a", None, Path("/films/a.mp4"), "Crossed"),
        StepView("between", None, Path("/films/c.mp4"), ""),
        StepView("b", None, Path("/films/b.mp4"), ""),
    )
    view = Views("en", stills).ending()
    assert view.ending is not None
    drawn = Bridge(WORDS, dark, tmp_path).view(replace(view, ending=replace(view.ending, path=steps)))["ending"]
    assert isinstance(drawn, dict)
    path = said(drawn["path"])
    assert [step["scene"] for step in path] == ["a", "b"]
    assert [step["picture"] for step in path] == [None, f"file://{tmp_path}/b.mp4.jpg"]


@pytest.mark.parametrize(
    ("url", "read"),
    [
        ("https://www.example.org/film/", "example.org/film"),
        ("http://example.org", "example.org"),
        ("https://example.org/a?b=www.c.org", "example.org/a?b=www.c.org"),
    ],
)
def test_addresses_as_one_reads_them(url: str, read: str) -> None:
    assert address(url) == read


def test_a_link_too_long_for_a_code_is_an_address_alone(stills: Path) -> None:
    page = Views("en", stills).page_long()
    assert page.page is not None
    for url, coded in [("https://example.org/" + "a" * 300, True), ("https://example.org/" + "a" * 5_000, False)]:
        link = LinkView(url, "More")
        drawn = Bridge(WORDS, dark).view(replace(page, page=replace(page.page, link=link)))["page"]
        assert isinstance(drawn, dict)
        shown = drawn["link"]
        assert isinstance(shown, dict)
        assert (bool(shown["code"]), bool(shown["modules"])) == (coded, coded)
        assert str(shown["address"]).startswith("example.org/aaa")
        assert len(str(shown["address"])) < 110
