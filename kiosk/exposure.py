"""Whether the kiosk's window is on a screen at all: the player may show film that nobody sees.

Qt says so of a window (`isExposed`). Under Wayland it is not exposed where the compositor has asked for no picture for
0.1 s: it draws the window on no screen, for none is plugged in, or weston's kiosk shell has no input device. Under X it
is not where it is not mapped. It is asked five times a second: by events, Python would be called for each of them.
"""

from __future__ import annotations

import logging
import math
import time
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QObject, QTimer

if TYPE_CHECKING:
    from kiosk.app import Kiosk

log = logging.getLogger("kiosk")

SETTLED: Final = 0.5
"""Seconds after which it still has to be exposed before it counts: each is for Qt's first 0.1 s under Wayland."""
GRACE: Final = 1.0
"""Seconds without in which it is thought to be on the screen still: Qt takes a compositor that needs 0.1 s for a
picture, as on a busy machine, for one that shows nothing."""
LONG: Final = 10.0
"""Seconds without a screen that a monitor may take to come back, or a compositor to change its outputs, unnoticed."""
_LOOK_EVERY: Final = 200
_CURE: Final = (
    "see that the monitor is on and its cable in, that an input device is plugged in (weston shows no window without "
    "one), and that no other program has the screen"
)


class Exposure(QObject):
    """Made before the window is shown; begin() when it is. The film runs on unseen, and systemd is told that the kiosk
    lives: a monitor that is switched off is no reason to start it anew."""

    def __init__(self, kiosk: Kiosk) -> None:
        super().__init__(kiosk)
        self._kiosk = kiosk
        self._since = self._seen = -math.inf
        """From when to when it was exposed, last."""
        self._begun = time.monotonic()
        self._closed = -math.inf
        """When it was last closed: then no screen has to be there."""
        self._noted = False
        self._timer = QTimer(self, interval=_LOOK_EVERY)
        self._timer.timeout.connect(self.look)

    def begin(self) -> None:
        self._begun = time.monotonic()
        self._timer.start()

    def close(self) -> None:
        self._timer.stop()

    @property
    def settled(self) -> bool:
        """It is on a screen, and not only for an instant."""
        return time.monotonic() - self._seen <= GRACE and self._seen - self._since >= SETTLED

    @property
    def gone(self) -> float:
        """Seconds for which it has been on no screen; 0.0 while it is on one."""
        gone = time.monotonic() - max(self._seen, self._begun)
        return gone if gone > GRACE else 0.0

    def wrong(self) -> str:
        """What to tell a technician of a window that has been on no screen for long, in opening hours; "" else."""
        gone = min(self.gone, time.monotonic() - self._closed)
        if gone < LONG:
            return ""
        return f"no screen has shown the kiosk's window for {gone:.0f} s: {_CURE}"

    def look(self) -> None:
        performer, now = self._kiosk.performer, time.monotonic()
        if self._kiosk.screen.window.isExposed():
            if now - self._seen > GRACE:
                self._since = now
            self._seen = now
        elif performer is not None and performer.view().screen == "closed":
            self._closed = now
        if self.settled and self._noted:
            self._noted = False
            log.info("the kiosk's window is on a screen again")
        if not self._noted and (wrong := self.wrong()):
            self._noted = True
            log.error("incident: %s", wrong, extra={"done": "nothing: the film goes on, unseen"})
