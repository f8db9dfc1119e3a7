"""Open or closed other than planned, for a time: a private view, a burst pipe. Pure, but for reading and writing it."""

from __future__ import annotations

import json
import re
from dataclasses import dataclass
from datetime import UTC, datetime, time, timedelta
from pathlib import Path
from typing import TYPE_CHECKING, Final, Literal

from kiosk.station.clock import read_time
from kiosk.station.hours import reached

if TYPE_CHECKING:
    from collections.abc import Callable

    from kiosk.station.hours import Hours, State

FILE: Final = "hours-override.json"
LONGEST: Final = timedelta(days=31)
"""One that is forgotten shall not hold for ever; for longer there are the settings' `except`."""


_WRITE: Final = 'Write `22:00`, or `"2026-12-24 16:55"`.'


@dataclass(frozen=True, slots=True)
class Overridden:
    """`planned` hours, but `told` until then. Quiet hours stay quiet. Asked like Hours."""

    planned: Hours
    told: Literal["open", "closed"]
    until: datetime

    @property
    def grace(self) -> int:
        return self.planned.grace

    @property
    def quiet_loudest(self) -> int:
        return self.planned.quiet_loudest

    def state(self, at: datetime) -> State:
        planned = self.planned.state(at)
        if at >= self.until:
            return planned
        return "quiet" if self.told == "open" and planned == "quiet" else self.told

    def next_change(self, at: datetime) -> datetime | None:
        return self._next(at, self.state)

    def opens_or_closes(self, at: datetime) -> datetime | None:
        return self._next(at, lambda then: "closed" if self.state(then) == "closed" else "open")

    def _next(self, at: datetime, seen: Callable[[datetime], State]) -> datetime | None:
        """Through the plan's changes, and the override's end among them."""
        before, then = seen(at), at
        while True:
            change = self.planned.next_change(then)
            if then < self.until and (change is None or change > self.until):
                change = self.until
            if change is None or seen(change) != before:
                return change
            then = change


def is_time(text: str) -> bool:
    """Whether it is written as a time alone, `18:30`; there may be no such time."""
    return re.fullmatch(r"[0-9]{1,2}:[0-9]{2}", text.strip()) is not None


def read_until(text: str | None, now: datetime) -> datetime:
    """`18:30` of today, or of tomorrow where that is over; `2026-12-24 18:30`; None, or `24:00`: midnight. In the zone
    of `now`. Raises ValueError with the cure."""
    assert now.tzinfo is not None
    day = now.date()
    if text is None or text.strip() == "24:00":  # where clocks are set forward at midnight, there is none
        return reached(datetime.combine(day + timedelta(days=1), time(), now.tzinfo)).astimezone(now.tzinfo)
    if is_time(text):
        hour, minute = (int(part) for part in text.strip().split(":"))
        if hour > 23 or minute > 59:
            raise ValueError(f"There is no time {text.strip()}. {_WRITE}")
        until = read_time(f"{day} {text.strip()}", now.tzinfo)
        if until <= now:
            until = read_time(f"{day + timedelta(days=1)} {text.strip()}", now.tzinfo)
    elif re.match(r"\s*[0-9]{4}-", text):
        until = read_time(text, now.tzinfo)
    else:
        raise ValueError(f"`{text}` is no time. {_WRITE}")
    if until <= now:
        raise ValueError(f"`{text}` is over. Write a time that is still to come.")
    if until - now > LONGEST:
        raise ValueError(f"`{text}` is more than {LONGEST.days} days away. Write it into the settings, below `except`.")
    return until


def read_override(file: Path, hours: Hours, now: datetime) -> Overridden | None:
    """What was told before the program started anew; None where nothing was, where it is over, or is no such file."""
    try:
        said = json.loads(file.read_text(encoding="utf-8"))
        told, until = said["told"], datetime.fromisoformat(said["until"])
    except (OSError, ValueError, KeyError, TypeError):
        return None
    if told not in ("open", "closed") or until.tzinfo is None or not now < until <= now + LONGEST:
        return None
    return Overridden(hours, told, until.astimezone(now.tzinfo))


def write_override(file: Path, override: Overridden | None) -> None:
    """Raises OSError. Whole or not at all: one that a power cut halved is as none."""
    if override is None:
        file.unlink(missing_ok=True)
        return
    file.parent.mkdir(parents=True, exist_ok=True)
    beside = file.with_name(f".{file.name}")
    until = override.until.astimezone(UTC).isoformat()
    beside.write_text(json.dumps({"told": override.told, "until": until}), encoding="utf-8")
    beside.replace(file)
