"""What a walk through all states of a story has found."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from kiosk.playlist.model import Playlist

Touches = tuple[str, ...]
"""How a visitor comes somewhere: "village: call"."""


@dataclass(frozen=True, slots=True)
class Visits:
    """Random visits that were made where the walk stopped at its limit."""

    number: int
    seed: int


@dataclass(frozen=True, slots=True)
class Walk:
    """What was found. `complete` is False where the limit came first: what was not found may be there all the same."""

    playlist: Playlist
    states: int
    complete: bool
    scenes: Mapping[str, Touches]
    """Every scene that can be reached, with touches to it: as few as can be, except where only `visits` came there."""
    choices: frozenset[tuple[str, str]]
    """Every (scene, choice) that can be touched."""
    shut: Mapping[str, Touches]
    """Every scene whose decision can come up without any choice, with the touches that lead there, as for `scenes`."""
    trapped: Mapping[str, Touches]
    """Every scene from which, as it can be reached, neither an ending nor home can be: with the touches."""
    outcomes: Mapping[str, frozenset[bool]]
    """Each guard there is, by its text, with what it came out as."""
    visits: Visits | None = None
    """Where the walk is not complete. What they found is among the rest."""
