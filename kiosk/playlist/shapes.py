"""What may stand in a file a technician writes: small shapes that read a YAML node and describe themselves.

One declaration serves both: `read` turns a node into a value and notes every fault with its place, `schema` says the
same as JSON Schema for editors. values.py has the single values, forms.py what is made of them.

A shape of one's own subclasses `Single`, takes the node's text from `reading.text(node, self.wanted)`, and calls
`reading.refuse(node, what, cure)` where it does not fit.
"""

from __future__ import annotations

import re
from abc import ABC, abstractmethod
from collections.abc import Callable, Iterator
from collections.abc import Set as AbstractSet
from contextlib import contextmanager
from typing import Any, Generic, NoReturn, TypeVar

from yaml.nodes import MappingNode, Node, ScalarNode, SequenceNode

from kiosk.playlist.faults import Fault
from kiosk.playlist.model import Media, Where

S = TypeVar("S")
T = TypeVar("T")
Schema = dict[str, object]

_BOOLEAN, _NULL, _INTEGER = "tag:yaml.org,2002:bool", "tag:yaml.org,2002:null", "tag:yaml.org,2002:int"


class RefusedError(Exception):
    """A node holds no value of its shape. Its fault is already noted; whoever reads the node around it goes on."""


class Reading:
    """One file while it is read: its lines, the faults found so far, and under which keys we are."""

    def __init__(self, file: str, text: str) -> None:
        self.file = file
        self.lines = text.splitlines()
        self.faults: list[Fault] = []
        self.path: list[str] = []
        self.media: list[Media] = []
        """The films, pictures and sounds that were named, also in what is refused for something else."""

    def where(self, node: Node, offset: int | None = None) -> Where:
        """The place of `node`, or of the character `offset` into its text if that stands on one line."""
        mark, end = node.start_mark, node.end_mark
        assert mark is not None  # only nodes made by hand have none
        assert end is not None
        if offset is None or mark.line != end.line:
            offset = 0
        elif isinstance(node, ScalarNode) and node.style:
            offset += 1  # the quote
        return Where(self.file, mark.line + 1, mark.column + 1 + offset)

    def note(self, node: Node, what: str, cure: str, offset: int | None = None) -> None:
        """Remember a fault and go on."""
        self.note_at(self.where(node, offset), what, cure)

    def note_at(self, where: Where, what: str, cure: str) -> None:
        excerpt = self.lines[where.line - 1] if where.file == self.file and where.line <= len(self.lines) else ""
        self.faults.append(Fault(where, what, cure, excerpt))

    def refuse(self, node: Node, what: str, cure: str, offset: int | None = None) -> NoReturn:
        """Remember a fault and give the node up."""
        self.note(node, what, cure, offset)
        raise RefusedError

    @contextmanager
    def inside(self, name: str) -> Iterator[None]:
        """Remember under which key the reading is."""
        self.path.append(name)
        try:
            yield
        finally:
            self.path.pop()

    def text(self, node: Node, wanted: str) -> str:
        """A single value's own text, as written, whatever YAML would make of it."""
        if not isinstance(node, ScalarNode):
            found = "A list" if isinstance(node, SequenceNode) else "A mapping (`name: value`)"
            self.refuse(node, f"{found} stands where {wanted} belongs.", f"Write {wanted}.")
        if node.tag == _NULL and not node.style:
            self.refuse(node, "The value is missing.", f"Write {wanted}.")
        return str(node.value)

    def cut_short(self, node: Node) -> bool:
        """Whether `#` follows an unquoted text without a space after it: `Room #3`, hardly a comment."""
        end = node.end_mark
        assert end is not None  # only nodes made by hand have none
        rest = self.lines[end.line][end.column :] if end.line < len(self.lines) else ""
        return isinstance(node, ScalarNode) and not node.style and bool(re.match(r"\s*#[^\s#]", rest))


def is_null(node: Node) -> bool:
    return isinstance(node, ScalarNode) and node.tag == _NULL and not node.style


def bare(node: Node) -> str | None:
    """What YAML makes of an unquoted text that its writer meant as text: "false" for `no`, "90" for `1:30`."""
    if not isinstance(node, ScalarNode) or node.style:
        return None
    if node.tag == _BOOLEAN:
        return "true" if node.value.lower() in ("yes", "true", "on") else "false"
    if node.tag == _INTEGER and ":" in node.value:
        return f"the number {base_sixty(node.value)}"
    return None


def base_sixty(text: str) -> int:
    total = 0
    for part in text.lstrip("+-").replace("_", "").split(":"):
        total = total * 60 + int(part)
    return total


class Shape(ABC, Generic[T]):
    """One kind of value. `wanted` names it in a sentence: "a duration such as `10s`"."""

    wanted: str

    @property
    def core(self) -> Shape[Any]:
        """Itself, or the shape of mappings that it wraps."""
        return self

    @property
    def keys_below(self) -> AbstractSet[str]:
        """The keys of what stands under each id; none where that is no form, or there are no ids."""
        return frozenset()

    @abstractmethod
    def read(self, node: Node, reading: Reading) -> T:
        """The value. Raises RefusedError when there is none, with the fault noted."""

    @abstractmethod
    def schema(self, parts: dict[str, Schema]) -> Schema:
        """JSON Schema (draft 7); what has a name of its own goes into `parts`."""


class Single(Shape[T]):
    """A shape whose JSON Schema needs no other's."""

    @abstractmethod
    def describe(self) -> Schema:
        """JSON Schema (draft 7)."""

    def schema(self, parts: dict[str, Schema]) -> Schema:  # noqa: ARG002 - what Shape asks for
        return self.describe()


class Turned(Shape[T], Generic[S, T]):
    """Another shape's value, made into something else. `turn` may note faults and refuse."""

    def __init__(self, shape: Shape[S], turn: Callable[[S, Node, Reading], T]) -> None:
        self.shape, self.turn, self.wanted = shape, turn, shape.wanted

    @property
    def core(self) -> Shape[Any]:
        return self.shape.core

    def read(self, node: Node, reading: Reading) -> T:
        return self.turn(self.shape.read(node, reading), node, reading)

    def schema(self, parts: dict[str, Schema]) -> Schema:
        return self.shape.schema(parts)


class ByKind(Shape[T]):
    """One shape for a single value, one for a list, one for a mapping: whichever of them may stand here."""

    def __init__(
        self,
        wanted: str,
        scalar: Shape[T] | None = None,
        sequence: Shape[T] | None = None,
        mapping: Shape[T] | None = None,
    ) -> None:
        self.wanted = wanted
        self.shapes: dict[type[Node], Shape[T]] = {
            kind: shape
            for kind, shape in ((ScalarNode, scalar), (SequenceNode, sequence), (MappingNode, mapping))
            if shape is not None
        }

    @property
    def core(self) -> Shape[Any]:
        return self.shapes[MappingNode].core if MappingNode in self.shapes else self

    def read(self, node: Node, reading: Reading) -> T:
        shape = self.shapes.get(type(node))
        if shape is None:
            found = {ScalarNode: "A single value", SequenceNode: "A list", MappingNode: "A mapping"}[type(node)]
            reading.refuse(node, f"{found} stands where {self.wanted} belongs.", f"Write {self.wanted}.")
        return shape.read(node, reading)

    def schema(self, parts: dict[str, Schema]) -> Schema:
        return {"anyOf": [shape.schema(parts) for shape in self.shapes.values()]}
