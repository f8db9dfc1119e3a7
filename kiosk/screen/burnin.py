"""Care for panels: what stands still for hours moves by a few pixels, so slowly that nobody sees it.

A panel keeps a shadow of what never changes (image retention, on OLED for good). Makers of signage panels answer it by
moving the picture by some pixels every few minutes; so do we, where nothing else moves: the strip, attract's words, the
resting picture. Never while somebody touches: then a target would not be where it was seen.
"""

from __future__ import annotations

import math
from collections.abc import Callable
from typing import Final

from PySide6.QtCore import QObject, QTimer, Signal

EVERY: Final = 45_000
"""ms between two steps."""
STEPS: Final = 24
"""On the way round: 18 minutes. A step is then a pixel or two at 1080p."""
QUIET: Final = 8_000
"""ms without a touch before a step."""


def place(step: int) -> tuple[float, float]:
    """Where it stands after so many steps: -1..1 across and 0..1 down, round a loop that crosses itself, so that an
    edge seldom lies where it lay before. Nothing at step 0."""
    turn = 2 * math.pi * (step % STEPS) / STEPS
    return math.sin(turn), (1 - math.cos(2 * turn)) / 2


class BurnIn(QObject):
    """Tells `moved` where to stand. Begins at rest; stops there when it is closed."""

    moved = Signal(float, float)

    def __init__(self, now: Callable[[], int], parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._now = now
        self._step = 0
        self._touched = -QUIET
        self._timer = QTimer(self)
        self._timer.setInterval(EVERY)
        self._timer.timeout.connect(self.go)

    def start(self) -> None:
        self._timer.start()

    def close(self) -> None:
        self._timer.stop()

    def touch(self) -> None:
        self._touched = self._now()

    def go(self) -> None:
        """One step on, unless somebody touches."""
        if self._now() - self._touched < QUIET:
            return
        self._step += 1
        self.moved.emit(*place(self._step))
