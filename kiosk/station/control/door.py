"""The socket's file: one kiosk's at a time. What a dead one left behind is taken over, a living one's is left alone."""

from __future__ import annotations

import contextlib
import fcntl
import os
import socket
from pathlib import Path
from typing import Final

from kiosk.station.control.place import SOCKET
from kiosk.station.control.refused import RefusedError

_LOCK: Final = "control.lock"
_MODE: Final = 0o660
"""The kiosk's user and its group may speak to it; nobody else. A technician becomes one of the group."""
_WAITING: Final = 16
"""Callers that the kernel lets wait to be answered."""


class Door:
    """Holds the lock as long as it is there; the kernel takes it from a process that dies, whatever it died of.

    Raises RefusedError where another kiosk has it, or the folder cannot be written to.
    """

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.path = folder / SOCKET
        try:
            self._lock = os.open(folder / _LOCK, os.O_RDWR | os.O_CREAT | os.O_NOFOLLOW | os.O_CLOEXEC, 0o600)
        except OSError as error:
            raise _closed(folder, error) from None
        try:
            fcntl.flock(self._lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
            self.listening = self._listen()
        except BlockingIOError:
            os.close(self._lock)
            cure = "End that one, or start this one with another RUNTIME_DIRECTORY."
            raise RefusedError(f"Another kiosk is running here, and has the socket {self.path}.", cure) from None
        except OSError as error:
            os.close(self._lock)
            raise _closed(folder, error) from None

    def _listen(self) -> int:
        """The descriptor of a socket that listens; not before its rights are as they should be."""
        with contextlib.suppress(FileNotFoundError):
            self.path.unlink()
        with socket.socket(socket.AF_UNIX) as made:
            made.setblocking(False)
            made.bind(str(self.path))
            self.path.chmod(_MODE)
            made.listen(_WAITING)
            return made.detach()

    def close(self) -> None:
        """Nobody finds it any more. The descriptor is closed by whoever listens on it."""
        with contextlib.suppress(OSError):
            self.path.unlink()
        os.close(self._lock)


def _closed(folder: Path, error: OSError) -> RefusedError:
    cure = "Look at who may write there, and at what is there."
    return RefusedError(f"The control socket cannot be opened in {folder}: {error.strerror}.", cure)
