"""Where the control socket is: in a folder that no stranger can write to.

Of the service that is what systemd makes (RuntimeDirectory=kiosk, /run/kiosk), else a folder in the user's own
XDG_RUNTIME_DIR; where there is no session either (root at a console), one below the user's own state folder. Anybody
can put a socket into /tmp and wait for who speaks to it: it is never looked for there.
"""

from __future__ import annotations

import os
import stat
from collections.abc import Mapping
from pathlib import Path
from typing import Final

from kiosk.station.control.refused import RefusedError

SOCKET: Final = "control.sock"
SERVICE: Final = Path("/run/kiosk")
_LONGEST: Final = 107
"""Bytes of a socket's path: unix(7)."""
_OTHERS_WRITE: Final = stat.S_IWOTH | stat.S_IWGRP


def runtime_folder(environment: Mapping[str, str] = os.environ) -> Path:
    """The folder for the socket of a kiosk started in `environment`, made if need be.

    Raises RefusedError where there is none, or others may write to it.
    """
    service = environment.get("RUNTIME_DIRECTORY", "").partition(":")[0]
    if service:
        return _safe(Path(service))
    session = environment.get("XDG_RUNTIME_DIR", "")
    if not session.startswith("/") and (own := _of_user(environment)) is not None:
        try:
            own.parent.mkdir(parents=True, exist_ok=True)
            own.mkdir(mode=0o700, exist_ok=True)
        except OSError as error:
            raise RefusedError(f"The folder {own} cannot be made: {error.strerror}.", _own(own.parent)) from None
        _safe(own.parent)  # who may write to it could put another folder in the place of this one
        return _safe(own)
    if not session.startswith("/"):
        cure = "Start it as a service with RuntimeDirectory=kiosk, or from a session, which sets XDG_RUNTIME_DIR."
        raise RefusedError("There is no folder for the control socket: XDG_RUNTIME_DIR is empty.", cure)
    folder = _safe(Path(session)) / "kiosk"
    try:
        folder.mkdir(mode=0o700, exist_ok=True)
    except OSError as error:
        raise RefusedError(f"The folder {folder} cannot be made: {error.strerror}.", _own(folder.parent)) from None
    return _safe(folder)


def _of_user(environment: Mapping[str, str]) -> Path | None:
    """Below the user's own state folder; None where not even a home is named."""
    state, home = environment.get("XDG_STATE_HOME", ""), environment.get("HOME", "")
    if state.startswith("/"):
        return Path(state) / "kiosk" / "run"
    return Path(home) / ".local" / "state" / "kiosk" / "run" if home.startswith("/") else None


def _safe(folder: Path) -> Path:
    try:
        found = folder.lstat()
    except OSError as error:
        raise RefusedError(f"The control socket has no folder {folder}: {error.strerror}.", _own(folder)) from None
    if not stat.S_ISDIR(found.st_mode) or found.st_uid != os.geteuid() or found.st_mode & _OTHERS_WRITE:
        raise RefusedError(
            f"The control socket is not opened in {folder}: it is not this user's own, or others may write to it.",
            _own(folder),
        )
    if len(os.fsencode(folder / SOCKET)) > _LONGEST:
        raise RefusedError(f"The path {folder / SOCKET} is too long for a socket.", "Take one of at most 107 bytes.")
    return folder


def _own(folder: Path) -> str:
    return f"Name a folder of its own user's that nobody else may write to (chmod go-w {folder})."


def sockets(environment: Mapping[str, str] = os.environ, service: Path = SERVICE) -> tuple[Path, ...]:
    """Where a kiosk on this machine may be spoken to: this user's own first, then the service's."""
    given = environment.get("RUNTIME_DIRECTORY", "").partition(":")[0]
    session = environment.get("XDG_RUNTIME_DIR", "")
    own = [Path(session) / "kiosk"] if session.startswith("/") else []
    own += [aside] if (aside := _of_user(environment)) is not None else []
    folders = [*([Path(given)] if given else []), *own, service]
    return tuple(folder / SOCKET for folder in folders)
