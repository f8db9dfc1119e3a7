"""`kiosk media` as a technician calls it."""

from __future__ import annotations

import json
import os
import shutil
from pathlib import Path

import pytest

from tests.cli.test_commands import kiosk
from tests.desk.conftest import Make, make

__all__ = ["make"]

PLAYLIST = "format: 1\nlanguages: [en, ko]\nattract: a.mp4\nscenes: {film: film.mp4, again: a.mp4}\n"


@pytest.fixture
def shown(tmp_path: Path, make: Make) -> Path:
    folder = tmp_path / "playlists" / "shown"
    folder.mkdir(parents=True)
    (folder / "playlist.yaml").write_text(PLAYLIST)
    shutil.copy(make("a.mp4", "testsrc2=s=320x180:r=25:d=1"), folder / "a.mp4")
    shutil.copy(make("b.mp4", "testsrc2=s=160x90:r=30:d=1", "sine=d=1"), folder / "film.mp4")
    (folder / "film.ko.vtt").write_text("WEBVTT\n\n00:00.000 --> 00:01.000\nx\n")
    return tmp_path


def test_a_table(shown: Path) -> None:
    done = kiosk("media", "shown", folder=shown, XDG_CACHE_HOME=str(shown / "cache"))
    assert (done.returncode, done.stderr) == (0, "")
    head, first, second, empty, total = done.stdout.splitlines()
    assert head.split()[0] == "FILE"
    assert first.split()[:6] == ["a.mp4", "attract,", "again", "0:01.0", "320x180", "25"]
    assert second.split()[-1] == "ko"
    assert (empty, total.partition(",")[0]) == ("", "2 files")


def test_for_programs(shown: Path) -> None:
    done = kiosk("media", "shown", "--json", folder=shown, XDG_CACHE_HOME=str(shown / "cache"))
    found = json.loads(done.stdout)
    assert [row["used_by"] for row in found] == [["attract", "again"], ["film"]]
    assert found[1]["facts"]["video"]["width"] == 160


def test_what_is_missing_or_broken(shown: Path) -> None:
    (shown / "playlists/shown/a.mp4").write_bytes(b"film")
    (shown / "playlists/shown/film.mp4").unlink()
    done = kiosk("media", "shown", folder=shown, XDG_CACHE_HOME=str(shown / "cache"))
    assert done.returncode == 1
    assert "There is no file `film.mp4`" in done.stderr
    assert "a.mp4: Invalid data" in done.stdout


def test_without_ffmpeg_it_says_how_to_get_it(shown: Path) -> None:
    done = kiosk("media", "shown", folder=shown, PATH=os.devnull, XDG_CACHE_HOME=str(shown / "cache"))
    assert done.returncode == 1
    assert "apt install ffmpeg" in done.stderr
    assert "film.mp4" in done.stdout


def test_no_such_playlist(shown: Path) -> None:
    assert kiosk("media", "nowhere", folder=shown).returncode == 2


def test_what_lies_there_unnamed_is_said(shown: Path) -> None:
    media = shown / "media" / "shown"
    media.mkdir(parents=True)
    (media / "master.mp4").write_bytes(b"film")
    (shown / "playlists/shown/playlist.yaml").write_text(
        "format: 1\nlanguages: [en]\nattract: a.jpg\nscenes: {film: a.jpg}\n"
    )
    done = kiosk("media", "shown", folder=shown, XDG_CACHE_HOME=str(shown / "cache"))
    assert "No films" in done.stdout
    assert "`master.mp4` lies in its media folder, but the playlist does not name it." in done.stdout
