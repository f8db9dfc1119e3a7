"""Reads the screen aloud to whom asked for it: hears what changes, and tells the visit while it speaks.

Whatever a visitor does stops the voice. What follows from it is then said.
"""

from __future__ import annotations

import logging
from collections import deque
from collections.abc import Iterable
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QObject, QTimer, Signal

from kiosk.speech import timeleft
from kiosk.speech.changing import changes, moved
from kiosk.speech.standing import standing
from kiosk.speech.telling import tell
from kiosk.visit import events as ev

if TYPE_CHECKING:
    from kiosk.performer import Performer
    from kiosk.projector import Telling
    from kiosk.screen import Screen
    from kiosk.speech.utterance import Sayings, Utterance, Voice
    from kiosk.visit.view import View

log = logging.getLogger(__name__)

DUCKED: Final = 0.58
"""Of the film's volume is left while it speaks: 14 dB less of its sound, for volume is cubic (0.2 left nothing of it to
be heard, as recorded), so that a voice at the film's own level is understood, and the film goes on beside it."""
QUIETEST: Final = 0.2
"""The voice is never softer than this, the first of five steps: who cannot see could not find the way back."""
LOOK: Final = 200
"""Ms between two looks at the time left."""


class Speaker(QObject):
    """`ended` tells the number of what the voice has said."""

    said = Signal(object)
    """Each Utterance when it begins."""

    def __init__(self, performer: Performer, screen: Screen, voice: Voice, ended: Telling, words: Sayings) -> None:
        super().__init__(screen)
        self._performer, self._screen, self._voice, self._words = performer, screen, voice, words
        self._view: View | None = None
        self._waiting: deque[Utterance] = deque()
        self._now: Utterance | None = None
        self._level = -1.0
        self._number = 0
        self._told = False
        """The visit knows that something is being said."""
        self._left: int | None = None
        self._clock = QTimer(self)
        self._clock.timeout.connect(self._look)
        performer.viewed.connect(self.viewed)
        screen.stirred.connect(self.stop)
        screen.focused.connect(self.focused)
        screen.asked.connect(self.asked)
        ended.connect(self._ended)

    @property
    def on(self) -> bool:
        return self._view is not None and self._view.aids.spoken

    # ---- what there is to say

    def viewed(self, view: View) -> None:
        before, self._view = self._view, view
        if not self.on:
            if before is not None and before.aids.spoken:
                self._clock.stop()
                self.stop()
            return
        if before is None or not before.aids.spoken:
            self._clock.start(LOOK)
        self._set_level(view)
        new = moved(before, view)
        if new:
            self._still()
        self.say(changes(before, view, self._words))
        if new:
            self.focused(self._screen.standing)
        self._tell()

    def focused(self, name: str) -> None:
        if self._view is None or not self.on:
            return
        target = next((one for one in self._screen.targets() if one.name == name and one.spoken), None)
        if target is not None:
            self.say([standing(name, target.spoken, target.kind, target.on, self._view, self._words)])

    def asked(self, what: str) -> None:
        """ "repeat" or "time"."""
        if self._view is None or not self.on:
            return
        self.stop()
        if what == "time":
            self.say([timeleft.asked(self._view, self._performer.waits(), self._words)])
        else:
            self.say(tell(self._view, self._words))
            self.focused(self._screen.standing)

    def _look(self) -> None:
        if self._view is None:
            return
        before, self._left = self._left, timeleft.limit(self._view, self._performer.waits())
        told = timeleft.passed(before, self._left, self._view, self._words)
        if told is not None:
            self.say([told])

    # ---- saying it

    def say(self, what: Iterable[Utterance]) -> None:
        """After what is being said."""
        self._waiting.extend(what)
        if self._now is None:
            self._next()
        else:
            self._tell()

    def stop(self) -> None:
        """Silence, at once."""
        self._still()
        self._tell()

    def _still(self) -> None:
        self._waiting.clear()
        if self._now is not None:
            self._now = None
            self._number += 1
            self._voice.stop()

    def _ended(self, number: int) -> None:
        if number == self._number and self._now is not None:
            self._next()

    def _set_level(self, view: View) -> None:
        """As the visitor has it; no louder than the technician, and quiet hours, let anything be."""
        level = max(QUIETEST, view.volume / 5) * self._performer.loudest * self._performer.hush
        if level != self._level:
            self._level = level
            self._voice.set_level(level)

    def _next(self) -> None:
        self._now = self._waiting.popleft() if self._waiting else None
        if self._now is not None and self._view is not None:
            self._set_level(self._view)  # hours and technicians change it without a view
            self._number += 1
            log.debug("said in %s: %s", self._now.language, self._now.text)
            self._voice.say(self._number, self._now)
        self._tell()
        if self._now is not None:
            self.said.emit(self._now)

    def _tell(self) -> None:
        """The film, and the visit, of what is being said."""
        every = [*self._waiting, *([self._now] if self._now is not None else ())]
        self._performer.duck(DUCKED if every else 1.0)
        holds = any(one.holds for one in every)
        if holds != self._told:
            self._told = holds
            self._performer.send(ev.Speaking(holds))
