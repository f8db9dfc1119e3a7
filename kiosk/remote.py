"""From the control socket to the rooms and back: what may be asked of the kiosk from outside, and what it tells."""

from __future__ import annotations

import logging
import time
from dataclasses import asdict, replace
from typing import TYPE_CHECKING, Final, Literal

from PySide6.QtCore import QObject, Signal

from kiosk import __version__
from kiosk.playlist.media import missing_files
from kiosk.station.control import commands as co
from kiosk.station.control.messages import near
from kiosk.station.control.place import runtime_folder
from kiosk.station.control.refused import RefusedError
from kiosk.station.control.server import Control
from kiosk.station.control.told import told
from kiosk.station.health import told as told_vitals
from kiosk.station.incidents import incidents_folder
from kiosk.station.noticing import Noticing
from kiosk.station.usage import Meter
from kiosk.updateasked import UpdateAsked
from kiosk.visit import effects as ef
from kiosk.visit import events as ev
from kiosk.visit.furnishing import furnish
from kiosk.visit.opening import open_scene
from kiosk.visit.state import InStory, OnPage

if TYPE_CHECKING:
    from pathlib import Path

    from PySide6.QtGui import QImage

    from kiosk.app import Kiosk
    from kiosk.performer import Performer
    from kiosk.station.incidents import Incident
    from kiosk.visit.state import Visit

log = logging.getLogger("kiosk")

_FIRST_WITHIN: Final = 30
"""Seconds in which a first picture is there, also from a disk that slept."""


class Remote(QObject):
    """Records incidents in the state folder, and with `control` keeps the socket open. Where that cannot be, the
    journal says why, and the film goes on."""

    noticed = Signal(object)
    """An Incident that is new, once it is recorded."""

    def __init__(self, kiosk: Kiosk, state: Path, *, control: bool) -> None:
        super().__init__(kiosk)
        self._kiosk = kiosk
        self._began = time.monotonic()
        self._woken: float | None = None
        self._missing: tuple[str, ...] | None = None
        self._meter = Meter()
        self._noticing = Noticing(incidents_folder(state), kiosk.screen.grab, self)
        self._noticing.noticed.connect(self._noticed)
        self._noticing.noticed.connect(self.noticed)
        if kiosk.performer is not None:
            kiosk.performer.happened.connect(self._happened)
        self._updates = UpdateAsked(kiosk.content.settings, state, self)
        self._updates.told.connect(self._updated)
        self._control: Control | None = None
        if control:
            try:
                self._control = Control(self, runtime_folder(), __version__, self)
            except RefusedError as error:
                log.warning("nothing can be asked of this kiosk from outside: %s", error)
            else:
                log.info("may be spoken to at %s", self._control.path)

    def close(self) -> None:
        if self._control is not None:
            self._control.close()
        self._updates.close()
        self._noticing.close()

    # ---- told

    def _happened(self, effect: ef.Effect) -> None:
        if isinstance(effect, ef.VisitBegan):
            self._woken = time.monotonic()
        elif isinstance(effect, ef.VisitEnded):
            self._woken = None
        if self._control is not None and (words := told(effect)) is not None:
            self._control.tell(words)

    def _noticed(self, incident: Incident) -> None:
        if self._control is not None:
            self._control.tell(
                {"event": "incident", "number": incident.number, "what": incident.what, "done": incident.done}
            )

    def _updated(self, source: str, state: str, says: str) -> None:
        if self._control is not None:
            self._control.tell({"event": "update", "source": source, "state": state, "says": says})

    # ---- asked: kiosk.station.control.player.Player

    def status(self) -> co.Status:
        kiosk, performer = self._kiosk, self._kiosk.performer
        facts = kiosk.footage.facts() if kiosk.footage is not None else None
        visit = performer.visit if performer is not None else None
        playlist = performer.playlist if performer is not None else None
        uptime = int(time.monotonic() - self._began)
        unseen = kiosk.exposure.wrong()
        wrong = (*self._wrong(uptime, facts.shown if facts is not None else 0), *((unseen,) if unseen else ()))
        recorded = self._noticing.known()
        upkeep, doorkeeper = kiosk.upkeep, kiosk.doorkeeper
        kept = doorkeeper is not None and (kiosk.content.settings.hours.kept or doorkeeper.overridden is not None)
        last = max(recorded, key=lambda incident: (incident.last, incident.number), default=None)
        return co.Status(
            well=not wrong,
            wrong=wrong,
            version=__version__,
            playlist=playlist.file.absolute().parent.name if playlist is not None else "",
            title=playlist.title.say(visit.language) if playlist is not None and visit is not None else "",
            screen=performer.view().screen if performer is not None else self._instead(),
            scene=visit.place.scene if visit is not None and isinstance(visit.place, InStory) else "",
            page=_over(visit) if visit is not None else "",
            film=co.Film(facts.film, facts.position, facts.duration) if facts is not None and facts.film else None,
            armed=tuple(deck for deck in facts.decks if deck) if facts is not None else (),
            awake=visit is not None and visit.awake,
            awake_for=int(time.monotonic() - self._woken) if self._woken is not None else 0,
            language=visit.language if visit is not None else "",
            begins_in=visit.house.language if visit is not None else "",
            volume=visit.volume if visit is not None else 0,
            loudest=round(performer.loudest * 100) if performer is not None else 0,
            shown=facts.shown if facts is not None else 0,
            dropped=facts.dropped if facts is not None else 0,
            uptime=uptime,
            memory=round(self._meter.look().resident),
            longest=round(kiosk.longest_round() * 1000),
            incidents=self._noticing.count,
            last_incident=co.Last(last.number, last.last, last.what) if last is not None else None,
            hours=doorkeeper.said() if doorkeeper is not None and kept else "",
            panel=_panel(upkeep.panel.is_on) if upkeep is not None and upkeep.panel is not None else "",
            machine=told_vitals(upkeep.health.vitals) if upkeep is not None and upkeep.health.vitals else "",
            warnings=tuple(one.what for one in upkeep.health.wrong) if upkeep is not None else (),
            waiting=kiosk.taking_up.waiting,
            missing=self._lost(),
        )

    def _lost(self) -> tuple[str, ...]:
        """Files that the playlist names and that are not there. Looked for once: one that comes is taken up anew."""
        playlist = self._kiosk.content.playlist
        if self._missing is None:
            self._missing = () if playlist is None else missing_files(playlist)
        return self._missing

    def _instead(self) -> str:
        """What is on the screen where no visit can be."""
        resting = self._kiosk.rescue is not None and self._kiosk.rescue.resting
        return "resting" if resting and self._kiosk.content.playlist is not None else "trouble"

    def _wrong(self, uptime: int, shown: int) -> list[str]:
        """What keeps visitors from seeing what they should."""
        if self._instead() == "resting":
            assert self._kiosk.rescue is not None
            return [self._kiosk.rescue.said()]
        if self._kiosk.footage is None:
            faults = self._kiosk.content.faults
            more = f" (and {len(faults) - 1} more)" if len(faults) > 1 else ""
            return [f"{self._kiosk.content.unshown}: {faults[0]}{more}"]
        if self._kiosk.performer is not None and self._kiosk.performer.view().screen == "closed":
            return []  # dark by the opening hours
        if not shown:
            return [f"no picture was shown in {uptime} s"] if uptime >= _FIRST_WITHIN else []
        return [] if self._kiosk.footage.advancing() else ["the film stands still"]

    def grab(self) -> QImage:
        return self._kiosk.screen.grab()

    def incidents(self, most: int) -> co.Record:
        recorded = self._noticing.known()[-most:]
        return co.Record(str(self._noticing.folder), tuple(co.Recorded(**asdict(incident)) for incident in recorded))

    def attract(self) -> None:
        performer = self._performer()
        if performer.visit.awake:
            performer.send(ev.ResetAsked())

    def open(self, scene: str) -> None:
        performer = self._performer()
        scenes = performer.playlist.scenes
        if scene not in scenes:
            cure = near(scene, scenes) or f"There are {len(scenes)}: {', '.join(list(scenes)[:5])} …"
            raise RefusedError(f"There is no scene `{scene}`.", cure.strip())
        performer.go_on_with(performer.playlist, *open_scene(performer.playlist, performer.visit, scene, {}))

    def begin_in(self, language: str) -> None:
        performer = self._performer()
        languages = performer.playlist.languages
        if language not in languages:
            raise RefusedError(f"The playlist has no language `{language}`.", f"It has: {', '.join(languages)}.")
        visit = performer.visit
        performer.go_on_with(performer.playlist, *furnish(visit, replace(visit.house, language=language)))

    def set_loudest(self, percent: int) -> None:
        self._performer().set_loudest(percent / 100)

    def report(self, what: str) -> None:
        said = " ".join("".join(letter if letter.isprintable() else " " for letter in what[:500]).split())
        log.warning("incident: %s", said, extra={"done": "nothing was changed"})

    def override_hours(self, state: Literal["open", "closed", "planned"], until: str | None) -> co.Kept:
        self._performer()
        if self._kiosk.overriding is None:
            raise RefusedError("This kiosk keeps no hours now: it runs as if it were another time.", "Leave out --at.")
        return co.Kept(self._kiosk.overriding.tell(state, until))

    def update(self, source: str) -> None:
        self._updates.start(source)

    def restart(self) -> None:
        from kiosk.app import RESTART

        self._kiosk.quit(RESTART)

    def _performer(self) -> Performer:
        if self._kiosk.performer is None:
            cure = "Mend it (`kiosk check` says how): the kiosk then starts by itself."
            raise RefusedError("No playlist is shown: it cannot be read.", cure)
        return self._kiosk.performer


def _panel(is_on: bool | None) -> Literal["on", "off", ""]:
    return "" if is_on is None else "on" if is_on else "off"


def _over(visit: Visit) -> str:
    """The page or collection in front."""
    if not visit.over:
        return ""
    front = visit.over[-1]
    return front.page if isinstance(front, OnPage) else front.collection
