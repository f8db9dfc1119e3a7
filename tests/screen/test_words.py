"""The interface's own words."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from kiosk.screen.words import Words

WORDS = Words.load()


def test_three_languages_have_every_word() -> None:
    assert set(WORDS.languages) == {"en", "fr", "ko"}
    english = WORDS.languages["en"]
    for language, words in WORDS.languages.items():
        assert set(words) == set(english), language
        for key, said in words.items():
            assert isinstance(said, str) == isinstance(english[key], str), (language, key)
            assert all(form.strip() for form in ([said] if isinstance(said, str) else said.values())), (language, key)


@pytest.mark.parametrize("language", ["en", "fr", "ko"])
def test_tone(language: str) -> None:
    """No exclamation marks, no word of contests, French punctuation set off by a space that does not break."""
    for key, said in WORDS.languages[language].items():
        for form in [said] if isinstance(said, str) else said.values():
            assert "!" not in form, key
            assert not re.search(
                r"\b(win|lose|score|play|game|jeu|jouer|gagn|perd|score)\b|게임|점수|승리", form.lower()
            ), key
            assert "'" not in form, key
            if language == "fr":
                assert not re.search(r"[^\u202f][?;:]", form), key


@pytest.mark.parametrize(
    ("language", "n", "said"),
    [("en", 1, "1 minute"), ("en", 8, "8 minutes"), ("fr", 0, "0 minute"), ("fr", 12, "12 minutes"), ("ko", 8, "8분")],
)
def test_durations(language: str, n: int, said: str) -> None:
    assert WORDS.say(language, "minutes", n) == said


@pytest.mark.parametrize(
    ("language", "same", "said"),
    [
        ("en", 0, "None of 100 visitors before you chose this: “Hid”."),
        ("en", 41, "41 of 100 visitors before you chose the same: “Hid”."),
        ("ko", 41, "앞선 관람객 100명 가운데 41명이 같은 선택을 했습니다: “Hid”"),
        ("fr", 1, "Un visiteur sur 100 a fait le même choix\u202f: «\u202fHid\u202f»."),
    ],
)
def test_shares(language: str, same: int, said: str) -> None:
    assert WORDS.say(language, "share_answer", same, 100, "Hid") == said


def test_every_placeholder_of_a_share_stands_in_every_language() -> None:
    for language in WORDS.languages:
        for same in (0, 1, 2, 33):
            assert "{" not in WORDS.say(language, "share_answer", same, 412, "Hid")
            assert "412" in WORDS.say(language, "share_ending", same, 412)
            assert "Hid" in WORDS.say(language, "share_answer", same, 412, "Hid")


def test_large_numbers_are_grouped() -> None:
    assert WORDS.say("en", "share_ending", 9_999, 12_041).startswith("9999 of 12\u202f041 visitors")


def test_a_language_without_words_speaks_english() -> None:
    assert WORDS.say("de", "begin") == "Begin"
    assert WORDS.plain("de") == WORDS.plain("en")


def test_a_word_that_one_language_lacks_is_said_in_english(tmp_path: Path) -> None:
    (tmp_path / "en.yaml").write_text('home: Home\nminutes: {1: one, other: "{n} min"}\n')
    (tmp_path / "de.yaml").write_text("minutes: {other: '{n} Minuten'}\n")
    words = Words.load(tmp_path)
    assert words.say("de", "home") == "Home"
    assert words.say("de", "minutes", 3) == "3 Minuten"
    assert words.plain("de") == {"home": "Home"}


def test_words_nobody_wrote_are_an_error(tmp_path: Path) -> None:
    with pytest.raises(KeyError):
        WORDS.say("en", "nothing of the kind")
    with pytest.raises(ValueError, match=r"en\.yaml"):
        Words.load(tmp_path)
    (tmp_path / "en.yaml").write_text("- a list\n")
    with pytest.raises(ValueError, match="no words"):
        Words.load(tmp_path)


def test_every_word_that_qml_asks_for_is_there_and_none_is_left_over() -> None:
    qml = Path(__file__).parents[2] / "kiosk/screen/qml"
    code = "".join(
        file.read_text() for file in [*qml.glob("*.qml"), *qml.parent.glob("*.py"), *qml.parents[1].glob("speech/*.py")]
    )
    asked = set(re.findall(r'Words\.(?:t|counted)\("(\w+)"', code))
    assert asked <= set(WORDS.plain("en"))
    unused = {key for key in WORDS.languages["en"] if f'"{key}"' not in code}
    assert not unused
