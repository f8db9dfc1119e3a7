"""Film of another shape than the screen, as config/kiosk.yaml wants it, in the real window."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
from pytestqt.qtbot import QtBot

from kiosk.app import Kiosk
from kiosk.content import Options, read_content
from tests.footage.studio import ffmpeg, pixels

pytestmark = [pytest.mark.vlc, pytest.mark.window]

INK = (0x0B, 0x0D, 0x10)
"""The theme's."""


@pytest.mark.parametrize(
    ("fit", "side", "top"), [("crop", "red", "white"), ("fit", "ink", "red"), ("fill", "red", "red")]
)
def test_an_upright_film_on_a_wide_screen(qtbot: QtBot, tmp_path: Path, fit: str, side: str, top: str) -> None:
    """White with a red edge of a tenth all round."""
    picture = "color=red:s=180x320:r=30:d=2,drawbox=x=18:y=32:w=144:h=256:color=white:t=fill"
    ffmpeg("-f", "lavfi", "-i", picture, "-pix_fmt", "yuv420p", tmp_path / "loop.mp4")
    (tmp_path / "playlist.yaml").write_text("format: 1\nattract: {clips: loop.mp4}\nscenes: {film: loop.mp4}\n")
    (tmp_path / "kiosk.yaml").write_text(f"film: {{fit: {fit}}}\n")
    options = Options(playlist=tmp_path, settings=tmp_path / "kiosk.yaml", seed=1, window=True, size=(960, 540))
    kiosk = Kiosk(read_content(options), options, "software")
    try:
        kiosk.show()
        qtbot.waitUntil(lambda: kiosk.footage is not None and kiosk.footage.frames_shown > 2, timeout=15_000)
        seen = pixels(kiosk.screen.grab())
        colours = {"ink": INK, "white": (255, 255, 255), "red": (255, 0, 0)}
        across = seen.shape[1]
        for x in (4, across - 4):
            assert np.abs(seen[200, x].astype(int) - colours[side]).max() < 20
        assert np.abs(seen[3, across // 2].astype(int) - colours[top]).max() < 20
    finally:
        kiosk.close()
        kiosk.deleteLater()
