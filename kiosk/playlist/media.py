"""Shapes of footage and pictures: a file's name, and what stands beside it by suffix."""

from __future__ import annotations

import dataclasses
import difflib
import re
from collections.abc import Collection, Iterator, Mapping, Sequence
from pathlib import Path, PurePosixPath, PureWindowsPath
from types import MappingProxyType

from yaml.nodes import Node

from kiosk.playlist.drawings import wrong
from kiosk.playlist.faults import Fault
from kiosk.playlist.files import Folders, UnreadableError, is_file, is_folder, load
from kiosk.playlist.model import Media, Playlist, Where
from kiosk.playlist.shapes import Reading, Schema, Single
from kiosk.playlist.storyvalues import SOUNDS
from kiosk.playlist.values import Line

FILMS = (".mp4", ".mkv", ".mov", ".webm", ".m4v", ".avi", ".mpg", ".ts")
STILLS = (".jpg", ".jpeg", ".png", ".webp")
"""Pictures that may stand where a film may."""
PICTURES = (*STILLS, ".svg")
CAPTIONS = (".vtt", ".srt")
"""In the order they are preferred."""
DESCRIPTION, SIGN = "ad", "sign"
"""Last before the suffix of an audio description (film.en.ad.m4a) and of a film in sign language (film.en.sign.mp4)."""


class MediaFile(Single[Media]):
    """The name of a film or a picture. That the file is missing is no fault of the playlist: see missing_media."""

    def __init__(self, kind: str, suffixes: Sequence[str], languages: Sequence[str], folders: Folders) -> None:
        self.wanted = f"the file name of a {kind} ({', '.join(suffixes)})"
        self.kind, self.suffixes, self.languages, self.folders = kind, tuple(suffixes), languages, folders

    def read(self, node: Node, reading: Reading) -> Media:
        name = Line(self.wanted).read(node, reading)
        if not name.lower().endswith(self.suffixes):
            plain = re.sub(r",(?=\w+$)", ".", name.rstrip(",; "))
            meant = plain if plain.lower().endswith(self.suffixes) else None
            meant = meant or next((name + suffix for suffix in self.suffixes if self.folders.has(name + suffix)), None)
            cure = f"Did you mean `{meant}`?" if meant else f"Write {self.wanted}."
            reading.refuse(node, f"`{name}` is not the name of a {self.kind}.", cure)
        try:
            path = self.folders.find(name)
        except UnreadableError as error:
            reading.refuse(node, error.what, _only_the_name(name, self.folders) or error.cure)
        media = self._gather(name, path, reading.where(node))
        reading.media.append(media)
        for drawing in (media.path, *media.paths.values()):
            self._look_into(drawing, node, reading)
        return media

    @staticmethod
    def _look_into(path: Path, node: Node, reading: Reading) -> None:
        """Refuse a drawing that does more than to be drawn."""
        if path.suffix.lower() != ".svg" or not is_file(path):
            return
        try:
            found = wrong(load(path))
        except UnreadableError as error:
            reading.refuse(node, error.what, error.cure)
        if found is not None:
            reading.refuse(node, f"`{path.name}` cannot be shown. {found[0]}", found[1])

    def _gather(self, name: str, path: Path, where: Where) -> Media:
        """`path` with what stands beside it, by language; "" where the name says none."""
        paths: dict[str, Path] = {}
        captions: dict[str, Path] = {}
        sounds: dict[str, Path] = {}
        descriptions: dict[str, Path] = {}
        signed: dict[str, Path] = {}
        portrait: Path | None = None
        # beside film.mp4, film.ko.jpg is the Korean picture of film.jpg
        kinds = next(kinds for kinds in (PICTURES, SOUNDS, FILMS) if name.lower().endswith(kinds))
        for rest, other in self.folders.siblings(path, name):
            marks, suffix = rest.removesuffix(other.suffix).removeprefix("."), other.suffix.lower()
            language, second = _parted(marks)
            if language and language not in self.languages and marks != "portrait":
                continue
            if suffix in kinds and marks == "portrait":
                portrait = portrait or other
            elif second == SIGN:
                if suffix in FILMS and kinds is not PICTURES:
                    signed.setdefault(language, other)
            elif suffix in kinds and marks and not second:
                paths.setdefault(language, other)
            elif suffix in CAPTIONS and not second and marks != "portrait":
                best = captions.get(language)
                if best is None or (best.parent == other.parent and suffix == CAPTIONS[0]):
                    captions[language] = other
            elif suffix in SOUNDS and marks != "portrait" and (kinds is not SOUNDS or second):
                (descriptions if second else sounds).setdefault(language, other)
        if not is_file(path) and self.languages and all(language in paths for language in self.languages):
            path = paths[self.languages[0]]  # one for each language, and so none for all
        return Media(
            name=name,
            path=path,
            paths=MappingProxyType(paths),
            captions=MappingProxyType(captions),
            sounds=MappingProxyType(sounds),
            descriptions=MappingProxyType(descriptions),
            signed=MappingProxyType(signed),
            portrait=portrait,
            where=where,
        )

    def describe(self) -> Schema:
        ends = "|".join(suffix.removeprefix(".") for suffix in self.suffixes)
        return {"type": "string", "pattern": rf"\.({ends}|{ends.upper()})$"}


def _parted(marks: str) -> tuple[str, str]:
    """`ko.ad` as language and what is said in it; either may be empty."""
    language, _, last = marks.rpartition(".")
    return (language, last) if last in (DESCRIPTION, SIGN) else (marks, "")


def every_media(playlist: Playlist) -> Iterator[Media]:
    """All footage and pictures a playlist names, in no promised order; one named twice comes twice."""
    waiting: list[object] = [playlist]
    while waiting:
        one = waiting.pop()
        if isinstance(one, Media):
            yield one
            waiting.append(one.seen)
        elif isinstance(one, Mapping):
            waiting += one.values()
        elif isinstance(one, tuple):
            waiting += one
        elif dataclasses.is_dataclass(one):
            waiting += (getattr(one, field.name) for field in dataclasses.fields(one))


def missing_media(playlist: Playlist, *, scenes: bool = False) -> tuple[Fault, ...]:
    """A fault for every place that names a file which is not there. The exhibition starts all the same.

    `scenes`: only of their clips, in which the story stands still without them."""
    try:
        lines = load(playlist.file).splitlines()
    except UnreadableError:
        lines = []
    every = tuple(every_media(playlist))
    if scenes:
        every = tuple(variant.clip for scene in playlist.scenes.values() for variant in scene.variants)
    return missing_among(every, Folders(playlist.folders), lines)


def missing_among(every: Sequence[Media], folders: Folders, lines: Sequence[str]) -> tuple[Fault, ...]:
    """The same of some films and pictures, named in a file of these `lines`."""
    used = {media.name for media in every}
    faults: list[Fault] = []
    for media in every:
        if is_file(media.path) or media.where is None:
            continue
        excerpt = lines[media.where.line - 1] if media.where.line <= len(lines) else ""
        what, cure = f"There is no file `{media.name}`.", _how_to_supply(media.name, folders, used)
        folder = next((place for place in folders.places if is_folder(place / media.name)), None)
        if folder is not None:
            what, cure = f"`{media.name}` is a folder, in {folder}.", "Put the file itself there."
        faults.append(Fault(media.where, what, cure, excerpt))
    return tuple(sorted(faults, key=lambda fault: (fault.where.line, fault.where.column)))


def missing_files(playlist: Playlist) -> tuple[str, ...]:
    """Each file that is named and not there, once, with the scenes that show it, else with its place: `flim.mp4 (scene
    film)`."""
    scenes = {
        name: ", ".join(
            scene.id for scene in playlist.scenes.values() if any(one.clip.name == name for one in scene.variants)
        )
        for name in {media.name for media in every_media(playlist) if not is_file(media.path)}
    }
    found: dict[str, str] = {}
    for media in every_media(playlist):
        if media.name in scenes and media.where is not None:
            where = f"{Path(media.where.file).name}:{media.where.line}:{media.where.column}"
            found.setdefault(media.name, f"scene {scenes[media.name]}" if scenes[media.name] else where)
    return tuple(f"{name} ({by})" for name, by in sorted(found.items()))


def _how_to_supply(name: str, folders: Folders, used: Collection[str]) -> str:
    other = folders.looks_like(name)
    if other:
        return f"There is `{other}`: capitals and accents count."
    only = _only_the_name(name, folders)
    if only:
        return only
    looked = f"Looked for in {', '.join(str(place) for place in folders.places)}."
    # the media folder's subfolder of the playlist's name, where there is one: that is where films are kept
    place = folders.places[min(1, len(folders.places) - 1)]
    target = (place / name).parent.relative_to(place.parent.parent)
    near = _nearest(name, folders, used)
    if near:
        return f"{looked} Did you mean `{near}`? If not, copy `{name}` into {target}/."
    return f"{looked} Copy it into {target}/, or correct the name."


def _only_the_name(name: str, folders: Folders) -> str | None:
    """The cure for a name with the folders it is in, where the name alone would do."""
    alone = PureWindowsPath(name).name  # parts at `/`, too
    return f"Write only `{alone}`." if alone != name and folders.has(alone) else None


def _nearest(name: str, folders: Folders, used: Collection[str]) -> str | None:
    """The film (or picture) that is there and called nearly so; rather one that the playlist does not use yet.

    Only the names before the suffix are compared: `.mp4` makes any two films alike.
    """
    wanted = PurePosixPath(name)
    kind = next(kinds for kinds in (FILMS, SOUNDS, PICTURES) if name.lower().endswith(kinds))
    there = [
        str(wanted.with_name(other))
        for place in folders.places
        for other in sorted(folders.names((place / name).parent))
        if other.lower().endswith(kind)
    ]
    for names in ([one for one in there if one not in used], there):
        stems = {PurePosixPath(one).stem.lower(): one for one in reversed(names)}
        near = difflib.get_close_matches(wanted.stem.lower(), stems, n=1)
        if near:
            return stems[near[0]]
    return None
