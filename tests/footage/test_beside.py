"""Audio description and sign language beside a film: heard and seen in step with it, whatever the film does."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from pathlib import Path

import numpy as np
import pytest
from numpy.typing import NDArray

from kiosk.playlist.model import Media

from .conftest import House
from .studio import ffmpeg, numbered
from .test_sound import RATE, Server, needs_server, strength

pytestmark = [pytest.mark.vlc, pytest.mark.window]

FILM, VOICE = 600, 2000
"""Hz of the beeps, one in each second of film: of the film's own sound, and of what describes it."""
SECONDS = 12
WITHIN = 0.08
"""Seconds that the two beeps of one moment may be apart."""


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """film.mp4 and film.ad.m4a: 0.2 s of a tone in each second, of two pitches, at the same times. film.ko.ad.opus:
    higher. short.ad.m4a: 1.5 s of it. tracks.mp4: the film with both as tracks."""
    folder = tmp_path_factory.mktemp("beside")
    for name, hertz, seconds in (("film.wav", FILM, SECONDS), ("film.ad.m4a", VOICE, SECONDS),
                                 ("film.ko.ad.opus", VOICE * 2, SECONDS), ("short.ad.m4a", VOICE, 1.5)):  # fmt: skip
        beeps = f"aevalsrc='0.125*sin(2*PI*{hertz}*t)*lt(mod(t,1),0.2)':s=48000:d={seconds}"
        ffmpeg("-f", "lavfi", "-i", beeps, folder / name)
    picture = ("-f", "lavfi", "-i", f"color=gray:s=64x36:r=30:d={SECONDS}")
    ffmpeg(*picture, "-i", folder / "film.wav", "-c:v", "libx264", "-g", "30", "-c:a", "aac", "-shortest",
           folder / "film.mp4")  # fmt: skip
    ffmpeg(*picture, "-i", folder / "film.wav", "-i", folder / "film.ad.m4a", "-map", "0", "-map", "1", "-map", "2",
           "-c:v", "libx264", "-g", "30", "-c:a", "aac", "-metadata:s:a:0", "language=eng", "-metadata:s:a:1",
           "language=eng", "-metadata:s:a:1", "title=Audio description", "-shortest", folder / "tracks.mp4")  # fmt: skip
    return folder


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    server = Server(tmp_path_factory.mktemp("pulse"))
    yield server
    server.process.terminate()
    server.process.wait(10)


@pytest.fixture
def loud(server: Server, folder: Path, open_house: Callable[..., House], monkeypatch: pytest.MonkeyPatch) -> House:
    monkeypatch.setenv("XDG_RUNTIME_DIR", str(server.folder))
    monkeypatch.delenv("PULSE_SERVER", raising=False)
    house = open_house(sound=True)
    house.clips = folder
    house.footage.set_language("en")
    return house


def film(folder: Path, name: str = "film.mp4", **descriptions: str) -> Media:
    found = {language.strip("_"): folder / file for language, file in descriptions.items()}
    return Media(name, folder / name, descriptions=found)


def onsets(heard: NDArray[np.float64], hertz: float) -> list[float]:
    """Seconds at which beeps of `hertz` begin, to 5 ms: those that last."""
    loud = strength(heard, hertz, RATE // 100) > 0.01
    edges = np.flatnonzero(loud[1:] & ~loud[:-1]) + 1
    return [edge / 200 for edge in edges if loud[edge : edge + 20].mean() > 0.8]


def apart(heard: NDArray[np.float64], voice: float = VOICE) -> list[float]:
    """Of each beep of the voice, seconds to the nearest one of the film; positive where it comes late."""
    films = np.array(onsets(heard, FILM))
    return [float(min(one - films, key=abs)) for one in onsets(heard, voice)]


@needs_server
def test_measure(loud: House, server: Server, folder: Path) -> None:
    loud.footage.set_aside(described=True, signed=False)
    for round in range(2):
        for name in ("film.ko.ad.opus", "film.ad.m4a"):
            play = 10 + 2 * round + (name == "film.ad.m4a")
            voice = VOICE if "m4a" in name else 2 * VOICE
            rec = server.record(f"m{play}.wav")
            loud.footage.arm(play, film(folder, en=name))
            loud.ready(play)
            loud.qtbot.wait(300)
            loud.footage.play(play)
            loud.reach(play, 3300)
            h = rec.stop()
            print(name, "cut", apart(h, voice), onsets(h, voice), onsets(h, FILM))
            rec = server.record(f"h{play}.wav")
            loud.footage.hold(play)
            loud.qtbot.wait(700)
            loud.footage.resume(play)
            loud.reach(play, 6300)
            h = rec.stop()
            print(name, "hold", apart(h, voice))
            loud.footage.set_aside(described=False, signed=False)
            loud.qtbot.wait(300)
            rec = server.record(f"s{play}.wav")
            loud.footage.set_aside(described=True, signed=False)
            loud.reach(play, 9800)
            h = rec.stop()
            print(name, "late", apart(h, voice))
            loud.footage.drop(play)
    print(loud.said[-5:])
