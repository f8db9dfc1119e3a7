"""Pictures with a length of their own, and sounds with a picture, where films may stand."""

from __future__ import annotations

from pathlib import Path

import pytest

from kiosk.playlist.model import Media
from kiosk.playlist.reading import every_media, missing_media, read
from tests.playlist.writing import faults, write


def playlist(clip: str, languages: str = "[en, ko]") -> str:
    return f"format: 1\nlanguages: {languages}\nattract: loop.mp4\nscenes:\n  one: {{clip: {clip}, to: home}}\n"


def clip(folder: Path, text: str) -> Media:
    return read(write(folder, playlist(text))).scenes["one"].variants[0].clip


def test_a_picture_with_a_length(tmp_path: Path) -> None:
    found = clip(tmp_path, "{file: map.jpg, lasts: 12s}")
    assert (found.name, found.lasts, found.heard, found.seen) == ("map.jpg", 12_000, False, None)
    assert clip(tmp_path, "map.jpg").lasts is None


def test_a_film_may_be_written_either_way(tmp_path: Path) -> None:
    assert clip(tmp_path, "{file: film.mp4}").path == clip(tmp_path, "film.mp4").path


def test_a_sound_with_its_picture(tmp_path: Path) -> None:
    for name in ("voice.m4a", "voice.ko.m4a", "voice.ko.ogg", "voice.en.vtt", "voice.en.ad.m4a", "face.ko.jpg"):
        (tmp_path / name).touch()
    found = clip(tmp_path, "{file: voice.m4a, picture: face.jpg}")
    assert found.heard
    assert found.paths == {"ko": tmp_path / "voice.ko.m4a"}
    assert found.sounds == {}
    assert found.captions == {"en": tmp_path / "voice.en.vtt"}
    assert found.descriptions == {"en": tmp_path / "voice.en.ad.m4a"}
    assert found.seen is not None
    assert found.seen.picture("ko") == tmp_path / "face.ko.jpg"
    missing = missing_media(read(write(tmp_path, playlist("{file: lost.m4a, picture: lost.jpg}"))))
    assert {fault.what for fault in missing} >= {"There is no file `lost.m4a`.", "There is no file `lost.jpg`."}


def test_the_picture_of_a_sound_is_media_too(tmp_path: Path) -> None:
    found = read(write(tmp_path, playlist("{file: voice.m4a, picture: face.jpg}")))
    assert {media.name for media in every_media(found)} == {"loop.mp4", "voice.m4a", "face.jpg"}


@pytest.mark.parametrize(
    ("written", "what", "cure"),
    [
        ("voice.m4a", "is a sound: nothing is seen", "{file: voice.m4a, picture:"),
        ("{file: voice.m4a}", "is a sound: nothing is seen", "Write the `picture`"),
        ("{file: film.mp4, picture: face.jpg}", "`film.mp4` is none", "Leave `picture` out"),
        ("{file: film.mp4, lasts: 12s}", "`film.mp4` is a film, and lasts as long", "Leave `lasts` out"),
        ("{file: voice.m4a, picture: a.jpg, lasts: 9s}", "is a sound, and lasts as long", "Leave `lasts` out"),
        ("{file: map.jpg, lasts: 12}", "12", "12s"),
        ("{file: map.jpg, lasts: 100ms}", "100ms", "1s"),
        ("{file: map.jpg, lasts: 2h}", "2h", "1h"),
        ("{lasts: 12s}", "`file` is missing in a clip", "Write `file:`"),
        (
            "{file: voice.m4a, picture: film.mp4}",
            "`film.mp4` is not the name of a picture",
            "the file name of a picture",
        ),
        ("notes.txt", "`notes.txt` is not the name of a film", "the file name of a film"),
    ],
)
def test_what_cannot_be(tmp_path: Path, written: str, what: str, cure: str) -> None:
    (found,) = faults(tmp_path, playlist(written))
    assert what in found.what
    assert cure in found.cure
