"""A playlist's footage measured, and judged, with real files."""

from __future__ import annotations

import io
import shutil
from pathlib import Path

import pytest

from kiosk.desk import probing
from kiosk.desk.cache import Cache
from kiosk.desk.measuring import Bar, measure, unused
from kiosk.playlist.checks import Known, check
from kiosk.playlist.model import Playlist
from kiosk.playlist.reading import read
from tests.desk.conftest import Make

TEXT = """\
format: 1
languages: [en, ko]
attract: calm.mp4
scenes:
  one: {clip: strobe.mp4, to: two}
  two: {clip: small.mp4, to: home}
"""


@pytest.fixture
def playlist(make: Make, tmp_path: Path) -> Playlist:
    folder, media = tmp_path / "playlists" / "mine", tmp_path / "media" / "mine"
    folder.mkdir(parents=True)
    media.mkdir(parents=True)
    (folder / "playlist.yaml").write_text(TEXT)
    start = ("-movflags", "+faststart")
    strobe = "color=gray:s=320x180:r=25:d=2,geq=lum='if(mod(N,2),200,40)':cb=128:cr=128"
    shutil.copy(make("calm.mp4", "testsrc2=s=320x180:r=25:d=1", None, *start), media / "calm.mp4")
    shutil.copy(make("strobe.mp4", strobe, None, *start), media / "strobe.mp4")
    shutil.copy(make("small.mp4", "testsrc2=s=160x90:r=25:d=1", None, *start), media / "small.mp4")
    (media / "small.ko.vtt").write_bytes("WEBVTT\n\n00:00.000 --> 00:05.000\né\n".encode("cp1252"))
    return read(folder)


def test_real_films_are_judged(playlist: Playlist, tmp_path: Path) -> None:
    footage = measure(playlist, Cache(tmp_path / "cache"))
    found = [(one.rule.id, one.where.line) for one in check(Known(playlist, footage.films, footage.captions))]
    assert found == [("I50", 1), ("E55", 5), ("E42", 6), ("E42", 6), ("W43", 6), ("W51", 6)]


def test_without_ffmpeg_films_are_not_measured(
    playlist: Playlist, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(probing, "can_measure", lambda: False)
    footage = measure(playlist, Cache(tmp_path / "cache"))
    assert footage.films is None
    assert len(footage.captions) == 1


def test_what_nothing_names(playlist: Playlist) -> None:
    media = playlist.folders[-1] if playlist.folders[-1].name == "mine" else playlist.folders[1]
    assert unused(playlist) == ()
    for name in ("old.mp4", "old.ko.vtt", "notes.txt", "picture.jpg"):
        (media / name).write_text("x")
    assert unused(playlist) == ("old.ko.vtt", "old.mp4")


class Terminal(io.StringIO):
    def isatty(self) -> bool:
        return True


def test_progress_is_for_terminals_and_leaves_nothing() -> None:
    terminal, pipe = Terminal(), io.StringIO()
    for out in (terminal, pipe):
        bar = Bar(out)
        bar(1, 2, "a.mp4")
        bar(2, 2, "b.mp4")
    assert "1 of 2" in terminal.getvalue()
    assert terminal.getvalue().endswith("\r\033[K")
    assert pipe.getvalue() == ""
