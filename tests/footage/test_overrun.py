"""libswscale writes whole blocks of pixels: what we give it has to have room for them."""

from __future__ import annotations

import ctypes

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from numpy.typing import NDArray

from kiosk.footage.mailbox import Geometry, Picture
from kiosk.footage.strokes import ROW
from kiosk.footage.swscale import Converter, Crop, overrun

GUARD = 4096
"""Bytes behind the canvas that nobody may write to."""
PATTERN = 0xA5


@pytest.mark.parametrize("width", [1080, 1081, 647, 330, 1920, 33])
@pytest.mark.parametrize("height", [1229, 1080, 607])
def test_a_canvas_with_padded_rows_is_never_overrun(width: int, height: int) -> None:
    geometry = Geometry(1920, 1080)
    pitch = -(-width // ROW) * ROW * 4
    memory = ctypes.create_string_buffer(pitch * height + GUARD)
    guard = ctypes.addressof(memory) + pitch * height
    ctypes.memset(guard, PATTERN, GUARD)
    converter = Converter()
    converter.to_rgb(Picture(geometry), Crop(400, 0, 950, 1080), ctypes.addressof(memory), width, height, pitch)
    converter.close()
    assert ctypes.string_at(guard, GUARD) == bytes([PATTERN]) * GUARD


def woven(geometry: Geometry) -> Picture:
    picture = Picture(geometry)
    chance = np.random.default_rng(1)
    for plane, pitch, lines in zip(picture.planes, geometry.pitches, geometry.lines, strict=True):
        texture = chance.integers(60, 190, (lines, pitch), np.uint8).tobytes()
        ctypes.memmove(plane, texture, len(texture))
    return picture


def drawn(picture: Picture, crop: Crop, height: int, rows: int) -> NDArray[np.uint8]:
    """64 pixels across, what was not drawn PATTERN. Twice, as in a window, which is drawn from above each time."""
    canvas = np.full((height, 64, 4), PATTERN, np.uint8)
    converter = Converter()
    for _ in range(2):
        canvas[:] = PATTERN
        converter.to_rgb(picture, crop, canvas.ctypes.data, 64, height, 256, rows)
    converter.close()
    return canvas


@settings(max_examples=300)
@given(st.integers(16, 400), st.integers(16, 400), st.sampled_from((64, 96, 40)), st.data())
def test_the_upper_rows_are_those_of_the_whole(lines: int, height: int, across: int, data: st.DataObject) -> None:
    """Whatever is scaled to whatever, libswscale given no more of the picture than they need."""
    rows = data.draw(st.integers(1, height - 1))
    picture = woven(Geometry(across, lines))
    crop = Crop(0, 0, across, lines)
    whole, upper = drawn(picture, crop, height, 0), drawn(picture, crop, height, rows)
    assert (upper[:rows] == whole[:rows]).all()
    assert (upper[rows + overrun(lines, height, rows) :] == PATTERN).all()
    assert overrun(lines, height, rows) <= 12 * max(1, height / lines)  # or nothing would be saved
