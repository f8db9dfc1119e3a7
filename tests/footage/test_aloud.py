"""A sound beside the film, by the real VLC: it takes its time, ends once, and stops at once."""

from __future__ import annotations

import shutil
import threading
import time
from collections.abc import Iterator
from functools import partial
from pathlib import Path

import numpy as np
import pytest
from pytestqt.qtbot import QtBot

from kiosk.footage import aloud as aloud_module
from kiosk.footage import reader as reader_module
from kiosk.footage.aloud import LEFT, Aloud
from kiosk.footage.reader import Reader
from kiosk.speech.espeak import Espeak
from kiosk.speech.utterance import Utterance
from kiosk.voice import MachineVoice
from tests.disk import Disk, Wrong, failing_disk
from tests.footage.hearing import RATE, Server, needs_server, seconds, strength
from tests.footage.studio import ffmpeg

pytestmark = pytest.mark.vlc


@pytest.fixture
def tone(tmp_path: Path) -> Path:
    file = tmp_path / "tone.m4a"
    ffmpeg("-f", "lavfi", "-i", "sine=duration=1.2", str(file))
    return file


@pytest.fixture
def aloud(qtbot: QtBot) -> Iterator[Aloud]:
    made = Aloud()
    yield made
    made.close()
    made.deleteLater()


def test_it_takes_its_time_and_ends_once(qtbot: QtBot, aloud: Aloud, tone: Path) -> None:
    ended: list[int] = []
    aloud.ended.connect(ended.append)
    began = time.monotonic()
    aloud.say(7, lambda: tone)
    qtbot.waitUntil(lambda: ended == [7], timeout=20_000)
    assert time.monotonic() - began > 0.9, "also where there is no sound device"
    qtbot.wait(300)
    assert ended == [7]


def test_what_was_stopped_or_overtaken_does_not_end(qtbot: QtBot, aloud: Aloud, tone: Path) -> None:
    ended: list[int] = []
    aloud.ended.connect(ended.append)
    aloud.set_level(0.5)
    aloud.say(1, lambda: tone)
    aloud.say(2, lambda: tone)
    aloud.stop()
    aloud.say(3, lambda: tone)
    qtbot.waitUntil(lambda: ended == [3], timeout=20_000)


@pytest.mark.filterwarnings("default")
def test_what_cannot_be_heard_ends_all_the_same(qtbot: QtBot, aloud: Aloud, tmp_path: Path) -> None:
    ended: list[int] = []
    aloud.ended.connect(ended.append)

    def fails() -> Path:
        raise OSError("no room left")

    aloud.say(1, fails)
    qtbot.waitUntil(lambda: ended == [1], timeout=20_000)
    aloud.say(2, lambda: tmp_path / "not-there.wav")
    qtbot.waitUntil(lambda: ended == [1, 2], timeout=20_000)


def test_an_end_that_comes_late_is_not_the_next_ones() -> None:
    """VLC tells it from a thread of its own: meanwhile something else may have begun."""
    ended: list[int] = []
    reader = Reader(ended.append)
    reader._number = 2
    reader.over(1)
    assert ended == []
    reader.over(2)
    reader.over(2)
    assert ended == [2]
    reader.close()
    assert reader.join(10)


@pytest.fixture
def disk(tmp_path: Path, tone: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Disk]:
    """long.wav: 4 s, more than VLC reads ahead. tone.m4a."""
    folder = tmp_path / "recordings"
    folder.mkdir()
    shutil.copy(tone, folder)
    ffmpeg("-f", "lavfi", "-i", "sine=duration=4:sample_rate=192000", "-ac", "2", str(folder / "long.wav"))
    monkeypatch.setattr(reader_module, "HANGS", 3.0)
    monkeypatch.setattr(reader_module, "MADE", 3.0)
    monkeypatch.setattr(reader_module, "STANDS", 1.5)
    with failing_disk(folder, tmp_path / "disk") as disk:
        yield disk


def last_is(ended: list[int], number: int) -> bool:
    return ended[-1:] == [number]


def incidents(caplog: pytest.LogCaptureFixture) -> list[tuple[str, str]]:
    """What was wrong, and what was done."""
    return [(one.getMessage(), one.done) for one in caplog.records if one.getMessage().startswith("incident: ")]  # type: ignore[attr-defined]  # extra


@pytest.mark.filterwarnings("default")
def test_a_vlc_that_hangs_while_it_reads_aloud_is_made_up_for(
    qtbot: QtBot, aloud: Aloud, disk: Disk, caplog: pytest.LogCaptureFixture
) -> None:
    """A recording that stalls in its middle: once, and the visitor hears all of it."""
    ended: list[int] = []
    aloud.ended.connect(ended.append)
    disk.goes(Wrong(stalls_at={"long.wav": (disk.place / "long.wav").stat().st_size // 2}))
    aloud.say(1, lambda: disk.place / "long.wav")
    qtbot.waitUntil(lambda: bool(incidents(caplog)), timeout=30_000)
    what, done = incidents(caplog)[0]
    assert what == "incident: what is read aloud hangs: the sound stood still for 1.5 s"
    assert done == "it is begun again in a new VLC"
    first = aloud._left[0]
    disk.goes(Wrong())
    qtbot.waitUntil(lambda: ended == [1], timeout=20_000)
    assert len(incidents(caplog)) == 1
    qtbot.waitUntil(lambda: first.join(0), timeout=20_000)  # the one that hung ends as soon as it can
    assert ended == [1]


@pytest.mark.filterwarnings("default")
def test_what_hangs_each_time_counts_as_said_and_the_next_is_heard(
    qtbot: QtBot, aloud: Aloud, disk: Disk, caplog: pytest.LogCaptureFixture
) -> None:
    ended: list[int] = []
    aloud.ended.connect(ended.append)
    disk.goes(Wrong(stalls=True))
    aloud.say(1, lambda: disk.place / "tone.m4a")
    qtbot.waitUntil(lambda: ended == [1], timeout=30_000)
    assert incidents(caplog) == [
        ("incident: what is read aloud hangs: no sound was made within 3 s", "it is begun again in a new VLC"),
        (
            "incident: what is read aloud hangs: no sound was made within 3 s",
            "the visit goes on in silence; the next has a new VLC",
        ),
    ]
    disk.goes(Wrong())
    aloud.say(2, lambda: disk.place / "tone.m4a")
    qtbot.waitUntil(lambda: ended == [1, 2], timeout=20_000)


@pytest.mark.filterwarnings("default")
def test_only_so_many_may_hang_and_silence_keeps_nobody_waiting(
    qtbot: QtBot, aloud: Aloud, monkeypatch: pytest.MonkeyPatch, tone: Path, caplog: pytest.LogCaptureFixture
) -> None:
    monkeypatch.setattr(reader_module, "MADE", 0.2)
    monkeypatch.setattr(aloud_module, "_LOOK_EVERY", 50)
    ended: list[int] = []
    aloud.ended.connect(ended.append)
    gate = threading.Event()

    def hangs() -> Path:
        gate.wait(60)
        return tone

    try:
        for number in range(1, LEFT + 1):
            aloud.say(number, hangs)
            qtbot.waitUntil(partial(last_is, ended, number), timeout=20_000)
        assert len(aloud._left) == LEFT
        assert incidents(caplog)[-1][0] == f"incident: nothing is read aloud: VLC hangs in {LEFT} readers"
    finally:
        gate.set()
    qtbot.waitUntil(lambda: all(reader.join(0) for reader in aloud._left), timeout=20_000)
    aloud.say(9, lambda: tone)  # those that came back do not count
    qtbot.waitUntil(lambda: ended[-1] == 9, timeout=20_000)


def test_closed_before_anything_was_said(qtbot: QtBot) -> None:
    Aloud().close()


@pytest.mark.skipif(shutil.which("espeak-ng") is None, reason="espeak-ng is not installed")
def test_the_machine_s_voice_says_text_and_recordings(qtbot: QtBot, tone: Path) -> None:
    voice = MachineVoice(Espeak())
    ended: list[int] = []
    voice.ended.connect(ended.append)
    try:
        voice.set_level(0.8)
        voice.say(1, Utterance("한국어.", "ko"))
        qtbot.waitUntil(lambda: ended == [1], timeout=20_000)
        voice.say(2, Utterance("Read by somebody.", "en", tone))
        qtbot.waitUntil(lambda: ended == [1, 2], timeout=20_000)
        voice.say(3, Utterance("Not there any more, so the machine says it.", "en", tone.with_name("gone.m4a")))
        qtbot.waitUntil(lambda: ended == [1, 2, 3], timeout=20_000)
        voice.say(4, Utterance("Long, long, long.", "en"))
        voice.stop()
    finally:
        voice.close()
    assert ended == [1, 2, 3]


@needs_server
def test_what_is_read_is_heard_to_its_end_and_stops_softly(
    qtbot: QtBot, server: Server, aloud: Aloud, tone: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    server.attend(monkeypatch)
    ended: list[int] = []
    aloud.ended.connect(ended.append)
    for number in (1, 2, 3):
        recording = server.record("read.wav")
        aloud.say(number, lambda: tone)
        qtbot.waitUntil(partial(last_is, ended, number), timeout=20_000)
        assert seconds(strength(recording.stop(), 440)) > 1.1  # of 1.2; VLC's own way lost 0.2 of it in one of three
    recording = server.record("stopped.wav")
    aloud.say(4, lambda: tone)
    qtbot.wait(700)
    aloud.stop()
    heard = recording.stop()
    assert 0.1 < seconds(strength(heard, 440)) < 1.0
    assert np.abs(np.diff(heard)).max() < 0.125 * 2 * np.pi * 440 / RATE * 3
