"""Shapes of single values: lines of text, fixed words, switches, numbers, shares, durations, ids."""

from __future__ import annotations

import re
from collections.abc import Sequence

from yaml.nodes import Node, ScalarNode

from kiosk.playlist.faults import suggest
from kiosk.playlist.shapes import Reading, Schema, Single, bare, base_sixty

TYPOGRAPHIC = "These are typographic quotes."
ID_PATTERN = "[a-z0-9]+(-[a-z0-9]+)*"


class Line(Single[str]):
    """Some words, not empty. `pattern`: what they must match as a whole, said in `wanted`."""

    def __init__(self, wanted: str = "a text", pattern: str | None = None) -> None:
        self.wanted = wanted
        self.pattern = pattern

    def read(self, node: Node, reading: Reading) -> str:
        text = reading.text(node, self.wanted)
        _refuse_stray_quotes(text, node, reading)
        meant = bare(node)
        if meant is not None:
            reading.refuse(node, f"YAML reads an unquoted `{text}` as {meant}.", f'Put it in quotes: "{text}"')
        if reading.cut_short(node):
            reading.refuse(node, "YAML takes what follows ` #` for a comment.", "Put the whole text in quotes.")
        text = " ".join(text.split())
        if not text:
            reading.refuse(node, "The text is empty.", f"Write {self.wanted}, or leave it out.")
        if self.pattern is not None and not re.fullmatch(self.pattern, text):
            reading.refuse(node, f"`{text}` is not {self.wanted}.", f"Write {self.wanted}.")
        return text

    def describe(self) -> Schema:
        if self.pattern is None:
            return {"type": ["string", "number"]}  # 1984 is a title, too
        return {"type": "string", "pattern": f"^({self.pattern})$"}


def _refuse_stray_quotes(text: str, node: Node, reading: Reading) -> None:
    """Refuse an unquoted text with quotes that are none to YAML: a word processor's, or one that nothing opened."""
    if not isinstance(node, ScalarNode) or node.style:
        return
    if re.match("[\u201c-\u201f]", text) or re.fullmatch("[\u2018\u201a].*\u2019", text, re.DOTALL):
        closed = text[-1] in "\u2018\u2019\u201c\u201d" and len(text) > 1
        inner = text.strip("\u2018\u2019\u201a\u201c\u201d\u201e\u201f")
        inner += "" if closed else " …"
        cure = f'Type straight ones: "{inner}". If they are to be seen, put straight ones around them.'
        reading.refuse(node, TYPOGRAPHIC, cure)
    if re.fullmatch(r'[^"]*[^"0-9]"', text, re.DOTALL):  # 32" is a size
        reading.refuse(node, "A quote ends this text but none begins it.", f'Put it in quotes: "{text}')


class Words(Single[str]):
    """One of a few fixed words."""

    def __init__(self, *words: str) -> None:
        self.words = words
        self.wanted = " or ".join(f"`{word}`" for word in words)

    def read(self, node: Node, reading: Reading) -> str:
        text = reading.text(node, self.wanted)
        if text not in self.words:
            # all of them, and no guess: among short words, nearly alike may mean the opposite
            reading.refuse(node, f"`{text}` is none of the words that may stand here.", f"Write {self.wanted}.")
        return text

    def describe(self) -> Schema:
        return {"enum": list(self.words)}


class YesNo(Single[bool]):
    """`true` or `false`; with `switch`, also `on` or `off`."""

    def __init__(self, *, switch: bool = False) -> None:
        self.words = {"true": True, "false": False} | ({"on": True, "off": False} if switch else {})
        self.wanted = "`on` or `off`" if switch else "`true` or `false`"

    def read(self, node: Node, reading: Reading) -> bool:
        text = reading.text(node, self.wanted)
        if text not in self.words:
            meant = bare(node)
            if meant is not None and "on" in self.words:
                meant = {"true": "on", "false": "off"}[meant]
            cure = f"Write {self.wanted}." if meant is None else f"Write `{meant}`."
            reading.refuse(node, f"`{text}` is not {self.wanted}.", cure)
        return self.words[text]

    def describe(self) -> Schema:
        switch: Schema = {"enum": [True, False, "on", "off"]}
        return switch if "on" in self.words else {"type": "boolean"}


class WholeNumber(Single[int]):
    """A whole number from `low` to `high`."""

    def __init__(self, low: int, high: int, wanted: str = "") -> None:
        self.low, self.high = low, high
        self.wanted = wanted or f"a whole number from {low} to {high}"

    def read(self, node: Node, reading: Reading) -> int:
        text = reading.text(node, self.wanted)
        cure = f"Write {self.wanted}."
        if str(self.high) not in self.wanted:
            cure = f"Write {self.wanted}; from {self.low} to {self.high}."
        if re.fullmatch(r"[+-]?[0-9]{1,9}[.,][0-9]+", text):
            written = float(text.replace(",", "."))
            mended = f"Whole numbers only, such as `{round(written)}`."
            if "millimetres" in self.wanted and self.low <= written * 1000 <= self.high:  # metres, or a point in 1.020
                mended = f"Millimetres, without a point: `{round(written * 1000)}`."
            reading.refuse(node, f"`{text}` is not a whole number.", mended)
        if not re.fullmatch(r"[+-]?[0-9]{1,9}", text):
            reading.refuse(node, f"`{text}` is not a whole number.", cure)
        number = int(text)
        if not self.low <= number <= self.high:
            reading.refuse(node, f"`{text}` is too {'small' if number < self.low else 'large'}.", cure)
        return number

    def describe(self) -> Schema:
        return {"type": "integer", "minimum": self.low, "maximum": self.high}


class Share(Single[float]):
    """A part of a whole, as `60%` or from 0 to 1; read as 0..1."""

    wanted = "a share such as `60%`, or from 0 to 1"

    def read(self, node: Node, reading: Reading) -> float:
        text = reading.text(node, self.wanted)
        match = re.fullmatch(r"([0-9]{1,3}(?:\.[0-9]{1,6})?)(%?)", text)
        if not match:
            reading.refuse(node, f"`{text}` is not {self.wanted}.", f"Write {self.wanted}.")
        share = float(match[1]) / (100 if match[2] else 1)
        if share > 1:
            cure = f"Write `{text}%`?" if not match[2] and share <= 100 else f"Write {self.wanted}."
            reading.refuse(node, f"`{text}` is more than the whole.", cure)
        return share

    def describe(self) -> Schema:
        percent: Schema = {"type": "string", "pattern": r"^[0-9]{1,3}(\.[0-9]{1,6})?%$"}
        return {"anyOf": [percent, {"type": "number", "minimum": 0, "maximum": 1}]}


_UNITS = {"ms": 1, "s": 1_000, "min": 60_000, "h": 3_600_000}
_LONG_UNITS = {"sec": "s", "second": "s", "m": "min", "minute": "min", "msec": "ms", "hour": "h", "hr": "h"}


class Duration(Single[int]):
    """A time with its unit, read as whole milliseconds from `low` to `high`. `why` says what a bound is for; `long`:
    a number alone is as likely meant in minutes."""

    def __init__(self, low: int = 0, high: int = 24 * 3_600_000, why: str = "", *, long: bool = False) -> None:
        self.low, self.high, self.why, self.long = low, high, why, long
        self.wanted = "a duration with its unit, such as `10s`, `500ms` or `8min`"

    def read(self, node: Node, reading: Reading) -> int:
        text = reading.text(node, self.wanted)
        match = re.fullmatch(r"(-?[0-9]{1,9}(?:\.[0-9]{1,6})?)(ms|s|min|h)", text)
        if not match:
            reading.refuse(node, f"`{text}` is not a duration.", self._cure(text))
        duration = round(float(match[1]) * _UNITS[match[2]])
        if duration < 0 <= self.low:
            reading.refuse(node, f"`{text}` is before the beginning.", f"Write `{text.lstrip('-')}`?")
        if duration < self.low:
            reading.refuse(node, f"`{text}` is too short.", f"Write at least `{spell(self.low)}`. {self.why}".rstrip())
        if duration > self.high:
            reading.refuse(node, f"`{text}` is too long.", f"Write at most `{spell(self.high)}`.")
        return duration

    def _cure(self, text: str) -> str:
        if text[:1] in "\u2010\u2011\u2012\u2013\u2014\u2212":
            return f"It begins with a long dash, not a minus. Write `-{text[1:].strip()}`."
        if re.fullmatch(r"-?[0-9]+,[0-9]+\s*(ms|s|min|h)", text):
            return f"Write `{text.replace(',', '.').replace(' ', '')}`."
        if re.fullmatch(r"-?[0-9]+:[0-5]?[0-9]", text):
            return f"YAML reads it as {base_sixty(text)}. Write `{'-' * text.startswith('-')}{base_sixty(text)}s`."
        bare_number = re.fullmatch(r"(-?[0-9]+(?:\.[0-9]+)?)\s*([a-z]*?)s?", text.lower())
        if not bare_number:
            return f"Write {self.wanted}."
        number, unit = bare_number.groups()
        if not unit and not text.lower().endswith("s"):
            likely = "s" if float(number) * 1000 <= self.high else "ms"  # 600 where 5s is the most was meant as 600ms
            either = f"`{number}min` or `{number}s`?" if self.long else f"`{number}{likely}`?"
            return f"Say its unit: {either}"
        return f"Write `{number}{_LONG_UNITS.get(unit, unit or 's')}`."

    def describe(self) -> Schema:
        sign = "-?" if self.low < 0 else ""
        return {"type": "string", "pattern": rf"^{sign}[0-9]{{1,9}}(\.[0-9]{{1,6}})?(ms|s|min|h)$"}


def spell(duration: int) -> str:
    """`duration` in ms as a playlist would say it."""
    for unit in ("h", "min", "s"):
        if duration % _UNITS[unit] == 0:
            return f"{duration // _UNITS[unit]}{unit}"
    return f"{duration}ms"


class Id(Line):
    """Lower-case letters, digits and hyphens. `known`: what there is to point at, `kind` what it is called."""

    def __init__(self, kind: str, known: Sequence[str] | None = None, *, forbidden: Sequence[str] = ()) -> None:
        super().__init__(f"the id of a {kind}" if known is not None else f"an id for a {kind}")
        self.kind, self.known, self.forbidden = kind, known, forbidden

    def read(self, node: Node, reading: Reading) -> str:
        text = super().read(node, reading)
        if self.known is not None:
            if text not in self.known:
                cure = suggest(text, self.known, f"There is no {self.kind} in this file.")
                reading.refuse(node, f"There is no {self.kind} `{text}`.", cure)
            return text
        if not re.fullmatch(ID_PATTERN, text):
            mended = re.sub(r"[^a-z0-9]+", "-", text.lower()).strip("-")
            cure = f"Write `{mended}`." if mended else "Write a name such as `border-night`."
            reading.refuse(node, f"The id `{text}` may hold only lower-case letters, digits and hyphens.", cure)
        if text in self.forbidden:
            reading.refuse(node, f"`{text}` already means something else.", "Choose another id.")
        return text

    def describe(self) -> Schema:
        return {"type": "string", "pattern": f"^{ID_PATTERN}$"}
