"""The technician's overlay on the real app: it says what is so, is in nobody's way, and is not there while off."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtQml import QJSValue
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from kiosk.app import Kiosk
from kiosk.content import Options, read_content
from kiosk.visit import events as ev
from tests.footage.studio import numbered

pytestmark = [pytest.mark.vlc, pytest.mark.window]

PLAYLIST = """\
format: 1
attract: loop.mp4
scenes:
  film:
    clip: film.mp4
    decision:
      opens: 1500ms
      window: 8s
      ask: "What now?"
      choices: {go: {label: Go on, to: next}}
      default: go
  next: {clip: loop.mp4, to: home}
"""


@pytest.fixture
def kiosk(qtbot: QtBot, tmp_path: Path) -> Iterator[Kiosk]:
    (tmp_path / "playlist.yaml").write_text(PLAYLIST, encoding="utf-8")
    for clip, name in ((1, "film"), (2, "loop")):
        numbered(tmp_path / f"{name}.mp4", clip, 150)
    options = Options(playlist=tmp_path, seed=1, window=True, size=(960, 540))
    kiosk = Kiosk(read_content(options), options, "software")
    kiosk.show()
    qtbot.waitUntil(lambda: kiosk.footage is not None and kiosk.footage.frames_shown > 0, timeout=15_000)
    yield kiosk
    kiosk.close()
    kiosk.deleteLater()


def said(kiosk: Kiosk) -> dict[str, str]:
    return dict(kiosk.hud.lines())


def overlay(kiosk: Kiosk) -> list[object]:
    """What QML draws of it."""
    drawn = kiosk.screen.window.rootObject().property("overlay")
    return list(drawn.toVariant() if isinstance(drawn, QJSValue) else drawn)


def test_it_says_what_is_so(qtbot: QtBot, kiosk: Kiosk) -> None:
    kiosk.screen.technician.emit("overlay", None)
    assert kiosk.hud.shown
    assert kiosk.performer is not None
    assert said(kiosk)["Visit"] == "attract"
    kiosk.performer.send(ev.Touched())
    kiosk.performer.send(ev.BeginTouched())
    qtbot.waitUntil(lambda: said(kiosk)["Film"].startswith("film.mp4"), timeout=15_000)
    assert said(kiosk)["Visit"] == "scene · film"
    qtbot.waitUntil(lambda: "decision at 1.5 s" in said(kiosk).get("Ahead", ""), timeout=1_400)
    qtbot.waitUntil(lambda: "window" in said(kiosk).get("Timers", ""), timeout=15_000)
    qtbot.waitUntil(lambda: "loop.mp4: ready" in said(kiosk).values(), timeout=15_000)
    decks = [value for label, value in said(kiosk).items() if label.startswith("Deck ")]
    assert "film.mp4: on the screen" in decks
    assert said(kiosk)["Decks"] == f"{6 - len(decks)} of 6 free"


def test_a_key_is_named_with_what_it_does_but_no_digit(qtbot: QtBot, kiosk: Kiosk) -> None:
    assert "Key" not in said(kiosk)
    QTest.keyClick(kiosk.screen.window, Qt.Key.Key_F1)
    assert said(kiosk)["Key"] == "F1: help"
    QTest.keyClick(kiosk.screen.window, Qt.Key.Key_F19)
    QTest.keyClick(kiosk.screen.window, Qt.Key.Key_7)
    assert said(kiosk)["Key"] == "F19: nothing"


def test_nothing_of_it_can_be_touched(qtbot: QtBot, kiosk: Kiosk) -> None:
    before = {target.name for target in kiosk.screen.targets()}
    kiosk.hud.show(True)
    qtbot.wait(100)
    assert {target.name for target in kiosk.screen.targets()} == before


def test_off_nothing_runs_and_nothing_is_loaded(qtbot: QtBot, kiosk: Kiosk) -> None:
    assert not kiosk.hud.shown
    assert overlay(kiosk) == []
    kiosk.screen.technician.emit("overlay", None)
    assert len(overlay(kiosk)) > 5
    kiosk.screen.technician.emit("overlay", None)
    assert not kiosk.hud._timer.isActive()
    assert overlay(kiosk) == []


def test_what_is_wrong_stands_in_its_place(kiosk: Kiosk) -> None:
    kiosk.hud.show(True)
    kiosk.hud.alarm((("Line 3", "There is no scene `x`."),))
    kiosk.hud._say()
    assert [line["value"] for line in overlay(kiosk)] == ["There is no scene `x`."]  # type: ignore[index]  # QML's own
    kiosk.hud.alarm(())
    assert len(overlay(kiosk)) > 5
    kiosk.hud.show(False)
    kiosk.hud.alarm((("Line 3", "There is no scene `x`."),))
    assert len(overlay(kiosk)) == 1
    kiosk.hud.alarm(())
    assert overlay(kiosk) == []
