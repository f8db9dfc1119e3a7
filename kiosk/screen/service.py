"""The technician's door from knock to closing: the PIN's pad, then a plain panel that sends commands."""

from __future__ import annotations

import logging
from collections.abc import Callable, Iterable
from functools import partial

from PySide6.QtCore import QObject, QTimer, Signal

from kiosk.errands import Errands
from kiosk.screen.bridge import Plain
from kiosk.screen.pin import OPEN_FOR, PinLock
from kiosk.screen.words import Words
from kiosk.secret import fits
from kiosk.tries import Tries

log = logging.getLogger(__name__)

_STEP = 10
"""Percent of the device's loudness that a touch on louder or quieter changes."""


class Service(QObject):
    """`now`: milliseconds that never go back. `tries`: where wrong PINs are kept over a restart; None: nowhere.

    Raises ValueError for a PIN that is neither 4 to 8 digits, nor their hash, nor empty."""

    said = Signal(str, object)
    """A command for the front door, as in Screen.technician."""
    changed = Signal()
    """There is something else to draw."""

    def __init__(
        self,
        pin: str,
        words: Words,
        now: Callable[[], int],
        *,
        version: str,
        playlist: str,
        volume: int,
        tries: Tries | None = None,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._lock = PinLock(pin, tries.load(now()) if pin and tries is not None else ())
        self._pin, self._kept = pin, tries
        self._errands: Errands | None = None
        """Where typed PINs are looked at; there from the first one on."""
        self._words = words
        self._now = now
        self._version, self._playlist, self._volume = version, playlist, volume
        self._facts: tuple[tuple[str, str], ...] = ()
        self._idle = QTimer(self)
        self._idle.setSingleShot(True)
        self._idle.setInterval(OPEN_FOR)
        self._idle.timeout.connect(self.close)

    @property
    def open(self) -> bool:
        """Pad or panel are on the screen; then nothing else is touched."""
        return self._lock.pad.place != "closed"

    @property
    def asks(self) -> bool:
        """It waits for the PIN."""
        return self._lock.pad.place == "pin"

    def knock(self) -> None:
        if self._lock.knock(self._now()):
            self.stir()
            self.changed.emit()

    def stir(self) -> None:
        """It was touched: it closes itself a minute after the last time."""
        self._idle.start()

    def close(self) -> None:
        self._idle.stop()
        if self.open:
            self._lock.close()
            self.changed.emit()
            self.said.emit("closed", None)

    def press(self, command: str) -> None:
        """A digit, "erase", "enter", "close", "volume-up", "volume-down", or a command that is passed on."""
        before = self._lock.pad.place
        if command == "close":
            self.close()
            return
        if command == "erase":
            self._lock.erase()
        elif command == "enter":
            self._enter()
        elif command.isdigit():
            self._lock.digit(command, self._now())
        elif before == "panel" and command in ("volume-up", "volume-down"):
            self._volume = max(_STEP, min(100, self._volume + (_STEP if command == "volume-up" else -_STEP)))
            self.said.emit("volume", self._volume)
        elif before == "panel":
            self.said.emit(command, None)
        self.changed.emit()

    def shut(self) -> None:
        """For good: closed, and nothing is looked at any more."""
        self.close()
        if self._errands is not None:
            self._errands.close(1.0)

    def _enter(self) -> None:
        typed = self._lock.enter(self._now())
        if typed is None:
            return
        if self._errands is None:
            self._errands = Errands("the PIN", self)
        self._errands.run(partial(_right, typed, self._pin, self._kept, self._lock.tries), self._decided)

    def _decided(self, right: bool) -> None:
        self._lock.decided(right, self._now())
        pad = self._lock.pad
        log.info("technician: a PIN was typed, and was %s", "right" if right else "wrong")
        if pad.locked and not right:
            done = f"nothing can be typed for {pad.locked} min"
            log.warning("incident: the technician's PIN was tried too often", extra={"done": done})
        self.changed.emit()
        if pad.place == "panel":
            self.stir()
            self.said.emit("opened", None)

    def set_facts(self, facts: Iterable[tuple[str, str]]) -> None:
        self._facts = tuple(facts)
        self.changed.emit()

    def drawn(self, language: str) -> dict[str, Plain] | None:
        """What QML shows of it; None while it is closed."""
        pad = self._lock.pad
        if pad.place == "closed":
            return None
        say = self._words.say
        message = ""
        if pad.locked:
            message = say(language, "pin_locked", pad.locked)
        elif pad.checking:
            message = say(language, "pin_checking")
        elif pad.wrong:
            message = say(language, "pin_wrong")
        facts = (
            (say(language, "version"), self._version),
            (say(language, "playlist"), self._playlist),
            (say(language, "loudest"), f"{self._volume} %"),
            *self._facts,
        )
        return {
            "place": pad.place,
            "digits": pad.digits,
            "open": not pad.locked and not pad.checking,
            "ready": pad.ready,
            "message": message,
            "facts": [{"label": label, "value": value} for label, value in facts],
        }


def _right(typed: str, secret: str, kept: Tries | None, tries: tuple[int, ...]) -> bool:
    """Whether it is the PIN. The try is on the disk before it is looked at, and off it only if it was right."""
    if kept is not None:
        kept.save(tries)
    right = fits(typed, secret)
    if right and kept is not None:
        kept.save(())
    return right
