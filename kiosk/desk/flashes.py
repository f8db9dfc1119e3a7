"""Flashes in film, counted by WCAG 2.2's success criterion 2.3.1 (general flash). Pure.

The criterion: a flash is a pair of opposing changes in relative luminance of 10 % or more of the largest (1.0), where
the darker picture is below 0.80; there are too many when more than three come within a second, and together they take
more than a quarter of any 10 degrees of view: 21,824 of 1024 x 768 pixels, 2.8 % of the picture.
https://www.w3.org/TR/WCAG22/#dfn-general-flash-and-red-flash-thresholds. Red flashes are not looked for.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final

from kiosk.luminance import LUMINANCE

COLUMNS, ROWS = 16, 9
"""The picture is judged in so many areas, each with its mean luma: one is 0.7 % of the picture,"""
TOGETHER: Final = 4
"""so four flash on more than the 2.8 % that are let pass."""
STEP: Final = 0.10
DARK: Final = 0.80
BLACK: Final = 24
"""Of 255: a picture whose brightest area is no brighter is black."""


@dataclass(frozen=True, slots=True)
class Flashes:
    """`most` flashes within the second that ends at `at` ms."""

    most: int = 0
    at: int = 0
    black_first: bool = False
    black_last: bool = False
    pictures: int = 0


def count(pictures: Iterable[bytes], rate: float) -> Flashes:
    """The flashes in `pictures`, `rate` a second, each COLUMNS * ROWS bytes of full-range luma, row by row."""
    areas = COLUMNS * ROWS
    extreme: list[float] = []
    rising: list[int] = []  # 1: it was brightening last, -1: darkening, 0: nothing yet
    turns: list[deque[int]] = [deque() for _ in range(areas)]
    first = last = b""
    most = at = number = -1
    window = max(1, round(rate))
    for number, picture in enumerate(pictures):
        if number == 0:
            first = picture
            extreme = [LUMINANCE[value] for value in picture]
            rising = [0] * areas
        elif picture != last and _look(picture, last, number, extreme, rising, turns):
            found = _together(turns, number - window)
            if found > most:
                most, at = found, round(number * 1000 / rate)
        last = picture
    if number < 0:
        return Flashes()
    return Flashes(max(0, most), max(0, at), max(first) <= BLACK, max(last) <= BLACK, number + 1)


def _look(
    picture: bytes, last: bytes, number: int, extreme: list[float], rising: list[int], turns: list[deque[int]]
) -> bool:
    """Follow each area to its next extreme; whether one was left by a STEP."""
    turned = False
    for area, value in enumerate(picture):
        if value == last[area]:
            continue
        now, was, way = LUMINANCE[value], extreme[area], rising[area]
        if (way > 0 and now > was) or (way < 0 and now < was):
            extreme[area] = now
        elif abs(now - was) >= STEP and min(now, was) < DARK:
            rising[area] = 1 if now > was else -1
            extreme[area] = now
            turns[area].append(number)
            turned = True
    return turned


def _together(turns: list[deque[int]], since: int) -> int:
    """Flashes (two turns each) that at least TOGETHER areas have had after the picture `since`."""
    for area in turns:
        while area and area[0] <= since:
            area.popleft()
    return sorted(map(len, turns), reverse=True)[TOGETHER - 1] // 2
