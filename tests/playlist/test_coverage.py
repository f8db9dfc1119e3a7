"""Which films have captions, a description and sign language, and in which languages."""

from __future__ import annotations

from pathlib import Path

from kiosk.playlist.captions import parse
from kiosk.playlist.coverage import any_described, any_signed, coverage, spoken
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


def test_each_film_by_language(tmp_path: Path) -> None:
    found = coverage(
        playlist(
            tmp_path, "shore.mp4", "shore.en.vtt", "shore.ko.ad.m4a", "shore.sign.mp4", "road.mp4", "road.ko.sign.mp4",
            "her.mp4", "her.ad.m4a", "her.fr.ad.m4a",
        )
    )  # fmt: skip
    told = {one.shown_by: (set(one.captions), set(one.descriptions), set(one.signed)) for one in found}
    assert told == {
        "shore": ({"en"}, {"ko"}, {"en", "ko"}),
        "road": (set(), {"en", "ko"}, {"ko"}),
        "her": (set(), {"en", "ko"}, set()),
    }
    assert found[0].media.signer == "left"
    assert found[0].media.description_file("en") is None
    assert found[0].media.signed_file("en") == found[0].media.signed[""]


def test_there_is_a_switch_where_it_does_something(tmp_path: Path) -> None:
    plain = playlist(tmp_path, "shore.mp4")
    assert any_described(plain), "by a track of its own"
    assert not any_signed(plain)
    (tmp_path / "more").mkdir()
    assert any_signed(playlist(tmp_path / "more", "her.mp4", "her.ko.sign.mp4"))


def test_a_picture_is_not_signed(tmp_path: Path) -> None:
    found = playlist(tmp_path, "shore.mp4", "shore.sign.jpg", "shore.sign.vtt")
    assert not any_signed(found)


def test_what_captions_tell_beside_words() -> None:
    cues = parse(
        b"1\n00:01.000 --> 00:02.000\n[a door slams]\nSook-ja: Who is there?\n\n00:03.000 --> 00:04.000\nAt 10:15\n"
    ).cues
    found = spoken(cues)
    assert (found.speakers, found.sounds) == (1, 1)
