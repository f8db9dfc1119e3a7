"""From the performer to the ledger and back: what happened is counted, and what may be told reaches the next visit."""

from __future__ import annotations

import time
from datetime import datetime
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from kiosk.errands import Errands
from kiosk.ledger import Ledger, Moment, Recorder
from kiosk.visit import events as ev

if TYPE_CHECKING:
    from pathlib import Path

    from kiosk.performer import Performer
    from kiosk.visit.effects import Effect
    from kiosk.visit.shares import Shares

_WRITING_WITHIN = 0.5
"""Seconds that closing waits for the last visit to be on the disk: it was written when it ended, unless it just has."""


def now() -> Moment:
    clock = datetime.now().astimezone()
    return Moment(f"{clock:%Y-%m-%d}", clock.hour, time.monotonic())


class Counting(QObject):
    """Counts a performer's visits in the ledger `file`. The disk is asked by a thread beside: it holds up nobody."""

    def __init__(self, performer: Performer, file: Path) -> None:
        super().__init__()
        self._performer = performer
        self._recorder = Recorder(performer.playlist)
        self._ledger = Ledger(file, performer.playlist)
        self._disk = Errands("ledger", self)
        performer.happened.connect(self._happened)
        self._disk.run(self._ledger.shares, self._tell)

    def close(self) -> None:
        """A visit in progress is not counted."""
        self._performer.happened.disconnect(self._happened)
        self._disk.run(self._ledger.close, _nothing)
        self._disk.close(_WRITING_WITHIN)

    def _happened(self, effect: Effect) -> None:
        visited = self._recorder.take(effect, now())
        if visited is not None:
            self._disk.run(partial(self._ledger.add, visited), self._tell)

    def _tell(self, shares: Shares) -> None:
        self._performer.send(ev.SharesCounted(shares))


def _nothing(_: None) -> None:
    pass
