"""Every screen that a visitor of a playlist may come to, as Views made by the real visit. Pure."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from types import MappingProxyType
from typing import Final

from kiosk.playlist.model import Playlist, Scene
from kiosk.visit.reopening import Reopening
from kiosk.visit.shares import Share, Shares
from kiosk.visit.showing import show
from kiosk.visit.state import (
    AtBefore,
    AtHome,
    Film,
    House,
    InAttract,
    InRest,
    InStory,
    OnCollection,
    OnPage,
    Open,
    Rest,
    Step,
    Visit,
)
from kiosk.visit.view import View

LONGEST: Final = 8
"""Decisions in the path of an ending, more than a visit has: what is beyond is leafed through."""
SHARE: Final = Share(12_041, 20_113)
"""A share with as many figures as a busy museum counts in a year."""
OPENS: Final = Reopening(days=3, weekday=2, day=24, month=12, hour=10, minute=30)


@dataclass(frozen=True, slots=True)
class Shown:
    """A View and its name, such as `decision village`. `caption`: something is said while it is there."""

    name: str
    view: View
    caption: str = ""


def screens(playlist: Playlist, language: str) -> Iterator[Shown]:
    """All of them in one language, as nobody has set anything."""
    shares = _shares(playlist)
    visit = Visit(House(language, shares=shares), seed=1, next=1, language=language, captions=True, volume=3)

    def shown(name: str, of: Visit, caption: str = "") -> Shown:
        return Shown(name, show(playlist, of), caption)

    home = replace(visit, place=AtHome())
    yield shown("attract", replace(visit, place=InAttract()))
    if playlist.home:
        yield shown("home", home)
    yield from _befores(playlist, visit)
    for scene in playlist.scenes.values():
        yield from _scene(playlist, visit, scene, _longest_caption(scene, language))
    for page in playlist.pages:
        yield shown(f"page {page}", replace(home, over=(OnPage(page),)))
    for collection in playlist.collections:
        yield shown(f"collection {collection}", replace(home, over=(OnCollection(collection),)))
    if len(playlist.languages) > 1:
        yield shown("languages", replace(home, choosing_language=True))
    yield shown("more help", replace(home, helping=True))
    yield shown("still there?", replace(home, asking=True, timers=MappingProxyType({"reset": 1})))
    leaving = replace(visit.house, rest=Rest(300_000, OPENS))
    yield shown("closing time", replace(home, house=leaving, timers=MappingProxyType({"closing": 1})))
    yield shown("closed", replace(visit, house=leaving, place=InRest(told=True)))


def _befores(playlist: Playlist, visit: Visit) -> Iterator[Shown]:
    doors: list[tuple[int | None, str]] = [
        (number, door.open) for number, door in enumerate(playlist.home) if door.open in playlist.scenes
    ]
    for number, scene in doors or ([] if playlist.home else [(None, next(iter(playlist.scenes)))]):
        yield Shown(f"before {scene}", show(playlist, replace(visit, place=AtBefore(number, scene))))


def _scene(playlist: Playlist, visit: Visit, scene: Scene, caption: str) -> Iterator[Shown]:
    """Its film with a caption and hotspots, its question, open and held, and as an ending."""
    door = next((number for number, door in enumerate(playlist.home) if door.open in playlist.scenes), None)
    there = InStory(door, scene.id, scene.id, 0, playlist.start_values(), Film(1, 60_000, shown=True))
    if scene.ending is not None:
        yield Shown(f"ending {scene.id}", show(playlist, replace(visit, place=_ended(playlist, there))))
        return
    spots = frozenset(range(len(scene.hotspots)))
    yield Shown(f"scene {scene.id}", show(playlist, replace(visit, place=replace(there, hotspots=spots))), caption)
    if scene.decision is not None:
        choices = tuple((choice.id, True) for choice in scene.decision.choices)
        asked = replace(visit, place=replace(there, open=Open(1, choices)))
        yield Shown(f"decision {scene.id}", show(playlist, asked), caption)
        if scene.decision.window is not None:
            yield Shown(f"held {scene.id}", show(playlist, replace(asked, relaxed=True)), caption)


def _ended(playlist: Playlist, there: InStory) -> InStory:
    """At the end of a long path, of which each scene tells the longest of what may have been decided."""
    steps: list[Step] = []
    for scene in playlist.scenes.values():
        if scene.decision is not None and len(steps) < LONGEST:
            longest = max(scene.decision.choices, key=lambda choice: len((choice.told or choice.label).say("")))
            steps.append(Step(scene.id, 0, longest.told or longest.label, longest.id))
    return replace(there, finished=True, steps=(*steps, Step(there.scene, 0)), decided_from=there)


def _shares(playlist: Playlist) -> Shares:
    answers = {
        (scene.id, choice.id): SHARE
        for scene in playlist.scenes.values()
        if scene.decision is not None
        for choice in scene.decision.choices
    }
    endings = {scene.id: SHARE for scene in playlist.scenes.values() if scene.ending is not None}
    return Shares(MappingProxyType(answers), MappingProxyType(endings))


def _longest_caption(scene: Scene, language: str) -> str:
    """The longest of what is said in it; a caption's file that cannot be read says nothing."""
    from kiosk.playlist.captions import parse

    longest = ""
    for variant in scene.variants:
        file = variant.clip.caption_file(language)
        try:
            cues = parse(file.read_bytes()).cues if file is not None else ()
        except OSError:
            continue
        longest = max([longest, *(cue.text for cue in cues)], key=len)
    return longest
