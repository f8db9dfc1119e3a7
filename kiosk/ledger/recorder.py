"""One visit, from what happened in it to what is counted of it. Pure: times are handed in.

Everything is counted once a visit, however often it happened in it: a visitor who goes another way and answers a
decision anew is still one visitor, and their first answer by touch is theirs.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from kiosk.visit import effects as ef

if TYPE_CHECKING:
    from kiosk.playlist.model import Playlist

How = Literal["touch", "default", "silence", "skipped", "left", "detour"]
"""How a decision ended: answered, by the author's default or silence, passed over by the technician or a clip that
failed, or left open. `detour`: only looked at something from which the film comes back to the decision."""


@dataclass(frozen=True, slots=True)
class Moment:
    """When something happens: `day` as 2026-08-13 and `hour` 0..23 on the museum's clock; `seconds` on a clock that
    never jumps, from anywhere."""

    day: str
    hour: int
    seconds: float


@dataclass(frozen=True, slots=True)
class Answer:
    """`choice` is "" where none was taken."""

    choice: str
    how: How


@dataclass(frozen=True, slots=True)
class Visited:
    """What is counted of one visit. It never reaches a disk: only sums of many do."""

    day: str
    hour: int
    seconds: int
    """From the first touch to the last thing that happened; the wait for a visitor who had left is not in it."""
    why: Literal["idle", "home", "technician", "closed"]
    scenes: frozenset[str]
    """Entered at least once."""
    pages: frozenset[str]
    """Opened at least once."""
    answers: Mapping[str, Answer]
    """By scene: how its decision ended for this visitor, for each that was asked."""
    detours: frozenset[tuple[str, str]]
    """Scene and choice of every detour taken at least once."""
    endings: tuple[str, ...]
    """Those that were reached, each once, the first one first."""
    last: str
    """The scene in which the visit ended; "" where none was entered."""


class Recorder:
    """Gathers one visit after another. One that has not ended is in no sum."""

    def __init__(self, playlist: Playlist) -> None:
        self._detours = {
            (scene.id, choice.id)
            for scene in playlist.scenes.values()
            if scene.decision is not None
            for choice in scene.decision.choices
            if choice.detour is not None
        }
        self._began: Moment | None = None

    def take(self, effect: ef.Effect, moment: Moment) -> Visited | None:
        """Take what happened at `moment`. The answer is the visit's count, when this was its end."""
        if isinstance(effect, ef.VisitBegan):
            self._begin(moment)
        elif self._began is not None:
            if isinstance(effect, ef.VisitEnded):
                return self._end(self._began, effect, moment)
            if self._happened(effect):
                self._seconds = moment.seconds
        return None

    def _begin(self, moment: Moment) -> None:
        self._began, self._seconds = moment, moment.seconds
        self._scenes: set[str] = set()
        self._pages: set[str] = set()
        self._answers: dict[str, Answer | None] = {}
        self._taken: set[tuple[str, str]] = set()
        self._endings: list[str] = []
        self._last = ""

    def _happened(self, effect: ef.Effect) -> bool:
        """Whether it was something of the visit itself."""
        match effect:
            case ef.SceneEntered(scene):
                self._scenes.add(scene)
                self._last = scene
            case ef.PageOpened(page):
                self._pages.add(page)
            case ef.DecisionOpened(scene):
                self._answers.setdefault(scene, None)
            case ef.DecisionClosed(scene, choice, by):
                self._close(scene, choice or "", by)
            case ef.DecisionLeft(scene):  # by going home, which is seen by what follows; or because nobody was there
                self._answer(scene, Answer("", "left"))
                return False
            case ef.EndingReached(scene):
                if scene not in self._endings:
                    self._endings.append(scene)
            case _:
                return False
        return True

    def _close(self, scene: str, choice: str, by: ef.By) -> None:
        if by == "touch" and (scene, choice) in self._detours:
            self._taken.add((scene, choice))
            self._answer(scene, Answer("", "detour"))
        else:
            self._answer(scene, Answer(choice, by))

    def _answer(self, scene: str, answer: Answer) -> None:
        """The first one counts; but a touched answer before any other, and a detour after all others."""
        known = self._answers.get(scene)
        if known is None or known.how == "detour" or (answer.how == "touch" and known.how != "touch"):
            self._answers[scene] = answer

    def _end(self, began: Moment, ended: ef.VisitEnded, moment: Moment) -> Visited:
        self._began = None
        # Nobody was there any more when the kiosk had asked: until then is not how long somebody stayed.
        until = self._seconds if ended.why == "idle" else moment.seconds
        return Visited(
            day=began.day,
            hour=began.hour,
            seconds=max(0, round(until - began.seconds)),
            why=ended.why,
            scenes=frozenset(self._scenes),
            pages=frozenset(self._pages),
            answers={scene: answer or Answer("", "left") for scene, answer in self._answers.items()},
            detours=frozenset(self._taken),
            endings=tuple(self._endings),
            last=self._last,
        )
