"""What a media file is."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtGui import QImage

from kiosk.footage import Clip, UnplayableError, engine, probe
from kiosk.footage.tongues import speaks

from .studio import ffmpeg, numbered

pytestmark = pytest.mark.vlc


def test_a_film_with_its_sound_tracks(clips: Path) -> None:
    clip = probe(clips / "tracks.mp4")
    assert (clip.kind, clip.duration, clip.width, clip.height, clip.aspect) == ("film", 3000, 320, 180, 1.0)
    assert [track.language for track in clip.sounds] == ["kor", "eng"]


def test_a_film_that_is_turned_and_one_whose_pixels_are_wide(clips: Path, tmp_path: Path) -> None:
    ffmpeg("-i", clips / "short.mp4", "-c", "copy", "-metadata:s:v", "rotate=90", tmp_path / "turned.mp4")
    ffmpeg("-i", clips / "short.mp4", "-vf", "setsar=64/45", "-c:v", "libx264", tmp_path / "wide.mp4")
    turned, wide = probe(tmp_path / "turned.mp4"), probe(tmp_path / "wide.mp4")
    assert (turned.width, turned.height) == (180, 320)
    assert wide.aspect == pytest.approx(64 / 45)


def test_a_still_and_a_sound(tmp_path: Path) -> None:
    QImage(64, 48, QImage.Format.Format_RGB32).save(str(tmp_path / "still.png"))
    ffmpeg("-f", "lavfi", "-i", "sine=duration=1", tmp_path / "sound.m4a")
    assert probe(tmp_path / "still.png") == Clip("still", 8000, 64, 48)
    sound = probe(tmp_path / "sound.m4a")
    assert (sound.kind, sound.width, len(sound.sounds)) == ("sound", 0, 1)
    assert sound.duration == pytest.approx(1000, abs=50)


def test_a_file_that_changed_is_looked_at_again(tmp_path: Path) -> None:
    path = tmp_path / "clip.mp4"
    path.write_text("not yet a film")
    with pytest.raises(UnplayableError, match="not a film"):
        probe(path)
    numbered(path, 1, 15)
    assert probe(path).duration == 500


def test_names_that_look_like_addresses(tmp_path: Path) -> None:
    for name in ("50% off: the #1 film?.mp4", "강 — río.mp4", "http:clip.mp4"):
        assert probe(numbered(tmp_path / name, 1, 3)).width == 320


def test_is_refused_in_vlcs_own_threads(clips: Path) -> None:
    engine.from_vlc(lambda: probe(clips / "b.mp4"), None)()
    assert [type(mishap) for mishap in engine.mishaps] == [engine.WrongThreadError]
    engine.mishaps.clear()


@pytest.mark.parametrize(
    ("track", "language", "same"),
    [
        ("ko", "ko", True), ("kor", "ko", True), ("ko-KR", "ko", True), ("fre", "fr", True), ("fra", "fr", True),
        ("eng", "ko", False), ("", "ko", False), ("und", "", False), ("kok", "ko", False),
    ],
)  # fmt: skip
def test_languages_of_tracks(track: str, language: str, same: bool) -> None:
    assert speaks(track, language) is same
