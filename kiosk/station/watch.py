"""Sees when nobody is there for a finger, and where the program was meanwhile.

The rounds of the GUI's loop say how long it was away (`rounds.py`); a thread beside it looks at what it does once that
is too long. Both together cost less than 0.3 % of a processor while film runs.
"""

from __future__ import annotations

import logging
import sys
import threading
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from types import FrameType
from typing import Final

from kiosk.station.incidents import LATE
from kiosk.station.rounds import Round, Rounds

log = logging.getLogger(__name__)

LIMIT: Final = 0.05
"""Seconds. A finger waits so long for its light at most; three pictures of film at 60 a second."""
HANGS: Final = 1.0
"""Seconds after which it is written down while it lasts: it may never end."""
LOOK_EVERY: Final = 0.045
"""Seconds; less than LIMIT, so that one look falls into every round that will be too long."""
SAME_AGAIN: Final = 600.0
"""Seconds in which the same place is written down once."""
PLACES: Final = 100
"""Places that are remembered: more are not told apart any more."""
FRAMES: Final = 4
"""Calls that are named, the innermost first."""
_LATE: Final = {"done": "nothing: it passes by itself, or the watchdog ends it", "still": False}
"""For the record of incidents: a still would hold up the GUI's thread once more."""

UNSEEN: Final = "a call that let no other thread run"
IN_QT: Final = "Qt itself: drawing, or making what a screen is made of"

_OURS: Final = str(Path(__file__).parents[1])


@dataclass(frozen=True, slots=True)
class Block:
    """A round that was too long, and `where` the thread was when that was seen."""

    round: Round
    where: str

    def __str__(self) -> str:
        return f"{self.round.own * 1000:.0f} ms in {self.where}"


class Watch:
    """Made, started and stopped in the GUI's thread. `blocked` hears of each round whose own time is beyond `limit`
    seconds; else the journal does."""

    def __init__(self, blocked: Callable[[Block], None] | None = None, *, limit: float = LIMIT) -> None:
        self._blocked = blocked or Told().write_down
        self._limit = limit
        self._rounds = Rounds(self._over, limit)
        self._seen: tuple[float, str] = (0.0, "")
        """The round that was looked at last, by its begin, and where it was."""
        self._gui = threading.get_ident()
        self._stopping = False
        self._thread: threading.Thread | None = None

    def start(self) -> None:
        if self._thread is not None:
            return
        if not self._rounds.start():
            log.warning("the screen is not watched for standing still: Qt runs without GLib (unset QT_NO_GLIB)")
            return
        self._thread = threading.Thread(target=self._look, name="watch", daemon=True)
        self._thread.start()

    def stop(self) -> None:
        if self._thread is not None:
            self._stopping = True
            self._thread.join()
            self._thread = None
            self._rounds.stop()

    def longest(self) -> float:
        """Seconds of the longest round of the last ten."""
        return self._rounds.longest()

    def measure(self, call: Callable[[], None]) -> None:
        """Watch a `call` that is made outside the loop, as if the loop had made it."""
        self._rounds.measure(call)

    # ---- the GUI's thread

    def _over(self, lasted: Round) -> None:
        if lasted.own > self._limit:
            began, where = self._seen
            self._blocked(Block(lasted, where if began == lasted.began else UNSEEN))

    # ---- the thread beside

    def _look(self) -> None:
        pause, told = LOOK_EVERY, 0.0
        while not self._stopping:
            time.sleep(pause)  # an Event's wait costs twice as much
            pause, since = LOOK_EVERY, self._rounds.since
            if not since:
                continue
            lasts = time.monotonic() - since
            if lasts <= self._limit:
                pause = self._limit - lasts + 0.001
            elif self._seen[0] != since:
                frame = self._frame()
                where = IN_QT if frame.f_code is self._rounds.loop else place(frame)
                if self._rounds.since == since:  # still the same round: what was seen is of it
                    self._seen = (since, where)
            elif lasts > HANGS and told != since:
                told = since
                log.error(
                    "incident: the screen has not moved for %.0f s, and still does not: %s", lasts, self._seen[1],
                    extra=_LATE,
                )  # fmt: skip

    def _frame(self) -> FrameType:
        return sys._current_frames()[self._gui]


def place(innermost: FrameType) -> str:
    """Where a thread is, as `file:line function`, the innermost call first: that one, and those of ours around it."""
    calls: list[str] = []
    frame: FrameType | None = innermost
    while frame is not None and len(calls) < FRAMES:
        file = frame.f_code.co_filename
        if not calls or file.startswith(_OURS):
            calls.append(f"{'/'.join(Path(file).parts[-2:])}:{frame.f_lineno} {frame.f_code.co_name}")
        frame = frame.f_back
    return " < ".join(calls)


class Told:
    """Writes blocks down, each place once in SAME_AGAIN seconds, with how often it came since."""

    def __init__(self, now: Callable[[], float] = time.monotonic) -> None:
        self._now = now
        self._places: dict[str, tuple[float, int]] = {}

    def write_down(self, block: Block) -> None:
        where = block.where if block.where in self._places or len(self._places) < PLACES else ""
        told, again = self._places.get(where, (-SAME_AGAIN, 0))
        if self._now() - told < SAME_AGAIN:
            self._places[where] = (told, again + 1)
            return
        self._places[where] = (self._now(), 0)
        since = f"; {again} times more since it was last told" if again else ""
        log.warning(
            "incident: for %.0f ms %s (%.0f are allowed): %s%s",
            block.round.own * 1000, LATE, LIMIT * 1000, block.where, since, extra=_LATE,
        )  # fmt: skip
