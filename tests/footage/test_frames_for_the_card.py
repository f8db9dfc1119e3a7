"""What the graphics card is given: frames in memory that is used again, but never while it is being read."""

from __future__ import annotations

import ctypes
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtMultimedia import QVideoFrame
from pytestqt.qtbot import QtBot

from kiosk.footage.gpu import FRAMES, GpuFilm
from kiosk.footage.mailbox import Geometry
from kiosk.footage.take import Order, Take

SIZE = Geometry(320, 180)
READ = QVideoFrame.MapMode.ReadOnly


@pytest.fixture
def film(qtbot: QtBot) -> Iterator[GpuFilm]:
    film = GpuFilm()
    film.setWidth(320)
    film.setHeight(180)
    yield film
    film.deleteLater()


def show(film: GpuFilm, grey: int, geometry: Geometry = SIZE) -> QVideoFrame:
    """A picture of one grey, as the card gets it."""
    if film.take is None or film.take.mailbox.latest() is None or film.take.mailbox.latest().geometry != geometry:  # type: ignore[union-attr]  # just asked
        film.take = Take(Order(Path("grey.mp4")))
        film.take.mailbox.open(geometry)
    slot, picture = film.take.mailbox.write()
    for plane, pitch, lines in zip(picture.planes, geometry.pitches, geometry.lines, strict=True):
        ctypes.memset(plane, grey, pitch * lines)
    film.take.mailbox.publish(slot)
    film.redraw()
    return film.sink.videoFrame()


def grey(frame: QVideoFrame) -> set[int]:
    """What stands in its light, in the pixels that are seen."""
    assert frame.isMapped() or frame.map(READ)
    pitch = frame.bytesPerLine(0)
    rows = bytes(frame.bits(0))
    return set().union(*(rows[line * pitch : line * pitch + frame.width()] for line in range(frame.height())))


def address(frame: QVideoFrame) -> int:
    assert frame.map(READ)
    where = ctypes.addressof(ctypes.c_char.from_buffer(frame.bits(0)))
    frame.unmap()
    return where


def test_each_picture_comes_and_memory_is_used_again(film: GpuFilm) -> None:
    seen, places = [], []
    for tone in range(20, 60):
        frame = show(film, tone)
        places.append(address(frame))
        seen.append(grey(frame))
        frame.unmap()
    assert seen == [{tone} for tone in range(20, 60)]
    assert len(set(places)) == FRAMES
    assert len(set(places[:FRAMES])) == FRAMES  # each in its turn


def test_what_is_still_being_read_is_not_written_over(film: GpuFilm) -> None:
    reading = show(film, 7)
    assert reading.map(READ)
    for tone in range(20, 40):
        assert grey(show(film, tone)) == {tone}
    assert grey(reading) == {7}
    reading.unmap()


def test_film_of_another_size_has_frames_of_its_own(film: GpuFilm) -> None:
    first = show(film, 7)
    for tone in range(20, 30):
        assert grey(show(film, tone, Geometry(640, 360))) == {tone}
    assert grey(first) == {7}
