"""The technician's PIN and what lies behind it: pure, over times in milliseconds.

How long the PIN is nobody is told: it is typed and then entered. Each try is counted before it is looked at.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Literal

from kiosk.secret import DIGITS, is_hashed, is_pin

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
    checking: bool = False
    """What was typed is being looked at; nothing more can be typed meanwhile."""
    locked: int = 0
    """Minutes, rounded up, until it can be tried again."""

    @property
    def ready(self) -> bool:
        """Enough was typed to be entered."""
        return self.place == "pin" and self.digits >= DIGITS[0] and not self.checking and not self.locked


class PinLock:
    """`secret` is 4 to 8 digits, their hash, or empty: then there is no door. Raises ValueError for anything else.

    `tries`: when wrong ones were typed before. What `enter` gives has to be looked at by somebody who then calls
    `decided`."""

    def __init__(self, secret: str, tries: Sequence[int] = ()) -> None:
        if secret and not (is_pin(secret) or is_hashed(secret)):
            raise ValueError("a technician's PIN is 4 to 8 digits, or what `kiosk pin` made of them")
        self._door = bool(secret)
        self._typed = ""
        self._tries = list(tries)
        self._looking = False
        """Something was entered of which nothing has been decided; the pad may have been closed meanwhile."""
        self._pad = Pad()

    @property
    def pad(self) -> Pad:
        return self._pad

    @property
    def tries(self) -> tuple[int, ...]:
        """When each was made that counts."""
        return tuple(self._tries)

    def knock(self, now: int) -> bool:
        """The corners were held. False where there is no door or it is open already."""
        if not self._door or self._pad.place != "closed":
            return False
        self._typed = ""
        self._pad = Pad("pin", checking=self._looking, locked=self._locked(now))
        return True

    def digit(self, digit: str, now: int) -> None:
        if self._pad.place != "pin" or self._pad.checking or self._locked(now) or len(self._typed) == DIGITS[1]:
            return
        self._typed += digit
        self._pad = Pad("pin", len(self._typed))

    def erase(self) -> None:
        if self._pad.place == "pin" and not self._pad.checking:
            self._typed = self._typed[:-1]
            self._pad = Pad("pin", len(self._typed), locked=self._pad.locked)

    def enter(self, now: int) -> str | None:
        """What is to be looked at; it counts as a wrong try until it is found right. None where nothing can be."""
        if not self._pad.ready or self._locked(now):
            return None
        typed, self._typed = self._typed, ""
        self._tries.append(now)
        self._looking = True
        self._pad = replace(self._pad, checking=True)
        return typed

    def decided(self, right: bool, now: int) -> None:
        """It was looked at. The panel opens only on the pad it was typed on."""
        self._looking = False
        mine = self._pad.digits >= DIGITS[0]
        if right:
            self._tries.clear()
        if self._pad.place != "pin":
            return
        if right and mine:
            self._pad = Pad("panel")
        else:
            self._pad = Pad("pin", wrong=mine, locked=self._locked(now))

    def close(self) -> None:
        self._typed = ""
        self._pad = Pad()

    def _locked(self, now: int) -> int:
        """Minutes until the oldest of the last five wrong tries is a quarter of an hour old."""
        self._tries = [when for when in self._tries if now - when < QUARTER]
        if len(self._tries) < TRIES:
            return 0
        return -(-(self._tries[-TRIES] + QUARTER - now) // 60_000)
