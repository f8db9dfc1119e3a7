"""Frames on their way from VLC to the screen: three slots, of which one is written, one ready and one shown.

VLC copies a picture between its lock and display callbacks, one at a time. A plain ring would be overtaken by a slow
screen (32 of 90 frames torn when measured); here the slot that is shown is never handed out for writing.
"""

from __future__ import annotations

import ctypes
import threading
from collections.abc import Callable
from dataclasses import dataclass
from typing import Literal

Matrix = Literal["bt601", "bt709"]

_ALIGNED = 64
"""Bytes a row starts at: what libswscale's and VLC's vector code likes best."""


@dataclass(frozen=True, slots=True)
class Geometry:
    """How the pictures of one clip are to be read: pixels, pixel aspect (width : height), and YUV matrix."""

    width: int
    height: int
    aspect: float = 1.0
    matrix: Matrix = "bt709"

    @property
    def pitches(self) -> tuple[int, int, int]:
        luma = (self.width + 2 * _ALIGNED - 1) // (2 * _ALIGNED) * (2 * _ALIGNED)
        return luma, luma // 2, luma // 2

    @property
    def lines(self) -> tuple[int, int, int]:
        half = (self.height + 1) // 2
        return self.height, half, half


class Picture:
    """One I420 picture in memory: three planes, one after the other, each row `geometry.pitches` long."""

    __slots__ = ("_memory", "geometry", "planes")

    def __init__(self, geometry: Geometry) -> None:
        sizes = [pitch * lines for pitch, lines in zip(geometry.pitches, geometry.lines, strict=True)]
        self._memory = ctypes.create_string_buffer(sum(sizes) + _ALIGNED)
        first = (ctypes.addressof(self._memory) + _ALIGNED - 1) & ~(_ALIGNED - 1)
        self.geometry = geometry
        self.planes = (first, first + sizes[0], first + sizes[0] + sizes[1])


class Mailbox:
    """The three slots of one loading of one clip. Made anew for each, so that no picture of another can be in it.

    The lock protects which slot is what, for a few lines at a time; libvlc is never called with it held.
    """

    def __init__(self) -> None:
        self.watched = False
        """Somebody is there to take pictures: those that give way unseen are counted as dropped."""
        self._lock = threading.Lock()
        self._slots: list[Picture] = []
        self._free: list[int] = []
        self._written: int | None = None
        self._ready: int | None = None
        self._shown: int | None = None
        self._published = 0
        self._dropped = 0

    @property
    def published(self) -> int:
        """Pictures VLC has displayed so far.

        WORKAROUND(libvlc 3): while it is paused it displays the same one again, some 14 times a second: not every
        display is a new picture. Can go when test_a_paused_film_shows_its_picture_again_and_again fails.
        """
        return self._published

    @property
    def dropped(self) -> int:
        """Pictures nobody took before the next one came, while somebody should have."""
        return self._dropped

    def open(self, geometry: Geometry) -> None:
        """New slots. Pictures that were taken before stay readable for whoever still holds them."""
        slots = [Picture(geometry) for _ in range(3)]
        with self._lock:
            self._slots = slots
            self._free = [0, 1, 2]
            self._written = self._ready = self._shown = None

    def write(self) -> tuple[int, Picture]:
        """A slot to write into, and its number for `publish`. Raises IndexError before `open`."""
        with self._lock:
            if self._written is None:
                if self._free:
                    self._written = self._free.pop()
                elif self._ready is not None:  # shown is not ours to take: the unseen picture gives way
                    self._written, self._ready = self._ready, None
                    self._dropped += self.watched
                else:
                    raise IndexError("the mailbox has not been opened")
            return self._written, self._slots[self._written]

    def change(self, slot: int, how: Callable[[Picture], None]) -> None:
        """Have `how` work on what was written into `slot`, before `publish`; nobody else has it."""
        with self._lock:
            picture = self._slots[slot] if slot == self._written else None
        if picture is not None:
            how(picture)

    def publish(self, slot: int) -> None:
        """What was written into `slot` may be shown now."""
        with self._lock:
            if slot != self._written:  # a display of before the format changed
                return
            self._written = None
            if self._ready is not None:
                self._free.append(self._ready)
                self._dropped += self.watched
            self._ready = slot
            self._published += 1

    def take(self) -> Picture | None:
        """The newest picture, once; None if it has been taken. The one taken before may be written over from now on."""
        with self._lock:
            if self._ready is None:
                return None
            if self._shown is not None:
                self._free.append(self._shown)
            self._shown, self._ready = self._ready, None
            return self._slots[self._shown]

    def latest(self) -> Picture | None:
        """As take(), but the one that was taken last where there is no newer."""
        taken = self.take()
        if taken is not None:
            return taken
        with self._lock:
            return None if self._shown is None else self._slots[self._shown]
