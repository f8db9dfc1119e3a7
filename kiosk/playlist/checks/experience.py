"""Rules about what a visitor goes through: how soon they are asked, how long they only watch, what they are told."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
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


def lasts(known: Known, scene: Scene) -> int:
    """ms, the scene's longest clip; 0 where none was measured."""
    every = ((variant.clip.lasts or _measured(known, variant)) for variant in scene.variants)
    return max(every, default=0)


def _measured(known: Known, variant: Variant) -> int:
    facts = known.facts(variant.clip)
    return 0 if facts is None else facts.duration


def _until_touch(known: Known, scene: Scene, seen: frozenset[str] = frozenset()) -> int:
    """ms of film from the scene's beginning to the first thing to touch or the end of it all, by the longest way."""
    spots = [spot.at for spot in scene.hotspots]
    whole, opens = lasts(known, scene), None if scene.decision is None else scene.decision.opens
    if scene.decision is not None:
        spots.append(whole if opens is None else opens if opens >= 0 else max(0, whole + opens))
    if spots:
        return min(spots)
    if scene.ending is not None or scene.id in seen:
        return whole
    after = (known.playlist.scenes[one] for one in next_scenes(known.playlist, scene))
    return whole + max((_until_touch(known, one, seen | {scene.id}) for one in after), default=0)


def starts(known: Known) -> tuple[str, ...]:
    """The scenes a visitor begins with."""
    scenes = known.playlist.scenes
    doors = tuple(dict.fromkeys(door.open for door in known.playlist.home if door.open in scenes))
    return doors if known.playlist.home else (next(iter(scenes)),)


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
    for start in starts(known):
        scene = known.playlist.scenes[start]
        wait = _until_touch(known, scene) if _asks(known, start) else 0
        if wait > FIRST:
            yield Found(scene.where, f"From `{start}`, the first thing to touch comes after {_minutes(wait)}.")


@rule(
    "W81",
    "experience",
    "a long time without anything to touch",
    "Visitors stand; after two minutes without being asked most have gone.",
    "Ask something, or put a hotspot in.",
)
def long_stretches(known: Known) -> Iterator[Found]:
    story = {one for start in starts(known) if _asks(known, start) for one in _reached(known, start)}
    for scene in known.playlist.scenes.values():
        wait = _until_touch(known, scene) if scene.id in story else 0
        entered = any(
            scene.id in next_scenes(known.playlist, one) for one in known.playlist.scenes.values() if not _quiet(one)
        )
        if wait > STRETCH and (entered or scene.id in starts(known)):
            yield Found(scene.where, f"From `{scene.id}` on, {_minutes(wait)} pass without anything to touch.")


def _quiet(scene: Scene) -> bool:
    return scene.decision is None and not scene.hotspots


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
        time = found[name] = waiting.pop(name) + lasts(known, scenes[name])
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
    "A visitor cannot tell what was filmed from what was re-enacted.",
    "Write `evidence: archive`, `smuggled`, `testimony`, `reenactment` or `composite`.",
)
def evidence(known: Known) -> Iterator[Found]:
    story = {one for start in starts(known) if _asks(known, start) for one in _reached(known, start)}
    for scene in known.playlist.scenes.values():
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
