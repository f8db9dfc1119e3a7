"""A checked guard as a tree that can be run, and the facts it is run on."""

from __future__ import annotations

import ast
import operator
from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass
from typing import Protocol

from kiosk.playlist.model import Value

ORDERING: dict[type[ast.cmpop], Callable[[Value, Value], bool]] = {
    ast.Lt: operator.lt,
    ast.LtE: operator.le,
    ast.Gt: operator.gt,
    ast.GtE: operator.ge,
}
EQUALITY: dict[type[ast.cmpop], Callable[[Value, Value], bool]] = {ast.Eq: operator.eq, ast.NotEq: operator.ne}


class Facts(Protocol):
    """What a guard is judged by."""

    @property
    def values(self) -> Mapping[str, Value]: ...
    @property
    def visited(self) -> Collection[str]: ...
    @property
    def chosen(self) -> Collection[str]:
        """As "scene.choice"."""


class Node(Protocol):
    def run(self, facts: Facts) -> Value: ...


@dataclass(frozen=True, slots=True)
class Constant:
    value: Value

    def run(self, facts: Facts) -> Value:  # noqa: ARG002 - every node is run alike
        return self.value


@dataclass(frozen=True, slots=True)
class Read:
    variable: str

    def run(self, facts: Facts) -> Value:
        return facts.values[self.variable]


@dataclass(frozen=True, slots=True)
class Visited:
    scene: str

    def run(self, facts: Facts) -> Value:
        return self.scene in facts.visited


@dataclass(frozen=True, slots=True)
class Chosen:
    """`choice` as "scene.choice", or the choice alone for any scene's."""

    choice: str

    def run(self, facts: Facts) -> Value:
        if "." in self.choice:
            return self.choice in facts.chosen
        return any(chosen.partition(".")[2] == self.choice for chosen in facts.chosen)


@dataclass(frozen=True, slots=True)
class Not:
    part: Node

    def run(self, facts: Facts) -> Value:
        return not self.part.run(facts)


@dataclass(frozen=True, slots=True)
class All:
    parts: tuple[Node, ...]

    def run(self, facts: Facts) -> Value:
        return all(part.run(facts) for part in self.parts)


@dataclass(frozen=True, slots=True)
class Any:
    parts: tuple[Node, ...]

    def run(self, facts: Facts) -> Value:
        return any(part.run(facts) for part in self.parts)


@dataclass(frozen=True, slots=True)
class Compare:
    """`a < b <= c`: every neighbouring pair."""

    parts: tuple[Node, ...]
    operators: tuple[Callable[[Value, Value], bool], ...]

    def run(self, facts: Facts) -> Value:
        values = [part.run(facts) for part in self.parts]
        pairs = zip(self.operators, values, values[1:], strict=False)
        return all(compare(left, right) for compare, left, right in pairs)
