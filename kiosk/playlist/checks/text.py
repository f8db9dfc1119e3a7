"""Rules about words and languages."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from kiosk.playlist.checks.footage import deciding, window
from kiosk.playlist.checks.rules import Found, Known, rule
from kiosk.playlist.checks.wordings import reading_time, recordings, texts

MOST_WORDS: Final = 5
MOST_LETTERS: Final = 32
"""Of a choice's label: what is taken in at a glance, while film runs."""
SAME: Final = 3
"""Words from which on two languages do not say the same by chance: `Sook-ja` and `Tae-sup Heo` are names."""


@rule(
    "E60",
    "text",
    "a text is missing in the first language",
    "The first language stands in wherever another is missing.",
    "Write the text in that language, too.",
)
def missing_first(known: Known) -> Iterator[Found]:
    first = known.playlist.languages[0]
    for where, what, text in texts(known.playlist):
        if text.plain is None and first not in text.languages():
            yield Found(where, f"In {first}, {what} is missing.")


@rule(
    "W61",
    "text",
    "a text is missing in a language",
    "The visitor reads it in another language in the middle of their own.",
    "Have it translated.",
)
def missing(known: Known) -> Iterator[Found]:
    for where, what, text in texts(known.playlist):
        lost = [one for one in known.playlist.languages[1:] if text.plain is None and one not in text.languages()]
        if lost:
            yield Found(where, f"In {', '.join(lost)}, {what} is missing.")


@rule(
    "W63",
    "text",
    "a choice's label is long",
    "It is read while film runs, beside others: five words are taken in at a glance.",
    "Say it in fewer words.",
)
def long_labels(known: Known) -> Iterator[Found]:
    for scene, decision in deciding(known.playlist):
        for choice in decision.choices:
            for language in known.playlist.languages:
                said = choice.label.say(language)
                if len(said.split()) > MOST_WORDS or len(said) > MOST_LETTERS:
                    yield Found(choice.where, f"`{scene.id}`, {language}: “{said}” has {len(said.split())} words.")
                    break


@rule(
    "W64",
    "text",
    "a text does not fit its place",
    "It runs out of its button or pushes others off the screen.",
    "Say it in fewer words.",
)
def misfits(known: Known) -> Iterator[Found]:
    for fit in known.misfits or ():
        yield Found(fit.where, fit.what)


@rule(
    "W67",
    "text",
    "a question cannot be read within its window",
    "Who reads slowly, or in a language that is not their own, is answered for.",
    "Give it a longer `window`, or say it in fewer words.",
)
def fast_questions(known: Known) -> Iterator[Found]:
    for scene, decision in deciding(known.playlist):
        span = window(known.playlist, decision) / 1000
        for language in known.playlist.languages:
            said = " ".join(one.say(language) for one in (decision.ask, *(choice.label for choice in decision.choices)))
            needs = reading_time(said)
            if needs > span and (decision.default is not None or decision.silence is not None):
                what = f"`{scene.id}`, {language}: reading takes {needs:.0f} s, and the window is {span:.0f} s."
                yield Found(decision.where, what)
                break


@rule(
    "W69",
    "text",
    "a text is the same in two languages",
    "It was probably copied to be translated, and forgotten.",
    "Have it translated.",
)
def untranslated(known: Known) -> Iterator[Found]:
    for where, what, text in texts(known.playlist):
        seen: dict[str, str] = {}
        for language, said in text.wordings.items():
            plain = said.strip().casefold()
            if plain in seen and len(plain.split()) >= SAME:
                yield Found(where, f"In {seen[plain]} and {language}, {what} is the same: “{said.strip()[:40]}”.")
            seen.setdefault(plain, language)


@rule(
    "W62",
    "text",
    "a recording is missing in a language",
    "Who listens hears one voice change into another, a machine's, in the middle of a screen.",
    "Have it read in that language, too: `name.ko.m4a` beside `name.m4a`. Or leave `spoken` out.",
)
def unread(known: Known) -> Iterator[Found]:
    languages = known.playlist.languages
    for what, media in recordings(known.playlist):
        lost = [one for one in languages if media.recording(one, languages[0]) is None]
        if lost:
            yield Found(media.where, f"In {', '.join(lost)}, nobody reads {what}.")
