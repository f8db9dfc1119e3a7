"""What is plugged in, and whether the machine slept: told when it changes, and mended where that can be."""

from __future__ import annotations

import logging
import time
from collections.abc import Callable
from dataclasses import dataclass
from typing import Final

from PySide6.QtCore import QObject, QTimer, Signal

from kiosk.errands import Errands
from kiosk.station.inputs import Device

log = logging.getLogger("kiosk")

EVERY: Final = 5_000
SLEPT: Final = 5.0
"""Seconds of suspend from which it is told; less is the reading of two clocks one after the other."""
_CLOSING_WITHIN: Final = 0.1
_SOUND: Final = {"pulse": "the sound server", "alsa": "the sound card"}


@dataclass(frozen=True, slots=True)
class Seen:
    """`glass`: what can be touched, by name, as often as it is there. `outlet`: footage's; None for no sound."""

    glass: tuple[str, ...]
    outlet: str | None


def suspended() -> float:
    """Seconds that the machine has slept since it was started: CLOCK_MONOTONIC stands still meanwhile."""
    return time.clock_gettime(time.CLOCK_BOOTTIME) - time.clock_gettime(time.CLOCK_MONOTONIC)


def glass_of(devices: tuple[Device, ...]) -> tuple[str, ...]:
    """Touch screens; a mouse where there is none."""
    touch = tuple(sorted(device.name for device in devices if device.kind in ("multi-touch", "touch")))
    return touch or tuple(sorted(device.name for device in devices if device.kind == "pointer"))


class Devices(QObject):
    """`look` is called in a thread beside: the sound server may hang."""

    slept = Signal(float)
    """The machine was suspended, for so many seconds."""

    def __init__(
        self,
        look: Callable[[], Seen],
        parent: QObject | None = None,
        *,
        asleep: Callable[[], float] = suspended,
        every: int = EVERY,
    ) -> None:
        super().__init__(parent)
        self._look_for, self._asleep = look, asleep
        self._slept = asleep()
        self._seen: Seen | None = None
        self._gone: set[str] = set()
        self._errands = Errands("devices", self)
        self._timer = QTimer(self)
        self._timer.timeout.connect(self._look)
        self._timer.start(every)
        self._look()

    def close(self) -> None:
        self._timer.stop()
        self._errands.close(_CLOSING_WITHIN)

    def _look(self) -> None:
        slept, self._slept = self._slept, self._asleep()
        if (seconds := self._slept - slept) >= SLEPT:
            done = "a visit in progress was ended; hours and panel are looked at anew"
            log.warning("incident: the machine was suspended, for %.0f s", seconds, extra={"done": done})
            self.slept.emit(seconds)
        if not self._errands.busy:
            self._errands.run(self._look_for, self._found)

    def _found(self, now: Seen) -> None:
        before, self._seen = self._seen, now
        if before is None:
            return
        for name in before.glass:
            if name not in now.glass and name not in self._gone:
                self._gone.add(name)
                done = "the film goes on; it is used again as soon as it is there"
                log.warning("incident: the touch screen %s is gone", name, extra={"done": done})
        for name in now.glass:
            if name in self._gone:
                self._gone.discard(name)
                log.warning("incident: the touch screen %s is there again", name, extra={"done": "it is used"})
        if before.outlet == now.outlet:
            return
        if now.outlet is None:
            done = "films go on without sound, and are heard again as soon as it is there"
            log.warning("incident: %s is gone", _SOUND[str(before.outlet)], extra={"done": done, "still": False})
        else:
            done = "films are heard by it, each from its next start on"
            log.warning("incident: %s is there again", _SOUND[now.outlet], extra={"done": done, "still": False})
