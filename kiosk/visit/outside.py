"""What comes from elsewhere than the visitor: the footage, the clock, the technician, the ledger."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from kiosk.visit import closing, deciding, home, pages, reel, story
from kiosk.visit import events as ev
from kiosk.visit.state import InStory

if TYPE_CHECKING:
    from kiosk.visit.turn import Turn

MOST_UNTOUCHED = 2
"""Decisions in a row that nobody touched, after which the kiosk asks whether anybody is there."""


def take(turn: Turn, event: ev.Event) -> None:
    match event:  # the last case is SkipAsked: the union ends with it
        case ev.FirstFrameShown(play, duration):
            _first_frame(turn, play, duration)
        case ev.MarkReached(play, mark):
            if isinstance(turn.visit.place, InStory) and turn.story.film.play == play and not turn.story.film.ended:
                reel.mark(turn, mark)
        case ev.ClipEnded(play):
            _ended(turn, play)
        case ev.ClipFailed(play, reason):
            _failed(turn, play, reason)
        case ev.TimerDue(token):
            _timer(turn, token)
        case ev.Speaking(on):
            _speaking(turn, on)
        case ev.ResetAsked():
            home.reset(turn, "technician")
        case ev.Closed(grace, opens):
            closing.close(turn, grace, opens)
        case ev.Opened():
            closing.reopen(turn)
        case ev.SharesCounted(shares):
            turn.change(house=replace(turn.visit.house, shares=shares))
        case _:
            _skip(turn)


def _speaking(turn: Turn, on: bool) -> None:
    """What is asked is being read, or has been: then the whole time begins."""
    now = on and turn.visit.aids.spoken
    if now != turn.visit.speaking:
        turn.change(speaking=now)
        deciding.anew(turn)


def _first_frame(turn: Turn, play: int, duration: int) -> None:
    visit = turn.visit
    if isinstance(visit.place, InStory) and visit.place.film.play == play:
        reel.first_frame(turn, duration)
    elif visit.loop is not None and visit.loop.film.play == play:
        home.attract_shown(turn)
    elif visit.clip is not None and visit.clip.play == play:
        turn.change(clip=replace(visit.clip, shown=True, duration=duration))


def _ended(turn: Turn, play: int) -> None:
    visit = turn.visit
    if isinstance(visit.place, InStory) and visit.place.film.play == play:
        if not visit.place.film.ended:
            reel.ended(turn)
    elif visit.loop is not None and visit.loop.film.play == play:
        if not visit.loop.film.ended:
            home.attract_ended(turn)
    elif visit.clip is not None and visit.clip.play == play:
        turn.change(clip=None)


def _failed(turn: Turn, play: int, reason: str) -> None:
    visit = turn.visit
    if isinstance(visit.place, InStory) and visit.place.film.play == play:
        if not visit.place.film.ended:
            reel.failed(turn, reason)
    elif visit.loop is not None and visit.loop.film.play == play:
        if not visit.loop.film.ended:
            home.attract_failed(turn, reason)
    elif visit.clip is not None and visit.clip.play == play:
        pages.clip_failed(turn, reason)
    else:
        reel.armed_failed(turn, play, reason)


def _timer(turn: Turn, token: int) -> None:
    name = next((n for n, t in turn.visit.timers.items() if t == token), None)
    if name is None:
        return  # a late one: what it was for is over
    turn.forget_timer(name)
    match name:
        case "window":
            deciding.close_unanswered(turn, "default")
            if turn.visit.untouched >= MOST_UNTOUCHED:
                turn.change(asking=True)
        case "beat":
            story.depart_chosen(turn)
        case "idle":
            turn.change(asking=True)
        case "reset":
            home.reset(turn, "idle")
        case "speaking":
            _speaking(turn, False)
        case "closing" | "told":
            closing.due(turn)
        case _:
            loop = turn.visit.loop
            assert loop is not None
            home.run_attract(turn, loop.index + 1, loop.failures - 1)


def _skip(turn: Turn) -> None:
    visit = turn.visit
    turn.change(asking=False, choosing_language=False, helping=False, over=(), unattended=frozenset())
    home.close_clip(turn)
    if isinstance(visit.place, InStory):
        reel.skip(turn)
    elif visit.loop is not None and len(turn.playlist.attract.clips) > 1:
        turn.cut(visit.loop.film)
        home.run_attract(turn, visit.loop.index + 1)
