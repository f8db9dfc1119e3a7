"""`update` of the control socket: which sources it takes, and how its end is told. The update itself: tests/updates."""

from __future__ import annotations

import threading
from collections.abc import Iterator, Sequence
from pathlib import Path

import pytest
from PySide6.QtCore import QObject
from pytestqt.qtbot import QtBot

from kiosk.station.control.refused import RefusedError
from kiosk.station.settings import Settings
from kiosk.updateasked import UpdateAsked, _run
from kiosk.updates.asked import FILE, take_asked

SETTINGS = Settings(content="/srv/content", sources={"stick": "/media/stick"}, file=Path("/etc/kiosk/kiosk.yaml"))


class Program:
    def __init__(self) -> None:
        self.calls: list[Sequence[str]] = []
        self.ends = threading.Event()
        self.code = 0

    def __call__(self, words: Sequence[str]) -> tuple[int, str]:
        self.calls.append(words)
        self.ends.wait(20)
        return self.code, "3: our town"


@pytest.fixture
def program() -> Program:
    return Program()


@pytest.fixture
def asked(qtbot: QtBot, program: Program, tmp_path: Path) -> Iterator[UpdateAsked]:
    above = QObject()
    made = UpdateAsked(SETTINGS, tmp_path / "state", above, program)
    yield made
    program.ends.set()
    made.close()


def test_a_named_source_is_taken_and_its_end_is_told(qtbot: QtBot, asked: UpdateAsked, program: Program) -> None:
    told: list[tuple[str, ...]] = []
    asked.told.connect(lambda *words: told.append(words))
    asked.start("stick")
    assert told == [("stick", "started", "")]
    with pytest.raises(RefusedError, match="under way"):
        asked.start("stick")
    program.ends.set()
    qtbot.waitUntil(lambda: len(told) == 2)
    assert told[1] == ("stick", "done", "3: our town")
    assert list(program.calls[0][2:]) == ["kiosk.cli", "update", "/media/stick", "--settings", "/etc/kiosk/kiosk.yaml"]


def test_one_that_fails_is_an_incident(
    qtbot: QtBot, asked: UpdateAsked, program: Program, caplog: pytest.LogCaptureFixture
) -> None:
    program.code = 1
    program.ends.set()
    asked.start("stick")
    qtbot.waitUntil(lambda: "incident: the update from stick failed: 3: our town" in caplog.text)


@pytest.mark.parametrize("name", ["stik", "/media/stick", "--back", ""])
def test_nothing_but_a_name_of_the_settings_is_taken(asked: UpdateAsked, program: Program, name: str) -> None:
    with pytest.raises(RefusedError, match="name no source"):
        asked.start(name)
    assert not program.calls


def test_without_a_content_folder_it_says_so(qtbot: QtBot, tmp_path: Path) -> None:
    above = QObject()
    made = UpdateAsked(Settings(sources={"stick": "/x"}), tmp_path, above)
    with pytest.raises(RefusedError, match="no content folder"):
        made.start("stick")
    made.close()


def test_where_a_unit_does_it_the_name_is_handed_over_once(
    qtbot: QtBot, asked: UpdateAsked, tmp_path: Path, program: Program, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("KIOSK_UPDATES", "unit")
    told: list[tuple[str, ...]] = []
    asked.told.connect(lambda *words: told.append(words))
    asked.start("stick")
    qtbot.waitUntil(lambda: bool(told))
    assert told == [("stick", "started", "handed to kiosk-update-asked.service")]
    assert (tmp_path / "state" / FILE).read_text() == "stick"
    assert take_asked(tmp_path / "state") == "stick"
    assert take_asked(tmp_path / "state") is None
    assert not program.calls


def test_a_program_is_run_and_heard(tmp_path: Path) -> None:
    assert _run(["sh", "-c", "echo all is well; echo or not >&2; exit 3"]) == (3, "all is well or not")
    assert _run([str(tmp_path / "none")])[0] == 1
