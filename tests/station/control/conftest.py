"""A control socket that is open, with a player that only remembers behind it."""

from __future__ import annotations

import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest
import shiboken6
from pytestqt.qtbot import QtBot

from kiosk.station.control.server import Control
from tests.station.control.player import Raw, Recording, beside


@pytest.fixture
def folder() -> Iterator[Path]:
    """Short, as a socket's path has to be."""
    with tempfile.TemporaryDirectory(prefix="kiosk-") as name:
        yield Path(name)


@pytest.fixture
def player() -> Recording:
    return Recording()


@pytest.fixture
def control(qtbot: QtBot, folder: Path, player: Recording) -> Iterator[Control]:
    made = Control(player, folder, "0.1.0")
    yield made
    made.close()
    shiboken6.delete(made)  # in this thread: Python's collector may come by in any other


@pytest.fixture
def raw(qtbot: QtBot, control: Control) -> Iterator[Raw]:
    """A caller who was greeted already."""
    made = Raw(control.path)
    assert beside(qtbot, made.hear) == {"hello": "kiosk", "protocol": 1, "version": "0.1.0"}
    yield made
    made.close()
