"""A projector, the real one or its double, and a witness who knows what may be told of a play, and when."""

from __future__ import annotations

import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

from kiosk.playlist.model import Media
from kiosk.projector import Projector

from .conftest import House
from .double import Double

LASTS = {"short.mp4": 500, "a.mp4": 1200, "b.mp4": 1200, "long.mp4": 6000}
"""ms: the clips of conftest.py."""
LATE = 100
"""ms: what was on the screen before a cut may be told that long after it."""
SIGNALS = ("shown", "marked", "ended", "failed", "caption", "troubled")


class Stage:
    """`faults` are promises that were broken. Held film may still go one picture on: `slack` in ms."""

    slack = 0

    def __init__(self, projector: Projector, clips: Path) -> None:
        self.projector = projector
        self.said: list[tuple[Any, ...]] = []
        self.faults: list[str] = []
        self.loops: set[int] = set()
        self.rounds: set[int] = set()
        """Plays whose marks come anew."""
        self.over: set[int] = set()
        self._armed: set[int] = set()
        self._asked: int | None = None
        self._asked_for = 0
        """The play that was asked for last, and for how many ms it has been."""
        self.clips = clips
        self._asking = False
        for name in SIGNALS:
            getattr(projector, name).connect(lambda *values, name=name: self._hear(name, *values))

    # ---- what is asked

    def arm(self, play: int, clip: str, *, loop: bool = False, start: int = 0, **beside: Any) -> None:
        if loop:
            self.loops.add(play)
        self._armed.add(play)
        self.ask("arm", play, Media(clip, self.clips / clip, **beside), loop=loop, start=start)

    def ask(self, name: str, *values: Any, **named: Any) -> None:
        """Nothing may be told while it is asked."""
        if name == "drop":
            self.over.add(values[0])
        if name == "go_round":
            self.rounds.add(values[0])
        if name in ("play", "resume") and values[0] in self._armed - self.over and values[0] != self._asked:
            self._asked, self._asked_for = values[0], 0
        self._asking = True
        try:
            getattr(self.projector, name)(*values, **named)
        finally:
            self._asking = False

    def start(self, play: int, clip: str, *, loop: bool = False, start: int = 0) -> None:
        """Arm and play, and wait until it is on the screen."""
        self.arm(play, clip, loop=loop, start=start)
        self.ask("play", play)
        self.until(lambda: bool(self.heard("shown", play)))

    # ---- what comes

    def heard(self, name: str, play: int | None = None) -> list[tuple[Any, ...]]:
        return [said for said in self.said if said[0] == name and (play is None or said[1] == play)]

    def wait(self, name: str, play: int) -> None:
        self.until(lambda: bool(self.heard(name, play)))

    def reach(self, play: int, film_time: int) -> None:
        self.until(lambda: self.projector.position(play) >= film_time)

    def run(self, ms: int) -> None:
        raise NotImplementedError

    def until(self, condition: Callable[[], bool], seconds: float = 15) -> None:
        raise NotImplementedError

    def judge(self) -> None:
        assert self.faults == []

    def _hear(self, name: str, *values: Any) -> None:
        if self._asking:
            self.faults.append(f"{name} {values} came from inside a call")
        if name in ("shown", "marked", "ended", "failed"):
            self._judge(name, *values)
        self.said.append((name, *values))

    def _judge(self, name: str, play: int, *values: Any) -> None:
        if play in self.over:
            self.faults.append(f"{name} {values} of {play}, which is over")
        if name in ("ended", "failed"):
            self.over.add(play)
        if name == "ended" and play in self.loops:
            self.faults.append(f"loop {play} ended")
        if name == "shown" and self.heard("shown", play):
            self.faults.append(f"{play} was shown twice")
        asked = self._asked if self._asked_for > LATE and self._asked not in self.over else None
        if name == "shown" and asked not in (None, play) and self.heard("shown", asked):
            self.faults.append(f"{play} came over {asked}, which was asked for after it")
        if name in ("marked", "ended") and not self.heard("shown", play):
            self.faults.append(f"{name} of {play} before it was shown")
        if name == "marked" and play not in self.rounds and (name, play, *values) in self.said:
            self.faults.append(f"mark {values} of {play} came twice")


class OnDouble(Stage):
    """Time is a number."""

    def __init__(self, clips: Path, *, decks: int = 6) -> None:
        self.double = Double(lasts=LASTS, loading=80, decks=decks, broken=frozenset({"none.mp4"}))
        super().__init__(self.double, clips)

    def run(self, ms: int) -> None:
        self.double.run(ms)
        self._asked_for += ms
        self.judge()

    def until(self, condition: Callable[[], bool], seconds: float = 15) -> None:
        end = self.double.now + 1000 * seconds
        while not condition():
            assert self.double.now < end, f"it never came; said so far: {self.said}"
            self.run(5)


class OnVlc(Stage):
    """Time is the world's."""

    slack = 120

    def __init__(self, house: House) -> None:
        self.house = house
        super().__init__(house.footage, house.clips)

    def run(self, ms: int) -> None:
        self.house.qtbot.wait(ms)
        self._asked_for += ms
        self.judge()

    def until(self, condition: Callable[[], bool], seconds: float = 15) -> None:
        end = time.monotonic() + seconds
        while not condition():
            assert time.monotonic() < end, f"it never came; said so far: {self.said}"
            self.run(5)
