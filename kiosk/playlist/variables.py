"""Shapes of a story's state: variables, and the effects of choices and scenes on them."""

from __future__ import annotations

import re
from collections.abc import Mapping

from yaml.nodes import MappingNode, Node, SequenceNode

from kiosk.playlist.faults import suggest
from kiosk.playlist.forms import Form, Key, Record, Tagged
from kiosk.playlist.guardwords import RESERVED
from kiosk.playlist.many import ListOf
from kiosk.playlist.model import Add, Assign, Effect, Flag, Number, OneOf, Variable
from kiosk.playlist.nodes import pairs
from kiosk.playlist.shapes import Reading, RefusedError, Schema, Shape, Single
from kiosk.playlist.values import Id, WholeNumber, Words, YesNo

LEAST, MOST = -1_000_000, 1_000_000
"""For numbers of a story."""


class Name(Id):
    """An id that guards can speak of: it begins with a letter and is no word of the guards' own."""

    def read(self, node: Node, reading: Reading) -> str:
        text = super().read(node, reading)
        if text[0].isdigit():
            reading.refuse(node, f"`{text}` begins with a digit, so a guard could not name it.", "Begin with a letter.")
        if text in RESERVED:
            reading.refuse(node, f"`{text}` is a word of the guards' own.", "Choose another name.")
        return text


def _flag(record: Record) -> Variable:
    return Flag(record["start"])


def _one_of(record: Record) -> Variable:
    values: tuple[str, ...] = record["values"]
    start = record["start"] or values[0]
    if start not in values:
        record.note("start", f"`{start}` is not among the values.", suggest(start, values))
    return OneOf(values, start)


def _number(record: Record) -> Variable:
    low, high = record["from"], record["to"]
    start = low if record["start"] is None else record["start"]
    if low >= high:
        record.note("to", f"The number runs from {low} to {high}.", "`to` is the greater one.")
        raise RefusedError
    if not low <= start <= high:
        record.note("start", f"It starts at {start}, outside {low} to {high}.", f"Write a number from {low} to {high}.")
    return Number(low, high, start)


_WHOLE = WholeNumber(LEAST, MOST, "a whole number")
_VALUE = Name("value")

VARIABLE: Shape[Variable] = Tagged(
    "a variable",
    "type",
    {
        "flag": Form(
            "a flag",
            [
                Key("type", Words("flag")),
                Key("start", YesNo(), "what it is at the beginning of a visit", default=False),
            ],
            _flag,
        ),
        "one of": Form(
            "a `one of` variable",
            [
                Key("type", Words("one of")),
                Key("values", ListOf("at least two values", _VALUE, least=2, once=True), required=True),
                Key("start", _VALUE, "what it is at the beginning; else the first value"),
            ],
            _one_of,
        ),
        "number": Form(
            "a number",
            [
                Key("type", Words("number")),
                Key("from", _WHOLE, "the least it can be", required=True),
                Key("to", _WHOLE, "the most it can be", required=True),
                Key("start", _WHOLE, "what it is at the beginning; else the least"),
            ],
            _number,
        ),
    },
)


class Effects(Single[tuple[Effect, ...]]):
    """What happens to variables: `{papers: true, trust: broker, risk: +1}`."""

    wanted = "what changes, such as `{risk: +1}`"

    def __init__(self, variables: Mapping[str, Variable], unreadable: frozenset[str]) -> None:
        self.variables, self.unreadable = variables, unreadable

    def read(self, node: Node, reading: Reading) -> tuple[Effect, ...]:
        if not isinstance(node, MappingNode):
            found = "A list" if isinstance(node, SequenceNode) else f"`{node.value}`"
            reading.refuse(node, f"{found} says nothing about what changes.", f"Write {self.wanted}.")
        effects: list[Effect] = []
        for name, key, value in pairs(node, reading):
            variable = self.variables.get(name)
            if variable is None:
                if name not in self.unreadable:
                    cure = suggest(name, self.variables, "Declare it under `variables`.")
                    reading.note(key, f"There is no variable `{name}`.", cure)
                continue
            try:
                effects.append(_effect(name, variable, value, reading))
            except RefusedError:
                continue
        return tuple(effects)

    def describe(self) -> Schema:
        return {"type": "object", "additionalProperties": {"type": ["string", "integer", "boolean"]}}


def _effect(name: str, variable: Variable, node: Node, reading: Reading) -> Effect:
    if isinstance(variable, Flag):
        return Assign(name, YesNo().read(node, reading))
    if isinstance(variable, OneOf):
        return Assign(name, Words(*variable.values).read(node, reading))
    text = reading.text(node, "a number, or a step such as `+1`")
    if re.fullmatch(r"[+-][0-9]{1,7}", text):
        return Add(name, int(text))
    return Assign(name, WholeNumber(variable.low, variable.high).read(node, reading))
