"""What the socket needs of the player: handed in by the front door, which knows the rooms."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal, Protocol

if TYPE_CHECKING:
    from PySide6.QtGui import QImage

    from kiosk.station.control.commands import Kept, Record, Status


class Player(Protocol):
    """Called in the GUI's thread, and never to wait there. Each may raise RefusedError."""

    def status(self) -> Status: ...

    def grab(self) -> QImage:
        """What is on the glass now."""

    def incidents(self, most: int) -> Record: ...

    def attract(self) -> None: ...

    def open(self, scene: str) -> None: ...

    def begin_in(self, language: str) -> None: ...

    def set_loudest(self, percent: int) -> None: ...

    def report(self, what: str) -> None: ...

    def override_hours(self, state: Literal["open", "closed", "planned"], until: str | None) -> Kept: ...

    def update(self, source: str) -> None:
        """Begins it, and does not wait for it."""

    def restart(self) -> None:
        """Soon, not before the answer has been sent."""
