"""Fingers and keys as they come from Qt, before QML sees them: what only wakes, what bounces, who knocks."""

from __future__ import annotations

import time
from collections.abc import Callable

from PySide6.QtCore import QEvent, QObject, QPointF, Qt, QTimer, Signal
from PySide6.QtGui import QEventPoint, QKeyEvent, QMouseEvent, QTouchEvent

from kiosk.screen.touch import Corner, CornerDoor, Gate

_MOUSE = -1
"""The mouse counts as one finger more."""
_KEYS: dict[int, str] = {
    Qt.Key.Key_Left: "left",
    Qt.Key.Key_Right: "right",
    Qt.Key.Key_Up: "up",
    Qt.Key.Key_Down: "down",
    Qt.Key.Key_Return: "select",
    Qt.Key.Key_Enter: "select",
    Qt.Key.Key_Space: "select",
    Qt.Key.Key_Select: "select",
    Qt.Key.Key_Escape: "back",
    Qt.Key.Key_Backspace: "back",
    Qt.Key.Key_Back: "back",
    Qt.Key.Key_Home: "home",
    Qt.Key.Key_HomePage: "home",
    Qt.Key.Key_C: "captions",
    Qt.Key.Key_Plus: "louder",
    Qt.Key.Key_Equal: "louder",
    Qt.Key.Key_VolumeUp: "louder",
    Qt.Key.Key_Minus: "quieter",
    Qt.Key.Key_VolumeDown: "quieter",
}


def clock() -> int:
    """Milliseconds that never go back."""
    return time.monotonic_ns() // 1_000_000


class Glass(QObject):
    """An event filter on the window.

    While `asleep()` holds, a press is answered with `touched` and reaches no target. Otherwise it reaches one unless
    it bounces, and `touched` is said as well."""

    touched = Signal()
    key = Signal(str)
    knocked = Signal()
    closing = Signal()

    def __init__(self, corner: Callable[[QPointF], Corner | None], asleep: Callable[[], bool]) -> None:
        super().__init__()
        self._corner = corner
        self._asleep = asleep
        self._gate = Gate()
        self._door = CornerDoor()
        self._swallow_touch = False
        self._swallow_mouse = False
        self._ticks = QTimer(self)
        self._ticks.setSingleShot(True)
        self._ticks.timeout.connect(self._look)

    def eventFilter(self, _watched: QObject, event: QEvent) -> bool:
        if isinstance(event, QTouchEvent):
            return self._touch(event)
        if isinstance(event, QMouseEvent):
            return self._mouse(event)
        if isinstance(event, QKeyEvent):
            return self._typed(event)
        if event.type() == QEvent.Type.Close:
            event.ignore()
            self.closing.emit()
            return True
        return False

    # ---- fingers

    def _press(self, stamp: int) -> bool:
        """A first finger came down: True where no target may have it."""
        if not self._gate.press(stamp):
            return True
        swallow = self._asleep()  # asked first: what `touched` sets off may wake the screen
        self.touched.emit()
        return swallow

    def _touch(self, event: QTouchEvent) -> bool:
        now = clock()
        for point in event.points():
            if point.state() == QEventPoint.State.Released:
                self._door.up(point.id(), now)
            else:
                self._door.down(point.id(), self._corner(point.position()), now)
        stamp = event.timestamp() or now
        ends = event.type() in (QEvent.Type.TouchEnd, QEvent.Type.TouchCancel)
        if event.type() == QEvent.Type.TouchBegin:
            self._swallow_touch = self._press(stamp)
        swallow = self._swallow_touch
        if ends:
            for point in event.points():
                self._door.up(point.id(), now)
            self._gate.release(stamp)
            self._swallow_touch = False
        self._wait()
        if swallow:
            event.accept()
        return swallow

    def _mouse(self, event: QMouseEvent) -> bool:
        if event.source() != Qt.MouseEventSource.MouseEventNotSynthesized:
            return True  # Qt's echo of a touch that no item wanted
        now = clock()
        stamp = event.timestamp() or now
        match event.type():
            case QEvent.Type.MouseButtonPress:
                self._door.down(_MOUSE, self._corner(event.position()), now)
                self._swallow_mouse = self._press(stamp)
                swallow = self._swallow_mouse
            case QEvent.Type.MouseButtonRelease:
                self._door.up(_MOUSE, now)
                self._gate.release(stamp)
                swallow, self._swallow_mouse = self._swallow_mouse, False
            case _:
                if event.buttons() != Qt.MouseButton.NoButton:
                    self._door.down(_MOUSE, self._corner(event.position()), now)
                swallow = self._swallow_mouse
        self._wait()
        return swallow

    def _wait(self) -> None:
        due = self._door.due()
        if due is None:
            self._ticks.stop()
        else:
            self._ticks.start(max(0, due - clock()))

    def _look(self) -> None:
        if self._door.open(clock()):
            # The fingers that opened it press nothing behind it when they leave.
            self._swallow_touch = self._swallow_mouse = True
            self.knocked.emit()
        else:
            self._wait()

    # ---- keys

    def _typed(self, event: QKeyEvent) -> bool:
        if event.type() != QEvent.Type.KeyPress:
            return True
        name = _KEYS.get(event.key())
        if name is None and event.text().isdigit():
            name = event.text()
        # A key that is held repeats: fine for going about, not for pressing.
        if event.isAutoRepeat() and name not in ("left", "right", "up", "down", "louder", "quieter"):
            return True
        if name is not None:
            self.key.emit(name)
        return True
