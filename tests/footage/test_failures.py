"""Every kind of bad file comes to one `failed` with a reason in plain words, and nothing hangs."""

from __future__ import annotations

import os
import shutil
import threading
from collections.abc import Callable
from functools import partial
from pathlib import Path

import pytest
from PySide6.QtGui import QImage

from kiosk.footage import Patience, UnplayableError
from kiosk.footage.deck import Deck
from kiosk.footage.pool import HANGING, REPLACED, TOO_MANY
from kiosk.footage.probe import refuse_unreadable
from kiosk.playlist.model import Media

from .conftest import House
from .studio import ffmpeg

pytestmark = [pytest.mark.vlc, pytest.mark.window]


@pytest.fixture(scope="module")
def broken(tmp_path_factory: pytest.TempPathFactory, clips: Path) -> Path:
    folder = tmp_path_factory.mktemp("broken")
    good = (clips / "long.mp4").read_bytes()
    (folder / "empty.mp4").touch()
    (folder / "text.mp4").write_text("This is not a film.\n" * 50)
    (folder / "garbage.mp4").write_bytes(os.urandom(30_000))
    (folder / "header.mp4").write_bytes(good[:200])
    (folder / "truncated.mp4").write_bytes(good[: len(good) * 2 // 5])
    (folder / "index-only.mp4").write_bytes(good[: good.index(b"mdat") + 64])
    (folder / "folder.mp4").mkdir()
    os.mkfifo(folder / "pipe.mp4")
    ffmpeg("-f", "lavfi", "-i", "sine=duration=1", folder / "sound.mp3")
    (folder / "torn.jpg").write_bytes(b"\xff\xd8\xff\xe0" + os.urandom(500))
    (folder / "lie.png").write_text("not a picture")
    return folder


@pytest.mark.parametrize(
    ("name", "reason"),
    [
        ("nowhere.mp4", "missing"),
        ("empty.mp4", "empty"),
        ("text.mp4", "not a film"),
        ("garbage.mp4", "not a film"),
        ("header.mp4", "not a film"),
        ("folder.mp4", "a folder"),
        ("pipe.mp4", "not an ordinary file"),
        ("sound.mp3", "not a film"),
        ("truncated.mp4", "truncated"),
        ("lie.png", "not a picture"),
    ],
)
def test_fails_once_with_its_reason(house: House, broken: Path, name: str, reason: str) -> None:
    house.footage.arm(1, Media(name, broken / name))
    house.footage.play(1)
    assert house.said == []
    said = house.wait("failed", 1)
    assert said[2].startswith(reason)
    assert ". To mend it: " in said[2]
    house.qtbot.wait(100)
    assert [said for said in house.said if said[0] != "shown"] == [said]
    house.start(2, "short.mp4")  # the deck is none the worse


@pytest.mark.no_qt_log  # Qt's JPEG reader says more than it should
def test_a_torn_picture_fails(house: House, broken: Path) -> None:
    house.footage.arm(1, Media("torn.jpg", broken / "torn.jpg"))
    house.footage.play(1)
    assert house.wait("failed", 1)[2].startswith("not a picture")


def test_a_loop_that_is_truncated_fails_once(house: House, broken: Path) -> None:
    house.footage.arm(1, Media("truncated.mp4", broken / "truncated.mp4"), loop=True)
    house.footage.play(1)
    house.wait("failed", 1)
    house.qtbot.wait(300)
    assert len(house.heard("failed")) == 1


def test_a_loop_whose_file_goes_away_fails_once(house: House, tmp_path: Path, clips: Path) -> None:
    shutil.copy(clips / "short.mp4", tmp_path / "gone.mp4")
    house.footage.arm(1, Media("gone.mp4", tmp_path / "gone.mp4"), loop=True)
    house.footage.play(1)
    house.wait("shown", 1)
    (tmp_path / "gone.mp4").unlink()
    assert house.wait("failed", 1)[2].startswith(("missing", "not a film"))  # VLC may have been about to open it


def test_without_permission(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    secret = tmp_path / "secret.mp4"
    secret.write_bytes(b"x")
    secret.chmod(0)
    monkeypatch.setattr(os, "access", lambda path, mode: False)  # root may read everything
    with pytest.raises(UnplayableError, match="no permission"):
        refuse_unreadable(secret)


def test_a_film_that_stands_still_again_and_again_fails(open_house: Callable[..., House]) -> None:
    house = open_house(patience=Patience(next_picture=1.2))
    again: list[str] = []
    house.footage.begun_again.connect(again.append)
    house.start(1, "long.mp4")
    for place in (300, 1200):
        house.reach(1, place)
        showing = house.footage._cutting.get(1)
        assert showing is not None
        assert isinstance(showing.deck, Deck)
        # behind footage's back, as a disk that hangs would
        showing.deck._jobs.put(partial(showing.deck._player.set_pause, True))
        house.until(lambda: bool(again))
    assert house.wait("failed", 1)[2].startswith("stalled")
    assert len(house.heard("failed")) == len(again) == 1


def stay_away(gate: threading.Event) -> None:
    """What a deck does when VLC does not come back: nothing, until `gate` opens."""
    gate.wait(60)


def test_a_film_that_never_comes_fails(open_house: Callable[..., House], monkeypatch: pytest.MonkeyPatch) -> None:
    house = open_house(patience=Patience(first_picture=0.6, next_picture=0.6), decks=1)
    gate, real = threading.Event(), Deck._load
    monkeypatch.setattr(Deck, "_load", lambda _deck, _take: gate.wait(60))
    house.footage.arm(1, house.media("a.mp4"))
    house.footage.play(1)
    try:
        assert house.wait("failed", 1)[2].startswith("no first picture")
        house.footage._cutting._patience = Patience()  # what comes now is as slow as it is
        monkeypatch.setattr(Deck, "_load", real)
        house.start(2, "short.mp4")
        house.wait("ended", 2)
    finally:
        gate.set()
    assert len(house.heard("failed")) == 1


def test_a_deck_that_hangs_gets_no_other_clip(open_house: Callable[..., House]) -> None:
    house = open_house(patience=Patience(first_picture=0.6), decks=2)
    gate = threading.Event()
    stuck = house.footage._pool._decks[0]
    stuck._jobs.put(partial(stay_away, gate))  # as VLC does that never comes back
    house.footage.arm(1, house.media("a.mp4"))
    house.footage.play(1)
    try:
        house.until(lambda: stuck not in house.footage._pool._decks)
        house.footage._cutting._patience = Patience()  # what comes now is as slow as it is
        house.wait("ended", 1)
        assert len(house.footage.report().decks) == 2
        for play in range(2, 7):  # more than there are decks
            house.start(play, "short.mp4")
            house.wait("ended", play)
        assert house.heard("troubled") == [("troubled", REPLACED)]
    finally:
        gate.set()
    house.until(lambda: stuck.join(0))


def test_only_so_many_decks_are_replaced(open_house: Callable[..., House]) -> None:
    house = open_house(decks=1)
    pool, gate = house.footage._pool, threading.Event()
    try:
        for _ in range(HANGING):
            (deck,) = pool._decks
            deck._jobs.put(partial(stay_away, gate))
            pool._free.remove(deck)
            assert pool.retire(deck) == REPLACED
        (last,) = pool._decks
        pool._free.remove(last)
        assert pool.retire(last) == TOO_MANY
        assert pool._decks == list(pool._free) == [last]
    finally:
        gate.set()
    house.until(lambda: all(deck.join(0) for deck in pool._retired))
    pool._free.remove(last)
    assert pool.retire(last) == REPLACED  # those that were only slow do not count


@pytest.mark.parametrize("name", ["film.mp4", "picture.png"])
def test_a_link_out_of_its_folder_is_not_played(house: House, tmp_path: Path, clips: Path, name: str) -> None:
    (tmp_path / "media").mkdir()
    secret = tmp_path / ("secret" + Path(name).suffix)
    if secret.suffix == ".png":
        picture = QImage(64, 48, QImage.Format.Format_RGB32)
        picture.fill("#c03040")
        picture.save(str(secret))
    else:
        shutil.copy(clips / "a.mp4", secret)
    (tmp_path / "media" / name).symlink_to(secret)
    house.footage.arm(1, Media(name, tmp_path / "media" / name))
    house.footage.play(1)
    assert house.wait("failed", 1)[2].startswith("leads out of its folder. To mend it: put the file itself")
    assert house.heard("shown") == []


def test_a_sound_that_leads_out_of_its_folder_is_not_heard(house: House, tmp_path: Path) -> None:
    ffmpeg("-f", "lavfi", "-i", "sine=duration=1", tmp_path / "secret.mp3")
    (tmp_path / "media").mkdir()
    (tmp_path / "media/a.mp3").symlink_to(tmp_path / "secret.mp3")
    house.footage.arm(1, house.media("a.mp4", sounds={"": tmp_path / "media/a.mp3"}))
    house.footage.play(1)
    assert house.wait("failed", 1)[2].startswith("its sound a.mp3 leads out of its folder. To mend it: put the file")


def test_a_link_within_its_folder_and_a_folder_that_is_one_are_played(
    house: House, tmp_path: Path, clips: Path
) -> None:
    (tmp_path / "real").mkdir()
    shutil.copy(clips / "short.mp4", tmp_path / "real/v2.mp4")
    (tmp_path / "real/film.mp4").symlink_to("v2.mp4")
    (tmp_path / "media").symlink_to("real")
    house.clips = tmp_path / "media"
    house.start(1, "film.mp4")


def test_a_film_without_pictures_fails(open_house: Callable[..., House], broken: Path) -> None:
    house = open_house(patience=Patience(first_picture=0.6, next_picture=0.7))
    house.footage.arm(1, Media("index-only.mp4", broken / "index-only.mp4"))
    house.footage.play(1)
    assert house.wait("failed", 1)[2].startswith("no first picture within 0.7 s. To mend it: look at the disk")


def test_a_missing_language_clip_leaves_the_film_running(house: House, tmp_path: Path) -> None:
    house.footage.arm(1, house.media("a.mp4", paths={"ko": tmp_path / "gone.ko.mp4"}))
    house.footage.play(1)
    house.wait("shown", 1)
    house.footage.set_language("ko")
    house.wait("ended", 1)
    assert house.heard("troubled") == [
        ("troubled", "gone.ko.mp4: missing: there is no such file; the language of what is running stays")
    ]
