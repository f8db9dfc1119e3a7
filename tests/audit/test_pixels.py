"""Contrast is measured on what was drawn: known colours give WCAG's own ratios."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QRectF
from PySide6.QtGui import QColor, QImage, QPainter

from kiosk.audit.pixels import Pair, difference, grey, ratio
from kiosk.luminance import LUMINANCE

BOX = QRectF(0, 0, 200, 100)


def ground(colour: str) -> QImage:
    image = QImage(200, 100, QImage.Format.Format_RGB32)
    image.fill(QColor(colour))
    return image


def bars(image: QImage, colour: str) -> QImage:
    """Strokes as a letter's, 4 pixels wide."""
    drawn = image.copy()
    painter = QPainter(drawn)
    for left in range(40, 80, 8):
        painter.fillRect(left, 30, 4, 40, QColor(colour))
    painter.end()
    return drawn


@pytest.mark.parametrize(
    ("words", "under", "wanted"),
    [
        ("#FFFFFF", "#000000", 21.0),
        ("#777777", "#FFFFFF", 4.48),  # WCAG's well-known grey that just fails
        ("#FF0000", "#000000", 5.25),
        ("#EDE8DF", "#0B0D10", 15.9),
        ("#D9793B", "#0B0D10", 6.3),
    ],
)
def test_known_ratios(words: str, under: str, wanted: float) -> None:
    image = ground(under)
    seen = Pair.of(bars(image, words), image).look(BOX)
    assert seen.contrast == pytest.approx(wanted, rel=0.02)
    assert seen.ink == QRectF(40, 30, 36, 40)


def test_the_brightest_ground_under_a_light_word_counts() -> None:
    """A lamp beside one stroke; and what lies farther off does not."""
    image = ground("#101010")
    painter = QPainter(image)
    painter.fillRect(44, 30, 4, 40, QColor("#909090"))
    painter.fillRect(120, 0, 60, 100, QColor("#FFFFFF"))
    painter.end()
    pair = Pair.of(bars(image, "#F0F0F0"), image)
    assert pair.look(BOX).contrast == pytest.approx(2.79, rel=0.03)
    assert pair.look(BOX, worst=False).contrast > 12


def test_nothing_drawn_is_nothing_seen() -> None:
    image = ground("#202020")
    for box in (BOX, QRectF(500, 500, 10, 10)):
        seen = Pair.of(image, image).look(box)
        assert seen.ink.isEmpty()
        assert seen.contrast == 0


def test_dark_words_are_measured_against_the_darkest_ground() -> None:
    image = ground("#EDE8DF")
    seen = Pair.of(bars(image, "#0B0D10"), image).look(BOX)
    assert seen.contrast == pytest.approx(15.9, rel=0.02)


def test_rows_that_are_no_multiple_of_four_bytes() -> None:
    image = QImage(7, 3, QImage.Format.Format_RGB32)
    image.fill(QColor("#808080"))
    found = grey(image)
    assert (found.width, found.height, found.rows) == (7, 3, bytes([128] * 21))
    assert difference(image, image).rows == bytes(21)
    assert ratio(LUMINANCE[255], LUMINANCE[0]) == pytest.approx(21)
