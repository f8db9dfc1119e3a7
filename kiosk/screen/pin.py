"""The technician's PIN and what lies behind it: pure, over times in milliseconds."""

from __future__ import annotations

import hmac
from dataclasses import dataclass
from typing import Literal

TRIES = 5
QUARTER = 15 * 60_000
"""ms: five tries in a quarter of an hour, then the door stays shut for the rest of it."""
OPEN_FOR = 60_000
"""ms without a touch after which pad and panel close themselves."""


@dataclass(frozen=True, slots=True)
class Pad:
    """What the screen shows of it."""

    place: Literal["closed", "pin", "panel"] = "closed"
    digits: int = 0
    """How many have been typed; never which."""
    wrong: bool = False
    locked: int = 0
    """Minutes, rounded up, until it can be tried again."""


class PinLock:
    """`pin` is 4 to 8 digits, or empty: then there is no door. Raises ValueError for anything else."""

    def __init__(self, pin: str) -> None:
        if pin and not (4 <= len(pin) <= 8 and pin.isascii() and pin.isdigit()):
            raise ValueError("a technician's PIN is 4 to 8 digits")
        self._pin = pin
        self._typed = ""
        self._tries: list[int] = []
        self._pad = Pad()

    @property
    def pad(self) -> Pad:
        return self._pad

    def knock(self, now: int) -> bool:
        """The corners were held. False where there is no door or it is open already."""
        if not self._pin or self._pad.place != "closed":
            return False
        self._typed = ""
        self._pad = Pad("pin", locked=self._locked(now))
        return True

    def digit(self, digit: str, now: int) -> None:
        if self._pad.place != "pin" or self._locked(now):
            return
        self._typed += digit
        self._pad = Pad("pin", len(self._typed))
        if len(self._typed) == len(self._pin):
            self._decide(now)

    def erase(self) -> None:
        if self._pad.place == "pin":
            self._typed = self._typed[:-1]
            self._pad = Pad("pin", len(self._typed), locked=self._pad.locked)

    def close(self) -> None:
        self._typed = ""
        self._pad = Pad()

    def _decide(self, now: int) -> None:
        right = hmac.compare_digest(self._typed, self._pin)
        self._typed = ""
        if right:
            self._tries.clear()
            self._pad = Pad("panel")
            return
        self._tries.append(now)
        self._pad = Pad("pin", wrong=True, locked=self._locked(now))

    def _locked(self, now: int) -> int:
        """Minutes until the oldest of the last five wrong tries is a quarter of an hour old."""
        self._tries = [when for when in self._tries if now - when < QUARTER]
        if len(self._tries) < TRIES:
            return 0
        return -(-(self._tries[-TRIES] + QUARTER - now) // 60_000)
