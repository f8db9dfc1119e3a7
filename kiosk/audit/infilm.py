"""The report's lines about film, sound and time, from the playlist and what was measured of its footage."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import Final

from kiosk.audit import visits
from kiosk.audit.lines import Line, Part, judged
from kiosk.playlist.captionlines import LINES
from kiosk.playlist.checks import Finding, Known, check
from kiosk.playlist.checks.footage import deciding, played, window
from kiosk.playlist.checks.media import FLASHES
from kiosk.playlist.checks.wordings import reading_time, texts
from kiosk.playlist.media import FILMS
from kiosk.playlist.mediafacts import CaptionFacts, MediaFacts
from kiosk.playlist.model import Media, Playlist
from kiosk.playlist.storyvalues import SOUNDS

EXTEND: Final = 20.0
"""s a visitor has to say that they are still there: WCAG 2.2.1."""


def infilm(
    playlist: Playlist, films: Mapping[Path, MediaFacts] | None, captions: Mapping[Path, CaptionFacts]
) -> tuple[Part, ...]:
    known = Known(playlist, films, captions)
    found = check(known)
    return (
        Part("Captions, description, sound", tuple(_heard(known, found))),
        Part("Time", tuple(_time(playlist, found))),
        Part("Languages and reading", tuple(_read(playlist, found))),
        Part("At the visitor's hand", tuple(_hand(playlist))),
    )


def _of(found: Iterable[Finding], *rules: str) -> list[str]:
    return [
        f"{one.where.file.rpartition('/')[2]}:{one.where.line} {one.what}"
        for one in found
        if one.rule.id in rules and not one.allowed
    ]


def heard(known: Known) -> list[Media]:
    """Every film with sound that is not silence, once; where nothing was measured, every film of a story or page. Not
    the attract loop, which is nobody's yet, nor what goes round under an open question, unless it has captions."""
    found: dict[str, Media] = {}
    loop = {clip.name for clip in known.playlist.attract.clips}
    holds = [scene.hold for scene in known.playlist.scenes.values() if scene.hold is not None]
    loop |= {hold.name for hold in holds if not hold.captions}
    for _, media in played(known.playlist):
        facts = known.facts(media)
        if media.name in loop or not media.name.lower().endswith(FILMS + SOUNDS):
            continue  # a picture is not heard
        if facts is None or (facts.sound is not None and facts.sound.loudness is not None):
            found.setdefault(media.name, media)
    return list(found.values())


def _heard(known: Known, found: tuple[Finding, ...]) -> Iterator[Line]:
    languages = known.playlist.languages
    films = heard(known)
    captioned, described = [], []
    for language in languages:
        have = sum(1 for media in films if media.caption_file(language) is not None)
        captioned.append(f"{language} {have} of {len(films)}")
        have = sum(1 for media in films if described_in(media, language))
        described.append(f"{language} {have} of {len(films)}")
    lost = [
        f"{media.name} has no captions in {language}"
        for media in films
        for language in languages
        if media.caption_file(language) is None
    ]
    yield judged("Captions", not lost, ", ".join(captioned), "every film that is heard, in every language",
                 "WCAG 2.2 1.2.2; EN 301 549 7.1.1; Smithsonian IV.A", lost)  # fmt: skip
    long = [
        f"{path.name}: “{cue.text[:40]}” has {cue.text.count(chr(10)) + 1} lines"
        for path, facts in known.captions.items()
        for cue in facts.cues
        if cue.text.count("\n") >= LINES
    ] if known.captions else []  # fmt: skip
    wrong = _of(found, "E42", "W52", "W68")
    yield judged("Captions can be read", not wrong and not long, f"{_cues(known)} cues looked at",
                 "two lines at most, long enough, one at a time", "BBC; EN 301 549 7.1.4", wrong + long)  # fmt: skip
    without = [
        f"{media.name} has no audio description in {language}"
        for media in films
        for language in languages
        if not described_in(media, language)
    ]
    yield judged("Audio description", not without, ", ".join(described), "every film that is heard, in every language",
                 "WCAG 2.2 1.2.5; EN 301 549 7.2.1", without)  # fmt: skip
    yield _flashes(known, found)
    loud = _of(found, "W44", "W53", "W54")
    uneven = ", ".join(dict.fromkeys(line.split("`")[1] for line in loud if "`" in line))
    heard_as = "not measured" if known.films is None else f"not as wanted: {uneven}" if loud else "even"
    yield judged("Loudness", not loud, heard_as,
                 "−23 LUFS, −1 dBTP, visitor's volume in 5 steps", "EBU R 128; 508 402.3.2", loud)  # fmt: skip


def described_in(media: Media, language: str) -> bool:
    return media.described or media.description_file(language) is not None


def _cues(known: Known) -> int:
    return sum(len(facts.cues) for facts in (known.captions or {}).values())


def _flashes(known: Known, found: tuple[Finding, ...]) -> Line:
    wanted, clause = f"at most {FLASHES} in any second", "WCAG 2.2 2.3.1; EN 301 549 9.2.3.1"
    if known.films is None:
        return Line("Flashes", "note", "not measured: ffmpeg is missing", wanted, clause)
    counts = [facts.video.flashes for facts in known.films.values() if facts.video and facts.video.flashes is not None]
    return judged("Flashes", not _of(found, "E55"), f"most {max(counts, default=0)} in a second", wanted, clause,
                  _of(found, "E55"))  # fmt: skip


def _time(playlist: Playlist, found: tuple[Finding, ...]) -> Iterator[Line]:
    windows = [window(playlist, decision) / 1000 for _, decision in deciding(playlist)]
    least = f"decisions {min(windows):.0f} to {max(windows):.0f} s" if windows else "no decisions"
    still = [f"the question of {scene} keeps its time" for scene in visits.limited(playlist)]
    yield judged("Time limits can be turned off", not still, least, "none left after “No time limits”",
                 "WCAG 2.2 2.2.1; EN 301 549 9.2.2.1", still)  # fmt: skip
    late = _of(found, "W67")
    yield judged("Questions can be read in their time", not late, f"{len(windows)} questions", "180 words a minute",
                 "WCAG 2.2 2.2.1", late)  # fmt: skip
    timing = playlist.timing
    yield judged("Before a reset", timing.reset_after / 1000 >= EXTEND,
                 f"asked after {timing.ask_idle_after / 1000:.0f} s, then {timing.reset_after / 1000:.0f} s",
                 f"a question, and {EXTEND:.0f} s for one touch anywhere", "WCAG 2.2 2.2.1")  # fmt: skip
    hurried = [f"the question of {scene} has no more time" for scene in visits.hurried(playlist)]
    yield judged("Calm: more time", not hurried, "times are longer in calm mode" if not hurried else "too little",
                 "more time for every question", "WCAG 2.2 2.2.1", hurried)  # fmt: skip
    yield Line("Calm: no motion", "built", "cuts instead of fades; nothing moves", "motion can be turned off",
               "WCAG 2.2 2.2.2, 2.3.3")  # fmt: skip


def _read(playlist: Playlist, found: tuple[Finding, ...]) -> Iterator[Line]:
    lost = _of(found, "E60", "W61", "W69")
    every = list(texts(playlist))
    yield judged("Languages", not lost, f"{', '.join(playlist.languages)}: {len(every)} texts",
                 "every text in every language", "WCAG 2.2 3.1.1, 3.1.2; EN 17161", lost)  # fmt: skip
    slowest = max((reading_time(text.say(language)), what, language)
                  for _, what, text in every for language in playlist.languages)  # fmt: skip
    yield Line("Reading", "built", f"longest {slowest[0]:.0f} s: {slowest[1]} ({slowest[2]})",
               "pages wait; a question has its time", "WCAG 2.2 3.1.5")  # fmt: skip
    long = _of(found, "W63", "W64")
    yield judged("Answers", not long, "short", "at most five words, whole on the screen", "Smithsonian IV", long)


def _hand(playlist: Playlist) -> Iterator[Line]:
    kept = [f"{name} stays as the last visitor set it" for name in visits.remembered(playlist)]
    yield judged("Back at every reset", not kept, "volume, language, captions, all of “More help”",
                 "gone with the visitor", "508 402.3.2; EN 301 549 8.2.1", kept)  # fmt: skip
    yield Line("One hand, no gesture", "built", "a single touch does everything", "no pinch, swipe or hold",
               "WCAG 2.2 2.5.1; ADA 309.4")  # fmt: skip
    yield Line("To be looked at on the spot", "note", "the floor before it, glare, loudness in the room, the keypad",
               "30 × 48 in of floor; 65 dB to be had", "ADA 305, 308; 508 402.3; EN 301 549 8.3")  # fmt: skip
