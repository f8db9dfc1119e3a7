"""What a rule is, what it may look at, and what it finds. Each rule is one decorated function of a few lines.

An id is a letter and a number: E for what must be mended, W for what should be, I for what is only told.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Final, Literal

from kiosk.playlist.mediafacts import CaptionFacts, MediaFacts
from kiosk.playlist.model import Media, Playlist, Where

if TYPE_CHECKING:
    from kiosk.playlist.walking import Walk

Family = Literal["graph", "state", "media", "text", "experience"]


PANELS: Final = {"landscape": (1920, 1080), "portrait": (1080, 1920)}
"""Pixels of the panels on which it is looked whether words fit, by how they hang."""


@dataclass(frozen=True, slots=True)
class Fit:
    """A text that does not fit where it stands: `what` says what and in which language, on which panel, and how."""

    where: Where | None
    what: str


@dataclass(frozen=True, slots=True)
class Known:
    """All that rules may look at. What was not measured is None: then the rules that need it find nothing."""

    playlist: Playlist
    films: Mapping[Path, MediaFacts] | None = None
    captions: Mapping[Path, CaptionFacts] | None = None
    unused: tuple[str, ...] = ()
    """Films and sounds in the playlist's own media folder that nothing names."""
    misfits: tuple[Fit, ...] | None = None
    walk: Walk | None = None
    """All states of its stories; `check` walks them where it is None."""
    panel: tuple[float, float] = (708.0, 398.0)
    """mm, the width and height of the picture: by default of 32 inches, 16 to 9."""

    def facts(self, media: Media) -> MediaFacts | None:
        """What was measured of `media`'s own file, where it can be used at all."""
        found = (self.films or {}).get(media.path)
        return None if found is None or found.wrong else found

    def whole(self) -> Where:
        """The place of what concerns the whole playlist."""
        return Where(str(self.playlist.file), 1, 1)


@dataclass(frozen=True, slots=True)
class Found:
    """What one rule finds at one place. Without a `cure` of its own, the rule's `mend` is the cure."""

    where: Where | None
    what: str
    cure: str = ""


@dataclass(frozen=True, slots=True)
class Rule:
    """`why` it matters and how to `mend` it, in whole sentences for somebody who is no programmer."""

    id: str
    family: Family
    title: str
    why: str
    mend: str
    find: Callable[[Known], Iterator[Found]] = field(repr=False)


@dataclass(frozen=True, slots=True)
class Finding:
    rule: Rule
    where: Where
    what: str
    cure: str
    allowed: str = ""
    """Why the playlist allows it; empty where it does not."""


RULES: dict[str, Rule] = {}
"""Every rule by its id; filled by importing the modules that have them."""


def rule(
    id: str,  # noqa: A002 - what it is called everywhere else
    family: Family,
    title: str,
    why: str,
    mend: str,
) -> Callable[[Callable[[Known], Iterator[Found]]], Callable[[Known], Iterator[Found]]]:
    """Make a function a rule. Raises ValueError for an id that is taken."""

    def register(find: Callable[[Known], Iterator[Found]]) -> Callable[[Known], Iterator[Found]]:
        if id in RULES:
            raise ValueError(f"there are two rules {id}")
        RULES[id] = Rule(id, family, title, why, mend, find)
        return find

    return register
