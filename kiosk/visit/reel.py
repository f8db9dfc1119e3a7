"""What a scene makes of its film: first frame, times reached, the end, a failure, the technician's skip."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from kiosk.playlist.model import ToHome
from kiosk.visit.ahead import make_ready
from kiosk.visit.deciding import close_unanswered, open_decision
from kiosk.visit.effects import EndingReached, Incident, Mark
from kiosk.visit.home import go_home
from kiosk.visit.scenes import scene_of, way_on
from kiosk.visit.state import InStory
from kiosk.visit.story import depart, depart_chosen, run_hold
from kiosk.visit.stretch import find_stretch, opening, round_again

if TYPE_CHECKING:
    from kiosk.visit.turn import Turn

MOST_FAILURES = 5
"""Clips in a row without a frame, after which a story is given up: the disk is gone, not one file."""

DECISION = "decision"
ROUND = "round"


def first_frame(turn: Turn, duration: int) -> None:
    """The scene is on the screen: now its times are known, and there is time to make the next ones ready."""
    scene, story = scene_of(turn), turn.story
    film = replace(story.film, shown=True, duration=duration)
    turn.change_story(film=film)
    turn.change(failures=0)
    if story.open is None:
        stretch = find_stretch(turn, duration)
        turn.change_story(stretch=stretch)
        at = opening(scene, duration, stretch)
        if at is not None:
            turn.emit(Mark(film.play, DECISION, at))
        for index, hotspot in enumerate(scene.hotspots):
            turn.emit(Mark(film.play, f"show {index}", hotspot.at))
            turn.emit(Mark(film.play, f"hide {index}", hotspot.at + hotspot.lasts))
        if stretch is not None:
            turn.emit(Mark(film.play, ROUND, stretch[1]))
        if scene.hold is not None and story.waiting is None:
            turn.change_story(waiting=turn.arm(scene.hold, loop=True))
    make_ready(turn)


def mark(turn: Turn, name: str) -> None:
    story = turn.story
    if name == DECISION:
        if story.open is None:
            at = opening(scene_of(turn), story.film.duration, story.stretch)
            assert at is not None
            turn.change_story(opened_at=at)
            open_decision(turn)
        return
    if name == ROUND:
        round_again(turn)
        return
    what, index = name.split(" ")
    hotspots = story.hotspots | {int(index)} if what == "show" else story.hotspots - {int(index)}
    turn.change_story(hotspots=hotspots)


def ended(turn: Turn) -> None:
    """The film in front has run out (or had to be given up)."""
    scene = scene_of(turn)
    turn.change_story(film=replace(turn.story.film, ended=True), hotspots=frozenset())
    story = turn.story
    if story.finished:
        return
    if scene.decision is not None:
        if story.open is None:
            turn.change_story(opened_at=story.film.duration)
            open_decision(turn)
        opened = turn.story.open
        assert opened is not None
        if opened.closed and "beat" not in turn.visit.timers and story.open is not None:
            depart_chosen(turn)
        elif not opened.closed and scene.hold is not None:
            run_hold(turn, turn.story, scene.hold)
            turn.change_story(open=opened)
    elif scene.ending is not None:
        turn.change_story(finished=True)
        turn.emit(EndingReached(scene.id))
    else:
        depart(turn, way_on(turn))


def failed(turn: Turn, reason: str) -> None:
    """A clip of the story could not be shown: on along the default, with the last good picture until then."""
    scene, story = scene_of(turn), turn.story
    turn.emit(Incident(f"scene {scene.id}: {scene.variants[story.variant].clip.name}: {reason}"))
    turn.change_story(film=replace(story.film, ended=True), hotspots=frozenset())
    if story.open is not None or story.finished:
        return
    turn.change(failures=turn.visit.failures + 1)
    if turn.visit.failures > MOST_FAILURES:
        depart(turn, ToHome())
    elif scene.decision is not None and (scene.decision.default is not None or scene.decision.silence is not None):
        skip_decision(turn)
    else:
        ended(turn)


def skip_decision(turn: Turn) -> None:
    """Past the scene's decision along its default, without asking anybody."""
    if turn.story.open is None:
        open_decision(turn)
    if turn.story.open is not None and not turn.story.open.closed:
        close_unanswered(turn, "skipped")
    depart_chosen(turn)


def armed_failed(turn: Turn, play: int, reason: str) -> None:
    """A clip that was only being made ready: forgotten, and tried again if it is really wanted."""
    visit = turn.visit
    broken = next((armed for armed in visit.armed if armed.play == play), None)
    if broken is not None:
        turn.change(armed=tuple(armed for armed in visit.armed if armed is not broken))
        turn.emit(Incident(f"made ready: {broken.media.name}: {reason}"))
    elif isinstance(visit.place, InStory) and visit.place.waiting is not None and visit.place.waiting.play == play:
        turn.emit(Incident(f"scene {visit.place.scene}: its hold clip {visit.place.waiting.media.name}: {reason}"))
        turn.change_story(waiting=None)


def skip(turn: Turn) -> None:
    """The technician's "next scene": as if this one had run out and nobody had answered."""
    story, scene = turn.story, scene_of(turn)
    if story.finished:
        go_home(turn)
    elif scene.decision is not None:
        skip_decision(turn)
    elif scene.ending is not None:
        turn.cut(story.film)
        ended(turn)
    else:
        depart(turn, way_on(turn))
