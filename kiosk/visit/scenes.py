"""What follows from where a story stands, without changing it: the scene, its variant, its way on."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from kiosk.playlist.model import ToHome, apply

if TYPE_CHECKING:
    from collections.abc import Iterator

    from kiosk.playlist.model import Effect, Media, Scene, Target
    from kiosk.visit.state import InStory
    from kiosk.visit.turn import Turn


def scene_of(turn: Turn) -> Scene:
    return turn.playlist.scenes[turn.story.scene]


def variant_of(scene: Scene, known: InStory) -> int:
    return next(i for i, variant in enumerate(scene.variants) if variant.when is None or variant.when.holds(known))


def clips_of(turn: Turn, target: Target | None, effects: tuple[Effect, ...]) -> Iterator[Media]:
    story, variables = turn.story, turn.playlist.variables
    values = apply(effects, story.values, variables)
    for name in turn.playlist.leads(target) if target is not None else ():
        scene = turn.playlist.scenes[name]
        known = replace(story, values=apply(scene.enter, values, variables), visited=story.visited | {name})
        if turn.visit.gentle and scene.gentler is not None:
            scene = turn.playlist.scenes[scene.gentler]
        yield scene.variants[variant_of(scene, known)].clip


def way_on(turn: Turn) -> Target:
    scene = scene_of(turn)
    return scene.variants[turn.story.variant].to or scene.to or ToHome()


def asleep(story: InStory) -> InStory:
    """A story as it is kept for Back: what was running in it has had its end."""
    return replace(story, film=replace(story.film, ended=True), open=None, waiting=None, hotspots=frozenset())
