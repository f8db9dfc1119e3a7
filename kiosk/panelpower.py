"""Switches the panel off when nobody is there to see it, and on before the museum opens."""

from __future__ import annotations

import logging
from collections.abc import Callable
from functools import partial
from typing import Final

from PySide6.QtCore import QObject, QTimer

from kiosk.errands import Errands
from kiosk.station.power import PROMPT, PowerSettings, SwitchError, switch

log = logging.getLogger("kiosk")

AGAIN: Final = 600_000
"""Ms after which what holds is said again: somebody may have used the remote control, or the mains came back."""
RETRY: Final = 30_000
"""Ms after which what failed is tried again."""
_FIRST: Final = 2_000
_CLOSING_WITHIN: Final = 0.2

Switch = Callable[[PowerSettings, bool], None]


class PanelPower(QObject):
    """Told `dark` and `awaited` by the doorkeeper. Whatever fails, the picture is black, and on it goes."""

    def __init__(self, settings: PowerSettings, parent: QObject | None = None, switch: Switch = switch) -> None:
        super().__init__(parent)
        self._settings, self._switch = settings, switch
        self._dark = False
        self._near = True
        """Open, or soon to open."""
        self.is_on: bool | None = None
        """As it was switched last; None where that is not known."""
        self._wanted = True
        self._errands = Errands("panel's power", self)
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.timeout.connect(self._do)
        self._timer.start(_FIRST)  # it may be off from the night before; at night, the doorkeeper has told by then

    def darken(self, dark: bool) -> None:
        """The picture is black from now on, or not any more (a touch at night has it say when it opens)."""
        self._dark = dark
        self._settle()

    def await_opening(self, near: bool) -> None:
        """The museum is open or will be soon; or it is closed for longer."""
        self._near = near
        self._settle()

    def say_again(self) -> None:
        """The machine slept: the panel may be otherwise than it was told."""
        self._timer.start(0)

    def close(self) -> None:
        self._timer.stop()
        self._errands.close(_CLOSING_WITHIN)

    def _settle(self) -> None:
        lit = not self._dark and self._settings.by in PROMPT  # a projector's lamp does not burn for one touch at night
        wanted = self._near or lit
        if wanted != self._wanted:
            self._wanted = wanted
            self._timer.start(0 if wanted else self._settings.after)

    def _do(self) -> None:
        if self._errands.busy:
            self._timer.start(1_000)
            return
        self._timer.start(AGAIN)
        self._errands.run(partial(self._try, self._wanted), self._done)

    def _try(self, on: bool) -> tuple[bool, str]:
        try:
            self._switch(self._settings, on)
        except SwitchError as error:
            return on, str(error)
        return on, ""

    def _done(self, told: tuple[bool, str]) -> None:
        on, trouble = told
        if trouble:
            self._timer.start(RETRY)
            how = "on" if on else "off"
            done = "it is tried again every 30 s" if on else "the picture stays black; it is tried again every 30 s"
            log.warning("incident: the panel cannot be switched %s: %s", how, trouble, extra={"done": done})
            return
        if on != self.is_on:
            self.is_on = on
            log.info("the panel is switched %s, by %s", "on" if on else "off", self._settings.by)
        if on != self._wanted:
            self._timer.start(0 if self._wanted else self._settings.after)
