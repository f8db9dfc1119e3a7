"""How long visits last: random visitors walk the story by its own rules, on paper, with the films' measured lengths."""

from __future__ import annotations

import random
import statistics
from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING

from kiosk.rehearsal.ways import LENGTH, Walker, answers
from kiosk.visit import effects as ef
from kiosk.visit import events as ev
from kiosk.visit.state import AtBefore, House, InStory
from kiosk.visit.step import start

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from kiosk.playlist.model import Media, Playlist
    from kiosk.visit.state import Visit

MOST_ANSWERS = 200
"""A visitor who has answered so often goes round in a story without an ending, and is not counted."""


@dataclass(frozen=True, slots=True)
class Minutes:
    """Of all visitors, in ms from the story's first film to its last: and how many came to which ending."""

    shortest: int
    median: int
    longest: int
    first_decision: tuple[int, int]
    """The earliest and the latest that a first decision opened at."""
    decisions: tuple[int, int]
    """The fewest and the most that a visitor answered."""
    endings: Mapping[str, int]


def minutes(
    playlist: Playlist, door: int | None, lengths: Mapping[Path, int], *, visitors: int, think: int, seed: int = 1
) -> Minutes | None:
    """What `visitors` see of the story behind `door`, who answer at random after `think` ms; None if none arrives.

    `lengths` are the films' in ms; one that is not among them is taken to last a minute.
    """
    chance = random.Random(seed)  # noqa: S311  # visitors, not secrets
    spent: list[int] = []
    firsts: list[int] = []
    answered: list[int] = []
    endings: Counter[str] = Counter()
    for number in range(visitors):
        visitor = _Visitor(playlist, start(playlist, House(playlist.languages[0]), number)[0], lengths)
        visitor.begin(door)
        count = 0
        while isinstance(place := visitor.run_on().place, InStory) and count < MOST_ANSWERS:
            if place.finished:
                spent.append(visitor.now)
                answered.append(count)
                endings[place.scene] += 1
                break
            if place.open is None:
                break
            if not count:
                firsts.append(visitor.now)
            choice = chance.choice(list(answers(playlist, place)))
            visitor.now += think if choice else 0
            visitor.answer(choice)
            count += 1
    if not spent:
        return None
    return Minutes(
        shortest=min(spent),
        median=round(statistics.median(spent)),
        longest=max(spent),
        first_decision=(min(firsts, default=0), max(firsts, default=0)),
        decisions=(min(answered), max(answered)),
        endings=dict(endings.most_common()),
    )


class _Visitor(Walker):
    """A walker with a clock: `now` is in ms since the story began."""

    def __init__(self, playlist: Playlist, visit: Visit, lengths: Mapping[Path, int]) -> None:
        super().__init__(playlist, visit)
        self.now = 0
        self._began = 0  # when the film that runs was at its beginning
        self._lengths = lengths
        self._films: dict[int, tuple[Media, int]] = {}
        self._timers: dict[int, int] = {}

    def begin(self, door: int | None) -> None:
        self.send(ev.Touched())
        if door is not None:
            self.send(ev.DoorTouched(door))
        if isinstance(self.visit.place, AtBefore):
            self.send(ev.BeginTouched())
        self.now = 0

    def send(self, event: ev.Event) -> tuple[ef.Effect, ...]:
        match event:
            case ev.ClipEnded(play):
                self.now = max(self.now, self._began + self._length(play))
            case ev.TimerDue(token):
                self.now += self._timers.get(token, 0)
        effects = super().send(event)
        for effect in effects:
            match effect:
                case ef.Arm(play, media, _, at):
                    self._films[play] = media, at
                case ef.StartTimer(token, after):
                    self._timers[token] = after
        return effects

    def _length(self, play: int) -> int:
        if play not in self._films:
            return LENGTH
        media, _ = self._films[play]
        return media.lasts or self._lengths.get(media.path, LENGTH)

    def run_film(self, play: int) -> None:
        self._began = self.now - (self._films[play][1] if play in self._films else 0)
        effects = self.send(ev.FirstFrameShown(play, self._length(play)))
        marks = sorted((e for e in effects if isinstance(e, ef.Mark) and e.play == play), key=lambda mark: mark.at)
        for mark in marks:
            asked = self._asked()
            self.send(ev.MarkReached(play, mark.mark))
            if self._asked() and not asked:
                self.now = max(self.now, self._began + mark.at)

    def _asked(self) -> bool:
        return isinstance(self.visit.place, InStory) and self.visit.place.open is not None
