"""One connection: lines in, lines out, and never more of either than the film can spare."""

from __future__ import annotations

import logging
from collections.abc import Callable
from typing import Final

from PySide6.QtCore import QByteArray, QObject, QTimer, Signal
from PySide6.QtNetwork import QLocalSocket

from kiosk.station.control.messages import LONGEST, refused
from kiosk.station.control.refused import RefusedError

log = logging.getLogger(__name__)

AT_ONCE: Final = 2
"""Requests that are answered in one round of the GUI's loop; those behind wait in the kernel."""
PAUSE: Final = 50
"""Ms until the next of them: 40 a second at most, of each caller."""
UNREAD: Final = 256 * 1024
"""Bytes that may wait to be read before anything more is said."""
READS_WITHIN: Final = 10_000
"""Ms in which something of what waits has to be read."""
SILENT: Final = 60_000
"""Ms without a request after which a caller that listens to no events is let go."""


class Caller(QObject):
    """`ask` is called with each line. The caller is over when `gone` says so, and is then deleted."""

    gone = Signal()

    def __init__(self, line: QLocalSocket, ask: Callable[[Caller, bytes], None], parent: QObject) -> None:
        super().__init__(parent)
        self.listens = False
        """It asked for events."""
        self._line, self._ask = line, ask
        self._over = False
        line.setParent(self)
        line.setReadBufferSize(LONGEST)
        line.readyRead.connect(self._read)
        line.disconnected.connect(self._end)
        line.bytesWritten.connect(self._was_read)
        self._next = self._timer(PAUSE, self._read)
        self._unread = self._timer(READS_WITHIN, lambda: self.drop("it does not read what it asked for"))
        self._silent = self._timer(SILENT, self._forgotten)
        self._silent.start()

    def say(self, line: bytes) -> None:
        """Send a line, or give up who does not read the ones before."""
        if self._over:
            return
        if self._line.bytesToWrite() > UNREAD:
            self.drop("it does not read what it asked for")
            return
        self._line.write(QByteArray(line))
        self._line.flush()
        if self._line.bytesToWrite() and not self._unread.isActive():
            self._unread.start()

    def drop(self, why: str = "") -> None:
        """Let it go, with everything that was not sent yet."""
        if why and not self._over:
            log.info("a caller of the control socket is let go: %s", why)
        self._line.abort()
        self._end()

    def _timer(self, ms: int, due: Callable[[], object]) -> QTimer:
        timer = QTimer(self, singleShot=True, interval=ms)
        timer.timeout.connect(due)
        return timer

    def _read(self) -> None:
        if self._next.isActive():
            return
        for _ in range(AT_ONCE):
            if self._over or not self._line.canReadLine():
                break
            self._silent.start()
            self._next.start()
            self._ask(self, bytes(self._line.readLine(LONGEST).data()))
        if not self._over and not self._line.canReadLine() and self._line.bytesAvailable() >= LONGEST:
            self.say(refused(None, RefusedError("This line is too long.", f"At most {LONGEST} bytes, with its end.")))
            self.drop("its line is too long")

    def _forgotten(self) -> None:
        if not self.listens:
            self.drop("it asks nothing any more")

    def _was_read(self) -> None:
        if self._line.bytesToWrite():
            self._unread.start()
        else:
            self._unread.stop()

    def _end(self) -> None:
        if not self._over:
            self._over = True
            for timer in (self._next, self._unread, self._silent):
                timer.stop()
            self.gone.emit()
            self.deleteLater()
