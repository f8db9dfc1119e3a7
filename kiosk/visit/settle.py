"""What follows from where a visit stands: which films run, which timers run. Done after every event.

Nothing here remembers anything: the wanted state is computed, and compared with what is.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from kiosk.visit.closing import TOLD
from kiosk.visit.deciding import leaves_at_once
from kiosk.visit.scenes import scene_of
from kiosk.visit.state import AtHome, InRest, InStory, OnPage
from kiosk.visit.stretch import wanted_stretch

if TYPE_CHECKING:
    from kiosk.visit.state import TimerName
    from kiosk.visit.turn import Turn

ATTRACT_RETRY = 5_000
"""Ms between tries when no attract clip can be shown."""


LONGEST_SPEECH = 600_000
"""Ms that something may be read aloud and hold everything: some 1500 words. A voice that never ends holds nobody for
longer."""


def settle(turn: Turn) -> None:
    _films(turn)
    _timers(turn)


def interrupted(turn: Turn) -> bool:
    """Something lies over the film that the visitor has to be done with first."""
    visit = turn.visit
    return visit.asking or visit.setting or any(isinstance(over, OnPage) for over in visit.over)


def _films(turn: Turn) -> None:
    visit = turn.visit
    if isinstance(visit.place, InStory):
        film = turn.go_round(turn.story.film, wanted_stretch(turn))
        film = turn.run(film, not (interrupted(turn) or _film_waits(turn)))
        if film is not turn.story.film:
            turn.change_story(film=film)
    if visit.loop is not None:
        film = turn.run(visit.loop.film, visit.clip is None)
        if film is not visit.loop.film:
            turn.change(loop=replace(visit.loop, film=film))
    if visit.clip is not None:
        film = turn.run(visit.clip, not (visit.asking or visit.setting))
        if film is not visit.clip:
            turn.change(clip=film)


def _film_waits(turn: Turn) -> bool:
    """A visitor takes their time at a decision that would have had a limit, or it is being read to them: the film
    stands still for them.

    Where something goes round for them, a hold clip or a stretch, they wait on that, and the film runs until there.
    """
    story, scene = turn.story, scene_of(turn)
    asked = story.open is not None and not story.open.closed and scene.decision is not None
    return (
        (turn.visit.relaxed or turn.visit.speaking)
        and asked
        and scene.hold is None
        and story.stretch is None
        and scene.decision is not None
        and (scene.decision.window is not None)
    )


def _timers(turn: Turn) -> None:
    wanted = _wanted(turn)
    for name in tuple(turn.visit.timers):
        if name not in wanted:
            turn.stop_timer(name)
    for name, after in wanted.items():
        if name not in turn.visit.timers:
            turn.start_timer(name, after)


def _wanted(turn: Turn) -> dict[TimerName, int]:
    visit, timing, time = turn.visit, turn.playlist.timing, turn.visit.aids.time
    wanted: dict[TimerName, int] = {}
    if visit.loop is not None and visit.loop.failures and visit.loop.film.ended:
        wanted["attract"] = ATTRACT_RETRY
    if visit.place == InRest(told=True):
        wanted["told"] = TOLD
    if not visit.awake:
        return wanted
    if visit.speaking:
        wanted["speaking"] = LONGEST_SPEECH
    if visit.house.rest is not None:
        wanted["closing"] = visit.house.rest.grace
    if visit.asking:
        wanted["reset"] = time(timing.reset_after)
        return wanted
    if isinstance(visit.place, InStory) and visit.place.open is not None and not interrupted(turn):
        decision = scene_of(turn).decision
        assert decision is not None
        if visit.place.open.closed:
            if leaves_at_once(turn):
                wanted["beat"] = timing.beat
        elif decision.window is not None and not (visit.relaxed or visit.speaking):
            wanted["window"] = time(decision.window)
    if "window" not in wanted and "beat" not in wanted and not (visit.speaking or _film_goes_on(turn)):
        wanted["idle"] = time(timing.ask_idle_after)
    return wanted


def _film_goes_on(turn: Turn) -> bool:
    """Film that the visitor chose is playing: then nobody has to touch anything."""
    visit = turn.visit
    if visit.clip is not None:
        return not visit.clip.held
    if interrupted(turn) or isinstance(visit.place, AtHome) or not isinstance(visit.place, InStory):
        return False
    film = visit.place.film
    return not (film.ended or film.held or visit.place.holding or (film.rounds and visit.place.went_round))
