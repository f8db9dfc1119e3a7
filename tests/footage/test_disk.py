"""A disk that stalls, slows or breaks under the film: the last picture stays, the next clip comes, nobody waits."""

from __future__ import annotations

import os
import time
from collections.abc import Callable, Iterator
from itertools import pairwise
from pathlib import Path

import pytest
from PySide6.QtCore import QTimer
from PySide6.QtGui import QImage
from pytestqt.qtbot import QtBot

from kiosk.footage import Patience
from kiosk.playlist.model import Media
from kiosk.station.watch import Block, Watch
from tests.disk import Disk, Wrong, failing_disk

from .conftest import House
from .studio import ffmpeg

pytestmark = [pytest.mark.vlc, pytest.mark.window]

QUICK = Patience(first_picture=3, next_picture=1)
AWAY = 0.4
"""Seconds. The GUI's thread waits that long for the interpreter at most where others want both processors, as in CI;
on a machine of its own 50 ms. A disk that is waited for takes a second and more in these tests."""


@pytest.fixture
def watch(qtbot: QtBot) -> Iterator[Watch]:
    """Fails where the GUI's thread was away for more than AWAY."""
    blocks: list[Block] = []
    watch = Watch(blocks.append)
    watch.start()
    yield watch
    watch.stop()
    assert [str(block) for block in blocks if block.round.own > AWAY] == []


@pytest.fixture(scope="module")
def films(tmp_path_factory: pytest.TempPathFactory, clips: Path) -> Path:
    """big.mp4 is long.mp4 with grain, so that it is more than anybody reads ahead; picture.png; words.vtt."""
    folder = tmp_path_factory.mktemp("films")
    ffmpeg("-i", clips / "long.mp4", "-an", "-vf", "noise=alls=20:allf=t", "-c:v", "libx264", "-preset", "ultrafast",
           "-qp", "8", "-g", "30", "-movflags", "+faststart", folder / "big.mp4")  # fmt: skip
    picture = QImage(1920, 1080, QImage.Format.Format_RGB32)
    picture.fill("#c03040")
    picture.save(str(folder / "picture.png"))
    (folder / "words.vtt").write_text("WEBVTT\n\n00:00.000 --> 00:05.000\nWords\n")
    return folder


@pytest.fixture
def disk(films: Path, tmp_path: Path) -> Iterator[Disk]:
    with failing_disk(films, tmp_path / "disk") as disk:
        yield disk


def middle(disk: Disk) -> dict[str, int]:
    return {"big.mp4": (disk.place / "big.mp4").stat().st_size // 2}


def begin(house: House, disk: Disk) -> None:
    """big.mp4, from the disk that fails."""
    house.footage.arm(1, Media("big.mp4", disk.place / "big.mp4"))
    house.footage.play(1)
    house.wait("shown", 1)


def test_a_stall_ends_the_play_and_its_last_picture_stays(
    open_house: Callable[..., House], disk: Disk, watch: Watch
) -> None:
    disk.goes(Wrong(stalls_at=middle(disk)))
    house = open_house(patience=QUICK)
    begin(house, disk)
    assert house.wait("failed", 1)[2].startswith("stalled: the film stood still for 1 s. To mend it: look at the disk")
    clip, last = house.seen[-1]
    assert clip == 4
    assert 60 < last < 100, "half of 180, and what is read ahead"
    house.qtbot.wait(300)
    assert house.seen[-1] == (clip, last)
    house.start(2, "short.mp4")
    house.wait("ended", 2)
    assert {clip for clip, _ in house.seen} == {3, 4}
    began = time.monotonic()
    house.footage.close()  # the disk has not answered yet
    assert time.monotonic() - began < 2.2


def test_a_short_stall_is_outlived(open_house: Callable[..., House], disk: Disk, watch: Watch) -> None:
    disk.goes(Wrong(stalls_at=middle(disk), stalls_for=1.5))
    house = open_house()
    begin(house, disk)
    house.wait("ended", 1)
    assert house.seen[-1] == (4, 179)
    assert [number for _, number in house.seen] == sorted(number for _, number in house.seen)


def test_a_slow_disk_shows_the_film_slowly(open_house: Callable[..., House], disk: Disk, watch: Watch) -> None:
    disk.goes(Wrong(rate={"big.mp4": 1_800_000}))  # it needs 2.6 MB a second
    house = open_house()
    begin(house, disk)
    house.reach(1, 2000)
    assert house.heard("failed") == []
    began = time.monotonic()
    house.footage.drop(1)
    house.start(2, "short.mp4")
    assert time.monotonic() - began < 1.5


@pytest.mark.parametrize("half", [0, 1])
def test_a_disk_that_breaks(open_house: Callable[..., House], disk: Disk, watch: Watch, half: int) -> None:
    """It is not the file's fault, and copying it to the same disk would mend nothing."""
    disk.goes(Wrong(breaks_at={name: at * half for name, at in middle(disk).items()}))
    house = open_house()
    house.footage.arm(1, Media("big.mp4", disk.place / "big.mp4"))
    house.footage.play(1)
    reason = house.wait("failed", 1)[2]
    assert reason.startswith("cannot be read: the disk says Input/output error. To mend it: copy the exhibition")
    house.start(2, "short.mp4")


def test_an_index_at_the_end_of_a_slow_disk_is_waited_for(
    open_house: Callable[..., House], films: Path, clips: Path, tmp_path: Path, watch: Watch
) -> None:
    """As cameras and editors write it, without -movflags +faststart."""
    (tmp_path / "films").mkdir()
    late = tmp_path / "films/late.mp4"
    ffmpeg("-i", films / "big.mp4", "-c", "copy", "-movflags", "-faststart", late)
    written = late.read_bytes()
    assert written.index(b"moov") > written.index(b"mdat") + len(written) // 2
    with failing_disk(tmp_path / "films", tmp_path / "slow") as slow:
        slow.goes(Wrong(rate={"late.mp4": 2_000_000}))
        house = open_house()
        house.footage.arm(1, Media("late.mp4", slow.place / "late.mp4"))
        house.footage.play(1)
        house.wait("shown", 1)
        house.reach(1, 500)
        assert house.heard("failed") == []
        assert house.seen[0] == (4, 0)


@pytest.mark.parametrize("name", ["big.mp4", "picture.png"])
def test_a_disk_that_does_not_answer_holds_up_nobody(
    open_house: Callable[..., House], disk: Disk, watch: Watch, name: str
) -> None:
    house = open_house(patience=QUICK, decks=2)
    house.start(1, "a.mp4")
    disk.goes(Wrong(stalls=True))
    media = Media(name, disk.place / name, captions={"": disk.place / "words.vtt"})
    watch.measure(lambda: house.footage.arm(2, media))
    watch.measure(lambda: house.footage.play(2))
    house.wait("ended", 1)
    house.footage.arm(3, house.media("short.mp4"))
    assert house.wait("failed", 2)[2].startswith("no first picture")
    watch.measure(lambda: house.footage.play(3))
    house.wait("ended", 3)
    began = time.monotonic()
    house.footage.close()
    assert time.monotonic() - began < 2.2


def test_a_picture_that_stalls_while_it_is_read_holds_up_nobody(open_house: Callable[..., House], disk: Disk) -> None:
    """Qt would ask for its size with the interpreter's lock in its hand. (A Watch does not see that: it needs the lock
    itself to see a round begin.)"""
    disk.goes(Wrong(stalls_at={"picture.png": 0}, stalls_for=2))
    house = open_house()
    house.start(1, "a.mp4", loop=True)
    ticks = [time.monotonic()]
    beat = QTimer(interval=10)
    beat.timeout.connect(lambda: ticks.append(time.monotonic()))
    beat.start()
    house.footage.arm(2, Media("picture.png", disk.place / "picture.png"))
    house.footage.play(2)
    house.wait("shown", 2)
    beat.stop()
    assert ticks[-1] - ticks[0] > 1.9
    assert max(after - before for before, after in pairwise(ticks)) < AWAY


def test_a_film_deleted_while_it_plays_ends_as_it_should(house: House, films: Path, tmp_path: Path) -> None:
    os.link(films / "big.mp4", tmp_path / "gone.mp4")
    house.footage.arm(1, Media("gone.mp4", tmp_path / "gone.mp4"))
    house.footage.play(1)
    house.wait("shown", 1)
    (tmp_path / "gone.mp4").unlink()
    house.wait("ended", 1)
    assert house.seen[-1] == (4, 179)
    house.footage.arm(2, Media("gone.mp4", tmp_path / "gone.mp4"))
    house.footage.play(2)
    assert house.wait("failed", 2)[2].startswith("missing")
