"""What the values of a playlist say of themselves."""

from __future__ import annotations

from pathlib import Path

import pytest

from kiosk.playlist.model import (
    Add,
    Assign,
    Flag,
    Media,
    Number,
    OneOf,
    Target,
    Text,
    ToBack,
    ToHome,
    ToScene,
    ToWeighted,
    Value,
    Variable,
    Where,
)
from kiosk.playlist.model import apply as applied
from tests.playlist.writing import MINIMAL, reading


def test_a_place_is_said_as_editors_read_it() -> None:
    assert str(Where("a.yaml", 3, 7)) == "a.yaml:3:7"


def test_a_text_in_a_language() -> None:
    text = Text(wordings={"en": "Go", "ko": "가"})
    assert (text.say("ko"), text.say("fr"), text.languages()) == ("가", "Go", {"en", "ko"})
    assert (Text(plain="Go").say("ko"), Text().say("ko")) == ("Go", "")


def test_the_picture_for_a_language_and_a_panel() -> None:
    paths = {"ko": Path("a.ko.mp4")}
    media = Media(
        "a.mp4", Path("a.mp4"), paths, {"": Path("a.vtt"), "ko": Path("a.ko.vtt")}, portrait=Path("a.portrait.mp4")
    )
    assert media.picture("en") == Path("a.mp4")
    assert media.picture("ko", portrait=True) == Path("a.ko.mp4")
    assert media.picture("en", portrait=True) == Path("a.portrait.mp4")
    assert Media("b.mp4", Path("b.mp4")).picture("en", portrait=True) == Path("b.mp4")
    assert (media.caption_file("ko"), media.caption_file("en")) == (Path("a.ko.vtt"), Path("a.vtt"))


def test_the_scenes_a_visitor_may_begin_with(tmp_path: Path) -> None:
    found = reading(
        tmp_path,
        MINIMAL.replace("film.mp4}", "film.mp4, two: two.mp4, three: three.mp4}")
        + "home:\n  - {open: two, title: Two}\n  - {open: read, title: Read}\n"
        "pages:\n  read: {title: Read, text: Words, begin: three}\n",
    )
    assert found.entrances() == ("two", "three")
    assert reading(tmp_path, MINIMAL).entrances() == ("film",)


def test_what_variables_may_hold() -> None:
    assert [Flag().holds(value) for value in (True, 1, "true")] == [True, False, False]
    assert [OneOf(("a", "b"), "a").holds(value) for value in ("a", "c", 1)] == [True, False, False]
    assert [Number(0, 5, 0).holds(value) for value in (5, 6, True, "1")] == [True, False, False, False]


def test_effects_in_their_order_within_bounds() -> None:
    variables: dict[str, Variable] = {"papers": Flag(), "risk": Number(0, 5, 1)}
    before: dict[str, Value] = {"papers": False, "risk": 4}
    after = applied((Assign("papers", True), Add("risk", 3), Add("risk", -2)), before, variables)
    assert (after, before) == ({"papers": True, "risk": 3}, {"papers": False, "risk": 4})
    assert applied((Add("risk", -9),), before, variables)["risk"] == 0
    with pytest.raises(KeyError):
        applied((Add("luck", 1),), before, variables)


def test_the_scenes_a_target_leads_to(tmp_path: Path) -> None:
    playlist = reading(tmp_path, MINIMAL)
    targets: list[Target] = [ToScene("film"), ToWeighted({"a": 1, "b": 2}), ToHome(), ToBack()]
    assert [playlist.leads(target) for target in targets] == [("film",), ("a", "b"), (), ()]


def test_the_names_for_programs_are_the_same_things() -> None:
    import kiosk.playlist
    from kiosk.playlist.reading import read

    assert kiosk.playlist.read is read
    assert not hasattr(kiosk.playlist, "nothing")
