"""Pages and collections: what lies over the film or over home and never changes the path."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kiosk.visit.effects import Incident, PageOpened
from kiosk.visit.home import close_clip
from kiosk.visit.state import AtHome, InStory, OnCollection, OnPage
from kiosk.visit.story import show_last_picture

if TYPE_CHECKING:
    from collections.abc import Iterator

    from kiosk.playlist.model import Before, Playlist, Scene
    from kiosk.visit.state import Visit
    from kiosk.visit.turn import Turn


def open_any(turn: Turn, name: str) -> None:
    """A page or a collection. A door or a hotspot may name either."""
    if name in turn.playlist.collections:
        turn.change(over=(*turn.visit.over, OnCollection(name)))
    elif name in turn.playlist.pages:
        open_page(turn, name)


def open_page(turn: Turn, page: str) -> None:
    close_clip(turn)
    turn.change(over=(*turn.visit.over, OnPage(page)))
    turn.emit(PageOpened(page))


def close_top(turn: Turn) -> None:
    close_clip(turn)
    turn.change(over=turn.visit.over[:-1])
    place = turn.visit.place
    if turn.visit.clip_seen and isinstance(place, InStory):
        turn.change(clip_seen=False)
        if place.film.ended and place.film.duration:
            show_last_picture(turn)


def offered(turn: Turn) -> tuple[str, ...]:
    """The pages that can be opened from what is in front."""
    visit = turn.visit
    if visit.over:
        top = visit.over[-1]
        return turn.playlist.collections[top.collection].pages if isinstance(top, OnCollection) else ()
    if isinstance(visit.place, InStory) and visit.place.finished:
        ending = turn.playlist.scenes[visit.place.scene].ending
        return ending.people if ending is not None and "people" in ending.show else ()
    return ()


def toggle_clip(turn: Turn) -> None:
    """Play the clip of the page in front, or stop it."""
    visit = turn.visit
    if visit.clip is not None:
        close_clip(turn)
    elif visit.over and isinstance(visit.over[-1], OnPage):
        clip = turn.playlist.pages[visit.over[-1].page].clip
        if clip is not None:
            turn.change(clip=turn.show(clip), clip_seen=True)


def begins(playlist: Playlist, visit: Visit) -> str | None:
    """The scene that can be begun from the page in front. Over a story nothing is: a page never changes its way."""
    top = visit.over[-1] if visit.over else None
    if isinstance(top, OnPage) and isinstance(visit.place, AtHome):
        return playlist.pages[top.page].begin
    return None


def door_to(playlist: Playlist, visit: Visit) -> int | None:
    """The door of home that the page in front lies behind."""
    first = visit.over[0]
    name = first.page if isinstance(first, OnPage) else first.collection
    return next((index for index, door in enumerate(playlist.home) if door.open == name), None)


def clip_failed(turn: Turn, reason: str) -> None:
    top = turn.visit.over[-1]
    assert isinstance(top, OnPage)
    clip = turn.playlist.pages[top.page].clip
    assert clip is not None
    turn.emit(Incident(f"page {top.page}: {clip.name}: {reason}"))
    turn.change(clip=None)


# ---- before a story


def before_of(playlist: Playlist, door: int | None) -> Before | None:
    return (playlist.home[door].before if door is not None else None) or playlist.before


def needs_before(playlist: Playlist, scene: str, door: int | None) -> bool:
    """Whether a page comes first: one was written, there is something to warn of, or time presses somewhere.

    The last is what gives every visitor the way out of time limits before the first of them (WCAG 2.2.1).
    """
    return before_of(playlist, door) is not None or any(
        timed(there) or warning_of(playlist, there) for there in reachable(playlist, scene)
    )


def timed(scene: Scene) -> bool:
    return scene.decision is not None and scene.decision.window is not None


def warning_of(playlist: Playlist, scene: Scene) -> bool:
    return scene.chapter is not None and playlist.chapters[scene.chapter].warning is not None


def reachable(playlist: Playlist, start: str) -> Iterator[Scene]:
    """Every scene that some way from `start` may come to, guards aside."""
    seen = {start}
    todo = [start]
    while todo:
        scene = playlist.scenes[todo.pop()]
        yield scene
        for name in _next(playlist, scene):
            if name not in seen:
                seen.add(name)
                todo.append(name)


def _next(playlist: Playlist, scene: Scene) -> Iterator[str]:
    targets = [scene.to, *(variant.to for variant in scene.variants)]
    if scene.decision is not None:
        targets += [choice.to for choice in scene.decision.choices]
        targets += [scene.decision.silence.to] if scene.decision.silence is not None else []
        yield from (choice.detour for choice in scene.decision.choices if choice.detour is not None)
    for target in targets:
        if target is not None:
            yield from playlist.leads(target)
    if scene.gentler is not None:
        yield scene.gentler
