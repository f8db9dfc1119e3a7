"""Everything by keys alone: which target an arrow leads to. Pure."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Literal, NamedTuple

Way = Literal["left", "right", "up", "down"]


class Rect(NamedTuple):
    """Window pixels, y downwards."""

    x: float
    y: float
    width: float
    height: float

    @property
    def centre(self) -> tuple[float, float]:
        return (self.x + self.width / 2, self.y + self.height / 2)


def _away(here: Rect, there: Rect, way: Way) -> tuple[float, float]:
    """How far `there` lies in the way's direction, and how far beside it (0 where the two overlap across)."""
    if way in ("left", "right"):
        along = there.centre[0] - here.centre[0]
        beside = max(there.y - (here.y + here.height), here.y - (there.y + there.height), 0.0)
    else:
        along = there.centre[1] - here.centre[1]
        beside = max(there.x - (here.x + here.width), here.x - (there.x + there.width), 0.0)
    return (along if way in ("right", "down") else -along, beside)


def next_target(now: str | None, targets: Mapping[str, Rect], way: Way, *, from_right: bool = False) -> str | None:
    """The nearest target straight on; up and down, else the nearest that lies that way at all. Where there is none, the
    next in reading order, so that every target can be reached from every other. Without a `now` (or one that has gone)
    the first. `from_right`: see reading_order()."""
    if not targets:
        return None
    order = reading_order(targets, from_right=from_right)
    if now is None or now not in targets:
        return order[0]
    here = targets[now]
    ahead: list[tuple[bool, float, str]] = []
    for name in order:
        along, beside = _away(here, targets[name], way)
        if name != now and along > 1 and (beside == 0 or way in ("up", "down")):
            ahead.append((beside > 0, along + 2 * beside, name))
    if ahead:
        return min(ahead)[2]
    step = 1 if way in ("left" if from_right else "right", "down") else -1
    return order[(order.index(now) + step) % len(order)]


def reading_order(targets: Mapping[str, Rect], *, from_right: bool = False) -> list[str]:
    """From top to bottom, and in a row from left to right, or `from_right` to left as Arabic is read. One row: centres
    less than half a height apart."""
    rows: list[list[str]] = []
    for name in sorted(targets, key=lambda n: targets[n].centre[1]):
        first = targets[rows[-1][0]] if rows else None
        if first is not None and abs(targets[name].centre[1] - first.centre[1]) < first.height / 2:
            rows[-1].append(name)
        else:
            rows.append([name])

    def beside(name: str) -> float:
        box = targets[name]
        return -(box.x + box.width) if from_right else box.x

    return [name for row in rows for name in sorted(row, key=beside)]
