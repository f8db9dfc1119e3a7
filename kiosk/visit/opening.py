"""A visit put where a technician wants it: opened at a scene, or carried over into the playlist as it is now."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from kiosk.visit import home, story
from kiosk.visit.effects import SetLanguage, StopTimer, VisitBegan
from kiosk.visit.scenes import variant_of
from kiosk.visit.settle import settle
from kiosk.visit.state import AtBefore, AtHome, InStory, OnPage, Step
from kiosk.visit.turn import Turn

if TYPE_CHECKING:
    from collections.abc import Mapping

    from kiosk.playlist.model import Playlist, Value
    from kiosk.visit.effects import Effect
    from kiosk.visit.state import Detour, OnCollection, Visit


def open_scene(
    playlist: Playlist, visit: Visit, scene: str, values: Mapping[str, Value]
) -> tuple[Visit, tuple[Effect, ...]]:
    """`visit` as if it had just come to `scene`, by the first door, with `values`; what they leave out starts as in
    every story. The scene's own `enter` follows. Raises KeyError for a scene that there is not."""
    turn = Turn(playlist, visit)
    if not visit.awake:
        turn.emit(VisitBegan())
    _put_down(turn)
    turn.change(over=())
    there = {**playlist.start_values(), **values}
    door = next((index for index, door in enumerate(playlist.home) if door.open in playlist.scenes), None)
    if isinstance(visit.place, InStory):
        home.leave_decision(turn)
        story.restart(turn, scene, door, there)
    else:
        story.begin(turn, scene, door, there)
    settle(turn)
    return turn.visit, tuple(turn.effects)


def scene_again(playlist: Playlist, visit: Visit) -> tuple[Visit, tuple[Effect, ...]]:
    """The scene in front from its first picture, all as it was when it began. Outside a story nothing changes."""
    turn = Turn(playlist, visit)
    if isinstance(visit.place, InStory) and visit.place.entered is not None:
        _put_down(turn)
        turn.change(over=())
        home.leave_decision(turn)
        there = visit.place.entered
        story.reenter(turn, there, playlist.scenes[there.scene], there.variant, start=0)
        settle(turn)
    return turn.visit, tuple(turn.effects)


def carry_over(old: Playlist, new: Playlist, visit: Visit, position: int) -> tuple[Visit, tuple[Effect, ...]]:
    """`visit`, which walked `old`, in the same place of `new`: the film goes on from `position` (ms), variables keep
    their values, a decision that was open is asked again.

    What there is no more is left out: of a scene that is gone, the visit goes back to the one before it.
    """
    turn = Turn(new, visit)
    _put_down(turn)
    turn.change(over=_covers(new, visit.over))
    first = new.languages[0]
    if visit.house.language not in new.languages:
        turn.change(house=replace(visit.house, language=first))
    if visit.language not in new.languages:
        turn.change(language=first)
        turn.emit(SetLanguage(first))
    if visit.loop is not None and old.attract.clips != new.attract.clips:
        home.run_attract(turn, visit.loop.index)
        turn.cut(visit.loop.film)
    match visit.place:
        case InStory():
            _carry_story(turn, visit.place, position)
        case AtBefore(door, scene) if scene not in new.scenes or (door is not None and door >= len(new.home)):
            home.go_home(turn)
        case AtHome() if not new.home:
            home.go_home(turn)
    settle(turn)
    return turn.visit, tuple(turn.effects)


def _put_down(turn: Turn) -> None:
    """What belongs to the moment: timers, films made ready, a page's film, questions to the visitor."""
    turn.emit(*(StopTimer(token) for token in turn.visit.timers.values()))
    turn.change(timers={})
    turn.arm_ahead([])
    home.close_clip(turn)
    turn.change(asking=False, choosing_language=False, helping=False)
    turn.change(clip_seen=False, untouched=0, unattended=frozenset(), failures=0)


def _covers(playlist: Playlist, over: tuple[OnPage | OnCollection, ...]) -> tuple[OnPage | OnCollection, ...]:
    return tuple(
        cover
        for cover in over
        if (cover.page in playlist.pages if isinstance(cover, OnPage) else cover.collection in playlist.collections)
    )


def _carry_story(turn: Turn, left: InStory, position: int) -> None:
    """Back into the story, at the same place of its film: decisions and hotspots are found by its marks."""
    scenes = turn.playlist.scenes
    home.leave_decision(turn)
    there = carried(turn.playlist, left)
    if left.scene not in scenes:
        if not there.steps:
            home.go_home(turn)
            return
        there, position = replace(there, scene=there.steps[-1].scene), 0
    elif left.film.ended:
        position = max(0, left.film.duration - story.LAST)
    scene = scenes[there.scene]
    variant = variant_of(scene, there)
    if not there.steps or there.steps[-1].scene != scene.id:
        there = replace(there, steps=(*there.steps, Step(scene.id, variant)))
    there = replace(there, steps=(*there.steps[:-1], replace(there.steps[-1], variant=variant)))
    waits = left.holding and left.scene == scene.id and scene.hold is not None and scene.decision is not None
    if waits:
        story.revisit(turn, scene.id, variant, left.opened_at, there)
    else:
        story.reenter(turn, there, scene, variant, start=position)


def carried(playlist: Playlist, story: InStory) -> InStory:
    """A story's memory without what `playlist` does not have: its scenes, choices, variables and values."""
    return replace(
        _memory(playlist, story), earlier=_past(playlist, story.earlier), decided_from=_asked(playlist, story)
    )


def _asked(playlist: Playlist, story: InStory) -> InStory | None:
    """Where "another way" leads back to, if it is still a decision."""
    then = story.decided_from
    if then is None or not _stands(playlist, then.scene, then.variant) or playlist.scenes[then.scene].decision is None:
        return None
    return replace(_memory(playlist, then), earlier=_past(playlist, then.earlier), decided_from=None)


def _past(playlist: Playlist, story: InStory | None) -> InStory | None:
    """The scenes that Back goes through, one behind the other."""
    chain: list[InStory] = []
    while story is not None:
        if _stands(playlist, story.scene, story.variant):
            chain.append(_memory(playlist, story))
        story = story.earlier
    past: InStory | None = None
    for scene in reversed(chain):
        past = replace(scene, earlier=past, decided_from=None) if scene.steps else past
    return past


def _memory(playlist: Playlist, story: InStory) -> InStory:
    start = playlist.start_values()
    values = {
        name: story.values[name] if name in story.values and variable.holds(story.values[name]) else start[name]
        for name, variable in playlist.variables.items()
    }
    return replace(
        story,
        first=story.first if story.first in playlist.scenes else next(iter(playlist.scenes)),
        values=values,
        visited=story.visited & playlist.scenes.keys(),
        chosen=frozenset(name for name in story.chosen if _offered(playlist, name)),
        steps=tuple(step for step in story.steps if _stands(playlist, step.scene, step.variant)),
        detours=tuple(detour for detour in story.detours if _asks(playlist, detour)),
        entered=None,
    )


def _stands(playlist: Playlist, scene: str, variant: int) -> bool:
    return scene in playlist.scenes and variant < len(playlist.scenes[scene].variants)


def _asks(playlist: Playlist, detour: Detour) -> bool:
    return _stands(playlist, detour.scene, detour.variant) and playlist.scenes[detour.scene].decision is not None


def _offered(playlist: Playlist, name: str) -> bool:
    scene, _, choice = name.rpartition(".")
    decision = playlist.scenes[scene].decision if scene in playlist.scenes else None
    return decision is not None and any(choice == offered.id for offered in decision.choices)
