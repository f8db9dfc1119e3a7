"""What `make soak` says of growth, and of what the screen showed."""

from __future__ import annotations

from dataclasses import asdict
from typing import Any

import pytest

from bench import soak, soaked
from bench.clips import ACROSS, shown
from bench.glass import NOTHING, Seen


def run(grows: float, samples: int = 50, strays: int = 0) -> dict[str, Any]:
    """62 cuts a sample; `grows` MB over 1,000 cuts."""
    found = soak.Soak(wanted=10_000, sound=True)
    for number in range(1, samples + 1):
        cuts = 62 * number
        megabytes = 300 + grows * cuts / 1000 + (200 if number <= strays else 0)
        found.samples.append(soak.Sample(cuts, 15.0 * number, megabytes, megabytes - 40, 34, 29, 80))
    found.cuts = 62 * samples
    return asdict(found)


@pytest.mark.parametrize("grows", [0.0, 0.5, 25.0, -3.0])
def test_growth_is_what_it_is(grows: float) -> None:
    slope = soaked.come_to(run(grows))["slope"]
    assert slope["resident"] == pytest.approx(grows)
    assert slope["own between"] == pytest.approx([grows, grows])
    assert slope["server"] == 0


def test_the_warm_up_and_strays_do_not_make_growth() -> None:
    assert soaked.come_to(run(2.0, strays=10))["slope"]["resident"] == pytest.approx(2.0)
    found = run(2.0)
    found["samples"][30]["resident"] += 500
    assert soaked.come_to(found)["slope"]["resident"] == pytest.approx(2.0, abs=0.1)


def test_a_handle_lost_now_and_then_is_told() -> None:
    found = run(0.0)
    for number, sample in enumerate(found["samples"]):
        sample["handles"] += number // 10
    assert soaked.come_to(found)["more"] == {"threads": 0, "handles": 3}


def test_a_run_that_was_stopped_at_once_tells_no_growth() -> None:
    found = soaked.come_to(run(5.0, samples=3))
    assert "slope" not in found
    assert "too short a run" in soaked.table(found)
    assert "too short a run" in soaked.table(soaked.come_to(run(5.0, samples=0)))


def pictures(*shown: tuple[int, int]) -> list[Seen]:
    return [Seen(number / 30, clip, frame) for number, (clip, frame) in enumerate(shown)]


REST = [(4, 0), (5, 0), (6, 0), (7, 0), (15, 0)]


@pytest.mark.parametrize(
    ("seen", "black", "stale", "unseen", "late"),
    [
        ([(15, 7), (1, 0), (1, 1), (2, 0), (3, 0), *REST], 0, 0, 0, 0),
        ([(15, 7), (1, 0), (NOTHING, 0), (2, 0), (3, 0), *REST], 1, 0, 0, 0),
        ([(15, 7), (1, 0), (15, 8), (2, 0), (3, 0), *REST], 0, 1, 0, 0),
        ([(15, 7), (1, 0), (2, 0), (1, 4), (3, 0), *REST], 0, 1, 0, 0),
        ([(15, 7), (2, 0), (3, 0), *REST], 0, 0, 1, 0),
        ([(15, 7), (1, 0), (2, 0), (3, 0)], 0, 0, 5, 0),
        ([(15, 7), (1, 0), *REST], 0, 0, 2, 0),
        ([(15, 7), (6, 0), (7, 0), (15, 0)], 0, 0, 5, 0),
        ([(15, 7), (1, 2), (2, 0), (3, 0), *REST], 0, 0, 0, 1),
    ],
)
def test_pictures_are_held_against_whose_turn_it_was(
    seen: list[tuple[int, int]], black: int, stale: int, unseen: int, late: int
) -> None:
    found = soak.Soak(wanted=1, sound=False)
    found.judge(pictures(*seen), [15, 1, 2, 3, 4, 5, 6, 7, 15])
    assert (found.black, found.stale, found.unseen, found.late) == (black, stale, unseen, late)


@pytest.mark.parametrize("size", [(1920, 1080), (640, 480), (720, 1280), (1920, 804), (320, 180), (3840, 2160)])
def test_a_picture_of_any_size_has_its_number_where_the_screen_begins(size: tuple[int, int]) -> None:
    left, top, across = shown(*size)
    scale = max(1920 / size[0], 1080 / size[1])
    assert left == pytest.approx((size[0] - 1920 / scale) / 2, abs=2)
    assert top == pytest.approx((size[1] - 1080 / scale) / 2, abs=2)
    assert across * scale == pytest.approx(1920, abs=2 * scale)
    assert across // ACROSS >= 5
