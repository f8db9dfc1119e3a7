"""Audio description and sign language beside a film: heard and seen in step with it, whatever the film does."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
from numpy.typing import NDArray
from PySide6.QtCore import QSizeF
from PySide6.QtQuick import QQuickItem

from kiosk.footage.software import SoftwareFilm
from kiosk.playlist.model import Media

from .conftest import House
from .hearing import RATE, Server, needs_server, strength
from .studio import HEIGHT, WIDTH, ffmpeg, number, numbered, on_screen

pytestmark = [pytest.mark.vlc, pytest.mark.window]

FILM, VOICE = 600, 2000
"""Hz of the beeps, one in each second of film: of the film's own sound, and of what describes it."""
SECONDS = 12
WITHIN = 0.16
"""Seconds that the two beeps of one moment may be apart."""


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """film.mp4 and film.ad.m4a: 0.2 s of a tone in each second, of two pitches, at the same times. film.ko.ad.m4a:
    higher. short.ad.m4a: 1.5 s of it. tracks.mp4: the film with both as tracks."""
    folder = tmp_path_factory.mktemp("beside")
    for name, hertz, seconds in (("film.wav", FILM, SECONDS), ("film.ad.m4a", VOICE, SECONDS),
                                 ("film.ko.ad.m4a", VOICE * 2, SECONDS), ("short.ad.m4a", VOICE, 1.5)):  # fmt: skip
        beeps = f"aevalsrc='0.125*sin(2*PI*{hertz}*t)*lt(mod(t,1),0.2)':s=48000:d={seconds}"
        ffmpeg("-f", "lavfi", "-i", beeps, folder / name)
    picture = ("-f", "lavfi", "-i", f"color=gray:s=64x36:r=30:d={SECONDS}")
    ffmpeg(*picture, "-i", folder / "film.wav", "-c:v", "libx264", "-g", "30", "-c:a", "aac", "-shortest",
           folder / "film.mp4")  # fmt: skip
    ffmpeg(*picture, "-i", folder / "film.wav", "-i", folder / "film.ad.m4a", "-map", "0", "-map", "1", "-map", "2",
           "-c:v", "libx264", "-g", "30", "-c:a", "aac", "-metadata:s:a:0", "language=eng",
           "-metadata:s:a:1", "language=eng", "-metadata:s:a:1", "title=Audio description", "-shortest",
           folder / "tracks.mp4")  # fmt: skip
    return folder


@pytest.fixture
def loud(loud: House, folder: Path) -> House:
    loud.clips = folder
    loud.footage.set_language("en")
    return loud


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


def start(house: House, play: int, media: Media) -> None:
    house.footage.arm(play, media)
    house.ready(play)
    house.qtbot.wait(250)  # the companion, too
    house.footage.play(play)
    house.wait("shown", play)


def describe(house: House, *, on: bool = True) -> None:
    house.footage.set_aside(described=on, signed=False)


@needs_server
def test_a_description_is_heard_in_step_from_the_cut_on_and_after_a_hold(
    loud: House, server: Server, folder: Path
) -> None:
    """Measured: within 5 ms at a cut, 20 after a hold."""
    describe(loud)
    recording = server.record("cut.wav")
    start(loud, 1, film(folder, en="film.ad.m4a"))
    loud.reach(1, 2500)
    loud.footage.hold(1)
    loud.qtbot.wait(500)
    loud.footage.resume(1)
    loud.reach(1, 4500)
    loud.footage.drop(1)
    off = apart(recording.stop())
    assert len(off) >= 4
    assert max(map(abs, off)) < WITHIN


@needs_server
def test_switched_on_late_it_joins_in_step_and_goes_with_the_switch(loud: House, server: Server, folder: Path) -> None:
    start(loud, 1, film(folder, en="film.ad.m4a"))
    loud.reach(1, 1300)
    recording = server.record("late.wav")
    describe(loud)
    loud.reach(1, 4500)
    off = apart(recording.stop())
    assert len(off) >= 2
    assert max(map(abs, off)) < WITHIN
    describe(loud, on=False)
    loud.qtbot.wait(200)
    recording = server.record("off.wav")
    loud.qtbot.wait(1200)
    heard = recording.stop()
    assert onsets(heard, VOICE) == []
    assert onsets(heard, FILM) != []


@needs_server
def test_another_language_and_a_round_are_described_in_step(loud: House, server: Server, folder: Path) -> None:
    describe(loud)
    start(loud, 1, film(folder, en="film.ad.m4a", ko="film.ko.ad.m4a"))
    loud.reach(1, 700)
    loud.footage.set_language("ko")
    recording = server.record("language.wav")
    loud.reach(1, 3400)
    heard = recording.stop()
    off = apart(heard, 2 * VOICE)
    assert len(off) >= 1
    assert max(map(abs, off)) < WITHIN
    assert onsets(heard, VOICE) == []
    loud.footage.go_round(1, 1000, 4300)
    loud.until(lambda: loud.footage.position(1) < 2000)
    recording = server.record("round.wav")
    loud.reach(1, 4100)
    loud.footage.drop(1)
    off = apart(recording.stop(), 2 * VOICE)
    assert len(off) >= 1
    assert max(map(abs, off)) < WITHIN


@needs_server
def test_the_film_is_quieter_while_it_is_described_and_only_then(loud: House, server: Server, folder: Path) -> None:
    levels = []
    for play, descriptions in ((1, {}), (2, {"en": "film.ad.m4a"}), (3, {"ko": "film.ko.ad.m4a"})):
        describe(loud)
        start(loud, play, film(folder, **descriptions))
        recording = server.record(f"quiet{play}.wav")
        loud.reach(play, 2400)
        loud.footage.drop(play)
        levels.append(float(np.percentile(strength(recording.stop(), FILM), 95)))
    assert levels[1] < 0.7 * levels[0]
    assert levels[2] > 0.8 * levels[0], "in another language it has none"


@needs_server
def test_a_track_of_the_films_own_is_heard_only_when_asked_for(loud: House, server: Server, folder: Path) -> None:
    recording = server.record("tracks.wav")
    start(loud, 1, film(folder, "tracks.mp4"))
    loud.reach(1, 2500)
    describe(loud)
    loud.reach(1, 5500)
    loud.footage.drop(1)
    heard = recording.stop()
    assert onsets(heard, FILM) != []
    assert onsets(heard, VOICE) != []
    assert onsets(heard, FILM)[-1] < onsets(heard, VOICE)[0]
    assert loud.heard("shown") == [("shown", 1, pytest.approx(1000 * SECONDS, abs=100))]


def test_a_description_that_cannot_be_heard_leaves_the_film_alone(house: House, folder: Path, tmp_path: Path) -> None:
    (tmp_path / "broken.ad.m4a").write_text("no sound", encoding="utf-8")
    house.clips = folder
    house.footage.set_language("en")
    describe(house)
    start(house, 1, Media("film.mp4", folder / "film.mp4", descriptions={"en": tmp_path / "broken.ad.m4a"}))
    house.wait("troubled")
    assert "broken.ad.m4a" in house.heard("troubled")[0][1]
    house.reach(1, 800)
    assert house.heard("failed") == []


# ---- sign language


@pytest.fixture
def signed(house: House, tmp_path: Path) -> Media:
    """A film whose pictures are numbered, and a signer's whose pictures have the same numbers."""
    numbered(tmp_path / "film.mp4", 1, 240)
    numbered(tmp_path / "film.sign.mp4", 2, 240)
    house.window.resize(2 * WIDTH, HEIGHT)
    for item, x in ((house.footage.item(), 0), (house.footage.signer(), WIDTH)):
        place = QQuickItem(house.window.contentItem())
        place.setX(x)
        place.setSize(QSizeF(WIDTH, HEIGHT))
        item.setParentItem(place)
    return Media("film.mp4", tmp_path / "film.mp4", signed={"": tmp_path / "film.sign.mp4"})


def pictured(house: House) -> tuple[int, int]:
    """The numbers of the film's picture and of the signer's that were drawn last."""
    film, signer = house.footage.item(), house.footage.signer()
    assert isinstance(film, SoftwareFilm)
    assert isinstance(signer, SoftwareFilm)
    one, other = number(on_screen(film)), number(on_screen(signer))
    assert (one[0], other[0]) == (1, 2)
    return one[1], other[1]


def steps(house: House, play: int, until: int) -> list[int]:
    """How many pictures the signer was behind, each time one was drawn, until the film came to `until` ms."""
    found: list[int] = []
    while house.footage.position(play) < until:
        house.qtbot.wait(25)
        one, other = pictured(house)
        found.append(one - other)
    return found


def test_a_signer_is_in_step_from_the_cut_on_after_a_hold_and_when_switched_late(house: House, signed: Media) -> None:
    """Median, for a busy machine leaves pictures out of either."""
    house.footage.set_aside(described=False, signed=True)
    start(house, 1, signed)
    assert house.heard("signing") == [("signing", pytest.approx(WIDTH / HEIGHT, abs=0.01), "right")]
    off = [steps(house, 1, 1800)]
    house.footage.hold(1)
    house.qtbot.wait(400)
    house.footage.resume(1)
    off.append(steps(house, 1, 3500))
    house.footage.set_aside(described=False, signed=False)
    assert house.heard("signing")[-1] == ("signing", 0.0, "")
    house.footage.set_aside(described=False, signed=True)
    house.until(lambda: house.heard("signing")[-1][1] > 0)
    house.reach(1, 5600)
    off.append(steps(house, 1, 7000))
    medians = [abs(float(np.median(one))) for one in off]
    assert max(medians) <= 2, off
    house.wait("ended", 1)
    assert house.heard("failed") == house.heard("troubled") == []
