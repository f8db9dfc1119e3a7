"""Days, dates and times as a technician writes them: `tue-sun: 10:00-18:00`, `2026-12-25 to 2026-12-26: closed`."""

from __future__ import annotations

import re
from contextlib import suppress
from dataclasses import dataclass
from datetime import date
from itertools import pairwise
from typing import Final

from yaml.nodes import MappingNode, Node, SequenceNode

from kiosk.playlist.nodes import pairs
from kiosk.playlist.shapes import Reading, RefusedError, Schema, Shape, Single
from kiosk.station.hours import DAY, Span

NAMES: Final = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
_DATE: Final = r"[0-9]{4}-[0-9]{2}-[0-9]{2}"
_DATES: Final = rf"{_DATE}( +to +{_DATE})?"
_TIME: Final = r"[0-9]{1,2}:[0-9]{2}"
TIMES: Final = rf"{_TIME} *- *{_TIME}"
"""From when to when, as a pattern."""
_LONG_DASHES: Final = "\u2010\u2011\u2012\u2013\u2014\u2212"


@dataclass(frozen=True, slots=True)
class Ruled:
    """One line: on which weekdays (0..6), or else between which dates, which spans hold."""

    node: Node
    said: str
    line: int
    days: tuple[int, ...]
    dates: tuple[date, date] | None
    spans: tuple[Span, ...]


class Times(Single[tuple[Span, ...]]):
    """`10:00-18:00`, several with commas between; `closed` for none."""

    wanted = "hours such as `10:00-18:00`"

    def __init__(self, *, closed: bool) -> None:
        self.closed = closed
        if closed:
            self.wanted = "hours such as `10:00-18:00`, or `closed`"

    def read(self, node: Node, reading: Reading) -> tuple[Span, ...]:
        if isinstance(node, SequenceNode):
            cure = "Write them one behind the other: `10:00-12:00, 14:00-18:00`."
            reading.refuse(node, f"A list stands where {self.wanted} belongs.", cure)
        text = reading.text(node, self.wanted)
        if self.closed and text == "closed":
            return ()
        spans = tuple(self._span(part.strip(), node, reading) for part in text.split(","))
        for one, other in pairwise(sorted(spans, key=lambda span: span.start)):
            if other.start < one.end:
                reading.refuse(node, f"`{clock(other)}` begins before `{clock(one)}` is over.", "Make one of both.")
        return spans

    def _span(self, text: str, node: Node, reading: Reading) -> Span:
        if not re.fullmatch(TIMES, text):
            reading.refuse(node, f"`{text}` is not {self.wanted}.", self._cure(text))
        start, end = (self._minutes(part.strip(), node, reading) for part in text.split("-"))
        if start in (end, DAY):
            reading.refuse(node, f"`{text}` has no length.", "For a whole day write `00:00-24:00`.")
        return Span(start, end if end > start else end + DAY)

    def _minutes(self, text: str, node: Node, reading: Reading) -> int:
        hour, minute = (int(part) for part in text.split(":"))
        if minute > 59 or hour * 60 + minute > DAY:
            reading.refuse(node, f"There is no time `{text}`.", "Write a time from `00:00` to `24:00`.")
        return hour * 60 + minute

    def _cure(self, text: str) -> str:
        if ";" in text:
            return f"Put a comma between them: `{', '.join(part.strip() for part in text.split(';'))}`."
        plain = text
        for dash in _LONG_DASHES:
            plain = plain.replace(dash, "-")
        plain = re.sub(r"\b([0-9]{1,2})[.h]([0-9]{2})\b", r"\1:\2", plain)
        plain = re.sub(r"(?<![:0-9])([0-9]{1,2})h?(?![:0-9])", r"\1:00", plain)
        if plain != text and re.fullmatch(TIMES, plain):
            return f"Write `{plain}`."
        if re.fullmatch(_TIME, text):
            return f"Write from when to when: `{text}-18:00`."
        return f"Write {self.wanted}, from 00:00 to 24:00."

    def describe(self) -> Schema:
        several = rf" *{TIMES}( *, *{TIMES})* *"
        return {"type": "string", "pattern": f"^({several}|closed)$" if self.closed else f"^{several}$"}


class Lines(Shape[tuple[Ruled, ...]]):
    """`when: times` lines. `when`: weekdays (`tue-fri, sun`) and, or, dates (`2026-12-24 to 2026-12-26`)."""

    def __init__(self, times: Times, *, weekdays: bool, dates: bool) -> None:
        self.times, self.weekdays, self.dates = times, weekdays, dates
        examples = (["`tue-sun`"] if weekdays else []) + (
            ["`2026-12-24`", "`2026-12-24 to 2027-01-06`"] if dates else []
        )
        self.when = ("days such as " if weekdays else "a date such as ") + " or ".join(examples)
        self.wanted = f"`{'tue-sun' if weekdays else '2026-12-24'}: 10:00-18:00` lines"

    def read(self, node: Node, reading: Reading) -> tuple[Ruled, ...]:
        if not isinstance(node, MappingNode):
            reading.refuse(node, f"{self.wanted} belong here.", "Write each on a line of its own, indented.")
        found = []
        for name, key, value in pairs(node, reading):
            with suppress(RefusedError):
                days, dates = self._when(" ".join(name.lower().split()), key, reading)
                spans = self.times.read(value, reading)
                found.append(Ruled(key, name, reading.where(key).line, days, dates, spans))
        if len(found) < len(node.value):
            raise RefusedError  # what is left says something else than what was meant
        return tuple(found)

    def _when(self, text: str, node: Node, reading: Reading) -> tuple[tuple[int, ...], tuple[date, date] | None]:
        if re.match(r"[0-9]", text):
            if not self.dates:
                cure = "Write dates below `except`: there they take the place of the weekday's hours."
                reading.refuse(node, f"`{text}` stands where {self.when} belongs.", cure)
            return (), self._range(text, node, reading)
        if not self.weekdays:
            reading.refuse(node, f"`{text}` is not {self.when}.", "Write weekdays below `open`.")
        days = (day for part in text.split(",") for day in self._weekdays(part.strip(), node, reading))
        return tuple(dict.fromkeys(days)), None

    def _range(self, text: str, node: Node, reading: Reading) -> tuple[date, date]:
        if not re.fullmatch(_DATES, text):
            likely = _likely(text)
            first = "the year first: " if re.match(r"[0-9]{1,2}\.", text) else ""
            cure = f"Write {first}`{likely}`." if likely else f"Write {self.when}: year, month and day."
            reading.refuse(node, f"`{text}` is not written as a date, or as two.", cure)
        first, _, last = (part.strip() for part in text.partition("to"))
        begin = _date(first, node, reading)
        end = _date(last, node, reading) if last else begin
        if end < begin:
            reading.refuse(node, f"`{text}` ends before it begins.", f"Write `{last} to {first}`?")
        return begin, end

    def _weekdays(self, text: str, node: Node, reading: Reading) -> tuple[int, ...]:
        names = [part.strip() for part in text.split("-")]
        numbers = [_weekday(name) for name in names]
        known = [number for number in numbers if number is not None]
        if len(known) != len(names) or not 1 <= len(names) <= 2:
            cure = "Write `mon`, `tue`, `wed`, `thu`, `fri`, `sat` or `sun`; `tue-fri` for several, `mon, wed` for two."
            reading.refuse(node, f"`{text}` is not {self.when}.", cure)
        first, last = known[0], known[-1]
        return tuple((first + step) % 7 for step in range((last - first) % 7 + 1))

    def schema(self, parts: dict[str, Schema]) -> Schema:
        day = "(" + "|".join(f"{name[:3]}({name[3:].lower()})?" for name in (n.lower() for n in NAMES)) + ")"
        weekdays = rf"{day}( *- *{day})?( *, *{day}( *- *{day})?)*"
        patterns = ([weekdays] if self.weekdays else []) + ([_DATES] if self.dates else [])
        return {
            "type": "object",
            "propertyNames": {"type": "string", "pattern": f"^({'|'.join(patterns)})$"},
            "additionalProperties": self.times.schema(parts),
        }


def _likely(text: str) -> str:
    """`24.12.2026` and `2026-12-24 - 2026-12-26` as they belong here; empty where nothing is likely."""
    plain = re.sub(r"\b([0-9]{1,2})\. ?([0-9]{1,2})\. ?([0-9]{4})\b", _from_dots, text)
    for dash in _LONG_DASHES:
        plain = plain.replace(dash, "-")
    plain = re.sub(rf"({_DATE}) *(?:-|/|until|till|through) *(?={_DATE})", r"\1 to ", plain)
    return plain if re.fullmatch(_DATES, plain) else ""


def _from_dots(found: re.Match[str]) -> str:
    return f"{found[3]}-{int(found[2]):02}-{int(found[1]):02}"


def weekdays(text: str) -> bool:
    """Whether it begins with a weekday: `tue-fri`, `sat, sun`."""
    return _weekday(re.split("[-, ]", text.lower())[0]) is not None


def are_weekdays(text: str) -> bool:
    """Whether all of it can stand before the colon: `tue-fri, sun`."""
    ranges = [[_weekday(name.strip()) for name in part.split("-")] for part in text.lower().split(",")]
    return all(len(days) < 3 and None not in days for days in ranges)


def _weekday(text: str) -> int | None:
    """By its first three letters, or its whole English name."""
    for number, name in enumerate(NAMES):
        if text in (name.lower(), name[:3].lower()):
            return number
    return None


def _date(text: str, node: Node, reading: Reading) -> date:
    try:
        found = date.fromisoformat(text)
    except ValueError:
        reading.refuse(node, f"There is no day `{text}`.", "Write a date as year-month-day, such as `2026-12-24`.")
    if not 2000 <= found.year < 2200:
        reading.refuse(node, f"`{text}` is far away.", "Write a year from 2000 to 2199.")
    return found


def clock(span: Span) -> str:
    """As it is written: `18:00-02:00`."""
    start, end = (f"{minutes // 60:02}:{minutes % 60:02}" for minutes in (span.start, span.end % DAY or DAY))
    return f"{start}-{end}"
