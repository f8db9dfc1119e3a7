"""A picture where a clip was meant: what a deck is to a film, without VLC.

WORKAROUND(libvlc 3): VLC draws a still picture over and over, some 15 times a second. Can go when
test_vlc_does_not_let_a_picture_stand fails.
"""

from __future__ import annotations

import math
import threading
import time
from collections.abc import Callable
from dataclasses import replace

from kiosk.footage.clock import FilmClock
from kiosk.footage.probe import UnplayableError, probe
from kiosk.footage.stills import decode
from kiosk.footage.take import Broke, News, Ready, Take


class Slide:
    """See Deck, whose words these are. Decodes in a thread of its own, once."""

    def __init__(self, *, post: Callable[[News], None]) -> None:
        self.take: Take | None = None
        self._post = post

    def load(self, take: Take) -> None:
        take.clock = FilmClock(take.order.start - take.order.lead, reach=math.inf)
        self.take = take
        threading.Thread(target=self._decode, args=(take,), name="slide", daemon=True).start()

    def run(self, *, silent: bool = False) -> None:  # noqa: ARG002 it always is
        """A picture is always silent."""
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
            clip = probe(take.order.path)
            take.clip = replace(clip, duration=take.order.lasts or clip.duration)
            take.still = decode(take.order.path)
        except UnplayableError as error:
            self._post(Broke(take, str(error)))
            return
        take.ready = True
        self._post(Ready(take))
