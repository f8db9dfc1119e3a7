"""Where this machine's own files are: what was measured here, and whatever else outlives a start of the program."""

from __future__ import annotations

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
    home = os.environ.get("XDG_STATE_HOME", "")
    return (Path(home) if home.startswith("/") else Path.home() / ".local" / "state") / "kiosk"
