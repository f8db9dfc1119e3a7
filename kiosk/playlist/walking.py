"""Every state a story can come to: all scenes with all values of its variables, walked breadth first.

A walk is exact: what it never finds no visitor ever sees, and its way to a state is one of the shortest there are. Where
a story has more states than `most`, random visits look at what lies beyond: then what was not found may be there.

moves.py has the rules, packing.py what makes them quick: 1.5 µs and 100 bytes a state instead of 10 µs and 550 bytes.
"""

from __future__ import annotations

from array import array
from collections.abc import Iterator

from kiosk.playlist.model import Playlist
from kiosk.playlist.moves import Story
from kiosk.playlist.packing import Packing, Plan, plans
from kiosk.playlist.walked import Touches, Visits, Walk

__all__ = ["MOST", "Visits", "Walk", "walk"]

MOST = 1_000_000
"""States: TODO s and TODO MB on a small machine. A story with more is told so."""


def walk(playlist: Playlist, most: int = MOST) -> Walk:
    """Walk all states of all stories of `playlist`, `most` at most."""
    walker = _Walker(playlist)
    walker.walk(most)
    return walker.told()


class _Walker:
    def __init__(self, playlist: Playlist) -> None:
        self.story = Story(playlist)
        self.packing = Packing(self.story)
        self.plans = plans(self.story, self.packing)
        self.states: list[int] = []
        """In the order in which they were found."""
        self.known: set[int] = set()
        self.came = array("i")
        """Of each state, the number of the one it was found from; -1 of those with which stories begin."""
        self.complete = True

    def walk(self, most: int) -> None:
        states, known, came = self.states, self.known, self.came
        for state in map(self.packing.pack, self.story.starts()):
            if state not in known:
                known.add(state)
                states.append(state)
                came.append(-1)
        spot = self.packing.spot
        # only what the loop needs of a plan: attributes would take a quarter of its time
        moves = [tuple((plan.mask, plan.steps, plan) for plan in here) for here in self.plans]
        for at, state in enumerate(states):  # which grows meanwhile
            for mask, known_steps, plan in moves[state & spot]:
                steps = known_steps.get(state & mask)
                if steps is None:
                    steps = plan.work_out(self.story, self.packing, state)
                for step in steps:
                    there = state + step
                    if there not in known:
                        if len(states) >= most:
                            self.complete = False
                            continue
                        known.add(there)
                        states.append(there)
                        came.append(at)

    # ---- what it came to

    def told(self) -> Walk:
        story, spots, spot = self.story, self.packing.spots, self.packing.spot
        firsts: dict[int, int] = {}
        for at, state in enumerate(self.states):
            firsts.setdefault(state & spot, at)
        scenes: dict[str, Touches] = {}
        for number, at in firsts.items():
            scenes.setdefault(story.names[spots[number][0]], self._touches(at))
        shut = {
            story.names[number]: self._touches(self.states.index(self.packing.pack(state)))
            for number, state in story.shut.items()
        }
        trapped: dict[str, Touches] = {}
        for at in self._trapped() if self.complete else ():
            name = story.names[spots[self.states[at] & spot][0]]
            if name not in trapped:
                trapped[name] = self._touches(at)
        return Walk(
            playlist=story.playlist,
            states=len(self.states),
            complete=self.complete,
            scenes=scenes,
            choices=frozenset((story.names[number], choice) for number, choice in story.taken),
            shut=shut,
            trapped=trapped,
            outcomes={text: frozenset(came) for text, came in story.outcomes.items()},
        )

    def _touches(self, at: int) -> Touches:
        found: list[str] = []
        while self.came[at] >= 0:
            before, there = self.states[self.came[at]], self.states[at]
            plan = next(plan for plan, steps in self._moves(before) if there - before in steps)
            if plan.move.touch:
                number, _ = self.packing.spots[before & self.packing.spot]
                found.append(f"{self.story.names[number]}: {plan.move.touch}")
            at = self.came[at]
        return tuple(reversed(found))

    def _moves(self, state: int) -> Iterator[tuple[Plan, tuple[int, ...]]]:
        for plan in self.plans[state & self.packing.spot]:
            yield plan, plan.steps[state & plan.mask]

    def _trapped(self) -> list[int]:
        """The states from which neither an ending nor home can be reached, in their order."""
        stuck = self.known  # all of them, until a way out is found
        for state in reversed(self.states):  # most ways lead on to states that were found later
            if self._leaves(state) or any(state + step not in stuck for _, steps in self._moves(state) for step in steps):
                stuck.discard(state)
        into: dict[int, list[int]] = {}
        free: list[int] = []
        for state in stuck:
            for _, steps in self._moves(state):
                for step in steps:
                    there = state + step
                    if there in stuck:
                        into.setdefault(there, []).append(state)
                    else:
                        free.append(state)
        while free:
            state = free.pop()
            if state in stuck:
                stuck.discard(state)
                free += into.get(state, ())
        return [at for at, state in enumerate(self.states) if state in stuck]

    def _leaves(self, state: int) -> bool:
        """Whether an ending or home comes next."""
        here = self.plans[state & self.packing.spot]
        return not here or any(state & plan.mask in plan.home for plan in here)
