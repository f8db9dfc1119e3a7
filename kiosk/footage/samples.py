"""Samples on a line of time, and how loud each is: what comes and goes does so within FADE, exactly. Pure.

Places are counted in samples of all channels, as the sound server counts them (pulse.py).
"""

from __future__ import annotations

import sys
from array import array
from collections import deque
from collections.abc import Iterator
from typing import Final

RATE: Final = 48_000
"""Samples a second, each of all channels, of 16 bits: what VLC is asked for, so that films fit into the same stream."""
BYTES: Final = 2
"""Of one channel's."""
FADE: Final = RATE * 30 // 1000
"""In which a sound comes or goes. Cut off, a tone makes steps of nine times its own."""


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

    def _paint(self, place: int, data: bytes) -> bytes:
        end = place + len(data) // self.frame
        if self.gain(place) == self.gain(end) == 1.0 and not place < self._turn < end:
            return data
        if self.gain(place) == self.gain(end) == 0.0 and not place < self._turn < end:
            return bytes(len(data))
        values = array("h", data)
        steps = [self.gain(at) for at in range(place, end)]
        for channel in range(self.channels):
            one = values[channel :: self.channels]
            values[channel :: self.channels] = array("h", [int(at * gain) for at, gain in zip(one, steps, strict=True)])
        return values.tobytes()


assert array("h").itemsize == BYTES, sys.platform
