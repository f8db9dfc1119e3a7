"""The ledger and the disk: full, read-only, locked, broken, gone. Never an exception, one incident, nothing lost."""

from __future__ import annotations

import logging
import resource
import sqlite3
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from pathlib import Path

import pytest

from kiosk.ledger import Ledger, read_tally
from kiosk.ledger import keeping as keeping_module
from kiosk.ledger import store as store_module
from kiosk.ledger.store import VERSION, open_ledger
from kiosk.visit.shares import Share, Shares
from tests.ledger.visits import PLAIN, answered
from tests.visit.stories import DEFECTOR


@pytest.fixture
def ledger(tmp_path: Path) -> Iterator[Ledger]:
    made = Ledger(tmp_path / "state" / "ledger.sqlite", DEFECTOR)
    yield made
    made.close()


def counted(ledger: Ledger) -> int:
    return read_tally(ledger.file, "test").visits


def incidents(caplog: pytest.LogCaptureFixture) -> list[str]:
    return [record.message for record in caplog.records if record.message.startswith("incident: ")]


@contextmanager
def full_disk(room: int = 8_000) -> Iterator[None]:
    """No file grows beyond `room` bytes: as a disk without room, SQLite is told that it cannot write."""
    soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (room, hard))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))


def test_shares_are_told_from_the_thirtieth_visitor_on(ledger: Ledger) -> None:
    assert ledger.shares() == Shares()
    for _ in range(20):
        assert ledger.add(answered("broker")).answers == {}
        assert ledger.add(answered("hide", "default")).answers == {}
    for _ in range(9):
        assert ledger.add(answered("hide")).answers == {}
    assert ledger.add(answered("hide")).answers[("border", "broker")] == Share(20, 30)


def test_another_playlists_visitors_are_not_told_of(ledger: Ledger) -> None:
    for _ in range(30):
        ledger.add(PLAIN)
    assert ledger.shares() != Shares()
    ledger.close()
    other = Ledger(ledger.file, DEFECTOR)
    other.name = "other"
    assert other.shares() == Shares()
    other.close()


@pytest.mark.parametrize("when", ["at the first", "later"])
def test_a_full_disk_is_one_incident_and_counting_goes_on(
    ledger: Ledger, caplog: pytest.LogCaptureFixture, when: str
) -> None:
    if when == "later":
        ledger.add(PLAIN)
    with full_disk(), caplog.at_level(logging.INFO):
        for _ in range(3):
            assert ledger.add(PLAIN) == Shares()
    assert len(incidents(caplog)) == 1
    assert "The film goes on" in incidents(caplog)[0]
    with caplog.at_level(logging.INFO):
        ledger.add(PLAIN)
    assert counted(ledger) == (5 if when == "later" else 4)
    assert "the ledger counts again" in caplog.text
    assert len(incidents(caplog)) == 1
    assert not list(ledger.file.parent.glob("*damaged*"))


def test_a_disk_that_fills_in_the_middle_of_a_visit_counts_it_once(ledger: Ledger) -> None:
    ledger.add(PLAIN)
    ledger.close()
    size = ledger.file.stat().st_size
    for more in range(0, 40_000, 1_500):
        with full_disk(size + more):
            ledger.add(PLAIN)
    ledger.add(PLAIN)
    assert not ledger.waiting
    found = read_tally(ledger.file, "test")
    assert found.visits == found.count("last") == found.count("answer", "border") == sum(found.stayed.values()) == 29


def test_a_folder_that_cannot_be_made_is_one_incident(
    ledger: Ledger, tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    blocking = tmp_path / "state"
    blocking.write_text("a file where the folder belongs")
    for _ in range(3):
        assert ledger.add(PLAIN) == Shares()
    assert len(incidents(caplog)) == 1
    blocking.unlink()
    ledger.add(PLAIN)
    assert counted(ledger) == 4


def test_somebody_who_has_it_locked_is_waited_for_and_then_given_up(
    ledger: Ledger, caplog: pytest.LogCaptureFixture, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(store_module, "BUSY", 50)
    ledger.add(PLAIN)
    with closing(sqlite3.connect(ledger.file, isolation_level=None)) as other:
        ledger.close()
        other.execute("BEGIN IMMEDIATE")
        ledger.add(PLAIN)
        assert len(ledger.waiting) == 1
        other.execute("ROLLBACK")
    ledger.add(PLAIN)
    assert counted(ledger) == 3
    assert ["locked" in incident for incident in incidents(caplog)] == [True]


def damage_whole(file: Path) -> None:
    file.write_bytes(b"\x00garbage" * 2_000)


def damage_inside(file: Path) -> None:
    """Its head is well, its tables are not: as after a disk lost some of its pages."""
    held = bytearray(file.read_bytes())
    held[4_096:] = b"\xff" * (len(held) - 4_096)
    file.write_bytes(held)


def set_aside(ledger: Ledger) -> Path:
    (aside,) = ledger.file.parent.glob("ledger-damaged-2*.sqlite")
    return aside


@pytest.mark.parametrize("damage", [damage_whole, damage_inside])
def test_a_damaged_file_is_set_aside(
    ledger: Ledger, caplog: pytest.LogCaptureFixture, damage: Callable[[Path], None]
) -> None:
    for _ in range(30):
        ledger.add(PLAIN)
    ledger.close()
    damage(ledger.file)
    damaged = ledger.file.read_bytes()
    assert ledger.add(PLAIN) == Shares()
    assert counted(ledger) == 1
    assert set_aside(ledger).read_bytes() == damaged
    assert [set_aside(ledger).name in incident for incident in incidents(caplog)] == [True]


def test_damage_that_is_found_while_it_is_open_is_set_aside(ledger: Ledger, caplog: pytest.LogCaptureFixture) -> None:
    ledger.add(PLAIN)
    ledger.close()
    ledger.shares()
    with closing(sqlite3.connect(ledger.file, isolation_level=None)) as other:
        other.execute("SELECT * FROM sqlite_schema").fetchall()
        damage_inside(ledger.file)
        other.execute(f"PRAGMA user_version = {VERSION}")  # the ledger has to read anew what it has in its memory
        ledger.add(PLAIN)
    assert counted(ledger) == 1
    assert [set_aside(ledger).name in incident for incident in incidents(caplog)] == [True]


def test_a_damaged_file_that_cannot_be_set_aside_is_one_incident(
    ledger: Ledger, caplog: pytest.LogCaptureFixture, monkeypatch: pytest.MonkeyPatch
) -> None:
    ledger.add(PLAIN)
    ledger.close()
    damage_whole(ledger.file)

    def refused(self: Path, target: object) -> Path:
        raise PermissionError(13, "Permission denied", str(self))

    with monkeypatch.context() as patched:  # root may write anywhere
        patched.setattr(Path, "replace", refused)
        for _ in range(3):
            assert ledger.add(PLAIN) == Shares()
    assert len(incidents(caplog)) == 1
    ledger.add(PLAIN)
    assert counted(ledger) == 4


def test_a_newer_file_is_neither_written_nor_set_aside(ledger: Ledger, caplog: pytest.LogCaptureFixture) -> None:
    with closing(open_ledger(ledger.file)) as connection:
        connection.execute(f"PRAGMA user_version = {VERSION + 1}")
    for _ in range(2):
        assert ledger.add(PLAIN) == Shares()
    assert [("newer kiosk" in one and "The film goes on" not in one) for one in incidents(caplog)] == [True]
    assert [file.name for file in ledger.file.parent.iterdir()] == ["ledger.sqlite"]


def test_a_file_that_was_moved_away_is_begun_anew(ledger: Ledger) -> None:
    ledger.add(PLAIN)
    kept = ledger.file.with_name("kept.sqlite")
    for end in ("", "-wal", "-shm"):
        Path(f"{ledger.file}{end}").replace(f"{kept}{end}")
    ledger.add(PLAIN)
    assert counted(ledger) == 1
    assert read_tally(kept, "test").visits == 1


def test_what_waits_for_a_disk_is_bounded(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr(keeping_module, "MOST_WAITING", 5)
    (tmp_path / "state").write_text("a file where the folder belongs")
    ledger = Ledger(tmp_path / "state" / "ledger.sqlite", DEFECTOR)
    for _ in range(9):
        ledger.add(PLAIN)
    assert len(ledger.waiting) == 5
