"""Flashes counted in pictures made of numbers."""

from __future__ import annotations

import itertools

import pytest

from kiosk.desk.flashes import COLUMNS, ROWS, Flashes, count

AREAS = COLUMNS * ROWS


def blinking(dark: int, bright: int, half: int, areas: int = AREAS, pictures: int = 60) -> list[bytes]:
    """`areas` of the picture change between two lumas every `half` pictures; the rest stays grey."""
    on, off = (bytes([value] * areas + [90] * (AREAS - areas)) for value in (bright, dark))
    return [on if number // half % 2 else off for number in range(pictures)]


@pytest.mark.parametrize(
    ("pictures", "most"),
    [
        pytest.param(blinking(40, 200, 1), 15, id="every other picture"),
        pytest.param(blinking(40, 200, 5), 3, id="three a second are let pass"),
        pytest.param(blinking(40, 200, 3), 5, id="five are too many"),
        pytest.param(blinking(100, 120, 1), 0, id="a step of less than a tenth"),
        pytest.param(blinking(240, 255, 1), 0, id="both bright"),
        pytest.param(blinking(40, 200, 1, areas=3), 0, id="too small a part of the picture"),
        pytest.param(blinking(40, 200, 1, areas=4), 15, id="just large enough a part"),
        pytest.param([bytes([value] * AREAS) for value in range(0, 240, 4)], 0, id="a fade"),
    ],
)
def test_flashes(pictures: list[bytes], most: int) -> None:
    assert count(pictures, 30).most == most


def test_few_flashes_far_apart_are_never_too_many() -> None:
    still = [bytes([40] * AREAS)] * 60
    flash = [bytes([220] * AREAS)] * 3
    assert count(itertools.chain(still, flash, still, flash, still), 30).most == 1


def test_where_they_are_and_which_ends_are_black() -> None:
    found = count([bytes(AREAS)] * 30 + blinking(40, 200, 2), 30)
    assert 1_000 < found.at <= 3_000
    assert (found.black_first, found.black_last) == (True, False)


def test_no_picture_at_all() -> None:
    assert count([], 30) == Flashes()
