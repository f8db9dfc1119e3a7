"""What is tried when film stands still, step by step, and when to stop trying in public. Pure: the clock is given.

The steps: footage begins the clip again at its place, once and by itself → it gives the clip up, and its deck (what is
shown next has a new one) → VLC anew → the program anew → the resting screen. What was tried has to be remembered across
programs, also those that died: `Past` is what is written down.

A life is one start of the program. One that ends as it was asked to is taken back; one that crashed, that the watchdog
ended or that this ladder gave up stays counted, until some life was well for WELL seconds.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from enum import Enum
from typing import Final

LIVES: Final = 5
"""Starts in a row that may end badly before the kiosk rests."""
CALM: Final = 60.0
"""Seconds without trouble after which the steps begin at the first one again."""
WELL: Final = 600.0
"""Seconds without trouble after which a life counts as a good one, and all before it as forgotten."""
PAUSES: Final = (60.0, 120.0, 300.0, 600.0, 1800.0)
"""Seconds that the kiosk rests: the first time, the second …; then the last of these, again and again."""


class Step(Enum):
    AGAIN = "the clip is begun again at its place, on another deck"
    CLIP = "the clip is given up, and its deck; what comes next has a new one"
    VLC = "VLC is begun anew"
    PROGRAM = "the program is started anew"
    BESIDE = "it is begun again on a new deck; the film goes on"
    WITHOUT = "the film goes on without it"


@dataclass(frozen=True, slots=True)
class Past:
    """`boot` is which boot of the machine it was written in. After another, nothing of it counts: a power cut is no
    fault of ours, and a technician who pulls the plug wants a try."""

    boot: str = ""
    lives: int = 0
    """That began and were not good, this one among them."""
    rests: int = 0
    """Since the last good life."""


class Ladder:
    """`past` changes with every call; whoever calls writes it down."""

    def __init__(self, past: Past, boot: str) -> None:
        self.past = past if past.boot == boot else Past(boot)
        self._troubles = 0
        self._last = 0.0
        self._beside = -CALM

    def begin(self, now: float) -> float:
        """A life begins at `now` (seconds since the boot). For how many seconds it has to rest first; 0.0: not at all.

        After the rest there is one try, which is a new life."""
        self._last = now
        lives = self.past.lives + 1
        if lives <= LIVES:
            self.past = replace(self.past, lives=lives)
            return 0.0
        rests = self.past.rests + 1
        self.past = replace(self.past, lives=LIVES - 1, rests=rests)
        return PAUSES[min(rests, len(PAUSES)) - 1]

    def trouble(self, now: float) -> Step:
        """Film stood still; what to try now."""
        if now - self._last > CALM:
            self._troubles = 0
        self._last = now
        self._troubles += 1
        return (Step.CLIP, Step.VLC, Step.PROGRAM)[min(self._troubles, 3) - 1]

    def again(self, now: float) -> Step:
        """Film stood still, and footage begins it again: no step of its own, but the steps before it are remembered."""
        if now - self._last > CALM:
            self._troubles = 0
        self._last = now
        return Step.AGAIN

    def beside(self, now: float, *, again: bool) -> Step:
        """What runs beside the film hangs, a description or a signer. `again`: it is begun once more. Never the program
        anew: the film is well."""
        if not again:
            return Step.WITHOUT
        soon, self._beside = now - self._beside <= CALM, now
        return Step.VLC if soon else Step.BESIDE

    def look(self, now: float) -> bool:
        """Whether this life has become a good one by now; True once."""
        if now - self._last <= WELL or (self.past.lives, self.past.rests) == (0, 0):
            return False
        self.past = Past(self.past.boot)
        return True

    def end(self) -> None:
        """This life ends because it was asked to: it was no bad one. Not for one that rested."""
        self.past = replace(self.past, lives=max(0, self.past.lives - 1))
