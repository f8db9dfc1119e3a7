"""What each key does, by the name of its action (keynames.py)."""

from __future__ import annotations

from PySide6.QtCore import QObject, Signal

from kiosk.screen.keys import Focus
from kiosk.screen.service import Service
from kiosk.screen.shown import Shown
from kiosk.screen.stirring import Stirring
from kiosk.screen.targets import Targets
from kiosk.visit import events

_ALOUD = {
    "speak": events.SpokenTouched(),
    "jack-in": events.SpokenTouched(True),
    "jack-out": events.SpokenTouched(False),
}


class Actions(QObject):
    """`keys`: whether a keyboard does anything but at the technician's door."""

    touched = Signal(object)
    """A kiosk.visit.events.Event."""
    asked = Signal(str)
    """As Screen.asked."""

    def __init__(
        self,
        keys: bool,
        shown: Shown,
        service: Service,
        targets: Targets,
        focus: Focus,
        stirring: Stirring,
        parent: QObject,
    ) -> None:
        super().__init__(parent)
        self._keys = keys
        self._shown = shown
        self._service = service
        self._targets = targets
        self._focus = focus
        self._stirring = stirring

    def act(self, key: str) -> None:
        if not self._keys and not self._service.open:
            return
        aloud = _ALOUD.get(key)
        if aloud is not None and not self._shown.covered:
            self._stirring.stirred.emit()
            self.touched.emit(aloud)
            return
        if self._shown.asleep:
            if key in ("repeat", "time") and not self._shown.attract:
                self.asked.emit(key)  # "Are you still there?" is read once more, or its time told, and stays
            else:
                self._stirring.stir()
            return
        self._stirring.stir()
        view = self._shown.view
        match key:
            case "left" | "right" | "up" | "down":
                self._focus.go(key)
            case "select" if self._service.asks and self._focus.name in ("", "pin-enter"):
                self._service.press("enter")
            case "next" | "previous":
                self._focus.step(1 if key == "next" else -1)
            case "repeat" | "time":
                self.asked.emit(key)
            case "select":
                if name := self._focus.chosen():
                    self._targets.press(name)
            case "back" if self._service.open:
                self._service.close()
            case _ if key.isdigit() and self._service.open:
                self._service.press(key)
            case "back" if view is not None and view.choosing_language:
                self.touched.emit(events.LanguagesTouched())
            case "back" if view is not None and view.helping:
                self.touched.emit(events.HelpTouched())
            case "back" | "home" | "captions" | "help":
                self._targets.press(key)
            case "language":
                self._targets.press("languages")
            case "louder" | "quieter":
                self._targets.press("volume-up" if key == "louder" else "volume-down")
