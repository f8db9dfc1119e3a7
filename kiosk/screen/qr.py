"""Addresses as QR codes: ink modules on paper with four modules of quiet zone, never inverted (ISO/IEC 18004)."""

from __future__ import annotations

from functools import lru_cache
from urllib.parse import unquote

import segno
from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QColor, QImage
from PySide6.QtQuick import QQuickImageProvider

QUIET = 4
LARGEST = 69
"""Modules along one side without the quiet zone: version 13, 331 bytes. At 1.5 mm a module a larger code would be wider
than 116 mm and push everything else off the glass."""
_INK, _PAPER = QColor("#0B0D10"), QColor("#EDE8DF")


@lru_cache(maxsize=64)
def code(address: str) -> QImage | None:
    """One pixel a module, quiet zone included. None for an address that is too long."""
    try:
        rows = [bytes(row) for row in segno.make(address, error="m", micro=False).matrix]
    except segno.DataOverflowError:
        return None
    if len(rows) > LARGEST:
        return None
    side = len(rows) + 2 * QUIET
    image = QImage(side, side, QImage.Format.Format_RGB32)
    image.fill(_PAPER)
    for y, row in enumerate(rows):
        for x, dark in enumerate(row):
            if dark:
                image.setPixelColor(x + QUIET, y + QUIET, _INK)
    return image


def modules(address: str) -> int:
    """Modules along one side, quiet zone included: what its size on the glass follows from. 0: no code."""
    drawn = code(address)
    return drawn.width() if drawn is not None else 0


class QrProvider(QQuickImageProvider):
    """`image://qr/<address, percent-encoded>`, drawn at the largest whole number of pixels a module that fits."""

    def __init__(self) -> None:
        super().__init__(QQuickImageProvider.ImageType.Image)

    def requestImage(self, id: str, size: QSize, requestedSize: QSize) -> QImage:  # noqa: A002, N803 - Qt's
        image = code(unquote(id))
        if image is None:
            return QImage()
        side = image.width() * max(1, requestedSize.width() // image.width())
        size.setWidth(side)
        size.setHeight(side)
        return image.scaled(side, side, Qt.AspectRatioMode.IgnoreAspectRatio, Qt.TransformationMode.FastTransformation)
