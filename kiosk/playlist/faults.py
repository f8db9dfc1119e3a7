"""What is wrong in a file a technician wrote, where, and how to mend it."""

from __future__ import annotations

import difflib
import re
from collections.abc import Iterable
from dataclasses import dataclass

from kiosk.playlist.model import Where


@dataclass(frozen=True, slots=True)
class Fault:
    """One thing to mend. `what` and `cure` are whole sentences; `excerpt` is the file's own line, if there is one."""

    where: Where
    what: str
    cure: str
    excerpt: str = ""

    def __str__(self) -> str:
        return f"{self.where}: {self.what} {self.cure}".rstrip()

    def shown(self) -> str:
        """The fault with its line and a caret under the column."""
        if not self.excerpt:
            return str(self)
        return f"{self}\n    {self.excerpt}\n    {' ' * (self.where.column - 1)}^"


class FaultyFile(Exception):  # noqa: N818 - `except FaultyFile` says what it catches
    """A file cannot be used. `faults` holds everything that is wrong with it, in the order of the file."""

    def __init__(self, faults: Iterable[Fault]) -> None:
        self.faults: tuple[Fault, ...] = tuple(sorted(faults, key=_place))
        super().__init__("\n".join(str(fault) for fault in self.faults))


class PlaylistError(FaultyFile):
    """A playlist cannot be shown. `missing`: the files that it names and that are not there, as far as it was read."""

    missing: tuple[Fault, ...] = ()


def _place(fault: Fault) -> tuple[str, int, int, str]:
    return fault.where.file, fault.where.line, fault.where.column, fault.what


def nearest(word: str, known: Iterable[str]) -> str | None:
    """The known word that `word` is nearly, or that is one of its own: `hours` in `opening-hours`."""
    names = list(known)
    near = difflib.get_close_matches(word.lower(), names, n=1, cutoff=0.6)
    return next(iter([*near, *(part for part in re.split("[-_ ]", word.lower()) if part in names)]), None)


def suggest(word: str, known: Iterable[str], otherwise: str = "") -> str:
    """The cure for a word nobody knows: the nearest known one, else the known ones, else `otherwise`."""
    names = list(dict.fromkeys(known))
    near = nearest(word, names)
    if near:
        return f"Did you mean `{near}`?"
    if not names:
        return otherwise
    shown = ", ".join(f"`{name}`" for name in names[:12])
    return f"Known here: {shown}{' and more' if len(names) > 12 else ''}."
