"""Whether films have a description and sign language, and in which languages."""

from __future__ import annotations

from pathlib import Path

from kiosk.playlist.coverage import any_described, any_signed
from kiosk.playlist.model import Playlist
from kiosk.playlist.reading import read

PLAYLIST = """\
format: 1
languages: [en, ko]
attract: loop.mp4
scenes:
  shore: {clip: {file: shore.mp4, signer: left}, to: road}
  road: {clip: {file: road.mp4, described: true}, to: home}
pages:
  her: {title: Her, clip: her.mp4}
"""


def playlist(folder: Path, *files: str) -> Playlist:
    place = folder / "mine"
    place.mkdir()
    (place / "playlist.yaml").write_text(PLAYLIST, encoding="utf-8")
    for name in files:
        (place / name).touch()
    return read(place / "playlist.yaml")


def test_what_stands_beside_a_film_by_language(tmp_path: Path) -> None:
    found = playlist(
        tmp_path, "shore.mp4", "shore.en.vtt", "shore.ko.ad.m4a", "shore.sign.mp4", "road.mp4", "her.fr.ad.m4a"
    )
    shore = found.scenes["shore"].variants[0].clip
    assert shore.signer == "left"
    assert shore.description_file("ko") == shore.descriptions["ko"]
    assert shore.description_file("en") is None
    assert shore.signed_file("en") == shore.signed[""]


def test_there_is_a_switch_where_it_does_something(tmp_path: Path) -> None:
    plain = playlist(tmp_path, "shore.mp4")
    assert any_described(plain), "by a track of its own"
    assert not any_signed(plain)
    (tmp_path / "more").mkdir()
    assert any_signed(playlist(tmp_path / "more", "her.mp4", "her.ko.sign.mp4"))


def test_a_picture_is_not_signed(tmp_path: Path) -> None:
    found = playlist(tmp_path, "shore.mp4", "shore.sign.jpg", "shore.sign.vtt")
    assert not any_signed(found)
