"""Notices incidents where they are logged (`incident: …`), and has them recorded by a thread beside, with a still."""

from __future__ import annotations

import logging
import threading
import time
import traceback
from collections.abc import Callable
from datetime import datetime
from functools import partial
from pathlib import Path
from typing import Final

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtGui import QImage

from kiosk.errands import Errands
from kiosk.station.control.stills import encoded
from kiosk.station.incidents import MOST, Incident, Noticed, Record

MOST_WAITING: Final = 1_000
"""Incidents that wait for a disk that hangs; those beyond are only in the journal."""
PREFIX: Final = "incident: "
STILL_EVERY: Final = 10.0
"""Seconds between two stills: each holds the GUI's thread for a picture's time."""
WIDTH: Final = 640
"""Pixels that a still is wide."""
_WRITING_WITHIN: Final = 0.5
"""Seconds that closing waits for the disk."""


class Noticing(QObject):
    """From when it is made until close(). `grab` gives what is on the glass, or a null image; called in the GUI's
    thread only."""

    noticed = Signal(object)
    """An Incident that is new: not one that is counted."""

    def __init__(self, folder: Path, grab: Callable[[], QImage], parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.folder = folder
        self.count = 0
        """How often something went wrong since this was made."""
        self._known: dict[int, Incident] = {}
        self._grab, self._grabbed = grab, -STILL_EVERY
        self._record = Record(folder)
        self._room = threading.Semaphore(MOST_WAITING)
        self._disk = Errands("incidents", self)
        self._disk.run(self._record.load, self._loaded)
        self._handler = _Handler(self._take)
        logging.getLogger().addHandler(self._handler)

    def known(self) -> list[Incident]:
        """By number, the newest last."""
        return sorted(self._known.values(), key=lambda incident: incident.number)

    def close(self) -> None:
        logging.getLogger().removeHandler(self._handler)
        self._disk.run(self._record.close, lambda _: None)
        self._disk.close(_WRITING_WITHIN)

    # ---- any thread: one that hangs must not keep others from being recorded

    def _take(self, noticed: Noticed, still: bool) -> None:
        if self._room.acquire(blocking=False):
            self._disk.run(partial(self._add, noticed), partial(self._added, still))

    def _add(self, noticed: Noticed) -> Incident:
        self._room.release()
        return self._record.add(noticed)

    # ---- the GUI's

    def _loaded(self, found: list[Incident]) -> None:
        self._known = {**{incident.number: incident for incident in found}, **self._known}

    def _added(self, still: bool, incident: Incident) -> None:
        self.count += 1
        self._keep(incident)
        if incident.times > 1:
            return
        if still and time.monotonic() - self._grabbed >= STILL_EVERY:
            image = self._grab()
            self._grabbed = time.monotonic()
            if not image.isNull():
                self._disk.run(partial(self._draw, incident.number, image), self._keep)
        self.noticed.emit(incident)

    def _draw(self, number: int, image: QImage) -> Incident | None:
        small = (
            image.scaledToWidth(WIDTH, Qt.TransformationMode.SmoothTransformation) if image.width() > WIDTH else image
        )
        return self._record.picture(number, encoded(small, "jpeg"))

    def _keep(self, incident: Incident | None) -> None:
        if incident is not None:
            self._known[incident.number] = incident
            while len(self._known) > MOST:
                del self._known[min(self._known)]


class _Handler(logging.Handler):
    """`take` is called in the thread that logs, with what it logged, and whether a still belongs to it."""

    def __init__(self, take: Callable[[Noticed, bool], None]) -> None:
        super().__init__(logging.WARNING)
        self._take_it = take

    def emit(self, record: logging.LogRecord) -> None:
        if not str(record.msg).startswith(PREFIX):
            return
        try:
            noticed = noticed_in(record)
        except Exception:  # noqa: BLE001 as every handler of Python's: told on standard error, and the program goes on
            self.handleError(record)
        else:
            self._take_it(noticed, getattr(record, "still", True))


def noticed_in(record: logging.LogRecord) -> Noticed:
    """What a line of the journal tells. Its `extra` may say what was `done`. Lines that differ only in numbers and
    other values, not in words, are the same incident."""
    what = " | ".join(record.getMessage().removeprefix(PREFIX).splitlines())
    detail = ""
    if record.exc_info is not None and record.exc_info[1] is not None:
        error = record.exc_info[1]
        what += f": {type(error).__name__}: {error}" if str(error) else f": {type(error).__name__}"
        detail = "".join(traceback.format_exception(error))
    arguments = record.args if isinstance(record.args, tuple) else (record.args,)
    told = tuple(value if isinstance(value, str) else type(value).__name__ for value in arguments)
    done = getattr(record, "done", "")
    return Noticed(datetime.fromtimestamp(record.created).astimezone(), what, done, detail, (record.msg, told))
