"""A state as one whole number, and what a move adds to it: looked up in the few bits on which that depends.

From below: the scene with its variant, the variables, the past, and where detours lead back to. A number takes 32 bytes
where a state's tuples take 300, and a set of them has no tuples to compare.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from kiosk.playlist.model import Flag, Number, ToBack, Value, Variable
from kiosk.playlist.moves import Changes, Condition, Leads, Move, Place, State, Story


class Packing:
    def __init__(self, story: Story) -> None:
        self.spots = [(place.index, variant) for place in story.places for variant in range(len(place.variants))]
        """Scenes with their variants, as they are numbered in `spot` bits."""
        self._spots = {spot: number for number, spot in enumerate(self.spots)}
        shift = len(self.spots).bit_length()
        self.spot = (1 << shift) - 1
        """The mask of where a state is."""
        self._fields: list[tuple[int, int, Sequence[Value]]] = []
        for variable in story.playlist.variables.values():
            values = _values(variable)
            width = (len(values) - 1).bit_length()
            self._fields.append((shift, (1 << width) - 1, values))
            shift += width
        self._past, self._all_past = shift, (1 << story.bits) - 1
        self._back = shift + story.bits
        self._backs: list[tuple[tuple[int, int], ...]] = [()]
        self._numbers: dict[tuple[tuple[int, int], ...], int] = {(): 0}
        self._last: tuple[int, State] = (-1, (0, 0, (), 0, ()))

    def pack(self, state: State) -> int:
        number, variant, values, bits, back = state
        packed = self._spots[number, variant] | bits << self._past | self._number(back) << self._back
        for (shift, _, known), value in zip(self._fields, values, strict=True):
            packed |= known.index(value) << shift
        return packed

    def unpack(self, packed: int) -> State:
        if packed != self._last[0]:  # all moves of a state come after one another
            number, variant = self.spots[packed & self.spot]
            values = tuple([known[packed >> shift & mask] for shift, mask, known in self._fields])
            bits = packed >> self._past & self._all_past
            self._last = packed, (number, variant, values, bits, self._backs[packed >> self._back])
        return self._last[1]

    def step(self, before: State, after: State) -> int:
        """What is added to one to have the other; only what differs is packed, which is little."""
        step = self._spots[after[:2]] - self._spots[before[:2]] + (after[3] - before[3] << self._past)
        if before[2] is not after[2]:
            for (shift, _, known), old, new in zip(self._fields, before[2], after[2], strict=True):
                if old is not new:
                    step += known.index(new) - known.index(old) << shift
        if before[4] is not after[4]:
            step += self._number(after[4]) - self._number(before[4]) << self._back
        return step

    def _number(self, back: tuple[tuple[int, int], ...]) -> int:
        if back not in self._numbers:
            self._numbers[back] = len(self._backs)
            self._backs.append(back)
        return self._numbers[back]

    # ---- masks

    def past(self, bits: int) -> int:
        return bits << self._past

    def back(self) -> int:
        """All bits of where detours lead: there is no end to them."""
        return -1 << self._back

    def variables(self, indices: Sequence[int] | frozenset[int]) -> int:
        return sum(mask << shift for shift, mask, _ in (self._fields[index] for index in set(indices)))

    def changes(self, changes: Changes) -> int:
        return self.variables([index for index, *_ in changes])

    def condition(self, condition: Condition | None) -> int:
        return 0 if condition is None else self.variables(condition.variables) | self.past(condition.bits)


def _values(variable: Variable) -> Sequence[Value]:
    """All it can be, in an order."""
    if isinstance(variable, Flag):
        return (False, True)
    return range(variable.low, variable.high + 1) if isinstance(variable, Number) else variable.values


@dataclass(slots=True)
class Plan:
    """One move from one scene and variant. What it does depends on no other bits than those of `mask`."""

    move: Move
    mask: int
    steps: dict[int, tuple[int, ...]] = field(default_factory=dict)
    """By those bits: what to add to a state to be where the move leads; more than one where chance decides."""
    home: set[int] = field(default_factory=set)
    """The bits with which it leads home."""

    def look_up(self, story: Story, packing: Packing, packed: int) -> tuple[int, ...]:
        """What `steps` has for a state; where it has nothing, found by the story's own rules."""
        key = packed & self.mask
        steps = self.steps.get(key)
        if steps is None:
            here = packing.unpack(packed)
            there = story.follow(self.move, here)
            if None in there:
                self.home.add(key)
            steps = self.steps[key] = tuple([packing.step(here, state) for state in there if state is not None])
        return steps


def plans(story: Story, packing: Packing) -> list[tuple[Plan, ...]]:
    """All that can be done, by the number of the spot."""
    return [
        tuple(Plan(move, _mask(story, packing, move)) for move in story.places[number].moves[variant])
        for number, variant in packing.spots
    ]


def _mask(story: Story, packing: Packing, move: Move) -> int:
    """Every bit that the move reads or writes. The scene itself is not among them: a plan is for one."""
    leads = move.leads
    mask = packing.changes(leads.changes) | packing.past(leads.bit)
    if not any(gate.always for gate in move.gates):
        for gate in move.gates:
            mask |= packing.past(gate.gone) | packing.condition(gate.when)
    for place in _places(story, leads):
        mask |= packing.changes(place.enter)
        if place.scene.gentler is not None:
            mask |= packing.past(story.gentle)
        for one in (place, *_gentler(story, place)):
            mask |= packing.past(one.bit)
            for condition in one.variants:
                mask |= packing.condition(condition)
    if leads.detour is not None or isinstance(leads.to, ToBack):
        mask |= packing.back()
    return mask


def _places(story: Story, leads: Leads) -> list[Place]:
    """The scenes that are entered; coming back enters none."""
    if leads.detour is not None:
        return [story.places[leads.detour]]
    scenes = story.playlist.leads(leads.to) if leads.to is not None else ()
    return [story.places[story.numbers[name]] for name in scenes]


def _gentler(story: Story, place: Place) -> list[Place]:
    return [] if place.scene.gentler is None else [story.places[story.numbers[place.scene.gentler]]]
