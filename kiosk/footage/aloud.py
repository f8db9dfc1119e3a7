"""A sound by itself, beside the film: what is read aloud to a visitor. On the film's way out of the machine."""

from __future__ import annotations

import logging
import queue
import threading
from collections.abc import Callable
from pathlib import Path
from typing import Final

from PySide6.QtCore import QObject, Signal

from kiosk.footage import engine, sound
from kiosk.footage.player import Player
from kiosk.footage.voice import NOWHERE

log = logging.getLogger(__name__)

_CLOSE_WITHIN: Final = 2.0
Order = Callable[["_Worker"], None]


class Aloud(QObject):
    """One sound at a time. Each say() comes to one `ended`, unless stop() or another say() comes before."""

    ended = Signal(int)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._orders: queue.SimpleQueue[Order | None] = queue.SimpleQueue()
        self._thread: threading.Thread | None = None

    def say(self, number: int, make: Callable[[], Path]) -> None:
        """Play what `make` gives, which is called in a thread beside and may take its time. What it raises is written
        down, and ends it."""
        if self._thread is None:  # a kiosk that nobody asks for it has no thread, and no VLC, more for it
            worker = _Worker(self._orders, self.ended.emit)
            self._thread = threading.Thread(target=worker.work, name="aloud", daemon=True)
            self._thread.start()
        self._orders.put(lambda worker: worker.say(number, make))

    def stop(self) -> None:
        self._orders.put(lambda worker: worker.stop())

    def set_level(self, level: float) -> None:
        """0..1 of the device, from now on."""
        self._orders.put(lambda worker: worker.set_level(level))

    def close(self) -> None:
        self._orders.put(None)
        if self._thread is not None:
            self._thread.join(_CLOSE_WITHIN)


class _Worker:
    """Everything of it happens in one thread, but what VLC calls."""

    def __init__(self, orders: queue.SimpleQueue[Order | None], ended: Callable[[int], None]) -> None:
        self._orders, self._ended = orders, ended
        self._level = 1.0
        self._number: int | None = None
        self._player: Player | None = None

    def work(self) -> None:
        instance = engine.new_instance("--no-video")
        self._player = Player(instance)
        over = lambda: self._orders.put(lambda worker: worker.over())  # noqa: E731  the same for both
        self._player.hear(ended=over, failed=over, time_changed=lambda _ms: None)
        while (order := self._orders.get()) is not None:
            order(self)
        self._player.stop()
        self._player.release()
        engine.release(instance)

    def say(self, number: int, make: Callable[[], Path]) -> None:
        self.stop()
        self._number = number
        try:
            path = make()
        except Exception as error:  # noqa: BLE001 - whatever it is: the visit goes on without a voice
            log.warning("incident: nothing is read aloud: %s", error, extra={"done": "the visit goes on in silence"})
            self.over()
            return
        assert self._player is not None
        self._player.audio_output_set(sound.find_outlet() or NOWHERE)
        media = self._player.media(path)
        self._player.set_media(media)
        media.release()
        self._player.audio_set_volume(round(100 * self._level))
        if not self._player.play():
            self.over()

    def over(self) -> None:
        number, self._number = self._number, None
        if number is not None:
            self._ended(number)

    def stop(self) -> None:
        if self._number is not None:
            self._number = None
            assert self._player is not None
            self._player.stop()

    def set_level(self, level: float) -> None:
        self._level = level
        if self._player is not None:
            self._player.audio_set_volume(round(100 * level))
