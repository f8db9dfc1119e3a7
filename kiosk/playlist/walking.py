"""Every state a story can come to: all scenes with all values of its variables, walked breadth first.

A walk is exact: what it never finds no visitor ever sees, and its way to a state is one of the shortest there are. A
story that has more states than the limit is walked so far, and then visited at random.

moves.py has the rules, packing.py what makes walking quick: a state takes 2 to 4 µs and 110 bytes. Where nearly every
condition asks for nearly every variable, a look-up seldom helps, and it takes 25 µs.
"""

from __future__ import annotations

from array import array
from collections.abc import Container

from kiosk.playlist.model import Playlist
from kiosk.playlist.moves import Story
from kiosk.playlist.packing import Packing, plans
from kiosk.playlist.trapped import trapped
from kiosk.playlist.visits import FIXED, visit
from kiosk.playlist.walked import Touches, Visits, Walk

__all__ = ["MOST", "Walk", "walk"]

MOST = 1_000_000
"""States: 4 s and 130 MB on a small machine (docs/bench.md). A story with more is told so."""


def walk(playlist: Playlist, most: int = MOST, visits: Visits = FIXED) -> Walk:
    """Walk all states of all stories of `playlist`, `most` at most; where there are more, make `visits` as well."""
    walker = _Walker(playlist)
    return walker.told(None if walker.walk(most) else visits)


class _Walker:
    def __init__(self, playlist: Playlist) -> None:
        self.story = Story(playlist)
        self.packing = Packing(self.story)
        self.plans = plans(self.story, self.packing)
        self.states: list[int] = []
        """In the order in which they were found."""
        self.came = array("i")
        """Of each state, the number of the one it was found from; -1 of those with which stories begin."""

    def walk(self, most: int) -> bool:
        """Whether that was all."""
        complete = True
        states, came, spot = self.states, self.came, self.packing.spot
        states += dict.fromkeys(map(self.packing.pack, self.story.starts()))
        came.extend([-1] * len(states))
        known = set(states)
        # what the loop needs of a plan: to ask it for them would take a quarter of the time
        moves = [tuple((plan.mask, plan.steps.get, plan) for plan in here) for here in self.plans]
        for at, state in enumerate(states):  # which grows meanwhile
            for mask, find, plan in moves[state & spot]:
                steps = find(state & mask)
                if steps is None:
                    steps = plan.look_up(self.story, self.packing, state)
                for step in steps:
                    there = state + step
                    if there not in known:
                        if len(states) >= most:
                            complete = False
                            continue
                        known.add(there)
                        states.append(there)
                        came.append(at)
        return complete

    def told(self, visits: Visits | None) -> Walk:
        """All that was found; and by `visits`, where the walk was not complete."""
        story = self.story
        scenes = self._firsts()
        shut = {
            story.names[number]: self._touches(self.states.index(self.packing.pack(state)))
            for number, state in story.shut.items()
        }
        caught: dict[str, Touches] = {}
        if visits is None:
            stuck = trapped(self.states, self.plans, self.packing.spot)
            caught = self._firsts(stuck) if stuck else {}
        else:
            seen = visit(story, self.packing, self.plans, visits)
            scenes = {story.names[number]: touches for number, touches in seen.scenes.items()} | scenes
            shut |= {story.names[number]: touches for number, touches in seen.shut.items()}
        return Walk(
            playlist=story.playlist,
            states=len(self.states),
            complete=visits is None,
            scenes=scenes,
            choices=frozenset((story.names[number], choice) for number, choice in story.taken),
            shut=shut,
            trapped=caught,
            outcomes={text: frozenset(came) for text, came in story.outcomes.items()},
            visits=visits,
        )

    def _firsts(self, among: Container[int] | None = None) -> dict[str, Touches]:
        """Every scene with the touches to its first state, or to its first one `among` some."""
        spots, spot = self.packing.spots, self.packing.spot
        firsts: dict[int, int] = {}
        for at, state in enumerate(self.states):
            if among is None or state in among:
                firsts.setdefault(state & spot, at)
        found: dict[str, Touches] = {}
        for number, at in firsts.items():  # the first of its variants is the scene's
            name = self.story.names[spots[number][0]]
            if name not in found:
                found[name] = self._touches(at)
        return found

    def _touches(self, at: int) -> Touches:
        """On the way to the state of this number."""
        found: list[str] = []
        while self.came[at] >= 0:
            step, at = self.states[at] - self.states[self.came[at]], self.came[at]
            here = self.states[at] & self.packing.spot
            plan = next(plan for plan in self.plans[here] if step in plan.steps[self.states[at] & plan.mask])
            if plan.move.touch:
                found.append(f"{self.story.names[self.packing.spots[here][0]]}: {plan.move.touch}")
        return tuple(reversed(found))
