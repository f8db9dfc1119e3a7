"""Whatever interrupts an update, the kiosk shows the old version or the new one, whole; and the next time works."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

ROOT = Path(__file__).parents[2]


def interrupted(what: str, scenario: str, folder: Path) -> dict[str, Any]:
    done = subprocess.run(
        [sys.executable, "-m", "tests.updates.interrupted", what, scenario, str(folder)], cwd=ROOT,
        env={**os.environ, "PYTHONPATH": str(ROOT)}, capture_output=True, text=True, timeout=120, check=False,
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    found: dict[str, Any] = json.loads(done.stdout)
    return found


STEPS = {"update": 80, "first": 70, "back": 8, "undo": 11}
"""At least so many changes of the disk each has."""


@pytest.mark.parametrize("scenario", STEPS)
def test_killed_before_every_change_of_the_disk_and_in_every_write(scenario: str, tmp_path: Path) -> None:
    found = interrupted("killed", scenario, tmp_path)
    assert found["wrong"] == []
    assert found["steps"] >= STEPS[scenario]


@pytest.mark.parametrize("scenario", STEPS)
def test_a_power_cut_that_loses_what_was_not_flushed(scenario: str, tmp_path: Path) -> None:
    found = interrupted("lost", scenario, tmp_path)
    assert found["wrong"] == []
    assert found["tried"] >= 2 * STEPS[scenario]


def test_without_flushing_that_would_not_hold(tmp_path: Path) -> None:
    """The control: fsync does nothing, and versions are found in pieces."""
    assert len(interrupted("unflushed", "update", tmp_path)["wrong"]) >= 3
