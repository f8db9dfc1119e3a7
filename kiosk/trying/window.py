"""The window of `kiosk try`: the kiosk's own window in it, and the strip beside."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any, cast

from PySide6.QtCore import QEvent, QObject, QRect, QSize, QTimer, QUrl, Signal
from PySide6.QtGui import QColor, QGuiApplication, QKeyEvent
from PySide6.QtQuick import QQuickView

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from PySide6.QtGui import QResizeEvent, QWindow

    from kiosk.playlist.faults import Fault
    from kiosk.trying.strip import Section

QML = Path(__file__).with_name("qml") / "Trying.qml"
STRIP = 440
"""Pixels of the strip beside the picture."""
ROOMY = 760
"""Pixels of height in which the strip has all it says, where the desktop has them."""
LEFT_OVER = 80
"""Pixels of a desktop's height that its own bars need."""


def picture_size(screen: QSize, *, portrait: bool) -> tuple[int, int]:
    """The largest picture of 16:9 (portrait: 9:16) that fits a desktop of `screen` beside the strip."""
    wide, high = (9, 16) if portrait else (16, 9)
    unit = min((screen.width() - STRIP) // wide, (screen.height() - LEFT_OVER) // high)
    return wide * max(unit, 40), high * max(unit, 40)


class TryingWindow(QQuickView):
    """Keeps the picture's shape when it is resized, and hands keys on to the kiosk."""

    pressed = Signal(str, str)
    """A button: its name, and which scene for "scene"."""
    closing = Signal()

    def __init__(self, picture: QWindow, size: tuple[int, int]) -> None:
        super().__init__()
        self._picture = picture
        self._shape = size[0] / size[1]
        self.setTitle("kiosk try")
        self.setColor(QColor("#0B0D10"))
        self.setResizeMode(QQuickView.ResizeMode.SizeRootObjectToView)
        self.setInitialProperties({"strip": STRIP})
        self.setSource(QUrl.fromLocalFile(str(QML)))
        root = self.rootObject()
        if root is None:
            raise RuntimeError("; ".join(error.toString() for error in self.errors()))
        self._root: QObject = root
        cast(Any, root).pressed.connect(self.pressed)
        room = self.screen().size().height() - LEFT_OVER
        self.resize(size[0] + STRIP, max(size[1], min(ROOMY, room)))
        self.setMinimumSize(QSize(STRIP + 320, 320))
        picture.setParent(self)
        self._place()

    # ---- what is said

    def say(self, title: str, sections: Iterable[Section]) -> None:
        self._root.setProperty("title", title)
        self._root.setProperty(
            "sections",
            [
                {"title": s.title, "lines": [{"label": x.label, "value": x.value, "tone": x.tone} for x in s.lines]}
                for s in sections
            ],
        )

    def say_scenes(self, scenes: Iterable[str]) -> None:
        """The scenes that can be gone to."""
        self._root.setProperty("scenes", list(scenes))

    def say_state(self, words: str, faults: Sequence[Fault] = ()) -> None:
        """Of the file: taken up when, or what is wrong in it."""
        self._root.setProperty("status", words)
        self._root.setProperty("alarm", bool(faults))

    # ---- its shape

    def _place(self) -> None:
        """The picture as large as it can be, in the middle of what the strip leaves."""
        room = QSize(self.width() - STRIP, self.height())
        width = min(room.width(), round(room.height() * self._shape))
        height = min(room.height(), round(width / self._shape))
        box = QRect((room.width() - width) // 2, (room.height() - height) // 2, width, height)
        self._picture.setGeometry(box)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._place()

    def event(self, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Close:
            event.ignore()
            # From the loop itself: what is closed here is still in use.
            QTimer.singleShot(0, self.closing.emit)
            return True
        if isinstance(event, QKeyEvent):
            QGuiApplication.sendEvent(self._picture, event)
            return True
        return super().event(event)
