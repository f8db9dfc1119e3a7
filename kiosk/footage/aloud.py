"""A sound by itself, beside the film: what is read aloud to a visitor. On the film's way out of the machine.

A VLC that hangs in it is left (its thread ends by itself, or with the program), and the sound is begun again in a new
one; after that it counts as said, and the next one is tried as ever.
"""

from __future__ import annotations

import logging
import time
from collections.abc import Callable
from pathlib import Path
from typing import Final

from PySide6.QtCore import QObject, QTimer, Signal

from kiosk.footage.reader import Reader

log = logging.getLogger(__name__)

LEFT: Final = 3
"""Readers that may hang at a time and be made up for by new ones: each keeps its threads and a VLC."""
_LOOK_EVERY: Final = 500
_CLOSE_WITHIN: Final = 2.0


class Aloud(QObject):
    """One sound at a time. Each say() comes to one `ended`, unless stop() or another say() comes before. The GUI's
    thread only."""

    ended = Signal(int)
    _over = Signal(int)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._reader: Reader | None = None
        self._left: list[Reader] = []
        self._level = 1.0
        self._saying: tuple[int, Callable[[], Path]] | None = None
        self._again = False
        """What is said was begun again."""
        self._over.connect(self._ended)
        self._look = QTimer(self, interval=_LOOK_EVERY)
        self._look.timeout.connect(self._look_after)

    def say(self, number: int, make: Callable[[], Path]) -> None:
        """Play what `make` gives, which is called in a thread beside and may take its time. What it raises is written
        down, and ends it."""
        self._saying, self._again = (number, make), False
        self._look.start()
        self._begin()

    def stop(self) -> None:
        self._saying = None
        self._look.stop()
        if self._reader is not None:
            self._reader.stop()

    def set_level(self, level: float) -> None:
        """0..1 of the device, from now on."""
        self._level = level
        if self._reader is not None:
            self._reader.set_level(level)

    def close(self) -> None:
        self.stop()
        if self._reader is not None:
            self._reader.close()
            self._reader.join(_CLOSE_WITHIN)

    # ---- inside

    def _begin(self) -> None:
        if self._saying is None:
            return
        if self._reader is None:  # a kiosk that nobody asks for it has no thread, and no VLC, more for it
            if not self._has_room():
                log.error("incident: nothing is read aloud: VLC hangs in %d readers", LEFT,
                          extra={"done": "silence, until one comes back or the kiosk is restarted"})  # fmt: skip
                self._over.emit(self._saying[0])
                return
            self._reader = Reader(self._over.emit)
            self._reader.set_level(self._level)
        self._reader.say(*self._saying)

    def _has_room(self) -> bool:
        self._left = [reader for reader in self._left if not reader.join(0)]
        return len(self._left) < LEFT

    def _ended(self, number: int) -> None:
        if self._saying is not None and self._saying[0] == number:
            self._saying = None
            self._look.stop()
            self.ended.emit(number)

    def _look_after(self) -> None:
        reader = self._reader
        why = reader.hangs(time.monotonic()) if reader is not None else ""
        if not why or reader is None:
            return
        reader.close()
        self._left.append(reader)
        self._reader = None
        again, self._again = not self._again and self._has_room(), True
        done = "it is begun again in a new VLC" if again else "the visit goes on in silence; the next has a new VLC"
        log.error("incident: what is read aloud hangs: %s", why, extra={"done": done})
        if again:
            self._begin()
        elif self._saying is not None:
            self._ended(self._saying[0])
