"""Where a picture goes: the arithmetic of cropping, focus, whole pictures and pixels that are not square."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kiosk.footage.mailbox import Geometry
from kiosk.footage.placing import Fit, Placing, place
from kiosk.footage.swscale import Crop

HD = Geometry(1920, 1080)


def test_the_same_shape_is_not_cropped() -> None:
    assert place(HD, 1280, 720, focus=0.5, fit="crop") == Placing(Crop(0, 0, 1920, 1080), 0, 0, 1280, 720)


@pytest.mark.parametrize(("focus", "left"), [(0.0, 0), (0.5, 656), (1.0, 1312), (7.0, 1312)])
def test_a_portrait_panel_keeps_what_the_focus_says(focus: float, left: int) -> None:
    crop = place(HD, 1080, 1920, focus=focus, fit="crop").crop
    assert crop == Crop(left, 0, 608, 1080)


def test_whole_is_centred_and_leaves_the_rest_to_the_screen() -> None:
    placing = place(HD, 1080, 1920, focus=0.2, fit="fit")
    assert placing == Placing(Crop(0, 0, 1920, 1080), 0, (1920 - 607.5) / 2, 1080, 607.5)


def test_fill_stretches_all_of_it_over_all_of_the_place() -> None:
    assert place(HD, 1080, 1920, focus=0.2, fit="fill") == Placing(Crop(0, 0, 1920, 1080), 0, 0, 1080, 1920)


def test_wide_pixels_make_a_wide_picture() -> None:
    placing = place(Geometry(720, 576, aspect=64 / 45), 1024, 576, focus=0.5, fit="fit")
    assert (round(placing.width), round(placing.height)) == (1024, 576)
    assert place(Geometry(720, 576, aspect=64 / 45), 1024, 576, focus=0.5, fit="crop").crop == Crop(0, 0, 720, 576)


@given(
    st.integers(2, 4000), st.integers(2, 4000), st.floats(0.2, 5), st.floats(1, 4000), st.floats(1, 4000),
    st.floats(-1, 2), st.sampled_from(["crop", "fit", "fill"]),
)  # fmt: skip
def test_always_inside_the_picture_and_the_place(
    width: int, height: int, aspect: float, across: float, down: float, focus: float, fit: Fit
) -> None:
    placing = place(Geometry(width, height, aspect), across, down, focus=focus, fit=fit)
    crop = placing.crop
    assert crop.x >= 0
    assert crop.y >= 0
    assert crop.x % 2 == crop.y % 2 == 0
    assert crop.width >= 2
    assert crop.height >= 2
    assert crop.x + crop.width <= width
    assert crop.y + crop.height <= height
    assert placing.x >= -0.01
    assert placing.y >= -0.01
    assert placing.x + placing.width <= across + 0.01
    assert placing.y + placing.height <= down + 0.01
