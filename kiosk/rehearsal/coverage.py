"""What of a playlist the robot has seen and done, and what not. Counts only; no Qt."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from kiosk.visit import effects as ef
from kiosk.visit.state import InStory

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from kiosk.playlist.model import Playlist
    from kiosk.visit.effects import Effect
    from kiosk.visit.state import Visit

SILENCE = "(no answer)"


@dataclass(slots=True, weakref_slot=True)
class Coverage:
    """Counts by name. Choices are named `scene.choice`; `guards` says of each how often it did not, and did, hold when
    a scene was entered or a decision was asked."""

    playlist: Playlist
    visits: int = 0
    scenes: Counter[str] = field(default_factory=Counter)
    pages: Counter[str] = field(default_factory=Counter)
    chosen: Counter[str] = field(default_factory=Counter)
    endings: Counter[str] = field(default_factory=Counter)
    guards: dict[str, list[int]] = field(default_factory=dict)
    _seen: tuple[int, int] = (-1, -1)

    def __post_init__(self) -> None:
        self.guards = {name: [0, 0] for name in self.playlist.guards}

    def happened(self, effect: Effect) -> None:
        match effect:
            case ef.VisitBegan():
                self.visits += 1
            case ef.SceneEntered(scene):
                self.scenes[scene] += 1
            case ef.PageOpened(page):
                self.pages[page] += 1
            case ef.DecisionClosed(scene, choice, _):
                self.chosen[f"{scene}.{choice or SILENCE}"] += 1
            case ef.EndingReached(scene):
                self.endings[scene] += 1

    def stands(self, visit: Visit) -> None:
        """After an event: which guards hold. Once for each scene that is entered, and for each time it asks."""
        place = visit.place
        if not isinstance(place, InStory):
            return
        seen = place.film.play, place.open.serial if place.open is not None else -1
        if seen == self._seen:
            return
        self._seen = seen
        for name, guard in self.playlist.guards.items():
            self.guards[name][guard.holds(place)] += 1

    # ---- of how many

    def parts(self) -> Iterator[Part]:
        """Of each kind of thing, which of it was seen."""
        decisions = [s for s in self.playlist.scenes.values() if s.decision is not None]
        choices = [f"{s.id}.{choice.id}" for s in decisions if s.decision for choice in s.decision.choices]
        choices += [f"{s.id}.{SILENCE}" for s in decisions if s.decision and s.decision.silence is not None]
        endings = [s.id for s in self.playlist.scenes.values() if s.ending is not None]
        yield Part("scenes", tuple(self.playlist.scenes), self.scenes)
        yield Part("choices", tuple(choices), self.chosen)
        yield Part("endings", tuple(endings), self.endings)
        yield Part("pages", tuple(self.playlist.pages), self.pages)
        yield Part("guards, both ways", tuple(self.guards), {name: min(both) for name, both in self.guards.items()})


@dataclass(frozen=True, slots=True)
class Part:
    """One kind of thing: all of it, and how often each was seen."""

    title: str
    names: tuple[str, ...]
    counts: dict[str, int] | Counter[str]

    @property
    def seen(self) -> tuple[str, ...]:
        return tuple(name for name in self.names if self.counts.get(name, 0))

    @property
    def missed(self) -> tuple[str, ...]:
        return tuple(name for name in self.names if not self.counts.get(name, 0))


def shortened_list(names: Iterable[str], most: int = 6) -> str:
    """The first of them, and how many more there are."""
    known = list(names)
    more = len(known) - most
    return ", ".join(known[:most]) + (f" and {more} more" if more > 0 else "")
