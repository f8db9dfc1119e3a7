"""A stretch of a film that goes round while a visitor thinks: what is known of it, and what is due when.

Two decks in turn, as for a loop. But no deck can wait before a picture between two key frames: VLC shows none until it
runs. So the one that takes over runs LEAD before its turn, unseen and unheard, and the swap is when its first picture
of the stretch is there; the other one shows no picture of after the stretch, however long that takes.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Final

from kiosk.footage.probe import STILLS
from kiosk.footage.take import Order

LEAD: Final = 100
"""ms: three pictures at 30 a second. The first ones of a start may come late, or be of before it (73 for 75)."""
BEGINS: Final = 12
"""ms from the call to the first picture, at the median; 7..24 measured on a quiet machine."""


@dataclass(eq=False, slots=True)
class Stretch:
    """`start` and `end` in ms of film; pictures from `start` on and before `end` are in it. The GUI's thread only."""

    start: int
    end: int
    started: bool = False
    """The next round runs already, unseen."""
    led: bool = False
    """Its first picture is there."""
    over: bool = False
    """The film itself has run out at the stretch's end: it cannot go on from there."""

    def round(self, order: Order) -> Order:
        """What to make ready for the next round, of a play that is shown by `order`."""
        if self.start <= LEAD:
            return replace(order, start=0, lead=0)
        still = order.path.suffix.lower() in STILLS
        return replace(order, start=self.start, lead=0 if still else LEAD)

    def anew(self) -> None:
        """The next round is not there any more, or has become this one."""
        self.started = self.led = False

    def starts(self, order: Order) -> int:
        """The film time at which the next round has to be started."""
        return self.end - self.round(order).lead - BEGINS

    def next_due(self, position: int, order: Order) -> int | None:
        """The film time after `position` at which something has to be done."""
        times = (self.end,) if self.started else (self.starts(order), self.end)
        return next((time for time in times if time > position), None)

    def swaps(self, position: int, interval: float) -> bool:
        """Whether the next round, which is there, may take over: the last picture of this one was seen."""
        return position >= self.end - interval / 2
