"""Keeps the opening hours: looks at the clock, and tells the visit when the museum closes and opens."""

from __future__ import annotations

import logging
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt, QTimer, Signal

from kiosk.station.clock import is_unset
from kiosk.station.hourssaid import said
from kiosk.visit import events as ev
from kiosk.visit.reopening import Reopening

if TYPE_CHECKING:
    from datetime import datetime

    from kiosk.performer import Performer
    from kiosk.station.clock import Now
    from kiosk.station.hours import Hours, State
    from kiosk.visit.view import View

log = logging.getLogger("kiosk")

LOOK_EVERY = 30_000
"""Ms between looks at the clock, at the most: it may be set, and a machine that was suspended wakes at another time."""
_SOON = 20
"""Ms after a change of the hours at which it is looked for: a timer may come a little early."""


class Doorkeeper(QObject):
    """`now` is asked anew with every look: nothing is reckoned from how long ago the last one was."""

    darkened = Signal(bool)
    """The screen is black from now on, and nobody is told anything on it; or it is not any more. Said once for each
    change: for whatever switches the panel's power."""

    def __init__(self, performer: Performer, hours: Hours, now: Now, every: int = LOOK_EVERY) -> None:
        super().__init__()
        self._performer = performer
        self._hours = hours
        self._now = now
        self._every = every
        self._state: State | None = None
        self._told: ev.Closed | None = None
        self._dark = False
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setTimerType(Qt.TimerType.PreciseTimer)
        self._timer.timeout.connect(self.look)
        performer.viewed.connect(self._viewed)

    def look(self) -> None:
        """See what time it is, and do what follows from it; then again in time."""
        self._timer.start(self._every)  # whatever goes wrong below
        now = self._now()
        state = "open" if is_unset(now) else self._hours.state(now)
        if state != self._state:
            unset = f"; the clock shows {now:%Y}, and counts as not set" if is_unset(now) else ""
            log.info("hours: %s", state + unset if unset else said(self._hours, now))
            self._performer.set_hush(self._hours.quiet_loudest / 100 if state == "quiet" else 1.0)
        closed = ev.Closed(self._hours.grace, self._reopening(now)) if state == "closed" else None
        told, self._state, self._told = self._told, state, closed
        if closed != told:
            self._performer.send(closed or ev.Opened())
        self._timer.start(self._pause(now))

    def close(self) -> None:
        self._timer.stop()
        self._performer.viewed.disconnect(self._viewed)

    def _pause(self, now: datetime) -> int:
        """Ms until the next look."""
        change = None if is_unset(now) else self._hours.next_change(now)
        left = self._every if change is None else round((change.timestamp() - now.timestamp()) * 1000) + _SOON
        return max(0, min(self._every, left))

    def _reopening(self, now: datetime) -> Reopening | None:
        at = self._hours.opens_or_closes(now)
        if at is None:
            return None
        return Reopening((at.date() - now.date()).days, at.weekday(), at.day, at.month, at.hour, at.minute)

    def _viewed(self, view: View) -> None:
        dark = view.closed is not None and not view.closed.told and self._told is not None
        if dark != self._dark:
            self._dark = dark
            self.darkened.emit(dark)
