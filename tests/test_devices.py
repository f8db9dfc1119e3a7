"""What is plugged in and what sleeps, as the kernel would tell it; and limits that are watched."""

from __future__ import annotations

import logging
from collections.abc import Callable, Iterator

import pytest
from pytestqt.qtbot import QtBot

from kiosk.devices import Devices, Seen, glass_of, suspended
from kiosk.healthwatch import HealthWatch
from kiosk.station.health import Limits, Vitals
from kiosk.station.inputs import Device

Make = Callable[..., Devices]


class Machine:
    def __init__(self) -> None:
        self.seen = Seen(("Panel",), "pulse")
        self.slept = 100.0
        self.looks = 0

    def look(self) -> Seen:
        self.looks += 1
        return self.seen

    def asleep(self) -> float:
        return self.slept


@pytest.fixture
def machine(qtbot: QtBot) -> Machine:
    return Machine()


@pytest.fixture
def devices(machine: Machine) -> Iterator[Devices]:
    made = Devices(machine.look, asleep=machine.asleep, every=10)
    yield made
    made.close()


def looked(qtbot: QtBot, machine: Machine) -> None:
    """What is there now has been seen, and taken."""
    until = machine.looks + 3
    qtbot.waitUntil(lambda: machine.looks >= until)


def incidents(caplog: pytest.LogCaptureFixture) -> list[str]:
    return [record.getMessage() for record in caplog.records if record.getMessage().startswith("incident")]


def test_a_touch_screen_that_goes_and_comes(
    qtbot: QtBot, machine: Machine, devices: Devices, caplog: pytest.LogCaptureFixture
) -> None:
    looked(qtbot, machine)
    assert not incidents(caplog)
    for seen in (Seen((), "pulse"), Seen(("Mouse",), "pulse"), Seen(("Panel",), "pulse")):
        machine.seen = seen
        looked(qtbot, machine)
    assert incidents(caplog) == [
        "incident: the touch screen Panel is gone",
        "incident: the touch screen Mouse is gone",
        "incident: the touch screen Panel is there again",
    ]


def test_a_sound_server_that_goes_and_comes(
    qtbot: QtBot, machine: Machine, devices: Devices, caplog: pytest.LogCaptureFixture
) -> None:
    looked(qtbot, machine)
    for outlet in (None, "pulse", "alsa"):
        machine.seen = Seen(("Panel",), outlet)
        looked(qtbot, machine)
    assert incidents(caplog) == [
        "incident: the sound server is gone",
        "incident: the sound server is there again",
        "incident: the sound card is there again",
    ]


def test_a_machine_that_slept(
    qtbot: QtBot, machine: Machine, devices: Devices, caplog: pytest.LogCaptureFixture
) -> None:
    slept: list[float] = []
    devices.slept.connect(slept.append)
    machine.slept += 0.4  # two clocks read one after the other
    looked(qtbot, machine)
    machine.slept += 3_600
    qtbot.waitUntil(lambda: bool(slept))
    assert slept == [3_600]
    assert incidents(caplog) == ["incident: the machine was suspended, for 3600 s"]


def test_this_machine_can_be_asked() -> None:
    assert suspended() > -1  # two clocks, one after the other


def test_a_mouse_counts_where_there_is_no_touch_screen() -> None:
    mouse, panel, keys = Device("M", "pointer"), Device("P", "multi-touch"), Device("K", "keyboard")
    assert glass_of((mouse, panel, keys)) == ("P",)
    assert glass_of((mouse, keys)) == ("M",)
    assert glass_of((keys,)) == ()


def test_a_limit_is_told_once_and_again_only_after_it_was_well(qtbot: QtBot, caplog: pytest.LogCaptureFixture) -> None:
    degrees = [81.0]
    reads = [0]

    def read() -> Vitals:
        reads[0] += 1
        return Vitals(temperature=degrees[0], hottest="cpu")

    def settled() -> None:
        until = reads[0] + 3
        qtbot.waitUntil(lambda: reads[0] >= until)

    watch = HealthWatch(Limits(), read, every=10)
    try:
        with caplog.at_level(logging.INFO):
            for degree in (81, 79, 82, 60, 79, 85):
                degrees[0] = degree
                settled()
        assert [one.key for one in watch.wrong] == ["temperature"]
    finally:
        watch.close()
    told = [record.getMessage() for record in caplog.records if record.name == "kiosk"]
    assert told == [
        "incident: the machine is hot: 81 °C at cpu (limit 80)",
        "well again: temperature",
        "incident: the machine is hot: 85 °C at cpu (limit 80)",
    ]
