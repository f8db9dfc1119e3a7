"""kiosk.projector.Projector's promises, whatever is asked in whatever order: of VLC a little, of the double much.

The same numbers every time: what fails in CI fails here.
"""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, precondition, rule, run_state_machine_as_test

from .conftest import House
from .stage import LASTS, OnDouble, OnVlc, Stage

CLIPS = ("short.mp4", "a.mp4", "long.mp4", "none.mp4")
DECKS = 3
_quiet = settings(
    deadline=None, derandomize=True, database=None, print_blob=True, suppress_health_check=list(HealthCheck)
)
drawn = st.integers(0, 100)
"""Which of the plays so far; see Asking._one."""


class Asking(RuleBasedStateMachine):
    """`set_up` opens a stage, or gives the last one again."""

    set_up: Callable[[], tuple[Stage, int]]

    def __init__(self) -> None:
        super().__init__()
        self.stage, self.last = self.set_up()
        self.clips: dict[int, str] = {}
        self.held: dict[int, int | None] = {}
        """Where each stood when it was looked at, which is after the film came to rest."""
        self.reached: dict[int, int] = {}
        self.marks = 0
        self.asked: int | None = None

    @property
    def known(self) -> list[int]:
        return [play for play in self.clips if play not in self.stage.over]

    def _one(self, drawn: int) -> int:
        """One of all that were ever armed, but mostly of the last ones."""
        return list(self.clips)[-1 - drawn % len(self.clips)]

    @rule(clip=st.sampled_from(CLIPS), loop=st.booleans(), start=st.sampled_from([0, 0, 300]))
    def arm(self, clip: str, loop: bool, start: int) -> None:
        self.last += 1
        self.clips[self.last] = clip
        self.stage.arm(self.last, clip, loop=loop, start=start, paths={"ko": self.stage.clips / clip})

    @precondition(lambda self: self.clips)
    @rule(drawn=drawn)
    def arm_again(self, drawn: int) -> None:
        play = self._one(drawn)
        if play in self.known:
            with pytest.raises(ValueError, match=f"play {play} "):
                self.stage.arm(play, "a.mp4", loop=play in self.stage.loops)

    @precondition(lambda self: self.clips)
    @rule(drawn=drawn)
    def play(self, drawn: int) -> None:
        self._show("play", self._one(drawn))

    @precondition(lambda self: self.clips)
    @rule(drawn=drawn)
    def resume(self, drawn: int) -> None:
        play = self._one(drawn)
        self.held.pop(play, None)
        self._show("resume", play)

    def _show(self, name: str, play: int) -> None:
        self.stage.ask(name, play)
        if play in self.known:
            self.asked = play

    @precondition(lambda self: self.clips)
    @rule(drawn=drawn)
    def hold(self, drawn: int) -> None:
        play = self._one(drawn)
        self.stage.ask("hold", play)
        if play in self.known:
            self.held.setdefault(play, None)

    @precondition(lambda self: self.clips)
    @rule(drawn=drawn)
    def drop(self, drawn: int) -> None:
        self.stage.ask("drop", self._one(drawn))

    @precondition(lambda self: self.clips)
    @rule(drawn=drawn, at=st.integers(-50, 1300))
    def mark(self, drawn: int, at: int) -> None:
        self.marks += 1
        self.stage.ask("mark", self._one(drawn), f"{self.last}-{self.marks}", at)

    @rule(language=st.sampled_from(["en", "ko"]))
    def set_language(self, language: str) -> None:
        self.stage.ask("set_language", language)

    @rule(described=st.booleans(), signed=st.booleans())
    def set_aside(self, described: bool, signed: bool) -> None:
        self.stage.ask("set_aside", described=described, signed=signed)

    @rule(level=st.floats(-1, 2))
    def set_volume(self, level: float) -> None:
        self.stage.ask("set_volume", level)

    @rule(ms=st.sampled_from([10, 60, 150, 300]))
    def time_goes_by(self, ms: int) -> None:
        self.stage.run(ms)
        for play, stood in self.held.items():
            if stood is None and ms >= 150:  # it has come to rest meanwhile
                self.held[play] = self.stage.projector.position(play)

    @invariant()
    def promises_are_kept(self) -> None:
        self.stage.judge()
        for play, clip in self.clips.items():
            position = self.stage.projector.position(play)
            if play in self.stage.over:
                assert position == 0
                continue
            assert 0 <= position <= LASTS.get(clip, position)
            if play not in self.stage.loops:
                assert position >= self.reached.get(play, 0), f"{play} went back"
                self.reached[play] = position
            if play in self.held and (stood := self.held[play]) is not None:
                assert position == stood, f"{play} is held, and went on"

    def teardown(self) -> None:
        """Whoever was asked for last comes onto the screen and to its end, once nobody else has a deck."""
        last = self.asked if self.asked in self.known else None
        for play in self.known:
            if play != last:
                self.stage.ask("drop", play)
        if last is not None:
            self.stage.ask("resume", last)
            self.stage.until(lambda: bool(self.stage.heard("shown", last)) or last in self.stage.over)
            if last not in self.stage.loops and self.clips[last] != "long.mp4":
                self.stage.until(lambda: last in self.stage.over)
            self.stage.ask("drop", last)
        said = len(self.stage.said)
        self.stage.run(30)
        assert self.stage.said[said:] == [said for said in self.stage.said[said:] if said[0] in ("caption", "troubled")]


def test_the_double(clips: Path) -> None:
    def set_up() -> tuple[Stage, int]:
        return OnDouble(clips, decks=DECKS), 0

    machine = type("OnADouble", (Asking,), {"set_up": staticmethod(set_up)})
    run_state_machine_as_test(machine, settings=settings(_quiet, max_examples=150, stateful_step_count=40))


@pytest.mark.vlc
@pytest.mark.window
def test_vlc(open_house: Callable[..., House]) -> None:
    """One stage for all of it: what one round leaves in the decks must not be seen by the next."""
    stage, rounds = OnVlc(open_house(decks=DECKS)), iter(range(0, 1_000_000, 1000))

    def set_up() -> tuple[Stage, int]:
        return stage, next(rounds)

    machine = type("OnVlcItself", (Asking,), {"set_up": staticmethod(set_up)})
    run_state_machine_as_test(machine, settings=settings(_quiet, max_examples=5, stateful_step_count=25))
