"""Screens that come, go, turn and change their size: the window is as large as the one it is on, always."""

from __future__ import annotations

from functools import partial
from typing import Final

from PySide6.QtCore import QObject, QRect, QTimer, Signal
from PySide6.QtGui import QGuiApplication, QScreen, QWindow

from kiosk.screen.xmonitors import x_monitors

_TOGETHER: Final = 300
"""Ms within which changes count as one: a plugged-in screen comes, gets its size, and becomes the primary one."""
_AGAIN: Final = 2_000
"""Ms after a change at which it is looked once more: a window system may answer late, or not at all."""


_LOOK_EVERY: Final = 5_000
"""Ms between looks at where an X server's screens are."""


class Outputs(QObject):
    """Keeps `window` on a screen; where `whole`, over all of it. Without any screen it waits for one."""

    changed = Signal(str)
    """What happened, for the record of incidents."""

    def __init__(self, window: QWindow, parent: QObject | None = None, *, whole: bool = True) -> None:
        super().__init__(parent)
        self._window, self._whole = window, whole
        self._was = _seen()
        self._on = _name(window.screen())
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.timeout.connect(self._settle)
        app = QGuiApplication.instance()
        assert isinstance(app, QGuiApplication)
        app.screenAdded.connect(self._came)
        app.screenRemoved.connect(self._stir)
        app.primaryScreenChanged.connect(self._stir)
        for screen in app.screens():
            self._watch(screen)
        self._x11 = app.platformName() == "xcb"
        self._guarding = QTimer(self)
        self._guarding.timeout.connect(self._guard)
        if self._x11 and whole:
            self._guarding.start(_LOOK_EVERY)

    def close(self) -> None:
        self._timer.stop()
        self._guarding.stop()
        app = QGuiApplication.instance()
        assert isinstance(app, QGuiApplication)
        app.screenAdded.disconnect(self._came)
        app.screenRemoved.disconnect(self._stir)
        app.primaryScreenChanged.disconnect(self._stir)

    def fill(self) -> None:
        """The whole of its screen. Without a window manager (a bare X server) nobody else makes it so large."""
        screen = self._window.screen()
        screens = QGuiApplication.screens()
        if not screens:
            return
        if screen not in screens:
            screen = screens[0]  # the primary one
        if self._window.screen() is not screen:
            self._window.setScreen(screen)
        self._window.showFullScreen()
        self._window.setGeometry(self._place(screen))

    def _place(self, screen: QScreen) -> QRect:
        """Where it is: by the X server, else by Qt."""
        believed = screen.geometry()
        monitors = x_monitors() if self._x11 else None
        if not monitors or believed in monitors:
            return believed
        return next((place for place in monitors if place.size() == believed.size()), monitors[0])

    def _guard(self) -> None:
        """What Qt did not hear of."""
        screen = self._window.screen()
        if self._window.isVisible() and screen is not None and self._window.geometry() != self._place(screen):
            self._stir()

    def _watch(self, screen: QScreen) -> None:
        screen.geometryChanged.connect(self._stir)
        screen.orientationChanged.connect(self._stir)

    def _came(self, screen: QScreen) -> None:
        self._watch(screen)
        self._stir()

    def _stir(self, *_: object) -> None:
        self._timer.start(_TOGETHER)

    def _settle(self) -> None:
        now = _seen()
        if self._whole:
            self.fill()
            now = {name: self._place(screen) for name, screen in _screens().items() if name in now}
        on = _name(self._window.screen())
        if now != self._was or on != self._on:
            before, self._was, self._on = self._was, now, on
            self.changed.emit(told(before, now, on))
            QTimer.singleShot(_AGAIN, self, partial(self._look_again, now))

    def _look_again(self, then: dict[str, QRect]) -> None:
        if self._whole and _seen() == then:
            self._guard()


def told(before: dict[str, QRect], now: dict[str, QRect], on: str) -> str:
    """`screen HDMI-1 is gone, the kiosk is shown on DP-1 (1920x1080)`."""
    says = [f"screen {name} is gone" for name in before if name not in now]
    says += [f"screen {name} came ({_size(now[name])})" for name in now if name not in before]
    says += [
        f"screen {name} is {_size(now[name])}, was {_size(before[name])}"
        for name in now
        if name in before and now[name].size() != before[name].size()
    ]
    says += [f"screen {name} moved" for name in now if name in before and now[name].size() == before[name].size()
             and now[name] != before[name]]  # fmt: skip
    shown = f"the kiosk is shown on {on} ({_size(now[on])})" if on in now else "no screen is left, the kiosk waits"
    return ", ".join([*says, shown])


def _size(rect: QRect) -> str:
    return f"{rect.width()}x{rect.height()}"


def _name(screen: QScreen | None) -> str:
    return (screen.name() or "without a name") if screen is not None else ""


def _screens() -> dict[str, QScreen]:
    return {_name(screen): screen for screen in QGuiApplication.screens()}


def _seen() -> dict[str, QRect]:
    """Screens by name; none while Qt only has one of its own in their place, which has no size."""
    return {name: screen.geometry() for name, screen in _screens().items() if not screen.geometry().isEmpty()}
