"""How the pictures that came on a screen are counted."""

from __future__ import annotations

import pytest

from bench.cost import pictures
from bench.glass import NOTHING, Seen


def film(*times: float) -> list[Seen]:
    return [Seen(at, 1, number) for number, at in enumerate(times)]


def test_every_picture_of_30_is_30_a_second() -> None:
    assert pictures(film(*(number / 30 for number in range(241)))) == pytest.approx(30.0)


def test_a_picture_that_was_left_out_is_not_counted() -> None:
    assert pictures(film(*(number / 30 for number in range(31) if number != 7))) == pytest.approx(29.0)


def test_standing_still_counts_until_the_next_picture() -> None:
    assert pictures(film(0.0, 0.5, 2.0)) == pytest.approx(1.0)


def test_a_screen_without_film_is_no_picture() -> None:
    assert pictures([Seen(0.0, 1, 0), Seen(0.5, NOTHING, 0), Seen(1.0, 1, 1)]) == pytest.approx(1.0)
