"""From a finger's touch to the light under it, as presented, while film runs behind the decision."""

from __future__ import annotations

import random
import time
from pathlib import Path
from typing import Any, Final

import numpy as np
from numpy.typing import NDArray

from bench import figures, players, shows
from bench.clips import numbered
from bench.glass import LOOK

TOUCHES: Final = 67
"""In one round; three rounds are the 200 of the goal."""
LONGEST: Final = 1.0
"""Seconds after which a touch counts as never answered."""
ASIDE: Final = (960, 200)
"""Where a finger slides to before it is lifted, so that nothing is chosen."""


def measure(folder: Path, rounds: int) -> dict[str, Any]:
    folder = folder.resolve()
    numbered(folder / "cost.mp4", 1, 600)
    numbered(folder / "attract.mp4", 15, 90)
    scene = shows.asking("shore", "cost.mp4", ["shore", "shore", "shore"])
    playlist = shows.write(folder, "light", [scene], attract="attract.mp4")
    taken = [took for number in range(rounds) for took in _round(folder, playlist, random.Random(number))]
    seen = [took for took in taken if took is not None]
    return {"touch to light": figures.summary(seen), "times": seen, "never": len(taken) - len(seen)}


def _round(folder: Path, playlist: Path, chance: random.Random) -> list[float | None]:
    """Milliseconds of each touch; None for one that was not answered."""
    with players.stand(playlist, shows.settings(folder, "software")) as it:
        it.hand.touch(900, 300)
        it.watch.wait(lambda seen: seen.clip == 1)
        time.sleep(2)  # the decision has come to rest
        place = it.app.place("choice-go")
        assert place is not None
        x, y, between = _telling_pixel(it, place)
        taken: list[float | None] = []
        for _ in range(TOUCHES):
            time.sleep(0.3 + chance.random() * 0.2)
            dark = sum(it.screen.pixel(x, y)) < between
            it.hand.move(*place)
            time.sleep(0.05)
            at = it.hand.press()
            while (now := time.perf_counter()) < at + LONGEST and (sum(it.screen.pixel(x, y)) < between) == dark:
                time.sleep(LOOK)
            taken.append(1000 * (now - at) if now < at + LONGEST else None)
            _lift(it)
        return taken


def _telling_pixel(it: players.Stand, place: tuple[int, int]) -> tuple[int, int, float]:
    """Where a press changes most while the film behind it changes least, and the level between the two."""
    before = _looks(it)
    it.hand.move(*place)
    it.hand.press()
    time.sleep(0.4)
    during = _looks(it)
    _lift(it)
    time.sleep(0.4)
    low, high = np.array(before), np.array(during)
    apart = np.maximum(low.min(0) - high.max(0), high.min(0) - low.max(0))
    y, x = np.unravel_index(int(apart.argmax()), apart.shape)
    if apart[y, x] < 20:
        raise RuntimeError("a pressed choice looks as it does at rest")
    return int(x), int(y), float(low[:, y, x].mean() + high[:, y, x].mean()) / 2


def _lift(it: players.Stand) -> None:
    it.hand.move(*ASIDE)
    time.sleep(0.03)
    it.hand.release()


def _looks(it: players.Stand) -> list[NDArray[np.int32]]:
    looks = []
    for _ in range(8):
        time.sleep(0.05)
        looks.append(_levels(it))
    return looks


def _levels(it: players.Stand) -> NDArray[np.int32]:
    """Red + green + blue of every pixel."""
    rows = np.frombuffer(it.screen.copy(), np.uint8).reshape(it.screen.height, -1, 4)[:, : it.screen.width, :3]
    levels: NDArray[np.int32] = rows.sum(2, dtype=np.int32)
    return levels


def table(found: dict[str, Any]) -> str:
    line = found["touch to light"]
    row = ("touch to light, ms", line["n"], *(line.get(key) for key in ("median", "p95", "p99", "max")), found["never"])
    return figures.table(("", "n", "median", "p95", "p99", "max", "never"), [row])
