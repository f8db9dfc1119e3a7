"""Scenes against one another: ways between them that every scene alone looks right with, and that lead nowhere."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from yaml.nodes import MappingNode, Node, SequenceNode

from kiosk.playlist.model import Scene, Target, ToBack, ToScene, ToWeighted
from kiosk.playlist.shapes import Reading, Schema, Shape

Scenes = Mapping[str, Scene]


class Ways(Shape[Scenes]):
    """The scenes; if each of them could be read, also where they lead one another."""

    def __init__(self, scenes: Shape[Scenes]) -> None:
        self.scenes, self.wanted = scenes, scenes.wanted

    @property
    def core(self) -> Shape[Any]:
        return self.scenes.core

    def read(self, node: Node, reading: Reading) -> Scenes:
        found = len(reading.faults)
        scenes = self.scenes.read(node, reading)
        if len(reading.faults) == found:  # else what a scene at fault would have led to were told as well
            _check(scenes, node, reading)
        return scenes

    def schema(self, parts: dict[str, Schema]) -> Schema:
        return self.scenes.schema(parts)


def _check(scenes: Scenes, node: Node, reading: Reading) -> None:
    aside = _of_detours(scenes)
    for name, scene in scenes.items():
        here = _at(node, name)
        if scene.gentler == name:
            cure = "Name another scene, or remove `gentler`."
            reading.note(_at(here, "gentler"), "The scene is its own gentler one.", cure)
        _check_decision(scene, here, reading)
        if name not in aside:
            for target, place in _written(scene, here):
                if isinstance(target, ToBack):
                    what = f"No detour leads to `{name}`, so there is nothing to go back to."
                    reading.note(place, what, "Write `to: home` or a scene, or let a choice's `detour` lead here.")


def _check_decision(scene: Scene, here: Node, reading: Reading) -> None:
    decision = scene.decision
    if decision is None:
        return
    for choice in decision.choices:
        if choice.detour == scene.id:
            place = _at(here, "decision", "choices", choice.id, "detour")
            reading.note(place, "The detour leads to the scene it starts from.", "Name another scene, or write `to`.")
    goes_on = scene.to is not None or all(variant.to is not None for variant in scene.variants)
    if not goes_on and decision.silence is None and all(choice.once for choice in decision.choices):
        what = "Every choice is there only once: when all are taken, nothing says where to go."
        cure = "Write a choice without `once`, a `silence`, or the scene's `to`."
        reading.note(_at(here, "decision", "choices"), what, cure)


def _of_detours(scenes: Scenes) -> frozenset[str]:
    """The scenes a visitor may come to on a detour."""
    found: set[str] = set()
    waiting = [
        choice.detour
        for scene in scenes.values()
        if scene.decision is not None
        for choice in scene.decision.choices
        if choice.detour is not None
    ]
    while waiting:
        name = waiting.pop()
        if name not in found:
            found.add(name)
            waiting += _next(scenes[name])
    return frozenset(found)


def _next(scene: Scene) -> Iterator[str]:
    if scene.gentler is not None:
        yield scene.gentler
    for target in _targets(scene):
        if isinstance(target, ToScene):
            yield target.scene
        elif isinstance(target, ToWeighted):
            yield from target.weights


def _targets(scene: Scene) -> Iterator[Target | None]:
    """Detours are not among them: they are found by themselves."""
    yield scene.to
    yield from (variant.to for variant in scene.variants)
    if scene.decision is not None:
        yield from (choice.to for choice in scene.decision.choices)
        yield scene.decision.silence.to if scene.decision.silence is not None else None


def _written(scene: Scene, here: Node) -> Iterator[tuple[Target | None, Node]]:
    """Every target of a scene with the node it is written at."""
    yield scene.to, _at(here, "to")
    for number, variant in enumerate(scene.variants):
        yield variant.to, _at(here, "variants", number, "to")
    if scene.decision is not None:
        for choice in scene.decision.choices:
            yield choice.to, _at(here, "decision", "choices", choice.id, "to")
        if scene.decision.silence is not None:
            yield scene.decision.silence.to, _at(here, "decision", "silence", "to")


def _at(node: Node, *path: str | int) -> Node:
    """The node under these keys and numbers, as far as they are written."""
    for step in path:
        if isinstance(node, SequenceNode) and isinstance(step, int):
            node = node.value[step]
        elif isinstance(node, MappingNode):
            node = next((value for key, value in node.value if key.value == step), node)
    return node
