"""`kiosk try` on the real app: what is saved is there, in the same place of the film; what is faulty is told."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QCloseEvent, QGuiApplication, QKeyEvent
from PySide6.QtQml import QJSValue
from pytestqt.qtbot import QtBot

from kiosk.app import Kiosk
from kiosk.content import Options, read_content
from kiosk.trying.trying import Trying, Wanted
from kiosk.trying.window import STRIP
from kiosk.visit import events as ev
from kiosk.visit.aids import Aids
from kiosk.visit.state import InStory
from tests.footage.studio import numbered

pytestmark = [pytest.mark.vlc, pytest.mark.window]

PLAYLIST = """\
format: 1
attract: loop.mp4
variables: {risk: {type: number, from: 0, to: 5}}
scenes:
  film:
    clip: film.mp4
    enter: {risk: +1}
    decision:
      opens: 8s
      window: 8s
      ask: "What now?"
      choices: {go: {label: Go on, to: next}}
      default: go
  next: {clip: loop.mp4, to: home}
"""


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "playlist.yaml").write_text(PLAYLIST, encoding="utf-8")
    for clip, name in ((1, "film"), (2, "loop")):
        numbered(tmp_path / f"{name}.mp4", clip, 400)
    return tmp_path


@pytest.fixture
def trying(qtbot: QtBot, folder: Path) -> Iterator[Trying]:
    options = Options(playlist=folder, seed=1, window=True, size=(960, 540), aids=Aids(seated=True))
    kiosk = Kiosk(read_content(options), options, "software")
    trying = Trying(kiosk, Wanted(scene="film", values={"risk": 3}))
    kiosk.show()
    trying.show()
    qtbot.waitUntil(lambda: place(trying).film.shown, timeout=15_000)
    yield trying
    trying.close()
    kiosk.close()
    kiosk.deleteLater()


def place(trying: Trying) -> InStory:
    assert trying.kiosk.performer is not None
    there = trying.kiosk.performer.visit.place
    assert isinstance(there, InStory)
    return there


def position(trying: Trying) -> int:
    assert trying.kiosk.performer is not None
    return trying.kiosk.performer.projector.position(place(trying).film.play)


def told(trying: Trying, name: str) -> object:
    drawn = trying.window.rootObject().property(name)
    return drawn.toVariant() if isinstance(drawn, QJSValue) else drawn


def over_the_picture(trying: Trying) -> str:
    drawn = trying.kiosk.screen.window.rootObject().property("overlay")
    lines = drawn.toVariant() if isinstance(drawn, QJSValue) else drawn
    return " ".join(f"{line['label']} {line['value']}" for line in lines)


def save(folder: Path, old: str, new: str) -> None:
    file = folder / "playlist.yaml"
    text = file.read_text(encoding="utf-8")
    assert old in text
    file.write_text(text.replace(old, new), encoding="utf-8")


def test_it_begins_with_the_scene_and_values_that_were_asked_for(trying: Trying) -> None:
    assert (place(trying).scene, place(trying).values) == ("film", {"risk": 4})


def test_every_visit_begins_with_what_the_command_says(trying: Trying) -> None:
    performer = trying.kiosk.performer
    assert performer is not None
    assert performer.view().aids.seated
    performer.send(ev.ResetAsked())
    assert performer.view().aids.seated


def test_what_is_saved_is_there_and_the_film_goes_on(qtbot: QtBot, trying: Trying, folder: Path) -> None:
    qtbot.waitUntil(lambda: position(trying) > 1_000, timeout=15_000)
    save(folder, '"What now?"', '"And now?"')
    save(folder, "opens: 8s", "opens: 1s")
    performer = trying.kiosk.performer
    assert performer is not None
    qtbot.waitUntil(lambda: performer.view().decision is not None, timeout=5_000)
    decision = performer.view().decision
    assert decision is not None
    assert decision.ask == "And now?"
    assert position(trying) >= 1_000
    assert place(trying).values == {"risk": 4}
    assert "Taken up" in str(told(trying, "status"))


def test_what_is_faulty_is_told_over_the_picture_and_the_film_goes_on(
    qtbot: QtBot, trying: Trying, folder: Path
) -> None:
    save(folder, "to: next", "to: nxt")
    qtbot.waitUntil(lambda: "nxt" in over_the_picture(trying), timeout=5_000)
    assert over_the_picture(trying).startswith("Line 12 There is no scene `nxt`. Did you mean `next`?")
    assert told(trying, "alarm") is True
    before = position(trying)
    qtbot.waitUntil(lambda: position(trying) > before, timeout=5_000)
    save(folder, "to: nxt", "to: next")
    qtbot.waitUntil(lambda: over_the_picture(trying) == "", timeout=5_000)
    assert told(trying, "alarm") is False


def test_buttons_go_where_they_say(qtbot: QtBot, trying: Trying) -> None:
    assert list(told(trying, "scenes")) == ["film", "next"]  # type: ignore[call-overload]  # QML's list
    qtbot.waitUntil(lambda: position(trying) > 800, timeout=15_000)
    trying.window.pressed.emit("again", "")
    assert place(trying).scene == "film"
    assert (place(trying).values, position(trying) < 500) == ({"risk": 4}, True)
    trying.window.pressed.emit("scene", "next")
    assert (place(trying).scene, place(trying).values) == ("next", {"risk": 4})
    trying.window.pressed.emit("scene", "nowhere")
    assert place(trying).scene == "next"
    trying.window.pressed.emit("attract", "")
    assert trying.kiosk.performer is not None
    assert not trying.kiosk.performer.visit.awake
    trying.window.pressed.emit("again", "")
    assert not trying.kiosk.performer.visit.awake
    trying.window.pressed.emit("scene", "film")
    trying.window.pressed.emit("next", "")
    assert place(trying).scene == "next"


def test_keys_reach_the_kiosk_and_the_picture_keeps_its_shape(qtbot: QtBot, trying: Trying) -> None:
    picture = trying.kiosk.screen.window
    assert picture.parent() is trying.window
    trying.window.resize(STRIP + 640, 900)
    qtbot.waitUntil(lambda: (picture.width(), picture.height()) == (640, 360), timeout=2_000)
    assert trying.kiosk.performer is not None
    assert trying.kiosk.performer.view().captions
    for kind in (QEvent.Type.KeyPress, QEvent.Type.KeyRelease):
        event = QKeyEvent(kind, Qt.Key.Key_C, Qt.KeyboardModifier.NoModifier, "c")
        QGuiApplication.sendEvent(trying.window, event)
    assert not trying.kiosk.performer.view().captions


def test_closing_the_window_is_heard(qtbot: QtBot, trying: Trying) -> None:
    trying.window.closing.disconnect(trying.kiosk.quit)  # it would end the tests' own loop
    with qtbot.waitSignal(trying.window.closing, timeout=2_000):
        QGuiApplication.sendEvent(trying.window, QCloseEvent())
    assert trying.window.isVisible()


def test_one_that_cannot_be_read_yet_waits_for_the_technician(qtbot: QtBot, folder: Path) -> None:
    save(folder, "to: next", "to: nxt")
    options = Options(playlist=folder, window=True, size=(960, 540))
    kiosk = Kiosk(read_content(options), options, "software")
    trying = Trying(kiosk, Wanted(portrait=True, scene="film"))
    try:
        kiosk.show()
        trying.show()
        assert "cannot be read" in str(told(trying, "status"))
        trying.window.pressed.emit("next", "")
    finally:
        trying.close()
        kiosk.close()
