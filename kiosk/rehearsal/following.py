"""Walks a path file again: every touch where it was done, and the ending it has to come to."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kiosk.rehearsal.paths import PASS
from kiosk.rehearsal.robot import PATIENCE, Until
from kiosk.rehearsal.walks import asked, complete, watch

if TYPE_CHECKING:
    from kiosk.rehearsal.paths import Touch, VisitPath
    from kiosk.rehearsal.robot import Robot, Walk

LONGEST = 600_000
"""Ms that a touch is waited for while films run."""


def follow(robot: Robot, path: VisitPath) -> Walk:
    """From the first screen after waking. A visit that comes elsewhere stops, and says at which touch."""
    for number, touch in enumerate(path.touches, 1):
        yield from _there(robot, number, touch)
        if touch.name == PASS:
            yield from _let_pass(robot, number, touch)
        else:
            yield from robot.touch(touch.name)
    if path.ends:
        what = f"the ending {path.ends}"
        yield from watch(robot, what, lambda: complete(robot)() and robot.place() == path.ends)
        robot.photograph(f"ending {path.ends}")


def _there(robot: Robot, number: int, touch: Touch) -> Walk:
    """Where it is done, and where it can be done. Films on the way are looked at."""
    what = f"touch {number} (line {touch.line}): {touch.name} in {touch.place}"

    def comes() -> bool:
        if robot.place() != touch.place:
            return False
        return asked(robot)() if touch.name == PASS else robot.offered(touch.name)()

    yield from watch(robot, what, comes, LONGEST if robot.at("scene")() else PATIENCE)
    robot.photograph(f"{touch.place}: {touch.name}")


def _let_pass(robot: Robot, number: int, touch: Touch) -> Walk:
    view = robot.view
    assert view is not None
    assert view.decision is not None
    serial = view.decision.serial

    def over() -> bool:
        decision = robot.view.decision if robot.view is not None else None
        return decision is None or decision.serial != serial or decision.chosen is not None or decision.by_default

    yield Until(f"touch {number}: the decision in {touch.place} to pass", over)
