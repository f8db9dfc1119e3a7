"""Whether a file still lies in the folder it was named in: a link may have been put in its place since."""

from __future__ import annotations

from pathlib import Path
from typing import Final

OUTSIDE: Final = "leads out of its folder"
"""What a technician is told of one that does not."""


def leads_out(path: Path) -> bool:
    """Whether `path` is a link to what lies outside the folder that holds it; the folder itself may be a link.

    A link that leads in a circle counts as leading out. Asks the disk: never from the GUI's thread.
    """
    try:
        return not path.resolve().is_relative_to(path.parent.resolve())
    except (OSError, RuntimeError):  # RuntimeError: a circle, before Python 3.13
        return True
