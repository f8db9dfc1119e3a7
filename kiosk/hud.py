"""What the player does at this moment, as lines over the film: for a technician who asks why something happens.

Off it costs nothing: no timer runs. It is the technician's, not a visitor's: a reset leaves it, a restart forgets it.
"""

from __future__ import annotations

import time
from collections.abc import Iterator
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QObject, QTimer

from kiosk.station.usage import Meter
from kiosk.visit.state import InStory

if TYPE_CHECKING:
    from kiosk.app import Kiosk
    from kiosk.footage.facts import Facts
    from kiosk.performer import Performer

EVERY: Final = 500
"""ms."""
_COUNTED: Final = 0.1
"""Seconds under which a processor's share is not told: the system counts in hundredths."""
_MARKS: Final = 4
"""Marks that are named."""


class Hud(QObject):
    """Lines from every room, twice a second, to the screen."""

    def __init__(self, kiosk: Kiosk) -> None:
        super().__init__(kiosk)
        self._kiosk = kiosk
        self._meter: Meter | None = None
        self._pictures, self._at = 0, 0.0
        self._alarm: tuple[tuple[str, str], ...] = ()
        self._timer = QTimer(self, interval=EVERY)
        self._timer.timeout.connect(self._say)

    @property
    def shown(self) -> bool:
        return self._timer.isActive()

    def show(self, on: bool) -> None:
        if on == self.shown:
            return
        if on:
            self._meter, self._at = Meter(), 0.0
            self._timer.start()
            self._say()
        else:
            self._timer.stop()
            self._kiosk.screen.set_overlay(self._alarm, alarm=bool(self._alarm))

    def alarm(self, lines: tuple[tuple[str, str], ...]) -> None:
        """Say what is wrong, in the place of everything else, until nothing is."""
        self._alarm = lines
        self._kiosk.screen.set_overlay(lines or (tuple(self.lines()) if self.shown else ()), alarm=bool(lines))

    def _say(self) -> None:
        if not self._alarm:
            self._kiosk.screen.set_overlay(tuple(self.lines()))

    def lines(self) -> Iterator[tuple[str, str]]:
        """Label and value of each line, as it stands now."""
        kiosk = self._kiosk
        if kiosk.performer is not None:
            yield from _of_visit(kiosk.performer)
        if kiosk.footage is not None:
            facts = kiosk.footage.facts()
            yield from _of_footage(facts, self._rate(facts.shown))
        if self._meter is not None and (use := self._meter.look()).passed >= _COUNTED:
            yield "CPU", f"{use.own:.2f} of {use.processors}, with all others {use.machine:.2f}"
            yield "Memory", f"{use.resident:.0f} MB · {use.threads} threads · {use.handles} handles"
        if kiosk.screen.typed:
            yield "Key", ": ".join(kiosk.screen.typed)
        yield "Longest", f"{kiosk.longest_round() * 1000:.0f} ms without an ear for touches, of the last 10 s"

    def _rate(self, shown: int) -> float:
        """Pictures a second since the last look."""
        now = time.monotonic()
        passed, came = now - self._at, shown - self._pictures
        first, self._at, self._pictures = not self._at, now, shown
        return 0.0 if first else came / passed


def _of_visit(performer: Performer) -> Iterator[tuple[str, str]]:
    place = performer.visit.place
    scene = f" · {place.scene}" if isinstance(place, InStory) else ""
    yield "Visit", performer.view().screen + scene
    waits = performer.waits()
    if waits:
        yield "Timers", " · ".join(f"{name} {wait / 1000:.1f} s" for name, wait in waits.items())


def _of_footage(facts: Facts, rate: float) -> Iterator[tuple[str, str]]:
    length = f" of {facts.duration / 1000:.1f}" if facts.duration else ""
    yield "Film", f"{facts.film} {facts.position / 1000:.1f}{length} s" if facts.film else "none"
    if facts.marks:
        ahead = " · ".join(f"{name} at {at / 1000:.1f} s" for at, name in facts.marks[:_MARKS])
        yield "Ahead", ahead + (" …" if len(facts.marks) > _MARKS else "")
    yield "Pictures", f"{rate:.1f} a second · {facts.shown} shown, {facts.dropped} left out · drawn by {facts.sink}"
    for number, deck in enumerate(facts.decks, start=1):
        if deck:
            yield f"Deck {number}", deck
    yield "Decks", f"{facts.decks.count('')} of {len(facts.decks)} free"
