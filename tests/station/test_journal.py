"""One line a happening."""

from __future__ import annotations

import logging
import sys
import threading

import pytest

from kiosk.station.journal import OneLine, start_journal


def record(level: int, message: str) -> logging.LogRecord:
    return logging.LogRecord("kiosk", level, "", 0, message, (), None)


def test_whatever_happens_it_is_one_line() -> None:
    assert OneLine(journal=True).format(record(logging.WARNING, "a\nb")) == "<4>a | b"
    assert OneLine(journal=False).format(record(logging.INFO, "a\nb")).endswith("INFO    a | b")


def test_a_traceback_is_one_line_too() -> None:
    try:
        raise ValueError("lost")
    except ValueError:
        told = logging.LogRecord("kiosk", logging.ERROR, "", 0, "failed", (), sys.exc_info())
    line = OneLine(journal=True).format(told)
    assert "\n" not in line
    assert line.startswith("<3>failed | Traceback")
    assert line.endswith("ValueError: lost")


@pytest.fixture
def quiet_after() -> object:
    root = logging.getLogger()
    before = list(root.handlers), root.level
    hooks = sys.excepthook, threading.excepthook
    yield None
    root.handlers[:], root.level = before
    sys.excepthook, threading.excepthook = hooks


@pytest.mark.usefixtures("quiet_after")
def test_the_level_says_how_much(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("JOURNAL_STREAM", "8:1")
    start_journal("warning")
    start_journal("warning")
    logging.getLogger("kiosk").info("quiet")
    logging.getLogger("kiosk").warning("said once")
    assert capsys.readouterr().err == "<4>said once\n"


@pytest.mark.usefixtures("quiet_after")
def test_what_nobody_caught_is_one_line_too(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("JOURNAL_STREAM", "8:1")
    start_journal("info")

    def lost() -> None:
        raise ValueError("lost")

    thread = threading.Thread(target=lost)
    thread.start()
    thread.join()
    said = capsys.readouterr().err
    assert said.startswith("<3>incident: ValueError was not expected | Traceback")
    assert said.count("\n") == 1
