"""What a story is made of, as typed values: texts and media, variables, scenes. model.py has them all, too."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from types import MappingProxyType
from typing import TYPE_CHECKING, ClassVar, Literal

if TYPE_CHECKING:
    from kiosk.playlist.guards import Guard

Value = bool | int | str
"""What a variable may hold."""

SOUNDS = (".m4a", ".mp3", ".ogg", ".opus", ".wav", ".flac")
"""Files that are only heard."""

Evidence = Literal["archive", "smuggled", "testimony", "reenactment", "composite"]
EndingPart = Literal["path", "shares", "people", "links"]


@dataclass(frozen=True, slots=True)
class Where:
    """A place in a file, as an editor counts: line and column from 1."""

    file: str
    line: int
    column: int

    def __str__(self) -> str:
        return f"{self.file}:{self.line}:{self.column}"


@dataclass(frozen=True, slots=True)
class Text:
    """Words for a visitor: the same in every language (`plain`), or one wording per language."""

    plain: str | None = None
    wordings: Mapping[str, str] = field(default_factory=lambda: MappingProxyType({}))

    def say(self, language: str) -> str:
        """The wording in `language`; where that is missing, the first one that was written."""
        if self.plain is not None:
            return self.plain
        return self.wordings.get(language) or next(iter(self.wordings.values()), "")

    def languages(self) -> frozenset[str]:
        return frozenset(self.wordings)


@dataclass(frozen=True, slots=True)
class Media:
    """One piece of footage or one picture, with everything found beside it by suffix.

    `clip.mp4` is `path`; `clip.ko.mp4` is `paths["ko"]`; `clip.ko.vtt` or `.srt` is `captions["ko"]`, `clip.vtt`
    is `captions[""]`; `clip.ko.m4a` is `sounds["ko"]`; `clip.en.ad.m4a` is `descriptions["en"]`;
    `clip.ko.sign.mp4` is `signed["ko"]`; `clip.portrait.mp4` is `portrait`, for panels that are higher than wide.
    """

    name: str
    path: Path
    paths: Mapping[str, Path] = field(default_factory=lambda: MappingProxyType({}))
    captions: Mapping[str, Path] = field(default_factory=lambda: MappingProxyType({}))
    sounds: Mapping[str, Path] = field(default_factory=lambda: MappingProxyType({}))
    descriptions: Mapping[str, Path] = field(default_factory=lambda: MappingProxyType({}))
    signed: Mapping[str, Path] = field(default_factory=lambda: MappingProxyType({}))
    portrait: Path | None = None
    lasts: int | None = None
    """ms a picture stands where a film was meant; None: as long as footage lets it."""
    seen: Media | None = None
    """The picture that stands while a sound is heard."""
    described: bool = False
    """One of its own sound tracks is an audio description."""
    signer: Literal["left", "right"] = "right"
    """The upper corner in which its sign language is seen."""
    where: Where | None = None

    @property
    def heard(self) -> bool:
        """Whether it is a sound, with nothing of its own to be seen."""
        return self.name.lower().endswith(SOUNDS)

    def picture(self, language: str, *, portrait: bool = False) -> Path:
        """The file to show: the language's own, then the portrait cut on a portrait panel, then the plain one."""
        if language in self.paths:
            return self.paths[language]
        if portrait and self.portrait is not None:
            return self.portrait
        return self.path

    def recording(self, language: str, first: str) -> Path | None:
        """The sound in which a text is read in `language`. One whose name says no language is in the `first`."""
        return self.paths.get(language) or (self.path if language == first else None)

    def caption_file(self, language: str) -> Path | None:
        return self.captions.get(language) or self.captions.get("")

    def description_file(self, language: str) -> Path | None:
        """What describes it, to be heard beside its own sound."""
        return self.descriptions.get(language) or self.descriptions.get("")

    def signed_file(self, language: str) -> Path | None:
        """Its sign language, to be seen beside its own picture."""
        return self.signed.get(language) or self.signed.get("")


# ---- variables, effects


@dataclass(frozen=True, slots=True)
class Flag:
    start: bool = False

    def holds(self, value: Value) -> bool:
        return isinstance(value, bool)


@dataclass(frozen=True, slots=True)
class OneOf:
    values: tuple[str, ...]
    start: str

    def holds(self, value: Value) -> bool:
        return isinstance(value, str) and value in self.values


@dataclass(frozen=True, slots=True)
class Number:
    """A whole number; effects that would leave `low`..`high` stop at the bound."""

    low: int
    high: int
    start: int

    def holds(self, value: Value) -> bool:
        return isinstance(value, int) and not isinstance(value, bool) and self.low <= value <= self.high


Variable = Flag | OneOf | Number


@dataclass(frozen=True, slots=True)
class Assign:
    variable: str
    value: Value


@dataclass(frozen=True, slots=True)
class Add:
    """`+1`, `-2`: only numbers, kept within the variable's bounds."""

    variable: str
    amount: int


Effect = Assign | Add


def apply(
    effects: tuple[Effect, ...], values: Mapping[str, Value], variables: Mapping[str, Variable]
) -> dict[str, Value]:
    """`values` after `effects`, in their order. Raises KeyError for a variable that was never declared."""
    after = dict(values)
    for effect in effects:
        if isinstance(effect, Assign):
            after[effect.variable] = effect.value
        else:
            bounds = variables[effect.variable]
            assert isinstance(bounds, Number)  # reading.py lets nothing else through
            now = int(after[effect.variable])
            after[effect.variable] = max(bounds.low, min(bounds.high, now + effect.amount))
    return after


# ---- where a choice or a scene leads


@dataclass(frozen=True, slots=True)
class ToScene:
    scene: str


@dataclass(frozen=True, slots=True)
class ToHome:
    """Home if the playlist has one, else the attract loop."""


@dataclass(frozen=True, slots=True)
class ToBack:
    """Where the detour began; outside a detour, home."""


@dataclass(frozen=True, slots=True)
class ToWeighted:
    """One of several scenes, drawn with the visit's own seed; weights are positive whole numbers."""

    weights: Mapping[str, int]


Target = ToScene | ToHome | ToBack | ToWeighted


# ---- scenes


@dataclass(frozen=True, slots=True)
class Choice:
    id: str
    label: Text
    to: Target | None = None
    detour: str | None = None
    when: Guard | None = None
    otherwise: Literal["hidden", "dimmed"] = "hidden"
    effects: tuple[Effect, ...] = ()
    once: bool = False
    told: Text | None = None
    """How the ending's path tells it, in the past tense; the label where it is missing."""
    spoken: Media | None = None
    """The label, read by somebody. So wherever there is a `spoken`: of a page and an ending it is the text."""
    where: Where | None = None


@dataclass(frozen=True, slots=True)
class Silence:
    """Saying nothing, authored as an answer of its own."""

    to: Target
    effects: tuple[Effect, ...] = ()
    told: Text | None = None


@dataclass(frozen=True, slots=True)
class Decision:
    """Where a scene asks.

    `opens` is in film time; negative counts from the clip's measured end; None opens it when the film ends.
    `window` is how long it stays open; None waits for ever. `default` names a choice, `silence` stands for no answer.
    """

    ask: Text
    choices: tuple[Choice, ...]
    opens: int | None = None
    window: int | None = None
    default: str | None = None
    silence: Silence | None = None
    after: Literal["cut", "play out"] = "cut"
    """Whether the next scene comes at once, or when this film has run out."""
    spoken: Media | None = None
    """The question."""
    where: Where | None = None

    def choice(self, choice: str) -> Choice:
        return next(c for c in self.choices if c.id == choice)


@dataclass(frozen=True, slots=True)
class Hotspot:
    """An area over the film that opens a page. `area`: x, y, width, height, 0..1 of the picture; times in ms."""

    at: int
    lasts: int
    area: tuple[float, float, float, float]
    open: str
    label: Text | None = None
    where: Where | None = None


@dataclass(frozen=True, slots=True)
class Variant:
    """One of several clips for a scene. Only the last has no guard; `to` overrides the scene's own."""

    clip: Media
    when: Guard | None = None
    to: Target | None = None
    where: Where | None = None


@dataclass(frozen=True, slots=True)
class Stretch:
    """A part of a scene's own film. Ms from its beginning, or from its end if negative; no `end`: the film's."""

    start: int
    end: int | None = None

    SHORTEST: ClassVar[int] = 1_000
    """ms: while one round is seen, the next one is made ready, which takes up to 0.5 s on a slow machine."""


@dataclass(frozen=True, slots=True)
class Ending:
    title: Text
    text: Text | None = None
    retry: bool = False
    show: tuple[EndingPart, ...] = ("path", "shares", "people", "links")
    people: tuple[str, ...] = ()
    link: str | None = None
    link_text: Text | None = None
    spoken: Media | None = None


@dataclass(frozen=True, slots=True)
class Scene:
    id: str
    variants: tuple[Variant, ...]
    chapter: str | None = None
    evidence: Evidence | None = None
    gentler: str | None = None
    enter: tuple[Effect, ...] = ()
    hotspots: tuple[Hotspot, ...] = ()
    decision: Decision | None = None
    hold: Media | None = None
    """What goes round while a visitor thinks: a clip of its own, or"""
    stretch: Stretch | None = None
    """a stretch of the scene's film; never both."""
    to: Target | None = None
    ending: Ending | None = None
    focus: float = 0.5
    """Where to look when a portrait panel crops the picture: 0 left .. 1 right."""
    still: Media | None = None
    """The picture that stands for the scene on the ending's path; else the clip's own first frame is not shown."""
    where: Where | None = None


@dataclass(frozen=True, slots=True)
class Chapter:
    title: Text
    warning: Text | None = None
