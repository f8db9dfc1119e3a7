"""Whether the kiosk's window is on a screen at all: the player may show film that nobody sees.

Qt says so of a window (`isExposed`). Under Wayland it is not exposed where the compositor has asked for no picture for
0.1 s: it draws the window on no screen, for none is plugged in, or weston's kiosk shell has no input device. Under X it
is not where it is not mapped. It is asked five times a second: by events, Python would be called for each of them.
"""

from __future__ import annotations

import logging
import time
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QObject, QTimer

if TYPE_CHECKING:
    from kiosk.app import Kiosk

log = logging.getLogger("kiosk")

SETTLED: Final = 0.5
"""Seconds for which a window has to be exposed in one before it counts: each is for Qt's first 0.1 s under Wayland."""
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
        self._exposed = False
        self._since = time.monotonic()
        self._noted = False
        self._timer = QTimer(self, interval=_LOOK_EVERY)
        self._timer.timeout.connect(self.look)

    def begin(self) -> None:
        self._since = time.monotonic()
        self._timer.start()

    def close(self) -> None:
        self._timer.stop()

    @property
    def settled(self) -> bool:
        """It is on a screen, and not only for an instant."""
        return self._exposed and time.monotonic() - self._since >= SETTLED

    @property
    def gone(self) -> float:
        """Seconds for which it has been on no screen; 0.0 while it is on one."""
        return 0.0 if self._exposed else time.monotonic() - self._since

    def wrong(self) -> str:
        """What to tell a technician of a window that has been on no screen for long, in opening hours; "" else."""
        gone = self.gone
        if gone < LONG or _closed(self._kiosk):
            return ""
        return f"no screen has shown the kiosk's window for {gone:.0f} s: {_CURE}"

    def look(self) -> None:
        exposed = self._kiosk.screen.window.isExposed()
        if exposed != self._exposed:
            self._exposed, self._since = exposed, time.monotonic()
        if self.settled and self._noted:
            self._noted = False
            log.info("the kiosk's window is on a screen again")
        if not self._noted and (wrong := self.wrong()):
            self._noted = True
            log.error("incident: %s", wrong, extra={"done": "nothing: the film goes on, unseen"})


def _closed(kiosk: Kiosk) -> bool:
    """Dark by the opening hours: then no screen has to be there."""
    return kiosk.performer is not None and kiosk.performer.view().screen == "closed"
