"""The product's own audit (kiosk/audit), as lists of what is wrong."""

from __future__ import annotations

from kiosk.audit import drawn
from kiosk.audit.drawn import alone, angle, broken, measure, reach_faults, target_faults
from kiosk.screen import Panel, Screen
from kiosk.visit.aids import Aids

__all__ = ["alone", "angle", "audit", "broken", "layout", "measure", "reach_faults", "target_faults"]


def audit(screen: Screen, panel: Panel, aids: Aids | None = None) -> list[str]:
    """Everything that is wrong with what is drawn now, in words, for a visitor who has set `aids`."""
    return drawn.audit(screen, panel, aids).every()


def layout(screen: Screen, panel: Panel, aids: Aids) -> list[str]:
    return drawn.layout(screen, panel, aids).every()
