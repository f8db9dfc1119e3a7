"""VLC anew, while film is on the screen: what the ladder does when a new deck was not enough."""

from __future__ import annotations

import pytest

from .conftest import House

pytestmark = [pytest.mark.vlc, pytest.mark.window]


def test_what_runs_goes_on_and_what_comes_has_a_new_vlc(house: House) -> None:
    pool = house.footage._pool
    house.start(1, "long.mp4")
    house.wait("shown", 1)
    house.footage.arm(2, house.media("a.mp4"))
    house.ready(2)
    before = list(pool._decks)
    house.footage.renew()
    new = pool._instances[-1]
    playing = house.footage._cutting.get(1)
    armed = house.footage._cutting.get(2)
    assert playing is not None
    assert armed is not None
    assert len(pool._instances) == 2
    assert playing.deck in before
    assert armed.deck not in before, "it is armed anew"
    house.ready(2)
    house.reach(1, 800)
    house.footage.play(2)
    house.wait("ended", 2)
    house.footage.drop(1)
    assert not set(pool._decks) & set(before), "the old one's last deck went with its film"
    assert all(deck._instance is new for deck in pool._decks)
    house.until(lambda: all(deck.join(0) for deck in before))
    assert house.heard("failed") == []


def test_a_closed_house_is_not_renewed(house: House) -> None:
    house.footage.close()
    house.footage.renew()
    assert len(house.footage._pool._instances) == 1
