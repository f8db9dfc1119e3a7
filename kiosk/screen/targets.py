"""What a finger or a key can press, as QML tells it."""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import cast

from PySide6.QtCore import Q_ARG, Q_RETURN_ARG, QMetaObject, QObject, QPointF, QRectF, Qt

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


class Targets:
    """What is there to be touched now; `root` is asked each time."""

    def __init__(self, root: QObject) -> None:
        self._root = root

    def found(self) -> dict[str, Target]:
        """By name. QML tells it as text: an item of its own that Python held could be gone the next moment, and its
        address be another's."""
        told = QMetaObject.invokeMethod(self._root, "targets", Qt.ConnectionType.DirectConnection, Q_RETURN_ARG(str))
        return targets(cast(str, told))

    def rects(self) -> dict[str, Rect]:
        """Of what can be pressed."""
        return {name: target.box for name, target in self.found().items() if target.enabled}

    def under(self, at: QPointF) -> str:
        """The name of the target at a place of the window that can be pressed; "" for none."""
        x, y = at.x(), at.y()
        for name, box in self.rects().items():
            if box.x <= x <= box.x + box.width and box.y <= y <= box.y + box.height:
                return name
        return ""

    def press(self, name: str) -> None:
        """As a finger would: only what is there and enabled."""
        QMetaObject.invokeMethod(self._root, "press", Qt.ConnectionType.DirectConnection, Q_ARG(str, name))
