"""How bright a picture is where words stand on it, so that it is darkened as much as they need and no more."""

from __future__ import annotations

from functools import partial
from pathlib import Path

from PySide6.QtCore import QObject, QSize, Signal
from PySide6.QtGui import QImage

from kiosk.errands import Errands
from kiosk.pictures import reading

# Fine enough that a lamp's core is still a pixel or two, coarse enough to be read in a few milliseconds.
_WIDTH, _HEIGHT = 192, 108
_LAMP = 0.005
"""Share of the brightest pixels that is left out: a single lamp under a word does not make it unreadable."""
_MARGIN = 0.06
"""Grain and what the scaling has averaged away, in sRGB."""
_WHITE, _NIGHT = 1.0, 0.10
_ERRAND_WITHIN = 0.1
"""Seconds that closing waits for a picture that is being read."""


def brightest(image: QImage, top: float = 0.0, bottom: float = 1.0) -> float:
    """The brightest grey, sRGB 0..1, between two heights (0 top .. 1 bottom) of an image; 1 for no image."""
    grey = image.convertToFormat(QImage.Format.Format_Grayscale8)
    if grey.isNull():
        return 1.0
    stride, width = grey.bytesPerLine(), grey.width()
    rows = bytes(grey.constBits())
    first, last = int(top * grey.height()), max(int(top * grey.height()) + 1, int(bottom * grey.height()))
    values = sorted(b"".join(rows[y * stride : y * stride + width] for y in range(first, last)))
    return min(1.0, values[int((len(values) - 1) * (1 - _LAMP))] / 255 + _MARGIN)


class Brightness(QObject):
    """How bright pictures are, each measured once, beside the GUI's thread: a disk may take its time.

    `measured` is sent when the last of those that were asked for is known.
    """

    measured = Signal()

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._known: dict[Path, float] = {}
        self._asked = 0
        self._errands = Errands("brightness", self)

    def peak(self, path: Path | None) -> float:
        """What peak() says of it. 1, white, until it is known; night's for none."""
        if path is None:
            return _NIGHT
        if path not in self._known:
            self._known[path] = _WHITE
            self._asked += 1
            self._errands.run(partial(peak, path), partial(self._know, path))
        return self._known[path]

    def close(self) -> None:
        self._errands.close(_ERRAND_WITHIN)

    def _know(self, path: Path, found: float) -> None:
        self._known[path] = found
        self._asked -= 1
        if not self._asked:
            self.measured.emit()


def peak(path: Path) -> float:
    """The brightest the lower half of a picture is. 1, white, for one that cannot be read."""
    try:
        with reading(path) as reader:
            reader.setScaledSize(QSize(_WIDTH, _HEIGHT))
            return brightest(reader.read(), top=0.45)
    except OSError:
        return _WHITE
