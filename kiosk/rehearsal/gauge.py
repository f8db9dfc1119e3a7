"""What a rehearsal measures of the real app while the robot walks: cuts, light after a touch, pictures, memory."""

from __future__ import annotations

import time
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QEvent, QObject, QTimer

from kiosk.station.usage import Meter
from kiosk.visit import effects as ef

if TYPE_CHECKING:
    from PySide6.QtQuick import QQuickWindow

    from kiosk.footage import Footage
    from kiosk.performer import Performer

EVERY: Final = 1_000
"""Ms between two looks at memory, threads and handles."""
RUNNING: Final = 0.15
"""Seconds since the last picture within which the film before a cut counts as running; a film that was held or had
run out has its cut measured from when it was asked for."""
_DOWN: Final = (QEvent.Type.TouchBegin, QEvent.Type.MouseButtonPress)


@dataclass(frozen=True, slots=True)
class Sample:
    """`at` in seconds since the rehearsal began; `resident` in MB."""

    at: float
    resident: float
    threads: int
    handles: int
    cpu: float
    """Processor seconds a second."""


@dataclass(slots=True)
class Measured:
    """All in ms but where it is said. `cuts`: from the last picture of one film to the first of the next, as the window
    was swapped. `lights`: from a finger's arrival to the next swapped picture, which shows what it pressed."""

    cuts: list[float] = field(default_factory=list)
    lights: list[float] = field(default_factory=list)
    samples: list[Sample] = field(default_factory=list)
    shown: int = 0
    dropped: int = 0
    seconds: float = 0.0


class Gauge(QObject):
    """Looks on; changes nothing. To be made when the window is open."""

    def __init__(self, performer: Performer, footage: Footage, window: QQuickWindow) -> None:
        super().__init__()
        self.measured = Measured()
        self._footage = footage
        self._film = footage.item()
        self._began = time.monotonic()
        self._first = footage.report()
        self._asked: float | None = None
        self._pressed: float | None = None
        self._meter = Meter()
        self._film.presented.connect(self._cut)
        performer.happened.connect(self._happened)
        window.frameSwapped.connect(self._swapped)
        window.installEventFilter(self)
        self._timer = QTimer(self, interval=EVERY)
        self._timer.timeout.connect(self._sample)
        self._timer.start()

    def stop(self) -> Measured:
        """All that was measured."""
        self._timer.stop()
        self._sample()
        report, found = self._footage.report(), self.measured
        found.shown, found.dropped = report.shown - self._first.shown, report.dropped - self._first.dropped
        found.seconds = time.monotonic() - self._began
        return found

    def eventFilter(self, _watched: QObject, event: QEvent) -> bool:
        if event.type() in _DOWN and self._pressed is None:
            self._pressed = time.monotonic()
        return False

    def _happened(self, effect: object) -> None:
        if isinstance(effect, ef.Play):
            self._asked = time.monotonic()

    def _cut(self) -> None:
        if self._asked is None:  # a loop's next round
            return
        if not self._film.before:  # the first picture of all: how long it takes to start is no cut
            self._asked = None
            return
        ran = self._film.before > self._asked - RUNNING
        self.measured.cuts.append(1000 * (self._film.at - (self._film.before if ran else self._asked)))
        self._asked = None

    def _swapped(self) -> None:
        if self._pressed is not None:
            self.measured.lights.append(1000 * (time.monotonic() - self._pressed))
            self._pressed = None

    def _sample(self) -> None:
        use = self._meter.look()
        self.measured.samples.append(
            Sample(time.monotonic() - self._began, use.resident, use.threads, use.handles, use.own)
        )
