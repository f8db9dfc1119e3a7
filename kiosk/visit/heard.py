"""What somebody has read of the texts on the screen, in the visitor's language: instead of the machine's voice."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kiosk.visit.pages import before_of
from kiosk.visit.state import AtBefore, InStory, OnPage

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from kiosk.playlist.model import Media, Playlist, Text
    from kiosk.visit.state import Visit


def recordings(playlist: Playlist, visit: Visit) -> Iterator[tuple[str, Path]]:
    """Each text as a View's reader would say it in one breath, paragraphs joined by spaces, and its sound."""
    for text, media in _spoken(playlist, visit):
        sound = media.recording(visit.language, playlist.languages[0]) if media is not None else None
        if text is not None and sound is not None:
            yield " ".join(text.say(visit.language).split()), sound


def _spoken(playlist: Playlist, visit: Visit) -> Iterator[tuple[Text | None, Media | None]]:
    place = visit.place
    top = visit.over[-1] if visit.over else None
    if isinstance(top, OnPage):
        page = playlist.pages[top.page]
        yield page.text, page.spoken
    elif isinstance(place, AtBefore):
        before = before_of(playlist, place.door)
        if before is not None:
            yield before.text, before.spoken
    elif isinstance(place, InStory):
        scene = playlist.scenes[place.scene]
        if scene.decision is not None:
            yield scene.decision.ask, scene.decision.spoken
            yield from ((choice.label, choice.spoken) for choice in scene.decision.choices)
        if scene.ending is not None:
            yield scene.ending.text, scene.ending.spoken
