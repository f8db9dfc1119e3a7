"""`update` of the control socket: starts `kiosk update` with one of the sources that the settings name."""

from __future__ import annotations

import logging
import os
import subprocess
import sys
from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QObject, Signal

from kiosk import programs
from kiosk.errands import Errands
from kiosk.station.control.messages import near
from kiosk.station.control.refused import RefusedError
from kiosk.updates.asked import ask_unit

if TYPE_CHECKING:
    from kiosk.station.settings import Settings

log = logging.getLogger("kiosk")

BY_UNIT: Final = "KIOSK_UPDATES"
"""Set to `unit`, the update is left to kiosk-update-asked.service: the player's own unit has no network."""
WITHIN: Final = 6 * 3600.0
"""Seconds; a stick of 500 GB at 40 MB/s takes three and a half hours."""
_SAID: Final = 500
_CLOSING_WITHIN: Final = 0.1

Run = Callable[[Sequence[str]], "tuple[int, str]"]


class UpdateAsked(QObject):
    told = Signal(str, str, str)
    """The source, `started`, `done` or `failed`, and what `kiosk update` says."""

    def __init__(self, settings: Settings, state: Path, parent: QObject, run: Run | None = None) -> None:
        super().__init__(parent)
        self._settings, self._state = settings, state
        self._run = run or _run
        self._errands = Errands("update", self)

    def start(self, name: str) -> None:
        """Raises RefusedError. The player takes a new version up by itself, when nobody is there."""
        sources = self._settings.sources
        if name not in sources:
            known = f"There are: {', '.join(sources)}." if sources else "Name some in the settings, below `sources`."
            raise RefusedError(f"The settings name no source `{name[:64]}`.", near(name, sources) + known)
        if self._settings.content is None:
            raise RefusedError("The settings name no content folder.", "Write `content: /var/lib/kiosk/content`.")
        if self._errands.busy:
            raise RefusedError("An update is under way.", "Wait for it: `kiosk say events` tells its end.")
        if os.environ.get(BY_UNIT) == "unit":
            self._errands.run(partial(ask_unit, self._state, name), partial(self._done, name, "started"))
            return
        words = [sys.executable, "-m", "kiosk.cli", "update", sources[name]]
        if self._settings.file is not None:
            words += ["--settings", str(self._settings.file.absolute())]
        self.told.emit(name, "started", "")
        self._errands.run(partial(self._run, words), partial(self._done, name, "done"))

    def close(self) -> None:
        """One that is under way goes on: it is whole or not at all, and the next life of the kiosk takes it up."""
        self._errands.close(_CLOSING_WITHIN)

    def _done(self, name: str, state: str, found: tuple[int, str]) -> None:
        code, says = found
        if code:
            done = "what was shown before goes on"
            log.warning("incident: the update from %s failed: %s", name, says, extra={"done": done, "still": False})
        else:
            log.info("update from %s: %s", name, says or state)
        self.told.emit(name, "failed" if code else state, says)


def _run(words: Sequence[str]) -> tuple[int, str]:
    """Its exit code, and what it says last. In a session of its own, so that it outlives a restart of the kiosk."""
    try:
        code, says = programs.run(words, WITHIN, detached=True)
    except (OSError, subprocess.TimeoutExpired) as error:
        return 1, str(error)[-_SAID:]
    return code, " ".join(says.split())[-_SAID:]
