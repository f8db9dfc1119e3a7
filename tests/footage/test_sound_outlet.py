"""The way out of the machine for sound: asked for beside the GUI's thread, missing, silent, dying, back again."""

from __future__ import annotations

import signal
import subprocess
import threading
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from kiosk.footage import outflow, pulse, sound

from .conftest import House
from .hearing import Server, attend, needs_server, seconds, strength

pytestmark = [pytest.mark.vlc, pytest.mark.window]


def test_the_gui_never_asks_for_the_sound_server_itself(
    open_house: Callable[..., House], monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[str] = []
    monkeypatch.setattr(sound, "find_outlet", lambda: asked.append(threading.current_thread().name))
    house = open_house(sound=True)
    house.wait("troubled")
    assert asked
    assert threading.main_thread().name not in asked


def test_without_a_sound_device_it_plays_silently_and_says_so_once(
    open_house: Callable[..., House], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sound, "find_outlet", lambda: None)
    house = open_house(sound=True)
    house.start(1, "a.mp4")
    house.wait("ended", 1)
    house.start(2, "a.mp4")
    assert [said[1] for said in house.heard("troubled")] == [
        "no sound: neither a sound server nor a sound card is there"
    ]


def test_a_sound_server_that_does_not_answer_is_none(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "pulse").mkdir()
    (tmp_path / "pulse/native").touch()
    attend(tmp_path, monkeypatch)
    monkeypatch.delenv("PULSE_RUNTIME_PATH", raising=False)
    assert sound.find_outlet() != "pulse"


@needs_server
def test_a_sound_server_that_dies_and_comes_back(
    open_house: Callable[..., House], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The film that runs goes on to its end, without sound; those after it are heard as soon as it is there again."""
    attend(tmp_path, monkeypatch)
    first = Server(tmp_path)
    house = open_house(sound=True)
    house.start(1, "a.mp4")
    house.reach(1, 500)
    first.die()
    house.wait("ended", 1)
    assert not house.heard("failed")
    house.start(2, "a.mp4")
    house.wait("ended", 2)
    assert not house.heard("failed")
    (tmp_path / "pulse/native").unlink(missing_ok=True)  # killed, it left its socket and its lock
    (tmp_path / "pulse/pid").unlink(missing_ok=True)
    second = Server(tmp_path)
    try:
        recording = second.record("after")
        house.start(3, "a.mp4")
        house.reach(3, 1000)
        house.footage.drop(3)
        assert seconds(strength(recording.stop(), 440)) > 0
    finally:
        second.stop()


@pytest.fixture
def halting(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Server]:
    """One that is told to stand still, and goes on at last."""
    attend(tmp_path, monkeypatch)
    server = Server(tmp_path)
    yield server
    server.process.send_signal(signal.SIGCONT)
    server.stop()


@needs_server
def test_a_sound_server_that_hangs_and_goes_on(
    halting: Server, open_house: Callable[..., House], caplog: pytest.LogCaptureFixture
) -> None:
    """It takes what is sent, and never answers: films run on without it, and are heard as soon as it answers."""
    house = open_house(sound=True)
    house.start(1, "a.mp4")
    house.reach(1, 300)
    halting.process.send_signal(signal.SIGSTOP)
    house.wait("ended", 1)
    house.start(2, "a.mp4")
    house.wait("ended", 2)
    assert house.heard("failed") == []
    assert "incident: no sound: the sound server takes none" in caplog.messages
    halting.process.send_signal(signal.SIGCONT)
    recording = halting.record("after")
    house.start(3, "a.mp4")
    house.reach(3, 1000)
    house.footage.drop(3)
    assert seconds(strength(recording.stop(), 440)) > 0.5


@needs_server
def test_a_film_is_heard_again_as_soon_as_a_server_that_hung_goes_on(
    halting: Server, open_house: Callable[..., House], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(outflow, "_HANGS", 2.0)
    house = open_house(sound=True)
    house.start(1, "long.mp4")
    house.reach(1, 300)
    halting.process.send_signal(signal.SIGSTOP)
    house.reach(1, 3300)
    halting.process.send_signal(signal.SIGCONT)
    recording = halting.record("after")
    house.reach(1, 5500)
    heard = strength(recording.stop(), 440)
    assert seconds(heard) > 1
    assert house.heard("failed") == []


@needs_server
def test_a_sound_server_that_hung_is_not_left_with_a_stream_for_each_try(halting: Server) -> None:
    """It makes them all when it goes on, nobody can give them back, and at 256 PulseAudio takes no more."""
    assert pulse.connect() is not None
    halting.process.send_signal(signal.SIGSTOP)
    for _ in range(3):
        found = pulse.connect()
        if found is not None:
            line = pulse.Line(found, 1.0)
            assert not line.waits()
            line.close()
    halting.process.send_signal(signal.SIGCONT)
    until = time.monotonic() + 20
    while (found := pulse.connect()) is None:
        assert time.monotonic() < until, "the sound server does not answer"
    line = pulse.Line(found, 1.0)
    assert line.waits()
    line.close()
    listed = ["pactl", "list", "short", "sink-inputs"]
    streams = subprocess.run(listed, env=halting.environment, capture_output=True, check=True, timeout=20).stdout
    assert len(streams.splitlines()) <= 2, streams  # the first one's, and the last one's, perhaps still closing
