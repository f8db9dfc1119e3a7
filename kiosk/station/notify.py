"""What systemd is told: sd_notify(3), a datagram of lines to the socket that NOTIFY_SOCKET names.

NOTIFY_SOCKET stays in the environment: a program that takes this one's place (execv keeps the process) needs it again.
WATCHDOG_PID is not looked at: where something else started the player it names that, and a healthy player fell silent.
"""

from __future__ import annotations

import contextlib
import os
import socket
import time
from collections.abc import Mapping
from typing import Final

LONGEST: Final = 300
"""Characters of a status; systemd shows one line."""


class Notifier:
    """Nothing it does raises or waits: who does not hear is not told."""

    def __init__(self, environment: Mapping[str, str] = os.environ) -> None:
        name = environment.get("NOTIFY_SOCKET", "")
        self._socket: socket.socket | None = None
        self._address: bytes = b""
        if name.startswith(("/", "@")):
            self._address = b"\0" + os.fsencode(name[1:]) if name[0] == "@" else os.fsencode(name)
            self._socket = socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM | socket.SOCK_CLOEXEC)
            self._socket.setblocking(False)
        given = environment.get("WATCHDOG_USEC", "")
        self.watchdog = int(given) / 1e6 if given.isdecimal() and self._socket is not None else 0.0
        """Seconds within which systemd wants a sign of life; 0.0: it wants none."""

    @property
    def heard(self) -> bool:
        """Whether there is anybody to tell."""
        return self._socket is not None

    def say(self, *lines: str) -> bool:
        """One message of lines such as `READY=1`; whether it was taken."""
        if self._socket is None:
            return False
        try:
            self._socket.sendto("\n".join(lines).encode("utf-8", "replace"), self._address)
        except OSError:
            return False
        return True

    def status(self, text: str) -> bool:
        """What `systemctl status` shows beside the unit."""
        return self.say(status_line(text))

    def restarting(self, within: float) -> None:
        """The program takes its own place, and may be silent for `within` seconds while it starts."""
        now = int(time.clock_gettime(time.CLOCK_MONOTONIC) * 1e6)
        lines = ["RELOADING=1", f"MONOTONIC_USEC={now}", status_line("starting anew")]
        if self.watchdog:
            lines += [f"WATCHDOG_USEC={int(within * 1e6)}", "WATCHDOG=1"]
        self.say(*lines)

    def ready(self, text: str) -> bool:
        """It is on, and from now on wants to be watched as its unit says; also after restarting()."""
        watched = [f"WATCHDOG_USEC={int(self.watchdog * 1e6)}", "WATCHDOG=1"] if self.watchdog else []
        return self.say("READY=1", status_line(text), *watched)

    def close(self) -> None:
        if self._socket is not None:
            with contextlib.suppress(OSError):
                self._socket.close()
            self._socket = None


def status_line(text: str) -> str:
    line = " ".join(text.split())
    return f"STATUS={line if len(line) <= LONGEST else line[: LONGEST - 1] + '…'}"
