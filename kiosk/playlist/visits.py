"""Visits at random, for stories with more states than can be walked: they come far, and a walk sees all that is near.

What they find is certain, what they do not find is not. Every move is as likely as any other, whatever weights a story
gives to chance: what is rare is to be seen, too.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from kiosk.playlist.moves import Story
from kiosk.playlist.packing import Packing, Plan
from kiosk.playlist.walked import Touches, Visits

FIXED = Visits(number=2_000, seed=1)
"""Always the same ones: who checks a playlist twice reads the same twice. At most 5 s where none comes to an end."""
LONGEST = 500
"""Moves, after which a visit breaks off: more than any visitor makes."""


@dataclass(slots=True)
class Seen:
    """Scenes, and those whose choices were all shut, with the touches of the first visit that came there."""

    scenes: dict[int, Touches] = field(default_factory=dict)
    shut: dict[int, Touches] = field(default_factory=dict)


def visit(story: Story, packing: Packing, plans: Sequence[tuple[Plan, ...]], visits: Visits) -> Seen:
    """What `visits` see; what they touch, and how guards come out, `story` notes itself."""
    from random import Random  # 10 ms that hardly any playlist needs

    chance = Random(visits.seed)  # noqa: S311 - no secret
    starts = [packing.pack(state) for state in story.starts()]
    seen = Seen()
    known = set(story.shut)
    for _ in range(visits.number):
        state = chance.choice(starts)
        touches: list[str] = []
        for _ in range(LONGEST):
            scene, _ = packing.spots[state & packing.spot]
            if scene not in seen.scenes:
                seen.scenes[scene] = tuple(touches)
            ways = [
                (plan, steps)
                for plan in plans[state & packing.spot]
                if (steps := plan.look_up(story, packing, state)) or state & plan.mask in plan.home
            ]
            if len(story.shut) > len(known):
                seen.shut[scene] = tuple(touches)
                known.add(scene)
            if not ways:
                break  # an ending
            plan, steps = chance.choice(ways)
            if plan.move.touch:
                touches.append(f"{story.names[scene]}: {plan.move.touch}")
            if not steps:
                break  # home
            state += chance.choice(steps)
    return seen
