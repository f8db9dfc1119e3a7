"""What would keep the GUI's thread waiting (a disk, a sound server), asked by a thread beside it."""

from __future__ import annotations

import logging
import queue
import threading
from collections.abc import Callable
from typing import TypeVar

from PySide6.QtCore import QObject, Qt, Signal

log = logging.getLogger(__name__)

T = TypeVar("T")


class Errands(QObject):
    """One thread, one errand after another. What hangs in it holds up the later ones, and nothing else."""

    _done = Signal(object)

    def __init__(self, name: str, parent: QObject) -> None:
        super().__init__(parent)
        self._waiting: queue.SimpleQueue[Callable[[], Callable[[], None]] | None] = queue.SimpleQueue()
        self._closed = False
        self._given = self._ended = 0
        self._done.connect(self._hand_over, Qt.ConnectionType.QueuedConnection)
        self._thread = threading.Thread(target=self._work, args=(self._done.emit,), name=name, daemon=True)
        self._thread.start()

    @property
    def busy(self) -> bool:
        """Whether an errand is waiting or under way."""
        return self._given != self._ended

    def run(self, ask: Callable[[], T], then: Callable[[T], None]) -> None:
        """Call `ask` in the thread beside, and `then` with its answer from the event loop; not after close()."""

        def errand() -> Callable[[], None]:
            answer = ask()
            return lambda: then(answer)

        self._given += 1
        self._waiting.put(errand)

    def close(self, seconds: float) -> None:
        """Nothing is handed over any more. Waits `seconds` for the thread; it is a daemon, should it hang."""
        self._closed = True
        self._waiting.put(None)
        self._thread.join(seconds)

    def _hand_over(self, deliver: Callable[[], None]) -> None:
        if not self._closed:
            deliver()

    def _work(self, done: Callable[[Callable[[], None]], None]) -> None:
        while (errand := self._waiting.get()) is not None:
            try:
                answer = errand()
            except Exception:  # the next errand must be run all the same
                log.exception("%s", threading.current_thread().name)
            else:
                if not self._closed:  # the object may be gone soon after close()
                    done(answer)
            finally:
                self._ended += 1
