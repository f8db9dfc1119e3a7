"""Keeps the window in front and over all of the screen, whatever a window manager is told to do with it.

Under weston's kiosk shell nobody can be told so. On X11, and on a desktop, key combinations of the window manager's own
never reach the player: Alt+Tab, Alt+F9, Super+D. What they did is undone.
"""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QMetaObject, QObject, Qt, QTimer
from PySide6.QtGui import QGuiApplication, QWindow

AGAIN = 250
"""ms from what happened until it is undone, so that a window manager that insists costs little."""
_TRIES = 6
_SHOWN_ANEW = 2
"""The try at which it is hidden and shown: a window manager that went to another of its desktops gives no window the
keys that is not on it, and a new one comes up on the one that is seen."""


class Staying(QObject):
    """From `start` to `stop`. `fill`: has the window over all of its screen, wherever that is (outputs.py)."""

    def __init__(self, window: QWindow, fill: Callable[[], None], parent: QObject) -> None:
        super().__init__(parent)
        self._window, self._fill = window, fill
        self._again = QTimer(self)
        self._again.setSingleShot(True)
        self._again.setInterval(AGAIN)
        self._again.timeout.connect(self._come_back)
        self._followed: list[QMetaObject.Connection] = []
        self._had_keys = False
        """There are keys to have: without a window manager, and under Wayland without a keyboard, there are none."""
        self._tries = 0

    def start(self) -> None:
        """Follows signals, not events: Python would be asked about each picture that is to be drawn, too."""
        self.stop()
        window = self._window
        moved = (window.xChanged, window.yChanged, window.widthChanged, window.heightChanged)
        lost = (window.windowStateChanged, window.visibleChanged, *moved)
        self._followed = [window.activeChanged.connect(self._follow_keys), *(sign.connect(self._look) for sign in lost)]

    def stop(self) -> None:
        for followed in self._followed:
            QObject.disconnect(followed)
        self._followed = []
        self._again.stop()

    def _follow_keys(self) -> None:
        if self._window.isActive():
            self._had_keys = True
        else:
            self._look()

    def _look(self) -> None:
        if not self._again.isActive():
            self._again.start()

    def _come_back(self) -> None:
        window = self._window
        if not window.isVisible() or not window.windowStates() & Qt.WindowState.WindowFullScreen or _hidden(window):
            self._fill()
        if window.isActive():
            self._tries = 0
            return
        window.raise_()
        window.requestActivate()
        if self._had_keys and QGuiApplication.platformName() == "xcb":
            self._tries += 1
            if self._tries % _TRIES == _SHOWN_ANEW:
                window.hide()
                window.showFullScreen()
            if self._tries % _TRIES:
                self._again.start()


def _hidden(window: QWindow) -> bool:
    return bool(window.windowStates() & Qt.WindowState.WindowMinimized)
