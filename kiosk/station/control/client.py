"""The other end of the socket, for programs in Python: needs neither Qt nor a screen.

with Client() as kiosk:
    print(kiosk.ask("status")["screen"])
"""

from __future__ import annotations

import json
import socket
from collections.abc import Iterator
from pathlib import Path
from types import TracebackType
from typing import Any, Final, Self

from kiosk.station.control.messages import PROTOCOL, written
from kiosk.station.control.place import sockets
from kiosk.station.control.refused import RefusedError
from kiosk.station.state import closed as closed_to_you

WITHIN: Final = 10.0
"""Seconds in which a kiosk answers: a still of a large screen takes one."""
_LONGEST_ANSWER: Final = 256 << 20
"""Bytes: a still of the largest screen, as PNG in base64."""


class NobodyError(Exception):
    """Raised when no kiosk answers; its text says where it was looked for, and what to do."""


class Client:
    """A connection to the kiosk at `place`, else to the one that runs here (see place.py).

    Raises NobodyError where there is none, and also when it goes away, or does not answer within `within` seconds.
    """

    def __init__(self, place: Path | None = None, within: float = WITHIN) -> None:
        self._id = 0
        self._line = _connected((place,) if place is not None else sockets(), within)
        self._reading = self._line.makefile("rb")
        try:
            self.hello = self._next()
            if self.hello.get("ok") is False:
                raise RefusedError(str(self.hello.get("error")), str(self.hello.get("cure")))
            if self.hello.get("protocol") != PROTOCOL:
                speaks = (
                    f"This program speaks protocol {PROTOCOL}, the kiosk that runs here {self.hello.get('protocol')}."
                )
                raise RefusedError(speaks, "Take the program of the kiosk's own version.")
        except BaseException:
            self.close()
            raise

    def ask(self, do: str, **arguments: object) -> dict[str, Any]:
        """The answer's fields. Raises RefusedError with what the kiosk says against it."""
        self._id += 1
        try:
            self._line.sendall(written(id=self._id, do=do, **arguments))
        except OSError as error:
            raise NobodyError(f"The kiosk went away: {error}.") from None
        while (answer := self._next()).get("id") != self._id:
            if answer.get("ok") is False and answer.get("id") is None:
                break  # it could not tell which line it was
        if not answer.get("ok"):
            raise RefusedError(str(answer.get("error", "It says neither yes nor no.")), str(answer.get("cure", "")))
        return answer

    def events(self) -> Iterator[dict[str, Any]]:
        """What happens from now on, until the kiosk goes away: then NobodyError is raised."""
        self.ask("events")
        self._line.settimeout(None)
        while True:
            if "event" in (said := self._next()):
                yield said

    def close(self) -> None:
        self._reading.close()
        self._line.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        self.close()

    def _next(self) -> dict[str, Any]:
        try:
            line = self._reading.readline(_LONGEST_ANSWER)
        except TimeoutError:
            raise NobodyError(
                f"The kiosk does not answer within {self._line.gettimeout():g} s: it hangs, or is stopped."
            ) from None
        except OSError as error:
            raise NobodyError(f"The kiosk went away: {error}.") from None
        if not line:
            raise NobodyError("The kiosk went away.")
        try:
            said = json.loads(line)
        except ValueError:
            said = None
        if not isinstance(said, dict):
            raise NobodyError("What answers there is no kiosk.")
        return said


def _connected(places: tuple[Path, ...], within: float) -> socket.socket:
    closed: list[str] = []
    for place in places:
        line = socket.socket(socket.AF_UNIX)
        line.settimeout(within)
        try:
            line.connect(str(place))
        except PermissionError:
            closed.append(closed_to_you(place))
        except TimeoutError:
            closed.append(f"{place} does not answer: the kiosk hangs, or is stopped.")
        except OSError:
            pass  # nobody there
        else:
            return line
        line.close()
    looked = ", ".join(map(str, places))
    raise NobodyError(
        " ".join(closed)
        or f"No kiosk answers here: nobody answers at {looked}. If one runs, its start said why in the journal: "
        "look for `nothing can be asked`."
    )
