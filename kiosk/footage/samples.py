"""Samples on a line of time, and how loud each is: what comes and goes does so within FADE, exactly. Pure.

Places are counted in samples of all channels, as the sound server counts them (pulse.py).
"""

from __future__ import annotations

import functools
import sys
from array import array
from collections import deque
from collections.abc import Iterator, Sequence
from itertools import repeat
from operator import mul, rshift
from typing import Final

RATE: Final = 48_000
"""Samples a second, each of all channels, of 16 bits: what VLC is asked for, so that films fit into the same stream."""
BYTES: Final = 2
"""Of one channel's."""
FADE: Final = RATE * 30 // 1000
"""In which a sound comes or goes. Cut off, a tone makes steps of nine times its own."""

_ONE_BITS: Final = 15
_ONE: Final = 1 << _ONE_BITS
REST: Final = RATE * 5 // 1000
"""How long a sound takes to die away where nothing comes after it, wherever that is."""


class Samples:
    """What is to be heard, for as long as it may have to be written anew."""

    def __init__(self, channels: int = 2) -> None:
        self.channels = channels
        self.frame = channels * BYTES
        self._kept: deque[tuple[int, bytes]] = deque()
        self._turn = 0
        """Where the last change of loudness begins; it is over FADE later."""
        self._before, self._after = 0.0, 0.0

    @property
    def end(self) -> int | None:
        """The place after the last sample; None where there is none."""
        if not self._kept:
            return None
        place, data = self._kept[-1]
        return place + len(data) // self.frame

    def add(self, place: int, data: bytes) -> None:
        """After what is there."""
        self._kept.append((place, data))

    def forget(self, before: int) -> None:
        while self._kept and self._kept[0][0] + len(self._kept[0][1]) // self.frame < before:
            self._kept.popleft()

    def clear(self) -> None:
        self._kept.clear()

    def shift(self, by: int) -> None:
        """All of it is heard `by` samples later."""
        self._kept = deque((place + by, data) for place, data in self._kept)

    def turn(self, place: int, loud: bool, *, anew: bool = False) -> None:
        """From `place` on it comes, or goes; `anew` from silence, whatever it was there."""
        self._before = 0.0 if anew else self.gain(place)
        self._turn, self._after = place, float(loud)

    def gain(self, place: int) -> float:
        """0..1 at `place`."""
        along = min(1.0, max(0.0, (place - self._turn) / FADE))
        return self._before + (self._after - self._before) * along

    def painted(self, since: int) -> Iterator[tuple[int, bytes]]:
        """Everything from `since` on, as loud as it is to be."""
        for place, data in self._kept:
            skipped = max(0, since - place)
            part = data[skipped * self.frame :] if skipped else data
            if part:
                yield place + skipped, self._paint(place + skipped, part)

    def rest(self) -> tuple[int, bytes]:
        """What is to be heard after the last sample until another comes: its mirror image, as it dies away. Without it
        a film that is cut off at its end, and one whose next samples are late, would click."""
        place, data = self._kept[-1]
        frames = min(REST, len(data) // self.frame)
        end, gain = place + len(data) // self.frame, self.gain(place + len(data) // self.frame)
        if gain == 0.0:
            return end, bytes(frames * self.frame)
        last, mirrored = array("h", data[len(data) - frames * self.frame :]), array("h", bytes(frames * self.frame))
        for channel in range(self.channels):
            mirrored[channel :: self.channels] = last[channel :: self.channels][::-1]
        return end, _weighed(mirrored, _weights(gain, 0.0, REST, self.channels)[: len(mirrored)])

    def _paint(self, place: int, data: bytes) -> bytes:
        """The part before the turn, the turn, and the part behind it."""
        first = min(max(self._turn - place, 0) * self.frame, len(data))
        last = min(max(self._turn + FADE - place, 0) * self.frame, len(data))
        skipped = max(0, place - self._turn) * self.channels
        turning = data[first:last]
        if turning and self._before != self._after:
            weights = _weights(self._before, self._after, FADE, self.channels)
            turning = _weighed(array("h", turning), weights[skipped : skipped + len(turning) // BYTES])
        else:
            turning = self._even(turning, self._after)
        return self._even(data[:first], self._before) + turning + self._even(data[last:], self._after)

    def _even(self, data: bytes, gain: float) -> bytes:
        if gain == 1.0 or not data:
            return data
        if gain == 0.0:
            return bytes(len(data))
        return _weighed(array("h", data), (round(gain * _ONE),) * (len(data) // BYTES))


@functools.lru_cache(maxsize=16)
def _weights(before: float, after: float, frames: int, channels: int) -> tuple[int, ...]:
    """From `before` to `after`, in parts of _ONE."""
    steps = (round((before + (after - before) * at / frames) * _ONE) for at in range(frames))
    return tuple(step for step in steps for _ in range(channels))


def _weighed(values: array[int], weights: Sequence[int]) -> bytes:
    """By functions in C only: the interpreter's lock is the screen's as well, and a cut is when both want it."""
    return array("h", map(rshift, map(mul, values, weights), repeat(_ONE_BITS))).tobytes()


assert array("h").itemsize == BYTES, sys.platform
