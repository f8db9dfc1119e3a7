"""What a robot visitor does: the tour of all screens, and the way to an ending."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from kiosk.rehearsal.robot import PATIENCE, Until

if TYPE_CHECKING:
    from kiosk.playlist.model import Playlist
    from kiosk.rehearsal.robot import Robot, Walk
    from kiosk.rehearsal.ways import Way

GLANCE = 900
"""Ms to look at a screen before it is photographed: longer than any of its motions (look.md: at most 400 ms)."""

WORDS = 2_000
"""Ms of a scene's film before it is photographed: by then most have their first caption."""


def wake(robot: Robot) -> Walk:
    yield Until("the attract loop", robot.at("attract"))
    yield robot.pause(2_500)
    robot.photograph("attract")
    size = robot.screen.window.size()
    yield robot.touch_at(size.width() // 2, size.height() // 2)
    yield Until("waking", lambda: robot.view is not None and robot.view.screen != "attract")


def tour(robot: Robot, playlist: Playlist, way: Way | None) -> Walk:
    """From home: every kind of screen once, and one way through the story."""
    if playlist.home:
        yield Until("home", robot.at("home"))
        yield robot.pause(GLANCE)
        robot.photograph("home")
        yield from _visit_pages(robot, playlist)
        yield from _try_languages(robot)
    if way is not None:
        yield from go(robot, way)
        yield from _read_about_people(robot)
    yield from leave(robot, playlist)


def pages(robot: Robot, playlist: Playlist) -> Walk:
    """Home, and every page that it leads to."""
    if playlist.home:
        yield Until("home", robot.at("home"))
        yield robot.pause(GLANCE)
        robot.photograph("home")
        yield from _visit_pages(robot, playlist, every=True)


def go(robot: Robot, way: Way) -> Walk:
    """From home (or from where the story begins) to an ending, or to where the way leaves the story."""
    if way.door is not None:
        yield from robot.touch(f"door-{way.door}")
    yield Until("the story", lambda: robot.view is not None and robot.view.screen in ("before", "scene", "ending"))
    if robot.view is not None and robot.view.screen == "before":
        yield robot.pause(GLANCE)
        if way.gentle:
            yield from robot.touch("gentler")
            yield robot.pause(GLANCE)
        robot.photograph("before, gentler" if way.gentle else "before")
        yield from robot.touch("begin")
    for number, choice in enumerate(way.choices, 1):
        yield from _answer(robot, number, choice)
    if way.endless:
        return
    if not way.ending:
        yield from watch(robot, "home, or the attract loop", lambda: robot.at("home")() or robot.at("attract")())
        return
    yield from watch(robot, f"the ending {way.ending}", complete(robot))
    yield Until("the ways on from an ending", robot.offered("again"))  # they come a moment after its words
    yield robot.pause(GLANCE)
    robot.photograph(f"ending {way.ending}")


def _answer(robot: Robot, number: int, choice: str) -> Walk:
    yield from watch(robot, f"decision {number}", asked(robot))
    assert robot.view is not None
    assert robot.view.decision is not None
    serial = robot.view.decision.serial
    yield robot.pause(GLANCE)
    robot.photograph(f"decision: {robot.scene()}")
    if choice:
        yield from robot.touch(f"choice-{choice}")
        robot.photograph(f"chosen: {choice}")
    yield Until(f"decision {number} to close", lambda: not opened(robot, serial))


def watch(robot: Robot, what: str, comes: Callable[[], bool], patience: int = PATIENCE) -> Walk:
    """Until `comes`, with a picture of every scene on the way that there is none of yet."""
    while True:
        yield Until(what, lambda: comes() or robot.new_scene(), patience)
        if comes():
            return
        scene = robot.scene()
        yield robot.pause(WORDS)
        if robot.scene() == scene:
            robot.photograph(f"scene {scene}")
        robot.scenes.add(scene)


def asked(robot: Robot) -> Callable[[], bool]:
    """Whether a decision waits for an answer."""

    def waits() -> bool:
        view = robot.view
        return view is not None and view.decision is not None and view.decision.chosen is None and view.asking is None

    return waits


def opened(robot: Robot, serial: int) -> bool:
    """Whether the decision of this serial is still on the screen."""
    decision = robot.view.decision if robot.view is not None else None
    return decision is not None and decision.serial == serial


def complete(robot: Robot) -> Callable[[], bool]:
    """Whether an ending's film has run out, and its words are there."""
    return lambda: robot.view is not None and robot.view.ending is not None and robot.view.ending.complete


def _speaks(robot: Robot, code: str) -> Callable[[], bool]:
    return lambda: robot.view is not None and robot.view.language == code


def _visit_pages(robot: Robot, playlist: Playlist, *, every: bool = False) -> Walk:
    for number, door in enumerate(playlist.home):
        if door.open in playlist.scenes:
            continue
        yield from robot.touch(f"door-{number}")
        yield Until(f"what is behind door {number}", lambda: not robot.at("home")())
        yield robot.pause(GLANCE)
        robot.photograph(door.open)
        if door.open in playlist.collections:
            pages = playlist.collections[door.open].pages
            for page in pages if every else pages[:1]:
                yield from robot.touch(f"page-{page}")
                yield Until(f"the page {page}", robot.at("page"))
                yield robot.pause(GLANCE)
                robot.photograph(page)
                yield from robot.touch("back")
                yield Until("the way back", robot.at("collection"))
        yield from robot.touch("back")
        yield Until("home", robot.at("home"))


def _try_languages(robot: Robot) -> Walk:
    assert robot.view is not None
    codes = [language.code for language in robot.view.languages]
    own = robot.view.language
    others = [code for code in codes if code != own]
    for code in [*others, own] if others else []:
        yield from robot.touch("languages" if robot.offered("languages")() else "language")
        if len(codes) > 2:
            yield from robot.touch(f"language-{code}")
        yield Until(code, _speaks(robot, code))
        yield robot.pause(GLANCE)
        if code != own:
            robot.photograph(f"home, {code}")


def _read_about_people(robot: Robot) -> Walk:
    person = next((t.name for t in robot.screen.targets() if t.name.startswith("page-")), None)
    if person is not None:
        yield from robot.touch(person)
        yield Until(person, robot.at("page"))
        yield robot.pause(GLANCE)
        robot.photograph(f"ending: {person}")
        yield from robot.touch("back")
        yield Until("the ending", robot.at("ending"))


def leave(robot: Robot, playlist: Playlist) -> Walk:
    """Home, or where there is none, back to attract."""
    if robot.offered("home")():
        yield from robot.touch("home")
    rest = "home" if playlist.home else "attract"
    yield Until(rest, robot.at(rest))


def walk_away(robot: Robot) -> Walk:
    """Do nothing until the kiosk asks, and nothing still until it has reset itself."""
    yield Until("the question", lambda: robot.view is not None and robot.view.asking is not None, 300_000)
    yield robot.pause(GLANCE)
    robot.photograph("are you still there")
    yield Until("the reset", robot.at("attract"), 120_000)
    yield robot.pause(GLANCE)
    robot.photograph("attract again")
