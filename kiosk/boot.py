"""Which start of the machine this is: times since a boot mean nothing in another one."""

from __future__ import annotations

from pathlib import Path
from typing import Final

_ID: Final = Path("/proc/sys/kernel/random/boot_id")


def this_boot() -> str:
    """The kernel's own name for it, another one after each start. Raises OSError where there is no /proc."""
    return _ID.read_text(encoding="ascii").strip()
