"""What stands beside the film: why this is on the screen now, and what comes next. Values only; no Qt."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from kiosk.playlist.media import PICTURES
from kiosk.playlist.model import Number, OneOf, ToBack, ToScene, ToWeighted
from kiosk.visit.state import AtBefore, AtHome, InRest, InStory, OnPage

if TYPE_CHECKING:
    from kiosk.footage.facts import Facts
    from kiosk.playlist.model import Decision, Playlist, Scene, Target, Value
    from kiosk.visit.state import Visit

Tone = Literal["", "on", "off", "alarm"]


@dataclass(frozen=True, slots=True)
class Line:
    """`on`: it holds, or can be chosen. `off`: it does not."""

    label: str
    value: str
    tone: Tone = ""


@dataclass(frozen=True, slots=True)
class Section:
    title: str
    lines: tuple[Line, ...]


def sections(
    playlist: Playlist, visit: Visit, waits: Mapping[str, int], facts: Facts | None, clock: tuple[Line, ...] = ()
) -> Iterator[Section]:
    """All that is so now. `waits`: ms until each timer of the visit is due. `clock`: what is said of time and hours."""
    place = visit.place
    yield Section("Now", (*_place(playlist, visit, facts), *clock))
    if isinstance(place, InStory):
        decision = playlist.scenes[place.scene].decision
        if decision is not None:
            yield Section("Decision", tuple(_decision(visit, place, decision, waits, facts)))
        if playlist.variables:
            yield Section("Variables", tuple(_variables(playlist, place.values)))
        if playlist.guards:
            named = playlist.guards.items()
            yield Section("Guards", tuple(_judged(name, g.text, holds=g.holds(place)) for name, g in named))
    yield Section("Made ready", tuple(_ready(visit, place, facts)) or (Line("", "nothing"),))
    if waits:
        yield Section("Timers", tuple(Line(TIMERS.get(name, name), _seconds(ms)) for name, ms in waits.items()))
    if isinstance(place, InStory) and len(place.steps) > 1:
        earlier = place.steps[:-1]
        yield Section(
            "The way here",
            tuple(Line(step.scene, step.told.say(visit.language) if step.told else "") for step in earlier),
        )


TIMERS = {
    "window": "time to answer",
    "beat": "choice stays lit",
    "idle": "asks if anyone is there",
    "reset": "starts over",
    "attract": "tries attract again",
    "closing": "closing time: the visit ends",
    "told": "dark again",
}
"""A visit's timers in a technician's words."""


def _place(playlist: Playlist, visit: Visit, facts: Facts | None) -> Iterator[Line]:
    place = visit.place
    if visit.over:
        top = visit.over[-1]
        yield Line(
            "page" if isinstance(top, OnPage) else "people", top.page if isinstance(top, OnPage) else top.collection
        )
    match place:
        case InStory():
            scene = playlist.scenes[place.scene]
            yield Line("scene", scene.id)
            if scene.chapter is not None:
                yield Line("chapter", scene.chapter)
            if len(scene.variants) > 1:
                yield from _variants(scene, place)
            if scene.where is not None:
                yield Line("written", f"line {scene.where.line}")
        case AtBefore(_, scene):
            yield Line("before", scene)
        case AtHome():
            yield Line("home", "")
        case InRest():
            yield Line("closed", "")
        case _:
            yield Line("attract", "")
    if facts is not None and facts.film:
        length = f" of {facts.duration / 1000:.1f}" if facts.duration else ""
        yield Line("film", f"{facts.film}, {facts.position / 1000:.1f}{length} s")


def _variants(scene: Scene, place: InStory) -> Iterator[Line]:
    for index, variant in enumerate(scene.variants):
        why = variant.when.text if variant.when is not None else "otherwise"
        yield Line("variant", f"{variant.clip.name}: {why}", "on" if index == place.variant else "off")


def _decision(
    visit: Visit, place: InStory, decision: Decision, waits: Mapping[str, int], facts: Facts | None
) -> Iterator[Line]:
    yield Line("asks", decision.ask.say(visit.language))
    opened = place.open
    if opened is None:
        due = next((at for at, name in facts.marks if name == "decision"), None) if facts is not None else None
        away = f"in {_seconds(due - facts.position)}" if due is not None and facts is not None else "when its film ends"
        yield Line("opens", away)
    elif opened.closed:
        yield Line("answered", opened.chosen or "with silence")
    elif "window" in waits:
        yield Line("open", f"{_seconds(waits['window'])} left")
    else:
        yield Line("open", "no limit: the visitor took their time" if visit.relaxed and decision.window else "waits")
    for choice in decision.choices:
        holds = choice.when is None or choice.when.holds(place)
        used = choice.once and f"{place.scene}.{choice.id}" in place.chosen
        leads = f"→ {choice.detour}, and back" if choice.detour is not None else _leads(choice.to)
        why = f"   when {choice.when.text}" if choice.when is not None else ""
        gone = "   used" if used else "" if holds else f"   {choice.otherwise}"
        yield Line(choice.id, leads + why + gone, "on" if holds and not used else "off")
    if decision.window is None:
        yield Line("no answer", "it waits")
    elif decision.silence is not None:
        yield Line("no answer", _leads(decision.silence.to))
    elif decision.default is not None:
        yield Line("no answer", f"as {decision.default}")


def _leads(target: Target | None) -> str:
    match target:
        case ToScene(scene):
            return f"→ {scene}"
        case ToWeighted(weights):
            return "→ " + " or ".join(f"{scene} ({weight})" for scene, weight in weights.items())
        case ToBack():
            return "→ back"
        case _:
            return "→ home"


def _variables(playlist: Playlist, values: Mapping[str, Value]) -> Iterator[Line]:
    for name, variable in playlist.variables.items():
        match variable:
            case Number(low, high, _):
                yield Line(name, f"{values[name]}   of {low} to {high}")
            case OneOf(among, _):
                yield Line(name, f"{values[name]}   of {', '.join(among)}")
            case _:
                yield _judged(name, "", holds=bool(values[name]))


def _judged(name: str, why: str, *, holds: bool) -> Line:
    said = "yes" if holds else "no"
    return Line(name, f"{said}   {why}".rstrip(), "on" if holds else "off")


def _ready(visit: Visit, place: object, facts: Facts | None) -> Iterator[Line]:
    armed = [armed.media.name for armed in visit.armed]
    if isinstance(place, InStory) and place.waiting is not None:
        armed.append(place.waiting.media.name)
    decks = dict(deck.split(": ", 1) for deck in facts.decks if deck) if facts is not None else {}
    for name in dict.fromkeys(armed):
        waits = "a picture" if name.lower().endswith(PICTURES) else "waits for a deck"
        yield Line(name, decks.get(name, waits))


def _seconds(ms: int) -> str:
    return f"{max(0, ms) / 1000:.1f} s"
