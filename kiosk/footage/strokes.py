"""What libswscale writes of a film into the window: worked out once for each place, used with every picture.

Only what is seen of it: under an opaque item there is no film. libswscale writes whole blocks of pixels and, scaling,
a few rows more than are wanted, so what stands there is kept and put back.
"""

from __future__ import annotations

import ctypes
from dataclasses import dataclass
from typing import Final

from PySide6.QtCore import QRect
from PySide6.QtGui import QRegion, QTransform

from kiosk.footage.mailbox import Picture
from kiosk.footage.swscale import Converter, Crop, overrun

ROW: Final = 32
"""Pixels: libswscale's vector code writes whole blocks of up to so many, past the last pixel of a row that does not end
with one. On a panel 1080 wide that was past the end of the memory."""
PIXEL: Final = 4
"""Bytes."""


@dataclass(frozen=True, slots=True)
class Target:
    """An image that is painted on, and the pixels of it that a film takes when it stands there by `way`."""

    kind: int
    """Qt's number of its memory: no other memory gets it, so what is below holds as long as it is the same."""
    way: QTransform
    box: QRect
    address: int
    pitch: int
    width: int
    height: int


@dataclass(frozen=True, slots=True)
class Stroke:
    """`crop` of a picture over `width` x `height` pixels at `address`, of which the first `rows` rows are wanted."""

    crop: Crop
    address: int
    width: int
    height: int
    pitch: int
    rows: int
    beyond: int
    """Bytes behind the last of these rows that libswscale may write over."""

    def write(self, converter: Converter, picture: Picture) -> None:
        end = self.address + self.rows * self.pitch
        kept = ctypes.string_at(end, self.beyond) if self.beyond else b""
        converter.to_rgb(picture, self.crop, self.address, self.width, self.height, self.pitch, self.rows)
        if kept:
            ctypes.memmove(end, kept, self.beyond)


@dataclass(frozen=True, slots=True)
class Patch:
    """`crop` of a picture, pixel for pixel, for a painter to draw at `box`: libswscale cannot write just there."""

    crop: Crop
    box: QRect


def strokes(target: Target, crop: Crop, region: QRegion) -> list[Stroke | Patch] | None:
    """How `crop` gets where `region`, in the target's pixels, has to be drawn anew. None where a painter has to draw
    the whole: a part of what is scaled does not look like that part of the whole, but for the upper one."""
    box = target.box
    seen = region.intersected(box)
    upper = seen.boundingRect()
    if seen.rectCount() == 1 and (upper.topLeft(), upper.width()) == (box.topLeft(), box.width()):
        stroke = _stroke(target, crop, box, upper.height())
        if stroke is not None or upper == box:
            return None if stroke is None else [stroke]
    if (crop.width, crop.height) != (box.width(), box.height()):
        return None
    return [_part(target, crop, part) for part in seen]  # type: ignore[attr-defined]  # regions can be iterated


def _part(target: Target, crop: Crop, part: QRect) -> Stroke | Patch:
    """Only where a choice was touched, or beside what covers the film: a touch must not wait for a whole one."""
    box = target.box
    left, top = (part.x() - box.x()) // 2 * 2, (part.y() - box.y()) // 2 * 2  # chroma has half the pixels
    width, height = part.right() + 1 - box.x() - left, part.bottom() + 1 - box.y() - top
    if top + height < box.height():
        height += height % 2  # libswscale takes another way for odd ones
    whole = QRect(box.x() + left, box.y() + top, width, height)
    piece = Crop(crop.x + left, crop.y + top, width, height)
    stroke = _stroke(target, piece, whole, part.height()) if whole.topLeft() == part.topLeft() else None
    return stroke or Patch(piece, whole)


def _stroke(target: Target, crop: Crop, box: QRect, rows: int) -> Stroke | None:
    """The first `rows` rows of `crop` over `box`. None where libswscale would write over what it must not."""
    width, height, pitch = box.width(), box.height(), target.pitch
    address = target.address + box.y() * pitch + box.x() * PIXEL
    over = min(overrun(crop.height, height, rows), height - rows)
    beyond = (over - 1) * pitch + width * PIXEL if over else 0
    if width % ROW:
        # each row runs over into the one below, which comes next; only below the last one something else stands
        if width != target.width or box.y() + rows + over >= target.height:
            return None
        beyond += ROW * PIXEL
    return Stroke(crop, address, width, height, pitch, rows, beyond)
