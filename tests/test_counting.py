"""From the real performer to the ledger and back, on footage without waiting."""

from __future__ import annotations

import logging
import sqlite3
from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from kiosk.counting import Counting, now
from kiosk.ledger import FILE, ForeignLedgerError, Ledger, Tally, read_tally
from kiosk.performer import Performer
from kiosk.visit import events as ev
from kiosk.visit.shares import Share, Shares
from kiosk.visit.state import House
from tests.footage.double import Double
from tests.ledger.visits import answered
from tests.visit.places import ESCAPE, GO
from tests.visit.stories import DEFECTOR


@pytest.fixture
def projector() -> Double:
    return Double()


@pytest.fixture
def performer(qtbot: QtBot, projector: Double) -> Iterator[Performer]:
    made = Performer(DEFECTOR, House("en"), 1, projector)
    made.begin()
    yield made
    made.stop()


@pytest.fixture
def count(performer: Performer, tmp_path: Path) -> Iterator[Callable[[], Counting]]:
    """Begin counting; ended when the test is over."""
    begun: list[Counting] = []

    def begin() -> Counting:
        begun.append(Counting(performer, tmp_path / FILE))
        return begun[-1]

    yield begin
    for counting in begun:
        counting.close()


def visit(performer: Performer, projector: Double) -> None:
    """To the first decision, answered, and away."""
    for event in (ev.Touched(), ESCAPE, GO):
        performer.send(event)
    projector.run(4_100)
    performer.send(ev.ChoiceTouched("broker"))
    performer.send(ev.ResetAsked())


def read(tmp_path: Path) -> Tally:
    try:
        return read_tally(tmp_path / FILE, "test")
    except (OSError, sqlite3.Error, ForeignLedgerError):  # it is only being made
        return Tally()


def test_a_visit_is_in_the_ledger(
    qtbot: QtBot, performer: Performer, projector: Double, count: Callable[[], Counting], tmp_path: Path
) -> None:
    count()
    visit(performer, projector)
    qtbot.waitUntil(lambda: read(tmp_path).visits == 1)
    found = read(tmp_path)
    assert found.count("answer", "border", "broker", "touch") == 1
    assert found.count("scene", "border") == 1
    assert found.count("last", "border", how="technician") == 1
    performer.send(ev.Touched())
    performer.send(ev.ResetAsked())
    qtbot.waitUntil(lambda: read(tmp_path).visits == 2)


def test_the_next_visitor_is_told_from_the_thirtieth_on(
    qtbot: QtBot, performer: Performer, projector: Double, count: Callable[[], Counting], tmp_path: Path
) -> None:
    ledger = Ledger(tmp_path / FILE, DEFECTOR)
    for _ in range(29):
        ledger.add(answered("hide"))
    ledger.close()
    count()
    visit(performer, projector)
    qtbot.waitUntil(lambda: performer.visit.house.shares != Shares())
    assert performer.visit.house.shares.answers[("border", "broker")] == Share(1, 30)


def test_a_disk_that_does_not_answer_holds_up_nobody(
    qtbot: QtBot, performer: Performer, projector: Double, count: Callable[[], Counting], tmp_path: Path
) -> None:
    Ledger(tmp_path / FILE, DEFECTOR).shares()
    with closing(sqlite3.connect(tmp_path / FILE, isolation_level=None)) as other:
        other.execute("BEGIN IMMEDIATE")
        count()
        visit(performer, projector)  # 5 s later SQLite would give up
        assert performer.view().screen == "attract"
        performer.send(ev.Touched())
        assert performer.view().screen == "home"
        assert read(tmp_path).visits == 0
        other.execute("ROLLBACK")
    qtbot.waitUntil(lambda: read(tmp_path).visits == 1)


def test_a_visit_in_progress_at_the_end_is_not_counted(
    qtbot: QtBot, performer: Performer, projector: Double, tmp_path: Path
) -> None:
    counting = Counting(performer, tmp_path / FILE)
    visit(performer, projector)
    performer.send(ev.Touched())
    qtbot.waitUntil(lambda: read(tmp_path).visits == 1)
    counting.close()
    performer.send(ev.ResetAsked())
    qtbot.wait(50)
    assert read(tmp_path).visits == 1
    qtbot.waitUntil(lambda: [file.name for file in tmp_path.iterdir()] == [FILE])


def test_no_disk_at_all_is_one_incident(
    qtbot: QtBot, performer: Performer, projector: Double, count: Callable[[], Counting], tmp_path: Path,
    caplog: pytest.LogCaptureFixture,
) -> None:  # fmt: skip
    (tmp_path / FILE).mkdir()
    with caplog.at_level(logging.INFO):
        count()
        for _ in range(3):
            visit(performer, projector)
        qtbot.waitUntil(lambda: "the ledger cannot be written" in caplog.text)
        (tmp_path / FILE).rmdir()
        visit(performer, projector)
        qtbot.waitUntil(lambda: read(tmp_path).visits == 4)
    assert caplog.text.count("incident: the ledger") == 1


def test_the_clock_says_day_and_hour() -> None:
    moment = now()
    assert len(moment.day.split("-")) == 3
    assert 0 <= moment.hour < 24
