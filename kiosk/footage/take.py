"""One loading of one clip on one deck. What VLC says late about an earlier take is known by the take, and dropped."""

from __future__ import annotations

import math
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final

from PySide6.QtGui import QImage

from kiosk.footage.clock import FilmClock
from kiosk.footage.mailbox import Mailbox, Picture
from kiosk.footage.probe import Clip

SHORT: Final = 1000
"""ms, or a tenth of the film: what may be missing at its end before it counts as truncated."""
_NEAR: Final = 8.0
"""ms: half the time between two pictures at 60 a second. The clock errs by 3 at most, a display callback by 4."""


@dataclass(frozen=True, slots=True)
class Order:
    """What to load: a film, from `start` ms on, in `language`, with `sound` beside it if that is a file of its own.

    Or a picture, for `lasts` ms (0: as long as STILL_LASTS says); or a sound, while the picture `seen` stands.
    """

    path: Path
    start: int = 0
    language: str = ""
    sound: Path | None = None
    lasts: int = 0
    seen: Path | None = None
    lead: int = 0
    """ms of film before `start` that it runs unseen and unheard, so that the picture of `start` comes in its time."""
    described: bool = False
    """The film's own sound track that also describes what is seen is heard, where it has one."""
    beside: bool = False
    """It runs beside a film, as a description or a signer: a sound needs no picture then."""


@dataclass(eq=False, slots=True)
class Take:
    """Written by its deck's threads, read by the GUI's; every attribute is rebound in one step."""

    order: Order
    mailbox: Mailbox = field(default_factory=Mailbox)
    clock: FilmClock = field(default_factory=FilmClock)
    still: QImage | None = None
    """What is shown instead of the mailbox's pictures, where the clip is a picture or a sound."""
    clip: Clip | None = None
    opaque: frozenset[bytes] = frozenset()
    """The chromas in a graphics card's memory that its pictures may come out of; none: the processor decodes it."""
    on_card: bool = False
    """The graphics card decodes it."""
    ready: bool = False
    """It can be shown: its first picture is there, or will be at once."""
    until: float = math.inf
    """Film time (ms) from which on no picture is shown, because another take goes on from there."""
    given_up: bool = False
    """Nobody waits for it any more: its deck need not load it."""

    def shows(self, now: float) -> bool:
        """Whether the picture that is due at `now` (monotonic seconds) is one of those to be seen.

        Pictures come without their time: it is the clock's, which is good to a few milliseconds."""
        order = self.order
        if order.lead == 0 and self.until == math.inf:
            return True
        due = self.clock.position(now) + _NEAR
        return (order.lead == 0 or due >= order.start) and due < self.until

    def newer(self) -> Picture | QImage | None:
        """The newest picture, if it has not been taken yet."""
        return self.mailbox.take()

    def latest(self) -> Picture | QImage | None:
        """The newest picture, taken or not."""
        return self.still if self.still is not None else self.mailbox.latest()


@dataclass(frozen=True, slots=True)
class Ready:
    take: Take


@dataclass(frozen=True, slots=True)
class Led:
    """What ran unseen came to its first picture that is to be seen, and runs on."""

    take: Take


@dataclass(frozen=True, slots=True)
class RanOut:
    """VLC reached the end, at `position` ms of film after `pictures` pictures. `unread`: what the disk said where
    that was why."""

    take: Take
    position: int
    pictures: int
    unread: str = ""

    @property
    def duration(self) -> int:
        """ms as the file says, 0 where it does not."""
        return self.take.clip.duration if self.take.clip else 0

    @property
    def early(self) -> bool:
        """It ended without a picture, or long before its time."""
        if self.pictures == 0 and self.take.still is None:
            return True
        return bool(self.duration) and self.duration - self.position > max(SHORT, self.duration // 10)


@dataclass(frozen=True, slots=True)
class Broke:
    take: Take
    reason: str


News = Ready | Led | RanOut | Broke
