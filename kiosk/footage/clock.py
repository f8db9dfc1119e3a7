"""Where a film is, to a few milliseconds, from a clock that libvlc reads out every 250 ms.

The first picture after a start tells when the film began to run; libvlc's own readings correct that later (its first
ones are up to 135 ms off, later ones 3 ms).
"""

from __future__ import annotations

import statistics
from collections import deque
from typing import Final

WARM_UP: Final = 0.6
"""Seconds after a start in which libvlc's readings are not believed."""
REACH: Final = 0.75
"""Seconds the film is thought to run on after the last sign of life. libvlc's readings come at most 0.5 s apart."""
READINGS: Final = 5


class FilmClock:
    """Film time of one loading of a clip. Times in are monotonic seconds, film times milliseconds.

    `displayed` and `read` come from VLC's threads, the rest from the GUI's; each only rebinds attributes, which the
    interpreter does in one step. Never goes back.
    """

    def __init__(self, start: int = 0, *, reach: float = REACH) -> None:
        self._reach = reach
        self.step = 0.0
        """ms of film from the picture that is held before a start to the first one after it."""
        self._fresh, self._told = True, 0.0
        self._held = start == 0
        self._stood = float(start)
        self._began: float | None = None
        self._waiting = False
        self._offset = 0.0
        self._sign = 0.0
        self._read = -1
        self._readings: deque[float] = deque(maxlen=READINGS)
        self._last = float(start)

    @property
    def running(self) -> bool:
        return self._waiting or self._began is not None

    @property
    def last_sign(self) -> float | None:
        """When the film was last known to move; None while it is not meant to, or has not begun."""
        return None if self._began is None else self._sign

    def run(self, now: float) -> None:
        """The film was told to run: its next picture starts the clock."""
        if not self.running:
            self._waiting, self._told = True, now

    def hold(self, now: float) -> None:
        """The film was told to stand still."""
        self._stood = self._last = self.position(now)
        self._began, self._waiting = None, False

    def displayed(self, now: float) -> None:
        """A picture is due at `now`."""
        if not self.running:
            self._held = True  # away from a key frame none is
        elif self._waiting:
            self._readings.clear()
            # one that comes at once is the held one again
            next_one = self._fresh and self._held and (now - self._told) * 1000 > self.step / 2
            self._offset = (self._stood + (self.step if next_one else 0.0)) / 1000 - now
            self._sign = self._began = now
            self._waiting = self._fresh = False

    def read(self, film_time: int, now: float) -> None:
        """libvlc says at `now` that the film is at `film_time`."""
        began, moved = self._began, film_time != self._read
        self._read = film_time
        if began is None or not moved:
            return
        self._sign = now
        if now - began >= WARM_UP:
            self._readings.append(film_time / 1000 - now)
            self._offset = statistics.median(self._readings)

    def position(self, now: float) -> float:
        """Milliseconds of film at `now`."""
        if self._began is None:
            return self._last
        reached = (min(now, self._sign + self._reach) + self._offset) * 1000
        self._last = max(self._last, reached)
        return self._last
