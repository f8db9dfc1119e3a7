"""`kiosk new`: what it makes has nothing wrong with it, and what is there is left alone."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from kiosk.playlist.reading import missing_media, read


def kiosk(*words: str, folder: Path) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "kiosk.cli", *words], capture_output=True, text=True, timeout=120, check=False,
        cwd=folder, env={**os.environ, "XDG_CACHE_HOME": str(folder / "cache")},
    )  # fmt: skip


def test_what_is_made_can_be_shown_and_nothing_is_wrong_with_it(tmp_path: Path) -> None:
    done = kiosk("new", "our-town", folder=tmp_path)
    assert done.returncode == 0, done.stderr
    playlist = read(tmp_path / "playlists" / "our-town")
    assert missing_media(playlist) == ()
    assert playlist.title.say("en") == "Our town"
    text = playlist.file.read_text(encoding="utf-8")
    assert "TITLE" not in text
    assert "NAME" not in text
    assert text.count("#") > 25  # it explains itself
    if shutil.which("ffmpeg") is not None:
        checked = kiosk("check", "our-town", "--strict", folder=tmp_path)
        assert checked.returncode == 0, checked.stdout


@pytest.mark.parametrize("there", ["playlists", "media"])
def test_what_is_there_is_left_alone(there: str, tmp_path: Path) -> None:
    kept = tmp_path / there / "ours" / "kept.txt"
    kept.parent.mkdir(parents=True)
    kept.write_text("mine")
    done = kiosk("new", "ours", folder=tmp_path)
    assert done.returncode == 2
    assert "is there" in done.stderr
    assert sorted(file for file in tmp_path.rglob("*") if file.is_file()) == [kept]


def test_a_name_that_is_none_is_mended(tmp_path: Path) -> None:
    for name, mended in (("Our Town!", "our-town"), ("Über", "ueber"), ("Café", "cafe")):
        done = kiosk("new", name, folder=tmp_path)
        assert done.returncode == 2
        assert f"Write `{mended}`." in done.stderr
    assert list(tmp_path.iterdir()) == []


def test_where_nothing_can_be_written_it_says_so(tmp_path: Path) -> None:
    (tmp_path / "media").write_text("a file, no folder")
    done = kiosk("new", "ours", folder=tmp_path)
    assert done.returncode == 1
    assert "media" in done.stderr
    assert "Traceback" not in done.stderr
