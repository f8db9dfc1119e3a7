"""Hours other than planned, told from outside: kept over a restart of the program, and forgotten when they are over."""

from __future__ import annotations

import logging
from functools import partial
from typing import TYPE_CHECKING, Final, Literal

from PySide6.QtCore import QObject

from kiosk.errands import Errands
from kiosk.station.control.refused import RefusedError
from kiosk.station.hourssaid import when
from kiosk.station.override import Overridden, is_time, read_override, read_until, write_override

if TYPE_CHECKING:
    from datetime import datetime
    from pathlib import Path

    from kiosk.doorkeeper import Doorkeeper
    from kiosk.station.hours import Hours

log = logging.getLogger("kiosk")

_CLOSING_WITHIN: Final = 0.5


class Overriding(QObject):
    """Before the doorkeeper's first look: what was told in the life before holds from the first picture on."""

    def __init__(self, doorkeeper: Doorkeeper, hours: Hours, file: Path) -> None:
        super().__init__(doorkeeper)
        self._doorkeeper, self._file = doorkeeper, file
        self._errands = Errands("hours", self)
        if (kept := read_override(file, hours, doorkeeper.now())) is not None:
            doorkeeper.keep(kept)

    def tell(self, state: Literal["open", "closed", "planned"], until: str | None) -> str:
        """How it is from now on. Raises RefusedError."""
        if state == "planned":
            if until is not None:
                raise RefusedError("`until` means nothing with `planned`.", "Leave it out.")
            self._doorkeeper.override(None, self._doorkeeper.now())
        else:
            try:
                self._doorkeeper.override(state, read_until(until, self._doorkeeper.now()))
            except ValueError as error:
                what, _, cure = str(error).partition(". ")
                raise RefusedError(f"{what}.", cure) from None
        kept = self._doorkeeper.overridden
        self._errands.run(partial(_write, self._file, kept), _tell)
        return told_back(kept, until, self._doorkeeper.now()) or self._doorkeeper.said()

    def close(self) -> None:
        self._errands.close(_CLOSING_WITHIN)


def told_back(kept: Overridden | None, until: str | None, now: datetime) -> str:
    """That a time alone is tomorrow's, which who says it in the afternoon may not have meant; empty where it is not."""
    if kept is None or until is None or not is_time(until) or kept.until.date() == now.date():
        return ""
    said = when(kept.until, now.date())
    return f"{kept.told} until tomorrow, {said}. Not meant? `kiosk say hours planned`" if said != "midnight" else ""


def _write(file: Path, override: Overridden | None) -> str:
    try:
        write_override(file, override)
    except OSError as error:
        return f"{file} cannot be written: {error.strerror}"
    return ""


def _tell(trouble: str) -> None:
    if trouble:
        done = "they hold all the same, until the kiosk starts anew"
        log.warning("incident: the hours told from outside are not kept: %s", trouble, extra={"done": done})
