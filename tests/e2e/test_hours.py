"""Opening hours on the real app: real film, real touches, a clock that is moved."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import datetime
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QColor
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from kiosk.app import Kiosk
from kiosk.content import Options, read_content
from kiosk.station.clock import local_zone
from kiosk.trying.trying import Trying, Wanted
from kiosk.visit import events as ev
from tests.e2e.screens import virtual_screen
from tests.e2e.test_life import kiosk as program
from tests.e2e.test_try import told
from tests.footage.studio import numbered
from tests.screen.looking import texts

pytestmark = [pytest.mark.vlc, pytest.mark.window]

PLAYLIST = """\
format: 1
languages: [en, ko, fr]
attract: loop.mp4
scenes: {film: {clip: film.mp4, to: home}}
"""
SETTINGS = "hours:\n  open: {tue-sun: 10:00-18:00}\n  quiet: {sun: 10:00-11:00}\n  grace: 3s\n"

Opened = Callable[..., Kiosk]


class Clock:
    """Stands until it is moved."""

    def __init__(self, text: str) -> None:
        self.set(text)

    def __call__(self) -> datetime:
        return self.time

    def set(self, text: str) -> None:
        self.time = datetime.fromisoformat(text).replace(tzinfo=local_zone())


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "playlist.yaml").write_text(PLAYLIST, encoding="utf-8")
    (tmp_path / "kiosk.yaml").write_text(SETTINGS, encoding="utf-8")
    for clip, name in ((1, "film"), (2, "loop")):
        numbered(tmp_path / f"{name}.mp4", clip, 400)
    return tmp_path


@pytest.fixture
def open_at(folder: Path) -> Iterator[Opened]:
    """Open the kiosk, with a clock or at a time that it is as if it were."""
    opened: list[Kiosk] = []

    def begin(clock: Clock | None = None, at: str = "") -> Kiosk:
        as_if = datetime.fromisoformat(at).replace(tzinfo=local_zone()) if at else None
        options = Options(folder, folder / "kiosk.yaml", seed=1, window=True, size=(960, 540), at=as_if)
        kiosk = Kiosk(read_content(options), options, "software")
        if clock is not None:
            kiosk.now = clock
        kiosk.keep_hours()
        kiosk.show()
        opened.append(kiosk)
        return kiosk

    yield begin
    for kiosk in opened:
        kiosk.close()
        kiosk.deleteLater()


def look(kiosk: Kiosk, clock: Clock, text: str) -> None:
    assert kiosk.doorkeeper is not None
    clock.set(text)
    kiosk.doorkeeper.look()


def screen(kiosk: Kiosk) -> str:
    assert kiosk.performer is not None
    return kiosk.performer.view().screen


def black(kiosk: Kiosk) -> bool:
    """Every pixel that is looked at: a net of 10 by 10."""
    image = kiosk.screen.grab()
    places = [(x, y) for x in range(0, image.width(), 10) for y in range(0, image.height(), 10)]
    return all(image.pixelColor(x, y) == QColor("black") for x, y in places)


def touch(kiosk: Kiosk) -> None:
    QTest.mouseClick(kiosk.screen.window, Qt.MouseButton.LeftButton, pos=QPoint(480, 270))


def words(kiosk: Kiosk) -> str:
    return " / ".join(text.words for text in texts(kiosk.screen))


def playing(kiosk: Kiosk) -> int:
    """Decks that have something to do."""
    assert kiosk.footage is not None
    return sum(bool(deck) for deck in kiosk.footage.facts().decks)


def test_at_closing_time_it_rests_and_opens_again(qtbot: QtBot, open_at: Opened) -> None:
    clock = Clock("2026-12-06 17:59")
    kiosk = open_at(clock)
    qtbot.waitUntil(lambda: playing(kiosk) > 0 and not black(kiosk), timeout=15_000)
    look(kiosk, clock, "2026-12-06 18:00")
    qtbot.waitUntil(lambda: black(kiosk), timeout=10_000)
    qtbot.waitUntil(lambda: playing(kiosk) == 0, timeout=10_000)
    assert words(kiosk) == ""
    touch(kiosk)
    qtbot.waitUntil(lambda: "Open again on Tuesday at 10:00." in words(kiosk), timeout=5_000)
    assert "Réouverture mardi à 10\u00a0h." in words(kiosk)
    assert "화요일 10시에 다시 시작합니다." in words(kiosk)
    assert screen(kiosk) == "closed"
    assert not black(kiosk)
    look(kiosk, clock, "2026-12-08 10:00")
    qtbot.waitUntil(lambda: screen(kiosk) == "attract" and playing(kiosk) > 0, timeout=15_000)
    qtbot.waitUntil(lambda: "Touch to begin" in words(kiosk) and not black(kiosk), timeout=5_000)
    touch(kiosk)
    qtbot.waitUntil(lambda: screen(kiosk) == "scene", timeout=5_000)


def test_it_may_start_while_it_is_closed(qtbot: QtBot, open_at: Opened) -> None:
    kiosk = open_at(Clock("2026-12-07 12:00"))
    qtbot.waitUntil(lambda: black(kiosk) and playing(kiosk) == 0, timeout=10_000)


def test_a_visit_is_told_and_may_go_on_for_a_while(qtbot: QtBot, open_at: Opened) -> None:
    """The clock runs, as with --at: nothing but time makes it closing time."""
    kiosk = open_at(at="2026-12-06 17:59:57")
    qtbot.waitUntil(lambda: playing(kiosk) > 0, timeout=15_000)
    touch(kiosk)
    qtbot.waitUntil(lambda: screen(kiosk) == "scene", timeout=5_000)
    qtbot.waitUntil(lambda: "It is closing time." in words(kiosk), timeout=15_000)
    assert screen(kiosk) == "scene"
    qtbot.waitUntil(lambda: screen(kiosk) == "closed", timeout=10_000)
    qtbot.waitUntil(lambda: black(kiosk), timeout=5_000)


def test_quiet_hours_are_silent(open_at: Opened) -> None:
    clock = Clock("2026-12-06 10:30")
    kiosk = open_at(clock)
    assert kiosk.performer is not None
    assert kiosk.performer.hush == 0
    look(kiosk, clock, "2026-12-06 11:00")
    assert kiosk.performer.hush == 1


def test_the_panel_goes_off_and_hours_told_from_outside_bring_it_back(
    qtbot: QtBot, open_at: Opened, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The panel's switch is a program that writes down how it was called: this machine has no CEC."""
    monkeypatch.setenv("STATE_DIRECTORY", str(folder / "state"))
    with (folder / "kiosk.yaml").open("a") as settings:
        settings.write("power: {by: cec, after: 0s, ahead: 1min}\n")
    (folder / "cec-ctl").write_text(f'#!/bin/sh\necho "$@" >> {folder}/calls\n')
    (folder / "cec-ctl").chmod(0o755)
    monkeypatch.setenv("PATH", f"{folder}:/usr/bin:/bin")

    def switched() -> str:
        calls = (folder / "calls").read_text().split() if (folder / "calls").exists() else []
        return next((word for word in reversed(calls) if word in ("--standby", "--image-view-on")), "")

    clock = Clock("2026-12-06 20:00")
    kiosk = open_at(clock)
    kiosk.open_up()
    assert kiosk.doorkeeper is not None
    assert kiosk.remote is not None
    assert kiosk.overriding is not None
    kiosk.doorkeeper.near.emit(
        False
    )  # as at the start of `kiosk run`, where the panel's switch is there before the look
    kiosk.doorkeeper.darkened.emit(True)
    qtbot.waitUntil(lambda: switched() == "--standby", timeout=15_000)
    touch(kiosk)
    qtbot.waitUntil(lambda: "Open again" in words(kiosk), timeout=5_000)
    assert kiosk.remote.status().panel == "off", "a touch at night lights no television"
    told = kiosk.remote.override_hours("open", "22:00").hours
    assert told == "open until 22:00, by `kiosk say`"
    qtbot.waitUntil(lambda: switched() == "--image-view-on", timeout=15_000)
    qtbot.waitUntil(lambda: screen(kiosk) == "attract" and not black(kiosk), timeout=15_000)
    status = kiosk.remote.status()
    assert (status.hours, status.panel) == (told, "on")
    assert "of disk free" in status.machine
    kiosk.remote.override_hours("planned", None)
    qtbot.waitUntil(lambda: black(kiosk) and switched() == "--standby", timeout=15_000)


def test_the_strip_tells_the_hours(qtbot: QtBot, folder: Path) -> None:
    at = datetime.fromisoformat("2026-12-06 17:00").replace(tzinfo=local_zone())
    options = Options(folder, folder / "kiosk.yaml", seed=1, window=True, size=(960, 540), at=at)
    for keeps in (True, False):
        kiosk = Kiosk(read_content(options), options, "software")
        if keeps:
            kiosk.keep_hours()
        trying = Trying(kiosk, Wanted())
        kiosk.show()
        trying.show()
        sections = told(trying, "sections")
        assert isinstance(sections, list)
        lines = {line["label"]: line["value"] for line in sections[0]["lines"]}
        assert lines["time"] == "Sun 2026-12-06 17:00"
        assert lines["hours"] == "open until 18:00" + ("" if keeps else "; kept only with --at")
        if keeps and kiosk.performer is not None:
            kiosk.performer.send(ev.Closed(0, None))
            trying._say()
            sections = told(trying, "sections")
            assert isinstance(sections, list)
            assert sections[0]["lines"][0]["label"] == "closed"
        trying.close()
        kiosk.close()
        kiosk.deleteLater()


def test_the_program_is_told_a_time(folder: Path, tmp_path: Path) -> None:
    """Also that nothing is counted on a day that is not."""
    state = tmp_path / "state"
    words = [str(folder), "--settings", str(folder / "kiosk.yaml"), "--at"]
    with virtual_screen(1280, 720, tmp_path) as display:
        env = {**display, "STATE_DIRECTORY": str(state)}
        with program(env, *words, "2026-12-06 19:00") as running:
            running.until("hours: closed until Tue 10:00")
        with program(env, *words, "2026-12-06 10:30") as running:
            running.until("hours: quiet until 11:00, open until 18:00")
            running.process.terminate()
            assert running.process.wait(10) == 0
        assert not (state / "ledger.sqlite").exists()
        with program(env, *words, "6.12.2026") as running:
            assert 'Write "2026-12-24 16:55": year, month, day, hour and minute.' in running.until("argument --at")
            assert running.process.wait(10) == 2
