"""A robot visitor in front of the real app, in a real window, with real touches and the real film."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import numpy as np
import pytest

from tests.e2e.screens import virtual_screen

pytestmark = pytest.mark.window

TROUBLES = ("Traceback", "was not expected", "a fault in a callback", "incident")
"""What a healthy run never writes to the journal."""

SLOW = ("no finger was answered", "the screen has not moved")
"""But on a machine that is busy with tests, drawing may wait for its X server. `unblocked` asserts what is ours."""

BLACK = 18
"""Where film belongs, a place whose brightest grey is below this is black: our ink is 13, our darkest film over 25."""

SEEN = (96, 54)
"""Pixels of the small copies in which a black picture is looked for."""

FILM = "crop=iw*0.4:ih*0.22:iw*0.5:ih*0.12"
"""Where no screen that this walk comes to has words, but all have film: right of the middle, near the top."""


def rehearse(env: dict[str, str], folder: Path, *words: str) -> dict[str, list[str]]:
    report = folder / "report.json"
    done = subprocess.run(
        [sys.executable, "-m", "kiosk.cli", "rehearse", *words, "--report", str(report), "--sheet",
         str(folder / "sheet.png")],
        env=env, capture_output=True, text=True, timeout=900, check=False,
    )  # fmt: skip
    assert done.returncode == 0, done.stderr[-3000:]
    said = "\n".join(line for line in done.stderr.splitlines() if not any(slow in line for slow in SLOW))
    for trouble in TROUBLES:
        assert trouble not in said, done.stderr[-3000:]
    found: dict[str, list[str]] = json.loads(report.read_text())
    assert (folder / "sheet.png").stat().st_size > 50_000
    return found


@contextmanager
def watched(env: dict[str, str], size: tuple[int, int], film: Path) -> Iterator[None]:
    """Record where the film is, small, 25 times a second."""
    words = ["ffmpeg", "-v", "error", "-y", "-f", "x11grab", "-draw_mouse", "0", "-framerate", "25", "-video_size",
             f"{size[0]}x{size[1]}", "-i", env["DISPLAY"], "-vf", f"{FILM},scale={SEEN[0]}:{SEEN[1]}",
             "-pix_fmt", "gray", "-f", "rawvideo", str(film)]  # fmt: skip
    recorder = subprocess.Popen(words, stdin=subprocess.PIPE)
    try:
        yield
    finally:
        recorder.communicate(b"q", timeout=30)


def black_pictures(film: Path) -> list[float]:
    """When the film's place was black, in seconds, from the first picture of the film to the last."""
    brightest = np.fromfile(film, np.uint8).reshape(-1, SEEN[0] * SEEN[1]).max(axis=1)
    seen = np.nonzero(brightest >= BLACK)[0]
    assert len(seen) > 50, "nothing was ever on the screen"
    inside = brightest[seen[0] : seen[-1] + 1]
    return [round(float(at) / 25, 2) for at in np.nonzero(inside < BLACK)[0]]


ENDINGS = ("end-back", "end-caught", "end-prison-told")
"""Short ways, one of them a gentler one. All of them take a quarter of an hour: `kiosk rehearse --endings`; that each
can be reached, tests/rehearsal/test_ways.py says."""


def test_some_endings_then_nobody_then_attract_and_never_black(exhibition: Path, tmp_path: Path) -> None:
    size = (1920, 1080)
    asked = [word for ending in ENDINGS for word in ("--ending", ending)]
    with virtual_screen(*size, tmp_path) as env, watched(env, size, tmp_path / "film.raw"):
        report = rehearse(env, tmp_path, str(exhibition), *asked, "--walk-away", "--short", "--seed", "1")
    assert {f"ending {ending}" for ending in ENDINGS} <= set(report["seen"])
    assert "before, gentler" in report["seen"]
    assert report["seen"][-2:] == ["are you still there", "attract again"]
    happened = report["happened"]
    assert sum("DecisionOpened" in line for line in happened) == sum("DecisionClosed" in line for line in happened)
    assert not [line for line in happened if line.startswith("Incident")]
    assert happened.count("VisitEnded(why='idle')") == 1
    assert black_pictures(tmp_path / "film.raw") == []


def test_the_tour_in_portrait_in_korean(exhibition: Path, tmp_path: Path) -> None:
    with virtual_screen(1080, 1920, tmp_path) as env:
        report = rehearse(env, tmp_path, str(exhibition), "--language", "ko", "--short", "--seed", "2")
    assert {"attract", "home", "people", "about", "before", "scene village", "decision: village"} <= set(report["seen"])


@pytest.mark.parametrize("name", ["hello", "loop"])
def test_the_small_playlists_wake_play_and_return(name: str, tmp_path: Path) -> None:
    playlist = Path(__file__).parents[2] / "playlists" / name
    with virtual_screen(1280, 720, tmp_path) as env:
        report = rehearse(env, tmp_path, str(playlist))
    happened = report["happened"]
    assert "VisitBegan()" in happened
    assert "VisitEnded(why='home')" in happened
    assert not [line for line in happened if line.startswith("Incident")]
