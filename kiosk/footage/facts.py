"""What footage does at this moment, for a technician: what is on the screen, and what each deck holds."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from kiosk.footage.cutting import Cutting
from kiosk.footage.deck import Deck
from kiosk.footage.pool import Pool
from kiosk.footage.showing import Showing


@dataclass(frozen=True, slots=True)
class Report:
    """For the technician. `shown` and `dropped` count pictures since the start, `decks` says what each deck holds."""

    sink: str
    shown: int
    dropped: int
    decks: tuple[str, ...]
    troubles: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Facts:
    """`position` and `duration` in ms of film. `decks` says of each what it holds and what for, "" for a free one;
    `marks` are the times ahead in the film on the screen, with their names."""

    sink: str
    shown: int
    dropped: int
    film: str
    position: int
    duration: int
    decks: tuple[str, ...]
    marks: tuple[tuple[int, str], ...]


def facts_of(sink: str, shown: int, pool: Pool, cutting: Cutting) -> Facts:
    """As it stands now. `shown`: pictures put on the screen since the start."""
    showing = cutting.on_screen
    film = showing.order.path.name if showing is not None else ""
    position = showing.position() if showing is not None else 0
    return Facts(
        sink=sink,
        shown=shown,
        dropped=pool.dropped,
        film=film,
        position=position,
        duration=showing.duration if showing is not None else 0,
        decks=held_by(pool.decks, cutting.all(), showing),
        marks=tuple(sorted(mark for mark in showing.marks if mark[0] > position)) if showing is not None else (),
    )


def held_by(decks: Sequence[Deck], plays: Iterable[Showing], on_screen: Showing | None) -> tuple[str, ...]:
    """One line a deck: the file's name and what it is there for."""
    what: dict[int, str] = {}
    for play in plays:
        if play.deck is not None:
            what[id(play.deck)] = _doing(play, on_screen)
        if play.spare is not None:
            waits = "other language" if play.spare_for == "language" else "next round"
            what[id(play.spare)] = waits if play.spare.take and play.spare.take.ready else f"{waits}, loading"
    return tuple(
        f"{deck.take.order.path.name}: {what.get(id(deck), 'over')}" if deck.take is not None else "" for deck in decks
    )


def _doing(play: Showing, on_screen: Showing | None) -> str:
    if play is on_screen:
        return "on the screen, held" if play.held else "on the screen"
    if play.take is None or not play.take.ready:
        return "loading"
    return "held" if play.told else "ready"
