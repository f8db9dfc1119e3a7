"""A film that hangs is begun again at its place: the visitor sees it go on, and nothing is told twice."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator
from dataclasses import replace
from functools import partial
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest

from kiosk.footage import Patience
from kiosk.footage.deck import Deck
from kiosk.footage.take import Take
from kiosk.playlist.model import Media
from tests.disk import Disk, Wrong, failing_disk

from .conftest import House
from .studio import ffmpeg

pytestmark = [pytest.mark.vlc, pytest.mark.window]

QUICK = Patience(first_picture=4, next_picture=2)


@pytest.fixture(scope="module")
def films(tmp_path_factory: pytest.TempPathFactory, clips: Path) -> Path:
    """big.mp4 is long.mp4 with grain and sound, more than anybody reads ahead; words.vtt: a line for each second."""
    folder = tmp_path_factory.mktemp("again")
    ffmpeg("-i", clips / "long.mp4", "-vf", "noise=alls=20:allf=t", "-c:v", "libx264", "-preset", "ultrafast",
           "-qp", "8", "-g", "30", "-c:a", "aac", "-movflags", "+faststart", folder / "big.mp4")  # fmt: skip
    lines = [f"00:0{second}.000 --> 00:0{second}.990\nline {second}\n" for second in range(6)]
    (folder / "words.vtt").write_text("WEBVTT\n\n" + "\n".join(lines))
    return folder


@pytest.fixture
def disk(films: Path, tmp_path: Path) -> Iterator[Disk]:
    with failing_disk(films, tmp_path / "disk") as disk:
        yield disk


def stalled(disk: Disk) -> Wrong:
    """Bad at big.mp4's middle, until the disk is told to be well."""
    return Wrong(stalls_at={"big.mp4": (disk.place / "big.mp4").stat().st_size // 2})


@pytest.fixture
def housed(open_house: Callable[..., House]) -> Callable[..., House]:
    """A house that keeps what it says of hanging as well."""

    def build(**settings: Any) -> House:
        house = open_house(**{"patience": QUICK, **settings})
        for name in ("begun_again", "hung"):
            getattr(house.footage, name).connect(lambda *values, name=name: house._hear(name, *values))
        return house

    return build


def media(disk: Disk) -> Media:
    return Media("big.mp4", disk.place / "big.mp4", captions={"": disk.place / "words.vtt"})


def told(house: House) -> list[tuple[Any, ...]]:
    return [said for said in house.said if said[0] not in ("caption", "troubled", "signing")]


def hang(house: House, play: int) -> Deck:
    """Behind footage's back, as a VLC that does not go on: nothing is wrong with the disk."""
    showing = house.footage._cutting.get(play)
    assert showing is not None
    assert isinstance(showing.deck, Deck)
    deck = showing.deck
    deck._jobs.put(lambda: deck._player.set_pause(True))
    return deck


def test_a_disk_that_stalls_once_costs_seconds_and_not_the_scene(housed: Callable[..., House], disk: Disk) -> None:
    disk.goes(stalled(disk))
    house = housed()
    house.footage.arm(1, media(disk))
    for at in (500, 3000, 4500, 5500):
        house.footage.mark(1, f"at {at}", at)
    positions = []
    house.footage.play(1)
    house.wait("shown", 1)
    house.on_picture = lambda: positions.append(house.footage.position(1) or 6000)  # 0 when it is over
    again = house.wait("begun_again")
    assert again[1].startswith("big.mp4, ")
    assert "s in: stalled: the film stood still" in again[1]
    clip, last = house.seen[-1]
    assert clip == 4, "its last picture stands meanwhile"
    disk.goes(Wrong())
    house.wait("ended", 1)
    assert [said[0] for said in told(house) if said[0] != "marked"] == ["shown", "begun_again", "ended"]
    assert house.heard("marked") == [("marked", 1, f"at {at}") for at in (500, 3000, 4500, 5500)]
    assert told(house).index(again) < told(house).index(("marked", 1, "at 4500")), "it had not come that far"
    lines = [said[1] for said in house.heard("caption") if said[1]]
    assert lines == list(dict.fromkeys(lines)), "no caption comes twice"
    assert lines[-1] == "line 5"
    assert positions == sorted(positions), "its place never goes back"
    numbers = [number for clip, number in house.seen if clip == 4]
    back = [before - after for before, after in pairwise(numbers) if after < before]
    assert len(back) <= 1, "once a little back, to where it surely was"
    assert all(pictures <= 45 for pictures in back)
    after = numbers[numbers.index(last) + 1 :]
    assert min(after) < last + 10, "nothing is left out"
    assert numbers[-1] == 179


def test_a_clip_that_hangs_each_time_is_given_up(housed: Callable[..., House], disk: Disk) -> None:
    disk.goes(stalled(disk))
    house = housed()
    house.footage.arm(1, media(disk))
    house.footage.play(1)
    house.wait("failed", 1)
    assert [said[0] for said in told(house)] == ["shown", "begun_again", "hung", "failed"]
    assert house.heard("failed")[0][2].startswith("stalled: the film stood still")
    last = house.seen[-1]
    assert last[0] == 4
    house.qtbot.wait(300)
    assert house.seen[-1] == last
    # What just did not help is not tried with the next: it is given up at once, and the ladder goes on.
    house.footage.arm(2, replace(media(disk), name="again"), start=2500)
    house.footage.play(2)
    house.wait("failed", 2)
    assert len(house.heard("begun_again")) == 1
    disk.goes(Wrong())
    house.start(3, "short.mp4")
    house.wait("ended", 3)


def test_a_vlc_that_does_not_go_on_is_left_and_the_film_goes_on(housed: Callable[..., House]) -> None:
    house = housed(decks=1)
    house.start(1, "tracks.mp4")
    house.reach(1, 1500)
    deck = hang(house, 1)
    house.wait("begun_again")
    assert deck not in house.footage._pool.decks
    house.wait("ended", 1)
    assert house.seen[-1] == (5, 89)


def test_held_meanwhile_it_waits_and_then_goes_on(housed: Callable[..., House]) -> None:
    house = housed()
    house.start(1, "long.mp4")
    house.reach(1, 1500)
    hang(house, 1)
    house.wait("begun_again")
    house.footage.hold(1)
    at = house.footage.position(1)
    house.qtbot.wait(800)
    assert house.footage.position(1) == at
    assert not house.footage.moves(1)
    house.footage.resume(1)
    house.reach(1, at + 300)
    assert len(house.heard("shown", 1)) == 1
    assert house.heard("failed") == []


def test_a_loop_goes_on_and_round(housed: Callable[..., House]) -> None:
    house = housed()
    house.start(1, "tracks.mp4", loop=True)
    house.reach(1, 1500)
    hang(house, 1)
    house.wait("begun_again")
    house.reach(1, 2400)
    house.until(lambda: house.footage.position(1) < 1000)
    house.reach(1, 1200)
    assert [said[0] for said in told(house)] == ["shown", "begun_again"]


@pytest.fixture
def next_hangs(monkeypatch: pytest.MonkeyPatch) -> Iterator[Callable[[], None]]:
    """From when it is called, the next deck that loads anything hangs in it, as in a VLC that does not come back."""
    real, gate, due = Deck._load, threading.Event(), [False]

    def load(deck: Deck, take: Take) -> None:
        if due[0]:
            due[0] = False
            gate.wait(60)
        else:
            real(deck, take)

    monkeypatch.setattr(Deck, "_load", load)
    yield partial(due.__setitem__, 0, True)
    gate.set()


def test_a_loop_whose_next_round_hangs_goes_round(housed: Callable[..., House], next_hangs: Callable[[], None]) -> None:
    house = housed()
    house.footage.shown.connect(lambda *_: next_hangs())  # what is loaded then is the next round
    house.start(1, "a.mp4", loop=True)
    said = house.wait("begun_again")
    assert said[1].startswith("a.mp4, at the end of a round: stalled: its next round did not come")
    assert len(house.footage._pool._retired) == 1
    house.until(lambda: house.footage.position(1) < 500)
    house.reach(1, 1000)
    house.until(lambda: house.footage.position(1) < 500)
    assert [said[0] for said in told(house)] == ["shown", "begun_again"]


def test_a_stretch_goes_on_and_round_and_its_marks_come_once_a_round(housed: Callable[..., House]) -> None:
    house = housed()
    house.start(1, "tracks.mp4")
    house.footage.go_round(1, 500, 2200)
    house.footage.mark(1, "early", 800)
    house.footage.mark(1, "late", 2000)
    house.reach(1, 1200)
    hang(house, 1)
    house.wait("begun_again")
    house.wait("marked", 1, count=4)
    assert [said[2] for said in house.heard("marked")] == ["early", "late", "early", "late"]
    house.footage.go_on(1)
    house.wait("ended", 1)
    assert max(number for _clip, number in house.seen) == 89


def test_a_stretch_whose_next_round_hangs_goes_round(
    housed: Callable[..., House], next_hangs: Callable[[], None]
) -> None:
    house = housed()
    house.start(1, "tracks.mp4")
    next_hangs()
    house.footage.go_round(1, 500, 1500)
    house.footage.mark(1, "there", 1000)
    house.wait("begun_again")
    assert len(house.footage._pool._retired) == 1
    house.footage.mark(1, "later", 1300)
    house.until(lambda: ("marked", 1, "later") in house.said)
    assert [said[2] for said in house.heard("marked")] == ["there", "there", "later"], "they come anew in this round"
    house.wait("marked", 1, count=5)
    assert [said[0] for said in told(house) if said[0] != "marked"] == ["shown", "begun_again"]


def test_one_that_never_comes_is_loaded_once_more(housed: Callable[..., House], next_hangs: Callable[[], None]) -> None:
    house = housed(patience=Patience(first_picture=1))
    next_hangs()
    house.start(1, "short.mp4")
    assert house.heard("begun_again")[0][1].startswith("short.mp4, 0.0 s in: no first picture within 1 s")
    house.wait("ended", 1)


def test_a_description_goes_on_with_its_film(housed: Callable[..., House]) -> None:
    house = housed()
    house.footage.set_language("en")
    house.footage.set_aside(described=True, signed=False)
    house.footage.arm(1, house.media("long.mp4", descriptions={"en": house.clips / "long.mp4"}))
    house.footage.play(1)
    house.reach(1, 1500)
    hang(house, 1)
    house.wait("begun_again")
    beside = house.footage._aside._voice
    showing = house.footage._cutting.get(1)
    assert showing is not None
    house.reach(1, 4000)
    companion = beside._of[showing]
    house.until(lambda: companion.running or beside._of[showing].running)
    assert abs(beside._of[showing].position() - showing.position()) < 500
    assert house.heard("failed") == []
