"""A contact sheet: what was on the screen, side by side, in the order in which it was seen."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QBuffer, QByteArray, QIODevice, QRectF, Qt
from PySide6.QtGui import QColor, QFont, QImage, QPainter

if TYPE_CHECKING:
    from pathlib import Path

WIDTH, GAP, LABEL = 640, 16, 34
"""Pixels: a picture's width, the space around it, the line under it."""

QUALITY = 88
"""Percent."""


def as_jpeg(picture: QImage, width: int = WIDTH) -> bytes:
    """A picture as it is kept, at most `width` pixels wide: a hundred of them as they are take 300 MB."""
    small = picture.scaledToWidth(min(width, picture.width()), Qt.TransformationMode.SmoothTransformation)
    data = QByteArray()
    buffer = QBuffer(data)
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    small.save(buffer, "JPG", QUALITY)  # type: ignore[call-overload]  # the stubs want bytes, PySide takes the text
    return bytes(data.data())


def write_sheet(kept: dict[str, bytes], file: Path, columns: int = 4) -> None:
    """Write all pictures into one PNG. Raises OSError if the file cannot be written, ValueError without pictures."""
    pictures = {name: QImage.fromData(data) for name, data in kept.items()}
    if not pictures:
        raise ValueError("there are no pictures to put on the sheet")
    height = max(WIDTH * picture.height() // max(1, picture.width()) for picture in pictures.values())
    columns = min(columns, len(pictures))
    rows = -(-len(pictures) // columns)
    sheet = QImage(GAP + columns * (WIDTH + GAP), GAP + rows * (height + LABEL + GAP), QImage.Format.Format_RGB32)
    sheet.fill(QColor("#0B0D10"))
    painter = QPainter(sheet)
    painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
    painter.setPen(QColor("#EDE8DF"))
    font = QFont("Inter")
    font.setPixelSize(20)
    painter.setFont(font)
    for index, (name, picture) in enumerate(pictures.items()):
        x = GAP + index % columns * (WIDTH + GAP)
        y = GAP + index // columns * (height + LABEL + GAP)
        small = picture.scaledToWidth(WIDTH, Qt.TransformationMode.SmoothTransformation)
        painter.drawImage(x, y, small)
        painter.drawText(
            QRectF(x, y + small.height(), WIDTH, LABEL), Qt.AlignmentFlag.AlignVCenter, f"{index + 1}  {name}"
        )
    painter.end()
    file.parent.mkdir(parents=True, exist_ok=True)
    if not sheet.save(str(file)):
        raise OSError(f"the contact sheet cannot be written to {file}")
