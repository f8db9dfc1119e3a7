"""Round and round in a stretch of a film: when the next round is started, takes over, and is needed no more."""

from __future__ import annotations

import math
import time
from dataclasses import replace
from typing import TYPE_CHECKING

from PySide6.QtCore import QTimer

if TYPE_CHECKING:
    from kiosk.footage.cutting import Cutting
    from kiosk.footage.showing import Showing
    from kiosk.footage.stretch import Stretch


class Rounds:
    """What Cutting does for plays that have a stretch. The GUI's thread only."""

    def __init__(self, cutting: Cutting) -> None:
        self._cutting = cutting

    def go_round(self, showing: Showing, stretch: Stretch) -> None:
        self._cutting.drop_spare(showing)
        showing.stretch = stretch
        self._cutting.prepare_round(showing)
        self._cutting.changed.emit()

    def go_on(self, showing: Showing) -> None:
        """No way back any more: where the film stood at the end of its stretch, it goes on from there."""
        stretch, late = showing.stretch, showing.late
        if stretch is None:
            return
        if showing.spare_for == "stretch":
            self._cutting.drop_spare(showing)
        showing.stretch, showing.late = None, False
        if showing.take is not None:
            showing.take.until = math.inf
        if stretch.over:
            QTimer.singleShot(0, self._cutting, lambda: self._end(showing))
        elif late and not showing.held and self._cutting.on_screen is showing:
            self._cutting.go(showing)
        self._cutting.changed.emit()

    def led(self, showing: Showing) -> None:
        """The next round's first picture is there."""
        if showing.stretch is not None:
            showing.stretch.led = True
            self.look_at(showing)

    def look_at(self, showing: Showing) -> None:
        """Do what is due about its stretch's end. May be called as often as anybody likes."""
        stretch = showing.stretch
        if stretch is None or not showing.running or showing.over:
            return
        position = stretch.end if stretch.over else showing.position()
        if showing.spare is not None and showing.spare_for == "language":
            if position < stretch.end:
                return
            self._cutting.drop_spare(showing)  # it is not ready in time: the next round speaks it
            self._cutting.prepare_round(showing)
        self._start_next(showing, stretch, position)
        if stretch.led and stretch.swaps(position, showing.interval):
            self._swap(showing, stretch)
        elif position >= stretch.end and not showing.late:
            self._wait(showing, stretch)

    def _start_next(self, showing: Showing, stretch: Stretch, position: int) -> None:
        spare = showing.spare
        if spare is None or spare.take is None or not spare.take.ready or stretch.started:
            return
        if not spare.take.order.lead:
            stretch.led = True
        elif position >= stretch.starts(showing.order):
            stretch.started = True
            spare.run(silent=True)

    def _swap(self, showing: Showing, stretch: Stretch) -> None:
        if self._goes_back(showing, stretch):
            self._cutting.swap(showing)

    def _goes_back(self, showing: Showing, stretch: Stretch) -> bool:
        """Tell what is left of this round, which may end the play, or let it go on; else its marks come anew."""
        for name in showing.due_marks(stretch.end):
            if not showing.over:
                self._cutting.marked.emit(showing.play, name)
        goes = not showing.over and showing.stretch is stretch
        if goes:
            showing.rewind(stretch.start)
        return goes

    def _wait(self, showing: Showing, stretch: Stretch) -> None:
        """The last picture stands until the next round is there; without a free deck it begins on its own."""
        if showing.spare is not None:
            assert showing.deck is not None
            showing.late, showing.late_at = True, time.monotonic()
            showing.deck.pause()
            self._cutting.changed.emit()  # it has come to the end of its stretch: what waits for that is told
        elif self._goes_back(showing, stretch):
            stretch.anew()
            stretch.over = False
            self._cutting.again(showing, stretch.round(showing.order))

    def begin_anew(self, showing: Showing) -> None:
        """The next round does not come: its deck hangs, and the round begins on another."""
        stretch = showing.stretch
        showing.late = False
        self._cutting.drop_spare(showing, hangs=True)
        if stretch is None:
            self._cutting.elsewhere(showing, replace(showing.order, start=0), hangs=False)
        elif self._goes_back(showing, stretch):
            stretch.over = False
            self._cutting.elsewhere(showing, stretch.round(showing.order), hangs=False)

    def _end(self, showing: Showing) -> None:
        if not showing.over:
            self._cutting.ran_out(showing)
