"""What a visitor can do in one state of a story, and where it leads: the rules of the walk, on plain values.

What a guard asks of the past (`visited`, `chosen`) and the choices that are there only once belong to a state as bits,
as far as anything asks for them; so does whether the visitor asked for gentler scenes; detours as the way back.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from kiosk.playlist.guardcode import Layout, Test, Values, asks, compiled, mentioned
from kiosk.playlist.guards import Guard
from kiosk.playlist.model import Choice, Effect, Number, Playlist, Scene, Target, ToBack, ToScene, ToWeighted
from kiosk.playlist.storyvalues import Assign

State = tuple[int, int, Values, int, tuple[tuple[int, int], ...]]
"""Scene, variant, the variables' values, the past as bits, and the scenes and variants that detours lead back to."""

Changes = tuple[tuple[int, object, int, int], ...]
"""Effects by the variable's index: the value (None for an addition), the amount, and the bound it stops at."""


@dataclass(frozen=True, slots=True)
class Condition:
    """A guard as a function; `variables` by index, and `bits` of the past, are all it looks at."""

    text: str
    test: Test
    variables: frozenset[int]
    bits: int


@dataclass(frozen=True, slots=True)
class Gate:
    """When a choice is there: while its condition holds, and until the bit `gone` is set."""

    when: Condition | None
    gone: int

    @property
    def always(self) -> bool:
        return self.when is None and not self.gone


@dataclass(frozen=True, slots=True)
class Leads:
    """What follows from a choice, or from none: variables change, a bit is set, and on it goes."""

    changes: Changes
    bit: int
    to: Target | None
    detour: int | None = None


@dataclass(frozen=True, slots=True)
class Move:
    """A choice that is touched; or, where `touch` is "", what comes without a touch.

    `gates`: a choice's own; of no answer, those of all choices: it comes where all are shut, or unless it `waits`.
    """

    touch: str
    leads: Leads
    gates: tuple[Gate, ...] = ()
    waits: bool = False


@dataclass(frozen=True, slots=True)
class Place:
    """A scene, made ready to be walked. `bit` says that it was visited; 0 where nobody asks."""

    index: int
    scene: Scene
    enter: Changes
    variants: tuple[Condition | None, ...]
    bit: int
    moves: tuple[tuple[Move, ...], ...]
    """By variant. None at an ending."""


class Story:
    """All stories of a playlist, with what was noticed while they were walked."""

    def __init__(self, playlist: Playlist) -> None:
        self.playlist = playlist
        self.names = list(playlist.scenes)
        self.numbers = {name: number for number, name in enumerate(self.names)}
        self.order = {name: number for number, name in enumerate(playlist.variables)}
        self.taken: set[tuple[int, str]] = set()
        self.shut: dict[int, State] = {}
        """The first state of a scene in which all its choices are shut."""
        guards = {guard.text: guard for guard in guards_of(playlist)}
        self.outcomes: dict[str, set[bool]] = {text: set() for text in guards}
        asked = frozenset[str]().union(*(mentioned(guard.tree) for guard in guards.values()))
        bits = iter(range(1_000_000))
        seen = {name: next(bits) for name in self.names if name in asked}
        chosen = {
            f"{scene.id}.{choice.id}": next(bits)
            for scene, choice in _choices(playlist)
            if choice.once or f"{scene.id}.{choice.id}" in asked or choice.id in asked
        }
        soft = any(scene.gentler is not None for scene in playlist.scenes.values())
        self.gentle = 1 << next(bits) if soft else 0
        """The bit of those who asked for gentler scenes, before the story; 0 where there are none."""
        self.bits = len(seen) + len(chosen) + soft
        """How many bits the past has."""
        layout = Layout(self.order, seen, chosen)
        conditions = {
            text: Condition(text, compiled(guard.tree, layout), *asks(guard.tree, layout))
            for text, guard in guards.items()
        }
        self.places = [
            Place(
                number,
                scene,
                self._effects(scene.enter),
                tuple(None if one.when is None else conditions[one.when.text] for one in scene.variants),
                1 << seen[name] if name in seen else 0,
                tuple(tuple(self._moves(scene, one.to or scene.to, conditions, chosen)) for one in scene.variants),
            )
            for number, (name, scene) in enumerate(playlist.scenes.items())
        ]

    # ---- made ready

    def _moves(
        self, scene: Scene, on: Target | None, conditions: Mapping[str, Condition], chosen: Mapping[str, int]
    ) -> Iterator[Move]:
        """What can be done in a scene that leads `on`."""
        decision = scene.decision
        if decision is None:
            if scene.ending is None:
                yield Move("", Leads((), 0, on))
            return
        gates: list[Gate] = []
        leads: dict[str, Leads] = {}
        for choice in decision.choices:
            name = f"{scene.id}.{choice.id}"
            bit = 1 << chosen[name] if name in chosen else 0
            gates.append(Gate(conditions[choice.when.text] if choice.when is not None else None, bit * choice.once))
            detour = None if choice.detour is None else self.numbers[choice.detour]
            leads[choice.id] = Leads(self._effects(choice.effects), bit, choice.to, detour)
            yield Move(choice.id, leads[choice.id], (gates[-1],))
        if decision.silence is not None:
            unanswered = Leads(self._effects(decision.silence.effects), 0, decision.silence.to)
        elif decision.default is not None:
            unanswered = leads[decision.default]
        else:
            unanswered = Leads((), 0, on)
        if decision.window is not None or not any(gate.always for gate in gates):
            yield Move("", unanswered, tuple(gates), waits=decision.window is None)

    def _effects(self, effects: tuple[Effect, ...]) -> Changes:
        made: list[tuple[int, object, int, int]] = []
        for effect in effects:
            index = self.order[effect.variable]
            if isinstance(effect, Assign):
                made.append((index, effect.value, 0, 0))
            else:
                bounds = self.playlist.variables[effect.variable]
                assert isinstance(bounds, Number)  # reading lets nothing else through
                made.append((index, None, effect.amount, bounds.high if effect.amount > 0 else bounds.low))
        return tuple(made)

    # ---- walked

    def starts(self) -> Iterator[State]:
        values = tuple(variable.start for variable in self.playlist.variables.values())
        for entrance in self.playlist.entrances():
            for asked in (0, self.gentle) if self.gentle else (0,):
                yield self._enter(self.numbers[entrance], values, asked, ())

    def follow(self, move: Move, state: State) -> tuple[State | None, ...]:
        """Where one of its scene's moves leads from `state`; None is home. Nowhere, where it cannot be made."""
        number, variant, values, bits, back = state
        there = [self._open(gate, values, bits) for gate in move.gates]
        if move.touch:
            if not all(there):
                return ()
            self.taken.add((number, move.touch))
        elif any(there):
            if move.waits:
                return ()
        elif there:
            self.shut.setdefault(number, state)
        leads = move.leads
        values, bits = _after(leads.changes, values), bits | leads.bit
        if leads.detour is not None:
            return (self._enter(leads.detour, values, bits, (*back, (number, variant))),)
        return tuple(self._go(leads.to, values, bits, back))

    def _open(self, gate: Gate, values: Values, bits: int) -> bool:
        return not bits & gate.gone and (gate.when is None or self._holds(gate.when, values, bits))

    def _holds(self, condition: Condition, values: Values, bits: int) -> bool:
        found = condition.test(values, bits)
        self.outcomes[condition.text].add(found)
        return found

    def _enter(self, number: int, values: Values, bits: int, back: tuple[tuple[int, int], ...]) -> State:
        """As the scene begins; or, for those who asked for gentler scenes, as the gentler one does."""
        place = self.places[number]
        values, bits = _after(place.enter, values), bits | place.bit
        if place.scene.gentler is not None and bits & self.gentle:
            place = self.places[self.numbers[place.scene.gentler]]
            bits |= place.bit
        return place.index, self._variant(place, values, bits), values, bits, back

    def _variant(self, place: Place, values: Values, bits: int) -> int:
        return next(i for i, one in enumerate(place.variants) if one is None or self._holds(one, values, bits))

    def _go(
        self, target: Target | None, values: Values, bits: int, back: tuple[tuple[int, int], ...]
    ) -> Iterator[State | None]:
        match target:
            case ToScene(scene):
                yield self._enter(self.numbers[scene], values, bits, back)
            case ToWeighted(weights):
                for scene in weights:
                    yield self._enter(self.numbers[scene], values, bits, back)
            case ToBack() if back:
                number, variant = back[-1]
                yield number, variant, values, bits, back[:-1]
            case _:
                yield None


def _after(effects: Changes, values: Values) -> Values:
    if not effects:
        return values
    after = list(values)
    for index, value, amount, bound in effects:
        if value is not None:
            after[index] = value  # type: ignore[call-overload]  # a variable's own kind of value
        else:
            now = int(after[index]) + amount
            after[index] = min(now, bound) if amount > 0 else max(now, bound)
    return tuple(after)


def _choices(playlist: Playlist) -> Iterator[tuple[Scene, Choice]]:
    for scene in playlist.scenes.values():
        if scene.decision is not None:
            yield from ((scene, choice) for choice in scene.decision.choices)


def guards_of(playlist: Playlist) -> Iterator[Guard]:
    """Every condition of a variant or a choice."""
    for scene in playlist.scenes.values():
        yield from (variant.when for variant in scene.variants if variant.when is not None)
    yield from (choice.when for _, choice in _choices(playlist) if choice.when is not None)
