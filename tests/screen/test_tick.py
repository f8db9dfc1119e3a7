"""The soft sound of a touch, as it leaves the machine."""

from __future__ import annotations

import wave
from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pytest
from PySide6.QtTest import QTest

from kiosk.screen.tick import SOUND, Tick
from tests.footage.test_sound import RATE, Server, needs_server

pytestmark = pytest.mark.window


@pytest.fixture
def server(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Server]:
    server = Server(tmp_path)
    monkeypatch.setenv("XDG_RUNTIME_DIR", str(tmp_path))
    monkeypatch.delenv("PULSE_SERVER", raising=False)
    yield server
    server.process.terminate()
    server.process.wait(10)


@needs_server
@pytest.mark.usefixtures("qapp")
def test_it_is_heard_once_for_each_touch_and_not_where_it_may_not(server: Server) -> None:
    tick = Tick()
    tick.prepare()
    tick.prepare()
    QTest.qWait(500)
    recording = server.record("tick.wav")
    for level in (1.0, 0.0, 1.0):
        tick.play(level)
        QTest.qWait(400)
    heard = np.abs(recording.stop())
    assert 0.03 < heard.max() < 0.2
    loud = np.flatnonzero(heard > 0.01) / RATE
    assert (np.diff(loud) > 0.2).sum() == 1, "two of the three"


@pytest.mark.usefixtures("qapp")
def test_without_a_way_out_it_is_silent(monkeypatch: pytest.MonkeyPatch) -> None:
    from PySide6 import QtMultimedia

    class Nothing:
        @staticmethod
        def defaultAudioOutput() -> QtMultimedia.QAudioDevice:
            return QtMultimedia.QAudioDevice()

    monkeypatch.setattr(QtMultimedia, "QMediaDevices", Nothing)
    tick = Tick()
    tick.play(1.0)
    tick.prepare()
    tick.play(1.0)
    assert tick.children() == []


def test_it_is_short_and_soft() -> None:
    """The peak of a 60 ms sound of about -30 LUFS."""
    with wave.open(str(SOUND)) as file:
        samples = np.frombuffer(file.readframes(file.getnframes()), "<i2") / 32768
        assert file.getnframes() / file.getframerate() < 0.1
    assert 0.03 < np.abs(samples).max() < 0.12
    assert abs(samples[0]) < 0.001 > abs(samples[-1])
