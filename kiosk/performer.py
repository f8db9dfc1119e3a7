"""Carries out what a visit asks for, and brings back what comes of it: the one loop of the player.

touch, timer, footage -> step() -> View -> screen
                                -> effects -> footage, timers, journal -> ... -> events
"""

from __future__ import annotations

import logging
from collections import deque
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt, QTimer, Signal

from kiosk.visit import effects as ef
from kiosk.visit import events as ev
from kiosk.visit.showing import show
from kiosk.visit.step import start, step

if TYPE_CHECKING:
    from kiosk.playlist.model import Playlist
    from kiosk.projector import Projector
    from kiosk.visit.state import House, Visit
    from kiosk.visit.view import View

log = logging.getLogger("kiosk")


class Performer(QObject):
    """Holds the visit. `viewed` follows every event, also one that changed nothing, but for one after which the same
    turn goes on at once (a timer of 0 ms)."""

    viewed = Signal(object)
    """The View to draw now."""
    lost = Signal()
    """Even a reset failed: only a new start can help."""
    happened = Signal(object)
    """Every effect, after it was carried out: for the journal, the ledger, a robot."""

    def __init__(self, playlist: Playlist, house: House, seed: int, projector: Projector) -> None:
        super().__init__()
        self.playlist = playlist
        self.projector = projector
        self.loudest = 1.0
        self.hush = 1.0
        self._ducked = 1.0
        self._timers: dict[int, QTimer] = {}
        self._waiting: deque[ev.Event] = deque()
        self._stepping = False
        self._level = 0.0
        self.visit, effects = start(playlist, house, seed)
        self._first = effects
        projector.shown.connect(lambda play, duration: self.send(ev.FirstFrameShown(play, duration)))
        projector.marked.connect(lambda play, mark: self.send(ev.MarkReached(play, mark)))
        projector.ended.connect(lambda play: self.send(ev.ClipEnded(play)))
        projector.failed.connect(lambda play, reason: self.send(ev.ClipFailed(play, reason)))

    def begin(self) -> None:
        """Start the attract loop. Once, when screen and footage are connected."""
        first, self._first = self._first, ()
        self._perform(first)
        self.viewed.emit(self.view())
        self._go_on()

    def view(self) -> View:
        return show(self.playlist, self.visit)

    def send(self, event: ev.Event) -> None:
        """Take an event. One that comes while another is being taken waits for its turn."""
        self._waiting.append(event)
        self._go_on()

    def _go_on(self) -> None:
        if self._stepping:
            return
        self._stepping = True
        try:
            while self._waiting:
                self._take(self._waiting.popleft())
        finally:
            self._stepping = False

    def go_on_with(self, playlist: Playlist, visit: Visit, effects: tuple[ef.Effect, ...]) -> None:
        """From here on `visit`, in `playlist`, for which `effects` are due: a technician's hand, not a visitor's."""
        self.playlist, self.visit = playlist, visit
        self.viewed.emit(self.view())
        if not self._perform(effects):
            self._waiting.append(ev.ResetAsked())
        self._go_on()

    def set_loudest(self, share: float) -> None:
        """What a visitor's loudest step is: 0.0 .. 1.0 of the device."""
        self.loudest = share
        self._set_volume()

    def set_hush(self, share: float) -> None:
        """How much of that there is in quiet hours: 0.0 .. 1.0."""
        self.hush = share
        self._set_volume()

    @property
    def loudness(self) -> float:
        """What may be heard now: 0.0 .. 1.0 of the device."""
        return self._level * self.loudest * self.hush

    def duck(self, share: float) -> None:
        """How much of that films have while something else is heard: 0.0 .. 1.0."""
        if share != self._ducked:
            self._ducked = share
            self._set_volume()

    def _set_volume(self) -> None:
        self.projector.set_volume(self.loudness * self._ducked)

    def waits(self) -> dict[str, int]:
        """ms until each timer of the visit is due."""
        return {
            name: self._timers[token].remainingTime()
            for name, token in self.visit.timers.items()
            if token in self._timers
        }

    def stop(self) -> None:
        for timer in self._timers.values():
            timer.stop()
        self._timers.clear()

    # ---- one turn

    def _take(self, event: ev.Event) -> None:
        log.debug("event %s", event)
        try:
            self.visit, effects = step(self.playlist, self.visit, event)
            view = self.view()
        except Exception:
            log.exception("incident: the visit could not take %s", event, extra={"done": "the visit is reset"})
            self._give_up(event)
            return
        # The picture first: what a finger has touched must light up before anything else is done. What the next event
        # of this same turn changes again would never be drawn.
        if not any(isinstance(effect, ef.StartTimer) and effect.after == 0 for effect in effects):
            self.viewed.emit(view)
        if not self._perform(effects):
            self._give_up(event)

    def _give_up(self, event: ev.Event) -> None:
        """A visit that stands on something that did not happen would wait for it for ever: begin a new one."""
        if isinstance(event, ev.ResetAsked):
            self.lost.emit()
        else:
            self._waiting.append(ev.ResetAsked())

    def _perform(self, effects: tuple[ef.Effect, ...]) -> bool:
        """Carry out all of them, also those behind one that fails; whether none did."""
        fine = True
        for effect in effects:
            try:
                self._carry_out(effect)
            except Exception:
                log.exception("incident: %s was not carried out", effect, extra={"done": "the visit is reset"})
                fine = False
            self.happened.emit(effect)
        return fine

    def _carry_out(self, effect: ef.Effect) -> None:
        match effect:
            case ef.Arm(play, media, loop, at):
                self.projector.arm(play, media, loop=loop, start=at)
            case ef.Play(play):
                self.projector.play(play)
            case ef.Hold(play):
                self.projector.hold(play)
            case ef.Resume(play):
                self.projector.resume(play)
            case ef.Drop(play):
                self.projector.drop(play)
            case ef.GoRound(play, first, last):
                self.projector.go_round(play, first, last)
            case ef.GoOn(play):
                self.projector.go_on(play)
            case ef.Mark(play, name, at):
                self.projector.mark(play, name, at)
            case ef.SetLanguage(language):
                self.projector.set_language(language)
            case ef.SetAside(described, signed):
                self.projector.set_aside(described=described, signed=signed)
            case ef.SetVolume(level):
                self._level = level
                self._set_volume()
            case ef.StartTimer(token, after):
                self._start_timer(token, after)
            case ef.StopTimer(token):
                timer = self._timers.pop(token, None)
                if timer is not None:
                    timer.stop()
                    timer.deleteLater()
            case _:
                write_down(effect)

    def _start_timer(self, token: int, after: int) -> None:
        if after == 0:  # in this turn: a timer of Qt's would come after the next picture is drawn
            self._waiting.append(ev.TimerDue(token))
            return
        timer = QTimer(self)
        timer.setSingleShot(True)
        timer.setTimerType(Qt.TimerType.PreciseTimer)
        timer.timeout.connect(partial(self._due, token))
        self._timers[token] = timer
        timer.start(after)

    def _due(self, token: int) -> None:
        timer = self._timers.pop(token, None)
        if timer is not None:
            timer.deleteLater()
            self.send(ev.TimerDue(token))


def write_down(effect: ef.Effect) -> None:
    """One line in the journal."""
    match effect:
        case ef.VisitBegan():
            log.info("visit began")
        case ef.VisitEnded(why):
            log.info("visit ended: %s", why)
        case ef.SceneEntered(scene):
            log.info("scene %s", scene)
        case ef.PageOpened(page):
            log.info("page %s", page)
        case ef.DecisionOpened(scene):
            log.info("decision in %s", scene)
        case ef.DecisionClosed(scene, choice, by):
            log.info("decision in %s: %s, by %s", scene, choice or "silence", by)
        case ef.DecisionLeft(scene):
            log.info("decision in %s: left", scene)
        case ef.EndingReached(scene):
            log.info("ending %s", scene)
        case ef.Incident(what):
            log.warning("incident: %s", what, extra={"done": "the visit goes on without it"})
