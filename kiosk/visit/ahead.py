"""Which clips are made ready for the next cut."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kiosk.playlist.model import ToScene
from kiosk.visit.scenes import clips_of, scene_of, way_on

if TYPE_CHECKING:
    from collections.abc import Iterator

    from kiosk.playlist.model import Choice, Media
    from kiosk.visit.turn import Turn

MOST_ARMED = 4
"""Clips held ready for a cut: bounded by memory (four armed 1080p decks, see docs/architecture.md)."""


def make_ready(turn: Turn) -> None:
    """Arm the clips that may come next: the default first, then in the order they are written."""
    clips: list[Media] = []
    for clip in _ahead(turn):
        if clip not in clips and len(clips) < MOST_ARMED:
            clips.append(clip)
    turn.arm_ahead(clips)


def _ahead(turn: Turn) -> Iterator[Media]:
    scene, story = scene_of(turn), turn.story
    decision = scene.decision
    if decision is None:
        yield from clips_of(turn, way_on(turn), ())
        return
    if story.open is not None and story.open.closed:
        if story.open.chosen is not None:
            yield from _clips_of_choice(turn, decision.choice(story.open.chosen))
        elif decision.silence is not None:
            yield from clips_of(turn, decision.silence.to, ())
        return
    if decision.silence is not None:
        yield from clips_of(turn, decision.silence.to, decision.silence.effects)
    for choice in sorted(decision.choices, key=lambda choice: choice.id != decision.default):
        if choice.when is None or choice.when.holds(story):
            yield from _clips_of_choice(turn, choice)


def _clips_of_choice(turn: Turn, choice: Choice) -> Iterator[Media]:
    target = choice.to if choice.to is not None else ToScene(choice.detour or "")
    closed = turn.story.open is not None and turn.story.open.closed
    yield from clips_of(turn, target, () if closed else choice.effects)
