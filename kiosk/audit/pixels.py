"""Contrast of what was really drawn: the same picture with words and without, compared pixel by pixel.

Luminance and contrast are WCAG 2.2's (https://www.w3.org/TR/WCAG22/#dfn-contrast-ratio). Qt's Grayscale8 holds the
luminance in sRGB's curve. Python's long integers and bytes do the work, so that a technician's machine needs no numpy.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from PySide6.QtCore import QRectF
from PySide6.QtGui import QImage, QPainter

from kiosk.luminance import LUMINANCE

CHANGED: Final = 16
"""Of 255: from so much difference on, a pixel belongs to the word and not to a picture's grain."""
AROUND: Final = 3
"""Pixels round a stroke in which its ground is looked for."""
_BRIGHT = bytes(255 if value > CHANGED else 0 for value in range(256))
_UP_TO = tuple(bytes(1 if value <= most else 0 for value in range(256)) for most in range(256))


@dataclass(frozen=True, slots=True)
class Grey:
    """A picture's luminance, a byte a pixel, rows of `width`."""

    rows: bytes
    width: int
    height: int

    def part(self, left: int, top: int, right: int, bottom: int) -> bytes:
        width = self.width
        return b"".join(self.rows[y * width + left : y * width + right] for y in range(top, bottom))


@dataclass(frozen=True, slots=True)
class Seen:
    """`ink` is the box of the pixels that something has changed, empty where it changed none; then `contrast` is 0."""

    ink: QRectF
    contrast: float


def grey(image: QImage) -> Grey:
    converted = image.convertToFormat(QImage.Format.Format_Grayscale8)
    width, height, stride = converted.width(), converted.height(), converted.bytesPerLine()
    rows = bytes(converted.constBits())
    if stride != width:
        rows = b"".join(rows[y * stride : y * stride + width] for y in range(height))
    return Grey(rows, width, height)


def difference(one: QImage, other: QImage) -> Grey:
    """How far two pictures of the same size are from each other: 255 where they differ enough, else 0."""
    made = one.convertToFormat(QImage.Format.Format_RGB32)
    painter = QPainter(made)
    painter.setCompositionMode(QPainter.CompositionMode.CompositionMode_Difference)
    painter.drawImage(0, 0, other.convertToFormat(QImage.Format.Format_RGB32))
    painter.end()
    found = grey(made)
    return Grey(found.rows.translate(_BRIGHT), found.width, found.height)


def ratio(a: float, b: float) -> float:
    """Of two luminances, 1 to 21."""
    return (max(a, b) + 0.05) / (min(a, b) + 0.05)


@dataclass(frozen=True, slots=True)
class Pair:
    """The same screen `drawn` whole and with some of it hidden (`behind`); `changed` where they differ."""

    drawn: Grey
    behind: Grey
    changed: Grey

    @classmethod
    def of(cls, drawn: QImage, behind: QImage) -> Pair:
        return cls(grey(drawn), grey(behind), difference(drawn, behind))

    def look(self, box: QRectF, *, light: bool | None = None, worst: bool = True) -> Seen:
        """What was hidden in `box`. `light`: it is lighter than its ground; None: by what is found. `worst`: against
        the ground that is most like it, else against the middle one."""
        left, top = max(0, int(box.left())), max(0, int(box.top()))
        right, bottom = min(self.drawn.width, int(box.right())), min(self.drawn.height, int(box.bottom()))
        if right <= left or bottom <= top:
            return Seen(QRectF(), 0.0)
        width = right - left
        changed = self.changed.part(left, top, right, bottom)
        ink = _box(changed, width)
        if ink is None:
            return Seen(QRectF(), 0.0)
        x, y, w, h = ink
        # Only round the ink: most of a line's box is empty.
        near_left, near_top = max(left, left + x - AROUND), max(top, top + y - AROUND)
        near_right, near_bottom = min(right, left + x + w + AROUND), min(bottom, top + y + h + AROUND)
        near = near_left, near_top, near_right, near_bottom
        changed, width = self.changed.part(*near), near_right - near_left
        mask = wide = int.from_bytes(changed, "little")
        for step in range(1, AROUND + 1):
            for far in (step * 8, step * width * 8):
                wide |= mask << far | mask >> far
        size = len(changed)
        around = (wide & ((1 << size * 8) - 1)).to_bytes(size, "little")
        word, under = _Counted(self.drawn.part(*near), changed), _Counted(self.behind.part(*near), around)
        if light is None:
            light = word.at(0.5) >= under.at(0.5)
        found = LUMINANCE[word.at(0.97 if light else 0.03)]
        extreme = (0.995 if light else 0.005) if worst else 0.5
        return Seen(QRectF(left + x, top + y, w, h), ratio(found, LUMINANCE[under.at(extreme)]))


def _box(changed: bytes, width: int) -> tuple[int, int, int, int] | None:
    """x, y, width, height of all that is 255."""
    first, last = changed.find(b"\xff"), changed.rfind(b"\xff")
    if first < 0:
        return None
    top, bottom = first // width, last // width
    left, right = width, -1
    for y in range(top, bottom + 1):
        row = changed[y * width : (y + 1) * width]
        at = row.find(b"\xff")
        if at >= 0:
            left, right = min(left, at), max(right, row.rfind(b"\xff"))
    return left, top, right - left + 1, bottom - top + 1


class _Counted:
    """Values 0..255, as far as `within` is 255 there."""

    def __init__(self, values: bytes, within: bytes) -> None:
        mask = int.from_bytes(within, "little")
        self._kept = (int.from_bytes(values, "little") & mask).to_bytes(len(values), "little")
        self._out = within.count(0)  # they are kept as zeros

    def at(self, share: float) -> int:
        """The value that `share` of all lie at or below."""
        wanted = share * (len(self._kept) - self._out)
        low, high = 0, 255
        while low < high:
            middle = (low + high) // 2
            if self._kept.translate(_UP_TO[middle]).count(1) - self._out >= wanted:
                high = middle
            else:
                low = middle + 1
        return low
