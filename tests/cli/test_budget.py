"""`kiosk budget` on the shipped exhibition: it keeps to what a visitor has time for."""

from __future__ import annotations

import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]


def budget(*words: str) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "kiosk.cli", "budget", *words]
    return subprocess.run(command, capture_output=True, text=True, timeout=300, check=False, cwd=ROOT)


@pytest.mark.skipif(shutil.which("ffmpeg") is None, reason="ffmpeg measures the films")
def test_the_shipped_story_lasts_as_long_as_it_says() -> None:
    done = budget("the-defector", "--visitors", "300")
    assert done.returncode == 0, done.stderr
    times = re.search(r"shortest (\d+):(\d+)   middle (\d+):(\d+)   longest (\d+):(\d+)", done.stdout)
    assert times is not None, done.stdout
    shortest, middle, longest = (
        int(m) * 60 + int(s) for m, s in zip(times.groups()[::2], times.groups()[1::2], strict=True)
    )
    assert 80 <= shortest <= 150
    assert 120 <= middle <= 300
    assert 300 <= longest <= 420
    first = re.search(r"first decision opens after 0:(\d+)", done.stdout)
    assert first is not None
    assert int(first.group(1)) <= 40
    assert "(end-arrived)" in done.stdout


def test_a_playlist_that_is_not_there_is_told() -> None:
    done = budget("the-defectr")
    assert done.returncode == 2
    assert "Did you mean `the-defector`?" in done.stderr
    assert budget("the-defector", "--visitors", "0").returncode == 2


def test_a_playlist_with_faults_is_told(tmp_path: Path) -> None:
    (tmp_path / "playlist.yaml").write_text("format: 1\nscenes: {one: {clip: 1.mp4, to: two}}\n", encoding="utf-8")
    done = budget(str(tmp_path))
    assert done.returncode == 1
    assert "playlist.yaml:2" in done.stderr


@pytest.mark.skipif(shutil.which("ffmpeg") is None, reason="ffmpeg measures the films")
def test_where_everybody_decides_as_often_it_is_one_number(tmp_path: Path) -> None:
    (tmp_path / "playlist.yaml").write_text(
        "format: 1\nlanguages: [en]\nattract: a.jpg\nscenes:\n  one:\n    clip: {file: a.jpg, lasts: 5s}\n"
        "    decision: {ask: Which, choices: {left: {label: Left, to: two}, right: {label: Right, to: two}}}\n"
        "  two: {clip: {file: a.jpg, lasts: 5s}, ending: {title: Here}}\n",
        encoding="utf-8",
    )
    done = budget(str(tmp_path))
    assert done.returncode == 0, done.stderr
    assert "  1 decision\n" in done.stdout
