"""Words for visitors: per language, in paragraphs, in files of their own."""

from __future__ import annotations

import os
from pathlib import Path
from time import process_time

import pytest

from kiosk.playlist.model import Text
from kiosk.playlist.reading import PlaylistError, read
from kiosk.playlist.texts import LONGEST, paragraphs, strip_marks
from tests.playlist.writing import MINIMAL, faults, reading


def page(folder: Path, text: str, languages: str = "[en, ko]") -> Text:
    written = f"{MINIMAL}languages: {languages}\npages:\n  about:\n    title: About\n    text: {text}\n"
    found = reading(folder, written).pages["about"].text
    assert found is not None
    return found


def test_a_line_is_one_line(tmp_path: Path) -> None:
    playlist = reading(tmp_path, MINIMAL + "title: |\n  The\n    Defector\n")
    assert playlist.title == Text(plain="The Defector")


def test_a_number_may_be_a_title(tmp_path: Path) -> None:
    assert reading(tmp_path, MINIMAL + "title: 1984\n").title == Text(plain="1984")


def test_the_title_is_the_folders_name_else(tmp_path: Path) -> None:
    assert reading(tmp_path, MINIMAL).title == Text(plain=tmp_path.name)


def test_what_may_follow_a_text(tmp_path: Path) -> None:
    for written in ("A # why", "A ## why", "'A' #why", '"A"#why'):
        assert reading(tmp_path, MINIMAL + f"title: {written}\n").title == Text(plain="A")
    assert reading(tmp_path, MINIMAL + "title: A#1").title == Text(plain="A#1")


def test_paragraphs_in_the_playlist(tmp_path: Path) -> None:
    assert page(tmp_path, "|\n      One\n      line.\n\n\n      Two.") == Text(plain="One line.\n\nTwo.")
    assert page(tmp_path, "{en: She left., ko: 떠났다}").wordings == {"en": "She left.", "ko": "떠났다"}
    assert page(tmp_path, "See about.md").plain == "See about.md"


def test_the_first_language_stands_in_for_one_that_is_missing(tmp_path: Path) -> None:
    found = page(tmp_path, "{ko: 떠났다, en: She left.}", "[en, ko, fr]")
    assert list(found.wordings) == ["en", "ko"]
    assert found.say("fr") == "She left."


def test_a_file_alone_is_the_same_in_every_language(tmp_path: Path) -> None:
    (tmp_path / "about.md").write_text("# About\nAll of it\nis *true*.\n\n> She said so.\n")
    assert page(tmp_path, "about.md") == Text(plain="About\n\nAll of it is true.\n\nShe said so.")


def test_a_file_per_language_by_suffix(tmp_path: Path) -> None:
    (tmp_path / "about.md").write_text("All of it is true.")
    (tmp_path / "about.ko.md").write_text("모두 사실이다.", encoding="utf-8")
    assert page(tmp_path, "about.md").wordings == {"en": "All of it is true.", "ko": "모두 사실이다."}
    (tmp_path / "about.md").unlink()
    (tmp_path / "about.en.md").write_text("True.")
    assert page(tmp_path, "about.md").wordings == {"en": "True.", "ko": "모두 사실이다."}


def test_a_file_named_per_language(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("True.")
    assert page(tmp_path, "{en: a.txt, ko: 모두}").wordings == {"en": "True.", "ko": "모두"}


def test_a_file_that_is_not_utf_8_is_told_where_it_is_broken_and_where_it_is_named(tmp_path: Path) -> None:
    (tmp_path / "about.md").write_bytes(b"one\n\xff")
    found = faults(tmp_path, MINIMAL + "pages: {about: {title: About, text: about.md}}\n")
    places = [(Path(fault.where.file).name, fault.where.line, fault.where.column) for fault in found]
    assert places == [("about.md", 2, 1), ("playlist.yaml", 4, 37)]
    assert {fault.what for fault in found} == {"`about.md` is not UTF-8 text."}


def test_an_empty_file(tmp_path: Path) -> None:
    (tmp_path / "about.md").write_text("\n \n")
    (found,) = faults(tmp_path, MINIMAL + "before: {text: about.md}\n")
    assert found.what == "`about.md` is empty."


def test_a_file_whose_name_differs_in_capitals(tmp_path: Path) -> None:
    (tmp_path / "About.md").write_text("True.")
    (found,) = faults(tmp_path, MINIMAL + "before: {text: about.md}\n")
    assert found.cure == "There is `About.md`: capitals and accents count."


def test_while_the_languages_cannot_be_read_every_language_will_do(tmp_path: Path) -> None:
    (tmp_path / "about.md").write_text("True.")
    text = MINIMAL + "languages: en\nbefore: {title: {fr: Avant}, text: about.md}\n"
    assert [fault.where.line for fault in faults(tmp_path, text)] == [4]


@pytest.mark.parametrize(
    ("marked", "plain"),
    [
        ("## Heading ##", "Heading"),
        ("a **bold** and *leaning* and _also_ `code`", "a bold and leaning and also code"),
        ("***both***", "both"),
        ("snake_case_name, 2 * 3 * 4", "snake_case_name, 2 * 3 * 4"),
        ("[the film](https://example.org) ![map](map.png)", "the film map"),
        ("<!-- not\nthis -->this", "this"),
        ("> quoted", "quoted"),
        ("#hashtag", "#hashtag"),
    ],
)
def test_markdowns_marks_are_taken_away(marked: str, plain: str) -> None:
    assert paragraphs(strip_marks(marked)) == plain


def test_paragraphs_of_a_file_from_windows() -> None:
    assert paragraphs("a\r\nb\r\n\r\nc\r\n") == "a b\n\nc"


@pytest.mark.parametrize("part", ["*a", "_a ", "[", "![", "<!--", "`a", "# #", "[a](", ">", "***", "#" * 7 + " "])
def test_marks_without_end_are_taken_away_in_no_time(part: str) -> None:
    """A pattern that looks to the end of the file from each of its places would take hours."""
    before = process_time()
    strip_marks("# " + part * (LONGEST // len(part)) + "x")
    assert process_time() - before < 20  # some 0.5 s here, where it was minutes


def test_scripts_pictures_and_addresses_are_words_or_nothing() -> None:
    marked = "![a map](http://museum.example/a.png) [read](file:///etc/passwd) <!-- hidden --> <b>bold</b> <!-- open"
    assert strip_marks(marked) == "a map read  <b>bold</b> <!-- open", "and QML shows it as plain text"


def test_a_file_of_words_without_end_is_refused(tmp_path: Path) -> None:
    (tmp_path / "playlist.yaml").write_text(
        "format: 1\nattract: a.mp4\npages: {p: {title: A, text: p.md}}\nscenes: {film: film.mp4}\n"
    )
    (tmp_path / "p.md").write_text("word " * LONGEST)
    with pytest.raises(PlaylistError, match="characters; 200,000 are allowed"):
        read(tmp_path)


def test_a_pipe_is_not_waited_for(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "playlist.yaml")
    with pytest.raises(PlaylistError, match="no ordinary file"):
        read(tmp_path / "playlist.yaml")
