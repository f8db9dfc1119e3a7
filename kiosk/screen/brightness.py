"""How bright a picture is where words stand on it, so that it is darkened as much as they need and no more."""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path

from PySide6.QtCore import QSize
from PySide6.QtGui import QImage, QImageReader

# Fine enough that a lamp's core is still a pixel or two, coarse enough to be read in a few milliseconds.
_WIDTH, _HEIGHT = 192, 108
_LAMP = 0.005
"""Share of the brightest pixels that is left out: a single lamp under a word does not make it unreadable."""
_MARGIN = 0.06
"""Grain and what the scaling has averaged away, in sRGB."""


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


@lru_cache(maxsize=128)
def _measure(path: Path, _changed: int) -> float:
    reader = QImageReader(str(path))
    reader.setScaledSize(QSize(_WIDTH, _HEIGHT))
    return brightest(reader.read(), top=0.45)


def peak(path: Path | None) -> float:
    """The brightest the lower half of a picture is. 1, white, for one that cannot be read; night's for none."""
    if path is None:
        return 0.10
    try:
        changed = path.stat().st_mtime_ns
    except OSError:
        return 1.0
    return _measure(path, changed)
