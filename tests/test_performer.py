"""The one loop, when something in it fails: a visit must never wait for what did not happen."""

from __future__ import annotations

import logging
from collections.abc import Iterator
from dataclasses import replace
from typing import Any

import pytest
from pytestqt.qtbot import QtBot

from kiosk.performer import Performer
from kiosk.visit import effects as ef
from kiosk.visit import events as ev
from kiosk.visit.state import House
from kiosk.visit.step import step as real_step
from tests.footage.double import Double
from tests.visit.places import ESCAPE, GO
from tests.visit.stories import DEFECTOR

# These tests break things on purpose, and what breaks is written to the journal as an error.
pytestmark = pytest.mark.filterwarnings("default")


class BrokenProjector(Double):
    """Footage on a machine that cannot do what it is asked: `broken_calls` names the calls that fail."""

    def __init__(self) -> None:
        super().__init__()
        self.broken_calls: set[str] = set()

    def __getattribute__(self, name: str) -> Any:
        if name in super().__getattribute__("__dict__").get("broken_calls", ()):
            raise OSError(f"{name} failed")
        return super().__getattribute__(name)


@pytest.fixture
def projector() -> BrokenProjector:
    return BrokenProjector()


@pytest.fixture
def performer(qtbot: QtBot, projector: BrokenProjector) -> Iterator[Performer]:
    made = Performer(DEFECTOR, House("en"), 1, projector)
    made.begin()
    yield made
    made.stop()


def test_what_the_film_tells_moves_the_visit_on(performer: Performer, projector: BrokenProjector) -> None:
    for event in (ev.Touched(), ESCAPE, GO):
        performer.send(event)
    projector.run(3_900)
    assert performer.view().screen == "scene"
    assert performer.view().decision is None
    projector.run(200)
    assert performer.view().decision is not None


def test_a_beat_of_nothing_waits_for_no_picture(qtbot: QtBot, projector: BrokenProjector) -> None:
    """A timer of Qt's would be due when the lit choice has been drawn, and the next film would come that much later."""
    made = Performer(replace(DEFECTOR, timing=replace(DEFECTOR.timing, beat=0)), House("en"), 1, projector)
    made.begin()
    for event in (ev.Touched(), ESCAPE, GO):
        made.send(event)
    projector.run(4_100)
    before = projector.on_screen
    decision = made.view().decision
    assert decision is not None
    made.send(ev.ChoiceTouched(decision.choices[0].id))
    assert projector.on_screen is not before
    made.stop()


def test_a_clip_that_fails_is_passed_over(performer: Performer, projector: BrokenProjector) -> None:
    performer.send(ev.Touched())
    projector.broken = frozenset({"border.mp4"})
    performer.send(ESCAPE)
    performer.send(GO)
    projector.run(4_100)
    assert performer.view().screen == "scene"
    assert projector.on_screen is not None
    assert projector.on_screen.media.name != "border.mp4"


def test_when_a_film_has_ended_the_next_one_runs(performer: Performer, projector: BrokenProjector) -> None:
    projector.run(9_900)
    first = projector.on_screen
    projector.run(200)
    assert first is not None
    assert projector.on_screen is not None
    assert projector.on_screen.media.name != first.media.name


def test_an_effect_that_fails_ends_the_visit(performer: Performer, projector: BrokenProjector) -> None:
    performer.send(ev.Touched())
    assert performer.view().screen == "home"
    projector.broken_calls = {"resume"}
    performer.send(ev.DoorTouched(2))
    performer.send(ev.PageTouched("sook-ja"))
    performer.send(ev.ClipTouched())
    performer.send(ev.BackTouched())
    assert performer.view().screen == "attract"
    projector.broken_calls = set()
    performer.send(ev.Touched())
    assert performer.view().screen == "home"
    assert "idle" in performer.visit.timers
    assert set(performer.visit.timers.values()) == set(performer._timers)


def test_the_effects_behind_one_that_fails_are_carried_out(performer: Performer, projector: BrokenProjector) -> None:
    happened: list[object] = []
    performer.happened.connect(happened.append)
    performer.send(ev.Touched())
    projector.broken_calls = {"play"}
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
    projector.broken_calls = {"arm"}
    with qtbot.waitSignal(performer.lost, timeout=1_000):
        performer.send(ev.ResetAsked())


def test_a_timer_that_was_stopped_is_never_due(qtbot: QtBot, performer: Performer) -> None:
    performer.send(ev.Touched())
    assert len(performer._timers) == 1
    performer.send(ev.ResetAsked())
    assert performer._timers == {}
