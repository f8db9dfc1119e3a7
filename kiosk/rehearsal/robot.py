"""The robot's hand and eyes: it sees what a finger could touch, and touches the glass through the X server."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Generator
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QElapsedTimer, QObject, QProcess, QRectF, QTimer, Signal
from PySide6.QtGui import QGuiApplication

from kiosk.rehearsal.sheet import as_jpeg

if TYPE_CHECKING:
    from pathlib import Path

    from kiosk.screen import Screen, Target
    from kiosk.visit.view import View

TICK = 50
"""Ms between two looks."""

LOOKS = 6
"""Looks in a row that a target has to be in one place: 300 ms, longer than a screen's fade."""

GONE = 1_000
"""Ms in which what a decision offers has come onto the screen."""

BETWEEN = 300
"""Ms between two touches of the same target: sooner, the second one is taken for a bounce."""

ANSWER = "continue"
"""What the whole glass is while the kiosk asks whether anybody is there."""

PATIENCE = 90_000
"""Ms that the robot waits for anything before it says that the kiosk is stuck."""


@dataclass(frozen=True, slots=True)
class Until:
    """What the robot waits for; `what` names it when it never comes."""

    what: str
    holds: Callable[[], bool]
    patience: int = PATIENCE


Walk = Generator[Until, None, Any]
"""What it returns, if anything, is for the walk that it is part of."""


class Robot(QObject):
    """Follows a walk: a generator that touches, and yields what it waits for."""

    done = Signal(str)
    """The walk is over; empty, or why it could not be finished."""

    def __init__(self, screen: Screen, scene: Callable[[], str] = str, place: Callable[[], str] = str) -> None:
        """`scene` tells which scene's film is in front of the robot, "" where none is; `place` where a touch would be
        done, as paths.place_of says it."""
        super().__init__()
        if shutil.which("xdotool") is None:
            raise FileNotFoundError("xdotool is not installed: apt-get install xdotool")
        self.screen = screen
        self.scene, self.place = scene, place
        self.scenes: set[str] = set()
        """Those that were looked at."""
        self.view: View | None = None
        self.pictures: dict[str, bytes] = {}
        """By what they show: JPEG, as wide as a contact sheet wants them."""
        self.album: Path | None = None
        """The folder that takes them whole; None keeps only the small ones."""
        self.touches = 0
        self._timer = QTimer(self)
        self._timer.timeout.connect(self._look)
        self._clock = QElapsedTimer()
        self._was_asked = False
        """Whether anybody was there, since the last touch began."""
        self._walk: Walk | None = None
        self._until: Until | None = None

    def see(self, view: View) -> None:
        self.view = view
        self._was_asked |= view.asking is not None

    def follow(self, walk: Walk) -> None:
        self._walk = walk
        self._next()
        self._timer.start(TICK)

    # ---- what a walk does

    def at(self, screen: str) -> Callable[[], bool]:
        return lambda: self.view is not None and self.view.screen == screen and self.view.asking is None

    def pause(self, ms: int) -> Until:
        """Time to look at something, as a visitor does."""
        clock = QElapsedTimer()
        clock.start()
        return Until(f"{ms} ms", lambda: clock.elapsed() >= ms, ms + 10_000)

    def offered(self, name: str) -> Callable[[], bool]:
        return lambda: any(target.name == name and target.enabled for target in self.screen.targets())

    def other_than(self, view: View) -> Callable[[], bool]:
        """Something has changed on the screen since `view`."""
        return lambda: self.view is not view and self.view != view

    def new_scene(self) -> bool:
        """A scene's film is there, of which there is no picture yet."""
        return self.scene() not in ("", *self.scenes) and self.at("scene")()

    def touch(self, name: str) -> Walk:
        """Touch the target called `name` as soon as it is there, and wait until the finger is off the glass."""
        while True:
            yield from self.unasked(Until(f"{name} to touch", self._at_rest(name), 15_000), but=name)
            target = next((target for target in self.screen.targets() if target.name == name), None)
            if target is None:  # it went in the moment between two looks
                continue
            self._was_asked = False
            yield from self._press(target)
            if name == ANSWER or not self._was_asked:
                return  # else the question came under the finger, and took the touch

    def unasked(self, until: Until, but: str = "") -> Walk:
        """Wait; asked meanwhile whether anybody is there (unless that is waited for: `but`), say yes."""
        while True:
            yield Until(until.what, lambda: until.holds() or (but != ANSWER and self._asked()), until.patience)
            if but == ANSWER or not self._asked():
                return
            yield from self.touch(ANSWER)
            yield Until("the question to go", lambda: not self._asked())

    def touch_if(self, name: str) -> Walk:
        """Touch the target, unless it goes away before it has come to rest: a decision may close under the finger."""
        rests, gone = self._at_rest(name), QElapsedTimer()
        gone.start()
        yield Until(f"{name} to touch", lambda: rests() or (gone.elapsed() > GONE and not self.offered(name)()), 15_000)
        target = next((target for target in self.screen.targets() if target.name == name and target.enabled), None)
        if target is not None:
            yield from self._press(target)

    def _press(self, target: Target) -> Walk:
        """One touch; two where screens are read aloud, for the first one only asks what is there."""
        place = target.rect.center()
        x, y = round(place.x()), round(place.y())
        listens = self.view is not None and self.view.aids.spoken and not self._asked()
        if listens and self.screen.standing != target.name:
            yield self.touch_at(x, y)
            yield self.pause(BETWEEN)
        yield self.touch_at(x, y)

    def _asked(self) -> bool:
        return self.view is not None and self.view.asking is not None

    def _at_rest(self, name: str) -> Callable[[], bool]:
        """Offered, and for some looks in one place: nobody touches what is still on its way."""
        places: list[QRectF] = []

        def rests() -> bool:
            now = [target.rect for target in self.screen.targets() if target.name == name and target.enabled]
            places.extend(now)
            if not now:
                places.clear()
            return len(places) >= LOOKS and all(place == places[-1] for place in places[-LOOKS:])

        return rests

    def touch_at(self, x: int, y: int) -> Until:
        at = self.screen.window.mapToGlobal(self.screen.window.contentItem().position().toPoint())
        finger = QProcess(self)
        finger.start("xdotool", ["mousemove", str(at.x() + x), str(at.y() + y),
                                 "mousedown", "1", "sleep", "0.08", "mouseup", "1"])  # fmt: skip
        self.touches += 1
        return Until("a touch", lambda: finger.state() == QProcess.ProcessState.NotRunning, 10_000)

    def photograph(self, name: str) -> None:
        """What is on the screen now, from the X server: not what the app thinks it drew. One picture of each name."""
        if name in self.pictures:
            return
        at = self.screen.window.geometry()
        picture = QGuiApplication.primaryScreen().grabWindow(0, at.x(), at.y(), at.width(), at.height()).toImage()
        if self.album is not None:
            self.album.mkdir(parents=True, exist_ok=True)
            picture.save(str(self.album / f"{len(self.pictures) + 1:03} {name.replace(':', ',')}.jpg"), quality=92)
        self.pictures[name] = as_jpeg(picture)

    # ---- the walk goes on

    def _look(self) -> None:
        assert self._until is not None
        if self._until.holds():
            self._next()
        elif self._clock.elapsed() > self._until.patience:
            offered = ", ".join(target.name for target in self.screen.targets() if target.enabled)
            waited = f"waited {self._until.patience // 1000} s for" if self._until.patience else "did not come to"
            self._stop(f"{waited} {self._until.what}; what could be touched: {offered or 'nothing'}")

    def _next(self) -> None:
        assert self._walk is not None
        try:
            self._until = next(self._walk)
        except StopIteration:
            self._stop("")
        except Exception as error:
            self._stop(f"the robot stumbled: {error!r}")
            raise
        else:
            self._clock.start()

    def _stop(self, why: str) -> None:
        self._timer.stop()
        self.done.emit(why)
