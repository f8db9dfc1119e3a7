"""What was measured on this machine, kept in a file; forgotten when the machine is another one."""

from __future__ import annotations

import contextlib
import functools
import hashlib
import json
import logging
import os
import platform
import tempfile
from pathlib import Path
from typing import Any, Final

from kiosk.footage import engine

log = logging.getLogger(__name__)

FILE: Final = "measured.json"
_LIBRARIES: Final = Path("/usr/lib")
_CARDS: Final = Path("/sys/class/drm")


@functools.cache
def this_machine() -> str:
    """Changes with the kernel, VLC, the processor, the graphics cards, and the drivers that decode on them."""
    facts = [platform.release(), str(os.cpu_count()), _processor()]
    facts.append(engine.version())
    for card in sorted(_CARDS.glob("renderD*/device")):
        facts += [_word(card / name) for name in ("vendor", "device")]
        facts.append((card / "driver").resolve().name)
    for driver in (*va_drivers(), *va_filters()):
        with contextlib.suppress(OSError):
            found = driver.stat()
            facts.append(f"{driver} {found.st_size} {found.st_mtime_ns}")
    return hashlib.sha256("\n".join(facts).encode()).hexdigest()


def va_drivers() -> list[Path]:
    """What decodes for VA-API, one file a driver. Debian keeps them in the folder of the machine's architecture."""
    return sorted(_LIBRARIES.glob("*/dri/*_drv_video.so"))


def va_filters() -> list[Path]:
    """What brings VLC's pictures back from a card's memory."""
    return sorted(_LIBRARIES.glob("*/vlc/plugins/vaapi/*.so"))


def _processor() -> str:
    with contextlib.suppress(OSError):
        for line in Path("/proc/cpuinfo").read_text(encoding="utf-8", errors="replace").splitlines():
            if line.startswith(("model name", "Model")):
                return line.partition(":")[2].strip()
    return platform.machine()


def _word(path: Path) -> str:
    with contextlib.suppress(OSError):
        return path.read_text(encoding="ascii", errors="replace").strip()
    return ""


class Memory:
    """One file in the state folder, in sections. A file that is damaged, or of another machine, is an empty one."""

    def __init__(self, folder: Path, machine: str | None = None) -> None:
        self._file = folder / FILE
        self._machine = machine if machine is not None else this_machine()

    def read(self, section: str) -> dict[str, Any]:
        found = self._all().get(section)
        return found if isinstance(found, dict) else {}

    def write(self, section: str, facts: dict[str, Any]) -> bool:
        """Whether it is kept, on the disk itself: what comes next may bring the machine down."""
        said = {**self._all(), "machine": self._machine, section: facts}
        try:
            self._file.parent.mkdir(parents=True, exist_ok=True)
            with tempfile.NamedTemporaryFile("w", dir=self._file.parent, delete=False, encoding="utf-8") as new:
                json.dump(said, new, indent=1)
                new.flush()
                os.fsync(new.fileno())
            Path(new.name).replace(self._file)
        except OSError as error:
            log.warning("what was measured cannot be remembered in %s: %s", self._file.parent, error.strerror)
            return False
        return True

    def _all(self) -> dict[str, Any]:
        try:
            said = json.loads(self._file.read_text(encoding="utf-8"))
        except (OSError, ValueError):
            return {}
        return said if isinstance(said, dict) and said.get("machine") == self._machine else {}
