"""Asks now and then, beside the GUI's thread, whether the machine has a way out for sound."""

from __future__ import annotations

from collections.abc import Callable
from typing import Final

from PySide6.QtCore import QObject

from kiosk.errands import Errands
from kiosk.footage import sound

_EVERY: Final = 10.0
"""Seconds."""
_WITHIN: Final = 0.1
"""Seconds that closing waits for an answer."""


class Listening:
    """`troubled` is called where there is none."""

    def __init__(self, troubled: Callable[[str], None], parent: QObject) -> None:
        self._troubled = troubled
        self._errands = Errands("outlet", parent)
        self._due = 0.0

    def look(self, now: float) -> None:
        if now >= self._due:
            self._due = now + _EVERY
            self._errands.run(sound.find_outlet, self._found)

    def close(self) -> None:
        self._errands.close(_WITHIN)

    def _found(self, outlet: sound.Outlet | None) -> None:
        if outlet is None:
            self._troubled("no sound: neither a sound server nor a sound card is there")
