"""What a playlist declares, gathered before its parts are read, so that every reference is checked where it stands.

Nothing is judged here: what is at fault is found again, and told, when it is read.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from yaml.nodes import MappingNode, Node, ScalarNode, SequenceNode

from kiosk.playlist.files import Folders
from kiosk.playlist.guards import Declared, GuardError, parse_named
from kiosk.playlist.model import Timing, Variable
from kiosk.playlist.shapes import Reading, RefusedError
from kiosk.playlist.values import Duration
from kiosk.playlist.variables import VARIABLE

SHORTEST_WINDOW = 3_000
"""ms. Nobody reads a question and touches an answer in less; the field's films give about 9 s."""
WINDOW = Duration(SHORTEST_WINDOW, 600_000, "Nobody reads and answers in less.")
TAIL = Duration(0, 60_000)


@dataclass(frozen=True, slots=True)
class Outline:
    """The ids a playlist's parts may point at; an id is here even if what it stands for is at fault."""

    name: str = ""
    """The name of the playlist's folder."""
    languages: tuple[str, ...] = ("en",)
    """The first is the fallback. None at all where `languages` cannot be read: then every language will do."""
    folders: Folders = field(default_factory=lambda: Folders(()))
    declared: Declared = field(default_factory=Declared)
    guard_errors: Mapping[str, GuardError] = field(default_factory=dict)
    chapters: tuple[str, ...] = ()
    pages: tuple[str, ...] = ()
    collections: tuple[str, ...] = ()
    window: int | None = Timing().window
    """How long a decision is open that does not say so itself, in ms; None where that cannot be read."""
    tail: int = Timing().tail
    """The film to be left after a window, in ms."""

    @property
    def scenes(self) -> tuple[str, ...]:
        return tuple(self.declared.scenes)


def outline(root: Node, folders: Folders, name: str) -> Outline:
    """What `root`, the root node of the playlist called `name`, declares."""
    variables: dict[str, Variable] = {}
    unreadable: set[str] = set()
    for name, node in _entries(_child(root, "variables")):
        aside = Reading("", "")
        try:
            variables[name] = VARIABLE.read(node, aside)
        except RefusedError:
            unreadable.add(name)
    scenes = {
        name: _keys(_child(_child(node, "decision"), "choices")) for name, node in _entries(_child(root, "scenes"))
    }
    timing = _child(root, "timing")
    tail = _duration(_child(timing, "tail"), TAIL, Timing().tail)
    named = _entries(_child(root, "guards"))
    texts = {name: node.value for name, node in named if isinstance(node, ScalarNode)}
    unreadable |= {name for name, node in named if name not in texts}
    declared = Declared(variables, {}, scenes, frozenset(unreadable))
    guards, errors = parse_named(texts, declared)
    return Outline(
        name=name,
        languages=_languages(_child(root, "languages")),
        folders=folders,
        declared=Declared(variables, guards, scenes, frozenset(unreadable | set(errors))),
        guard_errors=errors,
        chapters=_keys(_child(root, "chapters")),
        pages=_keys(_child(root, "pages")),
        collections=_keys(_child(root, "collections")),
        window=_duration(_child(timing, "window"), WINDOW, Timing().window),
        tail=Timing().tail if tail is None else tail,
    )


def _languages(node: Node | None) -> tuple[str, ...]:
    if node is None:
        return ("en",)
    written = node.value if isinstance(node, SequenceNode) else []
    return tuple(one.value for one in written if isinstance(one, ScalarNode))


def _duration(node: Node | None, shape: Duration, otherwise: int) -> int | None:
    try:
        return otherwise if node is None else shape.read(node, Reading("", ""))
    except RefusedError:
        return None


def _entries(node: Node | None) -> list[tuple[str, Node]]:
    if not isinstance(node, MappingNode):
        return []
    return [(key.value, value) for key, value in node.value if isinstance(key, ScalarNode)]


def _keys(node: Node | None) -> tuple[str, ...]:
    return tuple(name for name, _ in _entries(node))


def _child(node: Node | None, key: str) -> Node | None:
    return next((value for name, value in _entries(node) if name == key), None)
