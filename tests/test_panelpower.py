"""When the panel is switched: by the doorkeeper's word, with a switch that only writes down."""

from __future__ import annotations

import logging
from collections.abc import Iterator

import pytest
from pytestqt.qtbot import QtBot

from kiosk import panelpower
from kiosk.panelpower import PanelPower
from kiosk.station.power import By, PowerSettings, SwitchError


class Switch:
    def __init__(self) -> None:
        self.calls: list[bool] = []
        self.trouble = ""

    def __call__(self, _settings: PowerSettings, on: bool) -> None:
        self.calls.append(on)
        if self.trouble:
            raise SwitchError(self.trouble)


@pytest.fixture
def switch(monkeypatch: pytest.MonkeyPatch) -> Switch:
    monkeypatch.setattr(panelpower, "_FIRST", 0)
    return Switch()


@pytest.fixture
def panels(qtbot: QtBot, switch: Switch) -> Iterator[list[PanelPower]]:
    made: list[PanelPower] = []
    yield made
    for panel in made:
        panel.close()


def panel(panels: list[PanelPower], switch: Switch, by: By = "x11", after: int = 0) -> PanelPower:
    panels.append(PanelPower(PowerSettings(by, after=after), switch=switch))
    return panels[-1]


def test_it_is_switched_on_at_the_start_for_it_may_be_off(
    qtbot: QtBot, switch: Switch, panels: list[PanelPower]
) -> None:
    made = panel(panels, switch)
    qtbot.waitUntil(lambda: made.is_on is True)
    assert switch.calls == [True]


def test_by_night_it_goes_off_and_comes_before_opening(qtbot: QtBot, switch: Switch, panels: list[PanelPower]) -> None:
    made = panel(panels, switch, "pjlink")
    qtbot.waitUntil(lambda: made.is_on is True)
    made.darken(True)  # a minute before, it is still near
    made.await_opening(False)
    qtbot.waitUntil(lambda: made.is_on is False)
    made.await_opening(True)  # the picture is still black
    qtbot.waitUntil(lambda: made.is_on is True)
    assert switch.calls == [True, False, True]


def test_a_touch_at_night_lights_what_is_prompt_and_no_lamp(
    qtbot: QtBot, switch: Switch, panels: list[PanelPower]
) -> None:
    lamp, prompt = panel(panels, Switch(), "pjlink"), panel(panels, switch, "wlopm")
    for made in (lamp, prompt):
        made.darken(True)
        made.await_opening(False)
    qtbot.waitUntil(lambda: lamp.is_on is False and prompt.is_on is False)
    for made in (lamp, prompt):
        made.darken(False)
    qtbot.waitUntil(lambda: prompt.is_on is True)
    prompt.darken(True)
    qtbot.waitUntil(lambda: prompt.is_on is False)
    assert lamp.is_on is False


def test_black_for_a_moment_switches_nothing(qtbot: QtBot, switch: Switch, panels: list[PanelPower]) -> None:
    made = panel(panels, switch, after=60_000)
    qtbot.waitUntil(lambda: made.is_on is True)
    made.darken(True)
    made.await_opening(False)
    made.await_opening(True)
    qtbot.waitUntil(lambda: len(switch.calls) == 2)
    assert switch.calls == [True, True]


def test_what_fails_is_an_incident_and_is_tried_again(
    qtbot: QtBot, switch: Switch, panels: list[PanelPower], monkeypatch: pytest.MonkeyPatch,
    caplog: pytest.LogCaptureFixture,
) -> None:  # fmt: skip
    monkeypatch.setattr(panelpower, "RETRY", 1)
    switch.trouble = "no bus"
    made = panel(panels, switch)
    with caplog.at_level(logging.INFO):
        qtbot.waitUntil(lambda: len(switch.calls) >= 3)
        switch.trouble = ""
        qtbot.waitUntil(lambda: made.is_on is True)
    assert "incident: the panel cannot be switched on: no bus" in caplog.text
    assert "the panel is switched on, by x11" in caplog.text


def test_it_is_said_again_after_a_sleep(qtbot: QtBot, switch: Switch, panels: list[PanelPower]) -> None:
    made = panel(panels, switch)
    qtbot.waitUntil(lambda: made.is_on is True)
    made.say_again()
    qtbot.waitUntil(lambda: switch.calls == [True, True])
