"""What a visit wants done: imperatives, each a frozen value. performer.py carries them out in order.

A play is one showing of one clip, known by a number that is never used twice while the program runs. Each play that is
armed or played comes to exactly one end: ClipEnded or ClipFailed comes back for it, or the visit drops it.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from kiosk.playlist.model import Media

By = Literal["touch", "default", "silence", "skipped"]


# ---- footage


@dataclass(frozen=True, slots=True)
class Arm:
    """Load a clip and hold it before its first frame. `loop` never ends; `start` in ms of film."""

    play: int
    media: Media
    loop: bool = False
    start: int = 0


@dataclass(frozen=True, slots=True)
class Play:
    """Show an armed play and let it run. What was shown until now stays until its first frame is there."""

    play: int


@dataclass(frozen=True, slots=True)
class Hold:
    """Stop the film of `play` where it is; the picture stays."""

    play: int


@dataclass(frozen=True, slots=True)
class Resume:
    """Show `play` again and let it run on from where it was held."""

    play: int


@dataclass(frozen=True, slots=True)
class Drop:
    """Cut: `play` is over. Its last picture stays until another play shows one."""

    play: int


@dataclass(frozen=True, slots=True)
class GoRound:
    """From now on the film of `play` goes back to `start` whenever it comes to `end` (ms), until GoOn. Marks after
    `start`, up to `end`, are reached anew in each round."""

    play: int
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class GoOn:
    """The film of `play` does not go back any more: from where it is, it runs to its end."""

    play: int


@dataclass(frozen=True, slots=True)
class Mark:
    """Send MarkReached(play, mark) when the film passes `at` ms."""

    play: int
    mark: str
    at: int


@dataclass(frozen=True, slots=True)
class SetLanguage:
    """Sound, captions and clips of every play from now on; what is running goes on where it is."""

    language: str


@dataclass(frozen=True, slots=True)
class SetVolume:
    """0.0 .. 1.0 of what the technician allows."""

    level: float


@dataclass(frozen=True, slots=True)
class SetAside:
    """Whether films are described, and signed, from now on."""

    described: bool
    signed: bool


# ---- time


@dataclass(frozen=True, slots=True)
class StartTimer:
    """Send TimerDue(token) after `after` ms."""

    token: int
    after: int


@dataclass(frozen=True, slots=True)
class StopTimer:
    token: int


# ---- what happened, for the journal and the ledger: no identity, only this kiosk's counts


@dataclass(frozen=True, slots=True)
class VisitBegan:
    pass


@dataclass(frozen=True, slots=True)
class VisitEnded:
    why: Literal["idle", "home", "technician", "closed"]


@dataclass(frozen=True, slots=True)
class SceneEntered:
    scene: str


@dataclass(frozen=True, slots=True)
class PageOpened:
    page: str


@dataclass(frozen=True, slots=True)
class DecisionOpened:
    scene: str


@dataclass(frozen=True, slots=True)
class DecisionClosed:
    """Answered, exactly once for each DecisionOpened that was not left. `choice` is None for an authored silence."""

    scene: str
    choice: str | None
    by: By


@dataclass(frozen=True, slots=True)
class DecisionLeft:
    """The visitor went home, back or away while it was open."""

    scene: str


@dataclass(frozen=True, slots=True)
class EndingReached:
    scene: str


@dataclass(frozen=True, slots=True)
class Incident:
    """Something went wrong; the technician is told, the visitor is not."""

    what: str


Effect = (
    Arm | Play | Hold | Resume | Drop | GoRound | GoOn | Mark | SetLanguage | SetVolume | SetAside | StartTimer
    | StopTimer | VisitBegan | VisitEnded | SceneEntered | PageOpened | DecisionOpened | DecisionClosed | DecisionLeft
    | EndingReached | Incident
)  # fmt: skip
