"""Whether words fit is measured on the QML that draws them, so both answers must be possible."""

from __future__ import annotations

import pytest
from PySide6.QtWidgets import QApplication

from kiosk.playlist.checks.rules import PANELS
from kiosk.playlist.model import Choice, Decision, Text
from kiosk.screen import Panel
from kiosk.screen.fitting import Fitting


def decision(*labels: str, ask: str = "Whom do you trust?") -> Decision:
    return Decision(Text(ask), tuple(Choice(f"c{n}", Text(label)) for n, label in enumerate(labels)))


@pytest.fixture
def fitting(qapp: QApplication) -> Fitting:
    return Fitting(Panel())


@pytest.mark.parametrize("way", PANELS)
@pytest.mark.parametrize("language", ["en", "ko"])
def test_short_words_fit(fitting: Fitting, way: str, language: str) -> None:
    assert not list(fitting.decision(decision("Go", "가기"), language, PANELS[way], 10_000))


def test_a_label_of_three_lines(fitting: Fitting) -> None:
    long = "Wait for the fog to come down from the hills before you cross the river to the other bank"
    found = list(fitting.decision(decision(long, "Go", "Stay"), "en", PANELS["landscape"], 10_000))
    assert any("lines" in one for one in found)
    assert not any(
        "lines" in one for one in fitting.decision(decision("Go", "Stay"), "en", PANELS["landscape"], 10_000)
    )


def test_portrait_has_more_room_in_a_line(fitting: Fitting) -> None:
    label = "Wait for the fog to come down from the hills before you cross"
    lines = {
        way: any("lines" in one for one in fitting.decision(decision(label, "a", "b"), "en", size, 10_000))
        for way, size in PANELS.items()
    }
    assert lines == {"landscape": True, "portrait": False}


def test_buttons_out_of_a_seated_visitors_reach(fitting: Fitting) -> None:
    found = list(fitting.decision(decision(*"abcdefghijkl"), "en", PANELS["portrait"], 10_000))
    assert any("seated" in one for one in found)


def test_a_question_that_runs_out_at_the_top(fitting: Fitting) -> None:
    found = list(fitting.decision(decision("Go", ask="word " * 400), "en", PANELS["landscape"], 10_000))
    assert "the question runs out at the top" in found
