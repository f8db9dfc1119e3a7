"""Which states of a story nobody gets out of: from which neither an ending nor home can be reached."""

from __future__ import annotations

from collections.abc import Sequence

from kiosk.playlist.packing import Plan

ENOUGH = 20
"""A pass that frees less than this part of the rest is the last one: so all passes take no longer than twenty would."""


def trapped(states: Sequence[int], plans: Sequence[tuple[Plan, ...]], spot: int) -> set[int]:
    """Of all `states` of a story, in the order in which they were found. `plans` by a state's bits `spot`."""
    stuck = set(states)
    rest = states[::-1]  # most ways lead on to states that were found later: a pass frees many
    before = len(rest) * ENOUGH
    while rest and (before - len(rest)) * ENOUGH >= before:
        before = len(rest)
        rest = _pass(rest, plans, spot, stuck)
    into: dict[int, list[int]] = {}
    for state in rest:
        for plan in plans[state & spot]:
            for step in plan.steps[state & plan.mask]:
                into.setdefault(state + step, []).append(state)
    free = [state for state in into if state not in stuck]
    while free:
        for state in into.get(free.pop(), ()):
            if state in stuck:
                stuck.discard(state)
                free.append(state)
    return stuck


def _pass(rest: Sequence[int], plans: Sequence[tuple[Plan, ...]], spot: int, stuck: set[int]) -> list[int]:
    """Take out of `stuck` what is an ending, or is followed by home or by a state that is not stuck. What is left."""
    moves = [tuple((plan.mask, plan.steps, plan.home) for plan in here) for here in plans]
    left: list[int] = []
    for state in rest:
        here = moves[state & spot]
        for mask, steps, home in here:
            key = state & mask
            if key in home:
                break
            for step in steps[key]:
                if state + step not in stuck:
                    break
            else:
                continue
            break
        else:
            if here:
                left.append(state)
                continue
        stuck.discard(state)
    return left
