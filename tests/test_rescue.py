"""The ladder's steps, carried out: a film that stands still on the real kiosk, until the program has to start anew."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from PySide6.QtCore import QObject, Signal

from kiosk.rescue import FILE, Rescue
from kiosk.station.ladder import LIVES, Step


class Footage(QObject):
    begun_again = Signal(str)
    hung = Signal(str)
    beside_hung = Signal(str, bool)

    def __init__(self) -> None:
        super().__init__()
        self.renewed = 0

    def renew(self) -> None:
        self.renewed += 1


class Kiosk:
    """What rescue needs of it."""

    def __init__(self) -> None:
        self.footage, self.remote, self.lost = Footage(), None, 0
        self.rescue: Rescue | None = None

    def give_up(self) -> None:
        self.lost += 1
        assert self.rescue is not None
        self.rescue.lose()


def begun(state: Path, *, supervised: bool) -> tuple[Rescue, Kiosk]:
    rescue, kiosk = Rescue(state, supervised=supervised), Kiosk()
    kiosk.rescue = rescue
    if not rescue.resting:
        rescue.begin(kiosk)  # type: ignore[arg-type]  # as much of a kiosk as it needs
    return rescue, kiosk


@pytest.mark.usefixtures("qapp")
def test_what_stands_still_is_begun_anew_and_the_program_only_once(tmp_path: Path) -> None:
    rescue, kiosk = begun(tmp_path, supervised=False)
    steps = []
    for _ in range(4):
        kiosk.footage.hung.emit("stalled")
        steps.append((kiosk.footage.renewed, kiosk.lost))
    assert steps == [(0, 0), (1, 0), (1, 1), (1, 1)]
    rescue.end()
    assert json.loads((tmp_path / FILE).read_text())["lives"] == 1, "it ended by itself, so it stays counted"


@pytest.mark.usefixtures("qapp")
def test_each_step_is_an_incident_that_says_what_was_done(tmp_path: Path, caplog: pytest.LogCaptureFixture) -> None:
    rescue, kiosk = begun(tmp_path, supervised=False)
    kiosk.footage.begun_again.emit("film.mp4, 12.0 s in: stalled")
    kiosk.footage.hung.emit("stalled")
    for again in (True, True, False):
        kiosk.footage.beside_hung.emit("film.ad.m4a: it stood still", again)
    assert [(one.getMessage(), one.done) for one in caplog.records if "incident" in one.getMessage()] == [  # type: ignore[attr-defined]  # extra
        ("incident: film stood still: film.mp4, 12.0 s in: stalled", Step.AGAIN.value),
        ("incident: film stood still: stalled", Step.CLIP.value),
        ("incident: what runs beside the film hangs: film.ad.m4a: it stood still", Step.BESIDE.value),
        ("incident: what runs beside the film hangs: film.ad.m4a: it stood still", Step.VLC.value),
        ("incident: what runs beside the film hangs: film.ad.m4a: it stood still", Step.WITHOUT.value),
    ]
    assert (kiosk.footage.renewed, kiosk.lost) == (1, 0)
    rescue.end()


@pytest.mark.usefixtures("qapp")
def test_the_budget_outlives_programs_that_die(tmp_path: Path) -> None:
    for _ in range(LIVES):
        assert not begun(tmp_path, supervised=True)[0].resting
    rescue, _ = begun(tmp_path, supervised=True)
    assert rescue.resting
    assert rescue.said() == "resting: it tries again in 1 minute"
    rescue.end()
    assert not begun(tmp_path, supervised=True)[0].resting, "one try after it"
    assert begun(tmp_path, supervised=True)[0].resting


@pytest.mark.usefixtures("qapp")
def test_who_closes_a_terminal_is_no_crash(tmp_path: Path) -> None:
    for _ in range(2 * LIVES):
        assert not begun(tmp_path, supervised=False)[0].resting


@pytest.mark.usefixtures("qapp")
@pytest.mark.parametrize(
    "written",
    [b"", b"[]", b"null", b"\xff", b'{"boot": 1, "lives": 2, "rests": 0}', b'{"boot": "x", "lives": "9", "rests": 0}'],
)
def test_a_damaged_file_is_a_first_life(written: bytes, tmp_path: Path) -> None:
    (tmp_path / FILE).write_bytes(written)
    assert not begun(tmp_path, supervised=True)[0].resting
    assert json.loads((tmp_path / FILE).read_text())["lives"] == 1


@pytest.mark.usefixtures("qapp")
def test_a_folder_that_cannot_be_written_to_stops_nothing(tmp_path: Path, caplog: pytest.LogCaptureFixture) -> None:
    (tmp_path / "file").write_text("in the way")
    rescue, _ = begun(tmp_path / "file", supervised=True)
    assert not rescue.resting
    assert "cannot be written" in caplog.text
