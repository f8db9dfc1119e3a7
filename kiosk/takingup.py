"""Takes up files that were mended or changed: by a new start, at rest, and only where they can be shown."""

from __future__ import annotations

import logging
from collections.abc import Iterable
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

if TYPE_CHECKING:
    from kiosk.app import Kiosk
    from kiosk.content import Content
    from kiosk.playlist.faults import Fault

log = logging.getLogger("kiosk")


class TakingUp(QObject):
    """Hears of it from the kiosk's `files`."""

    def __init__(self, kiosk: Kiosk) -> None:
        super().__init__(kiosk)
        self._kiosk = kiosk
        self._told: frozenset[str] = frozenset()
        self.waiting: tuple[str, ...] = ()
        """Why what was saved last is not shown."""
        kiosk.files.changed.connect(self.look)

    def stop(self) -> None:
        """Somebody else takes them up from now on."""
        self._kiosk.files.changed.disconnect(self.look)

    def look(self) -> None:
        """Show what was mended or changed: at rest only, and whole only."""
        if not self._visited():
            self._kiosk.files.read(self._read_anew)

    def _visited(self) -> bool:
        performer = self._kiosk.performer
        return performer is not None and performer.visit.awake

    def _read_anew(self, found: Content) -> None:
        kiosk = self._kiosk
        faulty = kiosk.performer is None
        if self._visited():  # somebody came while it was read
            return
        if found.playlist is not None:
            log.info("the files have changed: starting anew")
            kiosk.start_anew()
        elif faulty and found.faults != kiosk.content.faults:
            log.error("the files have changed, but still cannot be shown")
            write_down(found.faults, logging.ERROR)
            kiosk.content = kiosk.files.content = found
            kiosk.screen.set_trouble(found.faults, settings=found.settings_unread)
        elif not faulty and self._told != (told := frozenset(str(fault) for fault in found.faults)):
            self._told = told
            self.waiting = tuple(str(fault) for fault in found.faults)
            log.warning("the files have changed, but cannot be shown; what was read before goes on")
            write_down(found.faults)
            if kiosk.probation is not None:
                kiosk.probation.refuse(found)


def write_down(faults: Iterable[Fault], level: int = logging.WARNING) -> None:
    for fault in faults:
        log.log(level, "%s", fault)
