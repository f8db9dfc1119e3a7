"""What is written into a window's memory: what is seen of a film, and not a byte beside it, wherever it stands."""

from __future__ import annotations

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st
from numpy.typing import NDArray
from PySide6.QtCore import QRect
from PySide6.QtGui import QRegion, QTransform

from kiosk.footage.mailbox import Geometry
from kiosk.footage.strokes import PIXEL, Stroke, Target, strokes
from kiosk.footage.swscale import Converter, Crop

from .test_overrun import PATTERN, woven

GUARD = 8192
"""Bytes behind the window's memory."""
SCALES = (1.0, 0.75, 1.5, 2.0)


class Window:
    """Memory of a window, in which every byte has a value that no film has."""

    def __init__(self, width: int, height: int, box: QRect) -> None:
        self.height, self.pitch = height, width * PIXEL
        self._memory = np.full(height * self.pitch + GUARD, PATTERN, np.uint8)
        self.target = Target(1, QTransform(), box, self._memory.ctypes.data, self.pitch, width, height)

    @property
    def pixels(self) -> NDArray[np.uint8]:
        return self._memory[: self.height * self.pitch].reshape(self.height, -1, PIXEL)

    @property
    def guard(self) -> NDArray[np.uint8]:
        return self._memory[self.height * self.pitch :]


@settings(max_examples=400, deadline=None)
@given(
    st.integers(1, 5), st.integers(24, 90), st.integers(0, 40), st.integers(0, 20), st.sampled_from((0, 13)),
    st.sampled_from((0, 0, 1, 10, 31)), st.sampled_from(SCALES), st.data(),
)  # fmt: skip
def test_only_what_is_seen_is_written(
    blocks: int, high: int, left: int, above: int, below: int, odd: int, scale: float, data: st.DataObject
) -> None:
    wide = blocks * 32 + odd
    box = QRect(left, above, wide, high)
    window = Window(left + wide + data.draw(st.sampled_from((0, 7))), above + high + below, box)
    lines, across = round(high * scale), round(wide * scale)
    picture, crop = woven(Geometry(across, lines)), Crop(0, 0, across, lines)
    region = QRegion(box)
    if data.draw(st.booleans()):
        rows = high - data.draw(st.sampled_from((1, 2, 3, 4, 5, 6, high // 2, high - 1)))
        region = QRegion(left, above, wide, rows)
    elif data.draw(st.booleans()):
        region = QRegion(left + 2, above + 4, 32, data.draw(st.integers(1, high - 4)))
    plan = strokes(window.target, crop, region)
    whole = np.empty((high, blocks * 32 + 32, PIXEL), np.uint8)
    converter = Converter()
    converter.to_rgb(picture, crop, whole.ctypes.data, wide, high, whole.strides[0])
    converter.close()
    for step in plan or []:
        if isinstance(step, Stroke):
            end = step.address + step.rows * step.pitch + step.beyond
            assert step.beyond == 0 or end <= window.guard.ctypes.data
            converter = Converter()
            step.write(converter, picture)
            converter.close()
            part = region.boundingRect()
            seen = window.pixels[part.y() : part.y() + part.height(), part.x() : part.x() + part.width()]
            wanted = whole[part.y() - above :, part.x() - left :][: part.height(), : part.width()]
            if (
                high % 2 == wide % 2 == 0
            ):  # libswscale takes another way for odd sizes, with other colours in such noise
                assert np.abs(seen[..., :3].astype(int) - wanted[..., :3]).max() <= 1
            seen[:] = PATTERN
    assert (window.pixels == PATTERN).all()
    assert (window.guard == PATTERN).all()


def test_a_film_that_is_seen_as_it_is_needs_no_painter() -> None:
    for width, x, rows in ((640, 0, 360), (640, 0, 200), (650, 0, 201), (64, 32, 200)):
        box = QRect(x, 0, width, 360)
        target = Window(width + x, 361, box).target
        for lines in (360, 240, 720):
            plan = strokes(target, Crop(0, 0, width * lines // 360, lines), QRegion(x, 0, width, rows))
            assert plan is not None
            assert all(isinstance(step, Stroke) for step in plan)
            assert len(plan) == 1
