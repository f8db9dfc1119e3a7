"""Rules about what a visitor goes through: how soon they are asked, how long they only watch, what they are told."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from typing import Final

from kiosk.playlist.checks.footage import deciding, next_scenes, window
from kiosk.playlist.checks.rules import Found, Known, rule
from kiosk.playlist.checks.wordings import texts
from kiosk.playlist.model import Scene, Variant
from kiosk.playlist.values import spell

FIRST: Final = 60_000
"""ms to the first thing to touch; standing media are given 45 to 90 s."""
STRETCH: Final = 120_000
"""ms of film without anything to touch; visitors watch museum video for 137 s on average (Serrell 2002)."""
SHORTEST_PATH: Final = 60_000
WINDOW: Final = 7_000
"""ms; Bandersnatch's decisions have 9 s, and nobody there stands."""
_GAME: Final[Mapping[str, str]] = {
    "en": r"\b(?:win|wins|won|winner|lose|loses|lost|loser|score|scores|play|player|plays|game|games)\b",
    "fr": r"\b(?:gagner|gagnez|gagné|perdre|perdez|perdu|score|jouer|jouez|joueur|jeu|jeux|partie)\b",
    "ko": r"게임|점수|플레이|이겼|이기|승리|패배|졌습니다",
}


def lasts(known: Known, scene: Scene, of: Callable[[list[int]], int] = max) -> int:
    """ms, the scene's longest clip (or, with `min`, its shortest); 0 where one was not measured."""
    return of([variant.clip.lasts or _measured(known, variant) for variant in scene.variants])


def _measured(known: Known, variant: Variant) -> int:
    facts = known.facts(variant.clip)
    return 0 if facts is None else facts.duration


def _waits(known: Known) -> dict[str, int]:
    """Of each scene, ms of film from its beginning to the first thing to touch, or to the end, by the longest way.

    A ring of scenes without anything to touch counts once round. No recursion: a story may be a chain of thousands.
    """
    scenes, found, begun = known.playlist.scenes, dict[str, int](), set[str]()
    for first in scenes:
        waiting = [first]
        while waiting:
            scene = scenes[waiting[-1]]
            touch = _first_touch(known, scene)
            after = [] if touch is not None or scene.ending else list(next_scenes(known.playlist, scene))
            open_ones = [one for one in after if one not in found and one not in begun]
            begun.add(scene.id)
            if open_ones:
                waiting += open_ones
                continue
            waiting.pop()
            rest = max((found.get(one, 0) for one in after), default=0)
            found[scene.id] = touch if touch is not None else lasts(known, scene) + rest
    return found


def _first_touch(known: Known, scene: Scene) -> int | None:
    """ms from the scene's beginning to its first hotspot or its decision; None where it has neither."""
    spots = [spot.at for spot in scene.hotspots]
    if scene.decision is not None:
        whole, opens = lasts(known, scene), scene.decision.opens
        spots.append(whole if opens is None else opens if opens >= 0 else max(0, whole + opens))
    return min(spots, default=None)


def starts(known: Known) -> tuple[str, ...]:
    """The scenes a visitor begins with."""
    return known.playlist.entrances()


def _asks(known: Known, start: str) -> bool:
    """Whether anything is decided after `start`: a film that is only watched is no story."""
    return any(known.playlist.scenes[one].decision is not None for one in _reached(known, start))


def _reached(known: Known, start: str) -> set[str]:
    found, waiting = {start}, [start]
    while waiting:
        for after in next_scenes(known.playlist, known.playlist.scenes[waiting.pop()]):
            if after not in found:
                found.add(after)
                waiting.append(after)
    return found


@rule(
    "W80",
    "experience",
    "the first decision comes late",
    "Who has not touched anything within a minute takes it for a film, and goes.",
    "Ask something sooner.",
)
def first_decision(known: Known) -> Iterator[Found]:
    waits = _waits(known)
    for start in starts(known):
        if _asks(known, start) and waits[start] > FIRST:
            what = f"From `{start}`, the first thing to touch comes after {_minutes(waits[start])}."
            yield Found(known.playlist.scenes[start].where, what)


@rule(
    "W81",
    "experience",
    "a long time without anything to touch",
    "Visitors stand; after two minutes without being asked most have gone.",
    "Ask something, or put a hotspot in.",
)
def long_stretches(known: Known) -> Iterator[Found]:
    story, waits = _story(known), _waits(known)
    scenes = known.playlist.scenes
    # told once, where the wait begins: at the start, and after something was touched
    begins = {*starts(known)}
    for scene in scenes.values():
        if scene.decision is not None or scene.hotspots:
            begins.update(next_scenes(known.playlist, scene))
    for name in scenes:
        if name in story and name in begins and waits[name] > STRETCH:
            what = f"From `{name}` on, {_minutes(waits[name])} pass without anything to touch."
            yield Found(scenes[name].where, what)


def _story(known: Known) -> set[str]:
    """The scenes of stories in which something is decided."""
    return {one for start in starts(known) if _asks(known, start) for one in _reached(known, start)}


@rule(
    "W82",
    "experience",
    "a story can be over within a minute",
    "The visitor has hardly arrived when it ends.",
    "Let the way to that ending be longer.",
)
def short_paths(known: Known) -> Iterator[Found]:
    if not known.films:
        return
    for start in starts(known):
        for ending, time in _shortest(known, start).items() if _asks(known, start) else ():
            scene = known.playlist.scenes[ending]
            if scene.ending is not None and time < SHORTEST_PATH:
                yield Found(
                    scene.where, f"From `{start}`, the ending `{ending}` is over after {_minutes(time)} of film."
                )


def _shortest(known: Known, start: str) -> dict[str, int]:
    """ms of film to the end of each scene by the shortest way; guards are not asked."""
    scenes = known.playlist.scenes
    found: dict[str, int] = {}
    waiting = {start: 0}
    while waiting:
        name = min(waiting, key=lambda one: waiting[one])
        time = found[name] = waiting.pop(name) + lasts(known, scenes[name], min)
        for after in next_scenes(known.playlist, scenes[name]):
            if after not in found and time < waiting.get(after, time + 1):
                waiting[after] = time
    return found


def _minutes(ms: int) -> str:
    return f"{ms // 60_000}:{ms // 1000 % 60:02} min"


@rule(
    "W83",
    "experience",
    "a window is short",
    "Who stands, reads and reaches out needs more than 7 s.",
    "Let it be open for 8 s or longer.",
)
def short_windows(known: Known) -> Iterator[Found]:
    for scene, decision in deciding(known.playlist):
        span = window(known.playlist, decision)
        if span < WINDOW and (decision.default is not None or decision.silence is not None):
            yield Found(decision.where, f"`{scene.id}` is open for {spell(span)}.")


@rule(
    "W84",
    "experience",
    "words of games",
    "What people went through is no game; papers attacked the BBC's Syrian Journey (2015) for making it one.",
    "Speak of decisions, and of what happens.",
)
def game_words(known: Known) -> Iterator[Found]:
    labels = ("the choice", "the door", "the question", "the ending", "the attract", "a hotspot", "`told`")
    for where, what, text in texts(known.playlist):
        if not what.startswith(labels):
            continue
        for language in known.playlist.languages:
            pattern = _GAME.get(language.partition("-")[0])
            hit = None if pattern is None else re.search(pattern, text.say(language), re.IGNORECASE)
            if hit is not None:
                yield Found(where, f"{what[0].upper()}{what[1:]} says “{hit.group()}” ({language}).")


@rule(
    "W85",
    "experience",
    "a warning without a way round",
    "Who is warned and has no gentler way can only go.",
    "Give one of its scenes a `gentler`.",
)
def warnings(known: Known) -> Iterator[Found]:
    for name, chapter in known.playlist.chapters.items():
        scenes = [scene for scene in known.playlist.scenes.values() if scene.chapter == name]
        if chapter.warning is not None and scenes and not any(scene.gentler for scene in scenes):
            yield Found(scenes[0].where, f"The chapter `{name}` has a warning, and none of its scenes has a `gentler`.")


@rule(
    "W86",
    "experience",
    "a scene does not say what its pictures are",
    "Other scenes say it: a visitor cannot tell here what was filmed from what was re-enacted.",
    "Write `evidence: archive`, `smuggled`, `testimony`, `reenactment` or `composite`.",
)
def evidence(known: Known) -> Iterator[Found]:
    story, scenes = _story(known), known.playlist.scenes.values()
    if all(scene.evidence is None for scene in scenes):
        return  # this exhibition does not say it of any
    for scene in scenes:
        if scene.id in story and scene.evidence is None:
            yield Found(scene.where, f"`{scene.id}` has no `evidence`.")


@rule(
    "W87",
    "experience",
    "an ending leads nowhere",
    "Who is moved wants to know of the people, and what is true of it.",
    "Give it `people` or a `link`.",
)
def dead_endings(known: Known) -> Iterator[Found]:
    for scene in known.playlist.scenes.values():
        if scene.ending is not None and not scene.ending.people and scene.ending.link is None:
            yield Found(scene.where, f"The ending `{scene.id}` has neither `people` nor a `link`.")


@rule(
    "W88",
    "experience",
    "an ending without another try",
    "Visitors want to know what else could have happened.",
    "Write `retry_from: last decision`.",
)
def no_retry(known: Known) -> Iterator[Found]:
    for scene in known.playlist.scenes.values():
        if scene.ending is not None and not scene.ending.retry:
            yield Found(scene.where, f"The ending `{scene.id}` has no `retry_from`.")
