"""What `kiosk status` says of an answer: one line a fact, and nothing that is not so."""

from __future__ import annotations

from typing import Any

import pytest

from kiosk.cli.status import facts

LAST = {"at": "2026-11-20T10:00:03+01:00", "what": "snow.mp4 cannot be shown", "number": 12}


def told(**different: Any) -> dict[str, str]:
    answer: dict[str, Any] = {
        "well": True, "wrong": [], "waiting": [], "missing": [], "playlist": "the-defector", "title": "The Defector",
        "screen": "attract", "scene": "", "page": "", "film": None, "armed": [], "awake": False, "awake_for": 0,
        "language": "en", "begins_in": "", "volume": 4, "loudest": 80, "shown": 100, "dropped": 0, "longest": 3,
        "uptime": 3661, "version": "0.1.0", "memory": 240, "hours": "", "panel": "", "machine": "", "warnings": [],
        "incidents": 0, "last_incident": None,
    }  # fmt: skip
    return dict(facts(answer | different))


@pytest.mark.parametrize(
    ("different", "state"),
    [
        ({}, "well"),
        ({"missing": ["snow.mp4 (scene snow)"]}, "well, but not all footage is there"),
        ({"waiting": ["a fault"]}, "well, but what was saved last is not shown"),
        (
            {"waiting": ["a fault"], "missing": ["snow.mp4"]},
            "well, but what was saved last is not shown and not all footage is there",
        ),
        ({"well": False, "wrong": ["the film stands"], "missing": ["snow.mp4"]}, "the film stands"),
    ],
)
def test_well_is_said_with_what_is_not(different: dict[str, Any], state: str) -> None:
    assert told(**different)["State"] == state


def test_without_a_playlist_there_is_no_volume() -> None:
    assert "Volume" in told()
    assert "Volume" not in told(playlist="", title="")


def test_an_incident_of_another_day_is_not_told_as_todays() -> None:
    assert told(last_incident=LAST)["Last"].startswith("before the start, 2026-11-20 10:00:03: snow.mp4")
    assert told(last_incident=LAST, incidents=1)["Last"].startswith("2026-11-20 10:00:03: snow.mp4")
