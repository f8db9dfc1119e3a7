"""Random visitors: what they touch is drawn by a seed, so that the same visit can be had again."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kiosk.rehearsal.robot import Until
from kiosk.rehearsal.walks import GLANCE, asked, complete, opened, watch

if TYPE_CHECKING:
    import random

    from kiosk.playlist.model import Playlist
    from kiosk.rehearsal.robot import Robot, Walk

MOST = 60
"""Touches of a visit, after which this visitor has had enough."""
PASSES, LEAVES, LOOKS_UP, RETRIES = 0.15, 0.03, 0.4, 0.3
"""How likely: a timed decision is let pass; a story is left at a decision; a person is looked up at an ending; another
way is tried from there."""
STORIES = 3
"""How much likelier a door to a story is than one to pages."""


def wander(robot: Robot, playlist: Playlist, chance: random.Random) -> Walk:
    """From the first screen after waking until this visitor leaves."""
    for _ in range(MOST):
        view = robot.view
        if view is None or view.screen == "attract":
            return
        if view.asking is not None:
            yield from robot.touch("continue")
            yield Until("the question to go", robot.other_than(view))
            continue
        match view.screen:
            case "home":
                yield from _at_home(robot, playlist, chance)
            case "before":
                if view.before is not None and view.before.gentler and chance.random() < LOOKS_UP:
                    yield from robot.touch("gentler")
                yield from robot.touch("take-your-time" if chance.random() < PASSES and timed(robot) else "begin")
                yield Until("the story", lambda: robot.view is not None and robot.view.screen in ("scene", "ending"))
            case "collection":
                pages = [t.name for t in robot.screen.targets() if t.name.startswith("page-")]
                yield from robot.touch(chance.choice([*pages, "back"]))
                yield Until("what was touched", robot.other_than(view))
            case "page":
                if robot.offered("clip")() and chance.random() < LOOKS_UP:
                    yield from robot.touch("clip")
                    yield robot.pause(2_000)
                goes = robot.offered("scene")() and chance.random() < LOOKS_UP
                yield from robot.touch("scene" if goes else "back")
                yield Until("the page to close", lambda: not robot.at("page")())
            case "ending" if complete(robot)():
                if (yield from _at_ending(robot, chance)):
                    return
            case _:
                if (yield from _in_story(robot, chance)):
                    return


def timed(robot: Robot) -> bool:
    return robot.offered("take-your-time")()


def _at_home(robot: Robot, playlist: Playlist, chance: random.Random) -> Walk:
    weights = [STORIES if door.open in playlist.scenes else 1 for door in playlist.home]
    door = chance.choices(range(len(playlist.home)), weights)[0]
    yield from robot.touch(f"door-{door}")
    yield Until(f"what is behind door {door}", lambda: not robot.at("home")())


def _in_story(robot: Robot, chance: random.Random) -> Walk:
    """To the next decision, ending or page, and an answer; whether this visitor left."""
    was = robot.place()

    def comes() -> bool:
        asks = robot.view is not None and robot.view.asking is not None
        return asks or asked(robot)() or complete(robot)() or robot.at("home")() or robot.at("attract")()

    yield from watch(robot, f"something after {was}", comes)
    if not asked(robot)():
        return False
    assert robot.view is not None
    assert robot.view.decision is not None
    decision = robot.view.decision
    yield robot.pause(GLANCE)
    robot.photograph(f"decision: {robot.place()}")
    if chance.random() < LEAVES and robot.offered("home")():
        yield from robot.touch("home")
        return True
    if not (decision.window and not decision.held and chance.random() < PASSES):
        open_to = [choice.id for choice in decision.choices if choice.enabled]
        yield from robot.touch_if(f"choice-{chance.choice(open_to)}")
    yield Until("the decision to close", lambda: not opened(robot, decision.serial))
    return False


def _at_ending(robot: Robot, chance: random.Random) -> Walk:
    """Looked at; whether this visitor left."""
    yield Until("the ways on from an ending", robot.offered("again"))
    yield robot.pause(GLANCE)
    robot.photograph(f"ending {robot.place()}")
    people = [t.name for t in robot.screen.targets() if t.name.startswith("page-")]
    if people and chance.random() < LOOKS_UP:
        yield from robot.touch(chance.choice(people))
        yield Until("the page", robot.at("page"))
        yield from robot.touch("back")
        yield Until("the ending", complete(robot))
    if robot.offered("retry")() and chance.random() < RETRIES:
        yield from robot.touch("retry")
        yield Until("the decision", asked(robot))
        return False
    return True
