"""Several of one shape: by ids of one's own, or one after the other."""

from __future__ import annotations

from collections.abc import Mapping
from collections.abc import Set as AbstractSet
from contextlib import suppress
from itertools import pairwise
from types import MappingProxyType
from typing import TypeVar

from yaml.nodes import MappingNode, Node, ScalarNode, SequenceNode

from kiosk.playlist.forms import Form
from kiosk.playlist.nodes import count, first_name, found, pairs
from kiosk.playlist.shapes import Reading, RefusedError, Schema, Shape, Single, is_null
from kiosk.playlist.yamladvice import sunken

K = TypeVar("K")
V = TypeVar("V")


class MapOf(Shape[Mapping[K, V]]):
    """A mapping from ids of one's own to values of one shape, in the order of the file."""

    def __init__(self, wanted: str, key: Shape[K], value: Shape[V], *, least: int = 0, most: int = 10_000) -> None:
        self.wanted, self.key, self.value, self.least, self.most = wanted, key, value, least, most
        if isinstance(value.core, Form):
            value.core.by_id = True

    def read(self, node: Node, reading: Reading) -> Mapping[K, V]:
        if not isinstance(node, MappingNode):
            cure = f"Write {self.wanted}."
            if isinstance(node, SequenceNode):
                cure = f"Write {self.wanted}: `{first_name(node)}:` instead of `-`."
            reading.refuse(node, f"{found(node)} stands where {self.wanted} belongs.", cure)
        self._refuse_sunken(node, reading)
        items: dict[K, V] = {}
        for name, key_node, value in pairs(node, reading):
            with suppress(RefusedError):
                key = self.key.read(key_node, reading)
                with reading.inside(name):
                    items[key] = self.value.read(value, reading)
        count(node, reading, self.wanted, self.least, self.most)
        return MappingProxyType(items)

    @property
    def keys_below(self) -> AbstractSet[str]:
        one = self.value.core
        return one.keys.keys() if isinstance(one, Form) else frozenset()

    def _refuse_sunken(self, node: MappingNode, reading: Reading) -> None:
        """Refuse an id without a value before a key of what belongs under an id; only the indent is wrong."""
        keys = self.keys_below
        for (key, value), (after, _) in pairwise(node.value):
            if not node.flow_style and is_null(value) and isinstance(after, ScalarNode) and after.value in keys:
                # ids are two further in than the word they stand under, or their list would end here
                columns = 2 if reading.where(key).column > 2 * len(reading.path) + 2 else 0
                reading.refuse(key, *sunken(str(key.value), after.value, columns))

    def schema(self, parts: dict[str, Schema]) -> Schema:
        names = self.key.schema(parts)
        bounds: Schema = {"minProperties": self.least} if self.least else {}
        described: Schema = {"type": "object", "additionalProperties": self.value.schema(parts), "propertyNames": names}
        return described | bounds


class ListOf(Shape[tuple[V, ...]]):
    """A list of values of one shape."""

    def __init__(self, wanted: str, item: Shape[V], *, least: int = 0, most: int = 10_000, once: bool = False) -> None:
        self.wanted, self.item, self.least, self.most, self.once = wanted, item, least, most, once

    def read(self, node: Node, reading: Reading) -> tuple[V, ...]:
        if not isinstance(node, SequenceNode):
            cure = f"Write {self.wanted}: `[…]`."
            if isinstance(node, ScalarNode) and isinstance(self.item, Single) and reading.path:
                cure = f"Write `{reading.path[-1]}: [{node.value}]`: a list, in brackets."
            reading.refuse(node, f"{found(node)} stands where {self.wanted} belongs.", cure)
        items: list[V] = []
        for item in node.value:
            with suppress(RefusedError):
                value = self.item.read(item, reading)
                if self.once and value in items:
                    reading.note(item, f"`{value}` stands here twice.", "Remove one.")
                items.append(value)
        count(node, reading, self.wanted, self.least, self.most)
        return tuple(items)

    def schema(self, parts: dict[str, Schema]) -> Schema:
        described: Schema = {"type": "array", "items": self.item.schema(parts)}
        if self.least:
            described["minItems"] = self.least
        if self.most < 10_000:
            described["maxItems"] = self.most
        return described | ({"uniqueItems": True} if self.once else {})
