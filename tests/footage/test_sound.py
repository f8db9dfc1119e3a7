"""Sound as it really leaves the machine: how it comes, goes, is held and how loud it is."""

from __future__ import annotations

import threading
import time
from pathlib import Path

import numpy as np
import pytest
import vlc
from numpy.typing import NDArray

from kiosk.footage import engine
from kiosk.footage.deck import Deck

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
def test_what_runs_unseen_is_silent_whatever_the_volume(loud: House, server: Server) -> None:
    """A round's beginning runs unseen and unheard; meanwhile a visitor, or a voice that reads, changes the volume."""
    loud.footage.set_volume(0.5)
    loud.footage.arm(1, loud.media("long.mp4"))
    loud.ready(1)
    deck = deck_of(loud, 1)
    recording = server.record("unseen.wav")
    deck.run(silent=True)
    loud.qtbot.wait(300)
    loud.footage.set_volume(1.0)
    loud.qtbot.wait(300)
    assert np.abs(recording.stop()).max() < 0.001
    recording = server.record("seen.wav")
    deck.run()
    loud.qtbot.wait(500)
    heard = recording.stop()
    assert seconds(strength(heard, 440)) > 0.2
    assert click(heard) < CLICK


def deck_of(house: House, play: int) -> Deck:
    showing = house.footage._cutting.get(play)
    assert showing is not None
    assert isinstance(showing.deck, Deck)
    return showing.deck


@needs_server
def test_held_again_and_again_it_neither_clicks_nor_has_holes(loud: House, server: Server) -> None:
    recording = server.record("stops.wav")
    loud.start(1, "long.mp4")
    for hold in range(1, 5):
        loud.reach(1, 600 * hold)
        loud.footage.hold(1)
        loud.qtbot.wait(150)
        loud.footage.resume(1)
    loud.reach(1, 3000)
    loud.footage.drop(1)
    heard = recording.stop()
    assert click(heard) < CLICK
    there = strength(heard, 440, RATE // 100) > 0.06
    silences = np.diff(np.flatnonzero(np.diff(np.concatenate([[False], there, [False]]))))[1::2]
    assert len(silences) == 4, silences  # 5 ms each: the four holds, and nothing else
    assert max(silences) < 100


@needs_server
def test_a_sound_that_outlasts_its_pictures_is_heard_to_its_end(loud: House, server: Server, tmp_path: Path) -> None:
    ffmpeg("-i", loud.clips / "short.mp4", "-f", "lavfi", "-i", "sine=frequency=440:sample_rate=48000:duration=1.5",
           "-c:v", "copy", "-c:a", "aac", tmp_path / "long.mp4")  # fmt: skip
    loud.clips = tmp_path
    recording = server.record("outlasts.wav")
    loud.start(1, "long.mp4")
    loud.wait("ended", 1)
    assert seconds(strength(recording.stop(), 440)) > 1.4


@needs_server
def test_vlcs_own_way_loses_the_end_of_a_sound(server: Server, clips: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The fault itself, on a player without anything of ours: of 12 ends 4 lost 0.18 to 0.25 s."""
    server.attend(monkeypatch)
    instance = engine.new_instance("--vout=dummy")
    player = instance.media_player_new()
    player.audio_output_set("pulse")
    media = instance.media_new_path(str(clips / "a.mp4"))
    player.set_media(media)
    ended = threading.Event()
    player.event_manager().event_attach(vlc.EventType.MediaPlayerEndReached, lambda _event: ended.set())
    lasted: list[int] = []
    for _ in range(4):
        recording = server.record("loses.wav")
        for _ in range(8):
            player.play()
            assert ended.wait(15)
            ended.clear()
            player.stop()
            time.sleep(0.3)
        lasted += lengths(strength(recording.stop(), 440, RATE // 100) > 0.06)
        if min(lasted) < max(lasted) - 20:
            break
    media.release()
    player.release()
    instance.release()
    assert min(lasted) < max(lasted) - 20, "this workaround can go: the fault is mended in what is installed"


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
def test_at_a_films_end_all_of_its_sound_is_heard_and_the_next_one_begins(loud: House, server: Server) -> None:
    """Without a click: the tones are cut off in the films themselves, so the film's own end is looked at for its length
    only."""
    loud.footage.ended.connect(lambda play: loud.footage.play(play + 1) if play < ENDS else None)
    recording = server.record("ends.wav")
    for play in range(1, ENDS + 1):
        loud.footage.arm(play, loud.media("ba"[play % 2] + ".mp4"))
        loud.ready(play)
    loud.footage.play(1)
    loud.wait("ended", ENDS)
    heard = recording.stop()
    tones = [strength(heard, hertz, RATE // 100) > 0.06 for hertz in (440, 880)]
    assert not (tones[0] & tones[1]).any() or longest(tones[0] & tones[1]) < 10  # of 5 ms
    for tone in tones:
        lasted = lengths(tone)
        assert len(lasted) == ENDS // 2, lasted  # no holes in them
        assert min(lasted) > 210, lasted  # of 240; VLC's preroll loses their first 21 ms, and they come softly
    silent = ~(tones[0] | tones[1])
    inside = silent[int(np.argmax(~silent)) : len(silent) - int(np.argmax(~silent[::-1]))]
    assert longest(inside) < 30, "a hole at a cut"


ENDS = 4


def lengths(true: NDArray[np.bool_]) -> list[int]:
    """Of each time that it is true, in steps of 5 ms."""
    edges = np.flatnonzero(np.diff(np.concatenate([[False], true, [False]])))
    return [int(length) for length in edges[1::2] - edges[::2]]


def longest(true: NDArray[np.bool_]) -> int:
    return max(lengths(true), default=0)


CLICK = 3.0


def click(heard: NDArray[np.float64]) -> float:
    """The largest step between two samples, in those of a tone of 440 Hz at full level (0.125). Cut off, it makes 9 to
    16 of them; a fade has one."""
    return float(np.abs(np.diff(heard)).max() / (0.125 * 2 * np.pi * 440 / RATE))
