""" "More help": what each touch in it sets."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from kiosk.visit import events as ev
from kiosk.visit.aids import TEXT_STEPS
from kiosk.visit.effects import SetAside

if TYPE_CHECKING:
    from kiosk.visit.aids import Aids
    from kiosk.visit.turn import Turn


def aid(turn: Turn, event: ev.Event) -> bool:
    """Whether `event` sets something there, which then is set: to be seen at once, behind it."""
    aids = turn.visit.aids
    match event:
        case ev.TextTouched(step):
            turn.change(aids=replace(aids, text_step=max(0, min(TEXT_STEPS - 1, step))))
        case ev.ContrastTouched():
            turn.change(aids=replace(aids, contrast=not aids.contrast))
        case ev.SeatedTouched():
            turn.change(aids=replace(aids, seated=not aids.seated))
        case ev.CalmTouched():
            turn.change(aids=replace(aids, calm=not aids.calm))
        case ev.DescribedTouched():
            turn.change(aids=replace(aids, described=not aids.described))
        case ev.SignedTouched():
            turn.change(aids=replace(aids, signed=not aids.signed))
        case ev.LimitsTouched():
            turn.change(relaxed=not turn.visit.relaxed)
        case _:
            return False
    return True


def set_aside(turn: Turn, before: Aids) -> None:
    """What runs beside films follows from what is set, whoever set it: also a reset."""
    aids = turn.visit.aids
    if (aids.described, aids.signed) != (before.described, before.signed):
        turn.emit(SetAside(aids.described, aids.signed))


def read_aloud(turn: Turn, on: bool | None) -> None:
    """`on` None: the other way round. Who listens has no time limit, unless they set one again."""
    aids = turn.visit.aids
    wanted = turn.visit.house.speech and (not aids.spoken if on is None else on)
    if wanted != aids.spoken:
        turn.change(aids=replace(aids, spoken=wanted), speaking=False, relaxed=turn.visit.relaxed or wanted)
