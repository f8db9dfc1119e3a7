"""The GUI's thread is seen standing still, and where; and nothing else is."""

from __future__ import annotations

import ctypes
import multiprocessing
import os
import re
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QTimer, QUrl
from PySide6.QtQml import QQmlComponent, QQmlEngine
from pytestqt.qtbot import QtBot

from kiosk.station import watch as watching
from kiosk.station.rounds import Round, Rounds
from kiosk.station.watch import IN_QT, LIMIT, SAME_AGAIN, UNSEEN, Block, Told, Watch
from tests.conftest import Unblocked

pytestmark = pytest.mark.window


BUSY_QML = b"""
import QtQuick
Item {
    Timer {
        running: true
        interval: 150
        onTriggered: {
            const end = Date.now() + 120
            while (Date.now() < end)
                continue
        }
    }
}
"""


def sleep_long() -> None:
    time.sleep(0.12)


def work_long() -> None:
    end = time.thread_time() + 0.12
    while time.thread_time() < end:
        sum(range(100))


def hold_the_interpreter() -> None:
    ctypes.PyDLL(None).usleep(120_000)


@pytest.fixture
def blocks(qtbot: QtBot) -> Iterator[list[Block]]:
    found: list[Block] = []
    watch = Watch(found.append)
    watch.start()
    qtbot.wait(100)
    found.clear()
    yield found
    watch.stop()


def run(qtbot: QtBot, *calls: Callable[[], None], wait: int = 400) -> None:
    for call in calls:
        QTimer.singleShot(0, call)
    qtbot.wait(wait)


@pytest.mark.parametrize("call", [sleep_long, work_long])
def test_a_block_is_measured_and_its_place_named(qtbot: QtBot, blocks: list[Block], call: Callable[[], None]) -> None:
    for _ in range(3):  # a busy machine may look only when it is over
        blocks.clear()
        run(qtbot, call)
        assert len(blocks) == 1
        assert blocks[0].round.own > 0.115
        if re.match(rf"station/test_watch\.py:\d+ {call.__name__}", blocks[0].where):
            return
    pytest.fail(f"not named: {blocks[0]}")


def test_a_call_that_lets_no_thread_look_is_seen_at_its_end(qtbot: QtBot, blocks: list[Block]) -> None:
    run(qtbot, hold_the_interpreter)
    assert len(blocks) == 1
    assert "hold_the_interpreter" in blocks[0].where
    assert blocks[0].round.own > 0.115


def test_what_nobody_could_look_at_is_told_all_the_same() -> None:
    found: list[Block] = []
    watch = Watch(found.append)
    watch._seen = (3.0, "a.py:1 another_round")
    watch._over(Round(7.0, 0.2, 0.1))
    assert found == [Block(Round(7.0, 0.2, 0.1), UNSEEN)]
    watch._over(Round(8.0, 0.2, 0.16))
    assert len(found) == 1, "40 ms of its own are allowed"


def test_calls_within_the_loop_s_own_are_named_as_qt_s(qtbot: QtBot, blocks: list[Block]) -> None:
    """What QML does takes no function of ours."""
    engine = QQmlEngine()
    component = QQmlComponent(engine)
    component.setData(BUSY_QML, QUrl())
    for _ in range(5):  # a busy machine may look only when it is over
        blocks.clear()
        made = component.create()
        assert made is not None, component.errorString()
        qtbot.waitUntil(lambda: bool(blocks), timeout=10_000)
        if [block.where for block in blocks] == [IN_QT]:
            return
    pytest.fail(f"not named: {blocks}")


def test_what_is_short_and_what_only_waits_is_no_block(qtbot: QtBot, blocks: list[Block]) -> None:
    ticks: list[float] = []
    timer = QTimer(interval=10)
    timer.timeout.connect(lambda: ticks.append(time.monotonic()))
    timer.start()
    for number in range(5):
        QTimer.singleShot(100 * number, lambda: time.sleep(0.02))
    qtbot.wait(600)
    timer.stop()
    qtbot.wait(300)  # nothing happens
    time.sleep(0.2)  # outside the loop
    run(qtbot, wait=50)
    assert len(ticks) > 10
    assert blocks == []


def test_many_short_ones_in_one_round_are_one_block(qtbot: QtBot, blocks: list[Block]) -> None:
    run(qtbot, *[lambda: time.sleep(0.02)] * 5)
    assert [round(block.round.own, 2) for block in blocks] == [0.1]


def test_the_longest_round_is_known_for_ten_seconds(qtbot: QtBot, monkeypatch: pytest.MonkeyPatch) -> None:
    rounds = Rounds(lambda _: None, LIMIT)
    now = [1000.0]
    monkeypatch.setattr(time, "monotonic", lambda: now[0])

    def lasting(seconds: float) -> None:
        now[0] += seconds

    for seconds in (0.01, 0.03, 0.02):
        rounds.measure(lambda: lasting(seconds))  # noqa: B023 called at once
    assert rounds.longest() == pytest.approx(0.03)
    now[0] += 5
    rounds.measure(lambda: lasting(0.02))
    assert rounds.longest() == pytest.approx(0.03)
    now[0] += 6
    assert rounds.longest() == pytest.approx(0.02)
    now[0] += 10
    assert rounds.longest() == 0.0


def test_one_that_does_not_end_is_told_while_it_lasts(
    qtbot: QtBot, blocks: list[Block], caplog: pytest.LogCaptureFixture, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(watching, "HANGS", 0.2)
    said: list[str] = []

    def hang() -> None:
        time.sleep(0.6)
        said.extend(record.getMessage() for record in caplog.records)

    run(qtbot, hang, wait=800)
    assert len(said) == 1
    assert said[0].startswith("incident: the screen has not moved")
    assert "hang" in said[0]


def test_a_place_is_written_down_once_and_then_counted(caplog: pytest.LogCaptureFixture) -> None:
    now = [0.0]
    told = Told(lambda: now[0])
    block = Block(Round(1.0, 0.083, 0.0), "screen/screen.py:1 draw")
    for now[0] in (0.0, 1.0, 2.0, SAME_AGAIN + 1):
        told.write_down(block)
    told.write_down(Block(Round(1.0, 0.060, 0.0), "screen/screen.py:2 other"))
    first = "incident: for 83 ms no finger was answered (50 are allowed): screen/screen.py:1 draw"
    assert [record.getMessage() for record in caplog.records] == [
        first,
        f"{first}; 2 times more since it was last told",
        "incident: for 60 ms no finger was answered (50 are allowed): screen/screen.py:2 other",
    ]


def test_places_without_number_do_not_fill_the_memory() -> None:
    told = Told(lambda: 0.0)
    for number in range(1000):
        told.write_down(Block(Round(1.0, 0.083, 0.0), f"a.py:{number}"))
    assert len(told._places) <= watching.PLACES + 1


def test_the_fixture_sees_what_a_test_calls_and_what_the_loop_does(qtbot: QtBot, unblocked: Unblocked) -> None:
    unblocked.call(sleep_long)
    run(qtbot, sleep_long)
    assert len(unblocked.blocks) == 2
    unblocked.forget()


def _burn(ready: str) -> None:
    Path(ready).touch()
    while True:
        pass


def test_waiting_for_a_processor_is_not_its_own(qtbot: QtBot, tmp_path: Path) -> None:
    """On one processor that five others want: a round of 40 ms of work takes longer than the limit, but not its own."""
    mine = os.sched_getaffinity(0)
    others = [
        multiprocessing.get_context("spawn").Process(target=_burn, args=(str(tmp_path / str(n)),)) for n in range(5)
    ]
    rounds: list[Round] = []
    measured = Rounds(rounds.append, 0.05)
    for other in others:
        other.start()
        assert other.pid is not None
        os.sched_setaffinity(other.pid, {min(mine)})
    try:
        qtbot.waitUntil(lambda: len(list(tmp_path.iterdir())) == len(others), timeout=20_000)
        os.sched_setaffinity(0, {min(mine)})
        assert measured.start()
        run(qtbot, lambda: spin(0.04), wait=1000)
    finally:
        os.sched_setaffinity(0, mine)
        measured.stop()
        for other in others:
            other.kill()
            other.join()
    long = [each for each in rounds if each.took > 0.05]
    assert long != [], "the others were to be in its way"
    assert all(each.own < 0.05 for each in long), long


def spin(seconds: float) -> None:
    end = time.thread_time() + seconds
    while time.thread_time() < end:
        pass
