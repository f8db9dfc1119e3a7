"""How long a visit lasts, reckoned on paper: by hand for a small story, and what the shipped one keeps to."""

from __future__ import annotations

from pathlib import Path

import pytest

from kiosk.playlist.model import Playlist
from kiosk.playlist.reading import read
from kiosk.rehearsal.minutes import minutes
from tests.visit.stories import HELLO

STORY = """\
format: 1
languages: [en]
attract: loop.mp4
timing: {beat: 0.5s}
scenes:
  one:
    clip: one.mp4
    decision:
      opens: 4s
      window: 6s
      ask: Which?
      choices:
        left: {label: Left, to: short}
        right: {label: Right, to: long}
      DEFAULT
  short: {clip: short.mp4, ending: {title: Short}}
  long: {clip: long.mp4, ending: {title: Long}}
"""


def story(tmp_path: Path, default: str) -> Playlist:
    folder = tmp_path / "playlists" / "small"
    folder.mkdir(parents=True)
    (folder / "playlist.yaml").write_text(STORY.replace("DEFAULT", default), encoding="utf-8")
    return read(folder)


def lengths(playlist: Playlist) -> dict[Path, int]:
    seconds = {"one": 20, "short": 5, "long": 30}
    return {scene.variants[0].clip.path: seconds[name] * 1000 for name, scene in playlist.scenes.items()}


def test_a_touch_cuts_after_the_beat(tmp_path: Path) -> None:
    playlist = story(tmp_path, "default: left")
    found = minutes(playlist, None, lengths(playlist), visitors=40, think=2_000)
    assert found is not None
    assert found.shortest == 4_000 + 2_000 + 500 + 5_000
    assert found.longest == 4_000 + 2_000 + 500 + 30_000
    assert found.first_decision == (4_000, 4_000)
    assert found.decisions == (1, 1)
    assert sum(found.endings.values()) == 40
    assert set(found.endings) == {"short", "long"}


def test_who_says_nothing_waits_for_the_window(tmp_path: Path) -> None:
    playlist = story(tmp_path, "silence: {to: long}")
    found = minutes(playlist, None, lengths(playlist), visitors=60, think=1_000)
    assert found is not None
    assert found.longest == pytest.approx(4_000 + 6_000 + 30_000, abs=500)


def test_films_nobody_measured_last_a_minute(tmp_path: Path) -> None:
    playlist = story(tmp_path, "default: left")
    found = minutes(playlist, None, {}, visitors=5, think=0)
    assert found is not None
    assert found.median == 4_000 + 500 + 60_000


def test_a_story_without_an_ending_has_no_minutes() -> None:
    assert minutes(HELLO, None, {}, visitors=3, think=0) is None


DETOUR = """\
format: 1
languages: [en]
attract: loop.mp4
timing: {beat: 0s}
scenes:
  one:
    clip: one.mp4
    decision:
      ask: Which?
      choices:
        letter: {label: Letter, detour: letter, once: true}
        go: {label: Go, to: short}
  letter: {clip: letter.mp4, to: back}
  short: {clip: short.mp4, ending: {title: Short}}
"""


def test_after_a_detour_only_the_films_end_runs_again(tmp_path: Path) -> None:
    folder = tmp_path / "playlists" / "small"
    folder.mkdir(parents=True)
    (folder / "playlist.yaml").write_text(DETOUR, encoding="utf-8")
    playlist = read(folder)
    seconds = {"one": 100, "letter": 10, "short": 5}
    known = {scene.variants[0].clip.path: seconds[name] * 1000 for name, scene in playlist.scenes.items()}
    found = minutes(playlist, None, known, visitors=40, think=0)
    assert found is not None
    assert (found.shortest, found.longest) == (105_000, 100_000 + 10_000 + 3_000 + 5_000)
