"""VLC anew, while film is on the screen: what the ladder does when a new deck was not enough."""

from __future__ import annotations

import threading
from collections.abc import Iterator

import pytest

from kiosk.footage import beside as beside_module
from kiosk.footage.beside import AGAIN, Companion
from kiosk.footage.deck import Deck
from kiosk.footage.pool import HANGING
from kiosk.footage.take import Order, Take

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


class Stuck:
    """Makes companions hang, as VLC does that never comes back: `gate` lets them go."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch) -> None:
        self.gate, self.times = threading.Event(), 0
        real = Deck._load

        def load(deck: Deck, take: Take) -> None:
            if take.order.beside and self.times:
                self.times -= 1
                self.gate.wait(60)
            else:
                real(deck, take)

        monkeypatch.setattr(Deck, "_load", load)
        monkeypatch.setattr(beside_module, "HANGS", 0.5)


@pytest.fixture
def stuck(monkeypatch: pytest.MonkeyPatch) -> Iterator[Stuck]:
    made = Stuck(monkeypatch)
    yield made
    made.gate.set()


def described(house: House, *, signed: bool = False) -> None:
    """long.mp4 is on the screen, and described, or signed."""
    house.footage.beside_hung.connect(lambda *values: house._hear("beside_hung", *values))
    house.footage.set_language("en")
    house.footage.set_aside(described=not signed, signed=signed)
    kind = "signed" if signed else "descriptions"
    house.footage.arm(1, house.media("long.mp4", **{kind: {"en": house.clips / "tracks.mp4"}}))
    house.footage.play(1)
    house.wait("shown", 1)


def companion(house: House, *, signed: bool = False) -> Companion | None:
    beside = house.footage._aside._signer if signed else house.footage._aside._voice
    return next(iter(beside._of.values()), None)


@pytest.mark.parametrize("signed", [False, True])
def test_what_hangs_beside_a_film_is_begun_again_on_a_new_deck(house: House, stuck: Stuck, signed: bool) -> None:
    stuck.times = 1
    described(house, signed=signed)
    house.wait("beside_hung")
    assert house.heard("beside_hung") == [("beside_hung", "tracks.mp4: VLC made nothing of it within 0.5 s", True)]

    def running() -> bool:
        one = companion(house, signed=signed)
        return one is not None and one.running and one.position() > 1500

    house.until(running)
    assert len(house.footage._pool._beside) == 1, "the one that hung is no more of the house's"
    assert house.heard("failed") == house.heard("troubled") == []


@pytest.mark.parametrize("signed", [False, True])
def test_one_that_stands_still_beside_a_film_is_begun_again_in_step(
    house: House, monkeypatch: pytest.MonkeyPatch, signed: bool
) -> None:
    monkeypatch.setattr(beside_module, "STANDS", 1.0)
    described(house, signed=signed)

    def runs() -> Companion | None:
        one = companion(house, signed=signed)
        return one if one is not None and one.running and one.position() > 500 else None

    house.until(lambda: runs() is not None)
    hung = runs()
    assert hung is not None
    hung.deck._jobs.put(lambda: hung.deck._player.set_pause(True))  # behind footage's back
    assert house.wait("beside_hung")[1:] == ("tracks.mp4: it stood still for 1 s", True)
    house.until(lambda: runs() is not None)
    new = runs()
    assert new is not None
    assert new.deck is not hung.deck
    showing = house.footage._cutting.get(1)
    assert showing is not None
    assert abs(new.position() - showing.position()) < 500
    assert house.heard("failed") == []
    house.until(lambda: hung.deck.join(0))


def test_what_hangs_beside_a_film_twice_runs_in_a_new_vlc_and_the_film_does_not_notice(
    house: House, stuck: Stuck
) -> None:
    """What rescue.py does the second time, from inside the news."""
    stuck.times = 2
    pool = house.footage._pool

    def renew(_reason: str, _again: bool) -> None:
        if len(house.heard("beside_hung")) == 2:
            house.footage.renew()

    described(house)
    house.footage.beside_hung.connect(renew)
    deck = house.footage._cutting.get(1).deck  # type: ignore[union-attr]  # it is known
    house.until(lambda: (one := companion(house)) is not None and one.running and one.position() > 2000)
    assert len(pool._instances) == 2
    one = companion(house)
    assert one is not None
    assert one.deck._instance is pool._instances[-1]
    assert house.footage._cutting.get(1).deck is deck  # type: ignore[union-attr]  # it is known
    house.wait("ended", 1)
    assert [number for _clip, number in house.seen] == sorted(number for _clip, number in house.seen)
    assert house.heard("failed") == []


def test_what_hangs_each_time_is_left_and_the_next_film_s_is_tried_as_ever(house: House, stuck: Stuck) -> None:
    """The one that was used last is used first: one that hung was silent for every film from then on."""
    stuck.times = AGAIN + 1
    described(house)
    house.wait("beside_hung", count=AGAIN + 1)
    assert [said[2] for said in house.heard("beside_hung")] == [True] * AGAIN + [False]
    assert house.wait("troubled")[1].endswith("the film goes on without it")
    place = house.footage.position(1)
    house.reach(1, place + 300)
    house.footage.drop(1)
    house.footage.arm(2, house.media("a.mp4", descriptions={"en": house.clips / "tracks.mp4"}))
    house.footage.play(2)
    house.until(lambda: (one := companion(house)) is not None and one.running)
    house.wait("ended", 2)
    assert house.heard("failed") == []


def test_while_too_many_hang_films_go_on_alone_and_one_that_comes_back_makes_room(house: House, stuck: Stuck) -> None:
    stuck.times = HANGING
    hanging = [
        house.footage._pool.beside(audible=False, post=lambda _: None, wake=lambda: None) for _ in range(HANGING)
    ]
    for deck in hanging:
        assert deck is not None
        deck.load(Take(Order(house.clips / "a.mp4", beside=True)))
        house.footage._pool.let_go(deck)
    described(house)
    house.reach(1, 500)
    assert companion(house) is None
    stuck.gate.set()
    house.until(lambda: (one := companion(house)) is not None and one.running)
    assert house.heard("failed") == house.heard("beside_hung") == []


def test_a_closed_house_is_not_renewed(house: House) -> None:
    house.footage.close()
    house.footage.renew()
    assert len(house.footage._pool._instances) == 1
