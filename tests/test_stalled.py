"""A disk that stalls once under the whole kiosk: the scene goes on where it was, its decision opens once, and systemd
hears all the while that the kiosk lives."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from kiosk.rescue import Rescue
from kiosk.station.ladder import Step
from kiosk.visit import effects as ef
from kiosk.visit.opening import open_scene
from kiosk.visit.state import InStory
from tests.disk import Disk, Wrong, failing_disk
from tests.footage.studio import ffmpeg, numbered
from tests.test_heart import Beating

pytestmark = [pytest.mark.window, pytest.mark.vlc]

PLAYLIST = """format: 1
attract: loop.mp4
scenes:
  film:
    clip: big.mp4
    decision:
      opens: 4500ms
      window: 30s
      default: go
      ask: What now?
      choices: {go: {label: Go on, to: home}}
"""


@pytest.fixture
def disk(tmp_path: Path) -> Iterator[Disk]:
    folder = tmp_path / "mine"
    folder.mkdir()
    numbered(folder / "loop.mp4", 1, 60)
    numbered(folder / "plain.mp4", 2, 180, (440, ""))
    ffmpeg("-i", folder / "plain.mp4", "-vf", "noise=alls=20:allf=t", "-c:v", "libx264", "-preset", "ultrafast",
           "-qp", "8", "-g", "30", "-c:a", "aac", "-movflags", "+faststart", folder / "big.mp4")  # fmt: skip
    (folder / "plain.mp4").unlink()
    (folder / "playlist.yaml").write_text(PLAYLIST)
    with failing_disk(folder, tmp_path / "disk") as disk:
        yield disk


@pytest.mark.filterwarnings("default")
def test_a_visitor_sees_the_scene_go_on_after_a_stall(
    qapp: QApplication, qtbot: QtBot, tmp_path: Path, disk: Disk, caplog: pytest.LogCaptureFixture
) -> None:
    beating = Beating(tmp_path, disk.place)
    kiosk = beating.kiosk
    assert kiosk.performer is not None
    assert kiosk.footage is not None
    performer, footage = kiosk.performer, kiosk.footage
    rescue = Rescue(tmp_path / "state", supervised=False)
    rescue.begin(kiosk)
    happened: list[ef.Effect] = []
    performer.happened.connect(happened.append)
    again: list[str] = []
    footage.begun_again.connect(again.append)
    try:
        qtbot.waitUntil(lambda: beating.heart.ready, timeout=30_000)
        disk.goes(Wrong(stalls_at={"big.mp4": (disk.place / "big.mp4").stat().st_size // 2}))
        performer.go_on_with(performer.playlist, *open_scene(performer.playlist, performer.visit, "film", {}))
        qtbot.waitUntil(lambda: bool(again), timeout=30_000)
        place = performer.visit.place
        assert isinstance(place, InStory), "the scene is not left"
        assert place.film is not None
        at = footage.position(place.film.play)
        assert 2_000 < at < 4_500
        qtbot.wait(1_000)
        disk.goes(Wrong())
        qtbot.waitUntil(lambda: any(isinstance(one, ef.DecisionOpened) for one in happened), timeout=30_000)
        assert footage.position(place.film.play) >= 4_400, "in the film's time"
        qtbot.wait(1_000)
        assert [type(one) for one in happened].count(ef.DecisionOpened) == 1
        assert [type(one) for one in happened].count(ef.SceneEntered) == 1
        assert performer.view().screen == "scene"
        told = [
            (one.getMessage(), one.__dict__.get("done")) for one in caplog.records if "incident" in one.getMessage()
        ]
        assert [done for what, done in told if what.startswith("incident: film stood still: big.mp4, ")] == [
            Step.AGAIN.value
        ]
        assert not [what for what, _done in told if "alive" in what], "systemd was told all the while that it lives"
    finally:
        rescue.end()
        beating.close()
