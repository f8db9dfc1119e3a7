"""What the screen has to show, as one immutable value in the visitor's own language.

The screen draws a View and knows nothing else of a visit. Every text in it is final: no keys, no markup.
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from kiosk.visit.aids import Aids
from kiosk.visit.reopening import Reopening

ScreenName = Literal["attract", "home", "before", "scene", "collection", "page", "ending", "closed"]


@dataclass(frozen=True, slots=True)
class DoorView:
    """`seconds` is how long it takes, 0 where that is not said."""

    title: str
    text: str
    picture: Path | None
    seconds: int
    focus: float = 0.5
    """Where the picture is looked at when it is cropped: 0 left .. 1 right."""


@dataclass(frozen=True, slots=True)
class BeforeView:
    """Empty texts where the author wrote none: the screen has words of its own for that."""

    title: str
    paragraphs: tuple[str, ...]
    warnings: tuple[str, ...]
    picture: Path | None
    timed: bool
    relaxed: bool
    """The visitor has taken time limits off already: there is no other way to begin."""
    window: int
    """Milliseconds for a decision, for the words under "Begin"."""
    gentler: bool
    """There are gentler scenes to choose."""
    gentle: bool
    """They are chosen."""


@dataclass(frozen=True, slots=True)
class ChoiceView:
    id: str
    label: str
    enabled: bool


@dataclass(frozen=True, slots=True)
class DecisionView:
    """`serial` differs for every decision that opens (and when its time starts anew), so that the screen can start its
    line. `window` in ms, 0: no limit was ever meant. `held`: a limit was meant, and the visitor took it off."""

    serial: int
    ask: str
    choices: tuple[ChoiceView, ...]
    window: int
    held: bool
    chosen: str | None
    """The choice that was taken, lit until the cut."""
    by_default: bool = False
    """It was taken because nobody answered."""
    waits: bool = False
    """It is being read aloud: its time begins afterwards."""


@dataclass(frozen=True, slots=True)
class HotspotView:
    """`index` is what HotspotTouched wants back; `area` is x, y, width, height in 0..1 of the whole picture."""

    index: int
    label: str
    area: tuple[float, float, float, float]


@dataclass(frozen=True, slots=True)
class LinkView:
    """Something to take along on a phone: shown as a QR code with the address beside it."""

    url: str
    text: str


@dataclass(frozen=True, slots=True)
class PageView:
    id: str
    kind: Literal["person", "text", "film"]
    title: str
    role: str
    paragraphs: tuple[str, ...]
    picture: Path | None
    picture_text: str
    clip_label: str
    has_clip: bool
    playing: bool
    begins: bool
    """It offers a scene to begin."""
    begin_label: str
    link: LinkView | None
    focus: float = 0.5


@dataclass(frozen=True, slots=True)
class CollectionView:
    title: str
    pages: tuple[PageView, ...]


@dataclass(frozen=True, slots=True)
class StepView:
    """One scene of the path, and what was decided in it ("" where nothing was). `clip` is where a picture can be had
    from when there is no still."""

    scene: str
    still: Path | None
    clip: Path | None
    told: str


@dataclass(frozen=True, slots=True)
class PersonView:
    page: str
    title: str
    role: str
    picture: Path | None
    focus: float = 0.5


@dataclass(frozen=True, slots=True)
class ShareView:
    """`same` of `whole` earlier visitors did as this one: decided `told`, or came to this ending ("")."""

    told: str
    same: int
    whole: int


@dataclass(frozen=True, slots=True)
class EndingView:
    title: str
    text: str
    path: tuple[StepView, ...]
    shares: tuple[ShareView, ...]
    people: tuple[PersonView, ...]
    link: LinkView | None
    retry: bool
    """There is a decision to go back to."""
    complete: bool
    """False where the film has not run out yet: the screen still shows only the film."""


@dataclass(frozen=True, slots=True)
class AskingView:
    """ "Are you still there?": the reset comes `after` ms from when `serial` was new."""

    serial: int
    after: int


@dataclass(frozen=True, slots=True)
class ClosingView:
    """It is closing time: the visit ends `after` ms from when `serial` was new, or before."""

    serial: int
    after: int


@dataclass(frozen=True, slots=True)
class ClosedView:
    """Nothing but dark; once it was touched, that it is closed, and until when (None: nobody knows)."""

    told: bool
    opens: Reopening | None


@dataclass(frozen=True, slots=True)
class LanguageView:
    code: str
    name: str
    """In its own language: 한국어."""


@dataclass(frozen=True, slots=True)
class View:
    screen: ScreenName
    language: str
    languages: tuple[LanguageView, ...]
    choosing_language: bool
    helping: bool
    """"More help" is open."""
    captions: bool
    volume: int
    """0..5 steps."""
    relaxed: bool
    aids: Aids
    can_home: bool
    can_back: bool
    title: str
    invites: tuple[str, ...]
    """On attract, the invitation in each of the playlist's languages, to be shown in turn."""
    doors: tuple[DoorView, ...]
    before: BeforeView | None
    chapter: str
    reenacted: bool
    """The scene is re-enacted or a composite, which is said on the screen."""
    focus: float
    decision: DecisionView | None
    hotspots: tuple[HotspotView, ...]
    collection: CollectionView | None
    page: PageView | None
    ending: EndingView | None
    asking: AskingView | None
    describes: bool = False
    """Some film of the exhibition has an audio description, so it can be switched."""
    signs: bool = False
    """Some film has sign language."""
    closing: ClosingView | None = None
    closed: ClosedView | None = None
    """On the screen "closed"."""
    can_speak: bool = False
    """There is a voice that reads aloud, for whom wants it."""
    recordings: tuple[tuple[str, Path], ...] = ()
    """Texts of this screen that somebody has read, in this language, and the sounds of that."""
