"""From one picture to the next: plays get decks, are shown, go round, change their language and come to an end."""

from __future__ import annotations

import logging
import time
from dataclasses import replace
from typing import Final

from PySide6.QtCore import QObject, Qt, QTimer, Signal

from kiosk.footage.anew import Anew
from kiosk.footage.cures import with_cure
from kiosk.footage.deck import Deck
from kiosk.footage.film import FilmItem
from kiosk.footage.patience import Patience, broken_off
from kiosk.footage.pool import Pool
from kiosk.footage.rounds import Rounds
from kiosk.footage.showing import Showing
from kiosk.footage.slide import Slide
from kiosk.footage.take import Broke, Led, News, Order, RanOut, Ready, Take

log = logging.getLogger(__name__)

_LANGUAGE_LEAD: Final = 500
"""ms ahead in the film at which another language's file is made ready; opening one takes 70..200."""


class Cutting(QObject):
    """Every play that is not over, and the one on the screen. Signals as Footage's; all come from the event loop.

    Signals:
        changed(): the agenda has to look again.
    """

    shown = Signal(int, int)
    ended = Signal(int)
    failed = Signal(int, str)
    hung = Signal(str)
    begun_again = Signal(str)
    marked = Signal(int, str)
    troubled = Signal(str)
    changed = Signal()

    def __init__(self, pool: Pool, film: FilmItem, patience: Patience, parent: QObject) -> None:
        super().__init__(parent)
        self.on_screen: Showing | None = None
        self._pool, self._film, self._patience = pool, film, patience
        self._plays: dict[int, Showing] = {}
        self.rounds, self.anew = Rounds(self), Anew(self, patience)
        film.presented.connect(self._presented, Qt.ConnectionType.QueuedConnection)

    def get(self, play: int) -> Showing | None:
        return self._plays.get(play)

    def all(self) -> list[Showing]:
        return list(self._plays.values())

    def forget(self) -> None:
        """The program ends: nothing is told any more."""
        self._plays.clear()
        self.on_screen = None

    # ---- asked

    def add(self, showing: Showing) -> None:
        self._plays[showing.play] = showing
        self._seat(showing)

    def play(self, showing: Showing) -> None:
        for other in self.all():
            if not (other.told or other.ran_at or other is self.on_screen):
                other.wanted = False  # asked for before, and not ready in time: it must not come over this one
        showing.wanted = True
        showing.late_at = time.monotonic()
        if showing.deck is None:
            self._make_room()
            self._seat(showing)
        if showing.take is not None and showing.take.ready:
            self.go(showing)

    def hold(self, showing: Showing) -> None:
        showing.held = True
        if showing.deck is not None and showing.take is not None:
            showing.take.mailbox.watched = False
            showing.deck.pause()
        if showing.stretch is not None and showing.stretch.started:
            self.drop_spare(showing)

    def end(self, showing: Showing, *, hangs: bool = False) -> None:
        """`hangs`: its deck may not be used for another."""
        del self._plays[showing.play]
        showing.over = True
        if self.on_screen is showing:
            self.on_screen = None
        spare = showing.spare
        self._leave(showing.deck, hangs=hangs)
        self._leave(spare, hangs=hangs and spare is not None and not (spare.take is not None and spare.take.ready))
        self._seat_waiting()
        self.changed.emit()

    def change(self, showing: Showing, order: Order) -> None:
        """Another language for a play: its own clip or sound file at the same place, or another track of the film."""
        old, showing.order = showing.order, order
        self.drop_spare(showing)
        if showing.deck is None:
            return
        if not showing.told:
            self._unseat(showing)
            self._seat(showing)
        elif (old.path, old.sound) == (order.path, order.sound) and not showing.says(old, order):
            self.prepare_round(showing)
        elif showing.stretch is not None and showing.position() + 2 * _LANGUAGE_LEAD > showing.stretch.end:
            self.prepare_round(showing)  # the next round has it
        else:
            position = showing.position()
            ahead = _LANGUAGE_LEAD if showing.running and position + 2 * _LANGUAGE_LEAD < showing.duration else 0
            showing.spare, showing.spare_for = self._pool.load(replace(order, start=position + ahead)), "language"
            if showing.spare is None:
                showing.order = old
                self.troubled.emit(f"{order.path.name}: no deck was free to change the language of what is running")

    def look_after(self, now: float) -> None:
        """End what is lost, and make loops' next rounds ready where no deck was free before."""
        for showing in self.all():
            self.anew.look_at(showing)
            reason = self._patience.lost_with(showing, now)
            if reason and not self.anew.begin(showing, reason, now):
                self.anew.given_up(now)
                self._fail(showing, reason, hangs=True)
            elif not showing.over:
                self.prepare_round(showing)

    # ---- decks

    def renew(self) -> None:
        """VLC anew; what is only armed is armed there once more."""
        for showing in self.all():
            if showing.deck is not None and not showing.wanted:
                self._unseat(showing)
        self._pool.renew()
        self._seat_waiting()

    def _seat(self, showing: Showing) -> None:
        """Give a play a deck to be made ready on, if one is free."""
        showing.deck = self._pool.load(showing.order)
        showing.armed_at = time.monotonic()

    def _unseat(self, showing: Showing) -> None:
        deck, showing.deck = showing.deck, None
        self._pool.give_back(deck)

    def drop_spare(self, showing: Showing, *, hangs: bool = False) -> None:
        spare, showing.spare = showing.spare, None
        self._leave(spare, hangs=hangs)
        if showing.stretch is not None:
            showing.stretch.anew()

    def _leave(self, deck: Deck | Slide | None, *, hangs: bool) -> None:
        """`hangs`: it may not be used for another."""
        if not hangs or deck is None:
            self._pool.give_back(deck)
        elif trouble := self._pool.retire(deck):
            self.troubled.emit(trouble)

    def _seat_waiting(self) -> None:
        """First who has to be shown, then who waits longest."""
        waiting = [showing for showing in self.all() if showing.deck is None]
        for showing in sorted(waiting, key=lambda showing: not showing.wanted):
            self._seat(showing)

    def _make_room(self) -> None:
        """A play has to be shown and no deck is free: take one from what can be made ready once more."""
        if self._pool.has_free:
            return
        for showing in self.all():
            if showing.spare is not None and showing.spare_for != "language" and not showing.late:
                self.drop_spare(showing)
                return
        armed = [showing for showing in self.all() if showing.deck is not None and not showing.wanted]
        if armed:
            self._unseat(max(armed, key=lambda showing: showing.armed_at))

    # ---- on the screen

    def go(self, showing: Showing) -> None:
        """Show its take at once, and let it run in the same breath."""
        deck, take, before = showing.deck, showing.take, self.on_screen
        assert deck is not None
        assert take is not None
        if before is not None and before is not showing and not before.held:
            self.hold(before)
        self.on_screen = showing
        take.mailbox.watched = not showing.held
        self._film.show_take(take)
        if not (showing.held or (showing.late and showing.stretch is not None)):
            showing.ran_at = time.monotonic()
            deck.run()
        self.changed.emit()
        if not showing.told:
            QTimer.singleShot(round(self._patience.presented * 1000), self, lambda: self._presented_unseen(take))

    def _presented(self, take: Take) -> None:
        showing = next((showing for showing in self.all() if showing.take is take), None)
        if showing is not None and not showing.told:
            showing.told = True
            self.shown.emit(showing.play, showing.duration)
            self.prepare_round(showing)
            self.changed.emit()

    def _presented_unseen(self, take: Take) -> None:
        """The screen may be off, and swap nothing; the visit goes on."""
        if self.on_screen is not None and self.on_screen.take is take and take.latest() is not None:
            self._presented(take)

    def swap(self, showing: Showing) -> None:
        """The spare takes over."""
        old, showing.deck, showing.spare, showing.late = showing.deck, showing.spare, None, False
        showing.reached = 0
        if showing.stretch is not None:
            showing.stretch.anew()
            showing.stretch.over = False
        if self.on_screen is showing:
            self.go(showing)
        self._pool.give_back(old)
        self._seat_waiting()
        self.prepare_round(showing)

    def _swap_if(self, showing: Showing, take: Take) -> None:
        if not showing.over and showing.spare is not None and showing.spare.take is take:
            self.swap(showing)

    def prepare_round(self, showing: Showing) -> None:
        """Make the next round ready on a deck of its own. Without a free one, look_after() tries again."""
        if showing.stretch is not None:
            if showing.take is not None:
                showing.take.until = showing.stretch.end
            if showing.spare is None and showing.told and not showing.over:
                showing.spare = self._pool.load(showing.stretch.round(showing.order))
                showing.spare_for = "stretch"
        elif showing.loop and showing.spare is None and showing.told and not (showing.still or showing.over):
            showing.spare, showing.spare_for = self._pool.load(replace(showing.order, start=0)), "round"

    # ---- heard of the decks

    def hear(self, news: News) -> None:
        """From the event loop. News of a take that nobody has any more is dropped."""
        for showing in self.all():
            if showing.take is news.take:
                self._hear(showing, news)
            elif showing.spare is not None and showing.spare.take is news.take:
                self._hear_of_spare(showing, news)

    def _hear(self, showing: Showing, news: News) -> None:
        match news:
            case Ready():
                if showing.wanted:
                    self.go(showing)
            case Led():
                pass  # it had no deck beside it, and is shown already
            case Broke(_, reason):
                self._fail(showing, reason)
            case RanOut():
                reason = broken_off(news)
                if reason:
                    self._fail(showing, reason)
                else:
                    self.ran_out(showing)

    def _hear_of_spare(self, showing: Showing, news: News) -> None:
        match news:
            case Led():
                self.rounds.led(showing)
            case Ready() if showing.spare_for == "stretch":
                self.rounds.look_at(showing)
            case Broke(take, reason) if showing.spare_for == "stretch":
                self.rounds.go_on(showing)
                self.troubled.emit(f"{take.order.path.name}: {reason}; it runs on instead of going round")
            case Ready(take):
                if showing.spare_for == "language":
                    wait = max(0, take.order.start - showing.position()) if showing.running else 0
                    QTimer.singleShot(wait, self, lambda: self._swap_if(showing, take))
                elif showing.late:
                    self.swap(showing)
            case Broke(take, reason) if showing.spare_for == "language":
                self.drop_spare(showing)
                self.troubled.emit(f"{take.order.path.name}: {reason}; the language of what is running stays")
            case Broke(_, reason):
                self._fail(showing, reason)
            case RanOut():
                self._fail(showing, broken_off(news) or "it ended before it began")

    def ran_out(self, showing: Showing) -> None:
        """Its film came to its natural end."""
        if showing.stretch is not None:
            showing.stretch.over = True
            self.rounds.look_at(showing)
            return
        if showing.loop:
            self._go_round(showing)
            return
        for name in showing.due_marks(showing.duration or showing.position()):
            if not showing.over:
                self.marked.emit(showing.play, name)
        if not showing.over:
            self.end(showing)
            self.ended.emit(showing.play)

    def _go_round(self, showing: Showing) -> None:
        if showing.spare_for == "language":
            self.drop_spare(showing)
        self.prepare_round(showing)
        if showing.spare is None:  # every deck is taken: round again on its own, 0.1 s later
            self.again(showing, replace(showing.order, start=0))
            return
        showing.late, showing.late_at = True, time.monotonic()
        if showing.spare.take is not None and showing.spare.take.ready:
            self.swap(showing)

    def again(self, showing: Showing, order: Order) -> None:
        """Show `order` on the deck the play has already; its last picture stands until that is ready."""
        assert showing.deck is not None
        showing.reached = 0
        self._pool.reload(showing.deck, order)
        showing.armed_at = time.monotonic()

    def elsewhere(self, showing: Showing, order: Order, *, hangs: bool) -> None:
        """As again(), on another deck. `hangs`: the one it has may not be used for another play."""
        self._leave(showing.deck, hangs=hangs)
        showing.deck = self._pool.load(order)  # there is one: what was left, or what took its place
        showing.armed_at = time.monotonic()

    def _fail(self, showing: Showing, reason: str, *, hangs: bool = False) -> None:
        self.end(showing, hangs=hangs)
        log.warning("play %d, %s: %s", showing.play, showing.order.path, reason)
        if hangs:
            self.hung.emit(reason)
        self.failed.emit(showing.play, with_cure(reason))
