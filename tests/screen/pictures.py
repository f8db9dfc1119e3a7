"""Stills drawn here, and a film that stands still, for screens that need something to lie on."""

from __future__ import annotations

import random
from pathlib import Path

from PySide6.QtCore import QPointF, Qt
from PySide6.QtGui import QColor, QImage, QLinearGradient, QPainter, QPolygonF, QRadialGradient

from kiosk.audit.stillfilm import StillFilm, white

__all__ = ["NAMES", "StillFilm", "draw_stills", "night", "white"]

NAMES = ("river", "reeds", "dawn", "person", "city", "tower", "road", "farm")


def night(seed: int, width: int = 1280, height: int = 720) -> QImage:
    """Hills behind hills, mist between them, one warm lamp."""
    chance = random.Random(seed)
    image = QImage(width, height, QImage.Format.Format_RGB32)
    painter = QPainter(image)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    sky = QLinearGradient(0, 0, 0, height)
    sky.setColorAt(0, QColor("#10161C"))
    sky.setColorAt(0.5, QColor("#3A4654"))
    sky.setColorAt(1, QColor("#0D1216"))
    painter.fillRect(image.rect(), sky)
    painter.setPen(Qt.PenStyle.NoPen)
    for layer in range(4):
        base = height * (0.42 + 0.09 * layer)
        points = [QPointF(0, height)]
        y = base
        for left in range(0, width + 40, 40):
            y = max(base - height * 0.12, min(base + height * 0.05, y + chance.uniform(-22, 22)))
            points.append(QPointF(left, y))
        points.append(QPointF(width, height))
        painter.setBrush(QColor.fromHsv(212, 60, 70 - 15 * layer))
        painter.drawPolygon(QPolygonF(points))
    x, y = width * chance.uniform(0.55, 0.75), height * 0.5
    glow = QRadialGradient(x, y, 90)
    glow.setColorAt(0, QColor(255, 205, 140, 255))
    glow.setColorAt(0.08, QColor(230, 150, 80, 160))
    glow.setColorAt(1, QColor(217, 121, 59, 0))
    painter.setBrush(glow)
    painter.drawEllipse(QPointF(x, y), 90, 90)
    painter.end()
    return image


def draw_stills(folder: Path) -> Path:
    for seed, name in enumerate(NAMES):
        night(seed).save(str(folder / f"{name}.jpg"), quality=85)
    return folder
