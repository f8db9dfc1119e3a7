"""SIGTERM and SIGINT, brought to Qt's loop."""

from __future__ import annotations

import logging
import signal
import socket
from collections.abc import Callable
from types import FrameType

from PySide6.QtCore import QSocketNotifier

log = logging.getLogger("kiosk")


class Signals:
    """While it is entered, a signal calls `stop`. Through a socket: Python alone looks only after Qt's next event."""

    def __init__(self, stop: Callable[[], None]) -> None:
        self._stop = stop
        self._ours, self._theirs = socket.socketpair()

    def __enter__(self) -> None:
        for end in (self._ours, self._theirs):
            end.setblocking(False)
        self._wakeup = signal.set_wakeup_fd(self._theirs.fileno(), warn_on_full_buffer=False)
        self._notifier = QSocketNotifier(self._ours.fileno(), QSocketNotifier.Type.Read)
        self._notifier.activated.connect(self._wake)
        self._before = {number: signal.signal(number, self._take) for number in (signal.SIGTERM, signal.SIGINT)}

    def __exit__(self, *_: object) -> None:
        self._notifier.setEnabled(False)
        signal.set_wakeup_fd(self._wakeup)
        for number, before in self._before.items():
            signal.signal(number, before)
        self._ours.close()
        self._theirs.close()

    def _wake(self) -> None:
        self._ours.recv(64)  # Python runs its handlers on the way back into it

    def _take(self, number: int, _frame: FrameType | None) -> None:
        log.info("%s: stopping", signal.Signals(number).name)
        self._stop()
