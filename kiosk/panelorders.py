"""What the technician orders at the panel behind the PIN, carried out."""

from __future__ import annotations

import logging
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject

from kiosk.visit import events as ev

if TYPE_CHECKING:
    from kiosk.app import Kiosk

log = logging.getLogger("kiosk")


class PanelOrders(QObject):
    """Listens to the screen's `technician`."""

    def __init__(self, kiosk: Kiosk) -> None:
        super().__init__(kiosk)
        self._kiosk = kiosk
        kiosk.screen.technician.connect(self._carry_out)

    def _carry_out(self, command: str, value: Any) -> None:
        log.info("technician: %s %s", command, "" if value is None else value)
        kiosk = self._kiosk
        match command:
            case "opened" if kiosk.footage is not None:
                report = kiosk.footage.report()
                kiosk.screen.set_facts(
                    [("Drawn by", report.sink), ("Pictures", f"{report.shown}, {report.dropped} left out")]
                )
            case "next scene" if kiosk.performer is not None:
                kiosk.performer.send(ev.SkipAsked())
            case "overlay":
                kiosk.hud.show(not kiosk.hud.shown)
            case "volume" if kiosk.performer is not None:
                kiosk.performer.set_loudest(int(value) / 100)
            case "restart":
                kiosk.start_anew()
            case "quit":
                kiosk.quit()
