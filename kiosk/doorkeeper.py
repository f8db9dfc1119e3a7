"""Keeps the opening hours: looks at the clock, and tells the visit when the museum closes and opens."""

from __future__ import annotations

import logging
from datetime import timedelta
from typing import TYPE_CHECKING, Literal

from PySide6.QtCore import QObject, Qt, QTimer, Signal

from kiosk.station.clock import is_unset
from kiosk.station.hourssaid import said, when
from kiosk.station.override import Overridden
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
    near = Signal(bool)
    """It is open, or opens within `ahead`; or it is closed for longer than that. Said once for each change."""

    def __init__(
        self, performer: Performer, hours: Hours, now: Now, every: int = LOOK_EVERY, *, ahead: int = 0
    ) -> None:
        super().__init__()
        self._performer = performer
        self._planned = hours
        self._hours: Hours | Overridden = hours
        self._ahead = timedelta(milliseconds=ahead)
        self._near = True
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
        if isinstance(self._hours, Overridden) and now >= self._hours.until:
            log.info("hours: as planned again")
            self._hours = self._planned
        unset = is_unset(now) and self._hours is self._planned
        state = "open" if unset else self._hours.state(now)
        if state != self._state:
            log.info("hours: %s", self._said(now))
            self._performer.set_hush(self._hours.quiet_loudest / 100 if state == "quiet" else 1.0)
        closed = ev.Closed(self._hours.grace, self._reopening(now)) if state == "closed" else None
        told, self._state, self._told = self._told, state, closed
        if closed != told:
            self._performer.send(closed or ev.Opened())
        near = state != "closed" or not self._ahead_of(now)
        if near != self._near:
            self._near = near
            self.near.emit(near)
        self._timer.start(self._pause(now))

    def override(self, state: Literal["open", "closed"] | None, until: datetime) -> None:
        """Other than planned, from now until then; None: as planned."""
        self._hours = Overridden(self._planned, state, until) if state is not None else self._planned
        self._state = None  # told in the journal also where it comes to the same
        self.look()

    def keep(self, override: Overridden) -> None:
        """One of the life before, before the first look."""
        self._hours = override

    @property
    def overridden(self) -> Overridden | None:
        return self._hours if isinstance(self._hours, Overridden) else None

    def now(self) -> datetime:
        return self._now()

    def said(self) -> str:
        """`open until 18:00`, for a technician."""
        return self._said(self._now())

    def _said(self, now: datetime) -> str:
        if is_unset(now) and self._hours is self._planned:
            return f"open; the clock shows {now:%Y}, and counts as not set"
        told = said(self._hours, now)
        if isinstance(self._hours, Overridden):
            until = f" until {when(self._hours.until, now.date())}"
            return f"{told}, by `kiosk say`" if told.endswith(until) else f"{told} (by `kiosk say`{until})"
        return told

    def _ahead_of(self, now: datetime) -> datetime | None:
        """When it is closed for longer than `ahead`: until when it is not near."""
        opens = self._hours.opens_or_closes(now)
        if opens is None:
            return now + timedelta(days=1)
        near = opens - self._ahead
        return near if near.timestamp() > now.timestamp() else None

    def close(self) -> None:
        self._timer.stop()
        self._performer.viewed.disconnect(self._viewed)

    def _pause(self, now: datetime) -> int:
        """Ms until the next look."""
        unset = is_unset(now) and self._hours is self._planned
        changes = [] if unset else [self._hours.next_change(now)]
        if self._state == "closed":
            changes.append(self._ahead_of(now))
        if isinstance(self._hours, Overridden):
            changes.append(self._hours.until)
        lefts = [round((at.timestamp() - now.timestamp()) * 1000) + _SOON for at in changes if at is not None]
        return max(0, min([self._every, *lefts]))

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
