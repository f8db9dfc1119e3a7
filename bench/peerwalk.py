"""The walk as one would write it first: states as dicts, guards run as trees. The peer of kiosk.playlist.walking."""

from __future__ import annotations

from collections import deque
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from typing import Any

from kiosk.playlist.guardcode import mentioned
from kiosk.playlist.guards import Guard
from kiosk.playlist.model import Playlist, Target, ToBack, ToScene, ToWeighted, apply


@dataclass(frozen=True)
class State:
    scene: str
    variant: int
    values: dict[str, Any] = field(default_factory=dict)
    visited: frozenset[str] = frozenset()
    chosen: frozenset[str] = frozenset()
    detours: tuple[tuple[str, int], ...] = ()
    gentle: bool = False

    def key(self) -> object:
        past = self.visited, self.chosen, self.detours, self.gentle
        return self.scene, self.variant, tuple(self.values.items()), past


class Peer:
    """`playlist`, walked up to `most` states."""

    def __init__(self, playlist: Playlist, most: int = 1_000_000) -> None:
        self.playlist = playlist
        whens = [one.when for scene in playlist.scenes.values() for one in scene.variants]
        whens += [one.when for scene in playlist.scenes.values() if scene.decision for one in scene.decision.choices]
        self.asked = frozenset[str]().union(*(mentioned(when.tree) for when in whens if when is not None))
        self.states: dict[object, State] = {}
        self.touches: dict[object, tuple[str, ...]] = {}
        self.choices: set[tuple[str, str]] = set()
        self.shut: dict[str, object] = {}
        self.outcomes: dict[str, set[bool]] = {when.text: set() for when in whens if when is not None}
        self.ways: dict[object, list[object]] = {}
        self.complete = True
        self._walk(most)

    def _walk(self, most: int) -> None:
        waiting: deque[State] = deque()

        def found(state: State, touches: tuple[str, ...]) -> None:
            if state.key() in self.states:
                return
            if len(self.states) >= most:
                self.complete = False
                return
            self.states[state.key()], self.touches[state.key()] = state, touches
            waiting.append(state)

        soft = any(scene.gentler is not None for scene in self.playlist.scenes.values())
        for entrance in self.playlist.entrances():
            for gentle in (False, True) if soft else (False,):
                begun = State("", 0, self.playlist.start_values(), gentle=gentle)
                for state in self._enter(begun, entrance):
                    found(state, ())
        while waiting:
            state = waiting.popleft()
            there = self.ways[state.key()] = []
            for touch, to in self._moves(state):
                there.append(None if to is None else to.key())
                if to is not None:
                    so_far = self.touches[state.key()]
                    found(to, (*so_far, f"{state.scene}: {touch}") if touch else so_far)

    def scenes(self) -> dict[str, tuple[str, ...]]:
        """The touches to the first state of each scene."""
        first: dict[str, tuple[str, ...]] = {}
        for key, state in self.states.items():
            first.setdefault(state.scene, self.touches[key])
        return first

    def trapped(self) -> set[str]:
        """The scenes of all states that never come to an ending or home: asked again and again until none is free."""
        stuck = set(self.states)
        free = {key for key, ways in self.ways.items() if not ways or None in ways}
        while free:
            stuck -= free
            free = {key for key in stuck if any(to not in stuck for to in self.ways[key])}
        return {self.states[key].scene for key in stuck}

    def _enter(self, state: State, name: str) -> Iterator[State]:
        scene = self.playlist.scenes[name]
        values = apply(scene.enter, state.values, self.playlist.variables)
        state = replace(state, values=values, visited=state.visited | ({name} & self.asked))
        if scene.gentler is not None and state.gentle:
            name = scene.gentler
            state = replace(state, visited=state.visited | ({name} & self.asked))
        yield self._shown(state, name)

    def _shown(self, state: State, name: str) -> State:
        variants = self.playlist.scenes[name].variants
        index = next(i for i, one in enumerate(variants) if self._holds(one.when, state))
        return replace(state, scene=name, variant=index)

    def _holds(self, when: Guard | None, state: State) -> bool:
        if when is None:
            return True
        self.outcomes[when.text].add(when.holds(state))
        return when.holds(state)

    def _moves(self, state: State) -> Iterator[tuple[str, State | None]]:
        scene = self.playlist.scenes[state.scene]
        on, decision = scene.variants[state.variant].to or scene.to, scene.decision
        if decision is None:
            if scene.ending is None:
                yield from (("", to) for to in self._go(state, on))
            return
        there = [
            one
            for one in decision.choices
            if not (one.once and f"{scene.id}.{one.id}" in state.chosen) and self._holds(one.when, state)
        ]
        for choice in there:
            self.choices.add((scene.id, choice.id))
            yield from ((choice.id, to) for to in self._take(state, choice.id))
        if not there:
            self.shut.setdefault(scene.id, state.key())
        if not there or decision.window is not None:
            if decision.silence is not None:
                values = apply(decision.silence.effects, state.values, self.playlist.variables)
                yield from (("", to) for to in self._go(replace(state, values=values), decision.silence.to))
            elif decision.default is not None:
                yield from (("", to) for to in self._take(state, decision.default))
            else:
                yield from (("", to) for to in self._go(state, on))

    def _take(self, state: State, name: str) -> Iterator[State | None]:
        decision = self.playlist.scenes[state.scene].decision
        assert decision is not None
        choice, full = decision.choice(name), f"{state.scene}.{name}"
        values = apply(choice.effects, state.values, self.playlist.variables)
        if choice.once or full in self.asked or name in self.asked:
            state = replace(state, chosen=state.chosen | {full})
        state = replace(state, values=values)
        if choice.detour is not None:
            back = (*state.detours, (state.scene, state.variant))
            yield from self._enter(replace(state, detours=back), choice.detour)
        else:
            yield from self._go(state, choice.to)

    def _go(self, state: State, target: Target | None) -> Iterator[State | None]:
        if isinstance(target, ToScene | ToWeighted):
            for name in self.playlist.leads(target):
                yield from self._enter(state, name)
        elif isinstance(target, ToBack) and state.detours:
            (scene, variant), before = state.detours[-1], state.detours[:-1]
            yield replace(state, scene=scene, variant=variant, detours=before)
        else:
            yield None
