"""What is on the screen now, as far as it decides what may be touched and how."""

from __future__ import annotations

from kiosk.screen.service import Service
from kiosk.screen.writing import from_right
from kiosk.visit.view import View


class Shown:
    """The View, and what lies over it: a technician's pages, or the quiet sentence of a kiosk that rests."""

    def __init__(self, service: Service) -> None:
        self._service = service
        self.view: View | None = None
        self.language = ""
        """The View's; "" before the first one."""
        self.faulty = False
        """A page for a technician tells of faults."""
        self.resting = False

    @property
    def attract(self) -> bool:
        return self.view is None or self.view.screen in ("attract", "closed")

    @property
    def mirrored(self) -> bool:
        """All is turned round for a language that is written from the right: as Theme.rtl, a technician's pages not."""
        return from_right(self.language) and not (self.faulty or self._service.open)

    @property
    def covered(self) -> bool:
        return self.faulty or self.resting or self._service.open

    @property
    def asleep(self) -> bool:
        """Nothing may be pressed: the glass only wakes, or only answers."""
        if self.covered:
            return False
        return self.attract or (self.view is not None and self.view.asking is not None)

    @property
    def place(self) -> tuple[object, ...]:
        """Equal as long as what stands there means the same: which screen, what lies over it, which question."""
        if self.view is None:
            return ()
        decision = self.view.decision
        serial = decision.serial if decision is not None else None
        return self.view.screen, self.view.helping, self.view.choosing_language, serial

    @property
    def aloud(self) -> bool:
        """Fingers of somebody who may not see: the first touch says what is there, the second one presses it."""
        return self.view is not None and self.view.aids.spoken and not self.covered
