"""Film whose decoder takes its time before the first picture: it is ready all the same, shown, and comes to its end."""

from __future__ import annotations

from collections.abc import Callable

from kiosk.footage.pattern import named
from kiosk.playlist.model import Media

from .conftest import House

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
