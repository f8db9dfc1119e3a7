"""`hold` as a stretch of the scene's own film: what is read, and what is refused."""

from __future__ import annotations

from pathlib import Path

import pytest

from kiosk.playlist.model import Stretch
from tests.playlist.writing import STORY, faults, one_fault, reading

CLIP = "hold: farm-waiting.mp4"
OPENS = '      ask: {en: "What now?"}\n'


@pytest.mark.parametrize(
    ("written", "stretch"),
    [
        ("{from: 20s, to: 26s}", Stretch(20_000, 26_000)),
        ("{from: -8s, to: -2s}", Stretch(-8_000, -2_000)),
        ("{from: -6s}", Stretch(-6_000)),
        ("{from: 0s}", Stretch(0)),
        ("{from: 20s, to: -2s}", Stretch(20_000, -2_000)),
        ("{from: -8s, to: 26s}", Stretch(-8_000, 26_000)),
        ("{from: 20s, to: 21s}", Stretch(20_000, 21_000)),
    ],
)
def test_a_stretch(tmp_path: Path, written: str, stretch: Stretch) -> None:
    scene = reading(tmp_path, STORY.replace(CLIP, f"hold: {written}")).scenes["farm"]
    assert (scene.hold, scene.stretch) == (None, stretch)


def test_a_film_of_its_own_is_no_stretch(tmp_path: Path) -> None:
    scene = reading(tmp_path, STORY).scenes["farm"]
    assert scene.hold is not None
    assert scene.stretch is None


SHORT = "The stretch ends before it has lasted a second."
LATER = "Let `to` be 1s after `from` or later"


@pytest.mark.parametrize(
    ("written", "what", "cure"),
    [
        ("{from: 20s, to: «20s}", SHORT, LATER),
        ("{from: 26s, to: «20s}", SHORT, LATER),
        ("{from: 20s, to: «20.9s}", SHORT, LATER),
        ("{from: -2s, to: «-6s}", SHORT, LATER),
        ("{from: -6s, to: «0s}", SHORT, LATER),
        ("«{from: -500ms}", SHORT, LATER),
        ("«{to: 20s}", "`from` is missing in a stretch of the scene's film.", "Write `from:`"),
        ("{from: 20s, «for: 6s}", "`for` means nothing in a stretch of the scene's film.", "`from`"),
        ("{from: «20, to: 19s}", "`20` is not a duration.", "`20s`"),
        ("{from: 2s, to: «6}", "`6` is not a duration.", "`6s`"),
        ("«[20s, 26s]", "A list stands where a film, or `{from: 20s, to: 26s}`", "Write a film"),
    ],
)
def test_what_is_no_stretch(tmp_path: Path, written: str, what: str, cure: str) -> None:
    one_fault(tmp_path, CLIP, f"hold: {written}", what, cure)


@pytest.mark.parametrize(
    ("stretch", "opens"),
    [("{from: 20s, to: 26s}", "27s"), ("{from: -8s, to: -4s}", "-3s")],
)
def test_a_decision_that_opens_when_the_stretch_is_over(tmp_path: Path, stretch: str, opens: str) -> None:
    new = f"hold: «{stretch}\n    decision:\n      opens: {opens}\n      window: none\n"
    what = "The decision opens when the stretch is over."
    one_fault(tmp_path, f"{CLIP}\n    decision:\n", new, what, "or leave `opens` out")


@pytest.mark.parametrize(
    ("stretch", "opens"),
    [("{from: 20s, to: 26s}", "26s"), ("{from: 20s, to: 26s}", "-1s"), ("{from: -8s}", "-1s")],
)
def test_a_decision_that_may_open_in_time(tmp_path: Path, stretch: str, opens: str) -> None:
    new = f"hold: {stretch}\n    decision:\n      opens: {opens}\n      window: none\n"
    scene = reading(tmp_path, STORY.replace(f"{CLIP}\n    decision:\n", new)).scenes["farm"]
    assert scene.stretch is not None


def test_a_stretch_where_nothing_is_asked(tmp_path: Path) -> None:
    new = "letter: {clip: letter.mp4, hold: «{from: 2s}, to: back}"
    what = "Nothing is asked here, and a stretch goes round only while a visitor thinks."
    one_fault(tmp_path, "letter: {clip: letter.mp4, to: back}", new, what, "Write a `decision`, or remove `hold`.")


def test_a_decision_at_fault_is_told_and_nothing_else(tmp_path: Path) -> None:
    new = 'hold: {from: 2s}\n    decision:\n      aks: {en: "What now?"}\n'
    found = faults(tmp_path, STORY.replace(f'{CLIP}\n    decision:\n      ask: {{en: "What now?"}}\n', new))
    assert all("`as" in fault.what or "`ak" in fault.what for fault in found), found
