"""Who comes first where processors are few: the thread that draws, and then the film."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from kiosk.footage.priority import NICER

from .conftest import House

pytestmark = [pytest.mark.vlc, pytest.mark.window]


def threads() -> set[int]:
    return {int(thread.name) for thread in Path("/proc/self/task").iterdir()}


def test_all_of_vlcs_threads_give_way_to_the_one_that_draws(house: House) -> None:
    before = threads()
    own = os.getpriority(os.PRIO_PROCESS, 0)
    house.start(1, "long.mp4")
    house.reach(1, 500)
    begun = threads() - before
    nice = [os.getpriority(os.PRIO_PROCESS, thread) for thread in begun]
    assert len(nice) >= 4  # input, decoder, its workers, output
    assert set(nice) == {min(own + NICER, 19)}
    assert os.getpriority(os.PRIO_PROCESS, os.getpid()) == own


def test_a_service_begins_so_that_film_has_as_much_as_everybody() -> None:
    unit = (Path(__file__).parents[2] / "systemd/kiosk.service").read_text(encoding="utf-8")
    assert f"\nNice=-{NICER}\n" in unit
