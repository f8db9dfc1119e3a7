"""What looks after the machine while the kiosk runs: its health, its devices, its panel."""

from __future__ import annotations

import logging
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from kiosk.devices import Devices, Seen, glass_of
from kiosk.footage.sound import find_outlet
from kiosk.healthwatch import HealthWatch
from kiosk.panelpower import PanelPower
from kiosk.station.inputs import input_devices
from kiosk.station.state import state_folder
from kiosk.station.vitals import read_vitals
from kiosk.visit import events as ev

if TYPE_CHECKING:
    from kiosk.app import Kiosk

log = logging.getLogger("kiosk")


class Upkeep(QObject):
    """From when it is made until close(). What it finds is an incident."""

    def __init__(self, kiosk: Kiosk) -> None:
        super().__init__(kiosk)
        self._kiosk = kiosk
        settings = kiosk.content.settings
        folders = [state_folder(), *([Path(settings.content)] if settings.content is not None else [])]
        self.health = HealthWatch(settings.health, partial(read_vitals, folders), self)
        self.devices = Devices(_seen, self)
        self.devices.slept.connect(self._slept)
        kiosk.screen.outputs.changed.connect(_screens)
        self.panel: PanelPower | None = None
        if settings.power.by != "black" and kiosk.doorkeeper is not None:
            self.panel = PanelPower(settings.power, self)
            kiosk.doorkeeper.darkened.connect(self.panel.darken)
            kiosk.doorkeeper.near.connect(self.panel.await_opening)

    def close(self) -> None:
        self.health.close()
        self.devices.close()
        if self.panel is not None:
            self.panel.close()

    def _slept(self, _seconds: float) -> None:
        performer = self._kiosk.performer
        if performer is not None and performer.visit.awake:
            performer.send(ev.ResetAsked())
        if self._kiosk.doorkeeper is not None:
            self._kiosk.doorkeeper.look()
        if self.panel is not None:
            self.panel.say_again()


def _screens(what: str) -> None:
    log.warning("incident: %s", what, extra={"done": "the window fills the screen it is on"})


def _seen() -> Seen:
    return Seen(glass_of(input_devices()), find_outlet())
