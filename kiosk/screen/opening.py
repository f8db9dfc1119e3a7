"""The window and what is drawn in it, made."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QSize, Qt, QUrl
from PySide6.QtGui import QColor, QGuiApplication
from PySide6.QtQuick import QQuickItem, QQuickView

from kiosk.screen.panel import Panel
from kiosk.screen.qr import QrProvider
from kiosk.screen.words import Words

_QML = Path(__file__).with_name("qml")


def make_window(panel: Panel, words: Words, *, fit: str, windowed: bool, size: tuple[int, int] | None) -> QQuickView:
    """Nothing in it yet. Where it is to be the whole screen, no pointer is seen any more."""
    window = QQuickView()
    window.setColor(QColor("#0B0D10"))
    window.setResizeMode(QQuickView.ResizeMode.SizeRootObjectToView)
    window.engine().addImageProvider("qr", QrProvider())
    window.setInitialProperties(
        {
            "inches": panel.diagonal,
            "distance": panel.distance,
            "far": panel.far,
            "hung": panel.bottom,
            "turn": panel.rotation,
            "fit": fit,
            "calm": panel.calm,
            "words": words.plain("en"),
        }
    )
    if not windowed:
        window.setFlags(Qt.WindowType.Window | Qt.WindowType.FramelessWindowHint)
        window.setCursor(Qt.CursorShape.BlankCursor)
        QGuiApplication.setOverrideCursor(Qt.CursorShape.BlankCursor)
    window.resize(QSize(*(size or (1280, 720))))
    return window


def fill(window: QQuickView) -> QQuickItem:
    """Main.qml's root, in the window. Raises RuntimeError where QML cannot be read."""
    window.setSource(QUrl.fromLocalFile(str(_QML / "Main.qml")))
    root = window.rootObject()
    if root is None:
        raise RuntimeError("; ".join(error.toString() for error in window.errors()))
    return root
