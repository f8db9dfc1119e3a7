"""Sound as it really leaves the machine: how it comes, goes, is held and how loud it is."""

from __future__ import annotations

import time
from collections.abc import Callable
from pathlib import Path

import numpy as np
import pytest
from numpy.typing import NDArray

from kiosk.footage import engine
from kiosk.footage.voice import Voice

from .conftest import House
from .hearing import RATE, Server, needs_server, seconds, strength
from .studio import ffmpeg

pytestmark = [pytest.mark.vlc, pytest.mark.window]

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
    server.attend(monkeypatch)
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
    server.attend(monkeypatch)
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
