"""A rehearsal's report: its figures, its words, its drawings."""

from __future__ import annotations

import re
from xml.etree import ElementTree as ET

import pytest
from PySide6.QtGui import QImage

from kiosk.plots import bars, curve, histogram
from kiosk.rehearsal.coverage import Part
from kiosk.rehearsal.gauge import Measured, Sample
from kiosk.rehearsal.report import Report, as_json, spread, text
from kiosk.rehearsal.reportpage import page
from kiosk.rehearsal.sheet import as_jpeg


def report(told: str = "") -> Report:
    measured = Measured(
        cuts=[20.0, 30.0, 40.0],
        lights=[8.0, 9.0],
        samples=[Sample(1.0, 200.0, 20, 30, 0.5), Sample(2.0, 260.0, 21, 31, 0.5), Sample(3.0, 240.0, 20, 30, 0.5)],
        shown=300,
        dropped=2,
        seconds=10.0,
    )
    return Report(
        title="The <River>",
        what="random visits, seed 7",
        told=told,
        visits=2,
        touches=9,
        parts=(
            Part("scenes", ("a", "b"), {"a": 2}),
            Part("choices", ("a.x", "a.y"), {"a.x": 1, "a.y": 1}),
            Part("pages", (), {}),
        ),
        endings={"short": 1, "long": 3},
        measured=measured,
        incidents=("incident: clip failed",),
        happened=("VisitBegan()",),
        seen=("home",),
    )


def test_the_spread_of_some_times() -> None:
    assert str(spread([])) == "none"
    found = spread([float(n) for n in range(1, 102)])
    assert (found.count, found.median, found.p95, found.largest) == (101, 51.0, 96.0, 101.0)
    assert str(spread([5.0])) == "1: median 5.0, 95 of 100 within 5.0, largest 5.0 ms"


def test_in_words() -> None:
    said = text(report())
    assert "The <River>: random visits, seed 7, 2 visits, 9 touches" in said
    assert re.search(r"scenes +1 of 2 +not: b", said)
    assert re.search(r"choices +2 of 2\n", said)
    assert "pages" not in said
    assert re.search(r"came to +long 3, short 1", said)
    assert re.search(r"memory +200 MB at first, 240 at last, 260 at most", said)
    assert re.search(r"pictures +300 shown, 2 left out, 30.0 a second", said)
    assert "incident: clip failed" in said


def test_for_programs() -> None:
    found = as_json(report("stuck"))
    assert found["trouble"] == "stuck"
    assert found["coverage"] == {
        "scenes": {"of": 2, "counts": {"a": 2, "b": 0}},
        "choices": {"of": 2, "counts": {"a.x": 1, "a.y": 1}},
        "pages": {"of": 0, "counts": {}},
    }
    assert found["cuts"] == {"count": 3, "median": 30.0, "p95": 40.0, "largest": 40.0, "all": [20.0, 30.0, 40.0]}


def test_as_a_page() -> None:
    picture = QImage(800, 450, QImage.Format.Format_RGB32)
    picture.fill(0)
    said = page(report("waited for <a door>"), {"home": as_jpeg(picture)})
    assert "The &lt;River&gt;" in said
    assert "waited for &lt;a door&gt;" in said
    assert said.count("<figure>") == 1
    assert 'src="data:image/jpeg;base64,/9j/' in said
    assert said.count("<svg") == 7
    assert "http" not in said.replace('xmlns="http://www.w3.org', "")


@pytest.mark.parametrize(
    "drawn", [histogram([1, 2, 2, 9], "ms"), curve([(0, 1), (5, 3)], "MB"), bars({"<a>": 2, "b": 0})]
)
def test_drawings_are_sound(drawn: str) -> None:
    root = ET.fromstring(drawn)
    assert root.tag == "svg"
    assert len(root) >= 3


@pytest.mark.parametrize(
    "drawn", [histogram([], "ms"), curve([(0, 1)], "MB"), bars({}), histogram([0.0], "ms"), bars({"a": 0})]
)
def test_nothing_to_draw_is_no_fault(drawn: str) -> None:
    assert drawn.startswith(("<p>", "<svg"))
