"""An update that the player asks for and another unit does: between them, a file that says which source."""

from __future__ import annotations

from pathlib import Path
from typing import Final

FILE: Final = "update-asked"
"""In the state folder. kiosk-update-asked.path waits for it: PathExists=/var/lib/kiosk/update-asked."""
_LONGEST: Final = 200


def ask_unit(state: Path, name: str) -> tuple[int, str]:
    """Ask for an update from the source of this name. An exit code, and what went wrong."""
    beside = state / f".{FILE}"
    try:
        state.mkdir(parents=True, exist_ok=True)
        beside.write_text(name, encoding="utf-8")
        beside.replace(state / FILE)
    except OSError as error:
        return 1, f"{beside} cannot be written: {error.strerror}"
    return 0, "handed to kiosk-update-asked.service"


def take_asked(state: Path) -> str | None:
    """The source's name, once; None where nothing is asked. Only a name: what stands behind it is the settings'."""
    file = state / FILE
    try:
        name = file.read_text(encoding="utf-8", errors="replace")[:_LONGEST].strip()
        file.unlink()
    except FileNotFoundError:
        return None
    return name
