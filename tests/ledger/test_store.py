"""The ledger's file: sums, one transaction a visit, nothing lost when the program is killed."""

from __future__ import annotations

import os
import random
import signal
import sqlite3
import subprocess
import sys
import time
from collections import Counter
from contextlib import closing
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kiosk.ledger import ForeignLedgerError, Ledger, Visited, read_tally
from kiosk.ledger.recorder import Answer
from kiosk.ledger.store import MARK, VERSION, DamagedLedgerError, open_ledger, tally, write
from tests.ledger.visits import PLAIN
from tests.visit.stories import DEFECTOR

names = st.sampled_from(["border", "hut", "farm", "weg über die Grenze"])
hows = st.sampled_from(["touch", "default", "silence", "skipped", "left", "detour"])
anything = st.builds(
    Visited,
    day=st.sampled_from(["2026-08-13", "2026-08-14"]),
    hour=st.integers(0, 23),
    seconds=st.integers(0, 10_000),
    why=st.sampled_from(["idle", "home", "technician"]),
    scenes=st.frozensets(names),
    pages=st.frozensets(names),
    answers=st.dictionaries(names, st.builds(Answer, st.sampled_from(["", "a", "b"]), hows)),
    detours=st.frozensets(st.tuples(names, st.sampled_from(["a", "b"]))),
    endings=st.lists(names, unique=True).map(tuple),
    last=st.one_of(st.just(""), names),
)


@settings(max_examples=60, deadline=None)
@given(st.lists(anything, max_size=12))
def test_sums_are_what_was_written(visits: list[Visited]) -> None:
    with closing(sqlite3.connect(":memory:", isolation_level=None)) as connection:
        from kiosk.ledger.store import TABLES

        connection.executescript(TABLES)
        for visited in visits:
            write(connection, "one", visited)
            write(connection, "other", PLAIN)
        found = tally(connection, "one")
    assert found.visits == len(visits) == sum(found.days.values()) == sum(found.stayed.values())
    assert found.hours == Counter(visited.hour for visited in visits)
    assert found.count("last") == len(visits)
    for name in ("border", "hut", "farm"):
        assert found.count("scene", name) == sum(name in visited.scenes for visited in visits)
        assert found.count("answer", name) == sum(name in visited.answers for visited in visits)
        assert found.count("answer", name, how="touch") == sum(
            visited.answers.get(name, Answer("", "left")).how == "touch" for visited in visits
        )
        assert found.count("ending", name) == sum(name in visited.endings for visited in visits)
        assert found.count("ending", name, how="first") == sum(visited.endings[:1] == (name,) for visited in visits)


def test_no_row_is_a_visit(tmp_path: Path) -> None:
    """What was chosen is never kept beside an hour, nor anything beside what one visit chose elsewhere."""
    with closing(open_ledger(tmp_path / "ledger.sqlite")) as connection:
        for _ in range(3):
            write(connection, "one", PLAIN)
        tables = {name for (name,) in connection.execute("SELECT name FROM sqlite_schema WHERE type = 'table'")}
        assert tables == {"days", "hours", "durations", "counts"}
        columns = [{row[1] for row in connection.execute(f"PRAGMA table_info({table})")} for table in tables]
        assert not any({"hour", "choice"} <= found for found in columns)
        assert connection.execute("SELECT max(n), count(*) FROM days").fetchone() == (3, 1)


def test_it_is_on_the_disk_before_it_is_counted(tmp_path: Path) -> None:
    with closing(open_ledger(tmp_path / "deep" / "ledger.sqlite")) as connection:
        assert connection.execute("PRAGMA journal_mode").fetchone() == ("wal",)
        assert connection.execute("PRAGMA synchronous").fetchone() == (2,)  # FULL
    with closing(open_ledger(tmp_path / "deep" / "ledger.sqlite")) as connection:  # the second time it is there
        assert connection.execute("PRAGMA synchronous").fetchone() == (2,)


def test_a_visit_for_which_there_is_no_room_is_not_there_in_part(tmp_path: Path) -> None:
    with closing(open_ledger(tmp_path / "ledger.sqlite")) as connection:
        write(connection, "one", PLAIN)
        (pages,) = connection.execute("PRAGMA page_count").fetchone()
        connection.execute(f"PRAGMA max_page_count = {pages}")
        large = replace(PLAIN, pages=frozenset(f"page-{n}" for n in range(500)))
        with pytest.raises(sqlite3.OperationalError, match="full"):
            write(connection, "one", large)
        assert tally(connection, "one").visits == 1
        connection.execute(f"PRAGMA max_page_count = {10 * pages}")
        write(connection, "one", large)
        assert tally(connection, "one").visits == 2


RECORDS = """
import os, sys
from pathlib import Path
from kiosk.ledger import Ledger
from tests.ledger.visits import PLAIN
from tests.visit.stories import DEFECTOR
for _ in sys.stdin:
    child = os.fork()
    if child == 0:
        ledger = Ledger(Path(sys.argv[1]), DEFECTOR)
        while True:
            ledger.add(PLAIN)
            assert not ledger.waiting
            os.write(1, b"counted\\n")
    os.write(1, b"began %d\\n" % child)
    os.waitpid(child, 0)
    os.write(1, b"dead\\n")
"""
"""Counts in a process that is forked for each line it gets: to start Python anew takes longer than to be killed."""


def test_killed_at_any_moment_no_visit_is_lost(tmp_path: Path) -> None:
    """What was said to be counted is; what was being written when it was killed is there whole or not at all."""
    file, counted, chance = tmp_path / "ledger.sqlite", 0, random.Random()
    kills = int(os.environ.get("KIOSK_KILLS", "40"))  # `make soak-ledger`: 200
    with subprocess.Popen(
        [sys.executable, "-c", RECORDS, str(file)], stdin=subprocess.PIPE, stdout=subprocess.PIPE
    ) as recording:
        assert recording.stdin is not None
        assert recording.stdout is not None
        for kill in range(1, kills + 1):
            recording.stdin.write(b"\n")
            recording.stdin.flush()
            while not (line := recording.stdout.readline()).startswith(b"began"):
                counted += 1
            child = int(line.split()[1])
            time.sleep(chance.uniform(0, 0.05))
            os.kill(child, signal.SIGKILL)
            while (line := recording.stdout.readline()) != b"dead\n":
                assert line == b"counted\n"
                counted += 1
            try:
                found = read_tally(file, DEFECTOR.file.parent.name)
            except (ForeignLedgerError, FileNotFoundError):
                if counted:
                    raise
                continue  # killed before there was a table in it, or the file; the next one makes them
            assert counted <= found.visits <= counted + kill
            assert found.visits == sum(found.stayed.values()) == found.count("last") == found.count("answer", "border")
    assert counted >= kills / 2
    assert not list(tmp_path.glob("*damaged*"))


def test_a_newer_or_another_programs_file_is_left_alone(tmp_path: Path) -> None:
    file = tmp_path / "ledger.sqlite"
    with closing(open_ledger(file)) as connection:
        connection.execute(f"PRAGMA user_version = {VERSION + 1}")
    before = file.read_bytes()
    for asked in (open_ledger, lambda file: read_tally(file, "one")):
        with pytest.raises(ForeignLedgerError, match=r"newer kiosk.*Update this kiosk"):
            asked(file)
    assert file.read_bytes() == before
    other = tmp_path / "other.sqlite"
    with closing(sqlite3.connect(other)) as connection:
        connection.execute("CREATE TABLE songs(name)")
    with pytest.raises(ForeignLedgerError, match="another program"):
        open_ledger(other)


def test_reading_changes_nothing_and_says_what_is_wrong(tmp_path: Path) -> None:
    file = tmp_path / "ledger.sqlite"
    with pytest.raises(FileNotFoundError):
        read_tally(file, "one")
    assert not file.exists()
    file.touch()
    with pytest.raises(ForeignLedgerError, match="empty"):
        read_tally(file, "one")
    file.write_text("This is no database, and long enough to be told from one.\n" * 20)
    with pytest.raises(DamagedLedgerError, match=r"ledger\.sqlite cannot be read"):
        read_tally(file, "one")


def test_it_can_be_read_while_it_is_written_and_without_its_folder(tmp_path: Path) -> None:
    folder = tmp_path / "state"
    ledger = Ledger(folder / "ledger.sqlite", DEFECTOR)
    ledger.add(replace(PLAIN, hour=9))
    assert read_tally(ledger.file, "test").hours == {9: 1}
    ledger.close()
    assert [file.name for file in folder.iterdir()] == ["ledger.sqlite"]
    folder.chmod(0o555)
    try:
        assert read_tally(ledger.file, "test").hours == {9: 1}
        assert [file.name for file in folder.iterdir()] == ["ledger.sqlite"]
    finally:
        folder.chmod(0o755)


def test_an_error_that_is_no_damage_is_told_as_it_is(tmp_path: Path) -> None:
    """A journal beside it that cannot be used, as of a file that was copied without it."""
    ledger = Ledger(tmp_path / "ledger.sqlite", DEFECTOR)
    ledger.add(PLAIN)
    ledger.close()
    (tmp_path / "ledger.sqlite-wal").mkdir()
    with pytest.raises(sqlite3.OperationalError):
        read_tally(ledger.file, "test")


def test_the_mark_is_the_kiosks() -> None:
    assert MARK.to_bytes(4, "big") == b"kios"
