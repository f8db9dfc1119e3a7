"""How measured figures are held against the goals, and how they are shown."""

from __future__ import annotations

from dataclasses import astuple
from pathlib import Path
from typing import Any
from xml.etree import ElementTree as ET

import pytest

from bench import drawing, figures, goals, summary
from bench.__main__ import SECTIONS

COST: dict[str, Any] = {
    "ours, software": [{"player": 0.24, "pictures": 30.0}, {"player": 0.30, "pictures": 29.9}],
    "ours, llvmpipe": [{"player": 1.8, "pictures": 30.0}],
    "mpv x11": [{"player": 0.36, "pictures": 30.0}, {"player": 0.36, "pictures": 30.0}],
    "vlc": [],
    "measured": "2026-11-25 03:00, load 0.1",
}


def judged(found: dict[str, Any]) -> dict[str, goals.Judged]:
    return {f"{one.section}: {one.figure}": one for one in goals.judge(found)}


def test_every_goal_is_of_a_section_that_is_measured() -> None:
    assert {goal.section for goal in goals.GOALS} == {*SECTIONS, "soak"}
    names = [(goal.section, goal.figure) for goal in goals.GOALS]
    assert len(set(names)) == len(names)


def test_nothing_measured_reaches_no_goal() -> None:
    assert {one.verdict for one in goals.judge({})} == {"not measured"}
    assert {one.verdict for one in goals.judge({section: {} for section in SECTIONS})} == {"not measured"}


def test_a_ratio_is_of_the_medians_and_its_spread_of_the_rounds() -> None:
    one = judged({"cost": COST})["cost: processor time, software, in mpv --vo=x11's"]
    assert one.measured is not None
    assert astuple(one.measured) == pytest.approx((0.75, 2, 0.667, 0.833), abs=0.001)
    assert (one.verdict, one.goal) == ("missed", "<= 0.7")


def test_what_has_no_peer_is_not_measured() -> None:
    assert judged({"cost": COST})["cost: processor time, software, in VLC's own window's"].verdict == "not measured"


def test_a_goal_from_below() -> None:
    one = judged({"cost": COST})["cost: pictures a second on the screen, software"]
    assert (one.goal, one.verdict) == (">= 29.95", "reached")
    few = {**COST, "ours, software": [{"player": 0.2, "pictures": 25.0}]}
    assert judged({"cost": few})["cost: pictures a second on the screen, software"].verdict == "missed"


def test_gaps_are_told_in_pictures_and_few_values_are_said() -> None:
    way = {"gap": figures.summary([33.0, 36.0, 40.0]), "black": 0, "older": 1}
    found = judged({"cuts": {"end": way}})
    median = found["cuts: gap, end: median"].measured
    assert median is not None
    assert astuple(median) == pytest.approx((1.08, 3, 0.99, 1.2))
    assert found["cuts: gap, end: median"].verdict == "reached"
    assert "n below 100" in found["cuts: gap, end: p99"].note
    assert found["cuts: gap, end: older pictures"].verdict == "missed"
    assert found["cuts: gap, end: black pictures"].verdict == "reached"


def test_the_table_is_markdown() -> None:
    lines = goals.table(goals.judge({"cost": COST})).split("\n")
    assert lines[0].count("|") == lines[1].count("|") == 7
    assert "| cost | processor time, software, in mpv --vo=x11's | 2 | 0.75 | <= 0.7 | **missed** |" in lines


def test_the_drawing_names_every_measured_figure_and_its_goal(tmp_path: Path) -> None:
    found = {"cost": COST}
    summary.draw(found, goals.judge(found), tmp_path / "results.svg")
    drawn = "".join(ET.parse(tmp_path / "results.svg").getroot().itertext())
    assert "processor time, software, in mpv --vo=x11's" in drawn
    assert "(<= 0.7, n 2)" in drawn
    assert "mpv x11" in drawn
    assert "touch to light" not in drawn


def test_the_spread_of_a_median_is_drawn_and_an_extreme_has_none(tmp_path: Path) -> None:
    way = {"gap": figures.summary([33.0, 36.0, 40.0]), "black": 0, "older": 0}
    found = {"cuts": {"end": way}}
    summary.draw(found, goals.judge(found), tmp_path / "results.svg")
    dots = list(ET.parse(tmp_path / "results.svg").getroot().iter("{http://www.w3.org/2000/svg}circle"))
    assert [float(dot.attrib["cx"]) for dot in dots] == pytest.approx(
        [400 + 235 * 0.99 / 1.1, 400 + 235 * 1.2 / 1.1], abs=0.1
    )


def test_a_bar_ends_where_its_value_does(tmp_path: Path) -> None:
    bars = drawing.Bars("b", [drawing.Bar("half", 1.0, ""), drawing.Bar("beyond", 9.0, "")], 2.0, 1.0)
    drawing.write(tmp_path / "b.svg", [bars])
    root = ET.parse(tmp_path / "b.svg").getroot()
    widths = [float(box.attrib["width"]) for box in root.iter("{http://www.w3.org/2000/svg}rect")][1:]
    assert widths == [235.0, 470.0]


def test_a_drawing_without_values_is_still_one(tmp_path: Path) -> None:
    drawing.write(tmp_path / "n.svg", [drawing.Lines("nothing yet", "cuts", [], {"resident": []})])
    assert ET.parse(tmp_path / "n.svg").getroot() is not None
