"""YAML → a playlist, with everything that is wrong told at once, each with its file, line, column and cure."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TypeVar

from yaml.nodes import Node

from kiosk.playlist.exhibition import exhibition, other_format
from kiosk.playlist.faults import Fault, FaultyFile, PlaylistError
from kiosk.playlist.files import Folders, UnreadableError, default_media_folders, is_file, is_folder, load
from kiosk.playlist.media import every_media, missing_among, missing_media
from kiosk.playlist.model import Playlist, Where
from kiosk.playlist.outline import outline
from kiosk.playlist.shapes import Reading, RefusedError, Shape
from kiosk.playlist.yamltext import YamlError, compose

__all__ = ["Fault", "FaultyFile", "PlaylistError", "every_media", "missing_media", "read", "read_form"]

T = TypeVar("T")


def read(path: Path | str, media_folders: Sequence[Path] | None = None) -> Playlist:
    """The playlist in `path`: a YAML file, or a folder that holds `playlist.yaml`.

    `media_folders`: where films and pictures are, besides beside the playlist; by default the `media` folder next to
    the `playlists` folder. Files that are missing are no fault here: see missing_media. Raises PlaylistError, which
    knows the missing ones, too.
    """
    file = Path(path)
    if is_folder(file):
        file /= "playlist.yaml"
    media = default_media_folders(file.absolute().parent) if media_folders is None else media_folders
    folders = Folders.of_playlist(file.parent, media)

    readings: list[Reading] = []

    def make(root: Node, reading: Reading) -> Playlist:
        readings.append(reading)
        if other_format(root, reading):
            raise RefusedError
        return exhibition(outline(root, folders, file.absolute().parent.name), file.resolve()).read(root, reading)

    try:
        return _read(file, make, PlaylistError)
    except PlaylistError as error:
        for reading in readings:  # none, where the file is no YAML
            error.missing = missing_among(reading.media, folders, reading.lines)
        raise


def read_form(path: Path | str, form: Shape[T], error: type[FaultyFile] = FaultyFile) -> T:
    """Any YAML file of one form: settings, for one. Raises `error` with every fault."""
    return _read(Path(path), form.read, error)


def _called_otherwise(file: Path) -> str | None:
    """The cure where a file is missing but stands there as `playlist.yml` or, named by Windows, `playlist.yaml.txt`."""
    if is_file(file):
        return None
    wanted = file.name.lower()
    also = (wanted, wanted.replace(".yaml", ".yml"), f"{wanted}.txt", wanted.replace(".yaml", ".txt"))
    for other in sorted(Folders([file.parent]).names(file.parent.resolve())):
        if other != file.name and other.lower() in also:
            return f"There is `{other}`: rename it to `{file.name}`."
    return None


def _read(file: Path, make: Callable[[Node, Reading], T], error: type[FaultyFile]) -> T:
    try:
        text = load(file)
    except UnreadableError as unreadable:
        cure = _called_otherwise(file) or unreadable.cure
        place = Where(str(file), unreadable.line, unreadable.column)
        raise error([Fault(place, unreadable.what, cure)]) from None
    reading = Reading(str(file), text)
    try:
        value = make(compose(text), reading)
    except YamlError as broken:
        for advice in broken.advice:
            reading.note_at(Where(str(file), advice.line + 1, advice.column + 1), advice.what, advice.cure)
    except RefusedError:
        pass
    if reading.faults:
        raise error(reading.faults)
    return value
