"""Whatever interrupts an update, the kiosk shows the old version or the new one, whole; and the next time works."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

ROOT = Path(__file__).parents[2]
MEMORY = Path("/dev/shm")


@pytest.fixture
def quick(tmp_path: Path) -> Iterator[Path]:
    """In memory, where there is room: nothing here depends on a disk, and every flush would be waited for."""
    with tempfile.TemporaryDirectory(dir=MEMORY if os.access(MEMORY, os.W_OK) else tmp_path) as folder:
        yield Path(folder)


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
def test_killed_before_every_change_of_the_disk_and_in_every_write(scenario: str, quick: Path) -> None:
    found = interrupted("killed", scenario, quick)
    assert found["wrong"] == []
    assert found["steps"] >= STEPS[scenario]


@pytest.mark.parametrize("scenario", STEPS)
def test_a_power_cut_that_loses_what_was_not_flushed(scenario: str, quick: Path) -> None:
    found = interrupted("lost", scenario, quick)
    assert found["wrong"] == []
    assert found["tried"] >= 2 * STEPS[scenario]


def test_without_flushing_that_would_not_hold(quick: Path) -> None:
    """The control: fsync does nothing, and versions are found in pieces."""
    assert len(interrupted("unflushed", "update", quick)["wrong"]) >= 3
