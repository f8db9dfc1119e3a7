"""A machine to boot: a container or an emulated computer, by the few things that a proof needs of it."""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Final, Protocol

GUEST: Final = Path(__file__).parent / "guest"
"""The programs that run inside."""


class MachineError(Exception):
    """The machine did not start, is gone, or does not answer. The text says what to look at."""


@dataclass(frozen=True, slots=True)
class Ran:
    """A command inside that has ended: its exit code, and what it wrote."""

    code: int
    out: str


class Machine(Protocol):
    """`name` stands in the table; `screen` is the size of its screen in pixels; `slow` multiplies every patience."""

    name: str
    screen: tuple[int, int]
    slow: float

    def power_on(self) -> None:
        """Raises MachineError. Returns at once, long before anything has started."""

    def running_for(self) -> float:
        """Seconds since power_on()."""

    def run(self, *command: str, given: str = "", patience: float = 60.0) -> Ran:
        """Run a command inside, as root, with `given` on its standard input. Raises MachineError, also where it takes
        longer than `patience` seconds."""

    def still(self, file: Path) -> bool:
        """Write what is on the screen as a PNG. False where there is nothing to be seen yet."""

    def touch(self, x: int, y: int) -> None:
        """Put a finger on the screen for a moment, in pixels. Returns when it is lifted, or later."""

    def cut_power(self) -> None:
        """End it without a word to anybody inside."""


def awaited(seconds: float, asked: Callable[[], bool], every: float = 0.2) -> float | None:
    """Wait until `asked` says yes. After how many seconds it did; None if it had not after so many."""
    begun = time.monotonic()
    while (passed := time.monotonic() - begun) < seconds:
        if asked():
            return time.monotonic() - begun
        time.sleep(min(every, max(0.0, seconds - passed)))
    return None
