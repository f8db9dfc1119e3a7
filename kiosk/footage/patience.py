"""When a clip that says nothing counts as failed."""

from __future__ import annotations

from dataclasses import dataclass

from kiosk.footage.showing import Showing
from kiosk.footage.take import RanOut


@dataclass(frozen=True, slots=True)
class Patience:
    """Seconds."""

    first_picture: float = 8.0
    """A disk that slept needs about 5."""
    next_picture: float = 4.0
    again: float = 60.0
    """A play that hangs is begun again at its place, but not twice within this; and none is within this of one that
    was begun again in vain (anew.py)."""
    presented: float = 0.5
    """After that a first picture counts as shown though no screen showed it: a display may be switched off."""

    def lost_with(self, showing: Showing, now: float) -> str:
        """Why nothing more is to be expected of a play; "" while there is."""
        take = showing.take
        if take is None:
            return ""
        if not take.ready:
            within = self.next_picture if showing.again else self.first_picture  # a disk that slept is awake by then
            return f"no first picture within {within:g} s" if now - showing.armed_at > within else ""
        if showing.still or not (showing.running and showing.ran_at):
            return ""
        if showing.late:
            waited = now - showing.late_at
            return f"stalled: its next round did not come for {waited:.0f} s" if waited > self.next_picture else ""
        still = now - max(take.clock.last_sign or 0.0, showing.ran_at)
        return f"stalled: the film stood still for {still:.0f} s" if still > self.next_picture else ""


def broken_off(news: RanOut) -> str:
    """Why an end is not the film's own; "" if it is.

    WORKAROUND(libvlc 3): what VLC can make nothing of, and what breaks off, ends like a film and is no error to it. Can
    go when test_garbage_ends_and_does_not_fail fails.
    """
    if not news.early:
        return ""
    if news.unread:
        return news.unread
    if news.pictures == 0:
        return "not a film: VLC came to its end without one picture"
    return f"truncated: it ended at {news.position / 1000:.1f} s of {news.duration / 1000:.1f} s"
