"""A decision: opening it, answering it, letting it pass. Answered exactly once."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from kiosk.playlist.model import apply
from kiosk.visit.ahead import make_ready
from kiosk.visit.effects import DecisionClosed, DecisionOpened, Incident
from kiosk.visit.scenes import asleep, scene_of
from kiosk.visit.state import InStory, Open

if TYPE_CHECKING:
    from kiosk.playlist.model import Decision, Effect, Text
    from kiosk.visit.effects import By
    from kiosk.visit.turn import Turn


def open_decision(turn: Turn) -> None:
    scene, story = scene_of(turn), turn.story
    assert scene.decision is not None
    shown: list[tuple[str, bool]] = []
    for choice in scene.decision.choices:
        if choice.once and f"{scene.id}.{choice.id}" in story.chosen:
            continue
        holds = choice.when is None or choice.when.holds(story)
        if holds or choice.otherwise == "dimmed":
            shown.append((choice.id, holds))
    turn.emit(DecisionOpened(scene.id))
    turn.change_story(open=Open(turn.number(), tuple(shown)))
    turn.change_story(decided_from=asleep(turn.story))
    if not any(enabled for _, enabled in shown):
        turn.emit(Incident(f"scene {scene.id}: no choice is open to this visitor; going on without one"))
        close_unanswered(turn, "default")


def choose(turn: Turn, choice_id: str) -> None:
    story = turn.story
    if story.open is None or story.open.closed or (choice_id, True) not in story.open.choices:
        return
    decision = scene_of(turn).decision
    assert decision is not None
    turn.change(untouched=0)
    _close(turn, decision, choice_id, "touch")


def close_unanswered(turn: Turn, by: By) -> None:
    """The window closed and nobody had answered: the author's default, or silence."""
    story = turn.story
    decision = scene_of(turn).decision
    assert decision is not None
    assert story.open is not None
    if by == "default" and not story.open.touched:
        turn.change(untouched=turn.visit.untouched + 1)
    if decision.silence is not None:
        by = "silence" if by == "default" else by
    _close(turn, decision, None if decision.silence is not None else decision.default, by)


def _close(turn: Turn, decision: Decision, choice_id: str | None, by: By) -> None:
    story = turn.story
    assert story.open is not None
    if choice_id is not None:
        choice = decision.choice(choice_id)
        effects: tuple[Effect, ...] = choice.effects
        told: Text | None = choice.told or choice.label
        chosen = story.chosen | {f"{story.scene}.{choice_id}"}
    else:
        effects = decision.silence.effects if decision.silence is not None else ()
        told, chosen = (decision.silence.told if decision.silence is not None else None), story.chosen
    turn.emit(DecisionClosed(story.scene, choice_id, by))
    touched = choice_id if by == "touch" else None
    steps = (*story.steps[:-1], replace(story.steps[-1], told=told, touched=touched))
    turn.change_story(
        open=replace(story.open, closed=True, chosen=choice_id, answered=by == "touch"),
        values=apply(effects, story.values, turn.playlist.variables),
        chosen=chosen,
        steps=steps,
    )
    make_ready(turn)


def leaves_at_once(turn: Turn) -> bool:
    """Whether what was chosen comes after a beat, or when the film has run out."""
    decision = scene_of(turn).decision
    assert decision is not None
    return decision.after == "cut" or turn.story.film.ended or turn.story.holding


def anew(turn: Turn) -> None:
    """After an interruption a timed decision begins its time again: nobody is rushed for having looked elsewhere."""
    if isinstance(turn.visit.place, InStory) and turn.story.open is not None and not turn.story.open.closed:
        turn.stop_timer("window")
        turn.change_story(open=replace(turn.story.open, serial=turn.number()))
