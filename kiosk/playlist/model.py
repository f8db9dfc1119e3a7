"""What a technician writes, as typed values: a playlist, and by re-export everything storyvalues.py has.

All of it is frozen and holds no behaviour beyond looking itself up: reading.py makes it, visit/ walks it.
Durations are whole milliseconds. Ids of scenes, pages and collections share one namespace.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from types import MappingProxyType
from typing import TYPE_CHECKING, Literal

from kiosk.playlist.storyvalues import (
    Add,
    Assign,
    Chapter,
    Choice,
    Decision,
    Effect,
    Ending,
    EndingPart,
    Evidence,
    Flag,
    Hotspot,
    Media,
    Number,
    OneOf,
    Scene,
    Silence,
    Stretch,
    Target,
    Text,
    ToBack,
    ToHome,
    ToScene,
    ToWeighted,
    Value,
    Variable,
    Variant,
    Where,
    apply,
)

if TYPE_CHECKING:
    from kiosk.playlist.guards import Guard

__all__ = [
    "Add",
    "Allowance",
    "Assign",
    "Attract",
    "Before",
    "Chapter",
    "Choice",
    "Collection",
    "Decision",
    "Door",
    "Effect",
    "Ending",
    "EndingPart",
    "Evidence",
    "Flag",
    "Hotspot",
    "Media",
    "Number",
    "OneOf",
    "Page",
    "PageKind",
    "Playlist",
    "Scene",
    "Silence",
    "Stretch",
    "Target",
    "Text",
    "Timing",
    "ToBack",
    "ToHome",
    "ToScene",
    "ToWeighted",
    "Value",
    "Variable",
    "Variant",
    "Where",
    "apply",
]

PageKind = Literal["person", "text", "film"]


@dataclass(frozen=True, slots=True)
class Page:
    """Something to read or look at that never changes the path. `text` holds paragraphs, parted by blank lines."""

    id: str
    title: Text
    kind: PageKind = "text"
    role: Text | None = None
    text: Text | None = None
    picture: Media | None = None
    focus: float = 0.5
    """Where to look when the picture is cropped: 0 left .. 1 right. So on doors."""
    picture_text: Text | None = None
    """What the picture is, said under it: "The picture is a drawing"."""
    clip: Media | None = None
    clip_label: Text | None = None
    begin: str | None = None
    """A scene that can be begun from here, unless a story is under way: the film a page speaks of."""
    begin_label: Text | None = None
    link: str | None = None
    link_text: Text | None = None
    spoken: Media | None = None
    where: Where | None = None


@dataclass(frozen=True, slots=True)
class Collection:
    """Pages side by side, to choose from."""

    id: str
    pages: tuple[str, ...]
    title: Text | None = None
    where: Where | None = None


@dataclass(frozen=True, slots=True)
class Before:
    """What a visitor reads before a story: what it is, what it shows. `text` holds paragraphs."""

    title: Text | None = None
    text: Text | None = None
    picture: Media | None = None
    spoken: Media | None = None


@dataclass(frozen=True, slots=True)
class Door:
    """One way in from home. `open` is a scene, a page or a collection."""

    open: str
    title: Text
    text: Text | None = None
    picture: Media | None = None
    focus: float = 0.5
    lasts: int | None = None
    before: Before | None = None
    where: Where | None = None


@dataclass(frozen=True, slots=True)
class Attract:
    clips: tuple[Media, ...]
    invite: Text | None = None


@dataclass(frozen=True, slots=True)
class Allowance:
    """An exception from one of `kiosk check`'s rules, in one scene or everywhere, and why."""

    rule: str
    why: str
    scene: str | None = None
    where: Where | None = None


@dataclass(frozen=True, slots=True)
class Timing:
    """In ms. `ask_idle_after` at home, on pages, at held decisions; `reset_after` is never under 20 s (WCAG 2.2.1).

    `beat`, 0 to 5 s, is how long a touched choice stays lit before a cut. Its 600 ms are what the others need to leave.
    """

    window: int = 10_000
    tail: int = 4_000
    ask_idle_after: int = 60_000
    reset_after: int = 20_000
    beat: int = 600


@dataclass(frozen=True, slots=True)
class Playlist:
    """One exhibition. `scenes` keeps the order of the file: where there is no home, the first one starts."""

    title: Text
    file: Path
    languages: tuple[str, ...]
    attract: Attract
    scenes: Mapping[str, Scene]
    home: tuple[Door, ...] = ()
    before: Before | None = None
    timing: Timing = Timing()
    variables: Mapping[str, Variable] = field(default_factory=lambda: MappingProxyType({}))
    guards: Mapping[str, Guard] = field(default_factory=lambda: MappingProxyType({}))
    chapters: Mapping[str, Chapter] = field(default_factory=lambda: MappingProxyType({}))
    pages: Mapping[str, Page] = field(default_factory=lambda: MappingProxyType({}))
    collections: Mapping[str, Collection] = field(default_factory=lambda: MappingProxyType({}))
    captions_on: bool = True
    """Whether captions are shown until a visitor turns them off."""
    folders: tuple[Path, ...] = ()
    """Where its files are looked for, in this order; nothing outside them is ever opened."""
    allow: tuple[Allowance, ...] = ()

    def start_values(self) -> dict[str, Value]:
        return {name: variable.start for name, variable in self.variables.items()}

    def entrances(self) -> tuple[str, ...]:
        """The scenes a visitor may begin with: behind a door, from a page, or the first where there is no home."""
        behind = [door.open for door in self.home if door.open in self.scenes]
        pages = [page.begin for page in self.pages.values() if page.begin is not None]
        return tuple(dict.fromkeys([*behind, *pages] if self.home else [next(iter(self.scenes))]))

    def leads(self, target: Target) -> tuple[str, ...]:
        """The scenes a target may lead to."""
        match target:
            case ToScene(scene):
                return (scene,)
            case ToWeighted(weights):
                return tuple(weights)
            case _:
                return ()
