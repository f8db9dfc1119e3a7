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
from kiosk.footage.probe import STILLS
from kiosk.footage.slide import Slide
from kiosk.footage.take import News, Order, Take

log = logging.getLogger(__name__)

CLOSE_WITHIN: Final = 1.8
"""Seconds. A deck needs some 30 ms; what takes longer than this hangs inside VLC."""


class Pool:
    """The GUI's thread only. What is given back is used again last, so that its pictures live longest."""

    def __init__(self, size: int, *, audible: bool, post: Callable[[News], None], wake: Callable[[], None]) -> None:
        self._post = post
        self._instance = engine.new_instance()
        self._decks = [
            Deck(str(number), self._instance, audible=audible, post=post, wake=wake) for number in range(1, size + 1)
        ]
        self._free = deque(self._decks)
        self._dropped = 0

    @property
    def has_free(self) -> bool:
        return bool(self._free)

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
        deck.load(Take(order, clock=FilmClock(order.start)))

    def give_back(self, deck: Deck | Slide | None) -> None:
        """Stop what it plays; its last picture stays readable."""
        if deck is None:
            return
        if deck.take is not None:
            deck.take.mailbox.watched = False
            self._dropped += deck.take.mailbox.dropped
        deck.stop()
        if isinstance(deck, Deck):
            self._free.append(deck)

    def set_level(self, level: float) -> None:
        """0..1, for what plays and what will."""
        for deck in self._decks:
            deck.set_level(level)

    def names(self) -> tuple[str, ...]:
        """What each deck holds."""
        return tuple(deck.take.order.path.name if deck.take else "free" for deck in self._decks)

    def close(self) -> None:
        """End every thread, or leave those that hang in VLC to end with the program."""
        deadline = time.monotonic() + CLOSE_WITHIN
        for deck in self._decks:
            deck.close()
        hanging = [deck.name for deck in self._decks if not deck.join(deadline - time.monotonic())]
        if hanging:
            log.error("VLC hangs in deck %s", ", ".join(hanging))
        else:
            self._instance.release()
