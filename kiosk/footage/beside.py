"""What runs beside a film and in step with it: a voice that describes it, or a signer's picture.

Each play that may come next has its own companion, armed like itself, so that a cut starts both at once. One that comes
later (switched on, another language, a jump) begins a little ahead in the film and waits for it there. Nothing is told
of it but troubles: a companion that fails leaves the film alone.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final

from PySide6.QtCore import QObject, Qt, QTimer, Signal

from kiosk.footage.clock import REACH, FilmClock
from kiosk.footage.deck import Deck
from kiosk.footage.showing import Showing
from kiosk.footage.take import Broke, News, Order, RanOut, Ready, Take

AHEAD: Final = 500
"""ms of film ahead at which a companion that comes late is made ready: opening a file takes 70 to 200, as for a
language (cutting.py)."""
LEAD: Final = 150
"""ms that a signer's film runs unseen before: its first pictures between two key frames come late (stretch.py)."""
BEGINS: Final = 12
"""ms from the call to the first picture or sound (stretch.py)."""
LATE: Final = 40
"""ms that a companion may be started too late, and ms by which it may be off without anything being done: ITU-R
BT.1359-1 finds sound that is 45 ms early or 125 late to be noticed; two pictures at 30 a second are 67."""
BELIEVED: Final = 1.0
"""Seconds after a start from when on both clocks are good to some 10 ms (clock.py)."""
_EARLY: Final = frozenset({".opus", ".ogg", ".oga"})
"""Sounds that VLC 3 begins 0.4 s early where it was armed before their beginning (measured; AAC in MP4 errs by 5 ms).
Begun in the middle they are 45 to 75 ms early. `kiosk check` says so (W72)."""
HANGS: Final = 8.0
"""Seconds after which nothing more is expected of a companion that is not ready: as of a film (patience.py)."""
STANDS: Final = 4.0
"""Seconds after which one that should run and stands still hangs: as of a film (patience.py)."""
AGAIN: Final = 2
"""Times that a companion which hangs is begun again on a new deck, within AGAIN_IN seconds. Then its film goes on
without it, and the next film's is begun as ever."""
AGAIN_IN: Final = 60.0
MOST: Final = 6
"""Decks for companions of one kind: as many as there are for films."""


@dataclass(eq=False, slots=True)
class Companion:
    """`start`: ms of film at which it begins to be seen or heard."""

    path: Path
    start: int
    deck: Deck
    take: Take
    armed_at: float = field(default_factory=time.monotonic)
    ran_at: float = 0.0
    """When it was last told to run; 0: never."""
    running: bool = False
    over: bool = False
    """It ran to its end, or cannot be shown."""
    hangs: bool = False
    """VLC said nothing of it: its deck may not be used for another."""
    off: int = 0
    """How often in a row it was found out of step."""

    def position(self) -> float:
        return self.take.clock.position(time.monotonic())


@dataclass(frozen=True, slots=True)
class Kind:
    """What to run beside a play, if anything; whether it has pictures."""

    wanted: Callable[[Showing], Path | None]
    seen: bool


class Beside(QObject):
    """Companions of one kind. The GUI's thread only; look() may be called as often as anybody likes.

    Signals:
        shown(take): of the play on the screen, this take's pictures are to be seen now; None for nothing.
        troubled(text).
        hung(reason, again): VLC made nothing of one, or does not go on with it. `again`: it is begun again on a new
            deck, after this was told.
    """

    shown = Signal(object)
    troubled = Signal(str)
    hung = Signal(str, bool)
    _news = Signal(object)

    def __init__(
        self,
        kind: Kind,
        make: Callable[[Callable[[News], None]], Deck | None],
        plays: Callable[[], Iterable[Showing]],
        on_screen: Callable[[], Showing | None],
        let_go: Callable[[Deck], None],
        parent: QObject,
    ) -> None:
        """`make` may have none to give for a while. `let_go`: closes a deck for good."""
        super().__init__(parent)
        self._kind, self._make, self._plays, self._on_screen = kind, make, plays, on_screen
        self._let_go = let_go
        self._of: dict[Showing, Companion] = {}
        self._free: list[Deck] = []
        self._old: set[Deck] = set()
        """Decks of an earlier VLC that still play something."""
        self._made = 0
        self._hung_at: dict[Showing, list[float]] = {}
        self._shown: Take | None = None
        self._shown_for: Showing | None = None
        self._news.connect(self._hear, Qt.ConnectionType.QueuedConnection)
        self._timer = QTimer(self, singleShot=True, timerType=Qt.TimerType.PreciseTimer)
        self._timer.timeout.connect(self.look)

    def look(self) -> None:
        """Bring every companion to where its play is."""
        plays = set(self._plays())
        for showing in [showing for showing in self._of if showing not in plays]:
            self._part(showing)
        self._hung_at = {showing: at for showing, at in self._hung_at.items() if showing in plays}
        for showing in plays:
            self._attend(showing)
        self._show()

    def stop(self) -> None:
        """No companion any more."""
        self._timer.stop()
        for showing in tuple(self._of):
            self._part(showing)
        self._show()

    def renew(self) -> None:
        """VLC is begun anew (pool.py): what runs goes on in the old one, everything else is armed in the new."""
        self._old = {companion.deck for companion in self._of.values()} | set(self._free)
        for showing in [showing for showing, companion in self._of.items() if not companion.running]:
            self._part(showing)
        free, self._free = self._free, []
        for deck in free:
            self._drop(deck)
        self.look()

    # ---- one play

    def _attend(self, showing: Showing) -> None:
        path, companion = self._kind.wanted(showing), self._of.get(showing)
        if companion is not None and companion.path != path:
            self._part(showing)
            companion = None
        if path is None:
            return
        if companion is None:
            self._arm(showing, path)
        elif not (companion.take.ready or companion.over) and time.monotonic() - companion.armed_at > HANGS:
            self._hang(showing, companion, f"VLC made nothing of it within {HANGS:g} s")
        elif showing is self._on_screen() and showing.running and not showing.late:
            self._accompany(showing, companion)
        elif companion.running:
            companion.running = False
            companion.deck.pause()

    def _arm(self, showing: Showing, path: Path) -> None:
        deck = self._free.pop() if self._free else self._new()
        if deck is None:
            return
        position = showing.position()
        fresh = not showing.ran_at and position == 0 and path.suffix.lower() not in _EARLY
        start = position if fresh else position + AHEAD
        lead = min(LEAD, start) if self._kind.seen and start else 0
        take = Take(Order(path, start, lead=lead, beside=True), clock=FilmClock(start - lead))
        deck.load(take)
        self._of[showing] = Companion(path, start, deck, take)

    def _new(self) -> Deck | None:
        if self._made == MOST:
            return None
        deck = self._make(self._news.emit)
        self._made += deck is not None
        return deck

    def _part(self, showing: Showing) -> None:
        companion = self._of.pop(showing)
        if companion.hangs or companion.deck in self._old:
            self._drop(companion.deck)
        else:
            companion.deck.stop()
            self._free.append(companion.deck)

    def _drop(self, deck: Deck) -> None:
        self._old.discard(deck)
        self._let_go(deck)
        self._made -= 1

    def _hang(self, showing: Showing, companion: Companion, reason: str) -> None:
        """Its deck is never used again. It is begun again on a new one, unless that was tried often enough."""
        companion.hangs, now = True, time.monotonic()
        tried = [at for at in self._hung_at.get(showing, ()) if now - at < AGAIN_IN]
        again = len(tried) < AGAIN
        if again:
            self._hung_at[showing] = [*tried, now]
            self._part(showing)
        else:
            self._lose(companion, reason)
        self.hung.emit(f"{companion.path.name}: {reason}", again)
        if again and showing not in self._of:
            self._arm(showing, companion.path)

    def _lose(self, companion: Companion, reason: str) -> None:
        companion.over, companion.running = True, False
        self.troubled.emit(f"{companion.path.name}: {reason}; the film goes on without it")

    def _accompany(self, showing: Showing, companion: Companion) -> None:
        """Its film runs."""
        position = showing.position()
        if companion.over:
            if position < companion.start - AHEAD or position + 2 * AHEAD < companion.position():
                self._anew(showing, companion)  # the film went back
        elif companion.running:
            self._keep_step(showing, companion, position)
        elif companion.ran_at:
            if abs(companion.position() - position) > LATE:
                self._anew(showing, companion)
            else:
                self._run(companion)
        elif companion.take.ready:
            self._begin(showing, companion, position)

    def _begin(self, showing: Showing, companion: Companion, position: int) -> None:
        order = companion.take.order
        wait = order.start - order.lead - position - (0 if order.start == showing.order.start else BEGINS)
        if wait > 2 * AHEAD or wait < -LATE:
            self._anew(showing, companion)
        elif wait > 0:
            self._timer.start(wait)
        else:
            self._run(companion)

    def _run(self, companion: Companion) -> None:
        companion.running, companion.ran_at, companion.off = True, time.monotonic(), 0
        companion.deck.run()

    def _keep_step(self, showing: Showing, companion: Companion, position: int) -> None:
        now = time.monotonic()
        silent = now - max(companion.take.clock.last_sign or 0.0, companion.ran_at)
        if silent > STANDS:
            self._hang(showing, companion, f"it stood still for {silent:.0f} s")
        elif silent > REACH:
            return  # loaded anew on a deck that hangs, it would be none the better
        elif abs(companion.position() - position) > 2 * AHEAD:  # it went round, or was put elsewhere
            self._anew(showing, companion)
        elif now - max(companion.ran_at, showing.ran_at) > BELIEVED and showing.take is not None:
            companion.off = companion.off + 1 if abs(companion.position() - position) > LATE else 0
            if companion.off > 1:
                self._anew(showing, companion)

    def _anew(self, showing: Showing, companion: Companion) -> None:
        self._part(showing)
        self._arm(showing, companion.path)

    def _show(self) -> None:
        """What stands stays until the next has a picture, where that belongs to the same play."""
        if not self._kind.seen:
            return
        showing = self._on_screen()
        companion = self._of.get(showing) if showing is not None else None
        take = self._shown if showing is self._shown_for else None
        if companion is None or companion.over:
            take = None
        elif companion.ran_at:
            take = companion.take
        self._shown_for = showing
        if take is not self._shown:
            for one, watched in ((self._shown, False), (take, True)):
                if one is not None:
                    one.mailbox.watched = watched  # else nobody is woken for its pictures
            self._shown = take
            self.shown.emit(take)

    # ---- heard of the decks

    def _hear(self, news: News) -> None:
        found = next((pair for pair in self._of.items() if pair[1].take is news.take), None)
        if found is None:
            return
        companion = found[1]
        match news:
            case Ready():
                self.look()
            case RanOut():
                companion.over, companion.running = True, False
                self._show()
            case Broke(_, reason):
                self._lose(companion, reason)
                self._show()
