"""The soft sound of a touch, beside whatever VLC plays, and never waited for.

A program of its own plays it, from what is written to it: Qt Multimedia's way to PulseAudio aborts the whole process
when the sound server goes away (6.10, Assertion 'c' failed, pulse/context.c), and VLC takes 0.1 s to begin a sound.
"""

from __future__ import annotations

import array
import shutil
import sys
import time
import wave
from functools import cache
from pathlib import Path
from typing import Final, Literal

from PySide6.QtCore import QObject, QProcess

SOUND: Final = Path(__file__).with_name("sounds") / "touch.wav"
"""One channel of 16 bits, 48,000 a second. media/making/tick.py makes it."""
WAYS: Final = {
    "pulse": ("pacat", "--playback", "--raw", "--format=s16le", "--rate=48000", "--channels=1", "--latency-msec=20",
              "--client-name=kiosk", "--stream-name=touch"),
    "alsa": ("aplay", "-q", "-t", "raw", "-f", "S16_LE", "-r", "48000", "-c", "1", "-B", "60000", "-"),
}  # fmt: skip
"""By the way out: what plays. It waits for samples of less than the sound's 60 ms before it begins."""
AGAIN: Final = 5.0
"""Seconds between two starts of it: a sound server that is gone comes back, or does not."""
_WAITING: Final = 2
"""Sounds that may wait to be taken: more would be heard long after their touches."""


class Tick(QObject):
    """The GUI's thread only. Silent where there is no way out, or nothing that plays."""

    def __init__(self, outlet: Literal["pulse", "alsa"] | None, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._words = WAYS[outlet] if outlet is not None and shutil.which(WAYS[outlet][0]) is not None else ()
        self._player: QProcess | None = None
        self._started = -AGAIN

    def prepare(self) -> None:
        """Begin the program, if it does not run. Comes back at once."""
        if not self._words or self._running() or time.monotonic() - self._started < AGAIN:
            return
        self._started = time.monotonic()
        if self._player is None:
            self._player = QProcess(self)
            self._player.setStandardOutputFile(QProcess.nullDevice())
            self._player.setStandardErrorFile(QProcess.nullDevice())
        self._player.start(self._words[0], list(self._words[1:]))

    def play(self, level: float) -> None:
        """At `level`, 0..1 of how loud it was made. Comes back at once."""
        if level <= 0 or not self._words:
            return
        self.prepare()
        player = self._player
        if player is None or not self._running():
            return
        sound = _sound(round(level * 100))
        if player.bytesToWrite() < _WAITING * len(sound):
            player.write(sound)

    def close(self) -> None:
        if self._player is not None:
            self._player.kill()
            self._player.waitForFinished(200)
            self._player = None
        self._words = ()

    def _running(self) -> bool:
        return self._player is not None and self._player.state() != QProcess.ProcessState.NotRunning


@cache
def _sound(percent: int) -> bytes:
    """Its samples, made softer: 2880 of them, once for each of the few levels there are."""
    with wave.open(str(SOUND)) as file:
        samples = array.array("h", file.readframes(file.getnframes()))
    if sys.byteorder == "big":
        samples.byteswap()
    softer = array.array("h", (sample * percent // 100 for sample in samples))
    if sys.byteorder == "big":
        softer.byteswap()
    return softer.tobytes()
