"""libswscale writes whole blocks of pixels: what we give it has to have room for them."""

from __future__ import annotations

import ctypes

import pytest

from kiosk.footage.mailbox import Geometry, Picture
from kiosk.footage.software import ROW
from kiosk.footage.swscale import Converter, Crop

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
