"""Tries a playlist: takes it up as it is saved, keeps the place, and says beside the picture what happens."""

from __future__ import annotations

import logging
import time
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QObject, QTimer
from PySide6.QtGui import QGuiApplication

from kiosk.app import RESTART
from kiosk.playlist.reading import missing_media
from kiosk.rehearsal.paths import VisitPath, written
from kiosk.rehearsal.recorder import Recorder
from kiosk.station.hourssaid import said
from kiosk.trying.strip import Line, sections
from kiosk.trying.window import TryingWindow, picture_size
from kiosk.visit import events as ev
from kiosk.visit.opening import carry_over, open_scene, scene_again
from kiosk.visit.state import InStory

if TYPE_CHECKING:
    from kiosk.app import Kiosk
    from kiosk.content import Content
    from kiosk.performer import Performer
    from kiosk.playlist.faults import Fault
    from kiosk.playlist.model import Value

log = logging.getLogger("kiosk")

LOOK_EVERY: Final = 150
"""Ms between looks at the files: two that agree, and reading the-defector's (0.2 s), stay within half a second."""
SAY_EVERY: Final = 200
"""Ms between two states of the strip."""
MOST_FAULTS: Final = 3
"""Told over the picture; `kiosk check` tells the others."""


@dataclass(frozen=True, slots=True)
class Wanted:
    """`values` are what the variables are where `scene` is come to; `record` is where the last visit is written."""

    portrait: bool = False
    scene: str | None = None
    values: Mapping[str, Value] = field(default_factory=dict)
    record: Path | None = None


class Trying(QObject):
    """In charge of a kiosk that was built and not yet shown."""

    def __init__(self, kiosk: Kiosk, wanted: Wanted) -> None:
        super().__init__(kiosk)
        self.kiosk, self._wanted = kiosk, wanted
        size = kiosk.options.size or picture_size(QGuiApplication.primaryScreen().size(), portrait=wanted.portrait)
        self.window = TryingWindow(kiosk.screen.window, size)
        self.window.closing.connect(kiosk.quit)
        self.window.pressed.connect(self._pressed)
        kiosk.files.look_every(LOOK_EVERY)
        self._faults: tuple[Fault, ...] = ()
        self._recorder: Recorder | None = None
        self._timer = QTimer(self, interval=SAY_EVERY)
        self._timer.timeout.connect(self._say)
        if kiosk.performer is None:  # it tells what is wrong by itself, and starts anew when it was mended
            self.window.say_state("The playlist cannot be read yet.", kiosk.content.faults)
        else:
            if wanted.record is not None:
                self._recorder = Recorder(kiosk.performer, kiosk.screen)
                self._recorder.recorded.connect(self._write_path)
            kiosk.taking_up.stop()
            kiosk.files.changed.connect(self._take_up)
            self.window.say_state("Save the playlist, and what you changed is here.")
        self._say()

    def show(self) -> None:
        """When the kiosk's window is there."""
        self.window.show()
        self._timer.start()
        if self._wanted.scene is not None and self.kiosk.performer is not None:
            self._open(self.kiosk.performer, self._wanted.scene, self._wanted.values)

    def close(self) -> None:
        self._timer.stop()
        if self._recorder is not None:
            self._recorder.finish()
        self.window.hide()

    # ---- the files

    def _take_up(self) -> None:
        began = time.monotonic()
        self.kiosk.files.read(lambda found: self._read(found, began))

    def _read(self, found: Content, began: float) -> None:
        kiosk, performer = self.kiosk, self.kiosk.performer
        old = kiosk.content.playlist
        assert performer is not None
        assert old is not None
        kiosk.files.content = found  # what is faulty now is read again when it changes again
        if found.playlist is None:
            self._tell(found.faults)
            return
        if found.settings != kiosk.content.settings:
            kiosk.quit(RESTART)
            return
        kiosk.content = found
        self._tell(missing_media(found.playlist), taken=True)
        visit = performer.visit
        place = visit.place
        position = performer.projector.position(place.film.play) if isinstance(place, InStory) else 0
        performer.go_on_with(found.playlist, *carry_over(old, found.playlist, visit, position))
        took = time.monotonic() - began
        if not self._faults:
            self.window.say_state(f"Taken up at {time.strftime('%H:%M:%S')}, in {took:.1f} s.")
        log.info("taken up in %.2f s: %s", took, found.playlist.file)
        self._say()

    def _tell(self, faults: tuple[Fault, ...], *, taken: bool = False) -> None:
        """What is wrong, over the picture; what was read before goes on below, unless what is new was `taken` up."""
        self._faults = faults
        for fault in faults:
            log.warning("%s", fault)
        told = [(f"Line {fault.where.line}", f"{fault.what} {fault.cure}".strip()) for fault in faults[:MOST_FAULTS]]
        if faults:
            more = len(faults) - MOST_FAULTS
            name = faults[0].where.file.rpartition("/")[2]
            goes_on = "" if taken else f"{name}: what was read before goes on."
            told.append(("", f"{goes_on} {f'{more} more faults.' if more > 0 else ''}".strip()))
            first = faults[0]
            self.window.say_state(f"{name}, line {first.where.line}: {first.what} {first.cure}".strip(), faults)
        self.kiosk.hud.alarm(tuple(told))

    def _write_path(self, path: VisitPath) -> None:
        assert self._wanted.record is not None
        heading = f"A visit of {time.strftime('%Y-%m-%d %H:%M')}, written by kiosk try"
        try:
            self._wanted.record.write_text(written(path, heading), encoding="utf-8")
        except OSError as error:
            log.warning("the visit cannot be written to %s: %s", self._wanted.record, error.strerror)
        else:
            log.info("the visit was written to %s", self._wanted.record)

    # ---- the strip

    def _say(self) -> None:
        kiosk, performer = self.kiosk, self.kiosk.performer
        if performer is None or kiosk.footage is None:
            return
        playlist = performer.playlist
        facts = kiosk.footage.facts()
        strip = sections(playlist, performer.visit, performer.waits(), facts, tuple(self._clock()))
        self.window.say(playlist.title.say(performer.visit.language), strip)
        self.window.say_scenes(playlist.scenes)

    def _clock(self) -> Iterator[Line]:
        """The time, where it is another than everybody's; and the opening hours, if there are any."""
        kiosk, now = self.kiosk, self.kiosk.now()
        if kiosk.options.at is not None:
            yield Line("time", f"{now:%a %Y-%m-%d %H:%M}")
        hours = kiosk.content.settings.hours
        if hours.kept:
            kept = kiosk.doorkeeper is not None
            yield Line("hours", said(hours, now) + ("" if kept else "; kept only with --at"), "on" if kept else "off")

    def _pressed(self, what: str, which: str) -> None:
        performer = self.kiosk.performer
        if performer is None:
            return
        place = performer.visit.place
        if self._recorder is not None and what in ("next", "again"):
            self._recorder.spoil()
        match what:
            case "next":
                performer.send(ev.SkipAsked())
            case "attract":
                performer.send(ev.ResetAsked())
            case "again":
                performer.go_on_with(performer.playlist, *scene_again(performer.playlist, performer.visit))
            case "scene" if which in performer.playlist.scenes:
                self._open(performer, which, place.values if isinstance(place, InStory) else {})
        self._say()

    def _open(self, performer: Performer, scene: str, values: Mapping[str, Value]) -> None:
        if self._recorder is not None:
            self._recorder.spoil()
        performer.go_on_with(performer.playlist, *open_scene(performer.playlist, performer.visit, scene, values))
