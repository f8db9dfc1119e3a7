"""What is packed of a playlist, and what cannot be."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from kiosk.playlist import read
from kiosk.updates import disk
from kiosk.updates.faults import UpdateError
from kiosk.updates.manifest import FILE, parse
from kiosk.updates.packing import pack
from kiosk.updates.telling import Told
from tests.updates.packs import WHEN, exhibition

ROOT = Path(__file__).parents[2]


def test_just_what_is_used_is_packed(tmp_path: Path) -> None:
    place = exhibition(tmp_path, "town", film_ko_mp4=b"Korean", film_en_vtt=b"WEBVTT\n", film_ko_m4a=b"sound",
                       film_en_ad_m4a=b"told", film_portrait_mp4=b"upright", film_fr_mp4=b"no such language",
                       other_mp4=b"nobody uses it")  # fmt: skip
    (tmp_path / "media" / "shared.jpg").write_bytes(b"picture")
    (tmp_path / "media" / "town" / "letter.md").write_text("A letter")
    (tmp_path / "media" / "town" / "letter.ko.md").write_text("Korean")
    (place / "beside.jpg").write_bytes(b"picture")
    for name in ("README.txt", "playlist.yaml~", ".playlist.swp", "unused.mp4"):
        (place / name).write_text("x")
    (place / "out.txt").symlink_to(tmp_path / "media" / "shared.jpg")
    with (place / "playlist.yaml").open("a") as file:
        file.write("pages:\n  letter: {title: Letter, text: letter.md, picture: shared.jpg}\n"
                   "  said: {title: Said, text: see ../notes.txt and nothing.md, picture: beside.jpg}\n"
                   "home:\n  - {open: film, title: Film}\n  - {open: letter, title: L}\n"
                   "  - {open: said, title: S}\n")  # fmt: skip
    playlist = read(place)
    told: list[tuple[str, float]] = []
    made = pack(playlist, tmp_path / "pack", WHEN, Told(lambda phase, part: told.append((phase, part))))
    town = "media/town"
    assert [one.path for one in made.files] == [
        "media/shared.jpg", f"{town}/film.en.ad.m4a", f"{town}/film.en.vtt", f"{town}/film.ko.m4a",
        f"{town}/film.ko.mp4", f"{town}/film.mp4", f"{town}/film.portrait.mp4", f"{town}/letter.ko.md",
        f"{town}/letter.md", f"{town}/loop.mp4", "playlists/town/README.txt", "playlists/town/beside.jpg",
        "playlists/town/playlist.yaml",
    ]  # fmt: skip
    assert (told[0], told[-1]) == (("packing", 0.0), ("packing", 1.0))
    again = read(tmp_path / "pack" / "playlists" / "town")
    assert again.pages["letter"].text == playlist.pages["letter"].text
    assert parse((tmp_path / "pack" / FILE).read_bytes()) == made
    twice = pack(playlist, tmp_path / "twice", "another time", Told())
    assert (twice.whole, twice.files) == (made.whole, made.files)


def test_what_no_stick_can_keep(tmp_path: Path) -> None:
    place = exhibition(tmp_path, "town", "'what?.mp4'")
    with pytest.raises(UpdateError, match=r"which sticks cannot keep.*Rename it"):
        pack(read(place), tmp_path / "pack", WHEN, Told())
    place = exhibition(tmp_path / "other", "town", "Film.mp4", film_mp4=b"x")
    with (place / "playlist.yaml").open("a") as file:
        file.write("timing: {window: 10s}\n")
    text = (place / "playlist.yaml").read_text().replace("{film: Film.mp4}", "{film: Film.mp4, small: film.mp4}")
    (place / "playlist.yaml").write_text(text)
    with pytest.raises(UpdateError, match="are one and the same on a stick"):
        pack(read(place), tmp_path / "pack", WHEN, Told())
    assert not (tmp_path / "pack").exists()


def test_a_pack_that_cannot_be_written_leaves_nothing(tmp_path: Path) -> None:
    place = exhibition(tmp_path, "town")
    playlist = read(place)
    (tmp_path / "media" / "town" / "film.mp4").unlink()
    (tmp_path / "media" / "town" / "film.mp4").mkdir()
    with pytest.raises(OSError, match="directory"):
        pack(playlist, tmp_path / "pack", WHEN, Told())
    assert not (tmp_path / "pack").exists()


def test_an_empty_pack_s_progress() -> None:
    told: list[float] = []
    progress = Told(lambda _, part: told.append(part))
    progress.begin("packing", 0)
    progress.bytes(0)
    assert told == [0.0, 1.0]


def test_state_that_is_no_state(tmp_path: Path) -> None:
    (tmp_path / "x.json").write_text(json.dumps([1]))
    assert disk.read_json(tmp_path / "x.json") == {}
    assert disk.read_json(tmp_path / "y.json") == {}
