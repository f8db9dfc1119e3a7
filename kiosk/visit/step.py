"""step(): one event in, the next visit and the effects out. Pure: no clock, no chance but the visit's own seed.

Run to completion: an event is taken whole, then settle() puts films and timers in accord with where the visit stands.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from kiosk.visit import closing, deciding, helping, home, outside, pages, story
from kiosk.visit import events as ev
from kiosk.visit.aids import Aids
from kiosk.visit.effects import SetLanguage, SetVolume, VisitBegan
from kiosk.visit.scenes import scene_of
from kiosk.visit.settle import settle
from kiosk.visit.state import VOLUME_STEPS, AtBefore, AtHome, House, InRest, InStory, Visit
from kiosk.visit.turn import Turn

if TYPE_CHECKING:
    from kiosk.playlist.model import Playlist
    from kiosk.visit.effects import Effect

BY_VISITOR = (
    ev.Touched, ev.DoorTouched, ev.BeginTouched, ev.GentlerTouched, ev.ChoiceTouched, ev.TimeTouched, ev.HotspotTouched,
    ev.PageTouched, ev.ClipTouched, ev.SceneTouched, ev.AgainTouched, ev.RetryTouched, ev.HomeTouched, ev.BackTouched,
    ev.CaptionsTouched, ev.LanguagesTouched, ev.LanguageTouched, ev.VolumeTouched, ev.HelpTouched, ev.TextTouched,
    ev.ContrastTouched, ev.SeatedTouched, ev.CalmTouched, ev.LimitsTouched, ev.DescribedTouched, ev.SignedTouched,
    ev.SpokenTouched,
)  # fmt: skip

BESIDE = (ev.Touched, ev.CaptionsTouched, ev.VolumeTouched, ev.SpokenTouched)
"""They leave the list of languages and "More help" open."""


def start(playlist: Playlist, house: House, seed: int) -> tuple[Visit, tuple[Effect, ...]]:
    """The first visit after the program has started: attract."""
    empty = Visit(house, seed, 1, house.language, house.captions, house.volume, house.aids)
    turn = Turn(playlist, empty)
    turn.emit(SetLanguage(house.language), SetVolume(house.volume / VOLUME_STEPS))
    home.run_attract(turn, 0)
    helping.set_aside(turn, Aids())
    settle(turn)
    return turn.visit, tuple(turn.effects)


def step(playlist: Playlist, visit: Visit, event: ev.Event) -> tuple[Visit, tuple[Effect, ...]]:
    """What `event` makes of `visit`. Any event is allowed at any time; one that means nothing there changes nothing."""
    turn = Turn(playlist, visit)
    if isinstance(event, BY_VISITOR):
        _visitor(turn, event)
    else:
        outside.take(turn, event)
    helping.set_aside(turn, visit.aids)
    settle(turn)
    return turn.visit, tuple(turn.effects)


# ---- the visitor


def _visitor(turn: Turn, event: ev.Event) -> None:
    visit = turn.visit
    if not visit.awake:
        if event != ev.SpokenTouched(False):  # a jack that goes out is nobody who comes
            _wake(turn)
        if isinstance(event, ev.SpokenTouched) and turn.visit.awake:
            helping.read_aloud(turn, event.on)
        return
    turn.stop_timer("idle")
    turn.change(unattended=frozenset(), untouched=0)
    if isinstance(visit.place, InStory) and visit.place.open is not None:
        turn.change_story(open=replace(visit.place.open, touched=True))
    if visit.asking:
        turn.change(asking=False)
        deciding.anew(turn)
        if isinstance(event, ev.SpokenTouched) and event.on is not None:
            helping.read_aloud(turn, event.on)  # a jack is no answer to the question alone
    elif visit.setting and not isinstance(event, BESIDE):
        _set(turn, event)
    else:
        _act(turn, event)


def _act(turn: Turn, event: ev.Event) -> None:
    visit, place = turn.visit, turn.visit.place
    match event:
        case ev.HomeTouched():
            if not isinstance(place, AtHome) or visit.over:
                home.go_home(turn)
        case ev.BackTouched():
            _back(turn)
        case ev.CaptionsTouched():
            turn.change(captions=not visit.captions)
        case ev.LanguagesTouched():
            turn.change(choosing_language=True)
        case ev.LanguageTouched(language):
            _set_language(turn, language)
        case ev.HelpTouched():
            turn.change(helping=True)
        case ev.SpokenTouched(on):
            helping.read_aloud(turn, on)
            deciding.anew(turn)
        case ev.VolumeTouched(change):
            volume = max(0, min(VOLUME_STEPS, visit.volume + change))
            turn.change(volume=volume)
            turn.emit(SetVolume(volume / VOLUME_STEPS))
        case ev.PageTouched(page):
            if page in pages.offered(turn):
                pages.open_page(turn, page)
        case ev.ClipTouched():
            pages.toggle_clip(turn)
        case ev.SceneTouched():
            _from_page(turn)
        case _ if visit.over:
            pass  # what lies below cannot be touched
        case ev.DoorTouched(index):
            if isinstance(place, AtHome) and 0 <= index < len(turn.playlist.home):
                _through(turn, index)
        case ev.BeginTouched(relaxed):
            if isinstance(place, AtBefore):
                turn.change(relaxed=visit.relaxed or relaxed)
                story.begin(turn, place.scene, place.door)
        case ev.GentlerTouched():
            if isinstance(place, AtBefore):
                turn.change(gentle=not visit.gentle)
        case _ if isinstance(place, InStory):
            _in_story(turn, event)


def _in_story(turn: Turn, event: ev.Event) -> None:
    match event:
        case ev.ChoiceTouched(choice):
            deciding.choose(turn, choice)
        case ev.TimeTouched():
            turn.change(relaxed=not turn.visit.relaxed)
            deciding.anew(turn)
        case ev.HotspotTouched(index):
            hotspots = scene_of(turn).hotspots
            if index in turn.story.hotspots:
                pages.open_any(turn, hotspots[index].open)
        case ev.AgainTouched():
            if turn.story.finished:
                story.again(turn)
        case ev.RetryTouched():
            story.retry(turn)


def _wake(turn: Turn) -> None:
    """The wake-up touch presses nothing: whatever it was meant for, it only wakes."""
    if isinstance(turn.visit.place, InRest):
        closing.tell(turn)
        return
    turn.emit(VisitBegan())
    if turn.playlist.home:
        turn.change(place=AtHome())
    else:
        _to_scene(turn, next(iter(turn.playlist.scenes)), None)


def _through(turn: Turn, index: int) -> None:
    door = turn.playlist.home[index]
    if door.open in turn.playlist.scenes:
        _to_scene(turn, door.open, index)
    else:
        pages.open_any(turn, door.open)


def _from_page(turn: Turn) -> None:
    visit = turn.visit
    scene = pages.begins(turn.playlist, visit)
    if scene is not None:
        home.close_clip(turn)
        turn.change(over=())
        _to_scene(turn, scene, pages.door_to(turn.playlist, visit))


def _to_scene(turn: Turn, scene: str, door: int | None) -> None:
    if pages.needs_before(turn.playlist, scene, door):
        turn.change(place=AtBefore(door, scene))
    else:
        story.begin(turn, scene, door)


def _back(turn: Turn) -> None:
    if turn.visit.over:
        pages.close_top(turn)
        deciding.anew(turn)
    elif isinstance(turn.visit.place, InStory):
        story.back(turn)
    elif isinstance(turn.visit.place, AtBefore):
        home.go_home(turn)


def _set(turn: Turn, event: ev.Event) -> None:
    """The list of languages or "More help" is open. What is set under "More help" leaves it open: one touch each."""
    visit = turn.visit
    if visit.helping and helping.aid(turn, event):
        return
    turn.change(choosing_language=False, helping=False)
    match event:
        case ev.LanguageTouched(language):
            _set_language(turn, language)
            turn.change(helping=visit.helping)
        case ev.LanguagesTouched():
            turn.change(choosing_language=visit.helping)
        case ev.HelpTouched():
            turn.change(helping=visit.choosing_language)
        case ev.HomeTouched():
            home.go_home(turn)
    deciding.anew(turn)


def _set_language(turn: Turn, language: str) -> None:
    if language in turn.playlist.languages and language != turn.visit.language:
        turn.change(language=language)
        turn.emit(SetLanguage(language))
