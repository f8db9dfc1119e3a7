"""The real engine: each language of the exhibition is said, to a file, by a voice of its own."""

from __future__ import annotations

import shutil
import stat
import wave
from pathlib import Path

import pytest

from kiosk.speech.checkup import can_read, check_speech
from kiosk.speech.espeak import Espeak, SpeechError

needs_espeak = pytest.mark.skipif(shutil.which("espeak-ng") is None, reason="espeak-ng is not installed")
SAID = {"en": "Whom do you trust?", "fr": "À qui faites-vous confiance ?", "ko": "누구를 믿습니까?", "ar": "بمن تثق؟"}


def seconds(file: Path) -> float:
    with wave.open(str(file)) as sound:
        return float(sound.getnframes() / sound.getframerate())


def loudest(file: Path) -> int:
    with wave.open(str(file)) as sound:
        data = sound.readframes(sound.getnframes())
    return max(abs(int.from_bytes(data[at : at + 2], "little", signed=True)) for at in range(0, len(data) - 1, 2))


@needs_espeak
@pytest.mark.parametrize("language", SAID)
def test_it_says_every_language(language: str, tmp_path: Path) -> None:
    Espeak().write(SAID[language], language, tmp_path / "said.wav")
    assert 0.5 < seconds(tmp_path / "said.wav") < 6
    assert loudest(tmp_path / "said.wav") > 3_000, "it can be heard"


@needs_espeak
def test_languages_differ_and_words_count(tmp_path: Path) -> None:
    engine = Espeak()
    for name, text, language in (("a", "Paris", "en"), ("b", "Paris", "fr"), ("c", "Paris, Paris, Paris", "en")):
        engine.write(text, language, tmp_path / name)
    assert (tmp_path / "a").read_bytes() != (tmp_path / "b").read_bytes()
    assert seconds(tmp_path / "c") > 1.5 * seconds(tmp_path / "a")


@needs_espeak
def test_a_text_is_a_text_whatever_is_in_it(tmp_path: Path) -> None:
    """Not an option, not phonemes, not a file."""
    for index, text in enumerate(("--help", "-f /etc/passwd", "[[h@'loU]]", "<break time='9s'/>", "$(id) `id`")):
        Espeak().write(text, "en", tmp_path / f"{index}.wav")
        assert seconds(tmp_path / f"{index}.wav") < 6


@needs_espeak
def test_which_voice() -> None:
    engine = Espeak()
    assert engine.voice("pt-BR") == "pt-br"
    assert engine.voice("xx") is None
    with pytest.raises(SpeechError, match="no voice for xx"):
        engine.write("a", "xx", Path("/nowhere"))
    with pytest.raises(SpeechError):
        engine.write("a", "en", Path("/nowhere/at/all.wav"))


def test_where_it_is_not_installed() -> None:
    engine = Espeak("espeak-that-is-not-there")
    assert not engine.there
    assert engine.voice("en") is None
    assert not can_read(True, ["en"], engine)
    found = next(check_speech(True, ["en"], engine))
    assert (found.mark, found.mend) == ("missing", "apt-get install espeak-ng")


def test_one_that_cannot_be_run(tmp_path: Path) -> None:
    program = tmp_path / "espeak-ng"
    program.write_text("no program")
    program.chmod(program.stat().st_mode | stat.S_IXUSR)
    assert Espeak(str(program)).voice("en") is None


@needs_espeak
def test_what_a_technician_is_told() -> None:
    assert next(check_speech(False, ["en"])).mark == "ok"
    assert next(check_speech(True, ["en", "ko"])).says == "espeak-ng reads en, ko"
    assert "every language" in next(check_speech(True, [])).says
    found = next(check_speech(True, ["en", "xx"]))
    assert found.mark == "warning"
    assert "xx" in found.says
    engine = Espeak()
    assert can_read(True, ["en", "fr", "ko"], engine)
    assert not can_read(False, ["en"], engine)
    assert not can_read(True, ["en", "xx"], engine)
