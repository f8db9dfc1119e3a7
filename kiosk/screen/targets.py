"""What a finger or a key can press, as QML tells it."""

from __future__ import annotations

import json
from dataclasses import dataclass

from PySide6.QtCore import QRectF

from kiosk.screen.reach import Rect


@dataclass(frozen=True, slots=True)
class Target:
    """Something a finger can touch now. `name` is stable across languages and sizes; `rect` in window pixels."""

    name: str
    rect: QRectF
    enabled: bool
    spoken: str = ""
    """What it is called, in the visitor's language."""
    kind: str = "button"
    """Or "switch", or "choice": of several, one is on."""
    on: bool = False

    @property
    def box(self) -> Rect:
        return Rect(self.rect.x(), self.rect.y(), self.rect.width(), self.rect.height())


def targets(told: str) -> dict[str, Target]:
    """By name, from what Stage.qml's all() says."""
    return {
        name: Target(name, QRectF(x, y, width, height), *rest) for name, x, y, width, height, *rest in json.loads(told)
    }
