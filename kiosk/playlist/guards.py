"""The `when` language: conditions over a story's variables, checked when the playlist is read, run while it plays.

A typed whitelist of Python's expression syntax: `and or not`, comparisons (also chained), names, whole numbers,
true and false, `visited(scene)`, `chosen(choice)` or `chosen(scene.choice)`. Nothing else parses, so there is nothing
to escape with. The tree that is checked is the tree that is run.
"""

from __future__ import annotations

import ast
import graphlib
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field
from types import MappingProxyType
from typing import Literal

from kiosk.playlist import guardtree as tree
from kiosk.playlist.faults import suggest
from kiosk.playlist.guardtree import Facts
from kiosk.playlist.guardwords import Call, Problem, Words, split
from kiosk.playlist.model import Flag, OneOf, Variable

__all__ = ["MAX_DEPTH", "MAX_LENGTH", "Declared", "Facts", "Guard", "GuardError", "Problem", "parse_named"]

MAX_LENGTH = 500
"""Characters; a longer condition is better given a name."""
MAX_DEPTH = 20
"""Levels of nesting, counted through named guards: no guard can exhaust the stack."""


class GuardError(ValueError):
    """A guard does not parse, or does not fit what is declared. `problems` holds everything found, in order."""

    def __init__(self, problems: Collection[Problem]) -> None:
        self.problems: tuple[Problem, ...] = tuple(sorted(problems, key=lambda problem: problem.offset))
        super().__init__(" ".join(f"{p.what} {p.cure}".rstrip() for p in self.problems))


@dataclass(frozen=True, slots=True)
class Guard:
    """A condition that fits the playlist it stands in. Two guards are equal if their texts are."""

    text: str
    tree: tree.Node = field(compare=False, repr=False)
    reads: frozenset[str] = field(compare=False, repr=False)
    depth: int = field(compare=False, repr=False)

    @classmethod
    def parse(cls, text: str, declared: Declared) -> Guard:
        """Check `text` against what is declared. Raises GuardError."""
        if len(text) > MAX_LENGTH:
            what = f"The guard has {len(text)} characters; {MAX_LENGTH} are allowed."
            raise GuardError([Problem(0, what, "Give parts of it a name under `guards`.")])
        words = split(text)
        if words.problems:
            raise GuardError(words.problems)
        lead = len(words.masked) - len(words.masked.lstrip())
        try:
            parsed = ast.parse(words.masked.strip(), mode="eval").body
        except SyntaxError as error:
            offset = min(lead + max(0, (error.offset or 1) - 1), max(0, len(text) - 1))
            cure = "A guard looks like `risk >= 3 and not papers`."
            raise GuardError([Problem(offset, "The guard cannot be read from here on.", cure)]) from None
        check = _Check(words, lead, declared)
        root = check.condition(parsed, 1)
        if check.problems:
            raise GuardError(check.problems)
        return cls(text, root, frozenset(check.reads), check.depth)

    def holds(self, facts: Facts) -> bool:
        """Whether the condition is true. Raises KeyError where `facts` lacks a declared variable."""
        return bool(self.tree.run(facts))

    def names(self) -> frozenset[str]:
        """The variables it reads, also through named guards."""
        return self.reads


@dataclass(frozen=True, slots=True)
class Declared:
    """What a guard may speak of."""

    variables: Mapping[str, Variable] = field(default_factory=lambda: MappingProxyType({}))
    guards: Mapping[str, Guard] = field(default_factory=lambda: MappingProxyType({}))
    scenes: Mapping[str, Collection[str]] = field(default_factory=lambda: MappingProxyType({}))
    """Scene → ids of its choices."""
    unreadable: frozenset[str] = frozenset()
    """Variables and guards that are there but at fault themselves: using them is not a second fault."""


def parse_named(texts: Mapping[str, str], declared: Declared) -> tuple[dict[str, Guard], dict[str, GuardError]]:
    """A playlist's named guards, which may use one another in any order, and the errors of those that fail."""
    uses = {name: {word for word in split(text).names.values() if word in texts} for name, text in texts.items()}
    guards: dict[str, Guard] = {}
    errors: dict[str, GuardError] = {}
    for name in _in_order(uses, errors):
        if name not in errors:
            known = Declared(declared.variables, guards, declared.scenes, declared.unreadable | set(errors))
            try:
                guards[name] = Guard.parse(texts[name], known)
            except GuardError as error:
                errors[name] = error
    return {name: guards[name] for name in texts if name in guards}, errors


def _in_order(uses: dict[str, set[str]], errors: dict[str, GuardError]) -> list[str]:
    """Every guard after those it uses; those that go round in a circle get an error."""
    while True:
        try:
            return list(graphlib.TopologicalSorter(uses).static_order())
        except graphlib.CycleError as cycle:
            ring: list[str] = cycle.args[1][::-1]
            circle = " → ".join(f"`{step}`" for step in ring)
            for name in ring[1:]:
                what = f"The guards go round in a circle: {circle}."
                errors[name] = GuardError([Problem(0, what, "Let one of them do without the next.")])
                uses[name] = set()


# ---- the check


@dataclass(frozen=True, slots=True)
class _Part:
    """One side of a comparison: a condition, a number, a `one of` variable with its values, or a bare value."""

    node: tree.Node
    kind: Literal["condition", "number", "one of", "value", "unknown"]
    written: str
    values: tuple[str, ...] = ()


_UNKNOWN = _Part(tree.Constant(False), "unknown", "")


class _Check:
    """Turns Python's syntax tree into ours, and notes what does not fit."""

    def __init__(self, words: Words, lead: int, declared: Declared) -> None:
        self.words, self.lead, self.declared = words, lead, declared
        self.problems: list[Problem] = []
        self.reads: set[str] = set()
        self.depth = 0

    def condition(self, node: ast.expr, depth: int) -> tree.Node:
        """`node` as something that is true or false."""
        if depth > MAX_DEPTH:
            self.note(node, f"The guard is nested more than {MAX_DEPTH} deep.", "Give parts of it a name.")
            return _UNKNOWN.node
        self.depth = max(self.depth, depth)
        match node:
            case ast.BoolOp(ast.And(), parts):
                return tree.All(tuple(self.condition(part, depth + 1) for part in parts))
            case ast.BoolOp(_, parts):
                return tree.Any(tuple(self.condition(part, depth + 1) for part in parts))
            case ast.UnaryOp(ast.Not(), part):
                return tree.Not(self.condition(part, depth + 1))
        side = self.operand(node, depth)
        match side.kind:
            case "number":
                self.note(
                    node, f"`{side.written}` is a number, not a condition.", f"Compare it: `{side.written} >= 1`."
                )
            case "one of":
                cure = f"Compare it: `{side.written} == {side.values[0]}`."
                self.note(node, f"`{side.written}` is a word, not a condition.", cure)
            case "value":
                self.note(node, f"`{side.written}` is a value, not a condition.", "Compare a variable with it.")
        return side.node

    def operand(self, node: ast.expr, depth: int, wanted: Collection[str] | None = ()) -> _Part:
        """`node` as a side of a comparison. A bare word in `wanted` is a value, whatever else bears that name.

        `wanted` is None beside a variable that could not be read: then any word may be one of its values.
        """
        match node:
            case ast.Name():
                return self.word(node, depth, wanted)
            case ast.Constant(bool() as value):
                return _Part(tree.Constant(value), "condition", str(value).lower())
            case ast.Constant(int() as value):
                return _Part(tree.Constant(value), "number", str(value))
            case ast.UnaryOp(ast.USub(), ast.Constant(int() as value)) if not isinstance(value, bool):
                return _Part(tree.Constant(-value), "number", str(-value))
            case ast.Compare():
                return _Part(self.comparison(node, depth + 1), "condition", "the comparison")
            case ast.BoolOp() | ast.UnaryOp(ast.Not()):
                return _Part(self.condition(node, depth + 1), "condition", "the condition")
            case ast.BinOp():
                self.note(node, "A guard does no arithmetic.", "Compare names and numbers: `risk >= 3`.")
            case ast.Call():
                self.note(node, "A guard calls nothing else.", "There are `visited(scene)` and `chosen(choice)`.")
            case _:
                self.note(node, "This means nothing in a guard.", "There are `and`, `or`, `not` and comparisons.")
        return _UNKNOWN

    def word(self, node: ast.Name, depth: int, wanted: Collection[str] | None) -> _Part:
        at = self.lead + node.col_offset
        if at in self.words.calls:
            return self.call(self.words.calls[at])
        if at in self.words.texts:
            text = self.words.texts[at]
            return _Part(tree.Constant(text), "value", text)
        name = self.words.names[at]
        variable = self.declared.variables.get(name)
        if name in (wanted or ()):
            return _Part(tree.Constant(name), "value", name)
        if name in ("true", "false"):
            return _Part(tree.Constant(name == "true"), "condition", name)
        if variable is not None:
            self.reads.add(name)
            read = tree.Read(name)
            if isinstance(variable, OneOf):
                return _Part(read, "one of", name, variable.values)
            return _Part(read, "condition" if isinstance(variable, Flag) else "number", name)
        if name in self.declared.guards:
            guard = self.declared.guards[name]
            self.reads |= guard.reads
            self.depth = max(self.depth, depth + guard.depth)
            if depth + guard.depth > MAX_DEPTH:
                self.note(node, f"Through `{name}`, the guard is nested more than {MAX_DEPTH} deep.", "Shorten it.")
            return _Part(guard.tree, "condition", name)
        if name in self.declared.unreadable or wanted is None:
            return _UNKNOWN
        if any(isinstance(v, OneOf) and name in v.values for v in self.declared.variables.values()):
            return _Part(tree.Constant(name), "value", name)
        known = [*self.declared.variables, *self.declared.guards]
        values = [value for v in self.declared.variables.values() if isinstance(v, OneOf) for value in v.values]
        cure = suggest(name, [*known, *wanted, *values], "Declare it under `variables`.")
        self.note(node, f"Nothing is called `{name}`.", cure)
        return _UNKNOWN

    def call(self, call: Call) -> _Part:
        scenes = self.declared.scenes
        if call.function == "visited":
            if call.argument not in scenes:
                what = f"There is no scene `{call.argument}`." if call.argument else "`visited` needs a scene."
                self.problems.append(Problem(call.offset, what, suggest(call.argument, scenes)))
            return _Part(tree.Visited(call.argument), "condition", "visited")
        scene, dot, choice = call.argument.rpartition(".")
        if dot and scene not in scenes:
            self.problems.append(Problem(call.offset, f"There is no scene `{scene}`.", suggest(scene, scenes)))
            return _UNKNOWN
        choices = list(scenes[scene]) if dot else [one for those in scenes.values() for one in those]
        if choice not in choices:
            what = f"There is no choice `{choice}`{f' in `{scene}`' if dot else ''}."
            cure = suggest(choice, choices, "No scene asks anything." if not dot else "That scene asks nothing.")
            self.problems.append(Problem(call.offset + len(scene) + len(dot), what, cure))
        return _Part(tree.Chosen(call.argument), "condition", "chosen")

    def comparison(self, node: ast.Compare, depth: int) -> tree.Node:
        if depth > MAX_DEPTH:
            self.note(node, f"The guard is nested more than {MAX_DEPTH} deep.", "Give parts of it a name.")
            return _UNKNOWN.node
        self.depth = max(self.depth, depth)
        sides = [node.left, *node.comparators]
        parts = [
            self.operand(side, depth, self.values_beside(sides[max(0, at - 1) : at + 2], side))
            for at, side in enumerate(sides)
        ]
        signs = []
        for sign, left, right, at in zip(node.ops, parts, parts[1:], sides[1:], strict=False):
            known = tree.EQUALITY | tree.ORDERING
            if type(sign) not in known:
                cure = "Write `a == b`, and join several with `or`."
                self.note(at, "`in` and `is` mean nothing in a guard.", cure)
                continue
            signs.append(known[type(sign)])
            self.pair(at, left, right, ordering=type(sign) in tree.ORDERING)
        return tree.Compare(tuple(part.node for part in parts), tuple(signs))

    def values_beside(self, neighbours: Sequence[ast.expr], side: ast.expr) -> tuple[str, ...] | None:
        """What a bare word may be because a neighbour is a `one of`: a variable's name does not hide a value."""
        values: tuple[str, ...] = ()
        for neighbour in neighbours:
            if neighbour is not side and isinstance(neighbour, ast.Name):
                name = self.words.names.get(self.lead + neighbour.col_offset, "")
                if name in self.declared.unreadable:
                    return None
                variable = self.declared.variables.get(name)
                values += variable.values if isinstance(variable, OneOf) else ()
        return values

    def pair(self, at: ast.expr, left: _Part, right: _Part, *, ordering: bool) -> None:
        """Note what is wrong with comparing two neighbours."""
        kinds = {left.kind, right.kind}
        if "unknown" in kinds or kinds == {"number"}:
            return
        if kinds == {"one of", "value"}:
            choosing, value = (left, right) if left.kind == "one of" else (right, left)
            if value.written not in choosing.values:
                what = f"`{choosing.written}` is never `{value.written}`."
                self.note(at, what, suggest(value.written, choosing.values))
                return
        elif kinds == {"value"}:
            self.note(at, "Two values are compared with each other.", "Compare a variable with a value.")
            return
        elif kinds == {"one of"}:
            if not set(left.values) & set(right.values):
                self.note(at, f"`{left.written}` and `{right.written}` share no value.", "They can never be equal.")
                return
        elif kinds != {"condition"}:
            names = {"condition": "true or false", "number": "a number", "one of": "a word", "value": "a word"}
            what = f"`{left.written}` is {names[left.kind]}, `{right.written}` is {names[right.kind]}."
            self.note(at, what, "Compare like with like.")
            return
        if ordering:
            cure = "Only numbers have an order: use `==` or `!=`."
            self.note(at, f"`{left.written}` is neither more nor less than `{right.written}`.", cure)

    def note(self, node: ast.expr, what: str, cure: str) -> None:
        self.problems.append(Problem(self.lead + node.col_offset, what, cure))
