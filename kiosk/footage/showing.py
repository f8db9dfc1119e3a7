"""One play as footage keeps it: which take shows it, what was asked of it, and what of it was told already."""

from __future__ import annotations

import math
import time
from dataclasses import dataclass, field
from typing import Literal

from kiosk.footage import captions
from kiosk.footage.captions import Captions
from kiosk.footage.deck import Deck
from kiosk.footage.slide import Slide
from kiosk.footage.stretch import Stretch
from kiosk.footage.take import Order, Take
from kiosk.footage.tongues import track_for
from kiosk.playlist.model import Media


def order_for(media: Media, start: int, language: str, *, portrait: bool, described: bool = False) -> Order:
    """What to load for `media`. A language's own clip has its own sound; else the language's sound file takes
    the film's place, or the one that is for every language. `described`: with the film's own description, where no
    file beside it has one."""
    sound = None if language in media.paths else media.sounds.get(language) or media.sounds.get("")
    seen = media.seen.picture(language, portrait=portrait) if media.seen is not None else None
    described = described and sound is None and media.description_file(language) is None
    path = media.picture(language, portrait=portrait)
    return Order(path, start, language, sound, media.lasts or 0, seen, described=described)


@dataclass(eq=False, slots=True)
class Showing:
    """The GUI's thread only. `deck` is None while it waits for one to come free.

    `spare` is where the next thing of the same play is made ready: a loop's next round, or another language.
    """

    play: int
    media: Media
    order: Order
    loop: bool
    deck: Deck | Slide | None = None
    spare: Deck | Slide | None = None
    spare_for: Literal["round", "stretch", "language"] = "round"
    late: bool = False
    """This round of a loop or a stretch is over and the next one was not ready: it takes over as soon as it is."""
    late_at: float = 0.0
    """Since when, or since it was last told to run."""
    over: bool = False
    """It ended, failed or was dropped."""
    wanted: bool = False
    """play() was called: it goes on the screen when it is ready."""
    held: bool = False
    told: bool = False
    """`shown` was said."""
    armed_at: float = field(default_factory=time.monotonic)
    ran_at: float = 0.0
    again: bool = False
    """It hung, was begun again, and has not come to where it was (anew.py)."""
    again_at: float = -math.inf
    """When that was last done."""
    reached: int = 0
    """Film time (ms) it had come to before: its place until the film is there again, so that nothing is told twice."""
    marks: list[tuple[int, str]] = field(default_factory=list)
    """Film times and names that were not reached yet."""
    passed: list[tuple[int, str]] = field(default_factory=list)
    """Those that were."""
    stretch: Stretch | None = None
    """Where its film goes round."""
    captions: Captions = captions.NONE

    @property
    def take(self) -> Take | None:
        return self.deck.take if self.deck is not None else None

    @property
    def still(self) -> bool:
        return isinstance(self.deck, Slide)

    @property
    def duration(self) -> int:
        """Milliseconds as VLC measured it, 0 where it could not."""
        return self.take.clip.duration if self.take and self.take.clip else 0

    @property
    def interval(self) -> float:
        """Milliseconds from one picture to the next, on average; 0 where VLC could not say."""
        return self.take.clip.interval if self.take and self.take.clip else 0.0

    def says(self, old: Order, new: Order) -> bool:
        """Whether its film has a sound track of its own for `new`, other than the one for `old`."""
        clip = self.take.clip if self.take else None
        return clip is not None and track_for(clip, new) not in (None, track_for(clip, old))

    @property
    def running(self) -> bool:
        """It was told to run; the film itself follows some 10 ms later."""
        return self.wanted and not self.held and self.take is not None

    def position(self) -> int:
        """Milliseconds of film; never beyond its end where that is known."""
        if self.take is None:
            return self.order.start
        if self.late and self.stretch is not None:
            return self.stretch.end
        run = int(self.take.clock.position(time.monotonic()))
        reached = max(run, self.take.order.start, self.reached)  # what leads is not told
        return min(reached, self.duration) if self.duration else reached

    def due_marks(self, position: int) -> list[str]:
        """The marks that were reached by `position`, in the order of the film; each is handed out once."""
        due = sorted((mark for mark in self.marks if mark[0] <= position), key=lambda mark: mark[0])
        self.marks = [mark for mark in self.marks if mark[0] > position]
        self.passed += due
        return [name for _at, name in due]

    def rewind(self, start: int) -> None:
        """The film went back to `start`: the marks after it are reached anew."""
        self.marks += [mark for mark in self.passed if mark[0] > start]
        self.passed = [mark for mark in self.passed if mark[0] <= start]

    def next_due(self, position: int, *, captioned: bool) -> int | None:
        """The film time after `position` at which something has to be told; None if nothing more has."""
        times = [at for at, _name in self.marks]
        change = self.captions.next_change(position) if captioned else None
        if change is not None:
            times.append(change)
        if self.still and not self.loop:
            times.append(self.duration)
        seam = self.stretch.next_due(position, self.order) if self.stretch is not None else None
        if seam is not None:
            times.append(seam)
        return min(times, default=None)
