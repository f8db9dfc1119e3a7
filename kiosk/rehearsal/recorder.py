"""Writes a visit down as a path, while somebody touches the real screen."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from kiosk.rehearsal.paths import PASS, Touch, VisitPath, place_of
from kiosk.visit import effects as ef
from kiosk.visit import events as ev

if TYPE_CHECKING:
    from kiosk.performer import Performer
    from kiosk.screen import Screen
    from kiosk.visit.effects import Effect


class Recorder(QObject):
    """`recorded` is told when a visit is over, with its path; a visit without a touch has none."""

    recorded = Signal(object)

    def __init__(self, performer: Performer, screen: Screen) -> None:
        super().__init__()
        self._performer = performer
        self._touches: list[Touch] = []
        self._language, self._seed, self._ends, self._spoilt = "", 0, "", False
        screen.touched.disconnect(performer.send)  # it is seen where it was done: before the visit has taken it
        screen.touched.connect(self.touched)
        screen.touched.connect(performer.send)
        performer.happened.connect(self.happened)

    def touched(self, event: object) -> None:
        """A visitor's event, before the visit has taken it."""
        visit = self._performer.visit
        name = "close" if visit.helping and isinstance(event, ev.HelpTouched) else ""
        name = name or name_of(event, choosing=visit.choosing_language)
        place = place_of(visit)
        if name and place and not visit.asking:
            self._touches.append(Touch(place, name))

    def happened(self, effect: Effect) -> None:
        visit = self._performer.visit
        match effect:
            case ef.VisitBegan():
                self._touches, self._ends, self._spoilt = [], "", False
                self._language, self._seed = visit.language, visit.seed
            case ef.DecisionClosed(scene, _, by) if by in ("default", "silence"):
                self._touches.append(Touch(scene, PASS))
            case ef.EndingReached(scene):
                self._ends = scene
            case ef.VisitEnded():
                self.finish()

    def spoil(self) -> None:
        """The visit was put somewhere by another hand than a visitor's: what was touched does not lead there."""
        self._touches, self._spoilt = [], True

    def finish(self) -> None:
        """The visit is over, or is looked at no longer."""
        if self._touches and not self._spoilt:
            self.recorded.emit(VisitPath(tuple(self._touches), self._language, self._seed, self._ends))
        self._touches = []


def name_of(event: object, *, choosing: bool) -> str:
    """What a finger touched to bring about `event`; empty for what is no target."""
    match event:
        case ev.DoorTouched(index):
            return f"door-{index}"
        case ev.BeginTouched(relaxed):
            return "take-your-time" if relaxed else "begin"
        case ev.ChoiceTouched(choice):
            return f"choice-{choice}"
        case ev.HotspotTouched(index):
            return f"hotspot-{index}"
        case ev.PageTouched(page):
            return f"page-{page}"
        case ev.LanguageTouched(language):
            return f"language-{language}" if choosing else "languages"  # of two, the other one at once
        case ev.TextTouched(step):
            return f"text-{step}"
        case ev.VolumeTouched(step):
            return "volume-up" if step > 0 else "volume-down"
        case _:
            return NAMES.get(type(event), "")


NAMES: dict[type, str] = {
    ev.GentlerTouched: "gentler",
    ev.TimeTouched: "take-your-time",
    ev.ClipTouched: "clip",
    ev.SceneTouched: "scene",
    ev.AgainTouched: "again",
    ev.RetryTouched: "retry",
    ev.HomeTouched: "home",
    ev.BackTouched: "back",
    ev.CaptionsTouched: "captions",
    ev.LanguagesTouched: "languages",
    ev.HelpTouched: "help",
    ev.ContrastTouched: "contrast",
    ev.SeatedTouched: "seated",
    ev.CalmTouched: "calm",
    ev.LimitsTouched: "limits",
    ev.SpokenTouched: "spoken",
    ev.DescribedTouched: "described",
    ev.SignedTouched: "signed",
}
