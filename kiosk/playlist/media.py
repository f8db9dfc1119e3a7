"""Shapes of footage and pictures: a file's name, and what stands beside it by suffix."""

from __future__ import annotations

import dataclasses
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from types import MappingProxyType

from yaml.nodes import Node

from kiosk.playlist.faults import Fault
from kiosk.playlist.files import Folders, UnreadableError, is_file, load
from kiosk.playlist.model import Media, Playlist, Where
from kiosk.playlist.shapes import Reading, Schema, Single
from kiosk.playlist.values import Line

FILMS = (".mp4", ".mkv", ".mov", ".webm", ".m4v", ".avi", ".mpg", ".ts")
PICTURES = (".jpg", ".jpeg", ".png", ".webp", ".svg")
SOUNDS = (".m4a", ".mp3", ".ogg", ".opus", ".wav")
CAPTIONS = (".vtt", ".srt")
"""In the order they are preferred."""


class MediaFile(Single[Media]):
    """The name of a film or a picture. That the file is missing is no fault of the playlist: see missing_media."""

    def __init__(self, kind: str, suffixes: Sequence[str], languages: Sequence[str], folders: Folders) -> None:
        self.wanted = f"the file name of a {kind} ({', '.join(suffixes)})"
        self.kind, self.suffixes, self.languages, self.folders = kind, tuple(suffixes), languages, folders

    def read(self, node: Node, reading: Reading) -> Media:
        name = Line(self.wanted).read(node, reading)
        if not name.lower().endswith(self.suffixes):
            reading.refuse(node, f"`{name}` is not the name of a {self.kind}.", f"Write {self.wanted}.")
        try:
            path = self.folders.find(name)
        except UnreadableError as error:
            reading.refuse(node, error.what, error.cure)
        return self._gather(name, path, reading.where(node))

    def _gather(self, name: str, path: Path, where: Where) -> Media:
        """`path` with what stands beside it, by language; "" where the name says none."""
        paths: dict[str, Path] = {}
        captions: dict[str, Path] = {}
        sounds: dict[str, Path] = {}
        descriptions: dict[str, Path] = {}
        portrait: Path | None = None
        for rest, other in self.folders.siblings(path, name):
            marks, suffix = rest.removesuffix(other.suffix).removeprefix("."), other.suffix.lower()
            language, _, second = marks.rpartition(".") if marks.endswith(".ad") else (marks, "", "")
            if marks == "ad":
                language, second = "", "ad"
            if language and language not in self.languages and marks != "portrait":
                continue
            if suffix in self.suffixes and marks == "portrait":
                portrait = portrait or other
            elif suffix in self.suffixes and marks and not second:
                paths.setdefault(language, other)
            elif suffix in CAPTIONS and not second and marks != "portrait":
                best = captions.get(language)
                if best is None or (best.parent == other.parent and suffix == CAPTIONS[0]):
                    captions[language] = other
            elif suffix in SOUNDS and marks != "portrait":
                (descriptions if second else sounds).setdefault(language, other)
        return Media(
            name=name,
            path=path,
            paths=MappingProxyType(paths),
            captions=MappingProxyType(captions),
            sounds=MappingProxyType(sounds),
            descriptions=MappingProxyType(descriptions),
            portrait=portrait,
            where=where,
        )

    def describe(self) -> Schema:
        ends = "|".join(suffix.removeprefix(".") for suffix in self.suffixes)
        return {"type": "string", "pattern": rf"\.({ends}|{ends.upper()})$"}


def every_media(playlist: Playlist) -> Iterator[Media]:
    """All footage and pictures a playlist names, in no promised order; one named twice comes twice."""
    waiting: list[object] = [playlist]
    while waiting:
        one = waiting.pop()
        if isinstance(one, Media):
            yield one
        elif isinstance(one, Mapping):
            waiting += one.values()
        elif isinstance(one, tuple):
            waiting += one
        elif dataclasses.is_dataclass(one):
            waiting += (getattr(one, field.name) for field in dataclasses.fields(one))


def missing_media(playlist: Playlist) -> tuple[Fault, ...]:
    """A fault for every place that names a file which is not there. The exhibition starts all the same."""
    folders = Folders(playlist.folders)
    try:
        lines = load(playlist.file).splitlines()
    except UnreadableError:
        lines = []
    faults: list[Fault] = []
    for media in every_media(playlist):
        if is_file(media.path) or media.where is None:
            continue
        other = folders.looks_like(media.name)
        places = ", ".join(str(place) for place in playlist.folders)
        cure = f"There is `{other}`: capitals and accents count." if other else f"Looked for in {places}."
        excerpt = lines[media.where.line - 1] if media.where.line <= len(lines) else ""
        faults.append(Fault(media.where, f"There is no file `{media.name}`.", cure, excerpt))
    return tuple(sorted(faults, key=lambda fault: (fault.where.line, fault.where.column)))
