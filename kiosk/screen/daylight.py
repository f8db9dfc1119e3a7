"""How bright the film is that words stand on, measured while it runs: night keeps its light, snow is darkened."""

from __future__ import annotations

from collections import deque
from typing import Any

from PySide6.QtCore import QObject, QSize, QTimer, Signal
from PySide6.QtQuick import QQuickItem

from kiosk.screen.brightness import brightest

EVERY = 1_000
"""ms between two looks; one costs 9 ms of CPU at 1080p without a graphics card."""
REMEMBERED = 60
"""Looks whose brightest counts: longer than an attract loop, so that from its second round on no cut comes unawares."""
_SIZE = QSize(96, 54)
_TOP = 0.2
"""Above this height of the picture no words ever stand on film that was not measured beforehand."""


class Daylight(QObject):
    """Looks at the film's item while it is told to watch."""

    changed = Signal(float)
    """The brightest grey that was seen lately, sRGB 0..1. Until the first look the film is taken for white."""

    def __init__(self, film: QQuickItem, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._film = film
        self._seen: deque[float] = deque(maxlen=REMEMBERED)
        self._told = 1.0
        self._look: Any = None  # a shared pointer to the grab's result, which the stubs do not name
        self._spent: Any = None  # kept until the next look: it would die inside its own signal
        self._timer = QTimer(self)
        self._timer.setInterval(EVERY)
        self._timer.timeout.connect(self._take)

    def watch(self, on: bool) -> None:
        if not on:
            self._timer.stop()
        elif not self._timer.isActive():
            self._timer.start()
            self._take()

    def _take(self) -> None:
        window = self._film.window()
        if self._look is not None or window is None or not window.isExposed() or self._film.width() < 1:
            return
        self._look = self._film.grabToImage(_SIZE)
        if self._look is not None:
            self._look.ready.connect(self._measure)

    def _measure(self) -> None:
        look, self._look = self._look, None
        self._spent = look
        if look is None:
            return
        self._seen.append(brightest(look.image(), top=_TOP))
        peak = max(self._seen)
        if peak != self._told:
            self._told = peak
            self.changed.emit(peak)
