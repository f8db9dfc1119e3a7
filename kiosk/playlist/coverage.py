"""Which films have captions, an audio description and sign language, and in which languages. Pure.

For the switches of "More help", which are there only where they do something, and for the accessibility report.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Final

from kiosk.playlist.captions import Cue
from kiosk.playlist.model import Media, Playlist

_SOUND: Final = re.compile(r"[\[(♪].*[\])♪]")
_SPEAKER: Final = re.compile(r"(?:[-–—]\s*)?[^\W\d_][^:.!?]{0,30}:\s")


@dataclass(frozen=True, slots=True)
class Coverage:
    """Of one film that visitors choose to watch: the languages of the playlist in which it has what.

    `shown_by` is the id of the scene or page that plays it.
    """

    shown_by: str
    media: Media
    captions: frozenset[str]
    descriptions: frozenset[str]
    signed: frozenset[str]


@dataclass(frozen=True, slots=True)
class Spoken:
    """What a file of captions tells beside words: cues that name who speaks, and cues that name a sound."""

    speakers: int
    sounds: int


def coverage(playlist: Playlist) -> tuple[Coverage, ...]:
    """Of every film of scenes and pages, in their order; a clip that goes round while a visitor thinks is none."""
    return tuple(
        Coverage(
            shown_by,
            media,
            _languages(playlist, media.captions),
            frozenset(playlist.languages) if media.described else _languages(playlist, media.descriptions),
            _languages(playlist, media.signed),
        )
        for shown_by, media in watched(playlist)
    )


def watched(playlist: Playlist) -> Iterator[tuple[str, Media]]:
    """Every film that visitors choose to watch, with the scene's or page's id."""
    for scene in playlist.scenes.values():
        yield from ((scene.id, variant.clip) for variant in scene.variants)
    yield from ((page.id, page.clip) for page in playlist.pages.values() if page.clip is not None)


def any_described(playlist: Playlist) -> bool:
    """Whether there is anything to hear for who switches audio description on."""
    return any(media.described or media.descriptions for _, media in watched(playlist))


def any_signed(playlist: Playlist) -> bool:
    """Whether there is anything to see for who switches sign language on."""
    return any(media.signed for _, media in watched(playlist))


def spoken(cues: tuple[Cue, ...]) -> Spoken:
    """`[a door slams]`, `(music)`, `♪` count as sounds, `Name: …` as a speaker."""
    lines = [line for cue in cues for line in cue.text.split("\n")]
    return Spoken(
        sum(_SPEAKER.match(line) is not None for line in lines),
        sum(_SOUND.search(line) is not None for line in lines),
    )


def _languages(playlist: Playlist, found: Mapping[str, object]) -> frozenset[str]:
    return frozenset(playlist.languages) if "" in found else frozenset(found) & frozenset(playlist.languages)
