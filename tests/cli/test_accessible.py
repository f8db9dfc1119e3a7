"""`kiosk check --accessibility`, as a technician asks it."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from html import escape
from pathlib import Path
from typing import Any

import pytest
import yaml
from PySide6.QtWidgets import QApplication

from tests.screen.pictures import draw_stills

ROOT = Path(__file__).parents[2]


def check(*words: str) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "kiosk.cli", "check", *words, "--accessibility"]
    return subprocess.run(command, capture_output=True, text=True, timeout=300, check=False, cwd=ROOT, env=os.environ)


def without(value: Any, language: str) -> Any:
    if isinstance(value, dict):
        return {key: without(one, language) for key, one in value.items() if key != language}
    return [without(one, language) for one in value] if isinstance(value, list) else value


@pytest.fixture
def mine(qapp: QApplication, tmp_path: Path) -> Path:
    """In one language: the looks at it take some seconds."""
    draw_stills(tmp_path)
    both = yaml.safe_load((ROOT / "tests/audit/playlist-rtl.yaml").read_text(encoding="utf-8"))
    one = {**without(both, "ar"), "languages": ["he"]}
    (tmp_path / "playlist.yaml").write_text(yaml.safe_dump(one, allow_unicode=True, sort_keys=False), encoding="utf-8")
    return tmp_path


def test_a_page_and_a_program_are_told_the_same(mine: Path, tmp_path: Path) -> None:
    """Of a panel that hangs upright, and so high that a seated visitor reaches nothing."""
    done = check(str(mine), "--json", "--page", str(tmp_path / "report.html"), "--portrait", "--bottom", "1200")
    assert done.returncode == 1, done.stdout + done.stderr
    said = json.loads(done.stdout)
    assert "1080 × 1920, upright" in said["panel"]
    assert "1200 mm above the floor" in said["panel"]
    lines = [line for part in said["parts"] for line in part["lines"]]
    failed = [line for line in lines if line["state"] == "fail"]
    assert [line["name"] for line in failed] == ["Reach from a seat"]
    assert "ADA 308.2.1" in failed[0]["clause"]
    assert "Hang its lower edge at" in failed[0]["details"][0]
    page = (tmp_path / "report.html").read_text(encoding="utf-8")
    assert all(escape(line["name"]) in page for line in lines)


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
