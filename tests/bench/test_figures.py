"""The figures and tables that `make bench` prints."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from bench import figures
from bench.clips import BITS, CLIP_BITS, blocks


def test_a_share_is_a_value_that_was_measured() -> None:
    values = [30.0, 10.0, 20.0]
    assert [figures.at(values, share) for share in (0.0, 0.5, 0.95, 1.0)] == [10.0, 20.0, 30.0, 30.0]


@given(st.lists(st.floats(0, 1e6), min_size=1))
def test_a_summary_is_in_order(values: list[float]) -> None:
    found = figures.summary(values)
    assert found["min"] <= found["median"] <= found["max"]
    assert found["p95"] <= found["p99"] <= found["max"]
    assert found["n"] == len(values)


def test_nothing_measured_is_said_and_not_made_up() -> None:
    assert figures.summary([]) == {"n": 0}


def test_a_table_keeps_its_columns() -> None:
    lines = figures.table(("what", "ms"), [("long name", 1234.5), ("x", None)]).split("\n")
    assert lines == ["what         ms", "---------  ----", "long name  1234", "x             -"]


def test_blocks_carry_clip_and_picture_between_their_edges() -> None:
    lit = blocks(5, 44)
    assert (lit[:2], lit[-2:]) == ([1, 0], [0, 1])
    number = int("".join(map(str, lit[2:-2])), 2)
    assert divmod(number, 1 << BITS - CLIP_BITS) == (5, 44)
