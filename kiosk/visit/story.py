"""The way through a story: into scenes, on to the next, back again."""

from __future__ import annotations

import random
from dataclasses import replace
from typing import TYPE_CHECKING

from kiosk.playlist.model import ToBack, ToHome, ToScene, ToWeighted, apply
from kiosk.visit.deciding import open_decision
from kiosk.visit.effects import SceneEntered
from kiosk.visit.home import drop_waiting, go_home, leave_decision
from kiosk.visit.scenes import asleep, scene_of, variant_of, way_on
from kiosk.visit.state import Detour, Film, InStory, Step

if TYPE_CHECKING:
    from collections.abc import Mapping

    from kiosk.playlist.model import Media, Scene, Target, Value
    from kiosk.visit.turn import Turn

LAST = 1_000
"""Ms of an ending's film that are shown again after a page's clip."""

RUN_UP = 3_000
"""Ms of film shown before a decision that a visitor comes back to, so that they know where they are."""


def begin(turn: Turn, scene: str, door: int | None, values: Mapping[str, Value] | None = None) -> None:
    """The first scene of a story, with everything as the playlist starts it, or with `values`."""
    turn.change(failures=0)
    loop = turn.visit.loop  # which runs at home and on attract, but not while the museum is closed
    _enter(turn, scene, _blank(turn, scene, door, values))
    turn.cut(loop.film if loop is not None else None)
    turn.change(loop=None)


def _blank(turn: Turn, scene: str, door: int | None, values: Mapping[str, Value] | None = None) -> InStory:
    return InStory(door, scene, scene, 0, values or turn.playlist.start_values(), Film(-1, ended=True))


def restart(turn: Turn, scene: str, door: int | None, values: Mapping[str, Value] | None = None) -> None:
    """Out of a story into one that begins with `scene`."""
    left = turn.story
    _enter(turn, scene, _blank(turn, scene, door, values))
    _put_away(turn, left)


def reenter(turn: Turn, story: InStory, scene: Scene, variant: int, *, start: int) -> None:
    """Into `scene` as `story` knows it, `start` ms into its film, without coming to it anew."""
    left = turn.story
    _run(turn, story, scene, variant, start=start)
    _put_away(turn, left)


def go(turn: Turn, scene: str) -> None:
    """On to `scene`; the one that is left stays behind for Back."""
    left = turn.story
    _enter(turn, scene, replace(left, earlier=left.entered))
    _put_away(turn, left)


def _enter(turn: Turn, scene_id: str, story: InStory) -> None:
    scene = turn.playlist.scenes[scene_id]
    values = apply(scene.enter, story.values, turn.playlist.variables)
    visited = story.visited | {scene_id}
    if turn.visit.gentle and scene.gentler is not None:
        scene = turn.playlist.scenes[scene.gentler]
        visited |= {scene.id}
    story = replace(story, values=values, visited=visited)
    variant = variant_of(scene, story)
    if scene.id in turn.visit.unattended:
        turn.change(asking=True)
    turn.change(unattended=turn.visit.unattended | {scene.id})
    _run(turn, replace(story, steps=(*story.steps, Step(scene.id, variant))), scene, variant, start=0)
    turn.emit(SceneEntered(scene.id))


def _run(turn: Turn, story: InStory, scene: Scene, variant: int, *, start: int) -> None:
    film = turn.show(scene.variants[variant].clip, start=start)
    there = replace(story, scene=scene.id, variant=variant, film=film)
    _arrive(
        turn,
        replace(
            there,
            open=None,
            hotspots=frozenset(),
            waiting=None,
            finished=False,
            holding=False,
            stretch=None,
            went_round=False,
        ),
    )


def _arrive(turn: Turn, story: InStory) -> None:
    turn.change(place=replace(story, entered=asleep(replace(story, entered=None))))


def _put_away(turn: Turn, left: InStory) -> None:
    """Cut what `left` was showing: after the new film is in front, so that nothing goes black between them."""
    turn.cut(left.film)
    drop_waiting(turn, left)


def revisit(turn: Turn, scene: str, variant: int, opened_at: int, story: InStory) -> None:
    """Back to a decision without going through its scene again: its hold clip, or the end of its film."""
    left = turn.story
    there = turn.playlist.scenes[scene]
    if there.hold is not None:
        run_hold(turn, replace(story, scene=scene, variant=variant, opened_at=opened_at), there.hold)
        _arrive(turn, turn.story)
        open_decision(turn)
    else:
        _run(turn, story, there, variant, start=max(0, opened_at - RUN_UP))
    _put_away(turn, left)


def run_hold(turn: Turn, story: InStory, clip: Media) -> None:
    film = turn.show_armed(story.waiting) if story.waiting is not None else turn.show(clip, loop=True)
    there = replace(story, film=film, waiting=None, open=None, hotspots=frozenset(), finished=False, holding=True)
    turn.change(place=there)


def show_last_picture(turn: Turn) -> None:
    """Behind an ending belongs its own last picture, not that of a page's clip: its film's last second, once more."""
    story = turn.story
    clip = scene_of(turn).variants[story.variant].clip
    turn.change_story(film=turn.show(clip, start=max(0, story.film.duration - LAST)))


def depart_chosen(turn: Turn) -> None:
    """Go where the closed decision leads."""
    story, scene = turn.story, scene_of(turn)
    assert scene.decision is not None
    assert story.open is not None
    if story.open.chosen is None:
        silence = scene.decision.silence
        depart(turn, silence.to if silence is not None else way_on(turn))
        return
    choice = scene.decision.choice(story.open.chosen)
    if choice.detour is not None:
        detour = Detour(scene.id, story.variant, story.opened_at)
        turn.change_story(detours=(*story.detours, detour))
        go(turn, choice.detour)
    else:
        depart(turn, choice.to or ToHome())


def depart(turn: Turn, target: Target) -> None:
    story = turn.story
    match target:
        case ToScene(scene):
            go(turn, scene)
        case ToWeighted(weights):
            draw = random.Random(f"{turn.visit.seed}/{story.draws}")  # noqa: S311 a film's chance is no secret
            turn.change_story(draws=story.draws + 1)
            go(turn, draw.choices(tuple(weights), tuple(weights.values()))[0])
        case ToBack() if story.detours:
            back = story.detours[-1]
            steps = (*story.steps, Step(back.scene, back.variant))
            on = replace(story, detours=story.detours[:-1], earlier=story.entered, steps=steps)
            revisit(turn, back.scene, back.variant, back.opened_at, on)
        case _:
            go_home(turn)


def back(turn: Turn) -> None:
    """The scene before this one, from its beginning; from the first one, out of the story."""
    story = turn.story
    if story.earlier is None:
        go_home(turn)
        return
    leave_decision(turn)
    earlier = story.earlier
    scene = turn.playlist.scenes[earlier.scene]
    steps = (*earlier.steps[:-1], replace(earlier.steps[-1], told=None, touched=None))
    _run(turn, replace(earlier, steps=steps), scene, earlier.variant, start=0)
    _put_away(turn, story)
    turn.emit(SceneEntered(scene.id))


def retry(turn: Turn) -> None:
    """Another way from the last decision: everything as it was when it opened."""
    story = turn.story
    if not story.finished or story.decided_from is None:
        return
    then = story.decided_from
    revisit(turn, then.scene, then.variant, then.opened_at, then)


def again(turn: Turn) -> None:
    """The same story from its first scene."""
    leave_decision(turn)
    restart(turn, turn.story.first, turn.story.door)
