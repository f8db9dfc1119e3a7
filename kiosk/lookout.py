"""Looks, now and then, whether the files that everything was made of are still what they were."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, TypeVar

from PySide6.QtCore import QObject, QTimer, Signal

from kiosk.content import read_content
from kiosk.errands import Errands

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from kiosk.content import Content, Options, Stamp

T = TypeVar("T")

READING_WITHIN = 0.1
"""Seconds that closing waits for a look at the files."""


class Lookout(QObject):
    """`every` ms between two looks."""

    changed = Signal()
    """Files are not what they were, and have stopped changing. Told again with every look until `content` is newer."""

    def __init__(self, content: Content, options: Options, every: int, parent: QObject) -> None:
        super().__init__(parent)
        self.content = content
        """What the files are compared with."""
        self._options = options
        self._seen: dict[Path, Stamp] = {}
        self._errands = Errands("files", self)
        self._timer = QTimer(self, interval=every)
        self._timer.timeout.connect(self._look)
        self._timer.start()

    def look_every(self, ms: int) -> None:
        self._timer.start(ms)

    def read(self, then: Callable[[Content], None]) -> None:
        """Read the files anew, in a thread beside, and hand over what is in them."""
        self._errands.run(partial(read_content, self._options), then)

    def ask(self, what: Callable[[], T], then: Callable[[T], None]) -> None:
        """Another errand, in the same thread."""
        self._errands.run(what, then)

    def close(self) -> None:
        self._timer.stop()
        self._errands.close(READING_WITHIN)

    def _look(self) -> None:
        if not self._errands.busy:  # a disk that hangs is asked once, and holds up nobody
            self._errands.run(self.content.changed, self._looked)

    def _looked(self, changed: dict[Path, Stamp]) -> None:
        settled, self._seen = changed == self._seen, changed
        if changed and settled:
            self.changed.emit()
