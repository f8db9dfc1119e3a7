"""Walks a path file again: every touch where it was done, and the ending it has to come to."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QElapsedTimer

from kiosk.rehearsal.paths import PASS
from kiosk.rehearsal.robot import Until
from kiosk.rehearsal.walks import GLANCE, asked, complete, watch

if TYPE_CHECKING:
    from collections.abc import Callable

    from kiosk.rehearsal.paths import Touch, VisitPath
    from kiosk.rehearsal.robot import Robot, Walk

LONGEST = 600_000
"""Ms that a touch is waited for while films run."""

ASTRAY = 4_000
"""Ms that the screen stands where no film leads on, before it is said that the visit came elsewhere."""


def follow(robot: Robot, path: VisitPath, reached: Callable[[str], bool]) -> Walk:
    """From the first screen after waking. A visit that comes elsewhere stops, and says at which touch. `reached` tells
    whether this visit has come to an ending: it may have gone on from there."""
    for number, touch in enumerate(path.touches, 1):
        yield from _there(robot, number, touch, partial(_may, path, touch, reached))
        if touch.name == PASS:
            yield from _let_pass(robot, number, touch)
        else:
            yield from robot.touch(touch.name)
    if path.ends:
        yield from _come(robot, f"the ending {path.ends}", path.ends, lambda: reached(path.ends))
        robot.photograph(f"ending {path.ends}")


def _may(path: VisitPath, touch: Touch, reached: Callable[[str], bool]) -> bool:
    """What is touched at the ending, is touched when its film has run out: before, it would not be come to."""
    return touch.place != path.ends or reached(path.ends)


def _there(robot: Robot, number: int, touch: Touch, may: Callable[[], bool]) -> Walk:
    """Where it is done, and where it can be done. Films on the way are looked at."""
    what = f"touch {number} (line {touch.line}): {touch.name} in {touch.place}"

    def comes() -> bool:
        if robot.place() != touch.place or not may():
            return False
        return asked(robot)() if touch.name == PASS else robot.offered(touch.name)()

    yield from _come(robot, what, touch.place, comes)
    picture = f"{touch.place}: {touch.name}"
    if picture not in robot.pictures:
        yield robot.pause(GLANCE)
        robot.photograph(picture)


def _come(robot: Robot, what: str, place: str, comes: Callable[[], bool]) -> Walk:
    """Until `comes`; a visit that stands still elsewhere is said to be lost."""
    stands = QElapsedTimer()

    def lost() -> bool:
        view = robot.view
        still = view is not None and (view.screen not in ("scene", "ending") or complete(robot)() or _waits(robot))
        if not still or robot.place() == place or not stands.isValid():
            stands.start()
        return stands.elapsed() > ASTRAY

    yield from watch(robot, what, lambda: comes() or lost(), LONGEST)
    if not comes():
        yield Until(f"{what}, but came to {robot.place() or 'attract'}", lambda: False, 0)


def _waits(robot: Robot) -> bool:
    """A decision is open that has no end of its own."""
    view = robot.view
    return view is not None and view.decision is not None and asked(robot)() and not view.decision.window


def _let_pass(robot: Robot, number: int, touch: Touch) -> Walk:
    view = robot.view
    assert view is not None
    assert view.decision is not None
    serial = view.decision.serial

    def over() -> bool:
        decision = robot.view.decision if robot.view is not None else None
        return decision is None or decision.serial != serial or decision.chosen is not None or decision.by_default

    yield Until(f"touch {number}: the decision in {touch.place} to pass", over)
