"""Puts a robot in front of a kiosk, lets it walk, and writes down what came of it."""

from __future__ import annotations

import json
import logging
import random
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

from kiosk.rehearsal import walks
from kiosk.rehearsal.coverage import Coverage, shortened_list
from kiosk.rehearsal.following import follow
from kiosk.rehearsal.gauge import Gauge
from kiosk.rehearsal.paths import VisitPath, place_of, written
from kiosk.rehearsal.recorder import Recorder
from kiosk.rehearsal.report import Report, as_json
from kiosk.rehearsal.reportpage import page
from kiosk.rehearsal.robot import Robot, Until
from kiosk.rehearsal.sheet import write_sheet
from kiosk.rehearsal.wandering import wander
from kiosk.rehearsal.ways import everywhere, ways
from kiosk.visit import events as ev
from kiosk.visit.furnishing import furnish
from kiosk.visit.state import InStory

if TYPE_CHECKING:
    from collections import Counter
    from collections.abc import Callable, Generator

    from kiosk.app import Kiosk
    from kiosk.performer import Performer
    from kiosk.rehearsal.robot import Walk
    from kiosk.rehearsal.ways import Way

T = TypeVar("T")

ENDED = "the kiosk ended before the robot had finished"


@dataclass(frozen=True, slots=True)
class Wanted:
    """What is to be walked, the first of these that is given (else a tour), and what is to be written."""

    paths: tuple[VisitPath, ...] = ()
    visits: int = 0
    """Random ones."""
    everywhere: bool = False
    endings: tuple[str, ...] | None = None
    """Those that are walked to; empty for all."""
    walk_away: bool = False
    seed: int = 1
    album: Path | None = None
    sheet: Path | None = None
    record: Path | None = None
    report: Path | None = None
    page: Path | None = None

    @property
    def what(self) -> str:
        if self.paths:
            return f"{len(self.paths)} path{'s' if len(self.paths) > 1 else ''}"
        if self.visits:
            return f"random visits, seed {self.seed}"
        if self.everywhere:
            return "every page and every choice"
        return "a tour" if self.endings is None else f"ways to {', '.join(self.endings) or 'every ending'}"


class Rehearsal:
    def __init__(self, wanted: Wanted) -> None:
        self.wanted = wanted
        self.trouble = ENDED
        self.report: Report | None = None
        self.walked: list[VisitPath] = []
        """The visits of this rehearsal, as paths."""
        self._happened: list[str] = []
        self._journal = _Incidents()

    def attend(self, kiosk: Kiosk) -> None:
        """Called when the kiosk has opened its window."""
        performer, footage = kiosk.performer, kiosk.footage
        if performer is None or footage is None:
            self.trouble = "the playlist cannot be shown; `kiosk check` says why"
            kiosk.quit()
            return
        self.kiosk = kiosk
        logging.getLogger("kiosk").addHandler(self._journal)
        self.coverage = Coverage(performer.playlist)
        self.gauge = Gauge(performer, footage, kiosk.screen.window)
        self.recorder = Recorder(performer, kiosk.screen)
        self.recorder.recorded.connect(self.walked.append)
        self.robot = Robot(kiosk.screen, lambda: _scene(performer), lambda: place_of(performer.visit))
        self.robot.album = self.wanted.album
        performer.viewed.connect(self.robot.see)
        performer.viewed.connect(lambda _view: self.coverage.stands(performer.visit))
        performer.happened.connect(self.coverage.happened)
        performer.happened.connect(lambda effect: self._happened.append(repr(effect)))
        self.robot.see(performer.view())
        self.robot.done.connect(self._done)
        self.robot.follow(self._walk(self.robot, performer))

    def _walk(self, robot: Robot, performer: Performer) -> Walk:
        wanted, playlist = self.wanted, performer.playlist
        if wanted.paths:
            for path in wanted.paths:
                yield from self._begin_anew(robot, performer)
                _begin_as(performer, path)
                yield from walks.wake(robot)
                yield from follow(robot, path, partial(self._has_come_to, self.coverage.endings.copy()))
        elif wanted.visits:
            chance = random.Random(wanted.seed)  # noqa: S311  # visitors, not secrets
            for _ in range(wanted.visits):
                yield from self._begin_anew(robot, performer)
                yield from walks.wake(robot)
                yield from wander(robot, playlist, chance)
        else:
            yield from walks.wake(robot)
            # The seed of the next visit is drawn from this one's: ways are looked for when the visit has begun.
            yield from self._planned(robot, performer)
        if wanted.walk_away:
            yield from walks.walk_away(robot)

    def _planned(self, robot: Robot, performer: Performer) -> Walk:
        wanted, playlist, seed = self.wanted, performer.playlist, performer.visit.seed
        if wanted.everywhere:
            yield from walks.pages(robot, playlist)
            for way in (yield from self._looked_for(partial(everywhere, playlist, seed))):
                if way.endless:
                    yield from self._awake(robot, performer, seed)
                    yield from walks.go(robot, way)
                    yield from self._begin_anew(robot, performer)
                else:
                    yield from self._go(robot, performer, way, seed)
        elif wanted.endings is not None:
            found = yield from self._looked_for(partial(ways, playlist, seed))
            for ending in wanted.endings or found:
                if ending not in found:
                    yield Until(f"a way to the ending {ending}", lambda: False, 0)
                yield from self._go(robot, performer, found[ending], seed)
        else:
            found = yield from self._looked_for(partial(ways, playlist, seed))
            every = [way for way in found.values() if not way.gentle]
            if not every:
                every = list((yield from self._looked_for(partial(everywhere, playlist, seed))))
                every = [way for way in every if not way.endless]
            longest = max(every, key=lambda way: len(way.choices), default=None)
            yield from walks.tour(robot, playlist, longest)

    def _go(self, robot: Robot, performer: Performer, way: Way, seed: int) -> Walk:
        yield from self._awake(robot, performer, seed)
        yield from walks.go(robot, way)
        if way.ending:
            yield from walks.leave(robot, performer.playlist)

    def _awake(self, robot: Robot, performer: Performer, seed: int) -> Walk:
        """Where the last way led back to attract, a new visit with the same chance: ways were looked for with it."""
        if not performer.visit.awake:
            yield Until("the attract loop", robot.at("attract"))
            visit = replace(performer.visit, seed=seed)
            performer.go_on_with(performer.playlist, *furnish(visit, visit.house))
            yield from walks.wake(robot)

    def missed(self) -> str:
        """What was to be come to, and was not, in words; empty where nothing was."""
        if self.report is None:
            return ""
        kinds = {"choices", "pages"} if self.wanted.everywhere else {"endings"} if self.wanted.endings == () else set()
        return "; ".join(
            f"{part.title}: {shortened_list(part.missed)}"
            for part in self.report.parts
            if part.title in kinds and part.missed
        )

    def _has_come_to(self, before: Counter[str], ending: str) -> bool:
        return self.coverage.endings[ending] > before[ending]

    def _looked_for(self, search: Callable[[], T]) -> Generator[Until, None, T]:
        """What `search` finds, in a thread beside: it takes seconds, in which the film has to go on. On a busy machine
        it takes as long as the kiosk waits for a visitor."""
        found: list[T] = []
        self.kiosk.files.ask(search, found.append)
        yield from self.robot.unasked(Until("the ways through the story", lambda: bool(found)))
        return found[0]

    def _begin_anew(self, robot: Robot, performer: Performer) -> Walk:
        """Back to attract at once, as the technician's reset does: waiting for it is another walk's."""
        if performer.visit.awake:
            performer.send(ev.ResetAsked())
            yield Until("attract", robot.at("attract"))

    # ---- afterwards

    def _done(self, trouble: str) -> None:
        self.trouble = trouble
        try:
            self._write_down(trouble)
        except OSError as error:  # the kiosk ends whatever became of the files
            self.trouble = trouble or f"{error.filename or 'a file'} cannot be written: {error.strerror or error}"
        finally:
            logging.getLogger("kiosk").removeHandler(self._journal)
            self.kiosk.quit()

    def _write_down(self, trouble: str) -> None:
        robot, wanted = self.robot, self.wanted
        self.recorder.finish()
        measured = self.gauge.stop()
        if trouble:
            robot.photograph("stuck")
        self.report = Report(
            title=self.coverage.playlist.title.say(self.coverage.playlist.languages[0]),
            what=wanted.what,
            told=trouble,
            visits=self.coverage.visits,
            touches=robot.touches,
            parts=tuple(self.coverage.parts()),
            endings=dict(self.coverage.endings),
            measured=measured,
            incidents=tuple(self._journal.told),
            happened=tuple(self._happened),
            seen=tuple(robot.pictures),
        )
        if wanted.sheet is not None and robot.pictures:
            write_sheet(robot.pictures, wanted.sheet)
        if wanted.report is not None:
            wanted.report.write_text(json.dumps(as_json(self.report), indent=2, ensure_ascii=False), encoding="utf-8")
        if wanted.page is not None:
            wanted.page.write_text(page(self.report, robot.pictures), encoding="utf-8")
        if wanted.record is not None and self.walked:
            wanted.record.write_text(written(self.walked[-1], "A visit of the robot's"), encoding="utf-8")


def _begin_as(performer: Performer, path: VisitPath) -> None:
    """The next visit has the path's chance and language."""
    visit = replace(performer.visit, seed=path.seed)
    house = replace(visit.house, language=path.language)
    performer.go_on_with(performer.playlist, *furnish(visit, house))


def _scene(performer: Performer) -> str:
    place = performer.visit.place
    return place.scene if isinstance(place, InStory) else ""


class _Incidents(logging.Handler):
    """The journal's incidents while the robot walks."""

    def __init__(self) -> None:
        super().__init__(logging.WARNING)
        self.told: list[str] = []

    def emit(self, record: logging.LogRecord) -> None:
        said = record.getMessage()
        if said.startswith("incident"):
            self.told.append(said)
