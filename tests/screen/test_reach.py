"""Arrows: from every target to every other."""

from __future__ import annotations

from typing import get_args

from hypothesis import given
from hypothesis import strategies as st

from kiosk.screen.reach import Rect, Way, next_target, reading_order

ROW = {"a": Rect(0, 800, 300, 90), "b": Rect(320, 800, 300, 90), "c": Rect(640, 800, 300, 90)}
GRID = {**ROW, "hold": Rect(640, 910, 300, 56), "home": Rect(0, 1000, 160, 64)}


def test_arrows_go_where_they_point() -> None:
    assert next_target("a", GRID, "right") == "b"
    assert next_target("c", GRID, "down") == "hold"
    assert next_target("hold", GRID, "up") == "c"
    assert next_target("a", GRID, "down") == "home"


def test_at_the_end_of_a_row_it_goes_on_in_reading_order() -> None:
    assert next_target("c", ROW, "right") == "a"
    assert next_target("a", ROW, "left") == "c"


def test_it_begins_at_the_first_and_finds_its_way_back_from_nowhere() -> None:
    assert next_target(None, GRID, "down") == "a"
    assert next_target("gone", GRID, "up") == "a"
    assert next_target(None, {}, "up") is None


def test_reading_order() -> None:
    assert reading_order(GRID) == ["a", "b", "c", "hold", "home"]


def test_reading_order_of_what_is_written_from_the_right() -> None:
    assert reading_order(GRID, from_right=True) == ["c", "b", "a", "hold", "home"]
    assert next_target("a", ROW, "left", from_right=True) == "c"
    assert next_target("c", ROW, "right", from_right=True) == "a"
    assert next_target("b", ROW, "left", from_right=True) == "a", "an arrow goes where it points"
    assert next_target(None, ROW, "down", from_right=True) == "c"


def reachable(targets: dict[str, Rect], start: str) -> set[str]:
    seen, waiting = {start}, [start]
    while waiting:
        now = waiting.pop()
        for way in get_args(Way):
            there = next_target(now, targets, way)
            assert there is not None
            if there not in seen:
                seen.add(there)
                waiting.append(there)
    return seen


@given(
    st.lists(st.tuples(st.integers(0, 3), st.integers(0, 5), st.integers(1, 2)), min_size=1, max_size=12, unique=True),
)
def test_arrows_always_lead_to_a_target_and_never_stick(cells: list[tuple[int, int, int]]) -> None:
    targets = {f"t{i}": Rect(x * 200, y * 100, 150 * w, 80) for i, (x, y, w) in enumerate(cells)}
    for name in targets:
        for way in get_args(Way):
            there = next_target(name, targets, way)
            assert there in targets
            assert there != name or len(targets) == 1
