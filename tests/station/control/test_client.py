"""The other end: it says when nobody answers, and waits for nobody for ever."""

from __future__ import annotations

from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from kiosk.station.control.client import Client, NobodyError
from kiosk.station.control.server import Control
from tests.station.control.player import beside


def test_the_client_says_when_the_kiosk_goes(qtbot: QtBot, control: Control) -> None:
    client = beside(qtbot, lambda: Client(control.path))
    control.callers[0].drop()
    with pytest.raises(NobodyError, match="went away"):
        beside(qtbot, lambda: client.ask("status"))
    client.close()


def test_the_client_waits_for_a_kiosk_that_hangs_only_so_long(qtbot: QtBot, control: Control) -> None:
    with pytest.raises(NobodyError, match=r"does not answer within 0\.2 s"):
        Client(control.path, within=0.2)  # in the thread that would have to answer


def test_the_client_says_where_it_looked(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("RUNTIME_DIRECTORY", str(folder))
    with pytest.raises(NobodyError, match=f"nobody answers at {folder}/control.sock"):
        Client()
