"""The opening hours in the settings, and what contradicts itself in them.

hours:
  open:
    tue-sun: 10:00-18:00
  except:
    2026-12-24: 10:00-14:00
    2026-12-25 to 2026-12-26: closed
  quiet:
    sat: 10:00-11:00
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from datetime import date, timedelta
from typing import Final

from yaml.nodes import Node, ScalarNode, SequenceNode

from kiosk.playlist.forms import Form, Key, Record
from kiosk.playlist.shapes import Reading
from kiosk.playlist.values import Duration, WholeNumber
from kiosk.station.hours import DAY, Dated, Hours, Span
from kiosk.station.hourswords import NAMES, TIMES, Lines, Ruled, Times, are_weekdays, clock, weekdays

_ONE_DAY: Final = timedelta(days=1)
_MONDAY: Final = date(1999, 1, 4)
"""Of a week before any exception: what weekdays are like without them."""
_ENOUGH: Final = 800
"""Days of a long range that are looked at."""


def _make(record: Record) -> Hours:
    weekly: tuple[Ruled, ...] = record["open"]
    excepted: tuple[Ruled, ...] = record["except"]
    quiet: tuple[Ruled, ...] = record["quiet"]
    week = _week(weekly, record) if record.given("open") else None
    hours = Hours(
        week,
        _exceptions(excepted, record),
        _quiet_week(quiet, record),
        tuple(Dated(*line.dates, line.spans) for line in quiet if line.dates is not None),
        record["quiet-loudest"],
        record["grace"],
    )
    if record.whole:
        if week is not None and not any(week) and not any(line.spans for line in excepted):
            record.note("open", "It would never be open.", "Name at least one day with hours.")
        _overnight(hours, weekly, excepted, record)
        _never_quiet(hours, quiet, record)
    if record.given("quiet-loudest") and not record.given("quiet"):
        record.note("quiet-loudest", "There are no quiet hours.", "Write them below `quiet`, or leave this line out.")
    return hours


def _week(lines: Iterable[Ruled], record: Record) -> tuple[tuple[Span, ...], ...]:
    """A day that is not named is closed; one that is named twice is told."""
    found: dict[int, Ruled] = {}
    for line in lines:
        twice = next((day for day in line.days if day in found), None)
        if twice is not None:
            what = f"{NAMES[twice]} has two lines; the other is on line {found[twice].line}."
            record.reading.note(line.node, what, "Name each day in one line only.")
        found |= {day: line for day in line.days if day not in found}
    return tuple(found[day].spans if day in found else () for day in range(7))


def _exceptions(lines: Iterable[Ruled], record: Record) -> tuple[Dated, ...]:
    """A date with two lines is told."""
    found: list[tuple[Dated, Ruled]] = []
    for line in lines:
        assert line.dates is not None  # only dates may stand here
        first, last = line.dates
        other = next(((each, at.line) for each, at in found if first <= each.last and each.first <= last), None)
        if other is not None:
            what = f"{max(first, other[0].first)} has two lines; the other is on line {other[1]}."
            record.reading.note(line.node, what, "Let one of them end before the other begins.")
        found.append((Dated(first, last, line.spans), line))
    return tuple(dated for dated, _ in found)


def _quiet_week(lines: Iterable[Ruled], record: Record) -> tuple[tuple[Span, ...], ...]:
    """Several lines may name a day, if their hours do not overlap."""
    week: list[tuple[Span, ...]] = [()] * 7
    said: dict[tuple[int, Span], int] = {}
    for line in lines:
        for day in line.days:
            for span in line.spans:
                other = next((each for each in week[day] if span.start < each.end and each.start < span.end), None)
                if other is not None:
                    at = said[day, other]
                    what = f"`{clock(span)}` overlaps with {NAMES[day]}'s `{clock(other)}` on line {at}."
                    record.reading.note(line.node, what, "Make one of both.")
                said[day, span] = line.line
            week[day] = (*week[day], *line.spans)
    return tuple(week)


def _overnight(hours: Hours, weekly: Iterable[Ruled], excepted: Iterable[Ruled], record: Record) -> None:
    """Hours past midnight that reach into those of the next day."""
    if hours.week is not None:
        named = {day: line for line in weekly for day in line.days}
        for day in range(7):
            after = (day + 1) % 7
            if _reaches(hours.week[day], hours.week[after]):
                what = f"{NAMES[day]}'s hours are not over when {NAMES[after]}'s begin."
                record.reading.note(named[day].node, what, "Let them end earlier, or the next day's begin later.")
    for line in excepted:
        assert line.dates is not None
        first, last = line.dates
        for eve in dict.fromkeys((first - _ONE_DAY, first, last - _ONE_DAY, last)):
            if _reaches(hours.open_on(eve), hours.open_on(eve + _ONE_DAY)):
                what = f"The hours of {eve} are not over when those of {eve + _ONE_DAY} begin."
                record.reading.note(line.node, what, "Let them end earlier, or the next day's begin later.")
                break


def _reaches(spans: Iterable[Span], following: Iterable[Span]) -> bool:
    first = min((span.start for span in following), default=2 * DAY)
    return any(span.end - DAY > first for span in spans)


def _never_quiet(hours: Hours, lines: Iterable[Ruled], record: Record) -> None:
    """Quiet hours on which the house is never open."""
    for line in lines:
        if not any(_meets(hours, day, line.spans) for day in _days(line)):
            cure = "Write quiet hours that lie within the opening hours, or leave the line out."
            record.reading.note(line.node, f"It is never open at `{line.said}`'s quiet hours.", cure)


def _days(line: Ruled) -> Iterator[date]:
    """Every date of a line; of one for weekdays, those of a week before any exception."""
    if line.dates is None:
        yield from (_MONDAY + day * _ONE_DAY for day in line.days)
    else:
        first, last = line.dates
        yield from (first + days * _ONE_DAY for days in range(min((last - first).days + 1, _ENOUGH)))


def _meets(hours: Hours, day: date, spans: Iterable[Span]) -> bool:
    """Whether any of `spans` of `day` lies in opening hours, its own or its neighbours'."""
    near = [
        (span.start + step * DAY, span.end + step * DAY)
        for step in (-1, 0, 1)
        for span in hours.open_on(day + step * _ONE_DAY)
    ]
    return any(span.start < end and start < span.end for span in spans for start, end in near)


def _no_days(text: str) -> tuple[str, str]:
    """What is wrong with `hours: text`, and its cure."""
    said = re.fullmatch(rf"(?P<days>[A-Za-z, -]*[A-Za-z])(?P<colon> *:)? *(?P<times>{TIMES}|closed)", text)
    if said and are_weekdays(said["days"]):
        cure = f"Write `open:` below `hours:`, and below that, further in, `{said['days']}: {said['times']}`."
        return ("There is no space after the colon." if said["colon"] else "A colon is missing after the days."), cure
    if re.fullmatch(TIMES, text):
        cure = f"Write `open:` below `hours:`, and below that, further in, `mon-sun: {text}`."
        return "Times of day do not say for which days.", cure
    cure = "Write `open:` below `hours:`, and below that, further in, lines such as `tue-sun: 10:00-18:00`."
    return f"`{text}` does not say when it is open.", f"{cure} Without `hours` it is always open."


class _Hours(Form[Hours]):
    """Who writes days, dates or times right below `hours`, or behind it, is told where they belong."""

    def read(self, node: Node, reading: Reading) -> Hours:
        if isinstance(node, SequenceNode):
            cure = "Leave the dashes out, and write the days below `open:`, further in."
            reading.refuse(node, "Opening hours are no list.", cure)
        if isinstance(node, ScalarNode):
            reading.refuse(node, *_no_days(" ".join(node.value.split())))
        return super().read(node, reading)

    def unknown(self, name: str, value: Node) -> str | None:
        if weekdays(name):
            return "It belongs below `open:`."
        return "It belongs below `except:`." if re.match("[0-9]", name) else super().unknown(name, value)


HOURS = _Hours(
    "the hours",
    [
        Key(
            "open", Lines(Times(closed=True), weekdays=True, dates=False), "each weekday; not named: closed", default=()
        ),
        Key("except", Lines(Times(closed=True), weekdays=False, dates=True), "dates with other hours", default=()),
        Key("quiet", Lines(Times(closed=False), weekdays=True, dates=True), "when the sound is lower", default=()),
        Key(
            "quiet-loudest",
            WholeNumber(0, 100, "a percentage from 0 to 100"),
            "how loud it is in quiet hours, in percent of usual",
            default=0,
        ),
        Key(
            "grace", Duration(0, 3_600_000, long=True), "how long a visit may go on after closing time", default=300_000
        ),
    ],
    _make,
)
