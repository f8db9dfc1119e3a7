"""The film's item without VLC: what is on the screen while its place changes and its take has nothing."""

from __future__ import annotations

import ctypes
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtQuick import QQuickItem, QQuickWindow
from pytestqt.qtbot import QtBot

from kiosk.footage.mailbox import Geometry
from kiosk.footage.software import SoftwareFilm
from kiosk.footage.take import Order, Take

from .studio import pixels

pytestmark = pytest.mark.window


class Stage:
    def __init__(self, qtbot: QtBot) -> None:
        self.qtbot = qtbot
        self.window = QQuickWindow()
        self.window.resize(160, 200)
        self.window.setColor("#000000")
        self.place = QQuickItem(self.window.contentItem())
        self.film = SoftwareFilm()
        self.film.setParentItem(self.place)
        self.window.show()
        qtbot.waitUntil(self.window.isExposed)

    def grey(self, y: int) -> int:
        """How bright the screen is in line `y`."""
        return int(pixels(self.window.grabWindow())[y, 80, 1])


@pytest.fixture
def stage(qtbot: QtBot) -> Iterator[Stage]:
    stage = Stage(qtbot)
    yield stage
    stage.window.close()
    stage.film.setParentItem(None)  # type: ignore[arg-type]  # None takes it out of its scene
    stage.film.deleteLater()
    stage.window.deleteLater()


def filled(grey: int) -> Take:
    take = Take(Order(Path("grey.mp4")))
    take.mailbox.open(Geometry(64, 32))
    slot, picture = take.mailbox.write()
    planes = zip(picture.planes, picture.geometry.pitches, picture.geometry.lines, (grey, 128, 128), strict=True)
    for plane, pitch, lines, value in planes:
        ctypes.memset(plane, value, pitch * lines)
    take.mailbox.publish(slot)
    return take


def test_a_place_that_shrinks_leaves_nothing_behind(stage: Stage) -> None:
    stage.place.setSize(stage.window.size())
    stage.film.show_take(filled(200))
    assert min(stage.grey(10), stage.grey(190)) > 150
    stage.place.setHeight(100)
    assert stage.grey(10) > 150
    assert stage.grey(190) == 0


def test_a_place_that_grows_is_filled_though_the_next_take_has_no_picture_yet(stage: Stage) -> None:
    stage.place.setSize(stage.window.size() / 2)
    stage.place.setWidth(160)
    stage.film.show_take(filled(200))
    assert stage.grey(10) > 150
    assert stage.grey(190) == 0
    drawn = stage.film.drawn
    stage.film.show_take(Take(Order(Path("later.mp4"))))
    stage.place.setHeight(200)
    assert min(stage.grey(10), stage.grey(190)) > 150
    assert stage.film.drawn == drawn
    stage.film.show_take(filled(60))
    assert max(stage.grey(10), stage.grey(190)) < 100


def test_a_place_that_grows_is_filled_while_the_format_changes(stage: Stage) -> None:
    stage.place.setSize(stage.window.size() / 2)
    stage.place.setWidth(160)
    take = filled(200)
    stage.film.show_take(take)
    assert stage.grey(10) > 150
    take.mailbox.open(Geometry(32, 32))
    stage.place.setHeight(200)
    assert min(stage.grey(10), stage.grey(190)) > 150
