"""`kiosk check --accessibility`, as a technician asks it."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication

from tests.screen.pictures import draw_stills

ROOT = Path(__file__).parents[2]


def check(*words: str) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "kiosk.cli", "check", *words, "--accessibility"]
    return subprocess.run(command, capture_output=True, text=True, timeout=300, check=False, cwd=ROOT, env=os.environ)


@pytest.fixture
def mine(qapp: QApplication, tmp_path: Path) -> Path:
    """In one language: the looks at it take some seconds."""
    draw_stills(tmp_path)
    text = (ROOT / "tests/audit/playlist-rtl.yaml").read_text(encoding="utf-8")
    (tmp_path / "playlist.yaml").write_text(text.replace("languages: [ar, he]", "languages: [he]"), encoding="utf-8")
    return tmp_path


def test_a_page_and_a_program_are_told_the_same(mine: Path, tmp_path: Path) -> None:
    done = check(str(mine), "--json", "--page", str(tmp_path / "report.html"), "--portrait", "--bottom", "700")
    assert done.returncode == 0, done.stdout + done.stderr
    said = json.loads(done.stdout)
    assert said["failed"] == 0
    assert "1080 × 1920, upright" in said["panel"]
    assert "700 mm above the floor" in said["panel"]
    page = (tmp_path / "report.html").read_text(encoding="utf-8")
    assert all(line["name"] in page for part in said["parts"] for line in part["lines"])


def test_what_fails_is_told_with_its_clause(mine: Path) -> None:
    """Hung upright so high that a seated visitor reaches nothing."""
    done = check(str(mine), "--portrait", "--bottom", "1200")
    assert done.returncode == 1
    assert "FAILS Reach from a seat" in done.stdout
    assert "ADA 308.2.1" in done.stdout
    assert "Hang its lower edge at" in done.stdout


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("--size", "wide"), "write pixels such as 1920x1080"),
        (("--diagonal", "900"), "a number from 3 to 200"),
        (("--distance", "near"), "a number from 200 to 5000"),
    ],
)
def test_called_wrongly(words: tuple[str, ...], said: str) -> None:
    done = check("hello", *words)
    assert done.returncode == 2
    assert said in done.stderr
    assert "Traceback" not in done.stderr


def test_a_playlist_that_cannot_be_read_is_told_as_ever(tmp_path: Path) -> None:
    shutil.copy(ROOT / "tests/audit/playlist-rtl.yaml", tmp_path / "playlist.yaml")
    done = check(str(tmp_path))
    assert done.returncode == 1
    assert "river.jpg" in done.stdout
