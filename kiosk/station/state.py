"""Where this machine's own files are: what was measured here, and whatever else outlives a start of the program."""

from __future__ import annotations

import getpass
import os
from pathlib import Path
from typing import Final

SHARED: Final = Path("/var/lib/kiosk")


def state_folder(shared: Path = SHARED) -> Path:
    """The folder systemd made for the service (StateDirectory=), /var/lib/kiosk where that may be written to, else the
    user's own: XDG_STATE_HOME/kiosk, ~/.local/state/kiosk. It need not be there yet."""
    given = os.environ.get("STATE_DIRECTORY", "").partition(":")[0]
    if given:
        return Path(given)
    if os.access(shared, os.W_OK | os.X_OK):
        return shared
    return _own()


class ClosedError(Exception):
    """What is kept here may not be read by this user; its text says what to do."""


def kept_folder(shared: Path = SHARED) -> Path:
    """Where commands that only read look: as state_folder(), but /var/lib/kiosk also where it may only be read.
    Raises ClosedError where it is there and may not: what stands elsewhere is not what was asked about."""
    if os.environ.get("STATE_DIRECTORY") or not os.path.lexists(shared):
        return state_folder(shared)
    if not os.access(shared, os.R_OK | os.X_OK):
        raise ClosedError(closed(shared))
    return shared


def closed(place: Path) -> str:
    """That this user may not read what belongs to the kiosk's group, and the cure."""
    return f"{place} may not be read by you: `sudo usermod -aG kiosk {_user()}`, then log in anew."


def _user() -> str:
    try:
        return getpass.getuser()
    except (KeyError, OSError):
        return "NAME"


def _own() -> Path:
    home = os.environ.get("XDG_STATE_HOME", "")
    return (Path(home) if home.startswith("/") else Path.home() / ".local" / "state") / "kiosk"
