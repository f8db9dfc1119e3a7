"""Mappings and lists of shapes: what a file is made of, read with all its faults at once.

SOUND = Form("the sound", [
    Key("volume", WholeNumber(0, 100), "loudness when the kiosk wakes", default=60),
    Key("device", Line("the name of an audio device"), required=True),
], lambda record: Sound(volume=record["volume"], device=record["device"]))

sound = reading.read_form(path, SOUND)      # raises FaultyFile with every fault
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from types import MappingProxyType
from typing import Any, TypeVar

from yaml.nodes import MappingNode, Node, ScalarNode

from kiosk.playlist.faults import nearest, suggest
from kiosk.playlist.model import Where
from kiosk.playlist.nodes import found, pairs
from kiosk.playlist.shapes import Reading, RefusedError, Schema, Shape, is_null
from kiosk.playlist.values import TYPOGRAPHIC

T = TypeVar("T")
K = TypeVar("K")
V = TypeVar("V")


@dataclass(frozen=True, slots=True)
class Key:
    """One key of a Form. `help` is shown by editors; `default` is what the record holds where the key is left out."""

    name: str
    shape: Shape[Any]
    help: str = ""
    required: bool = False
    default: Any = None


@dataclass(slots=True)
class Record:
    """A mapping that was read: `record["volume"]` is the value, or the key's default where it was left out."""

    node: Node
    reading: Reading
    read: dict[str, Any] = field(default_factory=dict)
    """Only what was written and could be read: `Sound(**record.read)` leaves the rest to Sound's own defaults."""
    nodes: dict[str, Node] = field(default_factory=dict)
    """The node of every key that was written, also of those that could not be read."""
    defaults: dict[str, Any] = field(default_factory=dict)

    def __getitem__(self, name: str) -> Any:
        return self.read.get(name, self.defaults[name])

    def given(self, name: str) -> bool:
        """Whether the key was written, even if its value is at fault."""
        return name in self.nodes

    @property
    def whole(self) -> bool:
        """Whether every key that was written could be read."""
        return len(self.read) == len(self.nodes)

    @property
    def name(self) -> str:
        """The key this mapping stands under."""
        return self.reading.path[-1]

    @property
    def where(self) -> Where:
        return self.reading.where(self.node)

    def note(self, name: str, what: str, cure: str) -> None:
        """Note a fault at a key's value, or at the whole mapping if the key was left out."""
        self.reading.note(self.nodes.get(name, self.node), what, cure)


class Form(Shape[T]):
    """A mapping with known keys. `make` builds the value; it may note faults that concern several keys.

    `elsewhere`: names that are no keys here but may be meant for others', and what to say then."""

    def __init__(
        self,
        name: str,
        keys: Sequence[Key],
        make: Callable[[Record], T],
        elsewhere: Mapping[str, str] = MappingProxyType({}),
    ) -> None:
        self.name, self.make, self.elsewhere = name, make, elsewhere
        self.by_id = False
        """It stands under ids of one's own: see MapOf."""
        self.keys = {key.name: key for key in keys}
        self.wanted = f"{name}, as `name: value` lines"

    def read(self, node: Node, reading: Reading) -> T:
        record = Record(node, reading, defaults={key.name: key.default for key in self.keys.values()})
        if not isinstance(node, MappingNode):
            reading.refuse(node, f"{found(node)} stands where {self.name} belongs.", f"Write {self.wanted}.")
        empty: str | None = None
        for name, key_node, value in pairs(node, reading, keep_missing=True):
            key = self.keys.get(name)
            if key is None:
                if empty is not None:
                    continue  # told with what it belongs under
                self._note_unknown(name, key_node, value, record)
                continue
            empty = None
            record.nodes[name] = value
            if is_null(value):
                below = self._stranded(key_node, node)
                empty = name if below else None
                cure = f"Write {key.shape.wanted}" + ("." if key.required else f", or leave `{name}` out.")
                if below:
                    cure = f"Indent `{below}` by two spaces, and what follows, if it belongs under `{name}`."
                reading.note(key_node, f"`{name}` has no value.", cure)
                continue
            with suppress(RefusedError), reading.inside(name):
                record.read[name] = key.shape.read(value, reading)
        missing = [key for key in self.keys.values() if key.required and key.name not in record.read]
        for key in missing:
            if not record.given(key.name):
                cure = f"Write `{key.name}:` {key.shape.wanted}."
                if key.shape.wanted.strip("`").isdigit():  # the one word that may stand there: the file's format
                    cure = f"Write `{key.name}: {key.shape.wanted.strip('`')}` as the first line."
                reading.note(node, f"`{key.name}` is missing in {self.name}.", cure)
        if missing:
            raise RefusedError
        return self.make(record)

    def _note_unknown(self, name: str, key_node: Node, value: Node, record: Record) -> None:
        told = record.reading.faults[-1:]
        if is_null(value) and name.endswith("\u201d") and any(fault.what == TYPOGRAPHIC for fault in told):
            return  # the rest of the text that begins there
        cure = self.unknown(name, value) or suggest(name, self.keys)
        meant = nearest(name, self.keys)
        if is_null(value) and isinstance(record.node, MappingNode) and record.node.flow_style:
            first, _, rest = name.partition(" ")
            if first in self.keys and rest:
                record.nodes.setdefault(first, value)
                record.reading.note(key_node, f"A colon is missing after `{first}`.", f"Write `{first}: {rest}`.")
                return
            cure = "If the comma before it belongs to a text, put the text in quotes."
        elif is_null(value) and meant is None:
            cure = f"If what follows belongs to it, put `{name}:` two spaces further left. {cure}"
        elif meant is not None:
            record.nodes.setdefault(meant, value)  # it was written, if not well: that it is missing is not told, too
        record.reading.note(key_node, f"`{name}` means nothing in {self.name}.", cure)

    def unknown(self, name: str, value: Node) -> str | None:
        """A better cure than the nearest key for a name that means nothing here; None where there is none."""
        strayed = self._strayed(name, value)
        if strayed:
            return strayed
        key, sign, note = (part.strip() for part in name.partition("#"))
        if sign and key in self.keys:
            said = f" {value.value}" if isinstance(value, ScalarNode) and value.value else ""
            return f"A comment stands behind the value: `{key}:{said}  # {note}`."
        if name in self.elsewhere:
            return self.elsewhere[name]
        below = [key.name for key in self.keys.values() if isinstance(key.shape, Form) and name in key.shape.keys]
        return f"It belongs below `{below[0]}:`." if len(below) == 1 else None

    def _strayed(self, name: str, value: Node) -> str:
        """The cure for a block that stands too far in, or not far enough; empty where it does not look like one."""
        if not isinstance(value, MappingNode) or value.flow_style or not value.value:
            return ""
        names = [key.value for key, _ in value.value if isinstance(key, ScalarNode)]
        keys, near = set(names), nearest(name, self.keys)
        if len(names) < len(value.value):
            return ""
        if self.by_id and keys <= self.keys.keys() and (near is None or len(keys) > 1):
            asked = f"Did you mean `{near}`? If not, it" if near is not None else "It"
            return f"{asked} looks like {self.name} of its own: put it, and all below it, two spaces further left."
        like = next((key.name for key in self.keys.values() if keys <= key.shape.core.keys_below), None)
        if like is not None and near is None:
            return f"It looks like one of the {like}: put it, and all below it, two spaces further right."
        return ""

    def _stranded(self, key_node: Node, node: MappingNode) -> str | None:
        """The name after a key without a value, where nothing of that name belongs here: its indent is missing."""
        names = [key for key, _ in node.value]
        after = names[names.index(key_node) + 1 :][:1]
        if node.flow_style or not after or not isinstance(after[0], ScalarNode) or after[0].value in self.keys:
            return None
        return str(after[0].value)

    def schema(self, parts: dict[str, Schema]) -> Schema:
        properties: dict[str, Schema] = {}
        for key in self.keys.values():
            schema = key.shape.schema(parts)
            if key.help:  # draft 7 ignores everything beside a $ref
                schema = {"description": key.help, **({"allOf": [schema]} if "$ref" in schema else schema)}
            properties[key.name] = schema
        required = [key.name for key in self.keys.values() if key.required]
        described: Schema = {"type": "object", "properties": properties, "additionalProperties": False}
        return described | ({"required": required} if required else {})


class Tagged(Shape[T]):
    """A mapping whose key `tag` says which form the rest has. Every form declares the tag as a key of its own."""

    def __init__(self, name: str, tag: str, forms: Mapping[str, Form[T]]) -> None:
        self.name, self.tag, self.forms = name, tag, forms
        self.wanted = f"{name}, such as `{{{tag}: {next(iter(forms))}}}`"

    def read(self, node: Node, reading: Reading) -> T:
        if not isinstance(node, MappingNode):
            reading.refuse(node, f"{found(node)} stands where {self.name} belongs.", f"Write {self.wanted}.")
        tag = next((v for k, v in node.value if isinstance(k, ScalarNode) and k.value == self.tag), None)
        if tag is None:
            reading.refuse(node, f"`{self.tag}` is missing in {self.name}.", f"Write {self.wanted}.")
        text = reading.text(tag, self.wanted)
        if text not in self.forms:
            reading.refuse(tag, f"There is no {self.tag} `{text}`.", suggest(text, self.forms))
        return self.forms[text].read(node, reading)

    def schema(self, parts: dict[str, Schema]) -> Schema:
        return {"oneOf": [form.schema(parts) for form in self.forms.values()]}


class Named(Shape[T]):
    """A shape described once and referred to by name in the JSON Schema."""

    def __init__(self, name: str, shape: Shape[T]) -> None:
        self.name, self.shape, self.wanted = name, shape, shape.wanted

    @property
    def core(self) -> Shape[Any]:
        return self.shape.core

    def read(self, node: Node, reading: Reading) -> T:
        return self.shape.read(node, reading)

    def schema(self, parts: dict[str, Schema]) -> Schema:
        if self.name not in parts:
            parts[self.name] = {}  # it may refer to itself
            parts[self.name] = self.shape.schema(parts)
        return {"$ref": f"#/definitions/{self.name}"}
