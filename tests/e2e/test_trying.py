"""When the app has the graphics card tried: after its first picture, where the settings allow it and there is one."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from kiosk import app
from kiosk.content import Content, Options, read_content
from kiosk.footage.hardware import Hardware
from kiosk.footage.trying import Trials
from kiosk.station.settings import FilmSettings, Settings

HELLO = Options(playlist=Path(__file__).parents[2] / "playlists" / "hello", window=True, size=(640, 360))


def content(decoding: FilmSettings) -> Content:
    return replace(read_content(HELLO), settings=Settings(film=decoding))


@pytest.fixture
def started(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> list[Hardware]:
    """A machine with a card, as far as the app is told; what trials were begun with."""
    begun: list[Hardware] = []
    monkeypatch.setenv("STATE_DIRECTORY", str(tmp_path))
    monkeypatch.setattr(app, "TRY_AFTER", 20)
    monkeypatch.setattr(Trials, "start", lambda _self, hardware: begun.append(hardware))
    (tmp_path / "renderD128").touch()
    recalled = Hardware.recalled
    monkeypatch.setattr(Hardware, "recalled", lambda folder: recalled(folder, tmp_path))
    return begun


def walk(qtbot: QtBot, decoding: FilmSettings) -> None:
    """Until the attract loop has been seen, and a moment longer."""
    kiosk = app.Kiosk(content(decoding), HELLO, "software")
    try:
        assert kiosk.footage is not None
        with qtbot.waitSignal(kiosk.footage.shown, timeout=15000):
            kiosk.show()
        qtbot.wait(200)
    finally:
        kiosk.close()


def test_the_trial_waits_for_the_first_picture(qtbot: QtBot, started: list[Hardware]) -> None:
    kiosk = app.Kiosk(content(FilmSettings()), HELLO, "software")
    try:
        qtbot.wait(100)
        assert started == []
    finally:
        kiosk.close()


def test_it_is_begun_once(qtbot: QtBot, started: list[Hardware]) -> None:
    walk(qtbot, FilmSettings())
    assert len(started) == 1


def test_the_settings_forbid_it(qtbot: QtBot, started: list[Hardware]) -> None:
    walk(qtbot, FilmSettings(hardware_decoding="off"))
    assert started == []


def test_without_a_card_nothing_is_begun(qtbot: QtBot, started: list[Hardware], tmp_path: Path) -> None:
    (tmp_path / "renderD128").unlink()
    walk(qtbot, FilmSettings())
    assert started == []
    assert list(tmp_path.iterdir()) == []
