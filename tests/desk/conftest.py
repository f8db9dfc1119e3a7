"""Small clips made here, each once a session."""

from __future__ import annotations

import shutil
import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest

Make = Callable[..., Path]


@pytest.fixture(scope="session")
def make(tmp_path_factory: pytest.TempPathFactory) -> Make:
    """`make(name, picture, sound, *options)`: a film of lavfi sources; None leaves one out."""
    if shutil.which("ffmpeg") is None:
        pytest.skip("ffmpeg is not installed")
    folder = tmp_path_factory.mktemp("clips")

    def made(name: str, picture: str | None, sound: str | None = None, *options: str) -> Path:
        path = folder / name
        if not path.exists():
            sources = [word for one in (picture, sound) if one is not None for word in ("-f", "lavfi", "-i", one)]
            pixels = () if picture is None else ("-pix_fmt", "yuv420p")
            subprocess.run(["ffmpeg", "-nostdin", "-v", "error", *sources, *pixels, *options, str(path)], check=True)
        return path

    return made
