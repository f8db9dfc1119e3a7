"""The pin on PySide6 that is not a matter of taste.

PySide6 6.12.0 on Python 3.10 and 3.11 loses a reference of True with every emit and of None with every void call: a
player that shows 30 frames a second dies within a minute. Whoever raises the pin meets this test first.
"""

from __future__ import annotations

import sys
from collections.abc import Callable

import pytest
from PySide6.QtCore import QCoreApplication, QEvent, QObject, Signal

CALLS = 150


class Emitter(QObject):
    rang = Signal()


@pytest.mark.parametrize("call", ["emit", "void", "post"])
def test_calls_into_qt_keep_the_count_of_true_and_none(call: str) -> None:
    emitter = Emitter()
    calls: dict[str, Callable[[], object]] = {
        "emit": emitter.rang.emit,
        "void": lambda: emitter.setObjectName("a"),
        "post": lambda: QCoreApplication.postEvent(emitter, QEvent(QEvent.Type.User)),
    }
    before = [sys.getrefcount(True), sys.getrefcount(None)]
    for _ in range(CALLS):
        calls[call]()
    after = [sys.getrefcount(True), sys.getrefcount(None)]
    lost = [was - now for was, now in zip(before, after, strict=True)]
    assert max(lost) < CALLS // 2
