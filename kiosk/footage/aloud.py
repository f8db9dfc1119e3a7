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
from kiosk.footage.outflow import Outflow
from kiosk.footage.player import MEMORY, Player
from kiosk.footage.probe import reader_of, refuse_unreadable
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
        self._flows = False
        """Its sound goes by our own way to the sound server (outflow.py)."""
        self._number: int | None = None
        self._player: Player | None = None
        self._outflow: Outflow | None = None

    def work(self) -> None:
        instance = engine.new_instance("--no-video")
        self._player = Player(instance)
        self._outflow = Outflow(self._player)
        self._player.hear(ended=self._came_to_end, failed=self._came_to_end, time_changed=lambda _ms: None)
        while (order := self._orders.get()) is not None:
            order(self)
        self._silence()
        self._player.release()
        self._outflow.close()
        engine.release(instance)

    def say(self, number: int, make: Callable[[], Path]) -> None:
        self.stop()
        self._number = number
        try:
            path = make()
            refuse_unreadable(path)
            reader = reader_of(path)  # what is called a sound may be a list of other files (container.py)
        except Exception as error:  # noqa: BLE001 - whatever it is: the visit goes on without a voice
            log.warning("incident: nothing is read aloud: %s", error, extra={"done": "the visit goes on in silence"})
            self.over(number)
            return
        assert self._player is not None
        self._player.audio_output_set(self._way_out())
        media = self._player.media(path)
        media.add_option(f":demux={reader}")
        self._player.set_media(media)
        media.release()
        self.set_level(self._level)
        if not self._player.play():
            self.over(number)

    def over(self, number: int | None) -> None:
        """That sound has ended; another may have begun since."""
        if number is not None and number == self._number:
            self._number = None
            self._silence()
            self._ended(number)

    def stop(self) -> None:
        if self._number is not None:
            self._number = None
            if self._outflow is not None:
                self._outflow.go()
            self._silence()

    def set_level(self, level: float) -> None:
        self._level = level
        if self._outflow is not None:
            self._outflow.set_level(level)
        if self._player is not None:
            self._player.audio_set_volume(100 if self._flows else round(100 * level))

    def _way_out(self) -> str:
        """As Voice has it, for VLC, and begun."""
        outlet = sound.find_outlet()
        assert self._outflow is not None
        self._flows = outlet == "pulse" and self._outflow.prepare(alone=True)
        if self._flows:
            self._outflow.begin(loud=True)
            return MEMORY
        return outlet if outlet == "alsa" else NOWHERE

    def _silence(self) -> None:
        """Until the last of it was heard."""
        if self._outflow is not None:
            self._outflow.leave()
        if self._player is not None:
            self._player.stop()

    # ---- VLC's side: hand over, and nothing else

    def _came_to_end(self) -> None:
        number = self._number
        self._orders.put(lambda worker: worker.over(number))
