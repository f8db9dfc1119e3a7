"""The opening hours kept on the real performer, with a clock that is moved by hand and footage without waiting."""

from __future__ import annotations

import logging
from collections.abc import Iterator
from datetime import date, datetime, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
from pytestqt.qtbot import QtBot

from kiosk.doorkeeper import LOOK_EVERY, Doorkeeper
from kiosk.overriding import Overriding, told_back
from kiosk.performer import Performer
from kiosk.station.control.refused import RefusedError
from kiosk.station.hours import Dated, Hours, Span
from kiosk.station.override import Overridden, read_until
from kiosk.visit import events as ev
from kiosk.visit.reopening import Reopening
from kiosk.visit.state import House
from tests.footage.double import Double
from tests.visit.places import ESCAPE, GO
from tests.visit.stories import DEFECTOR

BERLIN = ZoneInfo("Europe/Berlin")
HOURS = Hours(
    ((), *((Span(600, 1080),),) * 6),
    (Dated(date(2026, 12, 24), date(2026, 12, 24), (Span(600, 840),)), Dated(date(2026, 12, 25), date(2026, 12, 31))),
    ((), (Span(600, 660),), (), (), (), (), ()),
    quiet_loudest=30,
    grace=60_000,
)


class Clock:
    """Stands until it is moved."""

    def __init__(self) -> None:
        self.set("2026-12-02 17:00")

    def __call__(self) -> datetime:
        return self.time

    def set(self, text: str) -> None:
        self.time = datetime.fromisoformat(text).replace(tzinfo=BERLIN)


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def performer(qtbot: QtBot) -> Iterator[Performer]:
    made = Performer(DEFECTOR, House("en"), 1, Double())
    made.begin()
    yield made
    made.stop()


@pytest.fixture
def keeper(performer: Performer, clock: Clock) -> Iterator[Doorkeeper]:
    made = Doorkeeper(performer, HOURS, clock)
    made.look()
    yield made
    made.close()


def look(keeper: Doorkeeper, clock: Clock, text: str) -> None:
    clock.set(text)
    keeper.look()


def screen(performer: Performer) -> str:
    return performer.view().screen


def test_it_closes_and_opens(performer: Performer, keeper: Doorkeeper, clock: Clock) -> None:
    assert screen(performer) == "attract"
    look(keeper, clock, "2026-12-02 17:59:59")
    assert screen(performer) == "attract"
    look(keeper, clock, "2026-12-02 18:00")
    assert screen(performer) == "closed"
    look(keeper, clock, "2026-12-03 10:00")
    assert isinstance(performer.projector, Double)
    performer.projector.run(100)
    assert screen(performer) == "attract"


@pytest.mark.parametrize(
    ("at", "opens"),
    [
        ("2026-12-02 20:00", Reopening(1, 3, 3, 12, 10, 0)),
        ("2026-12-03 09:00", Reopening(0, 3, 3, 12, 10, 0)),
        ("2026-12-06 18:00", Reopening(2, 1, 8, 12, 10, 0)),
        ("2026-12-24 14:00", Reopening(8, 4, 1, 1, 10, 0)),
    ],
)
def test_it_says_when_it_opens_again(
    performer: Performer, keeper: Doorkeeper, clock: Clock, at: str, opens: Reopening
) -> None:
    look(keeper, clock, at)
    closed = performer.view().closed
    assert closed is not None
    assert closed.opens == opens


def test_tomorrow_becomes_today(performer: Performer, keeper: Doorkeeper, clock: Clock) -> None:
    look(keeper, clock, "2026-12-02 23:59:50")
    performer.send(ev.Touched())
    look(keeper, clock, "2026-12-03 00:00:10")
    closed = performer.view().closed
    assert closed is not None
    assert closed.told
    assert closed.opens is not None
    assert closed.opens.days == 0


def test_a_visit_in_progress_has_its_grace(performer: Performer, keeper: Doorkeeper, clock: Clock) -> None:
    for event in (ev.Touched(), ESCAPE, GO):
        performer.send(event)
    look(keeper, clock, "2026-12-02 18:00:10")
    assert screen(performer) == "scene"
    assert 59_000 <= performer.waits()["closing"] <= 60_000
    look(keeper, clock, "2026-12-02 18:00:40")
    assert performer.waits()["closing"] <= 60_000
    look(keeper, clock, "2026-12-02 17:58")  # somebody has set the clock
    assert "closing" not in performer.waits()


# ---- clocks that jump


def test_it_looks_again_within_30_s_whatever_the_hours_say(keeper: Doorkeeper, clock: Clock) -> None:
    assert 29_000 < keeper._timer.remainingTime() <= LOOK_EVERY == 30_000
    look(keeper, clock, "2026-12-02 17:59:50")
    assert 9_000 < keeper._timer.remainingTime() <= 10_100, "and at closing time to the point"


def test_before_clocks_are_set_forward_it_counts_true_seconds(performer: Performer, clock: Clock) -> None:
    night = Doorkeeper(performer, Hours(((Span(180, 600),),) * 7), clock, every=10_000_000)
    look(night, clock, "2026-03-29 01:59")
    assert 59_000 < night._timer.remainingTime() <= 60_100
    night.close()


@pytest.mark.parametrize("jump", ["1970-01-01 00:00:07", "2025-06-01 23:00"])
def test_a_clock_that_nobody_has_set_counts_as_open(
    performer: Performer, clock: Clock, jump: str, caplog: pytest.LogCaptureFixture
) -> None:
    clock.set(jump)
    keeper = Doorkeeper(performer, HOURS, clock)
    with caplog.at_level(logging.INFO):
        keeper.look()
        assert screen(performer) == "attract"
        assert "counts as not set" in caplog.text
        look(keeper, clock, "2026-12-02 19:00")  # the network's time has come
        assert screen(performer) == "closed"
        assert "closed until Thu 10:00" in caplog.text
    keeper.close()


def test_the_time_of_the_last_shutdown_is_mended_when_the_clock_is_set(performer: Performer, clock: Clock) -> None:
    clock.set("2026-12-02 18:20")
    keeper = Doorkeeper(performer, HOURS, clock)
    keeper.look()
    assert screen(performer) == "closed"
    look(keeper, clock, "2026-12-03 10:20")
    assert isinstance(performer.projector, Double)
    performer.projector.run(100)
    assert screen(performer) == "attract"
    keeper.close()


def test_nothing_but_looking_makes_it_look(qtbot: QtBot, performer: Performer, clock: Clock) -> None:
    """Its own timer, with a shorter patience than the real one's, after the clock was moved by two hours."""
    keeper = Doorkeeper(performer, HOURS, clock, every=20)
    keeper.look()
    clock.time += timedelta(hours=2)
    qtbot.waitUntil(lambda: screen(performer) == "closed")
    clock.time += timedelta(hours=15)
    qtbot.waitUntil(lambda: performer.visit.house.rest is None)
    keeper.close()
    clock.time += timedelta(hours=9)
    qtbot.wait(100)
    assert performer.visit.house.rest is None, "closed, it looks no more"


def test_what_goes_wrong_once_does_not_end_the_looking(
    performer: Performer, keeper: Doorkeeper, clock: Clock, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(_share: float) -> None:
        raise OSError("no sound server")

    keeper._timer.stop()
    clock.set("2026-12-02 18:00")
    with monkeypatch.context() as patched:
        patched.setattr(performer, "set_hush", broken)
        with pytest.raises(OSError, match="no sound server"):
            keeper.look()
    assert keeper._timer.isActive()
    keeper.look()
    assert screen(performer) == "closed"


# ---- quiet hours, the panel


def test_quiet_hours_are_quieter(performer: Performer, keeper: Doorkeeper, clock: Clock) -> None:
    projector = performer.projector
    assert isinstance(projector, Double)
    performer.set_loudest(0.5)
    assert projector.level == pytest.approx(0.3)
    look(keeper, clock, "2026-12-01 10:00")
    assert projector.level == pytest.approx(0.09)
    performer.send(ev.Touched())
    performer.send(ev.VolumeTouched(1))
    assert projector.level == pytest.approx(0.12), "a visitor's steps are steps of what there is"
    performer.set_loudest(1.0)
    assert projector.level == pytest.approx(0.24)
    look(keeper, clock, "2026-12-01 11:00")
    assert projector.level == pytest.approx(0.8)


def test_whoever_switches_the_panel_hears_of_the_dark(performer: Performer, keeper: Doorkeeper, clock: Clock) -> None:
    told: list[bool] = []
    keeper.darkened.connect(told.append)
    look(keeper, clock, "2026-12-02 18:00")
    look(keeper, clock, "2026-12-02 18:01")
    assert told == [True]
    performer.send(ev.Touched())
    assert told == [True, False]
    performer.send(ev.TimerDue(performer.visit.timers["told"]))
    assert told == [True, False, True]
    look(keeper, clock, "2026-12-03 10:00")
    assert told == [True, False, True, False]


def test_a_visit_in_progress_keeps_the_panel_on(performer: Performer, keeper: Doorkeeper, clock: Clock) -> None:
    told: list[bool] = []
    keeper.darkened.connect(told.append)
    performer.send(ev.Touched())
    look(keeper, clock, "2026-12-02 18:00")
    assert told == []
    performer.send(ev.TimerDue(performer.visit.timers["closing"]))
    assert told == [True]


# ---- told from outside


@pytest.mark.parametrize(
    ("asked", "says"),
    [
        ("17:30", ""),
        (None, ""),
        ("00:00", ""),
        ("2026-12-03 09:00", ""),
        ("9:00", "open until tomorrow, Thu 09:00. Not meant? `kiosk say hours planned`"),
    ],
)
def test_a_time_that_is_tomorrow_s_is_told(asked: str | None, says: str) -> None:
    now = until("2026-12-02 16:32")
    assert told_back(Overridden(HOURS, "open", read_until(asked, now)), asked, now) == says
    assert told_back(None, asked, now) == ""


def until(text: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=BERLIN)


def test_closed_now_and_as_planned_again_when_its_time_is_over(
    performer: Performer, keeper: Doorkeeper, clock: Clock, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.INFO)
    keeper.override("closed", until("2026-12-02 17:30"))
    assert screen(performer) == "closed"
    assert keeper.said() == "closed until 17:30, by `kiosk say`"
    assert keeper._timer.remainingTime() <= 30_000
    look(keeper, clock, "2026-12-02 17:29:50")
    assert 9_000 < keeper._timer.remainingTime() <= 10_100, "to the point"
    look(keeper, clock, "2026-12-02 17:30")
    assert isinstance(performer.projector, Double)
    performer.projector.run(100)
    assert screen(performer) == "attract"
    assert (keeper.overridden, keeper.said()) == (None, "open until 18:00")
    assert "hours: as planned again" in caplog.text


def test_open_after_closing_time_and_taken_back(performer: Performer, keeper: Doorkeeper, clock: Clock) -> None:
    look(keeper, clock, "2026-12-02 19:00")
    keeper.override("open", until("2026-12-02 22:00"))
    assert isinstance(performer.projector, Double)
    performer.projector.run(100)
    assert screen(performer) == "attract"
    keeper.override(None, until("2026-12-02 19:00"))
    assert screen(performer) == "closed"


def test_on_a_clock_that_nobody_set_what_is_told_counts(performer: Performer, keeper: Doorkeeper, clock: Clock) -> None:
    look(keeper, clock, "1970-01-01 03:00")
    assert keeper.said() == "open; the clock shows 1970, and counts as not set"
    keeper.override("closed", until("1970-01-02 00:00"))
    assert screen(performer) == "closed"
    look(keeper, clock, "2026-12-02 12:00")  # the clock is set: that was long ago
    assert keeper.overridden is None


# ---- the panel


def test_it_is_near_two_minutes_before_it_opens(performer: Performer, clock: Clock) -> None:
    keeper = Doorkeeper(performer, HOURS, clock, ahead=120_000)
    said: list[bool] = []
    keeper.near.connect(said.append)
    try:
        look(keeper, clock, "2026-12-02 17:59")
        assert said == []
        look(keeper, clock, "2026-12-02 18:00")
        assert said == [False]
        look(keeper, clock, "2026-12-03 09:57:50")
        assert said == [False]
        assert 9_000 < keeper._timer.remainingTime() <= 10_100, "to the point"
        look(keeper, clock, "2026-12-03 09:58")
        assert said == [False, True]
        look(keeper, clock, "2026-12-03 10:00")
        assert said == [False, True]
    finally:
        keeper.close()


def test_closed_for_ever_is_never_near(performer: Performer, clock: Clock) -> None:
    keeper = Doorkeeper(performer, Hours(((),) * 7), clock, ahead=120_000)
    said: list[bool] = []
    keeper.near.connect(said.append)
    keeper.look()
    assert said == [False]
    keeper.close()


# ---- kept over a restart


def test_what_was_told_holds_after_a_restart(
    qtbot: QtBot, performer: Performer, clock: Clock, tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    file = tmp_path / "state" / "hours.json"
    keeper = Doorkeeper(performer, HOURS, clock)
    overriding = Overriding(keeper, HOURS, file)
    keeper.look()
    assert overriding.tell("closed", "17:30") == "closed until 17:30, by `kiosk say`"
    qtbot.waitUntil(file.exists)
    with pytest.raises(RefusedError, match="is over"):
        overriding.tell("open", "2026-12-01 10:00")
    with pytest.raises(RefusedError, match="means nothing"):
        overriding.tell("planned", "18:00")
    overriding.close()
    keeper.close()

    keeper = Doorkeeper(performer, HOURS, clock)
    overriding = Overriding(keeper, HOURS, file)
    assert keeper.overridden is not None
    keeper.look()
    assert screen(performer) == "closed"
    assert overriding.tell("planned", None) == "open until 18:00"
    qtbot.waitUntil(lambda: not file.exists())
    file.parent.rmdir()
    file.parent.write_text("no folder")
    overriding.tell("open", None)
    qtbot.waitUntil(lambda: "incident: the hours told from outside are not kept" in caplog.text)
    overriding.close()
    keeper.close()
