"""Pictures from files, as they are shown."""

from __future__ import annotations

from pathlib import Path
from typing import Final

from PySide6.QtCore import Qt
from PySide6.QtGui import QImage

from kiosk.footage.probe import UnplayableError, reading_still

LARGEST: Final = 8192
"""Pixels a side: a graphics card's texture, and 256 MB, end here."""


def decode(path: Path) -> QImage:
    """The picture as it is shown: turned as its camera says. Raises UnplayableError."""
    with reading_still(path) as reader:
        size = reader.size()
        if max(size.width(), size.height()) > LARGEST:
            reader.setScaledSize(size.scaled(LARGEST, LARGEST, Qt.AspectRatioMode.KeepAspectRatio))
        image = reader.read()
        if image.isNull():
            raise UnplayableError(f"not a picture: {reader.errorString()}")
    return image.convertToFormat(QImage.Format.Format_RGB32)
