"""What happens, as words on the line: the table EVENTS is all that can be told."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from kiosk.visit import effects as ef

EVENTS: Final[Mapping[str, str]] = {
    "visit began": "Somebody touched the glass at rest, or a scene was opened from outside.",
    "visit ended": "`why`: idle, home or technician. The attract loop is there again.",
    "scene": "`scene`: its film begins.",
    "page": "`page`: it lies over the film.",
    "decision opened": "`scene`: its choices can be touched.",
    "decision closed": "`scene`, `choice` (null for an authored silence), `by`: touch, default, silence or skipped.",
    "decision left": "`scene`: the visitor went elsewhere while it was open.",
    "ending": "`scene`: its film begins.",
    "update": "`source`, `state`: started, done or failed; `says`: what `kiosk update` says.",
    "incident": "`number`, `what`, `done`: something went wrong. The same again is not told anew for ten minutes.",
}
"""By its name in `event`: what else the line says. Every line has `at`, when it was (ISO 8601, with the zone)."""


def told(effect: ef.Effect) -> dict[str, str | None] | None:
    """An effect in words; None for what is only the player's own, and for incidents, which the record tells."""
    match effect:
        case ef.VisitBegan():
            return {"event": "visit began"}
        case ef.VisitEnded(why):
            return {"event": "visit ended", "why": why}
        case ef.SceneEntered(scene):
            return {"event": "scene", "scene": scene}
        case ef.PageOpened(page):
            return {"event": "page", "page": page}
        case ef.DecisionOpened(scene):
            return {"event": "decision opened", "scene": scene}
        case ef.DecisionClosed(scene, choice, by):
            return {"event": "decision closed", "scene": scene, "choice": choice, "by": by}
        case ef.DecisionLeft(scene):
            return {"event": "decision left", "scene": scene}
        case ef.EndingReached(scene):
            return {"event": "ending", "scene": scene}
        case _:
            return None
