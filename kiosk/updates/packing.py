"""`kiosk pack`: the files that one playlist needs, and no others, in a folder that can be carried."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Final

from kiosk.playlist.files import Folders, UnreadableError, load
from kiosk.playlist.media import CAPTIONS, FILMS, PICTURES
from kiosk.playlist.model import Playlist
from kiosk.playlist.reading import every_media
from kiosk.playlist.storyvalues import SOUNDS
from kiosk.updates import disk
from kiosk.updates.faults import UpdateError
from kiosk.updates.manifest import FILE, Entry, Manifest, in_order
from kiosk.updates.paths import clashes, why_not
from kiosk.updates.telling import Told

_MEDIA: Final = (*FILMS, *PICTURES, *CAPTIONS, *SOUNDS)
_LEFT: Final = ("~", ".bak", ".swp", ".orig", ".tmp")
"""What editors leave."""
_TEXT: Final = re.compile(r"[^\s\"'{}\[\],:]+\.(?:md|txt)\b")


def used(playlist: Playlist) -> dict[str, Path]:
    """Every file the playlist needs, by its path in the pack, in the order of the paths.

    Of the playlist's own folder that is all but footage that nobody uses, hidden files and what editors leave. Raises
    UpdateError for one that no stick could keep.
    """
    beside = playlist.file.parent
    found: dict[str, Path] = {}
    for path in (*_footage(playlist), *_texts(playlist), *_own(beside)):
        found[_packed(path, playlist)] = path
    for packed, path in found.items():
        wrong = why_not(packed)
        if wrong:
            raise UpdateError(f"The path of {path} {wrong}.", "Rename it, also in the playlist.")
    both = clashes(found)
    if both is not None:
        raise UpdateError(
            f"`{both[0]}` and `{both[1]}` are one and the same on a stick, which minds no capitals.", "Rename one."
        )
    return dict(sorted(found.items()))


def _footage(playlist: Playlist) -> Iterator[Path]:
    for media in every_media(playlist):
        yield from (media.path, *media.paths.values(), *media.captions.values(), *media.sounds.values())
        yield from (*media.descriptions.values(), *media.signed.values())
        if media.portrait is not None:
            yield media.portrait


def _texts(playlist: Playlist) -> Iterator[Path]:
    """Paragraphs in files of their own, which may stand in the media folder: with those of all languages."""
    folders = Folders(playlist.folders)
    for name in sorted(set(_TEXT.findall(load(playlist.file)))):
        try:
            path = folders.find(name)
        except UnreadableError:  # a word that only looks like a file's name
            continue
        ends = Path(name).suffix
        for one in (path, *(other for rest, other in folders.siblings(path, name) if rest.endswith(ends))):
            if one.is_file():
                yield one


def _own(beside: Path) -> Iterator[Path]:
    for path in sorted(beside.rglob("*")):
        hidden = any(part.startswith(".") for part in path.relative_to(beside).parts)
        inside = path.is_file() and path.resolve().is_relative_to(beside)
        if inside and not hidden and not path.name.endswith(_LEFT) and path.suffix.lower() not in _MEDIA:
            yield path


def _packed(path: Path, playlist: Playlist) -> str:
    """Where a file is in the pack: as it is here, but with one media folder."""
    beside, name = playlist.file.parent, playlist.file.parent.name
    if path.is_relative_to(beside):
        return f"playlists/{name}/{path.relative_to(beside).as_posix()}"
    folder = next((place for place in playlist.folders if path.is_relative_to(place)), path.parent)
    within = path.relative_to(folder).as_posix()
    own = folder.name == name and folder.parent in playlist.folders
    return f"media/{name}/{within}" if own else f"media/{within}"


def pack(playlist: Playlist, to: Path, created: str, told: Told) -> Manifest:
    """Write the pack into the folder `to`, which is made and must not be there. `created`: an ISO 8601 time.

    The list is written last: a folder without it is no pack. Raises UpdateError and OSError; then nothing is left.
    """
    files = used(playlist)
    told.begin("packing", sum(path.stat().st_size for path in files.values()))
    to.mkdir(parents=True)
    try:
        entries = []
        for packed, path in files.items():
            target = to / packed
            target.parent.mkdir(parents=True, exist_ok=True)
            with path.open("rb") as source:
                size, summed = disk.write_stream(target, source, told.bytes, disk.READABLE)
            entries.append(Entry(packed, size, summed))
        title = playlist.title.say(playlist.languages[0] if playlist.languages else "")
        manifest = Manifest(playlist.file.parent.name, title, created, in_order(entries))
        disk.put_in_place(to / FILE, manifest.written())
    except BaseException:
        disk.remove(to)
        raise
    return manifest
