"""A story as a picture's parts: scenes and where each leads, in the technician's words, whatever draws them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Literal

from kiosk.playlist.checks import Finding
from kiosk.playlist.model import Effect, Playlist, Scene, Target, ToBack, ToScene, ToWeighted
from kiosk.playlist.storyvalues import Assign
from kiosk.playlist.walking import Walk
from kiosk.visit.shares import Share, Shares

UNKNOWN = Shares()
Kind = Literal["choice", "silence", "way", "detour", "gentler"]


@dataclass(frozen=True, slots=True)
class Edge:
    """From a scene to another. `to` is a scene, or "home" or "back", which are no scenes."""

    scene: str
    to: str
    label: str
    kind: Kind
    guard: str = ""
    """What must hold; for a choice or a variant."""
    share: Share | None = None
    """Of those who touched a choice there, how many touched this one, where it may be told."""


@dataclass(frozen=True, slots=True)
class Node:
    """One scene. `reached`: a visitor can come to it, or nobody knows; `faults`: what `kiosk check` says of it."""

    scene: Scene
    title: str
    """An ending's title, else what it asks; may be empty."""
    minutes: int | None
    """ms of its first film, as far as it was measured."""
    reached: bool
    faults: tuple[str, ...]
    entered: Share | None = None
    """Of all visits, in how many somebody came here, where it may be told."""
    ended: Share | None = None
    """Of those who came to an ending, how many came to this one first."""


@dataclass(frozen=True, slots=True)
class StoryMap:
    """All of a playlist's stories. `chapters`: the title of each, in order; `doors`: a door's title and its scene."""

    playlist: Playlist
    language: str
    nodes: Mapping[str, Node]
    edges: tuple[Edge, ...]
    doors: tuple[tuple[str, str], ...]
    chapters: Mapping[str, str]


def story_map(
    playlist: Playlist,
    walk: Walk,
    lengths: Mapping[str, int],
    findings: tuple[Finding, ...],
    language: str,
    shares: Shares = UNKNOWN,
    entered: Mapping[str, Share] = MappingProxyType({}),
) -> StoryMap:
    """The map of `playlist` in `language`. `lengths`: the scenes' first films, in ms. `shares`, and `entered` by scene:
    what visitors did, as far as it may be told."""
    faults = _by_scene(playlist, findings)
    nodes = {
        name: Node(
            scene=scene,
            title=_title(scene, language),
            minutes=lengths.get(name),
            reached=name in walk.scenes or not walk.complete,
            faults=faults.get(name, ()),
            entered=entered.get(name),
            ended=shares.endings.get(name),
        )
        for name, scene in playlist.scenes.items()
    }
    doors = [(door.title.say(language), door.open) for door in playlist.home if door.open in playlist.scenes]
    doors += [(page.title.say(language), page.begin) for page in playlist.pages.values() if page.begin is not None]
    return StoryMap(
        playlist=playlist,
        language=language,
        nodes=nodes,
        edges=tuple(edge for scene in playlist.scenes.values() for edge in _edges(scene, language, shares)),
        doors=tuple(doors),
        chapters={name: chapter.title.say(language) for name, chapter in playlist.chapters.items()},
    )


def _title(scene: Scene, language: str) -> str:
    if scene.ending is not None:
        return scene.ending.title.say(language)
    return scene.decision.ask.say(language) if scene.decision is not None else ""


def _by_scene(playlist: Playlist, findings: tuple[Finding, ...]) -> dict[str, tuple[str, ...]]:
    """What must or should be mended, by the scene it stands in."""
    places = sorted((s.where.line, name) for name, s in playlist.scenes.items() if s.where is not None)
    found: dict[str, tuple[str, ...]] = {}
    for one in findings:
        if one.allowed or one.rule.id.startswith("I") or one.where.file != str(playlist.file):
            continue
        name = next((name for line, name in reversed(places) if line <= one.where.line), None)
        if name is not None:
            found[name] = (*found.get(name, ()), f"{one.rule.id}: {one.what}")
    return found


def _edges(scene: Scene, language: str, shares: Shares) -> Iterator[Edge]:
    decision = scene.decision
    if scene.gentler is not None:
        yield Edge(scene.id, scene.gentler, "gentler", "gentler")
    if decision is not None:
        for choice in decision.choices:
            guard = choice.when.text if choice.when is not None else ""
            label = choice.label.say(language) + _set(choice.effects)
            label += " (if nobody answers)" if decision.default == choice.id else ""
            if choice.detour is not None:
                yield Edge(scene.id, choice.detour, label, "detour", guard)
            else:
                share = shares.answers.get((scene.id, choice.id))
                yield from (Edge(scene.id, to, label + more, "choice", guard, share) for to, more in _ends(choice.to))
        if decision.silence is not None:
            label = "no answer" + _set(decision.silence.effects)
            yield from (Edge(scene.id, to, label + more, "silence") for to, more in _ends(decision.silence.to))
        return
    if scene.ending is not None:
        return
    for variant in scene.variants:
        guard = variant.when.text if variant.when is not None else ""
        yield from (Edge(scene.id, to, more.strip(), "way", guard) for to, more in _ends(variant.to or scene.to))


def _ends(target: Target | None) -> Iterator[tuple[str, str]]:
    """Where a target leads, each with the chance of it in words."""
    match target:
        case ToScene(scene):
            yield scene, ""
        case ToWeighted(weights):
            whole = sum(weights.values())
            yield from ((scene, f" {weight} of {whole}") for scene, weight in weights.items())
        case ToBack():
            yield "back", ""
        case _:
            yield "home", ""


def _set(effects: tuple[Effect, ...]) -> str:
    """What is remembered: `risk +2`."""
    said = [
        f"{e.variable} = {str(e.value).lower()}" if isinstance(e, Assign) else f"{e.variable} {e.amount:+d}"
        for e in effects
    ]
    return f" [{', '.join(said)}]" if said else ""
