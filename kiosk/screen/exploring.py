"""Fingers of somebody who may not see: they ask what stands there before they press it."""

from __future__ import annotations

from PySide6.QtCore import QPointF

from kiosk.screen.keys import Focus
from kiosk.screen.shown import Shown
from kiosk.screen.stirring import Stirring
from kiosk.screen.targets import Targets


class Exploring:
    """What a finger does to the frame that keys and asking fingers move."""

    def __init__(self, shown: Shown, targets: Targets, focus: Focus, stirring: Stirring) -> None:
        self._shown = shown
        self._targets = targets
        self._focus = focus
        self._stirring = stirring

    def finger(self) -> None:
        """One came down."""
        if not self._shown.aloud:
            self._focus.leave()
        self._stirring.stir()

    def explore(self, place: QPointF) -> bool:
        """Whether one that comes there, or slides there, only asks what stands there."""
        if not self._shown.aloud:
            return False
        at = next((target.name for target in self._targets.found().values() if target.rect.contains(place)), "")
        if at and at == self._focus.name:
            return False
        if at:
            self._focus.set(at)
        return True  # nor does a touch beside everything close anything
