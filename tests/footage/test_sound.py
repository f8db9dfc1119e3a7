"""Sound as it really leaves the machine: a sound server without a sound card, and a recording of its monitor."""

from __future__ import annotations

import os
import shutil
import subprocess
import threading
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import numpy as np
import pytest
from numpy.typing import NDArray
from pytestqt.qtbot import QtBot

from kiosk.footage import engine, sound
from kiosk.footage.mailbox import Mailbox
from kiosk.footage.voice import Voice

from .conftest import House
from .studio import ffmpeg

pytestmark = [pytest.mark.vlc, pytest.mark.window]

RATE = 44100
needs_server = pytest.mark.skipif(
    not (shutil.which("pulseaudio") and shutil.which("parec")), reason="pulseaudio and parec are not installed"
)


class Server:
    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.environment = {
            **{name: value for name, value in os.environ.items() if not name.startswith(("PULSE_", "XDG_RUNTIME"))},
            "XDG_RUNTIME_DIR": str(folder),
            "HOME": str(folder),
        }
        self.process = subprocess.Popen(
            ["pulseaudio", "-n", "--exit-idle-time=-1", "--daemonize=no", "-L", "module-null-sink sink_name=n", "-L",
             "module-native-protocol-unix"],
            env=self.environment, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
        )  # fmt: skip
        until = time.monotonic() + 10
        while not (folder / "pulse/native").exists():
            assert time.monotonic() < until, "the sound server did not start"
            time.sleep(0.02)

    def record(self, name: str, channels: int = 1) -> Recording:
        return Recording(self, self.folder / name, channels)


class Recording:
    """Runs from when the first sample, of silence, has come."""

    def __init__(self, server: Server, path: Path, channels: int) -> None:
        self.path = path
        with path.open("wb") as file:
            self.process = subprocess.Popen(
                ["parec", "-d", "n.monitor", "--raw", "--format=s16le", f"--channels={channels}", f"--rate={RATE}",
                 "--latency-msec=20"],
                env=server.environment, stdout=file,
            )  # fmt: skip
        until = time.monotonic() + 10
        while path.stat().st_size == 0:
            assert time.monotonic() < until, "nothing is recorded"
            time.sleep(0.01)

    def stop(self) -> NDArray[np.float64]:
        """What was heard, -1..1; of several channels in turn."""
        time.sleep(0.3)
        self.process.terminate()
        self.process.wait(10)
        return np.frombuffer(self.path.read_bytes()[: self.path.stat().st_size // 2 * 2], np.int16) / 32768


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    server = Server(tmp_path_factory.mktemp("pulse"))
    yield server
    server.process.terminate()
    server.process.wait(10)


@pytest.fixture
def loud(server: Server, open_house: Callable[..., House], monkeypatch: pytest.MonkeyPatch) -> House:
    monkeypatch.setenv("XDG_RUNTIME_DIR", str(server.folder))
    monkeypatch.delenv("PULSE_SERVER", raising=False)
    return open_house(sound=True)


def strength(heard: NDArray[np.float64], hertz: float, window: int = RATE // 50) -> NDArray[np.float64]:
    """How loud `hertz` is in each half of `window` samples; 0.125 for ffmpeg's sine."""
    tone = np.exp(-2j * np.pi * hertz * np.arange(window) / RATE) * np.hanning(window)
    steps = range(0, len(heard) - window, window // 2)
    return np.array([abs(heard[step : step + window] @ tone) / window * 4 for step in steps])


def seconds(loudness: NDArray[np.float64]) -> float:
    return float((loudness > 0.02).sum()) / 100


CUTS = 5
"""A busy machine may swallow the steps of one fade; it does not those of five in a row."""


@needs_server
def test_a_cut_fades_from_one_sound_to_the_other(loud: House, server: Server) -> None:
    fades: list[tuple[int, int]] = []
    for cut in range(CUTS):
        heard = record_cut(loud, server, first=2 * cut + 1)
        assert seconds(strength(heard, 440)) > 0
        assert seconds(strength(heard, 880)) > 0
        first, second = strength(heard, 440, RATE // 100), strength(heard, 880, RATE // 100)
        goes, comes = int(np.flatnonzero(first > 0.06)[-1]), int(np.argmax(second > 0.06))
        fades.append((on_its_way(first, goes), on_its_way(second, comes)))
        # 5 ms each: 5 and more with a fade of 30 ms, 3 at most without
        if max(goes for goes, _comes in fades) >= 4 and max(comes for _goes, comes in fades) >= 4:
            return
    pytest.fail(f"steps on the way down and up at each of {CUTS} cuts: {fades}")


def record_cut(loud: House, server: Server, first: int) -> NDArray[np.float64]:
    """From play `first`, a tone of 440 Hz, to the next, of 880."""
    recording = server.record(f"cut{first}.wav")
    loud.start(first, "long.mp4")
    loud.footage.arm(first + 1, loud.media("b.mp4"))
    loud.ready(first + 1)
    loud.reach(first, 600)
    loud.footage.drop(first)
    loud.footage.play(first + 1)
    loud.wait("ended", first + 1)
    return recording.stop()


def on_its_way(tone: NDArray[np.float64], edge: int) -> int:
    """In how many steps of 5 ms around `edge` a tone is neither all there (0.125) nor all gone."""
    around = tone[max(0, edge - 10) : edge + 10]
    return int(((around > 0.0125) & (around < 0.1125)).sum())


@needs_server
def test_a_film_begins_silent_also_on_a_deck_that_has_played(
    open_house: Callable[..., House], server: Server, monkeypatch: pytest.MonkeyPatch
) -> None:
    """As nothing is told to come, nothing may be heard."""
    monkeypatch.setenv("XDG_RUNTIME_DIR", str(server.folder))
    monkeypatch.delenv("PULSE_SERVER", raising=False)
    house = open_house(sound=True, decks=1)
    house.start(1, "b.mp4")
    house.reach(1, 300)
    house.footage.drop(1)
    monkeypatch.setattr(Voice, "come", lambda _voice: None)
    recording = server.record("begins.wav")
    house.start(2, "a.mp4")
    house.reach(2, 600)
    assert seconds(strength(recording.stop(), 440)) == 0


@needs_server
def test_a_second_film_forgets_the_volume_set_before_it(
    server: Server, clips: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The fault itself, on a player without anything of ours."""
    monkeypatch.setenv("XDG_RUNTIME_DIR", str(server.folder))
    monkeypatch.delenv("PULSE_SERVER", raising=False)
    instance = engine.new_instance("--vout=dummy")
    player = instance.media_player_new()
    player.audio_output_set("pulse")
    loud = []
    for _ in range(2):
        media = instance.media_new_path(str(clips / "long.mp4"))
        media.add_option(":start-paused")
        player.set_media(media)
        player.play()
        time.sleep(0.5)
        player.audio_set_volume(0)
        recording = server.record("forgets.wav")
        player.set_pause(0)
        time.sleep(0.6)
        loud.append(seconds(strength(recording.stop(), 440)) > 0)
        player.stop()
        media.release()
    player.release()
    instance.release()
    assert loud == [False, True], "this workaround can go: the fault is mended in what is installed"


@needs_server
def test_a_drop_in_the_last_second_is_silent(loud: House, server: Server) -> None:
    loud.start(1, "long.mp4", start=4000)
    loud.reach(1, 5200)
    recording = server.record("tail.wav")
    loud.footage.drop(1)
    assert seconds(strength(recording.stop(), 440)) < 0.3


@needs_server
def test_hold_is_silent_and_resume_is_not(loud: House, server: Server) -> None:
    loud.start(1, "long.mp4")
    loud.reach(1, 500)
    loud.footage.hold(1)
    loud.qtbot.wait(200)
    recording = server.record("held.wav")
    loud.qtbot.wait(400)
    assert np.abs(recording.stop()).max() < 0.001
    loud.footage.resume(1)
    loud.qtbot.wait(200)
    recording = server.record("resumed.wav")
    loud.qtbot.wait(400)
    assert seconds(strength(recording.stop(), 440)) > 0.2


@needs_server
def test_volume_holds_for_what_plays_and_what_will(loud: House, server: Server) -> None:
    levels = []
    for play, level in ((1, 1.0), (2, 0.5), (3, 0.0)):
        loud.footage.set_volume(level)
        loud.start(play, "long.mp4")
        loud.reach(play, 300)
        recording = server.record(f"level{play}.wav")
        loud.qtbot.wait(500)
        levels.append(float(np.percentile(strength(recording.stop(), 440), 75)))
        loud.footage.drop(play)
    assert levels[0] > 0.05
    assert 0.02 * levels[0] < levels[1] < 0.7 * levels[0]
    assert levels[2] < 0.001


@needs_server
def test_language_chooses_the_films_own_track(loud: House, server: Server) -> None:
    loud.footage.set_language("en")
    recording = server.record("language.wav")
    loud.start(1, "tracks.mp4")
    loud.reach(1, 700)
    loud.footage.set_language("ko")
    loud.reach(1, 2500)
    heard = recording.stop()
    english, korean = strength(heard, 1000), strength(heard, 500)
    assert seconds(english) > 0.3
    assert seconds(korean) > 0.5
    assert int(np.argmax(korean > 0.02)) > int(np.argmax(english > 0.02))
    assert loud.heard("failed") == []
    assert loud.heard("shown") == [("shown", 1, 3000)]


@needs_server
def test_language_takes_the_sound_file_beside_the_clip(loud: House, server: Server, tmp_path: Path) -> None:
    korean = tmp_path / "a.ko.m4a"
    ffmpeg("-f", "lavfi", "-i", "sine=frequency=1500:sample_rate=48000:duration=2", korean)
    loud.footage.set_language("ko")
    loud.footage.arm(1, loud.media("a.mp4", sounds={"ko": korean}))
    loud.ready(1)
    recording = server.record("beside.wav")
    loud.footage.play(1)
    loud.reach(1, 1000)
    loud.footage.drop(1)
    heard = recording.stop()
    assert seconds(strength(heard, 1500)) > 0.6
    assert seconds(strength(heard, 440)) == 0


@needs_server
@pytest.mark.parametrize("language", ["", "ko"])
def test_a_sound_file_for_every_language_is_heard(loud: House, server: Server, tmp_path: Path, language: str) -> None:
    for name, hertz in (("a.m4a", 1500), ("a.fr.m4a", 2000)):
        ffmpeg("-f", "lavfi", "-i", f"sine=frequency={hertz}:sample_rate=48000:duration=2", tmp_path / name)
    loud.footage.set_language(language)
    loud.footage.arm(1, loud.media("a.mp4", sounds={"": tmp_path / "a.m4a", "fr": tmp_path / "a.fr.m4a"}))
    loud.ready(1)
    recording = server.record("every.wav")
    loud.footage.play(1)
    loud.reach(1, 1000)
    loud.footage.drop(1)
    heard = recording.stop()
    assert seconds(strength(heard, 1500)) > 0
    assert seconds(strength(heard, 440)) == 0


def until(qtbot: QtBot, mailbox: Mailbox) -> None:
    qtbot.waitUntil(lambda: mailbox.published > 0, timeout=10_000)


@needs_server
def test_with_a_sound_file_beside_it_a_film_begins_with_its_first_picture(
    loud: House, server: Server, tmp_path: Path
) -> None:
    """Of 16 loads 3 began half a second late with the second key frame, with :no-avcodec-corrupted."""
    ffmpeg("-f", "lavfi", "-i", "sine=frequency=1500:sample_rate=48000:duration=2", tmp_path / "a.m4a")
    for play in range(1, 17):
        loud.footage.arm(play, loud.media("a.mp4", sounds={"": tmp_path / "a.m4a"}))
        loud.ready(play)
        showing = loud.footage._cutting.get(play)
        assert showing is not None
        assert showing.take is not None
        until(loud.qtbot, showing.take.mailbox)
        loud.footage.drop(play)


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
    monkeypatch.setenv("XDG_RUNTIME_DIR", str(tmp_path))
    monkeypatch.delenv("PULSE_SERVER", raising=False)
    monkeypatch.delenv("PULSE_RUNTIME_PATH", raising=False)
    assert sound.find_outlet() != "pulse"


@needs_server
@pytest.mark.parametrize("layout", ["5.1", "7.1", "mono"])
def test_every_channel_is_heard_on_both_sides(loud: House, server: Server, tmp_path: Path, layout: str) -> None:
    """What only the middle one of many says is as loud as most of a film's sound, and no louder."""
    place = "c0" if layout == "mono" else "FC"
    tone = f"[0]pan={layout}|{place}=c0[a]"
    ffmpeg(
        "-f", "lavfi", "-i", "sine=frequency=440:duration=2", "-f", "lavfi", "-i", "color=gray:s=64x36:r=30:d=2",
        "-filter_complex", tone, "-map", "1", "-map", "[a]", "-c:v", "libx264", "-c:a", "aac", tmp_path / "many.mp4",
    )  # fmt: skip
    loud.clips = tmp_path
    loud.start(1, "many.mp4")
    loud.reach(1, 400)
    recording = server.record(f"{layout}.wav", channels=2)
    loud.qtbot.wait(600)
    heard = recording.stop()
    for side in (heard[::2], heard[1::2]):
        assert 0.125 / 4 < float(np.percentile(strength(side, 440), 75)) < 0.125 * 2


@needs_server
@pytest.mark.parametrize(
    ("layout", "place"), [("5.1", "BL"), ("5.1", "BR"), ("5.1(side)", "SR"), ("7.1", "BL"), ("7.1", "SR")]
)
def test_no_channel_behind_is_lost(loud: House, server: Server, tmp_path: Path, layout: str, place: str) -> None:
    """What only a loudspeaker behind the visitor would say is still heard in front, on its own side.

    Softly: of 5.1 23 dB less, of 7.1 29 dB, as PulseAudio 16 mixes it. What PipeWire does was not measured."""
    tone = f"[0]pan={layout}|{place}=c0[a]"
    ffmpeg(
        "-f", "lavfi", "-i", "sine=frequency=440:duration=2", "-f", "lavfi", "-i", "color=gray:s=64x36:r=30:d=2",
        "-filter_complex", tone, "-map", "1", "-map", "[a]", "-c:v", "libx264", "-c:a", "flac", tmp_path / "many.mkv",
    )  # fmt: skip
    loud.clips = tmp_path
    loud.start(1, "many.mkv")
    loud.reach(1, 400)
    recording = server.record(f"{place}.wav", channels=2)
    loud.qtbot.wait(600)
    heard = recording.stop()
    sides = [float(np.percentile(strength(side, 440), 75)) for side in (heard[::2], heard[1::2])]
    assert max(sides) > 0.125 / 40
    assert min(sides) < max(sides) / 4
    assert sides.index(max(sides)) == (place[1] == "R")


@needs_server
def test_a_sound_with_a_picture_is_heard_until_it_is_held(loud: House, server: Server, tmp_path: Path) -> None:
    ffmpeg("-f", "lavfi", "-i", "sine=frequency=440:duration=3", tmp_path / "voice.m4a")
    ffmpeg("-f", "lavfi", "-i", "color=green:s=64x36", "-frames:v", "1", tmp_path / "face.png")
    loud.clips = tmp_path
    loud.footage.arm(1, loud.media("voice.m4a", seen=loud.media("face.png")))
    loud.footage.play(1)
    loud.wait("shown", 1)
    loud.reach(1, 300)
    recording = server.record("voice.wav")
    loud.qtbot.wait(500)
    loud.footage.hold(1)
    loud.qtbot.wait(500)
    heard = strength(recording.stop(), 440)
    assert seconds(heard) > 0.15
    assert seconds(heard[-30:]) == 0


@needs_server
def test_at_a_films_end_its_sound_ends_and_the_next_one_begins(loud: House, server: Server) -> None:
    """VLC sometimes loses up to 0.2 s of a sound's end (of 5 ends 3 did): then there is a hole, never two at once."""
    loud.footage.ended.connect(lambda play: loud.footage.play(2) if play == 1 else None)
    loud.footage.arm(2, loud.media("b.mp4"))
    loud.ready(2)
    recording = server.record("ends.wav")
    loud.start(1, "a.mp4")
    loud.wait("ended", 2)
    heard = recording.stop()
    first, second = (np.flatnonzero(strength(heard, hertz) > 0.06) for hertz in (440, 880))
    assert len(first) / 100 > 0.8  # of 1.2
    assert len(second) / 100 > 0.8
    assert 0 < (second[0] - first[-1]) / 100 < 0.4  # 0.05 where nothing is lost


@needs_server
def test_a_sound_server_that_dies_and_comes_back(
    open_house: Callable[..., House], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The film that runs goes on to its end, without sound; those after it are heard as soon as it is there again."""
    monkeypatch.setenv("XDG_RUNTIME_DIR", str(tmp_path))
    monkeypatch.delenv("PULSE_SERVER", raising=False)
    first = Server(tmp_path)
    house = open_house(sound=True)
    house.start(1, "a.mp4")
    house.reach(1, 500)
    first.process.kill()
    first.process.wait(10)
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
        second.process.terminate()
        second.process.wait(10)


def test_what_is_silent_stays_so_when_the_volume_changes() -> None:
    """A round's beginning runs unseen and unheard; meanwhile a visitor, or a voice that reads, changes the volume."""
    said: list[int] = []

    class Asked:
        audio_set_volume = staticmethod(said.append)

    voice = Voice(Asked(), audible=True)  # type: ignore[arg-type]
    voice._outlet = "pulse"
    voice.hush()
    voice.set_level(0.5)
    assert said[-1] == 0
    voice.come()
    assert said[-1] == 50
    voice.set_level(0.2)
    assert said[-1] == 20
