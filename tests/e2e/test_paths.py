"""Random visitors on the real app, and one of their visits walked again: as it was, and where it cannot be any more."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from tests.e2e.screens import virtual_screen
from tests.footage.studio import numbered

pytestmark = pytest.mark.window

PLAYLIST = """\
format: 1
attract: loop.mp4
timing: {window: 4s, tail: 500ms}
home:
  - {open: film, title: The film}
  - {open: about, title: About}
guards: {went: chosen(film.go)}
scenes:
  film:
    clip: film.mp4
    decision:
      ask: "What now?"
      choices: {go: {label: Go on, to: next}, stay: {label: Stay, to: home}}
      default: stay
  next: {clip: loop.mp4, ending: {title: The end, retry_from: last decision, people: [about]}}
pages:
  about: {kind: text, title: About, text: about.md}
"""


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "playlist.yaml").write_text(PLAYLIST, encoding="utf-8")
    (tmp_path / "about.md").write_text("A film.\n", encoding="utf-8")
    for clip, name in ((1, "film"), (2, "loop")):
        numbered(tmp_path / f"{name}.mp4", clip, 75)
    return tmp_path


def rehearse(env: dict[str, str], folder: Path, *words: str) -> subprocess.CompletedProcess[str]:
    line = [sys.executable, "-m", "kiosk.cli", "rehearse", str(folder), "--report", str(folder / "report.json"), *words]
    return subprocess.run(line, env=env, capture_output=True, text=True, timeout=400, check=False)


def report(folder: Path) -> dict[str, Any]:
    found: dict[str, Any] = json.loads((folder / "report.json").read_text())
    return found


def test_random_visitors_are_counted_and_measured(folder: Path, tmp_path: Path) -> None:
    with virtual_screen(1280, 720, tmp_path) as env:
        done = rehearse(env, folder, "--visits", "2", "--seed", "3", "--page", str(folder / "page.html"))
    assert done.returncode == 0, done.stderr[-2000:]
    found = report(folder)
    assert found["visits"] == 2
    assert found["coverage"]["scenes"]["of"] == 2
    assert found["coverage"]["scenes"]["counts"]["film"] >= 1
    assert sum(found["coverage"]["choices"]["counts"].values()) >= 1
    assert found["cuts"]["count"] >= 3
    assert found["touch to light"]["count"] == found["touches"]
    assert 0 < found["touch to light"]["median"] < 1_000
    assert found["pictures"]["shown"] > 50
    assert found["samples"][-1]["resident"] > 50
    page = (folder / "page.html").read_text()
    assert page.count("<figure>") == len(found["seen"])
    assert "random visits, seed 3" in done.stdout


PATH = """\
format: 1
language: en
seed: 5
touches:
  - home: door-1
  - about: back
  - home: door-0
  - film: choice-go
ends: next
"""


def test_paths_are_walked_again_until_they_cannot_be(folder: Path, tmp_path: Path) -> None:
    file, on, again = folder / "a.path.yaml", folder / "on.path.yaml", folder / "again.path.yaml"
    file.write_text(PATH, encoding="utf-8")
    # another chance, and a touch after the ending
    on.write_text(PATH.replace("seed: 5", "seed: 77").replace("ends:", "  - next: home\nends:"), encoding="utf-8")
    with virtual_screen(1280, 720, tmp_path) as env:
        done = rehearse(env, folder, "--path", str(file), "--path", str(on), "--record", str(again))
        assert done.returncode == 0, done.stderr[-2000:]
        assert report(folder)["endings"] == {"next": 2}
        said = again.read_text(encoding="utf-8").partition("\n")[2]
        assert said == on.read_text(encoding="utf-8")

        text = (folder / "playlist.yaml").read_text(encoding="utf-8")
        (folder / "playlist.yaml").write_text(text.replace("{label: Go on, to: next}", "{label: Go on, to: home}"))
        done = rehearse(env, folder, "--path", str(file))
        assert done.returncode == 1
        assert "the ending next, but came to home" in done.stderr


def test_a_file_that_cannot_be_written_ends_it_all_the_same(folder: Path, tmp_path: Path) -> None:
    (folder / "in-the-way").mkdir()
    with virtual_screen(1280, 720, tmp_path) as env:
        done = rehearse(env, folder, "--visits", "1", "--page", str(folder / "in-the-way"))
        assert done.returncode == 1
        assert "in-the-way cannot be written: Is a directory" in done.stderr
        done = rehearse(env, folder, "--page", str(folder / "nowhere" / "page.html"))
        assert (done.returncode, "there is no folder" in done.stderr) == (2, True)


def test_what_a_path_speaks_of_must_be_there(folder: Path, tmp_path: Path) -> None:
    file = folder / "a.path.yaml"
    file.write_text(PATH.replace("film: choice-go", "flm: choice-go"), encoding="utf-8")
    with virtual_screen(640, 480, tmp_path) as env:
        done = rehearse(env, folder, "--path", str(file))
        assert (done.returncode, "line 8: there is no `flm`. Did you mean `film`?" in done.stderr) == (2, True)
        done = rehearse(env, folder, "--path", str(folder / "nowhere.yaml"))
        assert done.returncode == 2
        assert "There is no file `nowhere.yaml`" in done.stderr
        done = rehearse(env, folder, "--visits", "0")
        assert done.returncode == 2
