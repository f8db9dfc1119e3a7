"""VLC anew, while film is on the screen: what the ladder does when a new deck was not enough."""

from __future__ import annotations

import threading

import pytest

from kiosk.footage import beside as beside_module
from kiosk.footage.deck import Deck

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


def test_what_runs_beside_films_has_the_new_one_too(house: House) -> None:
    pool, beside = house.footage._pool, house.footage._aside._voice
    house.footage.set_language("en")
    house.footage.set_aside(described=True, signed=False)
    described = {"en": house.clips / "tracks.mp4"}
    house.footage.arm(1, house.media("long.mp4", descriptions=described))
    house.footage.play(1)
    house.wait("shown", 1)
    house.until(lambda: any(one.running for one in beside._of.values()))
    house.footage.arm(2, house.media("a.mp4", descriptions=described))
    house.ready(2)
    house.until(lambda: len(pool._beside) == 2)
    before, new = list(pool._beside), len(pool._instances)
    house.footage.renew()
    playing, armed = (house.footage._cutting.get(play) for play in (1, 2))
    assert playing is not None
    assert armed is not None
    assert beside._of[playing].running, "it goes on in the old one"
    assert beside._of[playing].deck in before
    assert beside._of[armed].deck._instance is pool._instances[new]
    house.until(lambda: beside._of[armed].take.ready)
    house.footage.play(2)
    house.footage.drop(1)
    house.wait("ended", 2)
    house.until(lambda: not set(pool._beside) & set(before))
    house.until(lambda: all(deck.join(0) for deck in before))
    assert house.heard("failed") == house.heard("troubled") == []


def test_a_deck_that_hangs_beside_a_film_is_not_used_for_the_next(
    house: House, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The one that was used last is used first: one that hung was silent for every film from then on."""
    monkeypatch.setattr(beside_module, "HANGS", 0.5)
    pool, beside = house.footage._pool, house.footage._aside._voice
    house.footage.set_language("en")
    house.footage.set_aside(described=True, signed=False)
    described = {"en": house.clips / "tracks.mp4"}
    let, real = threading.Event(), Deck._load
    monkeypatch.setattr(Deck, "_load", lambda deck, take: let.wait(30) if take.order.beside else real(deck, take))
    house.footage.arm(1, house.media("long.mp4", descriptions=described))
    house.footage.play(1)
    house.wait("troubled")
    assert house.heard("troubled")[0][1].startswith("tracks.mp4: VLC made nothing of it within")
    (hung,) = pool._beside
    monkeypatch.setattr(Deck, "_load", real)
    house.footage.drop(1)
    house.footage.arm(2, house.media("a.mp4", descriptions=described))
    house.footage.play(2)
    house.until(lambda: any(one.running for one in beside._of.values()))
    assert hung not in pool._beside
    let.set()
    house.wait("ended", 2)
    house.until(lambda: hung.join(0))
    assert house.heard("failed") == []


def test_a_closed_house_is_not_renewed(house: House) -> None:
    house.footage.close()
    house.footage.renew()
    assert len(house.footage._pool._instances) == 1
