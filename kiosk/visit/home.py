"""The attract loop, waking, home, and the way back to the beginning."""

from __future__ import annotations

import random
from dataclasses import replace
from typing import TYPE_CHECKING, Literal

from kiosk.visit.effects import (
    DecisionLeft,
    Drop,
    Incident,
    SetLanguage,
    SetVolume,
    StopTimer,
    VisitEnded,
)
from kiosk.visit.state import VOLUME_STEPS, AtHome, InAttract, InRest, InStory, Loop, Visit

if TYPE_CHECKING:
    from kiosk.playlist.model import Media
    from kiosk.visit.turn import Turn


def run_attract(turn: Turn, index: int, failures: int = 0) -> None:
    """Show attract's clip `index`; the only one of its kind loops by itself."""
    clips = turn.playlist.attract.clips
    film = turn.show(clips[index % len(clips)], loop=len(clips) == 1)
    turn.change(loop=Loop(index % len(clips), film, failures))


def next_attract(turn: Turn) -> Media | None:
    """The clip to have ready while this one plays, where attract has several."""
    loop, clips = turn.visit.loop, turn.playlist.attract.clips
    return clips[(loop.index + 1) % len(clips)] if loop is not None and len(clips) > 1 else None


def attract_shown(turn: Turn) -> None:
    loop = turn.visit.loop
    assert loop is not None
    turn.change(loop=replace(loop, film=replace(loop.film, shown=True), failures=0), dark=False)
    following = next_attract(turn)
    if following is not None:
        turn.arm_ahead([following])


def attract_ended(turn: Turn) -> None:
    loop = turn.visit.loop
    assert loop is not None
    run_attract(turn, loop.index + 1)


def attract_failed(turn: Turn, reason: str) -> None:
    """On to the next clip; once all of them failed in a row, only now and then (settle.py starts that timer)."""
    loop, clips = turn.visit.loop, turn.playlist.attract.clips
    assert loop is not None
    turn.emit(Incident(f"attract: {clips[loop.index].name}: {reason}"))
    turn.change(dark=False)
    failures = loop.failures + 1
    if failures < len(clips):
        run_attract(turn, loop.index + 1, failures)
    else:
        turn.change(loop=replace(loop, film=replace(loop.film, ended=True), failures=failures))


# ---- leaving a story


def drop_waiting(turn: Turn, story: InStory) -> None:
    if story.waiting is not None:
        turn.emit(Drop(story.waiting.play))


def leave_decision(turn: Turn) -> None:
    if turn.story.open is not None and not turn.story.open.closed:
        turn.emit(DecisionLeft(turn.story.scene))


def leave_story(turn: Turn) -> None:
    """Every play of it gets its end; what was open is written down as left."""
    leave_decision(turn)
    turn.cut(turn.story.film)
    drop_waiting(turn, turn.story)


# ---- home, reset


def close_clip(turn: Turn) -> None:
    turn.cut(turn.visit.clip)
    turn.change(clip=None)


def go_home(turn: Turn) -> None:
    """Home, with the attract film behind it; where the playlist has no home, or outside the opening hours, the visit is
    over."""
    if not turn.playlist.home or turn.visit.house.rest is not None:
        reset(turn, "home")
        return
    close_clip(turn)
    story = turn.visit.place if isinstance(turn.visit.place, InStory) else None
    if turn.visit.loop is None:
        run_attract(turn, 0)
    if story is not None:
        leave_story(turn)
        turn.arm_ahead([])
    turn.change(place=AtHome(), over=(), asking=False, choosing_language=False, helping=False, failures=0)


def reset(turn: Turn, why: Literal["home", "idle", "technician", "closed"]) -> None:
    """The new, empty visit. What the last visitor did is not carried over: it is not there to be carried."""
    old = turn.visit
    if isinstance(old.place, InStory):
        leave_story(turn)
    turn.emit(*(StopTimer(token) for token in old.timers.values()))
    turn.emit(*(Drop(armed.play) for armed in old.armed))
    turn.cut(old.clip)
    if old.loop is not None:
        turn.cut(old.loop.film)
    if old.awake:
        turn.emit(VisitEnded(why))
    turn.visit = new_visit(old)
    turn.emit(SetLanguage(turn.visit.language), SetVolume(turn.visit.volume / VOLUME_STEPS))
    if turn.visit.house.rest is None:
        run_attract(turn, 0)


def new_visit(old: Visit) -> Visit:
    """Everything as the house gives it; only the numbers go on, and the seed follows from the last one's."""
    house = old.house
    return Visit(
        house=house,
        seed=random.Random(old.seed).getrandbits(63),  # noqa: S311 chance in a film, no secret
        next=old.next,
        language=house.language,
        captions=house.captions,
        volume=house.volume,
        aids=house.aids,
        place=InAttract() if house.rest is None else InRest(),
    )
