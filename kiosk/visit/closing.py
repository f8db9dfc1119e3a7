"""Closing time and opening: the screen rests outside the museum's hours, and a visit in progress ends gently."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from kiosk.visit import home
from kiosk.visit.state import InAttract, InRest, Rest

if TYPE_CHECKING:
    from kiosk.visit.reopening import Reopening
    from kiosk.visit.turn import Turn

TOLD = 10_000
"""Ms for which a touch on the dark screen is told when it opens again."""


def close(turn: Turn, grace: int, opens: Reopening | None) -> None:
    """The museum is closed, until `opens`. A visit may go on for `grace` ms; told again, it gets no more."""
    known = turn.visit.house.rest
    turn.change(house=replace(turn.visit.house, rest=Rest(grace, opens)))
    if known is None and (grace == 0 or not turn.visit.awake):
        home.reset(turn, "closed")


def reopen(turn: Turn) -> None:
    """Attract begins, or the visit that was to end goes on."""
    turn.change(house=replace(turn.visit.house, rest=None))
    if isinstance(turn.visit.place, InRest):
        turn.change(place=InAttract(), dark=True)
        home.run_attract(turn, 0)


def tell(turn: Turn) -> None:
    """Somebody touched the dark screen: no visit begins outside the hours. Each touch gives the whole time again."""
    turn.stop_timer("told")
    turn.change(place=InRest(told=True))


def due(turn: Turn) -> None:
    """The grace of a visit is over, or what was told: dark."""
    if turn.visit.awake:
        home.reset(turn, "closed")
    else:
        turn.change(place=InRest())
