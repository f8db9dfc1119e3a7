"""Looks after the machine's health every half minute; what is not well any more is an incident, once."""

from __future__ import annotations

import logging
from collections.abc import Callable
from typing import Final

from PySide6.QtCore import QObject, QTimer

from kiosk.errands import Errands
from kiosk.station.health import Crossed, Limits, Vitals, crossed

log = logging.getLogger("kiosk")

EVERY: Final = 30_000
_CLOSING_WITHIN: Final = 0.1


class HealthWatch(QObject):
    """`read` is called in a thread beside: a disk may hang."""

    def __init__(
        self, limits: Limits, read: Callable[[], Vitals], parent: QObject | None = None, every: int = EVERY
    ) -> None:
        super().__init__(parent)
        self._limits, self._read = limits, read
        self.vitals: Vitals | None = None
        """None until they were read."""
        self.wrong: tuple[Crossed, ...] = ()
        self._errands = Errands("health", self)
        self._timer = QTimer(self)
        self._timer.timeout.connect(self._look)
        self._timer.start(every)
        self._look()

    def close(self) -> None:
        self._timer.stop()
        self._errands.close(_CLOSING_WITHIN)

    def _look(self) -> None:
        if not self._errands.busy:
            self._errands.run(self._read, self._found)

    def _found(self, vitals: Vitals) -> None:
        before = {one.key: one for one in self.wrong}
        self.vitals, self.wrong = vitals, crossed(vitals, self._limits, frozenset(before))
        for one in self.wrong:
            if one.key not in before:
                log.warning("incident: %s", one.what, extra={"done": one.cure, "still": False})
        for key in before.keys() - {one.key for one in self.wrong}:
            log.info("well again: %s", key)
