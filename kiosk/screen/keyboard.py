"""Which action a key that Qt tells of asks for."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent

from kiosk.keynames import KEYBOARD

_K = Qt.Key
NAMES: Final[Mapping[int, str]] = {
    **{getattr(_K, f"Key_{name}").value: name for name in "ABCDEFGHIJKLMNOPQRSTUVWXYZ"},
    **{getattr(_K, f"Key_F{number}").value: f"F{number}" for number in range(1, 25)},
    **{
        key.value: name
        for key, name in {
            _K.Key_Left: "Left", _K.Key_Right: "Right", _K.Key_Up: "Up", _K.Key_Down: "Down",
            _K.Key_Return: "Enter", _K.Key_Enter: "Enter", _K.Key_Space: "Space", _K.Key_Select: "Select",
            _K.Key_Escape: "Escape", _K.Key_Backspace: "Backspace", _K.Key_Back: "Back",
            _K.Key_Tab: "Tab", _K.Key_Backtab: "ShiftTab",
            _K.Key_Home: "Home", _K.Key_HomePage: "HomePage", _K.Key_End: "End",
            _K.Key_PageUp: "PageUp", _K.Key_PageDown: "PageDown", _K.Key_Insert: "Insert", _K.Key_Delete: "Delete",
            _K.Key_Menu: "Menu", _K.Key_Help: "Help", _K.Key_Plus: "Plus", _K.Key_Minus: "Minus",
            _K.Key_Equal: "Equal", _K.Key_VolumeUp: "VolumeUp", _K.Key_VolumeDown: "VolumeDown",
            _K.Key_VolumeMute: "VolumeMute", _K.Key_MediaPlay: "MediaPlay", _K.Key_MediaStop: "MediaStop",
            _K.Key_MediaNext: "MediaNext", _K.Key_MediaPrevious: "MediaPrevious",
        }.items()
    },
}  # fmt: skip
"""By Qt's number: what kiosk/keynames.py calls it."""
_F13, _F24, _FIRST_CODE = 13, 24, 191
CODES: Final[Mapping[int, str]] = {_FIRST_CODE + n - _F13: f"F{n}" for n in range(_F13, _F24 + 1)}
"""X11 and Wayland number keys as the kernel does, and 8 more (KEY_F13 is 183). Needed because their usual keyboard map
(xkeyboard-config, inet) makes Tools, Launch5…9, AudioMicMute and TouchpadToggle/On/Off of F13 to F23, the keys of
keypads for visitors who cannot see."""


class Keyboard:
    """`keys`: what each key does, by its name."""

    def __init__(self, keys: Mapping[str, str] = KEYBOARD) -> None:
        self._keys = keys

    @staticmethod
    def name(event: QKeyEvent) -> str:
        """What the key is called; "" for one that has no name here."""
        return NAMES.get(event.key()) or CODES.get(event.nativeScanCode(), "")

    def action(self, event: QKeyEvent) -> str | None:
        """What it asks for, or a digit; None for a key that does nothing."""
        action = self._keys.get(self.name(event))
        return event.text() if action is None and event.text().isdigit() else action
