"""An exhibition for whole-app tests: the shipped one with shorter idle times, beside its real media."""

from __future__ import annotations

import os
import shutil
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]


def link(source: str, target: str) -> None:
    """A hard link where the disk allows it: 80 MB of film need no second copy."""
    try:
        os.link(source, target)
    except OSError:
        shutil.copyfile(source, target)


@pytest.fixture(scope="session")
def exhibition(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of a playlist that is the shipped one, but asks after 15 s whether anybody is there."""
    folder = tmp_path_factory.mktemp("exhibition")
    playlist = folder / "playlists" / "the-defector"
    shutil.copytree(ROOT / "playlists" / "the-defector", playlist)
    shutil.copytree(ROOT / "media" / "the-defector", folder / "media" / "the-defector", copy_function=link)
    file = playlist / "playlist.yaml"
    text = file.read_text(encoding="utf-8")
    assert "ask_idle_after: 60s" in text
    file.write_text(text.replace("ask_idle_after: 60s", "ask_idle_after: 15s"), encoding="utf-8")
    return playlist
