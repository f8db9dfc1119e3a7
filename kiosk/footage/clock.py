"""Where a film is, to a few milliseconds, from a clock that libvlc reads out every 250 ms.

The first picture after a start tells when the film began to run. One that was held goes on where it was, from the call
on: VLC keeps the time between pictures (measured: within 3 ms, where counting from the next picture lost up to 30 with
each hold). libvlc's own readings correct both (its first ones after a start may be 135 ms off, others 3 ms). Pictures
are not counted: VLC leaves out late ones, repeats the one that stands, and some films have more in one second than in
another.
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
NEAR: Final = 50
"""ms: an earlier reading is believed if it is no further from what the pictures say."""
_AT_ONCE: Final = 0.011
"""Seconds from the call that lets a film run to where it is then: 7..13 measured, wherever in the film it is."""
_LATE: Final = 0.04
"""Seconds a picture may be late before VLC is thought to have begun late, not the picture to have been left out."""


class FilmClock:
    """Film time of one loading of a clip. Times in are monotonic seconds, film times milliseconds.

    `displayed` and `read` come from VLC's threads, the rest from the GUI's; each only rebinds attributes, which the
    interpreter does in one step. Never goes back.
    """

    def __init__(self, start: int = 0, *, reach: float = REACH) -> None:
        self._reach = reach
        self.step = 0.0
        """ms of film from one picture to the next, on average."""
        self._fresh, self._told = True, 0.0
        self._held = start == 0
        """A picture stands before the start; between two key frames VLC shows none."""
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

    def holds_nothing(self) -> None:
        """No picture stands before the start: the first one that comes is the first one of the film."""
        self._held = False

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
            self._held = True
        elif self._waiting:
            self._readings.clear()
            self._offset = self._stood / 1000 + self._advance(now - self._told) - now
            self._sign = self._began = now
            self._waiting = self._fresh = False

    def _advance(self, passed: float) -> float:
        """Seconds of film from where it stood to the first picture, which comes `passed` s after it was told to run."""
        step = self.step / 1000
        if not self._fresh:
            return min(passed, step + _LATE)
        if self._held:  # one that comes at once is the held one again
            return step if passed > step / 2 else 0.0
        return min(max(0.0, passed - _AT_ONCE), step)

    def read(self, film_time: int, now: float) -> None:
        """libvlc says at `now` that the film is at `film_time`."""
        began, moved = self._began, film_time != self._read
        self._read = film_time
        if began is None or not moved:
            return
        self._sign = now
        if now - began >= WARM_UP or abs(film_time - (now + self._offset) * 1000) <= NEAR:
            self._readings.append(film_time / 1000 - now)
            self._offset = statistics.median(self._readings)

    def sure(self) -> float:
        """Milliseconds the film had come to when it was last known to move."""
        return self._last if self._began is None else min(self._last, (self._sign + self._offset) * 1000)

    def position(self, now: float) -> float:
        """Milliseconds of film at `now`."""
        if self._began is None:
            return self._last
        reached = (min(now, self._sign + self._reach) + self._offset) * 1000
        self._last = max(self._last, reached)
        return self._last
