"""Whether what should move does move: asked before systemd is told that the kiosk lives. Pure: the clock is given."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

STANDS: Final = 6.0
"""Seconds for which a film's time may stand still while it should run. Footage begins a play again after 4 by itself,
says meanwhile that it need not move, and gives it up 4 s later: only what it did not notice is left."""
NOTHING: Final = 30.0
"""Seconds for which nothing may come of a film that is waited for; footage tries once more after 8, gives up after 12,
and the next is tried."""


@dataclass(frozen=True, slots=True)
class Sign:
    """What can be seen of the film in front at one moment. `play` is None where no film should run: it is held or over,
    it is closed."""

    play: int | None
    shown: bool = False
    """Its first picture was."""
    position: int = 0
    """ms."""
    pictures: bool = True
    """New ones come, or need not: a still, a screen that is switched off."""


class Pulse:
    def __init__(self) -> None:
        self._play: int | None = None
        self._shown = False
        self._position, self._since = 0, 0.0

    def why_dead(self, sign: Sign, now: float) -> str:
        """Why this is no life, in words for a technician; "" while it is. `now` in seconds of any clock that only goes
        forward."""
        if (sign.play, sign.shown, sign.position) != (self._play, self._shown, self._position):
            self._play, self._shown, self._position, self._since = sign.play, sign.shown, sign.position, now
        if sign.play is None:
            return ""
        stood = now - self._since
        if not sign.shown:
            return f"no film came for {stood:.0f} s" if stood > NOTHING else ""
        if not sign.pictures:
            return "the film runs, but no picture of it is drawn"
        return f"the film's time stood still for {stood:.0f} s" if stood > STANDS else ""
