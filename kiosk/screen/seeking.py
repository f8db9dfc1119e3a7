"""Keeps the frame on something, whatever comes and goes on the screen."""

from __future__ import annotations

from PySide6.QtCore import QObject, QTimer

from kiosk.screen.keys import Focus
from kiosk.screen.shown import Shown

_SEEK_EVERY = 100
"""ms between looks for what keys may stand on, after what they stood on has gone."""


class Seeking(QObject):
    """Moves `focus`, as `shown` has it."""

    def __init__(self, shown: Shown, focus: Focus, parent: QObject) -> None:
        super().__init__(parent)
        self._shown = shown
        self._focus = focus
        self._timer = QTimer(self)
        self._timer.setInterval(_SEEK_EVERY)
        self._timer.timeout.connect(self._seek)

    def settle(self) -> None:
        """Another View is drawn."""
        if self._focus.name and self._shown.asleep:
            self._focus.set("" if self._shown.attract else "continue")
        else:
            self._focus.settle()
        self._timer.start()

    def stop(self) -> None:
        self._timer.stop()

    def _seek(self) -> None:
        self._focus.seek()
        if not self._focus.lost or self._shown.attract:
            self._timer.stop()
