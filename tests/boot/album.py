"""Stills of a machine's screen, each with its moment, and all of them on one sheet."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final

from PySide6.QtGui import QImage

from kiosk.rehearsal.sheet import as_jpeg, write_sheet
from tests.boot.machine import Machine, MachineError

MOST_DARK: Final = 24
"""A pixel's brightness, 0 to 255, up to which it counts as dark."""
GRID: Final = 40
"""So many pixels a side are looked at."""


@dataclass(slots=True)
class Album:
    """Pictures in the order in which they were taken; two alike in a row are kept once."""

    folder: Path
    kept: dict[str, bytes] = field(default_factory=dict)
    _last: QImage = field(default_factory=QImage)

    def take(self, machine: Machine, what: str) -> QImage | None:
        """A still, None where there is nothing to be photographed."""
        file = self.folder / "still.png"
        try:
            if not machine.still(file):
                return None
        except MachineError:
            return None
        picture = QImage(str(file)).convertToFormat(QImage.Format.Format_RGB32)
        if picture.isNull() or picture == self._last:
            return picture
        self._last = picture
        self.kept[f"{machine.name}  {machine.running_for():.0f} s  {what}"] = as_jpeg(picture)
        return picture

    @contextmanager
    def watching(self, machine: Machine, what: str, every: float) -> Iterator[None]:
        """Meanwhile take a still every so many seconds, in a thread beside: who waits for a booting machine may have to
        wait for each answer of it."""
        over = threading.Event()

        def watch() -> None:
            while not over.wait(every):
                self.take(machine, what)

        camera = threading.Thread(target=watch)
        camera.start()
        try:
            yield
        finally:
            over.set()
            camera.join()

    def write(self, file: Path) -> None:
        if self.kept:
            write_sheet(self.kept, file)


def lit(picture: QImage) -> float:
    """The share of a picture that is not dark, 0 to 1."""
    places = [
        picture.pixelColor(x * picture.width() // GRID, y * picture.height() // GRID).lightness()
        for x in range(GRID)
        for y in range(GRID)
    ]
    return sum(value > MOST_DARK for value in places) / len(places)
