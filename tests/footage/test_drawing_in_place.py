"""Film that libswscale writes straight into the window: all of it, parts of it, and nothing beside it."""

from __future__ import annotations

import ctypes
from collections.abc import Callable, Iterator
from pathlib import Path

import numpy as np
import pytest
from numpy.typing import NDArray
from PySide6.QtCore import QRect
from PySide6.QtGui import QColor
from PySide6.QtQml import QQmlComponent, QQmlEngine
from PySide6.QtQuick import QQuickItem, QQuickWindow
from pytestqt.qtbot import QtBot

from kiosk.footage.mailbox import Geometry
from kiosk.footage.software import FilmNode, SoftwareFilm
from kiosk.footage.take import Order, Take

from .studio import pixels

pytestmark = pytest.mark.window

RED = (255, 0, 0)


class Scene:
    """A film in the upper part of a window, and rectangles where they are wanted."""

    def __init__(self, qtbot: QtBot, width: int, height: int, film_height: int) -> None:
        self._qtbot, self._height = qtbot, height
        self.window = QQuickWindow()
        self.window.resize(width, height)
        self.window.setColor("#000000")
        self.place = QQuickItem(self.window.contentItem())
        self.place.setWidth(width)
        self.place.setHeight(film_height)
        self.film = SoftwareFilm()
        self.film.setParentItem(self.place)
        self._engine = QQmlEngine()
        self._component = QQmlComponent(self._engine)
        self._component.setData(b"import QtQuick\nRectangle {}", "")
        self.window.show()
        qtbot.waitUntil(self.window.isExposed)

    def rectangle(self, box: QRect, colour: str) -> QQuickItem:
        item = self._component.create()
        assert isinstance(item, QQuickItem)
        item.setParent(self.window)
        item.setParentItem(self.window.contentItem())
        for name, value in zip(("x", "y", "width", "height"), box.getRect(), strict=True):  # type: ignore[call-overload]  # a tuple
            item.setProperty(name, value)
        item.setProperty("color", QColor(colour))
        return item

    def look(self) -> NDArray[np.uint8]:
        """What stands in the window now; drawn by what happened, not for this look."""
        self._qtbot.wait(60)
        return pixels(self.window.screen().grabWindow(self.window.winId()).toImage())

    def close(self) -> None:
        self.window.close()
        self.film.setParentItem(None)  # type: ignore[arg-type]  # None takes it out of its scene
        self.film.deleteLater()
        self.window.deleteLater()


@pytest.fixture
def scene(qtbot: QtBot) -> Iterator[Callable[[int, int, int], Scene]]:
    built: list[Scene] = []

    def build(width: int, height: int, film_height: int) -> Scene:
        built.append(Scene(qtbot, width, height, film_height))
        return built[-1]

    yield build
    for one in built:
        one.close()


def woven(geometry: Geometry, seed: int) -> Take:
    """A take with one picture in which no two places look the same."""
    take = Take(Order(Path("woven.mp4")))
    take.mailbox.open(geometry)
    slot, picture = take.mailbox.write()
    chance = np.random.default_rng(seed)
    for plane, pitch, lines in zip(picture.planes, picture.geometry.pitches, picture.geometry.lines, strict=True):
        texture = chance.integers(60, 190, (lines, pitch), np.uint8).tobytes()
        ctypes.memmove(plane, texture, len(texture))
    take.mailbox.publish(slot)
    return take


@pytest.mark.parametrize("box", [QRect(64, 40, 128, 60), QRect(33, 41, 71, 37), QRect(0, 100, 320, 25)])
def test_a_part_looks_like_that_part_of_the_whole(scene: Callable[[int, int, int], Scene], box: QRect) -> None:
    at = scene(320, 180, 180)
    veil = at.rectangle(box, "#80000000")
    at.film.show_take(woven(Geometry(320, 180), 1))
    whole = at.look()
    veil.setProperty("color", QColor("#40ff0000"))  # only this part of the window is drawn anew
    assert (at.look() != whole).any()
    veil.setProperty("color", QColor("#80000000"))
    assert (at.look() == whole).all()


@pytest.mark.parametrize("lines", [120, 240], ids=["as it is", "scaled"])
@pytest.mark.parametrize("width", [320, 330, 321])
def test_what_stands_beside_and_on_the_film_stays(
    scene: Callable[[int, int, int], Scene], width: int, lines: int
) -> None:
    at = scene(width, 180, 120)
    at.rectangle(QRect(0, 120, width, 60), "#ff0000")
    at.rectangle(QRect(51, 33, 7, 5), "#ff0000")
    at.film.show_take(woven(Geometry(width * lines // 120, lines), 1))
    first = at.look()
    at.film.show_take(woven(Geometry(width * lines // 120, lines), 2))
    second = at.look()
    for seen in (first, second):
        assert (seen[120:] == RED).all()
        assert (seen[33:38, 51:58] == RED).all()
    assert (first[:120] != second[:120]).any(axis=2).mean() > 0.9


@pytest.mark.parametrize("width", [330, 322, 1082])
def test_what_stands_below_the_film_stays(scene: Callable[[int, int, int], Scene], width: int) -> None:
    at = scene(width, 180, 120)  # libswscale writes up to 24 bytes past the end here
    at.rectangle(QRect(0, 120, width, 60), "#ff0000")
    at.film.show_take(woven(Geometry(width, 120), 1))
    at.look()
    at.film.show_take(woven(Geometry(width, 120), 2))
    at.look()
    assert (pixels(at.window.grabWindow())[120:] == RED).all()  # the screen is only sent what was drawn


@pytest.mark.parametrize("lines", [120, 240, 90], ids=["as it is", "larger", "smaller"])
@pytest.mark.parametrize("width", [320, 330, 321])
@pytest.mark.parametrize("covered", [71, 84])
def test_of_a_covered_film_the_upper_part_is_written_in_place(
    scene: Callable[[int, int, int], Scene], width: int, lines: int, covered: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    geometry = Geometry(width * lines // 120, lines)
    at = scene(width, 180, 120)
    at.film.show_take(woven(geometry, 1))
    whole = at.look()
    at.rectangle(QRect(0, covered, width, 180 - covered), "#ff0000")
    at.film.show_take(woven(geometry, 2))
    at.look()
    by_an_image: list[object] = []
    monkeypatch.setattr(FilmNode, "_converted", lambda *taken: by_an_image.append(taken))
    at.film.show_take(woven(geometry, 1))
    seen = at.look()
    assert (seen[:covered] == whole[:covered]).all()
    assert (pixels(at.window.grabWindow())[covered:] == RED).all()
    assert by_an_image == []


@pytest.mark.parametrize("width", [320, 330])
def test_in_place_looks_as_by_way_of_an_image(
    scene: Callable[[int, int, int], Scene], width: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    at = scene(width, 180, 120)
    at.film.show_take(woven(Geometry(width, 120), 1))
    in_place = at.look()
    monkeypatch.setattr(FilmNode, "_target_of", lambda _node, _painter, _way: None)
    at.film.redraw()
    assert (at.look() == in_place).all()


def test_a_turned_film_is_turned(scene: Callable[[int, int, int], Scene]) -> None:
    at = scene(320, 320, 180)
    at.film.show_take(woven(Geometry(320, 180), 1))
    upright = at.look()[:180]
    at.place.setTransformOrigin(QQuickItem.TransformOrigin.TopLeft)
    at.place.setX(180)
    at.place.setRotation(90)
    at.look()
    at.film.show_take(woven(Geometry(320, 180), 1))
    assert np.abs(np.rot90(at.look()[:, :180], 1).astype(int) - upright.astype(int)).mean() < 3


def test_a_film_that_is_still_coming_up_is_pale(scene: Callable[[int, int, int], Scene]) -> None:
    at = scene(320, 180, 180)
    at.film.show_take(woven(Geometry(320, 180), 1))
    bright = at.look().mean()
    at.place.setOpacity(0.5)
    assert abs(at.look().mean() - bright / 2) < 2
