"""Projectors and large panels over the network: PJLink class 1, TCP 4352 (JBMIA, "PJLink Specifications" 5.02).

The device greets with `PJLINK 0`, or with `PJLINK 1 RANDOM` where it has a password: then the MD5 of random and
password comes before the first command. MD5 is what the protocol has; it keeps out nobody who listens on that network.
"""

from __future__ import annotations

import hashlib
import re
import socket
from contextlib import suppress
from typing import Final, Literal, Self

PORT: Final = 4352
WITHIN: Final = 10.0
"""Seconds for each answer. The protocol allows a device 10 to greet, and 10 to answer."""
_LONGEST: Final = 136
"""Bytes of a line of class 1."""
_GREETING: Final = re.compile(r"PJLINK (?:0|1 ([0-9a-fA-F]{8}))")

Lamp = Literal["off", "on", "cooling", "warming"]
_LAMPS: Final[dict[str, Lamp]] = {"0": "off", "1": "on", "2": "cooling", "3": "warming"}
_ERRORS: Final = {
    "ERR1": "it does not know the command for its power",
    "ERR2": "it refuses the command's parameter",
    "ERR3": "it cannot be switched at this moment; most devices warm up or cool down for a minute or two",
    "ERR4": "it has a failure of its own: look at its lamps or its menu",
}


class ProjectorError(Exception):
    """What went wrong, in words for a technician."""


class Projector:
    """One connection, for a few commands: a device ends it after 30 s of silence. Raises ProjectorError.

    Waits for the network: never in the GUI's thread.
    """

    def __init__(self, host: str, port: int = PORT, password: str = "", within: float = WITHIN) -> None:
        self._name = f"{host}:{port}"
        try:
            self._line = socket.create_connection((host, port), within)
        except OSError as error:
            raise ProjectorError(f"{self._name} cannot be reached: {error.strerror or error}") from None
        self._heard = b""
        try:
            self._auth = self._greeted(password)
        except ProjectorError:
            self.close()
            raise

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def close(self) -> None:
        with suppress(OSError):
            self._line.close()

    def switch(self, on: bool) -> None:
        """Begin to switch it. A lamp then needs its time. One that is so already is left alone."""
        if self.lamp() in (("on", "warming") if on else ("off", "cooling")):
            return
        answer = self._ask(f"%1POWR {int(on)}")
        if answer != "OK":
            raise ProjectorError(f"{self._name}: it answers {answer!r} to its power's command")

    def lamp(self) -> Lamp:
        answer = self._ask("%1POWR ?")
        if answer not in _LAMPS:
            raise ProjectorError(f"{self._name}: it says its power is {answer!r}, which means nothing in PJLink")
        return _LAMPS[answer]

    # ---- lines

    def _greeted(self, password: str) -> str:
        line = self._hear()
        found = _GREETING.fullmatch(line)
        if found is None:
            raise ProjectorError(f"{self._name} greets with {line[:40]!r}: this is no PJLink device")
        if found[1] is None:
            return ""
        if not password:
            raise ProjectorError(f"{self._name} wants a password, and the settings have no `password` for it")
        return hashlib.md5((found[1] + password).encode(), usedforsecurity=False).hexdigest()

    def _ask(self, command: str) -> str:
        try:
            self._line.sendall(f"{self._auth}{command}\r".encode("ascii"))
        except OSError as error:
            raise ProjectorError(f"{self._name} hung up: {error.strerror or error}") from None
        self._auth = ""  # with the first command only
        line = self._hear()
        if line == "PJLINK ERRA":
            raise ProjectorError(f"{self._name} refuses the password: mend `password` in the settings")
        name, _, value = line.partition("=")
        if name.upper() != command[:6] or not value:
            raise ProjectorError(f"{self._name} answers {line[:40]!r} to {command}")
        if value in _ERRORS:
            raise ProjectorError(f"{self._name}: {_ERRORS[value]}")
        return value

    def _hear(self) -> str:
        try:
            while b"\r" not in self._heard:
                if len(self._heard) > _LONGEST:
                    raise ProjectorError(f"{self._name} sends what is no line of PJLink")
                more = self._line.recv(_LONGEST)
                if not more:
                    raise ProjectorError(f"{self._name} hung up")
                self._heard += more
        except OSError as error:
            said = "does not answer" if isinstance(error, TimeoutError) else f"hung up: {error.strerror or error}"
            raise ProjectorError(f"{self._name} {said}") from None
        line, _, self._heard = self._heard.partition(b"\r")
        return line.decode("ascii", "replace").strip()
