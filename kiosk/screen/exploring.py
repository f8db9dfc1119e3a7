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
        self._asked: tuple[str, tuple[object, ...]] = ("", ())
        """What a finger asked about last, and where. The frame may have come to a target by itself: nobody who touches
        there for the first time means to press it."""

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
        asked = at, self._shown.place
        if at and at == self._focus.name and asked == self._asked:
            return False
        if at:
            self._asked = asked
            if at == self._focus.name:  # said by itself before; now it is asked for
                self._focus.set("")
            self._focus.set(at)
        return True  # nor does a touch beside everything close anything
