"""Somebody is there: who is told of it, and how often."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QObject, Signal

from kiosk.screen.burnin import BurnIn
from kiosk.screen.service import Service
from kiosk.screen.shown import Shown
from kiosk.visit import events

_TOUCHED_EVERY = 1_000
"""ms: the idle clock needs no more than one Touched a second."""


class Stirring(QObject):
    """`now`: milliseconds that never go back."""

    stirred = Signal()
    """As Screen.stirred."""
    touched = Signal(object)
    """A kiosk.visit.events.Event."""

    def __init__(
        self, shown: Shown, service: Service, burn_in: BurnIn, now: Callable[[], int], parent: QObject
    ) -> None:
        super().__init__(parent)
        self._shown = shown
        self._service = service
        self._burn_in = burn_in
        self._now = now
        self._last_touched: int | None = None

    def stir(self) -> None:
        """Somebody is there. Said at once where it wakes or answers, else once a second."""
        self.stirred.emit()
        self._burn_in.touch()
        if self._service.open:
            self._service.stir()
            return
        now = self._now()
        due = self._last_touched is None or now - self._last_touched >= _TOUCHED_EVERY
        if due or self._shown.asleep:
            self._last_touched = now
            self.touched.emit(events.Touched())
