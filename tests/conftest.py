"""For the tests of every room."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING

import pytest

from kiosk.station.watch import LIMIT

BUSY = 3
"""Times longer that the same work takes where others keep the caches and the memory's lines full; what is waited for a
processor is taken off already."""

if TYPE_CHECKING:
    from PySide6.QtWidgets import QApplication

    from kiosk.station.watch import Block


@pytest.fixture(scope="session", autouse=True)
def _state(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    """What tests start keeps its state apart: their touches are nobody's visits."""
    with pytest.MonkeyPatch.context() as patched:
        patched.setenv("XDG_STATE_HOME", str(tmp_path_factory.mktemp("state")))
        patched.setenv("RUNTIME_DIRECTORY", str(tmp_path_factory.mktemp("run")))  # nobody's own kiosk is spoken to
        yield


class Unblocked:
    """What the fixture gives: rounds of the GUI's loop that took more than 50 ms of their own, so far in this test."""

    def __init__(self) -> None:
        from kiosk.station.watch import Watch

        self.blocks: list[Block] = []
        self._watch = Watch(self.blocks.append)
        self._watch.start()

    def call(self, call: Callable[[], None]) -> None:
        """What a test calls itself is no round of the loop; this is watched all the same."""
        self._watch.measure(call)

    def forget(self) -> None:
        """What was until now does not count: making a window, the first picture."""
        self.blocks.clear()

    def stop(self) -> None:
        self._watch.stop()


@pytest.fixture
def unblocked(qapp: QApplication) -> Iterator[Unblocked]:
    """Fails the test that asks for it where the GUI's thread was blocked: where one round of the loop took more than
    50 ms of its own (kiosk.station.watch.LIMIT). The failure says how long, and in which functions.

    Own is what the thread worked, slept, and waited for locks, disks and servers. What it waited, ready to run, for a
    processor that others had is taken off: so a busy machine fails nobody.

    Only what the loop calls is seen: slots, timers, events, drawing. Let it run by qtbot.wait, waitUntil, waitSignal;
    not by QTest.qWait, whose own sleeps lie between two looks for events, and are counted. For a call of the test's own
    there is `unblocked.call(lambda: footage.arm(...))`. What the test's own slots do counts like everything else.
    """
    watched = Unblocked()
    yield watched
    watched.stop()
    too_long = [block for block in watched.blocks if block.round.own > LIMIT * (BUSY if _busy() else 1)]
    assert too_long == [], "; ".join(map(str, too_long))


def _busy() -> bool:
    return os.getloadavg()[0] > 1.5 * (os.cpu_count() or 1)
