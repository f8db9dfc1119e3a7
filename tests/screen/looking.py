"""What is drawn; the product's own eyes, under the name that the tests know."""

from __future__ import annotations

import time
from collections.abc import Callable

from PySide6.QtTest import QTest

from kiosk.audit.looking import Text, hide, settle, tell, texts

__all__ = ["Text", "hide", "settle", "tell", "texts", "until"]


def until(holds: Callable[[], bool], seconds: float = 30) -> None:
    """Let Qt work until it does, with the patience that busy machines need. Raises AssertionError."""
    end = time.monotonic() + seconds
    while not holds():
        assert time.monotonic() < end, "it never came"
        QTest.qWait(10)
