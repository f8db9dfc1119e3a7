"""Captions in pieces: never more than two lines, nothing lost, each in its share of the time."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kiosk.playlist.captionlines import fitted, lines, pieces, width
from kiosk.playlist.captions import parse

LONG = "He says that the river is low in the second week of October, and that the guards change at four. " * 2


def test_what_fits_stays_as_it_was_broken() -> None:
    assert pieces("It finds you,\nand stays.", 31) == ["It finds you,\nand stays."]


def test_lines_broken_for_another_screen_are_one_again() -> None:
    assert pieces("It finds you,\nand it stays\nwhere you are.", 31) == ["It finds you, and it stays where you are."]


def test_a_long_one_comes_in_pieces_of_about_the_same_length() -> None:
    made = pieces(LONG, 31)
    assert len(made) == 2
    assert " ".join(made) == LONG.strip()
    assert 0.8 < len(made[0]) / len(made[1]) < 1.25


def test_a_sound_or_another_speaker_is_a_piece_of_its_own() -> None:
    said = "[a door slams]\n– Sook-ja: Who is there?\n– Her brother: It is me, and nobody has followed me."
    assert pieces(said, 31) == [*said.split("\n")]


def test_a_word_wider_than_a_line_stands_alone() -> None:
    assert lines("a " + "b" * 90 + " c", 31) == ["a", "b" * 90, "c"]
    assert len(pieces("b" * 90 + " " + "c" * 90 + " " + "d" * 90, 31)) == 2
    assert pieces("", 31) == [""]


def test_hangul_is_wider_and_marks_on_letters_take_nothing() -> None:
    assert width("강강") > width("nn") > width("il")
    assert width("e\u0301") == width("e")
    assert width("M") > width("N")


def test_pieces_share_the_time_by_their_letters() -> None:
    said = " ".join(f"word{number}" for number in range(20, 42))
    found = fitted(parse(f"1\n00:00:02,000 --> 00:00:08,000\n{said}\n".encode()), 31)
    assert [time for time, _ in found.timed] == [2000, pytest.approx(5000, abs=400), 8000]
    assert found.at(2500) != found.at(7500)
    assert found.at(8000) == ""
    assert len(found.cues) == 1


def test_what_never_ends_is_shown_at_once() -> None:
    assert fitted(parse(b""), 31).timed == ()


WORDS = st.lists(st.text(st.sampled_from("abiIMw강é.-"), min_size=1, max_size=14), min_size=1, max_size=60)


@given(WORDS, st.floats(8, 60))
def test_never_more_than_two_lines_and_no_word_is_lost(words: list[str], room: float) -> None:
    made = pieces(" ".join(words), room)
    assert " ".join(made).split() == words
    assert all(len(lines(piece, room)) <= 2 for piece in made)


@given(st.lists(WORDS, min_size=1, max_size=4), st.floats(8, 40))
def test_times_never_go_back(cues: list[list[str]], room: float) -> None:
    text = "\n\n".join(f"00:{n:02}.000 --> 00:{n + 3:02}.000\n{' '.join(words)}" for n, words in enumerate(cues))
    found = fitted(parse(text.encode()), room)
    assert all(one <= other for (one, _), (other, _) in pairwise(found.timed))
