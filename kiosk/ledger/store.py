"""The ledger's file: an SQLite database of sums, one transaction a visit.

No row is a visit. Visits as such are counted by the day and, apart from that, by the hour; what was seen and chosen
only by the month: the way of somebody who came at a known time cannot be read from it, unless they were a month's
only visitor.
"""

from __future__ import annotations

import sqlite3
from collections import Counter
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from typing import TYPE_CHECKING, Final

from kiosk.ledger.tally import Tally, bucket

if TYPE_CHECKING:
    from kiosk.ledger.recorder import Visited

FILE: Final = "ledger.sqlite"
"""Its name in the folder of the machine's state."""

VERSION: Final = 1
"""Of the tables below, kept as the file's user_version."""

MARK: Final = 0x6B696F73
""" "kios", kept as the file's application_id: another program's database is never written into."""

BUSY: Final = 5_000
"""Ms to wait for somebody who has the file locked."""

TABLES: Final = """
    CREATE TABLE days(playlist TEXT, day TEXT, n INTEGER NOT NULL, PRIMARY KEY(playlist, day)) WITHOUT ROWID;
    CREATE TABLE hours(playlist TEXT, hour INTEGER, n INTEGER NOT NULL, PRIMARY KEY(playlist, hour)) WITHOUT ROWID;
    -- seconds: the least of a step of tally.STEPS
    CREATE TABLE durations(
        playlist TEXT, month TEXT, seconds INTEGER, n INTEGER NOT NULL, PRIMARY KEY(playlist, month, seconds)
    ) WITHOUT ROWID;
    -- kind: scene, page, answer, detour, ending, last; how: of an answer as in recorder.How, of an ending first or
    -- later, of the last scene finished (its ending was reached) or why the visit ended
    CREATE TABLE counts(
        playlist TEXT, month TEXT, kind TEXT, scene TEXT, choice TEXT, how TEXT, n INTEGER NOT NULL,
        PRIMARY KEY(playlist, kind, scene, choice, how, month)
    ) WITHOUT ROWID;
"""

DAMAGED: Final = (sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_NOTADB)


class DamagedLedgerError(Exception):
    """The file cannot be read any more."""


class ForeignLedgerError(Exception):
    """It is no ledger, or a newer version's: it is left as it is. The text says which, and what to do."""


def open_ledger(file: Path) -> sqlite3.Connection:
    """The ledger in `file`, begun if it is not there, to be written to by one thread.

    Raises sqlite3.Error or OSError where it cannot be opened, DamagedLedgerError, ForeignLedgerError.
    """
    file.parent.mkdir(parents=True, exist_ok=True)
    connection = sqlite3.connect(file, timeout=BUSY / 1000, isolation_level=None)
    try:
        _sound(connection)
        if _begun(connection, file):
            connection.execute("PRAGMA journal_mode = WAL")
        else:
            connection.execute("PRAGMA journal_mode = WAL")
            connection.executescript(
                f"BEGIN IMMEDIATE; {TABLES} PRAGMA application_id = {MARK}; PRAGMA user_version = {VERSION}; COMMIT;"
            )
        connection.execute("PRAGMA synchronous = FULL")
    except BaseException as error:
        connection.close()
        if is_damage(error):
            raise DamagedLedgerError(str(error)) from error
        raise
    return connection


def is_damage(error: BaseException) -> bool:
    """Whether it says that the file itself is broken; extended codes carry the plain one in their low byte."""
    return isinstance(error, sqlite3.DatabaseError) and (getattr(error, "sqlite_errorcode", 0) & 0xFF) in DAMAGED


def _sound(connection: sqlite3.Connection) -> None:
    (said,) = connection.execute("PRAGMA quick_check(1)").fetchone()
    if said != "ok":
        raise DamagedLedgerError(said)


def _begun(connection: sqlite3.Connection, file: Path) -> bool:
    """Whether it is a ledger; False for an empty database. Raises ForeignLedgerError for anything else."""
    (mark,) = connection.execute("PRAGMA application_id").fetchone()
    (version,) = connection.execute("PRAGMA user_version").fetchone()
    if mark == MARK and version > VERSION:
        raise ForeignLedgerError(
            f"{file} was written by a newer kiosk (format {version}, this one knows {VERSION}). "
            "Update this kiosk, or move the file away: a new one is begun."
        )
    if mark == MARK:
        return True
    if connection.execute("SELECT count(*) FROM sqlite_schema").fetchone()[0]:
        raise ForeignLedgerError(f"{file} is another program's database. Move it away: a ledger is begun there.")
    return False


def write(connection: sqlite3.Connection, playlist: str, visited: Visited) -> None:
    """Add one visit to the sums: all of it is on the disk when this returns, or nothing. Raises sqlite3.Error."""
    counts, month = Counter(_rows(visited)), visited.day[:7]
    connection.execute("BEGIN IMMEDIATE")
    try:
        connection.execute(
            "INSERT INTO days VALUES(?, ?, 1) ON CONFLICT DO UPDATE SET n = n + 1", (playlist, visited.day)
        )
        connection.execute(
            "INSERT INTO hours VALUES(?, ?, 1) ON CONFLICT DO UPDATE SET n = n + 1", (playlist, visited.hour)
        )
        connection.execute(
            "INSERT INTO durations VALUES(?, ?, ?, 1) ON CONFLICT DO UPDATE SET n = n + 1",
            (playlist, month, bucket(visited.seconds)),
        )
        connection.executemany(
            "INSERT INTO counts VALUES(?, ?, ?, ?, ?, ?, ?) ON CONFLICT DO UPDATE SET n = n + excluded.n",
            [(playlist, month, *row, n) for row, n in counts.items()],
        )
        connection.execute("COMMIT")
    except sqlite3.Error:
        if connection.in_transaction:  # a full disk rolls back by itself
            connection.execute("ROLLBACK")
        raise


def _rows(visited: Visited) -> Iterator[tuple[str, str, str, str]]:
    """Kind, scene, choice and how of everything that is counted of a visit."""
    yield from (("scene", scene, "", "") for scene in visited.scenes)
    yield from (("page", page, "", "") for page in visited.pages)
    yield from (("answer", scene, answer.choice, answer.how) for scene, answer in visited.answers.items())
    yield from (("detour", scene, choice, "touch") for scene, choice in visited.detours)
    yield from (("ending", scene, "", "later" if n else "first") for n, scene in enumerate(visited.endings))
    yield ("last", visited.last, "", "finished" if visited.last in visited.endings else visited.why)


def tally(connection: sqlite3.Connection, playlist: str) -> Tally:
    """All sums of a playlist, over all days. Raises sqlite3.Error."""
    hours = connection.execute("SELECT hour, n FROM hours WHERE playlist = ?", (playlist,))
    days = connection.execute("SELECT day, n FROM days WHERE playlist = ?", (playlist,))
    stayed = connection.execute("SELECT seconds, sum(n) FROM durations WHERE playlist = ? GROUP BY 1", (playlist,))
    counts = connection.execute(
        "SELECT kind, scene, choice, how, sum(n) FROM counts WHERE playlist = ? GROUP BY 1, 2, 3, 4", (playlist,)
    )
    return Tally(
        hours=dict(hours.fetchall()),
        days=dict(days.fetchall()),
        stayed=dict(stayed.fetchall()),
        counts={(kind, scene, choice, how): n for kind, scene, choice, how, n in counts},
    )


def read_tally(file: Path, playlist: str) -> Tally:
    """What a ledger says of a playlist, without changing anything: while a kiosk writes it, or from a copy.

    Raises OSError or sqlite3.Error where it cannot be read, DamagedLedgerError, ForeignLedgerError.
    """
    file.open("rb").close()  # SQLite would only say that it is unable to
    beside = file.with_name(file.name + "-wal")
    # A database that nobody writes is also read where nothing may be written beside it, such as from a stick.
    how = "mode=ro" if beside.exists() else "mode=ro&immutable=1"
    try:
        with closing(sqlite3.connect(f"{file.absolute().as_uri()}?{how}", uri=True, timeout=BUSY / 1000)) as connection:
            if not _begun(connection, file):
                wal = "" if beside.exists() else f" Was it copied while a kiosk ran? Then {beside.name} belongs to it."
                raise ForeignLedgerError(f"{file} is empty: nothing was counted in it.{wal}")
            return tally(connection, playlist)
    except sqlite3.DatabaseError as error:
        if is_damage(error):
            raise DamagedLedgerError(f"{file} cannot be read: {error}.") from error
        raise
