"""Errands: what hangs beside the GUI's thread holds up nobody, and is known to be under way."""

from __future__ import annotations

import threading
from collections.abc import Iterator

import pytest
from PySide6.QtCore import QObject
from pytestqt.qtbot import QtBot

from kiosk.errands import Errands


@pytest.fixture
def errands(qtbot: QtBot) -> Iterator[Errands]:
    parent = QObject()
    made = Errands("test", parent)
    yield made
    made.close(5)


def test_an_errand_that_hangs_is_busy_until_it_answers(errands: Errands, qtbot: QtBot) -> None:
    disk, heard = threading.Event(), list[bool]()
    assert not errands.busy
    errands.run(lambda: disk.wait(10), heard.append)
    assert errands.busy
    qtbot.wait(50)
    assert heard == []
    disk.set()
    qtbot.waitUntil(lambda: heard == [True])
    qtbot.waitUntil(lambda: not errands.busy)


def test_one_that_fails_is_over_and_the_next_is_run(
    errands: Errands, qtbot: QtBot, caplog: pytest.LogCaptureFixture
) -> None:
    heard: list[int] = []
    errands.run(lambda: 1 // 0, heard.append)
    errands.run(lambda: 7, heard.append)
    qtbot.waitUntil(lambda: heard == [7])
    qtbot.waitUntil(lambda: not errands.busy)
    assert "ZeroDivisionError" in caplog.text


def test_nothing_is_handed_over_after_the_end(errands: Errands, qtbot: QtBot) -> None:
    disk, heard = threading.Event(), list[bool]()
    errands.run(lambda: disk.wait(10), heard.append)
    errands.close(0)
    disk.set()
    qtbot.wait(50)
    assert heard == []
