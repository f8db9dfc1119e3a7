"""Rules about how loud footage is, and about captions as they stand in their files."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from itertools import pairwise
from pathlib import Path
from typing import Final

from kiosk.playlist.captionlines import pieces
from kiosk.playlist.captions import Cue
from kiosk.playlist.checks.footage import cuts, played
from kiosk.playlist.checks.rules import Found, Known, rule
from kiosk.playlist.mediafacts import CaptionFacts
from kiosk.playlist.model import Media
from kiosk.playlist.values import spell

APART: Final = 3.0
"""LU between two clips that follow each other."""
LOUD: Final = -23.0
NEAR: Final = 1.0
"""LUFS and LU: EBU R 128."""
PEAK: Final = -1.0
"""dBTP: EBU R 128."""
LATE: Final = 500
"""ms that a caption may stand past the film's end: encoders round."""
LETTERS: Final = {"ko": 12.0}
"""Letters a second that a caption may need; others:"""
OTHERS: Final = 20.0
"""The house's figures, near to what subtitlers use; not measured with visitors."""
LINE: Final = 31.0
"""em: a line of captions on a panel of 1920 by 1080 pixels, 68 % of its width."""
EARLY: Final = (".ogg", ".opus")
"""See footage/beside.py."""


@rule(
    "W44",
    "media",
    "two clips that follow each other differ in loudness",
    "A visitor is startled, or hears nothing.",
    "Bring both to -23 LUFS.",
)
def steps(known: Known) -> Iterator[Found]:
    for scene, first, after, second in cuts(known.playlist):
        one, other = _loudness(known, first), _loudness(known, second)
        if one is not None and other is not None and abs(one - other) > APART:
            what = f"`{first.name}` (`{scene}`) has {one:.1f} LUFS, and `{second.name}` (`{after}`) {other:.1f}."
            yield Found(second.where, what)


@rule(
    "W53",
    "media",
    "a film is not at -23 LUFS",
    "The volume is set once for the whole exhibition, and this film stands out.",
    "Bring it to -23 LUFS (EBU R 128): `kiosk make-ready ORIGINAL --to media/NAME`.",
)
def loudness(known: Known) -> Iterator[Found]:
    for media in _once(known):
        heard = _loudness(known, media)
        if heard is not None and abs(heard - LOUD) > NEAR:
            folder = media.path.parent
            ready = f"`kiosk make-ready ORIGINAL --to {folder.parent.name}/{folder.name}`"
            cure = f"Bring it to {LOUD:.0f} LUFS (EBU R 128): {ready}; ORIGINAL is the film as it was delivered."
            yield Found(media.where, f"`{media.name}` has {heard:.1f} LUFS.", cure)


@rule(
    "W54",
    "media",
    "sound peaks too high",
    "It may crackle in the loudspeaker.",
    "Bring the peaks below -1 dBTP with a limiter.",
)
def peaks(known: Known) -> Iterator[Found]:
    for media in _once(known):
        facts = known.facts(media)
        if facts is not None and facts.sound is not None and facts.sound.peak is not None and facts.sound.peak > PEAK:
            yield Found(media.where, f"`{media.name}` peaks at {facts.sound.peak:.1f} dBTP.")


def _loudness(known: Known, media: Media) -> float | None:
    facts = known.facts(media)
    return None if facts is None or facts.sound is None else facts.sound.loudness


@rule(
    "E42",
    "media",
    "a file of captions is not as it should be",
    "Captions would show wrong letters, be left out, or come when the film is over.",
    "Save it as UTF-8, and let each caption have a time within the film.",
)
def captions(known: Known) -> Iterator[Found]:
    for media, path, found in _captions(known):
        facts = known.facts(media)
        if not found.plainly_encoded:
            yield Found(media.where, f"`{path.name}` is not saved as UTF-8: accents and Hangul may be wrong.")
        for note in found.notes:
            yield Found(media.where, f"`{path.name}`, {note}.")
        if facts is not None and not media.heard and found.end > facts.duration + LATE:
            late = f"its last caption ends at {spell(found.end)}, and `{media.name}` at {spell(facts.duration)}"
            yield Found(media.where, f"`{path.name}`: {late}.")


@rule(
    "W51",
    "media",
    "captions are missing in a language",
    "Who does not hear or speak the film's language is left out.",
    "Write a file such as clip.ko.vtt beside the film.",
)
def captions_missing(known: Known) -> Iterator[Found]:
    for media in _once(known):
        if lost := _lost(known, media.captions):
            yield Found(media.where, f"`{media.name}` has captions, but none in {lost}.")


@rule(
    "W52",
    "media",
    "captions overlap",
    "Two at once cover more of the film, and neither can be read.",
    "Let one end before the next begins.",
)
def captions_overlap(known: Known) -> Iterator[Found]:
    for media, path, found in _captions(known):
        for before, after in pairwise(sorted(found.cues, key=lambda cue: cue.start)):
            if after.start < before.end:
                yield Found(media.where, f"`{path.name}`: two captions at {spell(after.start)}.")


@rule(
    "W70",
    "text",
    "a caption is longer than two lines",
    "It is shown in pieces, one after the other in its time, cut where nobody who wrote it would cut.",
    "Make two captions of it, each with its own times.",
)
def captions_long(known: Known) -> Iterator[Found]:
    for media, path, found in _captions(known):
        for cue in found.cues:
            parts = pieces(cue.text, LINE)
            if len(parts) > 1:
                what = f"`{path.name}`: the caption at {spell(cue.start)} is shown in {len(parts)} pieces."
                yield Found(media.where, what)


@rule(
    "W71",
    "media",
    "an audio description is missing in a language",
    "Who does not see the film hears what happens in it in one language, and not in another.",
    "Record a file such as clip.ko.ad.m4a beside the film.",
)
def descriptions_missing(known: Known) -> Iterator[Found]:
    for media in _once(known):
        if lost := _lost(known, media.descriptions):
            yield Found(media.where, f"`{media.name}` has an audio description, but none in {lost}.")


@rule(
    "W72",
    "media",
    "an audio description or a film in sign language does not go with its film",
    "It cannot be used, is cut off by the film's end, or comes at another time than what it speaks of.",
    "Make it as long as the film or shorter, and a description as AAC: `ffmpeg -i FILE -c:a aac NEW.ad.m4a`.",
)
def beside(known: Known) -> Iterator[Found]:
    for media in _once(known):
        lasts = known.facts(media)
        for path in dict.fromkeys((*media.descriptions.values(), *media.signed.values())):
            facts = (known.films or {}).get(path)
            if facts is not None and facts.wrong:
                yield Found(media.where, f"`{path.name}` cannot be used: {facts.wrong}.")
            elif facts is not None and lasts is not None and facts.duration > lasts.duration + LATE:
                long = f"{spell(facts.duration)}, and `{media.name}` {spell(lasts.duration)}"
                yield Found(media.where, f"`{path.name}` lasts {long}.")
            elif path.suffix.lower() in EARLY:
                what = f"`{path.name}` is in a format that begins up to half a second early."
                yield Found(media.where, what)


@rule(
    "W68",
    "text",
    "a caption is gone before it can be read",
    "Adults read some 20 letters a second of a caption, and 12 of Hangul.",
    "Let it stand longer, or say less.",
)
def captions_fast(known: Known) -> Iterator[Found]:
    for media, path, found in _captions(known):
        language = next((key for key, one in media.captions.items() if one == path), "")
        most = LETTERS.get(language or known.playlist.languages[0], OTHERS)
        for cue in found.cues:
            if _pace(cue) > most:
                pace = f"{_pace(cue):.0f} letters a second, over {most:.0f}"
                what = f"`{path.name}`: the caption at {spell(cue.start)} has {pace}."
                yield Found(media.where, what)


def _pace(cue: Cue) -> float:
    return len(cue.text.replace("\n", "")) * 1000 / max(1, cue.end - cue.start)


def _once(known: Known) -> Iterator[Media]:
    yield from {media.name: media for _, media in reversed(list(played(known.playlist)))}.values()


def _lost(known: Known, files: Mapping[str, Path]) -> str:
    """The languages that `files` lack, where they have some; one file without a language is for all of them."""
    if not files or "" in files:
        return ""
    return ", ".join(language for language in known.playlist.languages if language not in files)


def _captions(known: Known) -> Iterator[tuple[Media, Path, CaptionFacts]]:
    for media in _once(known):
        for path in dict.fromkeys(media.captions.values()):
            found = (known.captions or {}).get(path)
            if found is not None:
                yield media, path, found
