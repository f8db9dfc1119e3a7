"""Keeps the ledger through what happens to disks: never raises, never loses what can still be written later."""

from __future__ import annotations

import contextlib
import logging
import sqlite3
from collections import deque
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Final

from kiosk.ledger.store import DamagedLedgerError, ForeignLedgerError, is_damage, open_ledger, tally, write
from kiosk.ledger.tally import shares_of
from kiosk.visit.shares import Shares

if TYPE_CHECKING:
    from kiosk.ledger.recorder import Visited
    from kiosk.playlist.model import Playlist

log = logging.getLogger("kiosk")

MOST_WAITING: Final = 5_000
"""Visits that wait in memory for a disk to work again, the oldest given up first: some weeks' worth, some 10 MB."""


class Ledger:
    """One playlist's. Its calls may wait for the disk: only one thread makes them, and not the GUI's."""

    def __init__(self, file: Path, playlist: Playlist) -> None:
        self.file = file
        self.playlist = playlist
        self.name = playlist.file.absolute().parent.name
        """Of the playlist's folder: a mended playlist goes on counting, as long as its ids mean the same."""
        self.waiting: deque[Visited] = deque(maxlen=MOST_WAITING)
        self._connection: sqlite3.Connection | None = None
        self._opened = (0, 0)
        self._trouble = ""

    def add(self, visited: Visited) -> Shares:
        """Count a visit, and every earlier one that could not be written. The answer: what may be told now."""
        self.waiting.append(visited)
        return self.shares()

    def shares(self) -> Shares:
        """What may be told to the next visitor; nothing where the disk does not answer."""
        try:
            try:
                return self._written()
            except DamagedLedgerError as error:
                self._set_aside(error)
                return self._written()
        except (sqlite3.Error, OSError, DamagedLedgerError, ForeignLedgerError) as error:
            self._troubled(error)
            return Shares()

    def close(self) -> None:
        """The last one closes the file's own journal too: then it is one file that can be copied."""
        if self._connection is not None:
            with contextlib.suppress(sqlite3.Error):
                self._connection.close()
            self._connection = None

    # ---- inside

    def _written(self) -> Shares:
        try:
            connection = self._open()
            while self.waiting:
                write(connection, self.name, self.waiting[0])
                self.waiting.popleft()
            found = shares_of(tally(connection, self.name), self.playlist)
        except sqlite3.Error as error:
            if is_damage(error):
                raise DamagedLedgerError(str(error)) from error
            raise
        if self._trouble:
            log.info("the ledger counts again")
            self._trouble = ""
        return found

    def _open(self) -> sqlite3.Connection:
        """The file as it is now: one that was moved away meanwhile would be written to where nobody finds it."""
        if self._connection is not None and self._opened != self._identity():
            self.close()
        if self._connection is None:
            self._connection = open_ledger(self.file)
            self._opened = self._identity()
        return self._connection

    def _identity(self) -> tuple[int, int]:
        try:
            found = self.file.stat()
        except FileNotFoundError:
            return 0, 0
        return found.st_dev, found.st_ino

    def _set_aside(self, error: Exception) -> None:
        """Keep what is damaged for whoever can read it, and make room for a new one. Raises OSError."""
        self.close()
        now = datetime.now().astimezone()
        aside = self.file.with_name(f"{self.file.stem}-damaged-{now:%Y-%m-%dT%H%M%S.%f}{self.file.suffix}")
        for end in ("", "-wal", "-shm"):
            with contextlib.suppress(FileNotFoundError):
                Path(f"{self.file}{end}").replace(f"{aside}{end}")
        log.error(
            "incident: the ledger was damaged (%s): set aside as %s, a new one is begun", error, aside,
            extra={"done": "a new ledger is begun"},
        )  # fmt: skip

    def _troubled(self, error: Exception) -> None:
        """Told once, not with every visit; the next one tries again, from the opening on."""
        self.close()
        if not self._trouble:
            cure = "The film goes on; counting goes on when the disk has room and may be written to."
            what = str(error) if isinstance(error, ForeignLedgerError) else f"{self.file}: {error}. {cure}"
            log.error(
                "incident: the ledger cannot be written: %s", what, extra={"done": "tried again after each visit"}
            )
        self._trouble = str(error)
