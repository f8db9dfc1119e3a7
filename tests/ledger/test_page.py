"""The page that `kiosk stats --page` writes: its figures are the ledger's, and nothing in it is anybody's markup."""

from __future__ import annotations

import re
from dataclasses import replace
from xml.etree import ElementTree as ET

import pytest

from kiosk.ledger.page import stats_page
from kiosk.ledger.tally import Tally
from kiosk.plots import bars, columns
from tests.visit.stories import DEFECTOR

TALLY = Tally(
    hours={10: 20, 12: 20},
    days={"2026-08-13": 30, "2026-08-14": 10},
    stayed={0: 10, 60: 30},
    counts={
        ("scene", "border", "", ""): 30,
        ("last", "border", "", "idle"): 4,
        ("last", "", "", "idle"): 10,
        ("answer", "border", "go", "touch"): 20,
        ("answer", "border", "", "left"): 5,
        ("ending", "arrived", "", "first"): 12,
        ("ending", "arrived", "", "later"): 3,
    },
)


def seen(page: str) -> str:
    """Its words."""
    return " ".join(re.sub(r"<style>.*?</style>|<[^>]+>", " ", page, flags=re.S).split())


def test_its_figures_are_the_ledgers() -> None:
    words = seen(stats_page(TALLY, DEFECTOR, "en"))
    assert "40 visits on 2 days, 2026-08-13 to 2026-08-14." in words
    assert "Of those who woke the kiosk, 30 of 40 (75 %) began" in words
    assert "the middle one 1:00 to 1:30" in words
    assert "30, 4 left" in words
    assert "border: 20 of 25 answered by touch." in words
    assert "left while it was open" in words


def test_nobody_and_few() -> None:
    assert "Nobody has finished a visit yet" in stats_page(Tally(), DEFECTOR, "en")
    few = replace(TALLY, hours={10: 3}, days={"2026-08-13": 3}, stayed={0: 3}, counts={})
    words = seen(stats_page(few, DEFECTOR, "en"))
    assert "3 visits on 2026-08-13." in words
    assert "no percentage is told" in words
    assert "%" not in words
    assert "Endings" not in words


@pytest.mark.parametrize("drawn", [bars({"<b>": 1, "&": 0}, {"&": 2}, "<i>"), columns({"<b>": 1, "&": 0}, "<i>")])
def test_names_are_no_markup(drawn: str) -> None:
    tree = ET.fromstring(drawn)
    assert "<b>" in "".join(tree.itertext())


def test_nothing_to_draw_and_names_that_are_too_long() -> None:
    assert bars({}) == columns({}, "") == "<p>Nothing to draw.</p>"
    assert "Wait until the guide of the…" in bars({"Wait until the guide of the valley gives his sign": 1})
    assert "…" in bars({"안내인의 신호가 올 때까지 여기에서 기다린다": 1})
    many = columns({f"2026-{n:02}": n for n in range(700)}, "visits")
    assert many.count("<rect") == 700
