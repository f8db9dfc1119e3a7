"""Tests of updates happen in memory where there is room: every flush to a real disk would be waited for."""

from __future__ import annotations

import os
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest

from kiosk.updates.store import Store
from tests.updates.packs import packed, taken

MEMORY = Path("/dev/shm")


@pytest.fixture
def tmp_path(tmp_path: Path) -> Iterator[Path]:
    with tempfile.TemporaryDirectory(dir=MEMORY if os.access(MEMORY, os.W_OK) else tmp_path) as folder:
        yield Path(folder)


@pytest.fixture
def store(tmp_path: Path) -> Store:
    return Store(tmp_path / "content")


@pytest.fixture
def shown(tmp_path: Path, store: Store) -> str:
    """A version that is shown already."""
    return taken(store, packed(tmp_path, "old"))
