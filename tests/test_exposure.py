"""Whether any screen shows the window, with Qt's answer and the clock moved by hand: what the real screens of
test_heart.py and e2e/test_exposure.py cannot be made to do in time."""

from __future__ import annotations

import time
from types import SimpleNamespace

import pytest
from PySide6.QtCore import QObject

from kiosk.exposure import GRACE, LONG, Exposure


class Kiosk(QObject):
    """What it needs of one."""

    def __init__(self) -> None:
        super().__init__()
        self.exposed, self.shows = True, "attract"
        self.screen = SimpleNamespace(window=SimpleNamespace(isExposed=lambda: self.exposed))
        self.performer = SimpleNamespace(view=lambda: SimpleNamespace(screen=self.shows))


class Moved:
    def __init__(self, monkeypatch: pytest.MonkeyPatch) -> None:
        self.now = 1000.0
        monkeypatch.setattr(time, "monotonic", lambda: self.now)
        self.kiosk = Kiosk()
        self.exposure = Exposure(self.kiosk)  # type: ignore[arg-type]  # as much of a kiosk as it needs

    def run(self, seconds: float, *, exposed: bool) -> None:
        self.kiosk.exposed = exposed
        for _ in range(round(seconds / 0.2)):
            self.now += 0.2
            self.exposure.look()


@pytest.fixture
def moved(qapp: object, monkeypatch: pytest.MonkeyPatch) -> Moved:
    return Moved(monkeypatch)


def test_an_instant_is_not_enough(moved: Moved) -> None:
    moved.run(0.2, exposed=True)
    assert not moved.exposure.settled
    moved.run(5, exposed=False)
    assert not moved.exposure.settled
    assert 4.9 < moved.exposure.gone < 5.1
    moved.run(0.8, exposed=True)
    assert moved.exposure.settled
    assert moved.exposure.gone == 0


def test_a_compositor_that_is_slow_shows_it_all_the_same(moved: Moved) -> None:
    for _ in range(50):
        moved.run(0.2, exposed=True)
        moved.run(GRACE - 0.4, exposed=False)
    assert moved.exposure.settled
    assert moved.exposure.wrong() == ""


def test_each_time_without_a_screen_is_one_incident(moved: Moved, caplog: pytest.LogCaptureFixture) -> None:
    for _ in range(2):
        moved.run(2, exposed=True)
        moved.run(LONG - 1, exposed=False)
        assert moved.exposure.wrong() == ""
        moved.run(600, exposed=False)
        assert "the monitor is on" in moved.exposure.wrong()
    assert [one.getMessage().startswith("incident: no screen") for one in caplog.records].count(True) == 2


def test_while_it_is_closed_no_screen_is_missed(moved: Moved, caplog: pytest.LogCaptureFixture) -> None:
    moved.run(2, exposed=True)
    moved.kiosk.shows = "closed"
    moved.run(3600, exposed=False)
    assert moved.exposure.wrong() == ""
    moved.kiosk.shows = "attract"
    moved.run(LONG - 1, exposed=False)
    assert moved.exposure.wrong() == "", "a panel takes its time to come on"
    assert not caplog.records
    moved.run(2, exposed=False)
    assert moved.exposure.wrong()
