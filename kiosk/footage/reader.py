"""What plays a sound that is read aloud: a thread, a VLC of its own, and a look at whether they hang."""

from __future__ import annotations

import logging
import queue
import threading
import time
from collections.abc import Callable
from pathlib import Path
from typing import Final

from kiosk.footage import engine, sound
from kiosk.footage.outflow import Outflow
from kiosk.footage.player import MEMORY, Player
from kiosk.footage.priority import give_way
from kiosk.footage.probe import reader_of, refuse_unreadable
from kiosk.footage.voice import NOWHERE

log = logging.getLogger(__name__)

HANGS: Final = 8.0
"""Seconds within which VLC does what it is told, and begins a sound: as of a film (patience.py)."""
MADE: Final = 30.0
"""Seconds within which there is a file to be played: espeak-ng may take 20 (espeak.py)."""
STANDS: Final = 4.0
"""Seconds for which a sound's time may stand still while it plays: as of a film."""
Order = Callable[[], None]


class Reader:
    """Everything of it happens in one thread of its own, but what VLC calls, and what asks or orders. `ended` is called
    in any thread, and not after close()."""

    def __init__(self, ended: Callable[[int], None]) -> None:
        self._orders: queue.SimpleQueue[Order | None] = queue.SimpleQueue()
        self._ended = ended
        self._level = 1.0
        self._number: int | None = None
        self._player: Player | None = None
        self._outflow: Outflow | None = None
        self._flows = False
        """Its sound goes by our own way to the sound server (outflow.py)."""
        self._closed = False
        self._busy: tuple[str, float, float] | None = "VLC did not start", time.monotonic(), HANGS
        """What to say if what the thread does is not done that many seconds after that time; None while it is idle."""
        self._played_at = self._moved_at = 0.0
        """When VLC was told to play, and when it last said where it is in the sound."""
        self._thread = threading.Thread(target=self._work, name="aloud", daemon=True)
        self._thread.start()

    # ---- anybody's: nothing here waits, but join()

    def say(self, number: int, make: Callable[[], Path]) -> None:
        self._orders.put(lambda: self._say(number, make))

    def stop(self) -> None:
        self._orders.put(self._stop)

    def set_level(self, level: float) -> None:
        self._orders.put(lambda: self._set_level(level))

    def close(self) -> None:
        """Stop, and end the thread as soon as VLC lets it."""
        self._closed = True
        self._ended = _nobody  # what hangs must not keep who asked for it: it would be ended in this thread
        self._orders.put(None)

    def join(self, seconds: float) -> bool:
        """Whether its thread has ended."""
        self._thread.join(seconds)
        return not self._thread.is_alive()

    def hangs(self, now: float) -> str:
        """Why nothing more is to be expected of it, in words for a technician; "" while there is."""
        busy = self._busy
        if busy is not None:
            what, since, within = busy
            return f"{what} within {within:g} s" if now - since > within else ""
        if self._number is None:
            return ""
        if self._moved_at < self._played_at:
            return f"VLC began no sound within {HANGS:g} s" if now - self._played_at > HANGS else ""
        return f"the sound stood still for {STANDS:g} s" if now - self._moved_at > STANDS else ""

    # ---- the thread's

    def _work(self) -> None:
        give_way()  # and so does the engine that speaks, which is started here
        instance = engine.new_instance("--no-video")
        self._player = Player(instance)
        self._outflow = Outflow(self._player)
        self._player.hear(ended=self._came_to_end, failed=self._came_to_end, time_changed=self._moved)
        self._busy = None
        while (order := self._orders.get()) is not None:
            if not self._closed:
                self._expect("VLC did not do what it was told", HANGS)
                order()
                self._busy = None
        self._silence()
        self._player.release()
        self._outflow.close()
        engine.release(instance)

    def _say(self, number: int, make: Callable[[], Path]) -> None:
        self._stop()
        self._number = number
        self._expect("no sound was made", MADE)
        try:
            path = make()
            refuse_unreadable(path)
            reader = reader_of(path)  # what is called a sound may be a list of other files (container.py)
        except Exception as error:  # noqa: BLE001 - whatever it is: the visit goes on without a voice
            log.warning("incident: nothing is read aloud: %s", error, extra={"done": "the visit goes on in silence"})
            self.over(number)
            return
        if self._closed:
            return
        assert self._player is not None
        self._expect(f"VLC did not take {path.name}", HANGS)
        self._player.audio_output_set(self._way_out())
        media = self._player.media(path)
        media.add_option(f":demux={reader}")
        self._player.set_media(media)
        media.release()
        self._set_level(self._level)
        self._played_at = time.monotonic()
        if not self._player.play():
            self.over(number)

    def over(self, number: int | None) -> None:
        """That sound has ended; another may have begun since."""
        if number is not None and number == self._number:
            self._number = None
            self._silence()
            self._ended(number)

    def _stop(self) -> None:
        if self._number is not None:
            self._number = None
            if self._outflow is not None:
                self._outflow.go()
            self._silence()

    def _set_level(self, level: float) -> None:
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

    def _expect(self, what: str, within: float) -> None:
        self._busy = what, time.monotonic(), within

    # ---- VLC's side: hand over, and nothing else

    def _moved(self, _ms: int) -> None:
        self._moved_at = time.monotonic()

    def _came_to_end(self) -> None:
        number = self._number
        self._orders.put(lambda: self.over(number))


def _nobody(_number: int) -> None:
    """Hears that a sound has ended, where nobody asks any more."""
