"""Whether any film that visitors choose to watch has an audio description, or sign language. Pure.

For the switches of "More help", which are there only where they do something.
"""

from __future__ import annotations

from collections.abc import Iterator

from kiosk.playlist.model import Media, Playlist


def any_described(playlist: Playlist) -> bool:
    """Whether there is anything to hear for who switches audio description on."""
    return any(media.described or media.descriptions for media in _watched(playlist))


def any_signed(playlist: Playlist) -> bool:
    """Whether there is anything to see for who switches sign language on."""
    return any(media.signed for media in _watched(playlist))


def _watched(playlist: Playlist) -> Iterator[Media]:
    """Every film of scenes and pages; a clip that goes round while a visitor thinks is none."""
    for scene in playlist.scenes.values():
        yield from (variant.clip for variant in scene.variants)
    yield from (page.clip for page in playlist.pages.values() if page.clip is not None)
