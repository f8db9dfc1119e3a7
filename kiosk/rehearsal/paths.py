"""A path file: one visit's touches, to be walked again, and the ending it must come to.

    format: 1
    language: en
    seed: 41
    touches:
      - home: door-0
      - before: begin
      - village: choice-call
      - phone: pass            # let the decision pass
    ends: end-arrived

Each touch says where it is done: a scene, a page, a collection, `home` or `before`. What is touched has the names that
the screen gives it (`kiosk rehearse --report` lists them).
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from yaml.nodes import MappingNode, Node

from kiosk.playlist.faults import suggest
from kiosk.playlist.forms import Form, Key
from kiosk.playlist.many import ListOf
from kiosk.playlist.nodes import pairs
from kiosk.playlist.reading import read_form
from kiosk.playlist.shapes import Reading, RefusedError, Schema, Single, Turned
from kiosk.playlist.texts import LANGUAGE
from kiosk.playlist.values import Id, Line, WholeNumber
from kiosk.visit.state import AtBefore, AtHome, InStory, OnPage

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from kiosk.playlist.model import Playlist
    from kiosk.visit.state import Visit

PASS = "pass"  # noqa: S105 a word for not answering, no secret
HOME, BEFORE = "home", "before"
STRIP = (
    "home", "back", "captions", "languages", "volume-up", "volume-down", "help",
    "text-0", "text-1", "text-2", "contrast", "seated", "calm", "limits", "spoken", "described", "signed", "close",
)  # fmt: skip
"""What can be touched on every screen, "More help" and all in it."""


@dataclass(frozen=True, slots=True)
class Touch:
    """`name` of what is touched, at `place`; PASS waits until the decision there has closed by itself."""

    place: str
    name: str
    line: int = 0


@dataclass(frozen=True, slots=True)
class VisitPath:
    """`ends`: the ending it comes to; empty for a visit that left before."""

    touches: tuple[Touch, ...]
    language: str
    seed: int
    ends: str = ""


class TouchShape(Single[Touch]):
    """`village: choice-call`"""

    wanted = "where, and what is touched, such as `home: door-0`"

    def read(self, node: Node, reading: Reading) -> Touch:
        if not isinstance(node, MappingNode) or len(node.value) != 1:
            reading.refuse(node, "This is no touch.", f"Write {self.wanted}.")
        found = next(pairs(node, reading), None)
        if found is None:  # told already
            raise RefusedError
        place, _, value = found
        return Touch(place, reading.text(value, "what is touched"), node.start_mark.line + 1)

    def describe(self) -> Schema:
        return {"type": "object", "additionalProperties": {"type": "string"}, "maxProperties": 1}


SEED = Turned(Line("a whole number", r"[0-9]{1,19}"), lambda text, *_: int(text))
"""A visit's: 63 bits."""

PATH = Form(
    "a path",
    [
        Key("format", WholeNumber(1, 1), required=True),
        Key("language", Line("a language's code, such as `en`", LANGUAGE), required=True),
        Key("seed", SEED, default=1),
        Key("touches", ListOf("at least one touch", TouchShape(), least=1), required=True),
        Key("ends", Id("ending"), default=""),
    ],
    lambda record: VisitPath(record["touches"], record["language"], record["seed"], record["ends"]),
)


def read_path(file: Path) -> VisitPath:
    """What is written in `file`. Raises FaultyFile with every fault."""
    return read_form(file, PATH)


def unknown(path: VisitPath, playlist: Playlist) -> str:
    """What a path speaks of that `playlist` does not have; empty where it fits."""
    places = {HOME, BEFORE, *playlist.scenes, *playlist.pages, *playlist.collections}
    for touch in path.touches:
        if touch.place not in places:
            return f"line {touch.line}: there is no `{touch.place}`. {suggest(touch.place, places)}"
        names = {PASS, *STRIP, *_offered(touch.place, playlist)}
        if touch.name not in names:
            cure = suggest(touch.name, sorted(names))
            return f"line {touch.line}: nothing is called `{touch.name}` in `{touch.place}`. {cure}"
    if path.ends and (path.ends not in playlist.scenes or playlist.scenes[path.ends].ending is None):
        endings = [name for name, scene in playlist.scenes.items() if scene.ending is not None]
        return f"ends: there is no ending `{path.ends}`. {suggest(path.ends, endings)}"
    if path.language not in playlist.languages:
        return f"language: the playlist has no `{path.language}`. It has: {', '.join(playlist.languages)}."
    return ""


def _offered(place: str, playlist: Playlist) -> Iterator[str]:
    """What can be touched in a place at any time, beside the strip."""
    if place == HOME:
        yield from (f"door-{index}" for index in range(len(playlist.home)))
    elif place == BEFORE:
        yield from ("begin", "take-your-time", "gentler")
    elif place in playlist.scenes:
        scene = playlist.scenes[place]
        yield from (f"choice-{choice.id}" for choice in (scene.decision.choices if scene.decision is not None else ()))
        yield from (f"hotspot-{index}" for index in range(len(scene.hotspots)))
        if scene.decision is not None:
            yield "take-your-time"
        if scene.ending is not None:
            yield from ("again", "retry", *(f"page-{page}" for page in scene.ending.people))
    elif place in playlist.collections:
        yield from (f"page-{page}" for page in playlist.collections[place].pages)
    else:
        yield from ("clip", "scene")
    yield from (f"language-{language}" for language in playlist.languages)


def written(path: VisitPath, heading: str) -> str:
    """The file's text. `heading` is one line for people."""
    touches = "".join(f"  - {touch.place}: {touch.name}\n" for touch in path.touches)
    ends = f"ends: {path.ends}\n" if path.ends else ""
    return f"# {heading}\nformat: 1\nlanguage: {path.language}\nseed: {path.seed}\ntouches:\n{touches}{ends}"


def place_of(visit: Visit) -> str:
    """Where a visitor's touch would be done now; empty on attract."""
    if visit.over:
        top = visit.over[-1]
        return top.page if isinstance(top, OnPage) else top.collection
    match visit.place:
        case InStory():
            return visit.place.scene
        case AtBefore():
            return BEFORE
        case AtHome():
            return HOME
        case _:
            return ""
