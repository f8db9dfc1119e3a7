"""The hours in a technician's words: `open until 18:00`."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from kiosk.station.hours import Hours
    from kiosk.station.override import Overridden

_DAYS = ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")


def said(hours: Hours | Overridden, now: datetime) -> str:
    """How it is, and until when: `closed until Tue 10:00`, `quiet until 11:00, open until 18:00`, or just `open`."""
    state, change = hours.state(now), hours.opens_or_closes(now)
    until = f" until {when(change, now.date())}" if change is not None else ""
    if state == "quiet":
        louder = hours.next_change(now)
        if louder is not None and louder != change:
            return f"quiet until {when(louder, now.date())}, open{until}"
    return state + until


def when(at: datetime, today: date) -> str:
    """`18:00` today, `midnight` at its end, `Tue 10:00` within a week, else `2026-12-24 10:00`."""
    day = at.date()
    if day == today + timedelta(days=1) and (at.hour, at.minute) == (0, 0):
        return "midnight"
    if day == today:
        return f"{at:%H:%M}"
    if day < today + timedelta(days=7):
        return f"{_DAYS[day.weekday()]} {at:%H:%M}"
    return f"{at:%Y-%m-%d %H:%M}"
