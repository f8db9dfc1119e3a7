"""What a visit is told: past facts, each a frozen value. The only way anything new reaches it."""

from __future__ import annotations

from dataclasses import dataclass

from kiosk.visit.reopening import Reopening
from kiosk.visit.shares import Shares

# ---- the visitor


@dataclass(frozen=True, slots=True)
class SpokenTouched:
    """Read aloud, or no longer. `on`: as a headphone's jack says it that went in or out; None: the other way round.
    Also wakes the kiosk, unless it is False: nobody who looks for this has to see the attract loop first."""

    on: bool | None = None


@dataclass(frozen=True, slots=True)
class Touched:
    """The glass was touched anywhere: wakes the kiosk, answers "Are you still there?", restarts the idle clock."""


@dataclass(frozen=True, slots=True)
class DoorTouched:
    index: int


@dataclass(frozen=True, slots=True)
class BeginTouched:
    """On the page before a story. `relaxed`: without time limits."""

    relaxed: bool = False


@dataclass(frozen=True, slots=True)
class GentlerTouched:
    """On the page before a story: gentler scenes where there are any; touched again, not."""


@dataclass(frozen=True, slots=True)
class ChoiceTouched:
    choice: str


@dataclass(frozen=True, slots=True)
class TimeTouched:
    """ "Take your time", or at a decision that waits, back to the time limit."""


@dataclass(frozen=True, slots=True)
class HotspotTouched:
    index: int


@dataclass(frozen=True, slots=True)
class PageTouched:
    """A page in a collection, or the person at an ending."""

    page: str


@dataclass(frozen=True, slots=True)
class ClipTouched:
    """The clip of the page that is open: play it, or stop it."""


@dataclass(frozen=True, slots=True)
class SceneTouched:
    """Begin the scene that the open page offers."""


@dataclass(frozen=True, slots=True)
class AgainTouched:
    """Begin the story again, from its first scene."""


@dataclass(frozen=True, slots=True)
class RetryTouched:
    """Another way from the last decision."""


@dataclass(frozen=True, slots=True)
class HomeTouched:
    pass


@dataclass(frozen=True, slots=True)
class BackTouched:
    pass


@dataclass(frozen=True, slots=True)
class CaptionsTouched:
    pass


@dataclass(frozen=True, slots=True)
class LanguagesTouched:
    """Opens the list of languages, or closes it."""


@dataclass(frozen=True, slots=True)
class LanguageTouched:
    language: str


@dataclass(frozen=True, slots=True)
class VolumeTouched:
    """One step louder (+1) or quieter (-1)."""

    step: int


@dataclass(frozen=True, slots=True)
class HelpTouched:
    """Opens "More help", or closes it."""


@dataclass(frozen=True, slots=True)
class TextTouched:
    """How large text is: 0 as it was made, 1 larger, 2 largest."""

    step: int


@dataclass(frozen=True, slots=True)
class ContrastTouched:
    pass


@dataclass(frozen=True, slots=True)
class SeatedTouched:
    """Everything that can be touched within a seated person's reach; touched again, not."""


@dataclass(frozen=True, slots=True)
class CalmTouched:
    """No motion, and more time; touched again, not."""


@dataclass(frozen=True, slots=True)
class DescribedTouched:
    """Audio description on or off."""


@dataclass(frozen=True, slots=True)
class SignedTouched:
    """Sign language on or off."""


@dataclass(frozen=True, slots=True)
class LimitsTouched:
    """No time limits from now on, in this story and the next; touched again, as their authors meant them."""


# ---- the voice that reads aloud, the footage


@dataclass(frozen=True, slots=True)
class Speaking:
    """It began to read what has to be heard before anything can be answered, or came to its end."""

    on: bool


@dataclass(frozen=True, slots=True)
class FirstFrameShown:
    """`play` is on the screen. `duration` in ms of film; 0 where the file does not say."""

    play: int
    duration: int


@dataclass(frozen=True, slots=True)
class MarkReached:
    """The film of `play` passed the time that Mark(play, mark) named."""

    play: int
    mark: str


@dataclass(frozen=True, slots=True)
class ClipEnded:
    play: int


@dataclass(frozen=True, slots=True)
class ClipFailed:
    play: int
    reason: str


# ---- the clock, the technician, the ledger


@dataclass(frozen=True, slots=True)
class TimerDue:
    token: int


@dataclass(frozen=True, slots=True)
class ResetAsked:
    """The technician wants attract, now."""


@dataclass(frozen=True, slots=True)
class SkipAsked:
    """The technician wants the next scene: as if this clip had ended and nobody had touched."""


@dataclass(frozen=True, slots=True)
class Closed:
    """It is outside the opening hours, until `opens` (None: nobody knows). A visit in progress may go on `grace` ms.
    May be told again, when what is said of `opens` has changed."""

    grace: int
    opens: Reopening | None


@dataclass(frozen=True, slots=True)
class Opened:
    """The opening hours have begun, or closing time was a mistake."""


@dataclass(frozen=True, slots=True)
class SharesCounted:
    """What earlier visitors did, as far as it may be told from now on."""

    shares: Shares


Event = (
    Touched | DoorTouched | BeginTouched | GentlerTouched | ChoiceTouched | TimeTouched | HotspotTouched | PageTouched
    | ClipTouched | SceneTouched | AgainTouched | RetryTouched | HomeTouched | BackTouched | CaptionsTouched
    | LanguagesTouched | LanguageTouched | VolumeTouched | HelpTouched | TextTouched | ContrastTouched | SeatedTouched
    | CalmTouched | LimitsTouched | DescribedTouched | SignedTouched | SpokenTouched | Speaking | FirstFrameShown
    | MarkReached | ClipEnded | ClipFailed | TimerDue | ResetAsked | SkipAsked | Closed | Opened | SharesCounted
)  # fmt: skip
