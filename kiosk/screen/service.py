"""The technician's door from knock to closing: the PIN's pad, then a plain panel that sends commands."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from PySide6.QtCore import QObject, QTimer, Signal

from kiosk.screen.bridge import Plain
from kiosk.screen.pin import OPEN_FOR, PinLock
from kiosk.screen.words import Words

_STEP = 10
"""Percent of the device's loudness that a touch on louder or quieter changes."""


class Service(QObject):
    """`now`: milliseconds that never go back. Raises ValueError for a PIN that is not 4 to 8 digits, or empty."""

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
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._lock = PinLock(pin)
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
        """A digit, "erase", "close", "volume-up", "volume-down", or a command that is passed on."""
        before = self._lock.pad.place
        if command == "close":
            self.close()
            return
        if command == "erase":
            self._lock.erase()
        elif command.isdigit():
            self._lock.digit(command, self._now())
        elif before == "panel" and command in ("volume-up", "volume-down"):
            self._volume = max(_STEP, min(100, self._volume + (_STEP if command == "volume-up" else -_STEP)))
            self.said.emit("volume", self._volume)
        elif before == "panel":
            self.said.emit(command, None)
        self.changed.emit()
        if before == "pin" and self._lock.pad.place == "panel":
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
            "message": message,
            "facts": [{"label": label, "value": value} for label, value in facts],
        }
