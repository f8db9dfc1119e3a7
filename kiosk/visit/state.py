"""One visitor's visit as a value. Nothing of it outlives a reset but the counter that keeps numbers unique."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from types import MappingProxyType
from typing import Literal

from kiosk.playlist.model import Media, Text, Value
from kiosk.visit.aids import Aids
from kiosk.visit.reopening import Reopening
from kiosk.visit.shares import Shares

TimerName = Literal["window", "beat", "idle", "reset", "attract", "closing", "told", "speaking"]

VOLUME_STEPS = 5


@dataclass(frozen=True, slots=True)
class Rest:
    """It is outside the opening hours, until `opens`; None where nobody knows. A visit that was in progress when that
    began may go on for `grace` ms."""

    grace: int
    opens: Reopening | None


@dataclass(frozen=True, slots=True)
class House:
    """What this kiosk gives every new visitor: not a visitor's own."""

    language: str
    captions: bool = True
    volume: int = 3
    aids: Aids = field(default_factory=Aids)
    shares: Shares = field(default_factory=Shares)
    """What earlier visitors did."""
    speech: bool = False
    """There is a voice that can read aloud."""
    rest: Rest | None = None
    """None within the opening hours: no visit begins outside them."""


@dataclass(frozen=True, slots=True)
class Film:
    """A play in front of the visitor. `duration` in ms, 0 until its first frame was shown or where nobody knows."""

    play: int
    duration: int = 0
    shown: bool = False
    held: bool = False
    ended: bool = False
    rounds: bool = False
    """It was told to go round in its stretch."""


@dataclass(frozen=True, slots=True)
class Armed:
    """A play that waits before its first frame, for the case that this clip comes next."""

    media: Media
    play: int


# ---- places


@dataclass(frozen=True, slots=True)
class InAttract:
    pass


@dataclass(frozen=True, slots=True)
class InRest:
    """Outside the opening hours: dark. `told`: somebody touched, and is told when it opens again."""

    told: bool = False


@dataclass(frozen=True, slots=True)
class AtHome:
    pass


@dataclass(frozen=True, slots=True)
class AtBefore:
    """Before a story. `door` is None where the playlist has no home."""

    door: int | None
    scene: str


@dataclass(frozen=True, slots=True)
class Step:
    """One scene of the path; `told` is what was decided in it, `touched` the choice if a visitor took it."""

    scene: str
    variant: int
    told: Text | None = None
    touched: str | None = None


@dataclass(frozen=True, slots=True)
class Open:
    """A decision in front of the visitor. `serial` is new whenever its time starts anew."""

    serial: int
    choices: tuple[tuple[str, bool], ...]
    """Ids of the choices that are shown, each with whether it can be touched."""
    touched: bool = False
    """Somebody touched anything since it opened."""
    closed: bool = False
    chosen: str | None = None
    answered: bool = False
    """A visitor chose; otherwise the time ran out."""


@dataclass(frozen=True, slots=True)
class Detour:
    """Where a detour began: the scene, its variant, and when in the film its decision had opened (ms)."""

    scene: str
    variant: int
    opened_at: int


@dataclass(frozen=True, slots=True)
class InStory:
    """On the way through scenes.

    `entered`, `earlier` and `decided_from` are whole earlier values of the same story: Back and "another way" put one
    of them back, so that nothing has to be undone.
    """

    door: int | None
    first: str
    scene: str
    variant: int
    values: Mapping[str, Value]
    film: Film
    visited: frozenset[str] = frozenset()
    chosen: frozenset[str] = frozenset()
    """"scene.choice" for every choice taken."""
    steps: tuple[Step, ...] = ()
    detours: tuple[Detour, ...] = ()
    draws: int = 0
    open: Open | None = None
    opened_at: int = 0
    hotspots: frozenset[int] = frozenset()
    """Indices of the scene's hotspots that are over the film now."""
    waiting: Armed | None = None
    """The scene's hold clip, armed."""
    finished: bool = False
    """An ending whose film has run out."""
    holding: bool = False
    """What runs in front is the hold clip: not film that somebody chose."""
    stretch: tuple[int, int] | None = None
    """The part of this film that goes round while a visitor thinks, in ms; known when its first frame was shown."""
    went_round: bool = False
    """It came to its stretch's end: what runs from now on is not film that somebody chose."""
    entered: InStory | None = field(default=None, repr=False, compare=False)
    """As it was when this scene began."""
    earlier: InStory | None = field(default=None, repr=False, compare=False)
    """As it was when the scene before this one began."""
    decided_from: InStory | None = field(default=None, repr=False, compare=False)
    """As it was when the last decision opened. These three share their own past: shown or compared they would be read
    over and over, three times as often with every decision."""


Place = InAttract | InRest | AtHome | AtBefore | InStory


@dataclass(frozen=True, slots=True)
class OnPage:
    page: str


@dataclass(frozen=True, slots=True)
class OnCollection:
    collection: str


@dataclass(frozen=True, slots=True)
class Loop:
    """The attract film, which also goes on behind home. `failures` in a row, so that a dead disk is not hammered."""

    index: int
    film: Film
    failures: int = 0


@dataclass(frozen=True, slots=True)
class Visit:
    house: House
    seed: int
    next: int
    """The next number for a play, a timer or a serial. Never used twice while the program runs."""
    language: str
    captions: bool
    volume: int
    aids: Aids = field(default_factory=Aids)
    place: Place = InAttract()
    over: tuple[OnPage | OnCollection, ...] = ()
    """What lies over the place: pages and collections, the last one in front."""
    loop: Loop | None = None
    clip: Film | None = None
    """The clip of the page in front."""
    clip_seen: bool = False
    """Such a clip was shown since the story's film was: its picture is still there."""
    armed: tuple[Armed, ...] = ()
    timers: Mapping[TimerName, int] = field(default_factory=lambda: MappingProxyType({}))
    relaxed: bool = False
    """Without time limits."""
    gentle: bool = False
    choosing_language: bool = False
    helping: bool = False
    """"More help" is open. Never together with the list of languages."""
    asking: bool = False
    speaking: bool = False
    """Something is being read aloud: no time runs meanwhile."""
    dark: bool = False
    """The screen was dark, and stays so until attract's first picture is there."""
    untouched: int = 0
    """Decisions in a row that nobody touched."""
    unattended: frozenset[str] = frozenset()
    """Scenes entered since the last touch: coming round to one of them means that nobody is there."""
    failures: int = 0
    """Clips in a row that failed before a frame was shown."""

    @property
    def setting(self) -> bool:
        """The list of languages or "More help" lies over everything."""
        return self.choosing_language or self.helping

    @property
    def awake(self) -> bool:
        return not isinstance(self.place, InAttract | InRest)
