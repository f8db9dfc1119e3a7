"""The control socket, open: answers callers from the GUI's loop, between two pictures of film."""

from __future__ import annotations

import logging
from collections.abc import Mapping
from dataclasses import asdict
from datetime import datetime
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QObject
from PySide6.QtNetwork import QLocalServer

from kiosk.errands import Errands
from kiosk.station.control import commands as co
from kiosk.station.control.caller import Caller
from kiosk.station.control.door import Door
from kiosk.station.control.messages import PROTOCOL, Id, Request, answered, id_of, read_request, refused, written
from kiosk.station.control.refused import RefusedError
from kiosk.station.control.stills import made, still_file

if TYPE_CHECKING:
    from PySide6.QtGui import QImage

    from kiosk.station.control.player import Player

log = logging.getLogger("kiosk")

MOST: Final = 16
"""Callers at a time."""
_WRITING_WITHIN: Final = 0.5
"""Seconds that closing waits for a still."""


class Control(QObject):
    """Open from the first moment. Raises RefusedError where the socket cannot be: another kiosk has it, the folder
    may not be written to."""

    def __init__(self, player: Player, folder: Path, version: str, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._player, self._version = player, version
        self._door = Door(folder)
        self.callers: list[Caller] = []
        self._stills = Errands("stills", self)
        self._server = QLocalServer(self)
        self._server.newConnection.connect(self._came)
        if not self._server.listen(self._door.listening):
            self.close()
            raise RefusedError(f"The control socket cannot be opened: {self._server.errorString()}.")

    @property
    def path(self) -> Path:
        return self._door.path

    def tell(self, what: Mapping[str, object]) -> None:
        """One line to everybody who asked for events: `event`, and what belongs to it."""
        listening = [caller for caller in self.callers if caller.listens]
        if listening:
            line = written(**what, at=now())
            for caller in listening:
                caller.say(line)

    def close(self) -> None:
        self._server.close()
        for caller in tuple(self.callers):
            caller.drop()
        self._stills.close(_WRITING_WITHIN)
        self._door.close()

    # ---- callers

    def _came(self) -> None:
        while (line := self._server.nextPendingConnection()) is not None:
            caller = Caller(line, self._answer, self)
            if len(self.callers) >= MOST:
                cure = "Close one, and call again."
                caller.say(refused(None, RefusedError(f"{MOST} callers are here already.", cure)))
                caller.drop("there are too many")
                continue
            self.callers.append(caller)
            caller.gone.connect(partial(self.callers.remove, caller))
            caller.say(written(hello="kiosk", protocol=PROTOCOL, version=self._version))

    def _answer(self, caller: Caller, line: bytes) -> None:
        """Whatever the line says, and whatever comes of it, the film goes on."""
        if not line.strip():
            return
        to = None
        try:
            request = read_request(line)
            to = request.id
            answer = self._do(caller, request)
        except RefusedError as error:
            caller.say(refused(to if to is not None else id_of(line), error))
        except Exception as error:
            log.exception("incident: a request of the control socket failed: %s", type(error).__name__)
            caller.say(refused(to, RefusedError(f"The kiosk could not do it: {error}.", "See its journal.")))
        else:
            if answer is not None:
                caller.say(answer)

    def _do(self, caller: Caller, request: Request) -> bytes | None:
        """The answer's line; None where it comes later."""
        player, to, asked = self._player, request.id, request.asked
        match asked:
            case co.GetStatus():
                return answered(to, player.status())
            case co.GetIncidents(most):
                return answered(to, player.incidents(most))
            case co.GetEvents():
                caller.listens = True
                return answered(to)
            case co.GetStill():
                self._still(caller, to, asked)
                return None
        log.info(
            "asked from outside: %s", " ".join([request.do, *(str(said) for said in asdict(asked).values() if said)])
        )
        match asked:
            case co.Attract():
                player.attract()
            case co.OpenScene(scene):
                player.open(scene)
            case co.SetHouseLanguage(language):
                player.begin_in(language)
            case co.SetLoudest(volume):
                player.set_loudest(volume)
            case co.Report(what):
                player.report(what)
            case co.OverrideHours(state, until):
                return answered(to, player.override_hours(state, until))
            case co.StartUpdate(source):
                player.update(source)
            case co.Restart():
                player.restart()
        return answered(to)

    # ---- stills

    def _still(self, caller: Caller, to: Id, asked: co.GetStill) -> None:
        if self._stills.busy:
            raise RefusedError("A still is being made already.", "Ask again in a second.")
        file = still_file(asked, self._door.folder)
        image = self._player.grab()
        if image.isNull():
            raise RefusedError("There is no window of the kiosk now.", "Ask again in a second.")
        self._stills.run(partial(_made, image, asked, file, to), partial(self._send, caller))

    def _send(self, caller: Caller, line: bytes) -> None:
        if caller in self.callers:  # it may have gone meanwhile
            caller.say(line)


def _made(image: QImage, asked: co.GetStill, file: Path | None, to: Id) -> bytes:
    try:
        return answered(to, made(image, asked, file))
    except RefusedError as error:
        return refused(to, error)


def now() -> str:
    """ISO 8601 with the zone, to the millisecond."""
    return datetime.now().astimezone().isoformat(timespec="milliseconds")
