"""The interface's own words."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from kiosk.screen.closing import reopening
from kiosk.screen.plurals import plural
from kiosk.screen.words import Words
from kiosk.screen.writing import from_right, number, sided
from kiosk.visit.reopening import Reopening

WORDS = Words.load()


def test_every_language_has_every_word() -> None:
    assert set(WORDS.languages) == {"en", "fr", "ko", "ar", "he"}
    english = WORDS.languages["en"]
    for language, words in WORDS.languages.items():
        assert set(words) == set(english), language
        for key, said in words.items():
            assert isinstance(said, str) == isinstance(english[key], str), (language, key)
            assert all(form.strip() for form in ([said] if isinstance(said, str) else said.values())), (language, key)


@pytest.mark.parametrize("language", ["en", "fr", "ko", "ar", "he"])
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
            assert number(language, 412) in WORDS.say(language, "share_ending", same, 412)
            assert "Hid" in WORDS.say(language, "share_answer", same, 412, "Hid")


def test_large_numbers_are_grouped() -> None:
    """As each language parts its thousands (CLDR, by Qt)."""
    assert WORDS.say("en", "share_ending", 9_999, 12_041).startswith("9,999 of 12,041 visitors")
    assert WORDS.say("fr", "share_ending", 9_999, 12_041).startswith("9\u202f999 visiteurs sur 12\u202f041")
    assert WORDS.say("ko", "share_ending", 9_999, 12_041).startswith("앞선 관람객 12,041명 가운데 9,999명이")
    assert "١٢٬٠٤١" in WORDS.say("ar", "share_ending", 9_999, 12_041)
    assert WORDS.say("he", "share_ending", 9_999, 12_041).startswith("9,999 מבקרים מתוך 12,041")


def test_a_language_without_words_speaks_english() -> None:
    assert WORDS.say("de", "begin") == "Begin"
    assert WORDS.plain("de") == WORDS.plain("en")
    assert WORDS.say("de", "seconds", 10_000) == "10,000 seconds", "English words have English figures"


def test_a_word_that_one_language_lacks_is_said_in_english(tmp_path: Path) -> None:
    (tmp_path / "en.yaml").write_text('home: Home\nminutes: {1: one, other: "{n} min"}\n')
    (tmp_path / "de.yaml").write_text("minutes: {other: '{n} Minuten'}\n")
    words = Words.load(tmp_path)
    assert words.say("de", "home") == "Home"
    assert words.say("de", "minutes", 3) == "3 Minuten"
    assert words.plain("de") == {"home": "Home", "language": "de", "rtl": ""}


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


def test_arabic_has_six_forms() -> None:
    """And each of them is another wording, in Arabic figures."""
    said = [WORDS.say("ar", "seconds", n) for n in (0, 1, 2, 3, 11, 100)]
    assert [plural("ar", n) for n in (0, 1, 2, 3, 11, 100)] == ["zero", "one", "two", "few", "many", "other"]
    assert said == ["٠ ثانية", "ثانية واحدة", "ثانيتان", "٣ ثوانٍ", "١١ ثانية", "١٠٠ ثانية"]
    assert [WORDS.say("ar", "share_ending", n, 200).split()[0] for n in (2, 7, 41)] == ["زائران", "٧", "٤١"]


@pytest.mark.parametrize(
    ("language", "n", "category"),
    [
        ("ar", 103, "few"), ("ar", 110, "few"), ("ar", 111, "many"), ("ar", 102, "other"), ("ar-MA", 2, "two"),
        ("he", 1, "one"), ("he", 2, "two"), ("he", 20, "other"), ("ko", 1, "other"), ("fr", 0, "one"),
        ("ru", 21, "one"), ("ru", 11, "many"), ("ru", 23, "few"), ("pl", 22, "few"), ("pl", 21, "many"),
        ("cs", 4, "few"), ("cs", 5, "other"), ("de", 1, "one"), ("de", 0, "other"),
    ],
)  # fmt: skip
def test_plurals(language: str, n: int, category: str) -> None:
    assert plural(language, n) == category


@pytest.mark.parametrize(
    ("language", "said"),
    [
        ("en", "Open again on Tuesday at 10:05."),
        ("fr", "Réouverture mardi à 10\u00a0h\u00a005."),
        ("ko", "화요일 10시 05분에 다시 시작합니다."),
        ("ar", "يُفتح من جديد يوم الثلاثاء الساعة ١٠:٠٥."),
        ("he", "ייפתח שוב ביום שלישי בשעה 10:05."),
    ],
)
def test_days_and_clocks(language: str, said: str) -> None:
    opens = Reopening(days=3, weekday=1, day=1, month=12, hour=10, minute=5)
    assert reopening(WORDS, language, opens) == said


@pytest.mark.parametrize(
    ("language", "said"),
    [
        ("en", "Open again on 24 December at 10:00."),
        ("fr", "Réouverture le 24 décembre à 10\u00a0h."),
        ("ar", "يُفتح من جديد في ٢٤ ديسمبر الساعة ١٠:٠٠."),
        ("he", "ייפתח שוב ב־24 בדצמבר בשעה 10:00."),
    ],
)
def test_dates(language: str, said: str) -> None:
    opens = Reopening(days=9, weekday=3, day=24, month=12, hour=10, minute=0)
    assert reopening(WORDS, language, opens) == said


def test_a_line_takes_its_direction_from_the_language() -> None:
    """One that begins with a name in other letters would else run the other way."""
    assert sided("Sook-ja تنتظر", "ar") == "\u200fSook-ja تنتظر"
    assert sided("هي\nDragon ينتظر", "ar") == "هي\n\u200fDragon ينتظر"
    assert sided("عبرت نهر Tumen", "ar") == "عبرت نهر Tumen"
    assert sided("The Defector", "he") == "The Defector"
    assert sided("עברית means Hebrew", "en") == "\u200eעברית means Hebrew"
    assert sided("עברית", "en") == "עברית"
    assert sided("41", "ar") == "41"
    assert [from_right(language) for language in ("ar-EG", "he", "ko")] == [True, True, False]
