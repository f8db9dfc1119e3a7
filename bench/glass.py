"""A screen in memory: X draws into a file that is read here, so that what counts is what was put on the screen.

It costs the player that is measured nothing: no request to the X server, no screenshot.
"""

from __future__ import annotations

import mmap
import os
import struct
import subprocess
import threading
import time
from bisect import bisect_left
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Final, Self

from bench.clips import ACROSS, BITS, CLIP_BITS, ROW

LOOK: Final = 0.0004
"""Seconds between two looks: fine enough for a 33 ms picture, and 3 % of a core."""
NOTHING: Final = -1
"""What a look says where no numbered film is seen."""
_LIGHT: Final = 110


@dataclass(frozen=True, slots=True)
class Seen:
    """From `at` (seconds, time.perf_counter) on, the screen showed `frame` of `clip`; clip NOTHING: no film."""

    at: float
    clip: int
    frame: int


class Glass:
    """The pixels of a running Xvfb."""

    def __init__(self, display: str, server: int, memory: mmap.mmap) -> None:
        self.display, self.server = display, server
        header = struct.unpack_from(">25I", memory)
        self.width, self.height = header[4], header[5]
        self._step, self._first = header[12], header[0] + header[19] * 12
        self._memory = memory

    def pixel(self, x: int, y: int) -> tuple[int, int, int]:
        """Red, green, blue."""
        place = self._first + y * self._step + x * 4
        blue, green, red = self._memory[place : place + 3]
        return red, green, blue

    def copy(self) -> bytes:
        """All pixels now, BGRX, row after row."""
        return self._memory[self._first : self._first + self._step * self.height]

    def number(self) -> Callable[[], int]:
        """A quick look at which picture is there: clip and frame in one number, NOTHING without film."""
        side = self.width // ACROSS
        places = [
            self._first + (side // 2) * self._step + (index * side + side // 2) * 4 + 1 for index in range(len(ROW))
        ]
        memory = self._memory

        def look() -> int:
            value = 0
            for place in places:
                value = value * 2 + (memory[place] > _LIGHT)
            edges = (value >> BITS + 2, value & 3)
            return value >> 2 & (1 << BITS) - 1 if edges == (2, 1) else NOTHING

        return look


class Watch:
    """A thread that writes down every picture that comes on the screen."""

    def __init__(self, glass: Glass) -> None:
        self.seen: list[Seen] = []
        self._look = glass.number()
        self._over = threading.Event()
        self._thread = threading.Thread(target=self._watch, daemon=True)

    def __enter__(self) -> Self:
        self._thread.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._over.set()
        self._thread.join()

    def _watch(self) -> None:
        look, last = self._look, -2
        while not self._over.is_set():
            number = look()
            if number != last:
                at = time.perf_counter()
                if look() == number:  # else X is writing this very row
                    last = number
                    clip = number >> BITS - CLIP_BITS if number != NOTHING else NOTHING
                    self.seen.append(Seen(at, clip, number & (1 << BITS - CLIP_BITS) - 1))
                continue
            time.sleep(LOOK)

    def wait(self, holds: Callable[[Seen], bool], patience: float = 20.0, since: float | None = None) -> Seen:
        """The first picture from now, or from `since`, on for which `holds`. Raises TimeoutError."""
        index, until = len(self.seen), time.perf_counter() + patience
        if since is not None:
            index = bisect_left(self.seen, since, key=lambda seen: seen.at)
        while time.perf_counter() < until:
            while index < len(self.seen):
                if holds(self.seen[index]):
                    return self.seen[index]
                index += 1
            time.sleep(0.002)
        raise TimeoutError("the screen never showed what was waited for")


@contextmanager
def glass(width: int = 1920, height: int = 1080) -> Iterator[Glass]:
    """An Xvfb of this size for as long as it is needed."""
    ours, theirs = os.pipe()
    with TemporaryDirectory(prefix="kiosk-bench-") as folder:
        words = ["Xvfb", "-screen", "0", f"{width}x{height}x24", "-fbdir", folder, "-nolisten", "tcp", "-noreset",
                 "-ac", "-displayfd", str(theirs)]  # fmt: skip
        with subprocess.Popen(words, pass_fds=[theirs], stderr=subprocess.DEVNULL) as server:
            os.close(theirs)
            try:
                with os.fdopen(ours) as told:
                    display = f":{told.readline().strip()}"
                if display == ":":
                    raise RuntimeError("Xvfb does not start: apt-get install xvfb")
                with (Path(folder) / "Xvfb_screen0").open("rb") as file:
                    yield Glass(display, server.pid, mmap.mmap(file.fileno(), 0, prot=mmap.PROT_READ))
            finally:
                server.terminate()
                server.wait(10)
