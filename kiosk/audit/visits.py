"""What a visit promises, asked of the real one: that limits go, that calm gives more time, that a reset forgets."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from kiosk.visit import events as ev
from kiosk.visit.aids import Aids
from kiosk.visit.effects import StartTimer
from kiosk.visit.state import Film, House, InStory, Open, Visit
from kiosk.visit.step import start, step

if TYPE_CHECKING:
    from kiosk.playlist.model import Playlist, Scene

_SET = (
    ev.CaptionsTouched(), ev.VolumeTouched(1), ev.HelpTouched(), ev.TextTouched(2), ev.ContrastTouched(),
    ev.SeatedTouched(), ev.CalmTouched(), ev.LimitsTouched(), ev.DescribedTouched(), ev.SignedTouched(),
    ev.SpokenTouched(), ev.LanguagesTouched(),
)  # fmt: skip
"""One touch of each thing that a visitor can set, beside the language."""
_NAMES = ("language", "captions", "volume", "aids", "relaxed")


def limited(playlist: Playlist) -> tuple[str, ...]:
    """The scenes whose question still has its time after "No time limits" was touched."""
    return tuple(one.id for one in _timed(playlist) if _window(playlist, one, ev.LimitsTouched()) is not None)


def hurried(playlist: Playlist) -> tuple[str, ...]:
    """The scenes whose question has no more time in calm mode than without it."""

    def more(scene: Scene) -> bool:
        usual, calm = (_window(playlist, scene, event) for event in (ev.Touched(), ev.CalmTouched()))
        return usual is not None and calm is not None and calm > usual

    return tuple(one.id for one in _timed(playlist) if not more(one))


def remembered(playlist: Playlist) -> tuple[str, ...]:
    """What of all that a visitor can set is still so after a reset, or could not be set at all."""
    house = House(playlist.languages[0], playlist.captions_on, speech=True)
    visit = new = step(playlist, start(playlist, house, 1)[0], ev.Touched())[0]
    for event in (*_SET, ev.LanguageTouched(playlist.languages[-1])):
        visit = step(playlist, visit, event)[0]
    after = step(playlist, visit, ev.ResetAsked())[0]
    names = _NAMES if len(playlist.languages) > 1 else _NAMES[1:]
    unset = [name for name in names if getattr(visit, name) == getattr(new, name)]
    return tuple(name for name in names if name in unset or getattr(after, name) != getattr(new, name))


def _timed(playlist: Playlist) -> list[Scene]:
    return [scene for scene in playlist.scenes.values() if scene.decision is not None and scene.decision.window]


def _window(playlist: Playlist, scene: Scene, event: ev.Event) -> int | None:
    """How long (ms) the question of a scene is open after `event` under "More help"; None: as long as anybody likes."""
    assert scene.decision is not None
    choices = tuple((choice.id, True) for choice in scene.decision.choices)
    there = InStory(None, scene.id, scene.id, 0, playlist.start_values(), Film(1, 60_000, shown=True))
    visit = Visit(
        House(playlist.languages[0]), seed=1, next=2, language=playlist.languages[0], captions=True, volume=3,
        aids=Aids(), place=replace(there, open=Open(1, choices)),
    )  # fmt: skip
    token, after = None, None
    for each in (ev.HelpTouched(), event, ev.HelpTouched()):
        visit, effects = step(playlist, visit, each)
        token = visit.timers.get("window")
        after = next((one.after for one in effects if isinstance(one, StartTimer) and one.token == token), after)
    return after if token is not None else None
