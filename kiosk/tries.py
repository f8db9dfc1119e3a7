"""When a wrong PIN was typed, kept in the state folder: pulling the plug gives nobody five more tries.

Times are the machine's since its boot (CLOCK_MONOTONIC, in ms), which setting the clock does not touch. Tries of an
earlier boot count as made when the player starts: nobody knows how long the machine was off.
"""

from __future__ import annotations

import contextlib
import json
import logging
import os
import time
from collections.abc import Sequence
from pathlib import Path
from typing import Final

from kiosk.boot import this_boot

log = logging.getLogger(__name__)

FILE: Final = "pin-tries.json"
MOST: Final = 5
"""The newest ones are all that matters."""


class Tries:
    """`folder` need not be there yet. What cannot be read counts as nothing, what cannot be written is logged once."""

    def __init__(self, folder: Path, boot: str | None = None) -> None:
        self._file = folder / FILE
        self._boot = boot if boot is not None else _boot()
        self._told = False

    def load(self, now: int | None = None) -> list[int]:
        """ms since boot, the oldest first; never later than `now` (else now itself)."""
        now = time.monotonic_ns() // 1_000_000 if now is None else now
        try:
            said = json.loads(self._file.read_bytes()[:10_000])
            times = [when for when in said["tries"] if type(when) is int][-MOST:]
            same = said["boot"] == self._boot
        except FileNotFoundError:
            return []
        except (OSError, ValueError, TypeError, KeyError, RecursionError) as error:
            log.warning("wrong PINs typed before this start are not known: %s: %s", self._file, error)
            return []
        return sorted(when if same and 0 <= when <= now else now for when in times)

    def save(self, times: Sequence[int]) -> None:
        """Flushed to the disk when it returns; so never in the GUI's thread."""
        new = self._file.with_name(f".{FILE}.new")
        try:
            self._file.parent.mkdir(parents=True, exist_ok=True)
            with new.open("w") as out:
                json.dump({"boot": self._boot, "tries": list(times)[-MOST:]}, out)
                out.flush()
                os.fsync(out.fileno())
            new.replace(self._file)
        except OSError as error:
            if not self._told:
                log.warning("wrong PINs are counted only until the next start: %s: %s", self._file, error.strerror)
            self._told = True
            with contextlib.suppress(OSError):
                new.unlink()


def _boot() -> str:
    try:
        return this_boot()
    except OSError:
        return ""
