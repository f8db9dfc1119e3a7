"""What runs beside a film and in step with it: a voice that describes it, or a signer's picture.

Each play that may come next has its own companion, armed like itself, so that a cut starts both at once. One that comes
later (switched on, another language, a jump) begins a little ahead in the film and waits for it there. Nothing is told
of it but troubles: a companion that fails leaves the film alone.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from PySide6.QtCore import QObject, Qt, QTimer, Signal

from kiosk.footage.clock import FilmClock
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
MOST: Final = 6
"""Decks for companions of one kind: as many as there are for films."""


@dataclass(eq=False, slots=True)
class Companion:
    """`start`: ms of film at which it begins to be seen or heard."""

    path: Path
    start: int
    deck: Deck
    take: Take
    ran_at: float = 0.0
    """When it was last told to run; 0: never."""
    running: bool = False
    over: bool = False
    """It ran to its end, or cannot be shown."""
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
    """

    shown = Signal(object)
    troubled = Signal(str)
    _news = Signal(object)

    def __init__(
        self,
        kind: Kind,
        make: Callable[[Callable[[News], None]], Deck],
        plays: Callable[[], Iterable[Showing]],
        on_screen: Callable[[], Showing | None],
        parent: QObject,
    ) -> None:
        super().__init__(parent)
        self._kind, self._make, self._plays, self._on_screen = kind, make, plays, on_screen
        self._of: dict[Showing, Companion] = {}
        self._free: list[Deck] = []
        self._made = 0
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
        for showing in plays:
            self._attend(showing)
        self._show()

    def stop(self) -> None:
        """No companion any more."""
        self._timer.stop()
        for showing in tuple(self._of):
            self._part(showing)
        self._show()

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
        self._made += 1
        return self._make(self._news.emit)

    def _part(self, showing: Showing) -> None:
        companion = self._of.pop(showing)
        companion.deck.stop()
        self._free.append(companion.deck)

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
        if abs(companion.position() - position) > 2 * AHEAD:  # it went round, or was put elsewhere
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
                companion.over, companion.running = True, False
                self.troubled.emit(f"{companion.path.name}: {reason}; the film goes on without it")
                self._show()
