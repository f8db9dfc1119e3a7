"""Which touches lead to which ending: found by stepping the visit itself, without film and without a clock."""

from __future__ import annotations

from collections import deque
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from kiosk.visit import effects as ef
from kiosk.visit import events as ev
from kiosk.visit.state import AtBefore, House, InStory
from kiosk.visit.step import start, step

if TYPE_CHECKING:
    from collections.abc import Iterator

    from kiosk.playlist.model import Playlist
    from kiosk.visit.state import Visit

LENGTH = 60_000
"""Every clip is taken to last so long (ms): only the order of things matters here."""

MOST_STATES = 20_000
"""A search that has seen so many states of a story gives up; what was found by then is the answer."""


@dataclass(frozen=True, slots=True)
class Way:
    """Through a door of home (None: there is no home), taking `choices` in this order; "" lets a decision pass."""

    door: int | None
    choices: tuple[str, ...]
    ending: str
    """"" where it comes to none: it leads home, or back to attract."""
    gentle: bool = False
    """With the gentler scenes, asked for on the page before the story."""
    endless: bool = False
    """It comes to no end at all: after its last choice the story only goes round."""


def ways(playlist: Playlist, seed: int) -> dict[str, Way]:
    """For every ending that can be reached, one of the shortest ways there, for a visit with `seed`.

    What the film leaves to chance falls as it does for that seed: an ending that hangs on it may not be among them.
    """
    found: dict[str, Way] = {}
    doors: list[int | None] = [i for i, door in enumerate(playlist.home) if door.open in playlist.scenes]
    gentler = any(scene.gentler is not None for scene in playlist.scenes.values())
    for gentle in (False, True) if gentler else (False,):
        for door in doors or [None]:
            for ending, choices in _endings(playlist, seed, door, gentle=gentle):
                found.setdefault(ending, Way(door, choices, ending, gentle))
    return found


def everywhere(playlist: Playlist, seed: int) -> tuple[Way, ...]:
    """Ways that together take every choice that can be taken, and let every decision pass that can be let pass.

    A story that asks nothing has one way. The ways to endings that only a gentle visit comes to are among them.
    """
    doors: list[int | None] = [i for i, door in enumerate(playlist.home) if door.open in playlist.scenes]
    found: list[Way] = []
    for door in doors or [None]:
        firsts: dict[tuple[str, str], _Place] = {}
        begun = _begun(playlist, seed, door, gentle=False)
        for place in _places(playlist, begun):
            if place.taken:
                firsts.setdefault(place.taken[-1], place)
        covered: set[tuple[str, str]] = set()
        for taken, place in reversed(firsts.items()):  # the far ones first: their ways take most of the near ones
            if taken not in covered:
                way, end = _to_its_end(playlist, door, place)
                covered.update(end.taken)
                found.append(way)
        if begun is not None and not firsts:
            found.append(_to_its_end(playlist, door, begun)[0])
    found += [way for way in ways(playlist, seed).values() if way.gentle]
    return tuple(found)


def _to_its_end(playlist: Playlist, door: int | None, place: _Place) -> tuple[Way, _Place]:
    """The way over `place` to the nearest ending; where there is none, out of the story; else only to `place`."""
    left: _Place | None = None
    for on in _places(playlist, place):
        if on.ended:
            return Way(door, tuple(choice for _, choice in on.taken), on.scene), on
        if on.left and left is None:
            left = on
    end = left or place
    return Way(door, tuple(choice for _, choice in end.taken), "", endless=left is None), end


def _endings(playlist: Playlist, seed: int, door: int | None, *, gentle: bool) -> Iterator[tuple[str, tuple[str, ...]]]:
    begun = _begun(playlist, seed, door, gentle=gentle)
    if begun is None:
        return
    for place in _places(playlist, begun):
        if place.ended:
            yield place.scene, tuple(choice for _, choice in place.taken)


@dataclass(frozen=True, slots=True)
class _Place:
    """Where a visit stops in a story, and what was taken on the way: (scene, choice)."""

    visit: Visit
    taken: tuple[tuple[str, str], ...] = ()

    @property
    def scene(self) -> str:
        return self.visit.place.scene if isinstance(self.visit.place, InStory) else ""

    @property
    def ended(self) -> bool:
        return isinstance(self.visit.place, InStory) and self.visit.place.finished

    @property
    def left(self) -> bool:
        """The visit has come home, or back to attract."""
        return not isinstance(self.visit.place, InStory)


def _begun(playlist: Playlist, seed: int, door: int | None, *, gentle: bool) -> _Place | None:
    """Where a story first stops; None where nobody asks for gentler scenes and they are wanted."""
    first = Walker(playlist, start(playlist, House(playlist.languages[0]), seed)[0])
    first.send(ev.Touched())
    if door is not None:
        first.send(ev.DoorTouched(door))
    if isinstance(first.visit.place, AtBefore):
        if gentle:
            first.send(ev.GentlerTouched())
        first.send(ev.BeginTouched())
    elif gentle:
        return None
    return _Place(first.run_on())


def _places(playlist: Playlist, begin: _Place | None) -> Iterator[_Place]:
    """Every place from `begin` on, the near ones first; one that is as another was does not come again."""
    todo: deque[_Place] = deque([begin] if begin is not None else [])
    seen: set[object] = set()
    while todo and len(seen) < MOST_STATES:
        stop = todo.popleft()
        place = stop.visit.place
        yield stop
        if not isinstance(place, InStory):
            continue
        state = (place.scene, tuple(place.values.items()), place.visited, place.chosen, place.detours, place.draws)
        if state in seen:
            continue
        seen.add(state)
        if place.finished or place.open is None:
            continue
        for choice in answers(playlist, place):
            walker = Walker(playlist, stop.visit)
            walker.answer(choice)
            todo.append(_Place(walker.run_on(), (*stop.taken, (place.scene, choice))))


def answers(playlist: Playlist, place: InStory) -> Iterator[str]:
    """What a visitor can answer here; "" lets the decision pass."""
    assert place.open is not None  # a story that runs on stops at an ending, where it asks, or where it goes round
    yield from (choice for choice, enabled in place.open.choices if enabled)
    decision = playlist.scenes[place.scene].decision
    if decision is not None and decision.window is not None and decision.silence is not None:
        yield ""


class Walker:
    """Steps a visit on: film ends at once, timers come due at once."""

    def __init__(self, playlist: Playlist, visit: Visit) -> None:
        self.playlist = playlist
        self.visit = visit

    def send(self, event: ev.Event) -> tuple[ef.Effect, ...]:
        self.visit, effects = step(self.playlist, self.visit, event)
        return effects

    def answer(self, choice: str) -> None:
        if choice:
            self.send(ev.ChoiceTouched(choice))
        else:
            self.due("window")
            self.visit = replace(self.visit, untouched=0)  # a robot that lets a decision pass is still there

    def due(self, name: str) -> None:
        token = next((t for n, t in self.visit.timers.items() if n == name), None)
        if token is not None:
            self.send(ev.TimerDue(token))

    def run_on(self) -> Visit:
        """Until somebody is asked, an ending is reached, or the story is left."""
        while isinstance(place := self.visit.place, InStory):
            if self.visit.asking and place.open is None:
                break  # the film has come round: nothing new lies this way
            if self.visit.asking:
                self.send(ev.Touched())
            elif place.finished or (place.open is not None and not place.open.closed):
                break
            elif "beat" in self.visit.timers:
                self.due("beat")
            elif not place.film.shown and not place.film.ended:
                self.run_film(place.film.play)
            else:
                self.send(ev.ClipEnded(place.film.play))
        return self.visit

    def run_film(self, play: int) -> None:
        """Show a film's first picture, and pass all the moments that were asked for."""
        effects = self.send(ev.FirstFrameShown(play, LENGTH))
        marks = sorted((e for e in effects if isinstance(e, ef.Mark) and e.play == play), key=lambda mark: mark.at)
        for mark in marks:
            self.send(ev.MarkReached(play, mark.mark))
