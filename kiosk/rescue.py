"""Film that stands still, and a program that does not stay alive: one step more each time, and rest before the public
sees the same again and again (station/ladder.py says when)."""

from __future__ import annotations

import json
import logging
import time
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QObject, QTimer

from kiosk.boot import this_boot
from kiosk.station.ladder import Ladder, Past, Step

if TYPE_CHECKING:
    from kiosk.app import Kiosk
    from kiosk.station.incidents import Incident

log = logging.getLogger("kiosk")

FILE: Final = "ladder.json"
_LOOK_EVERY: Final = 30_000
_LAST: Final = "kiosk is resting"


class Rescue(QObject):
    """Made before the kiosk is: `resting` says whether that may show film at all.

    `supervised`: something starts the program again when it dies (systemd). Only then does a life count that just
    ended: else somebody closed a terminal.
    """

    def __init__(self, state: Path, *, supervised: bool) -> None:
        super().__init__()
        self._file = state / FILE
        self._ladder = Ladder(_read(self._file), this_boot())
        self._pause = self._ladder.begin(_now())
        self._until = _now() + self._pause
        self._lost = False
        self._number = 0
        self._kiosk: Kiosk | None = None
        self._timer = QTimer(self)
        self._timer.timeout.connect(self._look)
        if supervised or self.resting:
            self._write()

    @property
    def resting(self) -> bool:
        return self._pause > 0

    @property
    def number(self) -> int:
        """The incident's that it rests for; 0 until it is recorded."""
        return self._number

    def said(self) -> str:
        """That it rests, for the technician."""
        after = f" after incident {self._number}" if self._number else ""
        minutes = max(1, round((self._until - _now()) / 60))
        return f"resting{after}: it tries again in {minutes} minute{'s' if minutes > 1 else ''}"

    def begin(self, kiosk: Kiosk) -> None:
        """The window is shown."""
        self._kiosk = kiosk
        if kiosk.footage is not None:
            kiosk.footage.begun_again.connect(self._begun_again)
            kiosk.footage.hung.connect(self._hung)
            kiosk.footage.beside_hung.connect(self._beside_hung)
        if kiosk.remote is not None:
            kiosk.remote.noticed.connect(self._noticed)
        if self.resting:
            self._rest()
            self._timer.setSingleShot(True)
            self._timer.start(round(self._pause * 1000))
        else:
            self._timer.start(_LOOK_EVERY)

    def lose(self) -> None:
        """This life ends badly, by itself."""
        self._lost = True
        self._write()

    def end(self) -> None:
        """The program ends, or starts anew."""
        self._timer.stop()
        if not (self._lost or self.resting):
            self._ladder.end()
            if self._file.exists():
                self._write()

    # ---- inside

    def _look(self) -> None:
        assert self._kiosk is not None
        if self.resting:
            log.info("rested long enough: trying again")
            self._kiosk.start_anew()
        elif self._ladder.look(_now()):
            self._write()

    def _begun_again(self, reason: str) -> None:
        step = self._ladder.again(_now())
        log.error("incident: film stood still: %s", reason, extra={"done": step.value})

    def _beside_hung(self, reason: str, again: bool) -> None:
        assert self._kiosk is not None
        assert self._kiosk.footage is not None
        step = self._ladder.beside(_now(), again=again)
        log.error("incident: what runs beside the film hangs: %s", reason, extra={"done": step.value})
        if step is Step.VLC:
            self._kiosk.footage.renew()

    def _hung(self, reason: str) -> None:
        assert self._kiosk is not None
        assert self._kiosk.footage is not None
        step = self._ladder.trouble(_now())
        log.error("incident: film stood still: %s", reason, extra={"done": step.value})
        if step is Step.VLC:
            self._kiosk.footage.renew()
        elif step is Step.PROGRAM and not self._lost:
            self._kiosk.give_up()

    def _rest(self) -> None:
        assert self._kiosk is not None
        past = self._ladder.past
        self._kiosk.screen.rest(self._words(), self._number)
        log.error(
            "incident: the kiosk is resting for %.0f min: it was started again and again and did not stay well",
            self._pause / 60, extra={"done": f"it tries again by itself; rest {past.rests} since it was last well"},
        )  # fmt: skip

    def _noticed(self, incident: Incident) -> None:
        if self.resting and not self._number and _LAST in incident.what:
            assert self._kiosk is not None
            self._number = incident.number
            self._kiosk.screen.rest(self._words(), self._number)

    def _words(self) -> tuple[tuple[str, str], ...]:
        """Language and the museum's own words in it, "" for the house's."""
        assert self._kiosk is not None
        playlist, said = self._kiosk.content.playlist, self._kiosk.content.settings.resting
        languages = playlist.languages if playlist is not None else ("en",)
        own = {language: said.wordings.get(language, said.plain or "") for language in languages} if said else {}
        return tuple((language, own.get(language, "")) for language in languages)

    def _write(self) -> None:
        """A power cut may take it: after another boot nothing of it counts."""
        try:
            self._file.parent.mkdir(parents=True, exist_ok=True)
            new = self._file.with_name(f".{FILE}.new")
            new.write_text(json.dumps(asdict(self._ladder.past)), encoding="ascii")
            new.replace(self._file)
        except OSError as error:
            log.warning("%s cannot be written: %s. Give the kiosk's user that folder.", self._file, error.strerror)


def _now() -> float:
    return time.clock_gettime(time.CLOCK_BOOTTIME)


def _read(file: Path) -> Past:
    """What is written there; nothing where that cannot be read: then this is the first life."""
    try:
        value = json.loads(file.read_bytes())
        boot, lives, rests = value["boot"], value["lives"], value["rests"]
    except (OSError, ValueError, TypeError, KeyError):
        return Past()
    fine = isinstance(boot, str) and isinstance(lives, int) and isinstance(rests, int)
    return Past(boot, max(0, lives), max(0, rests)) if fine else Past()
