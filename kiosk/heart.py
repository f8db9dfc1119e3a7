"""Tells systemd when the first picture is on the screen, what is on, and that the kiosk is alive.

"On the screen" is what Qt says of the window (exposure.py). While nothing but a screen is missing for the first picture
systemd is asked for more time: a monitor that is off is no reason to start anew, and would be off after that, too.

From the GUI's thread, so that one that hangs falls silent; and only while what should move moves (station/pulse.py).
"""

from __future__ import annotations

import logging
import time
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QObject, QTimer

from kiosk.station.notify import Notifier, status_line
from kiosk.station.pulse import Pulse, Sign
from kiosk.visit.state import AtHome, InAttract, InRest, InStory

if TYPE_CHECKING:
    from kiosk.app import Kiosk
    from kiosk.visit.state import Film, Visit

log = logging.getLogger("kiosk")

EVERY: Final = 3.0
"""Seconds between beats where systemd wants none."""
START_WITHIN: Final = 90.0
"""Seconds that the program may take to start anew. It takes two; eight times that in an emulated machine."""
SIZE_WITHIN: Final = 15.0
"""Seconds that a picture may be of another size than the screen's. A compositor's first one often is, for an instant;
longer than that, something else has a part of the screen, and starting anew does not help."""
MORE: Final = 30.0
"""Seconds more that systemd is asked for while only a screen is missing; again and again."""
_NO_SCREEN: Final = "starting: no screen shows the kiosk's window. Is the monitor on, and an input device plugged in?"
_STATUS_EVERY: Final = 1_000
"""Ms between two statuses: a visitor may touch faster than anybody reads."""


class Heart(QObject):
    """Made before the window is shown; begin() when it is."""

    def __init__(self, kiosk: Kiosk, notifier: Notifier) -> None:
        super().__init__(kiosk)
        self._kiosk, self._notifier = kiosk, notifier
        self._pulse, self._dead = Pulse(), ""
        self._ready = self._swapped = False
        self._picture_since: float | None = None
        self._told = ""
        self._beat = QTimer(self, interval=max(50, round((notifier.watchdog or EVERY) * 1000 / 3)))
        self._beat.timeout.connect(self.beat)
        self._status = QTimer(self, interval=_STATUS_EVERY, singleShot=True)
        self._status.timeout.connect(self._tell)
        kiosk.screen.window.frameSwapped.connect(self._swap)
        if kiosk.performer is not None:
            kiosk.performer.viewed.connect(self._viewed)

    @property
    def ready(self) -> bool:
        return self._ready

    def begin(self) -> None:
        self._notifier.status("starting: no picture yet")
        self._beat.start()

    def beat(self) -> None:
        """Say that it is alive, if it is."""
        if not self._ready:
            self._look()
        if self._ready:
            self._viewed()  # of a resting or troubled screen no view comes
        elif not self._waits_for_screen():
            return
        why = self._pulse.why_dead(sign_of(self._kiosk), time.monotonic())
        if why and not self._dead:
            log.error("incident: systemd is not told any more that the kiosk is alive: %s", why,
                      extra={"done": "nothing: it goes on, or systemd starts the kiosk anew"})  # fmt: skip
        self._dead = why
        if not why:
            more = () if self._ready else (f"EXTEND_TIMEOUT_USEC={int(MORE * 1e6)}", status_line(_NO_SCREEN))
            self._notifier.say("WATCHDOG=1", *more)

    def end(self, *, anew: bool) -> None:
        """The loop is over. `anew`: the program starts anew in the same process."""
        self._beat.stop()
        self._status.stop()
        if anew:
            self._notifier.restarting(START_WITHIN)
        else:
            self._notifier.say("STOPPING=1", "STATUS=stopping")
        self._notifier.close()

    # ---- the first picture

    def _swap(self) -> None:
        """A picture was given to the screen."""
        if self._full_size() and self._kiosk.screen.window.isExposed():
            self._swapped = True
            self._kiosk.screen.window.frameSwapped.disconnect(self._swap)  # sixty times a second otherwise
            self._look()

    def _waits_for_screen(self) -> bool:
        """Nothing but a screen is missing."""
        return self._notifier.heard and shows_picture(self._kiosk) and self._kiosk.exposure.gone > 0

    def _full_size(self) -> bool:
        window = self._kiosk.screen.window
        return self._kiosk.options.window or window.size() == window.screen().size()

    def _look(self) -> None:
        if self._ready or not shows_picture(self._kiosk):
            return
        if not self._kiosk.exposure.settled:
            self._picture_since = None
            return
        now = time.monotonic()
        if self._picture_since is None:
            self._picture_since = now
        late = now - self._picture_since > SIZE_WITHIN
        if not (self._swapped or late):
            return
        if not self._swapped:
            window = self._kiosk.screen.window
            size, whole = window.size(), window.screen().size()
            log.warning(
                "incident: the picture is %d x %d, the screen %d x %d: something else has a part of it. Start the "
                "kiosk under a compositor that shows one window",
                size.width(), size.height(), whole.width(), whole.height(),
            )  # fmt: skip
        self._told = status_of(self._kiosk)
        self._ready = self._notifier.ready(self._told)

    # ---- what is on

    def _viewed(self, _view: object = None) -> None:
        if not self._ready:
            self._look()
        elif not self._status.isActive() and status_of(self._kiosk) != self._told:
            self._tell()
            self._status.start()

    def _tell(self) -> None:
        said = status_of(self._kiosk)
        if said != self._told and self._notifier.status(said):
            self._told = said


def shows_picture(kiosk: Kiosk) -> bool:
    """Whether there is a picture to be ready with: the attract loop's first, one of a visit, the dark one outside the
    opening hours, the resting screen, a technician's page. An attract loop whose films all fail has its title."""
    if kiosk.performer is None:
        return True
    visit = kiosk.performer.visit
    if isinstance(visit.place, InAttract):
        loop = visit.loop
        return loop is not None and (loop.film.shown or (loop.film.ended and loop.failures > 0))
    return True


def status_of(kiosk: Kiosk) -> str:
    """What is on, in a line."""
    if kiosk.rescue is not None and kiosk.rescue.resting:
        return kiosk.rescue.said()
    if kiosk.performer is None:
        faults = kiosk.content.faults
        return f"trouble: {kiosk.content.unshown}: {faults[0]}" if faults else "trouble"
    visit = kiosk.performer.visit
    match visit.place:
        case InAttract():
            failing = visit.loop is not None and visit.loop.failures > 0 and visit.loop.film.ended
            return "at rest: the attract loop" + (", without its film, which cannot be shown" if failing else "")
        case InRest():
            return "closed: the screen is dark"
        case InStory(scene=scene):
            where = f"scene {scene}"
        case AtHome():
            where = "home"
        case _:
            where = "before a story"
    return f"a visit in {visit.language}: {where}{', a page over it' if visit.over else ''}"


def sign_of(kiosk: Kiosk) -> Sign:
    """What can be seen of the film in front."""
    if kiosk.performer is None or kiosk.footage is None:
        return Sign(None)
    film = film_in_front(kiosk.performer.visit)
    if film is None:
        return Sign(None)
    footage = kiosk.footage
    if film.shown and not footage.moves(film.play):
        return Sign(None)
    position = footage.position(film.play)
    if film.duration and position >= film.duration:
        position = -footage.frames_shown  # its file says too little: then pictures have to tell
    return Sign(film.play, film.shown, position, footage.advancing())


def film_in_front(visit: Visit) -> Film | None:
    """The film that should run now; None where none should."""
    if visit.clip is not None:
        film: Film | None = visit.clip
    elif isinstance(visit.place, InStory):
        film = visit.place.film
    else:
        film = visit.loop.film if visit.loop is not None else None
    return film if film is not None and not (film.held or film.ended) else None
