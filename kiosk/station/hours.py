"""When the kiosk is open, closed or quiet. Pure: it is asked about a time, and knows no clock.

Hours are what a clock on the museum's wall shows. `18:00-02:00` belongs to the day it begins on. Where clocks are set
forward, an hour that does not exist is over at once: what begins in it begins when the clock jumps. Where they are set
back, the first of two equal hours counts: what closes at 02:30 does not open again when it is 02:30 for a second time.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta, tzinfo
from typing import Final, Literal

State = Literal["open", "quiet", "closed"]

DAY: Final = 24 * 60
"""Minutes."""
AHEAD: Final = 400
"""Days in which a change is looked for: more than a year, so that one day a year is found."""
_BEFORE: Final = 2
"""Days before the one asked about whose hours may reach into it; one more, for zones that left a day out."""
_SECOND: Final = timedelta(seconds=1)
_ONE_DAY: Final = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Span:
    """Minutes after the day's midnight: `start` 0..1439, `end` after it, by a day at the most (26:00 is 2 at night)."""

    start: int
    end: int


WHOLE_DAY: Final = (Span(0, DAY),)


@dataclass(frozen=True, slots=True)
class Dated:
    """`spans` on every day from `first` to `last`, both included. None at all: closed."""

    first: date
    last: date
    spans: tuple[Span, ...] = ()

    def holds(self, day: date) -> bool:
        return self.first <= day <= self.last


@dataclass(frozen=True, slots=True)
class Hours:
    """Ever open, where nothing is said. Times asked about are aware, in the zone of the museum's clock."""

    week: tuple[tuple[Span, ...], ...] | None = None
    """Seven, from Monday; None: open all day, every day."""
    exceptions: tuple[Dated, ...] = ()
    """Instead of the week's hours. No two hold on the same day."""
    quiet_week: tuple[tuple[Span, ...], ...] = ((),) * 7
    """Seven, from Monday: when it is quiet, if it is open at all."""
    quiet_dates: tuple[Dated, ...] = ()
    """Quiet besides the week's quiet hours."""
    quiet_loudest: int = 0
    """Percent of the usual loudness in quiet hours; 0: no sound."""
    grace: int = 300_000
    """Ms that a visit may go on after closing time."""

    @property
    def kept(self) -> bool:
        """Whether anything ever changes."""
        return self.week is not None or bool(self.exceptions or self.quiet_dates) or any(self.quiet_week)

    def open_on(self, day: date) -> tuple[Span, ...]:
        for exception in self.exceptions:
            if exception.holds(day):
                return exception.spans
        return WHOLE_DAY if self.week is None else self.week[day.weekday()]

    def quiet_on(self, day: date) -> tuple[Span, ...]:
        dated = (span for quiet in self.quiet_dates if quiet.holds(day) for span in quiet.spans)
        return (*self.quiet_week[day.weekday()], *dated)

    def state(self, at: datetime) -> State:
        """How it is at `at`, which has to be aware."""
        now = at.astimezone(UTC)
        if not _within(now, self._spans(at, quiet=False)):
            return "closed"
        return "quiet" if _within(now, self._spans(at, quiet=True)) else "open"

    def next_change(self, at: datetime) -> datetime | None:
        """When the state will be another than at `at`, in the same zone; None where that is not within 400 days."""
        return self._next(at, {self.state(at)})

    def opens_or_closes(self, at: datetime) -> datetime | None:
        """As next_change(), but between open and quiet there is no difference."""
        return self._next(at, {"closed"} if self.state(at) == "closed" else {"open", "quiet"})

    def _next(self, at: datetime, same: set[State]) -> datetime | None:
        now, zone = at.astimezone(UTC), at.tzinfo
        for days in range(AHEAD):
            if self._goes_on(_date(at, days), same):
                continue
            begin, end = _instants(WHOLE_DAY[0], _date(at, days), zone)
            for edge in sorted(self._edges(_date(at, days), zone)):
                if now < edge and begin <= edge < end and self.state(edge.astimezone(zone)) not in same:
                    return edge.astimezone(zone)
        return None

    def _goes_on(self, day: date, same: set[State]) -> bool:
        """Whether `day` surely is as `same` from end to end, without a look at the zone: a year of them is long."""
        near = [day - past * _ONE_DAY for past in range(_BEFORE + 1)]
        if "closed" in same:
            return not any(self.open_on(each) for each in near)
        if self.open_on(day) != WHOLE_DAY or "open" not in same:
            return False
        return "quiet" in same or not any(self.quiet_on(each) for each in near)

    def _edges(self, until: date, zone: tzinfo | None) -> Iterator[datetime]:
        """When anything begins or ends that belongs to the day `until` or to those whose hours may reach into it."""
        for days in range(-_BEFORE, 1):
            day = until + days * _ONE_DAY
            for span in (*self.open_on(day), *self.quiet_on(day)):
                yield from _instants(span, day, zone)

    def _spans(self, at: datetime, *, quiet: bool) -> Iterator[tuple[datetime, datetime]]:
        for days in range(-_BEFORE, 2):
            day = _date(at, days)
            for span in self.quiet_on(day) if quiet else self.open_on(day):
                yield _instants(span, day, at.tzinfo)


def reached(wall: datetime) -> datetime:
    """When the clock of `wall`'s zone first shows `wall` or a later time, to the second, in UTC."""
    instant = wall.replace(fold=0).astimezone(UTC)
    if _shown(instant, wall) == wall.replace(tzinfo=None, fold=0):
        return instant
    # The clock never shows it: it is set forward between these two.
    early, late = wall.replace(fold=1).astimezone(UTC), instant
    while late - early > _SECOND:
        middle = early + (late - early) // 2
        middle = middle.replace(microsecond=0)
        if _shown(middle, wall) < wall.replace(tzinfo=None):
            early = middle
        else:
            late = middle
    return late


def _shown(instant: datetime, like: datetime) -> datetime:
    """What the clock of `like`'s zone shows at `instant`, without its zone."""
    return instant.astimezone(like.tzinfo).replace(tzinfo=None, fold=0)


def _instants(span: Span, day: date, zone: tzinfo | None) -> tuple[datetime, datetime]:
    """When a span of `day` begins and ends, in UTC, by the clock of `zone`."""
    midnight = datetime.combine(day, time(), zone)
    return reached(midnight + timedelta(minutes=span.start)), reached(midnight + timedelta(minutes=span.end))


def _within(now: datetime, spans: Iterator[tuple[datetime, datetime]]) -> bool:
    return any(start <= now < end for start, end in spans)


def _date(at: datetime, days: int) -> date:
    return at.date() + days * _ONE_DAY
