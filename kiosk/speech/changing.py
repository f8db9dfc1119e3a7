"""What has to be said when the screen changes."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from kiosk.speech.telling import place, tell
from kiosk.speech.utterance import Utterance, sentence

if TYPE_CHECKING:
    from kiosk.speech.utterance import Sayings
    from kiosk.visit.view import View

SWITCHES = ("contrast", "seated", "calm")


def moved(before: View | None, now: View) -> bool:
    """What was being said is of somewhere else, or in another language."""
    return before is None or not before.aids.spoken or place(before) != place(now) or before.language != now.language


def changes(before: View | None, now: View, words: Sayings) -> tuple[Utterance, ...]:
    """Everything of a new place; of the same one, only what is different. Film that merely goes on is left alone."""
    if not now.aids.spoken:
        return ()
    if before is None or not before.aids.spoken:
        return (_own(now, words.say(now.language, "aloud")), *tell(now, words))
    if before.language != now.language:
        return tell(now, words)
    if place(before) != place(now):
        film = place(now)[0] == "scene"
        return (*(_chapter(before, now, words) if film else tell(now, words)), *_small(before, now, words, spots=film))
    return tuple(_small(before, now, words, spots=True))


def _chapter(before: View, now: View, words: Sayings) -> tuple[Utterance, ...]:
    """From a decision, or from help, back to the film: nothing, where it is the same chapter."""
    in_story = before.screen in ("scene", "ending") and before.chapter == now.chapter
    return () if in_story else tell(now, words)


def _small(before: View, now: View, words: Sayings, *, spots: bool) -> Iterator[Utterance]:
    def say(key: str, n: int = 0, m: int = 0, what: str = "") -> Utterance:
        return _own(now, words.say(now.language, key, n, m, what))

    def switched(word: str, on: bool) -> Utterance:
        return say("say_on" if on else "say_off", what=words.say(now.language, word))

    if before.captions != now.captions:
        yield switched("captions", now.captions)
    if before.volume != now.volume:
        yield say("say_volume", now.volume, 5)
    for name in SWITCHES:
        if getattr(before.aids, name) != getattr(now.aids, name):
            yield switched(name, getattr(now.aids, name))
    if before.aids.text_step != now.aids.text_step:
        yield say(f"text_{now.aids.text_step}")
    if before.relaxed != now.relaxed:
        yield switched("limits", now.relaxed)
    if before.before is not None and now.before is not None and before.before.gentle != now.before.gentle:
        yield switched("gentler", now.before.gentle)
    came = [spot.label for spot in now.hotspots if spot not in before.hotspots] if spots else []
    if came and place(before) == place(now):
        yield say("say_spots", what=", ".join(came))
    if before.closing is None and now.closing is not None and place(before) == place(now):
        yield say("closing", round(now.closing.after / 60_000))


def _own(view: View, text: str) -> Utterance:
    return Utterance(sentence(text), view.language)
