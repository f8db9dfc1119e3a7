"""Every state a story can come to: all scenes with all values of its variables, walked breadth first.

What a guard asks of the past (`visited`, `chosen`) and the choices that are there only once belong to a state as bits,
as far as anything asks for them; detours as the way back. So a walk is exact: what it never finds no visitor ever sees,
and its way to a state is one of the shortest there are. A story that goes on without end is walked up to a limit.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from kiosk.playlist.guardcode import Layout, Test, Values, compiled, mentioned
from kiosk.playlist.guards import Guard
from kiosk.playlist.model import Choice, Decision, Effect, Number, Playlist, Scene, Target, ToBack, ToScene, ToWeighted
from kiosk.playlist.storyvalues import Assign

MOST = 1_000_000
"""States: 8 s and 600 MB on a small machine. A story with more is told so."""

State = tuple[int, int, Values, int, tuple[tuple[int, int], ...]]
"""Scene, variant, the variables' values, the past as bits, and the scenes and variants that detours lead back to."""
Move = tuple[str, State | None]
"""What a visitor does (a choice, "" for nothing), and where that leads; None is home."""


@dataclass(frozen=True, slots=True)
class Walk:
    """What was found. `complete` is False where the limit came first: what was not found may be there all the same."""

    playlist: Playlist
    states: int
    complete: bool
    scenes: Mapping[str, tuple[str, ...]]
    """Every scene that can be reached, with a shortest list of touches: "village: call"."""
    choices: frozenset[tuple[str, str]]
    """Every (scene, choice) that can be touched."""
    shut: Mapping[str, tuple[str, ...]]
    """Every scene whose decision can come up without any choice, with the touches that lead there."""
    trapped: Mapping[str, tuple[str, ...]]
    """Every scene from which, as it can be reached, neither an ending nor home can be: with the touches."""
    outcomes: Mapping[str, frozenset[bool]]
    """Each guard that was asked, by its text, with what it came out as."""


def walk(playlist: Playlist, most: int = MOST) -> Walk:
    """Walk all states of all stories of `playlist`, `most` at most."""
    return _Walker(playlist).walk(most)


Changes = tuple[tuple[int, object, int, int], ...]
"""Effects by the variable's index: the value (None for an addition), the amount, and the bound it stops at."""


@dataclass(slots=True)
class _Ready:
    """A choice, with the bit that it sets, and the bit that takes it away."""

    choice: Choice
    test: Test | None
    changes: Changes
    bit: int
    gone: int


@dataclass(slots=True)
class _Place:
    """A scene, made ready to be walked."""

    index: int
    scene: Scene
    enter: Changes
    variants: tuple[Test | None, ...]
    bit: int
    choices: tuple[_Ready, ...] = ()
    silence: Changes = ()


@dataclass(slots=True)
class _Walker:
    playlist: Playlist
    names: list[str] = field(init=False)
    places: list[_Place] = field(init=False)
    order: dict[str, int] = field(init=False)
    numbers: dict[str, int] = field(init=False)
    outcomes: dict[str, set[bool]] = field(init=False)
    shut: dict[int, int] = field(init=False)
    taken: set[tuple[int, str]] = field(init=False)

    def __post_init__(self) -> None:
        playlist = self.playlist
        self.names = list(playlist.scenes)
        self.numbers = {name: number for number, name in enumerate(self.names)}
        self.order = {name: number for number, name in enumerate(playlist.variables)}
        self.outcomes, self.shut, self.taken = {}, {}, set()
        guards = list(_guards(playlist))
        asked = frozenset().union(*(mentioned(guard.tree) for guard in guards)) if guards else frozenset[str]()
        bits = iter(range(1_000_000))
        seen = {name: next(bits) for name in self.names if name in asked}
        chosen = {
            f"{scene.id}.{choice.id}": next(bits)
            for scene, choice in _choices(playlist)
            if choice.once or f"{scene.id}.{choice.id}" in asked or choice.id in asked
        }
        layout = Layout(self.order, seen, chosen)
        tests = {guard.text: self._watched(guard, compiled(guard.tree, layout)) for guard in guards}
        self.places = [
            _Place(
                number,
                scene,
                self._effects(scene.enter),
                tuple(None if one.when is None else tests[one.when.text] for one in scene.variants),
                1 << seen[name] if name in seen else 0,
            )
            for number, (name, scene) in enumerate(playlist.scenes.items())
        ]
        for place in self.places:
            decision = place.scene.decision
            if decision is not None:
                place.choices = tuple(self._ready(place.scene.id, one, tests, chosen) for one in decision.choices)
                place.silence = self._effects(decision.silence.effects) if decision.silence is not None else ()

    def _ready(self, scene: str, choice: Choice, tests: Mapping[str, Test], chosen: Mapping[str, int]) -> _Ready:
        name = f"{scene}.{choice.id}"
        bit = 1 << chosen[name] if name in chosen else 0
        test = None if choice.when is None else tests[choice.when.text]
        return _Ready(choice, test, self._effects(choice.effects), bit, bit if choice.once else 0)

    def _watched(self, guard: Guard, test: Test) -> Test:
        """The test; until it has come out both ways, that is written down."""
        came = self.outcomes.setdefault(guard.text, set())

        def watched(values: Values, bits: int) -> bool:
            found = test(values, bits)
            came.add(found)
            return found

        return watched

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

    # ---- one state

    def _enter(self, number: int, values: Values, bits: int, back: tuple[tuple[int, int], ...]) -> Iterator[State]:
        """As the scene begins; and, for those who asked for gentler scenes, as the gentler one does."""
        place = self.places[number]
        values, bits = _after(place.enter, values), bits | place.bit
        yield number, self._variant(place, values, bits), values, bits, back
        if place.scene.gentler is not None:
            other = self.places[self.numbers[place.scene.gentler]]
            bits |= other.bit
            yield other.index, self._variant(other, values, bits), values, bits, back

    @staticmethod
    def _variant(place: _Place, values: Values, bits: int) -> int:
        return next(i for i, test in enumerate(place.variants) if test is None or test(values, bits))

    def _moves(self, state: State, at: int) -> Iterator[Move]:
        """What a visitor can do in `state`, and where it leads. An ending leads nowhere."""
        number, variant, values, bits, back = state
        place = self.places[number]
        scene = place.scene
        on = scene.variants[variant].to or scene.to
        decision = scene.decision
        if decision is None:
            if scene.ending is None:
                yield from (("", there) for there in self._go(on, values, bits, back))
            return
        nobody = True
        for ready in place.choices:
            if bits & ready.gone or not (ready.test is None or ready.test(values, bits)):
                continue
            nobody = False
            self.taken.add((number, ready.choice.id))
            yield from self._take(ready, ready.choice.id, state)
        if nobody:
            self.shut.setdefault(number, at)
        if nobody or decision.window is not None:
            yield from self._unanswered(decision, place, on, state)

    def _take(self, ready: _Ready, touch: str, state: State) -> Iterator[Move]:
        number, variant, values, bits, back = state
        values, bits, choice = _after(ready.changes, values), bits | ready.bit, ready.choice
        there: Iterator[State | None]
        if choice.detour is not None:
            there = self._enter(self.numbers[choice.detour], values, bits, (*back, (number, variant)))
        else:
            there = self._go(choice.to, values, bits, back)
        for one in there:
            yield touch, one

    def _unanswered(self, decision: Decision, place: _Place, on: Target | None, state: State) -> Iterator[Move]:
        _, _, values, bits, back = state
        if decision.silence is not None:
            after = _after(place.silence, values)
            yield from (("", there) for there in self._go(decision.silence.to, after, bits, back))
        elif decision.default is not None:
            ready = next(one for one in place.choices if one.choice.id == decision.default)
            yield from self._take(ready, "", state)
        else:
            yield from (("", there) for there in self._go(on, values, bits, back))

    def _go(
        self, target: Target | None, values: Values, bits: int, back: tuple[tuple[int, int], ...]
    ) -> Iterator[State | None]:
        match target:
            case ToScene(scene):
                yield from self._enter(self.numbers[scene], values, bits, back)
            case ToWeighted(weights):
                for scene in weights:
                    yield from self._enter(self.numbers[scene], values, bits, back)
            case ToBack() if back:
                number, variant = back[-1]
                yield number, variant, values, bits, back[:-1]
            case _:
                yield None

    # ---- all of them

    def walk(self, most: int) -> Walk:
        start = tuple(variable.start for variable in self.playlist.variables.values())
        states: list[State] = []
        known: dict[State, int] = {}
        came: list[tuple[int, str]] = []
        ways: list[tuple[int, int]] = []
        out: list[int] = []
        complete = True
        for entrance in self.playlist.entrances():
            for state in self._enter(self.numbers[entrance], start, 0, ()):
                if state not in known:
                    known[state] = len(states)
                    states.append(state)
                    came.append((-1, ""))
        at = 0
        while at < len(states):
            moved = False
            for touch, there in self._moves(states[at], at):
                moved = True
                if there is None:
                    out.append(at)
                    continue
                number = known.get(there)
                if number is None:
                    if len(states) >= most:
                        complete = False
                        continue
                    number = known[there] = len(states)
                    states.append(there)
                    came.append((at, touch))
                ways.append((at, number))
            if not moved:
                out.append(at)
            at += 1
        return self._told(states, came, _trapped(len(states), ways, out) if complete else [], complete=complete)

    def _told(self, states: list[State], came: list[tuple[int, str]], trapped: list[int], *, complete: bool) -> Walk:
        def touches(at: int) -> tuple[str, ...]:
            found: list[str] = []
            while at >= 0:
                before, touch = came[at]
                if touch:
                    found.append(f"{self.names[states[before][0]]}: {touch}")
                at = before
            return tuple(reversed(found))

        firsts: dict[str, int] = {}
        for at, state in enumerate(states):
            firsts.setdefault(self.names[state[0]], at)
        stuck: dict[str, int] = {}
        for at in trapped:
            stuck.setdefault(self.names[states[at][0]], at)
        return Walk(
            playlist=self.playlist,
            states=len(states),
            complete=complete,
            scenes={name: touches(at) for name, at in firsts.items()},
            choices=frozenset((self.names[number], choice) for number, choice in self.taken),
            shut={self.names[number]: touches(at) for number, at in self.shut.items()},
            trapped={name: touches(at) for name, at in stuck.items()},
            outcomes={text: frozenset(came) for text, came in self.outcomes.items()},
        )


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


def _trapped(count: int, ways: list[tuple[int, int]], out: list[int]) -> list[int]:
    """The states from which none of `out` can be reached, in their order."""
    into: list[list[int]] = [[] for _ in range(count)]
    for before, after in ways:
        into[after].append(before)
    free = bytearray(count)
    todo = list(out)
    for at in todo:
        free[at] = 1
    while todo:
        for before in into[todo.pop()]:
            if not free[before]:
                free[before] = 1
                todo.append(before)
    return [at for at in range(count) if not free[at]]


def _choices(playlist: Playlist) -> Iterator[tuple[Scene, Choice]]:
    for scene in playlist.scenes.values():
        if scene.decision is not None:
            yield from ((scene, choice) for choice in scene.decision.choices)


def _guards(playlist: Playlist) -> Iterator[Guard]:
    for scene in playlist.scenes.values():
        yield from (variant.when for variant in scene.variants if variant.when is not None)
    yield from (choice.when for _, choice in _choices(playlist) if choice.when is not None)
