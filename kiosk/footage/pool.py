"""The decks of a kiosk: who has one, who waits for one, and that all of them end."""

from __future__ import annotations

import logging
import time
from collections import deque
from collections.abc import Callable
from typing import Final

from kiosk.footage import engine
from kiosk.footage.clock import FilmClock
from kiosk.footage.deck import Deck
from kiosk.footage.hardware import Hardware
from kiosk.footage.probe import STILLS
from kiosk.footage.slide import Slide
from kiosk.footage.take import News, Order, Take

log = logging.getLogger(__name__)

CLOSE_WITHIN: Final = 1.8
"""Seconds. A deck needs some 30 ms; what takes longer than this hangs inside VLC."""
HANGING: Final = 6
"""Decks that may hang in VLC and be made up for by new ones: each keeps its threads and up to 100 MB."""
REPLACED: Final = "VLC stopped answering in a deck; a new one has taken its place"
TOO_MANY: Final = f"VLC hangs in {HANGING} decks, so no more are replaced; only a restart of the program helps"


class Pool:
    """The GUI's thread only. What is given back is used again last, so that its pictures live longest."""

    def __init__(
        self,
        size: int,
        *,
        audible: bool,
        post: Callable[[News], None],
        wake: Callable[[], None],
        hardware: Hardware,
    ) -> None:
        self._audible, self._post, self._wake, self._hardware = audible, post, wake, hardware
        self._instances = [engine.new_instance()]
        self._old: set[Deck] = set()
        """Decks of an earlier instance that still play something."""
        self._made, self._level, self._share = 0, 1.0, 1.0
        self._decks = [self._make() for _ in range(size)]
        self._retired: list[Deck] = []
        self._beside: list[Deck] = []
        self._free = deque(self._decks)
        self._dropped = 0

    @property
    def has_free(self) -> bool:
        return bool(self._free)

    @property
    def decks(self) -> tuple[Deck, ...]:
        return tuple(self._decks)

    @property
    def dropped(self) -> int:
        """Pictures that were due while their play was on the screen, and never got there."""
        return self._dropped + sum(deck.take.mailbox.dropped for deck in self._decks if deck.take)

    def load(self, order: Order) -> Deck | Slide | None:
        """A deck that makes `order` ready, or None if all are taken. A picture needs none."""
        deck: Deck | Slide
        if order.path.suffix.lower() in STILLS:
            deck = Slide(post=self._post)
        elif self._free:
            deck = self._free.popleft()
        else:
            return None
        self.reload(deck, order)
        return deck

    def reload(self, deck: Deck | Slide, order: Order) -> None:
        """Stop what `deck` plays, and make `order` ready on it."""
        deck.load(Take(order, clock=FilmClock(order.start - order.lead)))

    def give_back(self, deck: Deck | Slide | None) -> None:
        """Stop what it plays; its last picture stays readable."""
        if deck is None:
            return
        self._count_dropped(deck)
        deck.stop()
        if not isinstance(deck, Deck):
            return
        if deck in self._old:
            self._replace(deck)
        else:
            self._free.append(deck)

    def renew(self) -> None:
        """A new instance of VLC, and new decks of it: at once for those that are free, later for those that play."""
        self._instances.append(engine.new_instance())
        free, self._free = self._free, deque[Deck]()
        self._old = set(self._decks) - set(free)
        for deck in free:
            self._replace(deck)

    def _replace(self, deck: Deck) -> None:
        self._old.discard(deck)
        deck.close()
        self._retired.append(deck)
        new = self._make()
        self._decks[self._decks.index(deck)] = new
        self._free.append(new)

    def retire(self, deck: Deck | Slide) -> str:
        """As give_back(), for one that plays nothing although it should: the next clip must not hang in it as well.

        A new deck takes its place, and what to tell a technician of that comes back. A deck that was only slow ends by
        itself; while HANGING others have not, it is used again, so that there always are as many as before. A picture
        has no deck to hang in.
        """
        if isinstance(deck, Slide):
            self.give_back(deck)
            return ""
        take = deck.take
        if take is not None and take.on_card and take.clip is not None and self._hardware.give_up(take.clip.codec):
            log.error("film stood still in the graphics card: %s is decoded by the processor now", take.clip.codec)
        if self._hanging() >= HANGING:
            self.give_back(deck)
            return TOO_MANY
        log.error("deck %s is retired", deck.name)
        self._count_dropped(deck)
        self._replace(deck)
        return REPLACED

    def beside(self, *, audible: bool, post: Callable[[News], None], wake: Callable[[], None]) -> Deck | None:
        """A deck more, for what runs beside films: not given back, and closed with the others, or by let_go(). None
        while HANGING decks hang."""
        if self._hanging() >= HANGING:
            return None
        deck = self._build(audible=audible and self._audible, post=post, wake=wake)
        deck.set_level(self._level)
        self._beside.append(deck)
        return deck

    def let_go(self, deck: Deck) -> None:
        """Never again use one that beside() made: it hangs, or is an earlier VLC's."""
        self._beside.remove(deck)
        deck.close()
        self._retired.append(deck)

    def _hanging(self) -> int:
        """How many of those that were closed have not ended yet."""
        self._retired = [deck for deck in self._retired if not deck.join(0)]
        return len(self._retired)

    def _make(self) -> Deck:
        deck = self._build(audible=self._audible, post=self._post, wake=self._wake)
        deck.set_level(self._level * self._share)
        return deck

    def _build(self, *, audible: bool, post: Callable[[News], None], wake: Callable[[], None]) -> Deck:
        self._made += 1
        name, hardware = str(self._made), self._hardware
        return Deck(name, self._instances[-1], audible=audible, post=post, wake=wake, hardware=hardware)

    def _count_dropped(self, deck: Deck | Slide) -> None:
        if deck.take is not None:
            deck.take.mailbox.watched = False
            self._dropped += deck.take.mailbox.dropped

    def set_level(self, level: float) -> None:
        """0..1, for what plays and what will."""
        self._level = level
        for deck in self._decks:
            deck.set_level(level * self._share)
        for deck in self._beside:
            deck.set_level(level)

    def set_share(self, share: float) -> None:
        """How much of that films have: less while they are described."""
        if share != self._share:
            self._share = share
            self.set_level(self._level)

    def names(self) -> tuple[str, ...]:
        """What each deck holds."""
        return tuple(deck.take.order.path.name if deck.take else "free" for deck in self._decks)

    def close(self) -> None:
        """End every thread, or leave those that hang in VLC to end with the program."""
        deadline = time.monotonic() + CLOSE_WITHIN
        for deck in (*self._decks, *self._beside):
            deck.close()
        every = (*self._decks, *self._beside, *self._retired)
        hanging = [deck.name for deck in every if not deck.join(deadline - time.monotonic())]
        if hanging:
            log.error("VLC hangs in deck %s", ", ".join(hanging))
        else:
            for instance in self._instances:
                engine.release(instance)
