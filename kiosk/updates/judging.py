"""What keeps a playlist from being packed, or from going live: what `kiosk check --no-media` would refuse."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from kiosk.playlist.checks import Known, check
from kiosk.playlist.faults import Fault, FaultyFile
from kiosk.playlist.model import Playlist
from kiosk.playlist.reading import missing_media, read


def judged(place: Path, media_folders: Sequence[Path] | None = None) -> tuple[Playlist | None, tuple[Fault, ...]]:
    """The playlist in `place`, and everything that must be mended in it; None where it cannot even be read."""
    try:
        playlist = read(place, media_folders)
    except FaultyFile as error:
        return None, error.faults
    must = [one for one in check(Known(playlist)) if one.rule.id.startswith("E") and not one.allowed]
    return playlist, missing_media(playlist) + tuple(
        Fault(one.where, f"{one.rule.id} {one.what}", one.cure) for one in must
    )
