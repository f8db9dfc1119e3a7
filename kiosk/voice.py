"""The machine's voice: espeak-ng, or what somebody has read, on the film's way out of the machine."""

from __future__ import annotations

import tempfile
from functools import partial
from pathlib import Path

from PySide6.QtCore import QObject, Signal

from kiosk.footage.aloud import Aloud
from kiosk.speech.espeak import Espeak
from kiosk.speech.utterance import Utterance

_KEPT = 4
"""Files of the last utterances: VLC may still read one while the next is written."""


class MachineVoice(QObject):
    """Keeps what kiosk.speech.utterance.Voice promises."""

    ended = Signal(int)

    def __init__(self, engine: Espeak, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._engine = engine
        self._folder = tempfile.TemporaryDirectory(prefix="kiosk-voice-")
        self._aloud = Aloud(self)
        self._aloud.ended.connect(self.ended)

    def say(self, number: int, utterance: Utterance) -> None:
        self._aloud.say(number, partial(self._sound, number, utterance))

    def stop(self) -> None:
        self._aloud.stop()

    def set_level(self, level: float) -> None:
        self._aloud.set_level(level)

    def close(self) -> None:
        self._aloud.close()
        self._folder.cleanup()

    def _sound(self, number: int, utterance: Utterance) -> Path:
        if utterance.sound is not None and utterance.sound.is_file():
            return utterance.sound
        file = Path(self._folder.name) / f"{number % _KEPT}.wav"
        self._engine.write(utterance.text, utterance.language, file)
        return file
