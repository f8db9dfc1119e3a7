"""How far a long piece of work is, on one line of a terminal; without a terminal, each step once as a line."""

from __future__ import annotations

import sys
import time
from collections.abc import Callable
from typing import Final, TextIO

WIDTH: Final = 24
SETTLED: Final = 5.0
"""Seconds of a step, before what is left of it is foretold."""
OFTEN: Final = 0.2
"""Seconds between two drawings."""


class Progress:
    """Called with what is being done and how much of it is done, 0 to 1."""

    def __init__(self, name: str, out: TextIO | None = None, clock: Callable[[], float] = time.monotonic) -> None:
        self.name, self.out, self.clock = name, out or sys.stderr, clock
        self.shown = self.out.isatty()
        self._phase, self._since, self._drawn = "", 0.0, 0.0

    def __call__(self, phase: str, part: float) -> None:
        now = self.clock()
        new = phase != self._phase
        if new:
            self._phase, self._since = phase, now
        if not self.shown:
            if new:
                print(f"{self.name}: {phase}", file=self.out, flush=True)
            return
        if new or now - self._drawn >= OFTEN:
            self._drawn = now
            self.out.write(f"\r\033[K{self._line(part, now - self._since)}")
            self.out.flush()

    def close(self) -> None:
        """Leave the line empty."""
        if self.shown:
            self.out.write("\r\033[K")
            self.out.flush()

    def _line(self, part: float, spent: float) -> str:
        if part <= 0:
            return f"{self.name[:40]}: {self._phase} …"
        full = round(WIDTH * part)
        left = f"  {_minutes(spent / part - spent)} left" if spent >= SETTLED and part < 1 else ""
        return f"{'█' * full}{'░' * (WIDTH - full)} {part:4.0%}  {self.name[:40]}: {self._phase}{left}"


def _minutes(seconds: float) -> str:
    return f"{seconds / 60:.0f} min" if seconds >= 90 else f"{max(1, seconds):.0f} s"
