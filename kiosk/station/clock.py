"""The museum's clock: the machine's own in its own time zone, or another time as if it were now."""

from __future__ import annotations

import os
import time
from collections.abc import Callable
from datetime import UTC, datetime, timedelta, tzinfo
from pathlib import Path
from typing import Final
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from kiosk.station.hours import reached

Now = Callable[[], datetime]
"""What time it is: aware, in the museum's zone."""

BUILT: Final = 2026
"""The year in which this program was written: a clock that shows an earlier one was never set."""
_LOCAL: Final = Path("/etc/localtime")
_FORMATS: Final = ("%Y-%m-%d %H:%M", "%Y-%m-%dT%H:%M")


def local_zone(local: Path = _LOCAL) -> tzinfo:
    """The machine's time zone, by `TZ` or /etc/localtime; UTC where neither names one."""
    named = os.environ.get("TZ", "").removeprefix(":")
    name = named or "/".join(local.resolve().parts).partition("zoneinfo/")[2]
    try:
        return ZoneInfo(name)
    except (ZoneInfoNotFoundError, ValueError, OSError):
        pass
    try:
        with local.open("rb") as file:
            return ZoneInfo.from_file(file)
    except (OSError, ValueError):
        return UTC


def clock(zone: tzinfo) -> Now:
    """The machine's clock."""
    return lambda: datetime.now(zone)


def as_if(begin: datetime) -> Now:
    """A clock that shows `begin` now, and goes on from there; nothing that the machine's own does moves it."""
    began = time.monotonic()
    start = begin.astimezone(UTC)
    return lambda: (start + timedelta(seconds=time.monotonic() - began)).astimezone(begin.tzinfo)


def is_unset(now: datetime) -> bool:
    """Whether this is what a clock shows that nobody has set: a board without a battery begins in 1970."""
    return now.year < BUILT


def read_time(text: str, zone: tzinfo) -> datetime:
    """`2026-12-24 16:55` on the clock of `zone`. Raises ValueError with the cure for anything else."""
    for form in _FORMATS:
        try:
            found = datetime.strptime(text.strip(), form).replace(tzinfo=zone)
        except ValueError:
            continue
        shown = reached(found).astimezone(zone)
        if shown.replace(tzinfo=None, fold=0) != found.replace(tzinfo=None):
            raise ValueError(f"`{text}` does not exist: clocks are set forward then, to {shown:%H:%M}. Write that.")
        return shown
    raise ValueError(f'`{text}` is not a date and time. Write "2026-12-24 16:55": year, month, day, hour and minute.')
