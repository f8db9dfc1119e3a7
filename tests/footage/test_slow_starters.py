"""Film whose decoder takes its time before the first picture: it is ready all the same, shown, and comes to its end."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from kiosk.footage.deck import Deck
from kiosk.footage.pattern import named
from kiosk.playlist.model import Media

from .conftest import House
from .studio import ffmpeg

pytestmark = [pytest.mark.vlc, pytest.mark.window]

AV1 = named("av1-1080p30").path


def test_av1_is_ready(open_house: Callable[..., House]) -> None:
    house = open_house(decks=4)
    for play in range(1, 5):
        house.footage.arm(play, Media(AV1.name, AV1))
    for play in range(1, 5):
        house.ready(play)
    assert house.heard("failed") == []


def test_av1_is_shown_and_ends(house: House) -> None:
    house.footage.arm(1, Media(AV1.name, AV1))
    house.footage.play(1)
    house.wait("shown", 1)
    before = house.footage.frames_shown
    house.wait("ended", 1)
    assert house.footage.frames_shown - before > 45  # of some 88: the machine may be busy


def test_av1_goes_round(house: House) -> None:
    house.footage.arm(1, Media(AV1.name, AV1), loop=True)
    house.footage.play(1)
    house.wait("shown", 1)
    house.until(lambda: house.footage.frames_shown > 100, seconds=20)
    assert house.heard("ended") == house.heard("failed") == []


def test_what_vlc_does_not_hold_is_ready(house: House, tmp_path: Path) -> None:
    """A short Matroska film: on a busy machine no picture of it comes while it is paused."""
    ffmpeg("-f", "lavfi", "-i", "color=gray:s=64x36:r=30:d=2", "-pix_fmt", "yuv420p", tmp_path / "short.mkv")
    house.clips = tmp_path
    house.footage.arm(1, house.media("short.mkv"))
    house.ready(1)
    house.footage.play(1)
    house.wait("shown", 1)
    house.wait("ended", 1)


def test_a_film_is_ready_though_no_picture_of_it_is_held(house: House, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(Deck, "_prepared", lambda _deck, _take: None)
    house.footage.arm(1, house.media("a.mp4"))
    house.ready(1)
    house.footage.play(1)
    house.wait("shown", 1)
    house.wait("ended", 1)
    assert house.seen[-1] == (1, 35)
