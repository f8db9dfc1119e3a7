"""When the museum opens again, as it may be told to a visitor."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Reopening:
    """On the museum's clock: `days` from today (0: today), `weekday` 0..6 from Monday, `month` 1..12."""

    days: int
    weekday: int
    day: int
    month: int
    hour: int
    minute: int
