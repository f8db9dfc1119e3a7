"""What a technician writes, as typed values: read, walked and checked. Pure, without Qt, VLC or a clock.

    from kiosk.playlist import Known, check, read, walk

docs/python.md shows how.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from kiosk.playlist.checks import Finding, Known, check
    from kiosk.playlist.model import Playlist
    from kiosk.playlist.reading import PlaylistError, missing_media, read
    from kiosk.playlist.walking import Walk, walk

__all__ = ["Finding", "Known", "Playlist", "PlaylistError", "Walk", "check", "missing_media", "read", "walk"]

_HOMES = {
    "Finding": "checks",
    "Known": "checks",
    "Playlist": "model",
    "PlaylistError": "reading",
    "Walk": "walking",
    "check": "checks",
    "missing_media": "reading",
    "read": "reading",
    "walk": "walking",
}


def __getattr__(name: str) -> object:
    """What is asked for, from where it is: the kiosk on the floor never loads the rules."""
    if name not in _HOMES:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return getattr(import_module(f"{__name__}.{_HOMES[name]}"), name)
