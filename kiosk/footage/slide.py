"""A picture where a clip was meant: what a deck is to a film, without VLC, which decodes a PNG over and over."""

from __future__ import annotations

import math
import threading
import time
from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtGui import QImage

from kiosk.footage.clock import FilmClock
from kiosk.footage.probe import UnplayableError, probe, reading_still
from kiosk.footage.take import Broke, News, Ready, Take

LARGEST = 8192
"""Pixels a side: a graphics card's texture, and 256 MB, end here."""


class Slide:
    """See Deck, whose words these are. Decodes in a thread of its own, once."""

    def __init__(self, *, post: Callable[[News], None]) -> None:
        self.take: Take | None = None
        self._post = post

    def load(self, take: Take) -> None:
        take.clock = FilmClock(take.order.start, reach=math.inf)
        self.take = take
        threading.Thread(target=self._decode, args=(take,), name="slide", daemon=True).start()

    def run(self) -> None:
        if self.take is not None:
            self.take.clock.run(time.monotonic())
            self.take.clock.displayed(time.monotonic())

    def pause(self) -> None:
        if self.take is not None:
            self.take.clock.hold(time.monotonic())

    def stop(self) -> None:
        self.take = None

    def set_level(self, level: float) -> None:
        """A picture is silent."""

    def _decode(self, take: Take) -> None:
        try:
            take.clip = probe(take.order.path)
            take.still = decode(take.order.path)
        except UnplayableError as error:
            self._post(Broke(take, str(error)))
            return
        take.ready = True
        self._post(Ready(take))


def decode(path: Path) -> QImage:
    """The picture as it is shown: turned as its camera says. Raises UnplayableError."""
    with reading_still(path) as reader:
        size = reader.size()
        if max(size.width(), size.height()) > LARGEST:
            reader.setScaledSize(size.scaled(LARGEST, LARGEST, Qt.AspectRatioMode.KeepAspectRatio))
        image = reader.read()
        if image.isNull():
            raise UnplayableError(f"not a picture: {reader.errorString()}")
    return image.convertToFormat(QImage.Format.Format_RGB32)
