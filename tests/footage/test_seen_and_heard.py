"""Pictures that stand for as long as they should, and sounds that are heard while a picture stands."""

from __future__ import annotations

import time
from pathlib import Path
from typing import Any

import pytest

from kiosk.playlist.model import Media

from .conftest import House
from .studio import ffmpeg, pixels

pytestmark = [pytest.mark.vlc, pytest.mark.window]

LENGTH = 1500
"""ms of voice.m4a."""


@pytest.fixture(scope="session")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """voice.m4a, voice.ko.m4a: a tone of 440 and one of 880 Hz; face.png: green; map.webp, map.jpg: red."""
    folder = tmp_path_factory.mktemp("heard")
    for name, hertz in (("voice.m4a", 440), ("voice.ko.m4a", 880)):
        ffmpeg("-f", "lavfi", "-i", f"sine=frequency={hertz}:duration={LENGTH / 1000}", folder / name)
    for name, colour in (("face.png", "green"), ("map.webp", "red"), ("map.jpg", "red")):
        ffmpeg("-f", "lavfi", "-i", f"color={colour}:s=64x36", "-frames:v", "1", folder / name)
    return folder


def voice(folder: Path, **other: Any) -> Media:
    seen = Media("face.png", folder / "face.png")
    return Media("voice.m4a", folder / "voice.m4a", **{"seen": seen, **other})


def start(house: House, play: int, media: Media) -> None:
    house.footage.arm(play, media)
    house.footage.play(play)
    house.wait("shown", play)


def middle(house: House) -> tuple[int, ...]:
    """Its colour, to a few levels."""
    picture = pixels(house.window.grabWindow())
    return tuple(round(int(part) / 8) * 8 for part in picture[picture.shape[0] // 2, picture.shape[1] // 2])


@pytest.mark.parametrize("name", ["map.webp", "map.jpg"])
def test_a_picture_stands_as_long_as_it_is_told(house: House, folder: Path, name: str) -> None:
    start(house, 1, Media(name, folder / name, lasts=700))
    assert house.heard("shown", 1) == [("shown", 1, 700)]
    shown = time.monotonic()
    house.footage.mark(1, "late", 650)
    red, green, blue = middle(house)
    assert red > 230
    assert max(green, blue) < 15
    house.wait("ended", 1)
    assert time.monotonic() - shown > 0.6
    assert [said[0] for said in house.said if said[1:2] == (1,)] == ["shown", "marked", "ended"]


def test_a_sound_lasts_while_its_picture_stands(house: House, folder: Path) -> None:
    """Also where nobody can hear it: this house has no sound."""
    start(house, 1, voice(folder))
    began = time.monotonic()
    assert abs(house.heard("shown", 1)[0][2] - LENGTH) < 100
    house.footage.mark(1, "half", 700)
    assert middle(house) == (0, 128, 0)
    house.wait("marked", 1)
    assert house.footage.position(1) >= 700
    house.wait("ended", 1)
    assert time.monotonic() - began > LENGTH / 1000 - 0.3
    assert house.heard("failed") == []
    assert house.footage.advancing()


def test_a_held_sound_stands_still(house: House, folder: Path) -> None:
    start(house, 1, voice(folder))
    house.reach(1, 500)
    house.footage.hold(1)
    house.qtbot.wait(150)
    stood = house.footage.position(1)
    house.qtbot.wait(LENGTH)
    assert house.footage.position(1) == stood
    assert house.heard("ended") == []
    house.footage.resume(1)
    house.wait("ended", 1)
    assert middle(house) == (0, 128, 0)


def test_a_sound_goes_round(house: House, folder: Path) -> None:
    house.footage.arm(1, voice(folder), loop=True)
    house.footage.play(1)
    house.wait("shown", 1)
    house.reach(1, 1000)
    house.until(lambda: house.footage.position(1) < 700)
    assert house.heard("ended") == house.heard("failed") == []


def test_another_language_is_another_sound(house: House, folder: Path) -> None:
    start(house, 1, voice(folder, paths={"ko": folder / "voice.ko.m4a"}))
    house.reach(1, 300)
    house.footage.set_language("ko")
    house.until(lambda: "voice.ko.m4a" in house.footage.report().decks)
    house.wait("ended", 1)
    assert house.heard("failed") == []


@pytest.mark.parametrize("seen", ["lost.png", "voice.m4a", None])
def test_a_sound_without_a_picture_fails(house: House, folder: Path, seen: str | None) -> None:
    named = Media(seen, folder / seen) if seen else None
    house.footage.arm(1, voice(folder, seen=named))
    house.footage.play(1)
    reason = house.wait("failed", 1)[2]
    assert (f"its picture {seen}: " in reason) if seen else ("it has sound, but no picture" in reason)
