"""What `kiosk check` would say of one film by itself: its rules, asked of a playlist that is nothing but this film."""

from __future__ import annotations

from pathlib import Path
from types import MappingProxyType
from typing import Final

from kiosk.playlist.checks import Finding, Known, check
from kiosk.playlist.mediafacts import MediaFacts
from kiosk.playlist.model import Attract, Media, Playlist, Scene, Text, ToHome, Variant, Where

LEVEL: Final = ("W53", "W54")
"""Rules about how loud it is."""


def judge(path: Path, facts: MediaFacts) -> tuple[Finding, ...]:
    """What the rules about media find in `path`, apart from what they only tell. It need not be called so yet."""
    media = Media(path.name, path, where=Where(str(path), 1, 1))
    scene = Scene("film", (Variant(media),), to=ToHome())
    playlist = Playlist(
        Text(plain=path.name), path, ("en",), Attract((media,)), MappingProxyType({"film": scene})
    )  # fmt: skip
    found = check(Known(playlist, films={path: facts}))
    return tuple(one for one in found if one.rule.family == "media" and not one.rule.id.startswith("I"))
