"""Films cut short for a rehearsal: the playlist reads as before, and what hangs on a film's end still has its time."""

from __future__ import annotations

import shutil
import subprocess
from pathlib import Path

import pytest

from kiosk.playlist.reading import missing_media, read
from kiosk.rehearsal.shortening import shortened

SHIPPED = Path(__file__).parents[2] / "playlists"
pytestmark = pytest.mark.skipif(shutil.which("ffmpeg") is None, reason="ffmpeg cuts the films")


def seconds(path: Path) -> float:
    words = ["ffprobe", "-v", "error", "-show_entries", "format=duration", "-of", "csv=p=0", str(path)]
    return float(subprocess.run(words, capture_output=True, check=True, text=True).stdout)


def test_scenes_are_short_and_everything_else_is_there(tmp_path: Path) -> None:
    whole = read(SHIPPED / "the-defector")
    short = read(shortened(whole, tmp_path))
    assert short.scenes.keys() == whole.scenes.keys()
    assert missing_media(short) == ()
    for name, scene in short.scenes.items():
        for variant, before in zip(scene.variants, whole.scenes[name].variants, strict=True):
            assert variant.clip.captions.keys() == before.clip.captions.keys()
    assert seconds(short.scenes["village"].variants[0].clip.path) == pytest.approx(5.0, abs=0.2)
    bank = short.scenes["river-bank"]
    assert bank.decision is not None
    assert bank.decision.opens == -14_000
    assert 14.0 < seconds(bank.variants[0].clip.path) < 17.0
    loop = short.attract.clips[0].path
    assert loop.stat().st_size == whole.attract.clips[0].path.stat().st_size


def test_a_film_that_is_no_film_is_there_as_it_is(tmp_path: Path) -> None:
    source = tmp_path / "source"
    shutil.copytree(SHIPPED / "hello", source / "playlists" / "hello")
    shutil.copytree(SHIPPED.parent / "media" / "hello", source / "media" / "hello")
    film = next((source / "media" / "hello").glob("*.mp4"))
    film.write_bytes(b"no film at all")
    playlist = read(source / "playlists" / "hello")
    short = read(shortened(playlist, tmp_path / "short"))
    assert missing_media(short) == ()
    copy = next((tmp_path / "short" / "media").rglob(film.name))
    assert copy.read_bytes() == b"no film at all"


def test_a_film_beside_its_playlist_is_cut_too(tmp_path: Path) -> None:
    home = tmp_path / "playlists" / "small"
    home.mkdir(parents=True)
    (home / "playlist.yaml").write_text("format: 1\nattract: film.mp4\nscenes: {one: {clip: film.mp4, to: home}}\n")
    film = read(SHIPPED / "the-defector").scenes["village"].variants[0].clip.path
    shutil.copy(film, home / "film.mp4")
    (home / "film.en.vtt").write_text("WEBVTT\n")
    short = read(shortened(read(home), tmp_path / "short"))
    assert missing_media(short) == ()
    assert seconds(short.scenes["one"].variants[0].clip.path) == pytest.approx(5.0, abs=0.2)
    assert short.scenes["one"].variants[0].clip.captions
