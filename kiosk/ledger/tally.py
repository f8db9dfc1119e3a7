"""What the sums say: shares of visitors. Pure."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final

from kiosk.visit.shares import Share, Shares

if TYPE_CHECKING:
    from kiosk.playlist.model import Playlist

LEAST: Final = 30
"""Visitors below which no share is told: of fewer it says more about single people than about all."""

STEPS: Final = (0, 15, 30, 60, 90, 120, 180, 240, 300, 420, 600, 900, 1200, 1800)
"""Seconds with which a step of how long visits last begins. Museum visitors watch video for 137 s in the mean (Serrell
2002, 45 videos): the steps are finest around that."""


@dataclass(frozen=True, slots=True)
class Tally:
    """All sums of one playlist. `counts`: by kind, scene, choice and how, as the store has them."""

    hours: Mapping[int, int] = field(default_factory=dict)
    """Visits that began in each hour of the day."""
    days: Mapping[str, int] = field(default_factory=dict)
    stayed: Mapping[int, int] = field(default_factory=dict)
    """Visits by the step of STEPS that they lasted."""
    counts: Mapping[tuple[str, str, str, str], int] = field(default_factory=dict)

    @property
    def visits(self) -> int:
        return sum(self.hours.values())

    def count(self, kind: str, scene: str | None = None, choice: str | None = None, how: str | None = None) -> int:
        """The sum of all counts of this kind; None stands for any."""
        return sum(
            n
            for (a_kind, a_scene, a_choice, a_how), n in self.counts.items()
            if a_kind == kind and scene in (None, a_scene) and choice in (None, a_choice) and how in (None, a_how)
        )


def bucket(seconds: int) -> int:
    """The step that `seconds` belongs to."""
    return STEPS[bisect_right(STEPS, seconds) - 1]


def shares_of(tally: Tally, playlist: Playlist) -> Shares:
    """What may be told: for each decision and for the endings, where at least LEAST visitors stand behind it.

    Answers count by touch only, and only those that can still be given; a detour is no answer. A scene that somebody
    sees instead of another because it is gentler is the same ending.
    """
    answers: dict[tuple[str, str], Share] = {}
    for scene in playlist.scenes.values():
        choices = scene.decision.choices if scene.decision is not None else ()
        found = {c.id: tally.count("answer", scene.id, c.id, "touch") for c in choices if c.detour is None}
        whole = sum(found.values())
        if whole >= LEAST:
            answers |= {(scene.id, choice): Share(n, whole) for choice, n in found.items()}
    return Shares(answers, _endings(tally, playlist))


def _endings(tally: Tally, playlist: Playlist) -> dict[str, Share]:
    scenes = playlist.scenes
    harder = {scene.gentler: scene.id for scene in scenes.values() if scene.gentler is not None}
    same_as = {
        name: harder[name] if name in harder and scenes[harder[name]].ending is not None else name
        for name, scene in scenes.items()
        if scene.ending is not None
    }
    found = dict.fromkeys(same_as.values(), 0)
    for name, same in same_as.items():
        found[same] += tally.count("ending", name, how="first")
    whole = sum(found.values())
    return {name: Share(found[same], whole) for name, same in same_as.items()} if whole >= LEAST else {}


def entered_of(tally: Tally, playlist: Playlist) -> dict[str, Share]:
    """By scene: how many of all visits entered it at least once; nothing where there were fewer than LEAST."""
    if tally.visits < LEAST:
        return {}
    return {scene: Share(tally.count("scene", scene), tally.visits) for scene in playlist.scenes}
