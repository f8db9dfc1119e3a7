"""The soft sound of a touch, beside whatever VLC plays: its own stream to the sound server, and never waited for."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QObject, QUrl

if TYPE_CHECKING:
    from PySide6.QtMultimedia import QSoundEffect

SOUND: Final = Path(__file__).with_name("sounds") / "touch.wav"
"""media/making/tick.py makes it."""


class Tick(QObject):
    """Silent where the machine has no way out for sound, and until prepare() was called."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._effect: QSoundEffect | None = None

    def prepare(self) -> None:
        """Open the way out: 0.1 s, so not while a finger waits. Qt Multimedia is loaded only where it is wanted."""
        from PySide6.QtMultimedia import QMediaDevices, QSoundEffect

        if self._effect is None and not QMediaDevices.defaultAudioOutput().isNull():
            self._effect = QSoundEffect(self)
            self._effect.setSource(QUrl.fromLocalFile(str(SOUND)))

    def play(self, level: float) -> None:
        """At `level`, 0..1 of how loud it was made. Comes back at once."""
        if self._effect is not None and level > 0:
            self._effect.setVolume(level)
            self._effect.play()
