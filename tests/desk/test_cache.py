"""What was measured is found again, and only where it still holds."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from kiosk.desk import cache as caching
from kiosk.desk import measuring, probing
from kiosk.desk.cache import KEPT, Cache, default_folder, keep_beside
from kiosk.playlist.mediafacts import MediaFacts, SoundFacts, VideoFacts

FACTS = MediaFacts(2000, 5, VideoFacts("h264", "High", 320, 180, 25.0), SoundFacts("aac", "stereo", 48000, -23.0, -3.0))


@pytest.fixture
def probed(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    names: list[str] = []

    def probe(path: Path) -> MediaFacts:
        names.append(path.name)
        return FACTS

    monkeypatch.setattr(probing, "probe", probe)
    return names


def test_measured_once_whatever_its_name(tmp_path: Path, probed: list[str]) -> None:
    film, folder = tmp_path / "a.mp4", tmp_path / "cache"
    film.write_bytes(b"film")
    first = measuring.measure_files([film, film], Cache(folder))
    film.rename(tmp_path / "b.mp4")
    second = measuring.measure_files([tmp_path / "b.mp4"], Cache(folder))
    assert first[film] == second[tmp_path / "b.mp4"] == FACTS
    assert probed == ["a.mp4"]


def test_measured_again_when_it_changed(tmp_path: Path, probed: list[str]) -> None:
    film, folder = tmp_path / "a.mp4", tmp_path / "cache"
    film.write_bytes(b"film")
    measuring.measure_files([film], Cache(folder))
    film.write_bytes(b"mlif")
    os.utime(film, ns=(1, 1))
    measuring.measure_files([film], Cache(folder))
    assert probed == ["a.mp4", "a.mp4"]


@pytest.mark.parametrize("content", ["", "{", "[]", "{}", '{"version": 1, "video": 3, "sound": null}'])
def test_a_spoiled_cache_is_measured_again(tmp_path: Path, probed: list[str], content: str) -> None:
    film, folder = tmp_path / "a.mp4", tmp_path / "cache"
    film.write_bytes(b"film")
    measuring.measure_files([film], Cache(folder))
    for file in folder.iterdir():
        file.write_text(content)
    assert measuring.measure_files([film], Cache(folder))[film] == FACTS
    assert probed == ["a.mp4", "a.mp4"]


def test_what_another_version_kept_is_measured_again(
    tmp_path: Path, probed: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    film, folder = tmp_path / "a.mp4", tmp_path / "cache"
    film.write_bytes(b"film")
    measuring.measure_files([film], Cache(folder))
    monkeypatch.setattr(caching, "VERSION", caching.VERSION + 1)
    measuring.measure_files([film], Cache(folder))
    assert len(probed) == 2


def test_an_interrupt_keeps_what_was_done(tmp_path: Path, probed: list[str]) -> None:
    films = [tmp_path / f"{number}.mp4" for number in range(8)]
    for film in films:
        film.write_bytes(film.name.encode())

    def interrupt(done: int, _of: int, _name: str) -> None:
        if done == 3:
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        measuring.measure_files(films, Cache(tmp_path / "cache"), interrupt)
    assert len(probed) >= 3
    assert len(measuring.measure_files(films, Cache(tmp_path / "cache"))) == 8
    assert sorted(probed) == [film.name for film in films], "none was measured twice"


def test_where_it_is_kept(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("XDG_CACHE_HOME", "/some/where")
    assert default_folder() == Path("/some/where/kiosk/measured")
    monkeypatch.setenv("XDG_CACHE_HOME", "not/whole")
    assert default_folder() == Path.home() / ".cache/kiosk/measured"


def test_a_film_that_went_away(tmp_path: Path) -> None:
    gone = tmp_path / "gone.mp4"
    assert "cannot be read" in measuring.measure_files([gone], Cache(tmp_path / "cache"))[gone].wrong


def test_what_another_machine_measured_stands_beside_the_footage(tmp_path: Path, probed: list[str]) -> None:
    film, media = tmp_path / "a.mp4", tmp_path / "media"
    film.write_bytes(b"film")
    media.mkdir()
    cache = Cache(tmp_path / "one")
    assert keep_beside(media, {cache.key(film): FACTS}) == media / KEPT
    other = Cache(tmp_path / "other")
    other.look_beside([tmp_path / "nowhere", media])
    assert measuring.measure_files([film], other)[film] == FACTS
    assert probed == []
    film.write_bytes(b"another film")
    measuring.measure_files([film], other)
    assert probed == ["a.mp4"]


@pytest.mark.parametrize("spoil", ['"version": 1', '"version": 2, "films": 3, "other"', '"films": {"x": 1}, "version"'])
def test_what_is_spoiled_beside_the_footage_tells_nothing(tmp_path: Path, probed: list[str], spoil: str) -> None:
    film = tmp_path / "a.mp4"
    film.write_bytes(b"film")
    keep_beside(tmp_path, {Cache(tmp_path / "one").key(film): FACTS})
    text = (tmp_path / KEPT).read_text()
    (tmp_path / KEPT).write_text(text.replace(f'"version": {caching.VERSION}', spoil))
    cache = Cache(tmp_path / "other")
    cache.look_beside([tmp_path])
    assert measuring.measure_files([film], cache)[film] == FACTS
    assert probed == ["a.mp4"]
