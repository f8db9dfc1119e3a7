"""A play that hangs is begun again at its place, on another deck: a disk that stalled once, or a VLC that stopped
answering, then costs a visitor seconds and not the scene.

The last picture stays until there is one again. The play is the same: what was told of it is not told again, and its
marks, captions and companions wait at the place it had come to. Once in a while only (Patience.again); then it fails.
"""

from __future__ import annotations

import math
from dataclasses import replace
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from kiosk.footage.cutting import Cutting
    from kiosk.footage.patience import Patience
    from kiosk.footage.showing import Showing
    from kiosk.footage.take import Order, Take

_BEFORE_END: Final = 500
"""ms of film that are left at least where it is begun again: of a start behind its last picture VLC shows none."""


class Anew:
    """What Cutting does for plays that hang. The GUI's thread only."""

    def __init__(self, cutting: Cutting, patience: Patience) -> None:
        self._cutting, self._patience = cutting, patience
        self._in_vain = -math.inf
        """When a play was last given up."""

    def given_up(self, now: float) -> None:
        self._in_vain = now

    def begin(self, showing: Showing, reason: str, now: float) -> bool:
        """Begin it again, if that was not done a short while ago. `reason`: how it hangs, in a technician's words."""
        take, within = showing.take, self._patience.again
        if take is None or min(now - showing.again_at, now - self._in_vain) < within:
            return False
        showing.again, showing.again_at = True, now
        if showing.late:
            told = f"{showing.order.path.name}, at the end of a round: {reason}"
            showing.reached = 0
            self._cutting.rounds.begin_anew(showing)
        else:
            order, showing.reached = _order(showing, take), showing.position()
            told = f"{order.path.name}, {showing.reached / 1000:.1f} s in: {reason}"
            if showing.stretch is not None and showing.stretch.started:
                self._cutting.drop_spare(showing)  # it runs already, and would come too early
            self._cutting.elsewhere(showing, order, hangs=True)
        self._cutting.prepare_round(showing)
        self._cutting.begun_again.emit(told)
        return True

    @staticmethod
    def look_at(showing: Showing) -> None:
        """Whether its film has come to where it was."""
        if showing.again and (take := showing.take) is not None and take.clock.last_sign is not None:
            showing.again = take.clock.position(take.clock.last_sign) < min(
                showing.reached, showing.duration or math.inf
            )


def _order(showing: Showing, take: Take) -> Order:
    """What to load so that it goes on where it stands: from the last sign of life on, which is half a second before the
    last picture at most."""
    if not take.ready:
        return take.order
    place = max(round(take.clock.sure()), take.order.start)
    if showing.duration:
        place = min(place, max(0, showing.duration - _BEFORE_END))
    return replace(showing.order, start=place)
