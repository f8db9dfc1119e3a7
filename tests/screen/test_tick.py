"""The soft sound of a touch, as it leaves the machine."""

from __future__ import annotations

import shutil
import wave
from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pytest
from PySide6.QtTest import QTest

from kiosk.screen.tick import SOUND, Tick
from tests.footage.hearing import RATE, Server, needs_server

pytestmark = pytest.mark.window


@pytest.fixture
def server(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Server]:
    server = Server(tmp_path)
    server.attend(monkeypatch)
    yield server
    server.stop()


@needs_server
@pytest.mark.usefixtures("qapp")
def test_it_is_heard_once_for_each_touch_and_not_where_it_may_not(server: Server) -> None:
    tick = Tick("pulse")
    tick.prepare()
    tick.prepare()
    QTest.qWait(500)
    recording = server.record("tick.wav")
    for level in (1.0, 0.0, 1.0):
        tick.play(level)
        QTest.qWait(400)
    tick.close()
    heard = np.abs(recording.stop())
    assert 0.03 < heard.max() < 0.2
    loud = np.flatnonzero(heard > 0.01) / RATE
    assert (np.diff(loud) > 0.2).sum() == 1, "two of the three"


@needs_server
@pytest.mark.usefixtures("qapp")
def test_a_server_that_dies_takes_nothing_with_it(
    server: Server, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    """Qt Multimedia's way out aborted the process here."""
    monkeypatch.setattr("kiosk.screen.tick.AGAIN", 0.2)
    tick = Tick("pulse")
    tick.prepare()
    QTest.qWait(300)
    server.die()
    for _ in range(5):
        tick.play(1.0)
        QTest.qWait(150)
    (tmp_path / "again").mkdir()
    monkeypatch.setenv("XDG_RUNTIME_DIR", str(tmp_path / "again"))
    again = Server(tmp_path / "again")
    try:
        recording = again.record("again.wav")
        for _ in range(8):
            tick.play(1.0)
            QTest.qWait(200)
        assert np.abs(recording.stop()).max() > 0.03
    finally:
        tick.close()
        again.stop()


@pytest.mark.skipif(shutil.which("aplay") is None, reason="alsa-utils is not installed")
@pytest.mark.usefixtures("qapp")
def test_it_leaves_by_a_sound_card(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """A card that writes down what it is given: this machine has none."""
    card, heard = tmp_path / "card.conf", tmp_path / "heard.raw"
    card.write_text(
        f'pcm.!default {{ type file slave.pcm "null" file "{heard}" format "raw" }}\npcm.null {{ type null }}\n'
    )
    monkeypatch.setenv("ALSA_CONFIG_PATH", str(card))
    tick = Tick("alsa")
    tick.prepare()
    for _ in range(100):
        tick.play(1.0)
        QTest.qWait(100)
        if heard.exists() and heard.stat().st_size >= 2 * 2880:
            break
    tick.close()
    assert np.abs(np.fromfile(heard, "<i2") / 32768).max() > 0.03


@pytest.mark.usefixtures("qapp")
def test_without_a_way_out_it_is_silent(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", "")
    for tick in (Tick(None), Tick("pulse")):
        tick.prepare()
        tick.play(1.0)
        assert tick.children() == []
        tick.close()


def test_it_is_short_and_soft() -> None:
    """The peak of a 60 ms sound of about -30 LUFS."""
    with wave.open(str(SOUND)) as file:
        samples = np.frombuffer(file.readframes(file.getnframes()), "<i2") / 32768
        assert file.getnframes() / file.getframerate() < 0.1
    assert 0.03 < np.abs(samples).max() < 0.12
    assert abs(samples[0]) < 0.001 > abs(samples[-1])
