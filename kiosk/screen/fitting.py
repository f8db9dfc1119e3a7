"""Whether an author's words fit their places: measured on the very QML that draws them, off screen."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path
from typing import Any, Final

from PySide6.QtCore import QMetaObject, QUrl
from PySide6.QtGui import QGuiApplication
from PySide6.QtQml import QQmlComponent, QQmlEngine
from PySide6.QtQuick import QQuickItem

from kiosk.playlist.model import Decision
from kiosk.screen.fonts import install_fonts
from kiosk.screen.panel import Panel
from kiosk.screen.words import Words

LINES: Final = 2
"""Lines of a choice's label; a third makes every button as high."""
_QML: Final = Path(__file__).with_name("qml") / "Fitting.qml"
_SOURCE: Final = b"""
import QtQuick
import kiosk.screen.qml
Item {
    id: me
    property var facts
    property alias question: shown.decision
    property real reach: Theme.reachLine
    onFactsChanged: {
        Words.all = facts.words
        Theme.inches = facts.inches
        Theme.distance = facts.distance
        Theme.hung = facts.hung
        Theme.widthPx = facts.width
        Theme.heightPx = facts.height
        Theme.language = facts.language
    }
    width: Theme.widthPx
    height: Theme.heightPx
    Decision { id: shown; anchors.fill: parent; decision: null }
}
"""


class Fitting:
    """Needs a QGuiApplication; offscreen() makes one where there is none. Raises RuntimeError where QML cannot load."""

    def __init__(self, panel: Panel) -> None:
        install_fonts()
        self.panel, self._words = panel, Words.load()
        self._engine = QQmlEngine()
        self._engine.addImportPath(str(Path(__file__).parents[2]))
        self._component = QQmlComponent(self._engine)  # what it made dies with it
        self._component.setData(_SOURCE, QUrl.fromLocalFile(str(_QML)))
        item = self._component.create()
        if not isinstance(item, QQuickItem):
            raise RuntimeError(self._component.errorString())
        QQmlEngine.setObjectOwnership(item, QQmlEngine.ObjectOwnership.CppOwnership)
        self._item = item
        self._facts: dict[str, object] = {}

    def decision(self, decision: Decision, language: str, size: tuple[int, int], window: int) -> Iterator[str]:
        """What does not fit of `decision`, in words without its name."""
        facts = {
            "words": self._words.plain(language),
            "inches": self.panel.diagonal,
            "distance": self.panel.distance,
            "hung": self.panel.bottom,
            "width": size[0],
            "height": size[1],
            "language": language,
        }
        choices = [{"id": one.id, "label": one.label.say(language), "enabled": True} for one in decision.choices]
        self._item.setProperty("question", None)
        if facts != self._facts:  # which lays out everything anew
            self._item.setProperty("facts", facts)
            self._facts = facts
        asked = {"serial": 1, "ask": decision.ask.say(language), "choices": choices, "window": window}
        self._item.setProperty("question", asked)
        for item in reversed(list(_below(self._item))):  # without a window nobody lays rows and columns out
            if item.metaObject().indexOfMethod("forceLayout()") >= 0:
                QMetaObject.invokeMethod(item, "forceLayout")
        buttons = {item.objectName(): item for item in _below(self._item) if item.objectName().startswith("choice-")}
        for choice in choices:
            label = self._text(buttons[f"choice-{choice['id']}"], str(choice["label"]))
            if _number(label, "lineCount") > LINES:
                yield f"“{choice['label']}” takes {_number(label, 'lineCount'):.0f} lines"
            elif _number(label, "contentWidth") > _number(label, "width") + 1:
                yield f"“{choice['label']}” is wider than its button"
        top = min(item.mapToItem(self._item, 0, 0).y() for item in buttons.values())
        if top < _number(self._item, "reach"):
            yield "its buttons begin above the line to which a seated visitor reaches"
        question = self._text(self._item, decision.ask.say(language))
        if question.mapToItem(self._item, 0, 0).y() < 0:
            yield "the question runs out at the top"

    @staticmethod
    def _text(of: QQuickItem, said: str) -> QQuickItem:
        return next(
            item for item in _below(of) if item.property("text") == said and item.property("lineCount") is not None
        )


def offscreen() -> QGuiApplication:
    """An application without a display, or the one there is. Keep it for as long as anything is measured."""
    there = QGuiApplication.instance()
    if isinstance(there, QGuiApplication):
        return there
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    return QGuiApplication(["kiosk"])


def _below(item: QQuickItem) -> Iterator[QQuickItem]:
    for child in item.childItems():
        yield child
        yield from _below(child)


def _number(item: QQuickItem, name: str) -> float:
    value: Any = item.property(name)
    return float(value)
