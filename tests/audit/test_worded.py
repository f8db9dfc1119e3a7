"""What is wrong on a screen, in words that somebody who hangs panels understands."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QRectF

from kiosk.audit.drawn import Figures
from kiosk.audit.looks import Look
from kiosk.audit.onscreen import onscreen
from kiosk.audit.room import too_small
from kiosk.audit.worded import beyond, called, gap, least_gap
from kiosk.screen import Panel

SIZE = QRectF(0, 0, 1920, 1080)


@pytest.mark.parametrize(
    ("box", "words"),
    [
        (QRectF(10, -56, 50, 60), "56 px above the upper edge"),
        (QRectF(-4, 1070, 50, 20), "10 px below the lower edge, 4 px left of the left edge"),
        (QRectF(1900, 0, 50, 20), "30 px right of the right edge"),
        (QRectF(0, 0, 50, 20), "at the edge"),
    ],
)
def test_where_it_is(box: QRectF, words: str) -> None:
    assert beyond(box, SIZE) == words


def test_targets_have_names_and_gaps_are_no_negative_numbers() -> None:
    assert (called("text-0"), called("choice-broker")) == ("“text size: normal”", "“choice broker”")
    assert gap(-22.84, "home", "captions") == "“home” and “captions” overlap by 22.8 mm"
    assert gap(3.21, "home", "captions") == "“home” and “captions” are 3.2 mm apart"
    assert (least_gap(-4), least_gap(8)) == ("they overlap by 4.0 mm", "least 8.00 mm")


def test_a_line_that_fails_says_so_in_words() -> None:
    faults = (("OFF SCREEN", "home", "OFF SCREEN “A” is 56 px above the upper edge"),
              ("NOT SEEN", "home", "NOT SEEN “B” is not to be seen"))  # fmt: skip
    look = Look("en", "normal", 1, Figures(gap=-3.0, contrast=7.0), (1.0, 1.0), faults)
    lines = {line.name: line for line in onscreen([look], Panel(), (1920, 1080)).lines}
    assert lines["Words are whole"].found == "1 is cut, broken or off the screen"
    assert lines["Words are whole"].details == ("“A” is 56 px above the upper edge: home (en, normal)",)
    assert lines["Gaps between targets"].found == "they overlap by 3.0 mm"
    assert lines["Text on what lies under it"].found == "least 7.00 : 1; not to be seen at all: 1"
    assert lines["Nothing lies on words"].found == "apart"
    assert too_small([look])
    assert not too_small([Look("en", "normal", 1, Figures(gap=9.0))])
