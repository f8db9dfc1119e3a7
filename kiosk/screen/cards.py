"""Pictures that say what belongs in their place: they stand in a new playlist until its films are there."""

from __future__ import annotations

from pathlib import Path
from typing import Final

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QFont, QImage, QLinearGradient, QPainter

from kiosk.screen.fonts import install_fonts

SIZE: Final = (1920, 1080)
_DARK, _LIGHT, _WORDS = QColor("#151A21"), QColor("#39444F"), QColor("#8C98A4")


def draw_card(file: Path, words: str, place: float) -> None:
    """Write a PNG with `words` in its upper half. `place`, 0 to 1, is where its light is, so that no two look alike.

    Needs a QGuiApplication. Raises OSError where the file cannot be written.
    """
    install_fonts()
    width, height = SIZE
    image = QImage(width, height, QImage.Format.Format_RGB32)
    painter = QPainter(image)
    ground = QLinearGradient(QPointF(0, 0), QPointF(0, height))
    ground.setColorAt(0, _DARK)
    ground.setColorAt(0.35 + 0.3 * place, _LIGHT)
    ground.setColorAt(1, _DARK)
    painter.fillRect(0, 0, width, height, ground)
    font = QFont("EB Garamond")
    font.setPixelSize(72)
    painter.setFont(font)
    painter.setPen(_WORDS)
    painter.drawText(QRectF(0, height * 0.2, width, height * 0.2), Qt.AlignmentFlag.AlignCenter, words)
    painter.end()
    if not image.save(str(file)):
        raise OSError(f"{file} cannot be written")
