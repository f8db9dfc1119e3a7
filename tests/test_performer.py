"""The one loop, when something in it fails: a visit must never wait for what did not happen."""

from __future__ import annotations

import logging
from collections.abc import Iterator

import pytest
from pytestqt.qtbot import QtBot

from kiosk.performer import Performer
from kiosk.playlist.model import Media
from kiosk.visit import effects as ef
from kiosk.visit import events as ev
from kiosk.visit.state import House
from kiosk.visit.step import step as real_step
from tests.visit.stories import DEFECTOR

# These tests break things on purpose, and what breaks is written to the journal as an error.
pytestmark = pytest.mark.filterwarnings("default")


class BrokenProjector:
    """Footage on a machine that cannot do what it is asked: `broken` names the calls that fail."""

    def __init__(self) -> None:
        self.broken: set[str] = set()
        self.asked: list[str] = []

    def _ask(self, name: str) -> None:
        self.asked.append(name)
        if name in self.broken:
            raise OSError(f"{name} failed")

    def arm(self, play: int, media: Media, *, loop: bool = False, start: int = 0) -> None:
        self._ask("arm")

    def play(self, play: int) -> None:
        self._ask("play")

    def hold(self, play: int) -> None:
        self._ask("hold")

    def resume(self, play: int) -> None:
        self._ask("resume")

    def drop(self, play: int) -> None:
        self._ask("drop")

    def go_round(self, play: int, start: int, end: int) -> None:
        self._ask("go_round")

    def go_on(self, play: int) -> None:
        self._ask("go_on")

    def mark(self, play: int, name: str, at: int) -> None:
        self._ask("mark")

    def set_language(self, language: str) -> None:
        self._ask("set_language")

    def set_volume(self, level: float) -> None:
        self._ask("set_volume")


@pytest.fixture
def projector() -> BrokenProjector:
    return BrokenProjector()


@pytest.fixture
def performer(qtbot: QtBot, projector: BrokenProjector) -> Iterator[Performer]:
    made = Performer(DEFECTOR, House("en"), 1, projector)
    made.begin()
    yield made
    made.stop()


def test_an_effect_that_fails_ends_the_visit(performer: Performer, projector: BrokenProjector) -> None:
    performer.send(ev.Touched())
    assert performer.view().screen == "home"
    projector.broken = {"resume"}
    performer.send(ev.DoorTouched(2))
    performer.send(ev.PageTouched("sook-ja"))
    performer.send(ev.ClipTouched())
    performer.send(ev.BackTouched())
    assert performer.view().screen == "attract"
    projector.broken = set()
    performer.send(ev.Touched())
    assert performer.view().screen == "home"
    assert "idle" in performer.visit.timers
    assert set(performer.visit.timers.values()) == set(performer._timers)


def test_the_effects_behind_one_that_fails_are_carried_out(performer: Performer, projector: BrokenProjector) -> None:
    happened: list[object] = []
    performer.happened.connect(happened.append)
    performer.send(ev.Touched())
    projector.broken = {"play"}
    performer.send(ev.DoorTouched(1))
    assert any(isinstance(effect, ef.SceneEntered) for effect in happened)


def test_an_event_that_cannot_be_taken_ends_the_visit(
    performer: Performer, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    performer.send(ev.Touched())

    def step(playlist: object, visit: object, event: ev.Event) -> object:
        if isinstance(event, ev.VolumeTouched):
            raise ValueError("a bug")
        return real_step(playlist, visit, event)  # type: ignore[arg-type]  # what came in goes on

    monkeypatch.setattr("kiosk.performer.step", step)
    with caplog.at_level(logging.ERROR):
        performer.send(ev.VolumeTouched(1))
    assert performer.view().screen == "attract"
    assert "could not take VolumeTouched" in caplog.text


def test_when_even_a_reset_fails_only_a_new_start_helps(
    qtbot: QtBot, performer: Performer, projector: BrokenProjector
) -> None:
    projector.broken = {"arm"}
    with qtbot.waitSignal(performer.lost, timeout=1_000):
        performer.send(ev.ResetAsked())


def test_a_timer_that_was_stopped_is_never_due(qtbot: QtBot, performer: Performer) -> None:
    performer.send(ev.Touched())
    assert len(performer._timers) == 1
    performer.send(ev.ResetAsked())
    assert performer._timers == {}
