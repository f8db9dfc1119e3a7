"""How a clip plays here: through a real deck, with every picture brought to the size of a screen, but without one."""

from __future__ import annotations

import ctypes
import os
import queue
import threading
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from kiosk.footage import engine
from kiosk.footage.deck import Deck
from kiosk.footage.hardware import Hardware
from kiosk.footage.mailbox import Picture
from kiosk.footage.scenegraph import SceneGraph
from kiosk.footage.swscale import Converter, Crop
from kiosk.footage.take import News, Order, Ready, Take

LEAD: Final = 0.4
"""Seconds of film before it is measured: VLC starts by decoding ahead."""
LASTS: Final = 2.0
"""Seconds that are measured; the patterns last 3."""
MISSED: Final = 0.02
"""The part of the pictures that may be missing from film that counts as smooth: one in two seconds at 30 a second."""
STANDSTILL: Final = 100.0
"""ms between two pictures that are seen as a stop."""
BUSY: Final = 0.85
"""Of all cores: film that takes more leaves nothing for the touch screen, and stutters when anything else happens."""
ALONE: Final = 0.15
"""Of all cores: what other programs may take while film is measured; a desktop at rest takes a few hundredths."""
_STAT: Final = Path("/proc/stat")
_READY_WITHIN: Final = 10.0
_SCREEN: Final = (1920, 1080)

See = Callable[[Picture], None]


class UnmeasurableError(Exception):
    """Raised when a clip cannot be played at all. Its text is for a technician."""


@dataclass(frozen=True, slots=True)
class Measured:
    """`shown` of the `due` pictures came; `longest` is the longest wait between two, in ms, and `processor` the part of
    all cores that it took (0..1); `on_card`: the graphics card decoded it; `others`: the part of all cores that other
    programs took meanwhile."""

    shown: int
    due: int
    longest: float
    processor: float
    on_card: bool = False
    others: float = 0.0

    @property
    def smooth(self) -> bool:
        return self.due - self.shown <= max(1, self.due * MISSED) and self.longest <= STANDSTILL

    @property
    def fits(self) -> bool:
        """Smooth, with room left for all that is not film."""
        return self.smooth and self.processor <= BUSY

    @property
    def disturbed(self) -> bool:
        """It might fit, were it not for other programs."""
        return not self.fits and self.others > ALONE


def play(path: Path, rate: int, see: See, hardware: Hardware) -> Measured:
    """Play `path`, with `rate` pictures a second, and measure LASTS seconds of it. `see` gets the pictures as a screen
    would: the newest, each time it has done with one. Takes some 3 s. Raises UnmeasurableError."""
    news: queue.SimpleQueue[News] = queue.SimpleQueue()
    fresh = threading.Event()
    instance = engine.new_instance("--no-audio")
    deck = Deck("measured", instance, audible=False, post=news.put, wake=fresh.set, hardware=hardware)
    take = Take(Order(path))
    deck.load(take)
    try:
        first = news.get(timeout=_READY_WITHIN)
    except queue.Empty:
        raise UnmeasurableError(f"no first picture within {_READY_WITHIN:.0f} s") from None
    if not isinstance(first, Ready):
        raise UnmeasurableError(getattr(first, "reason", "it ended before it began"))
    take.mailbox.watched = True
    deck.run()
    seen: list[float] = []
    _see_until(time.monotonic() + LEAD, fresh, take, see, [])
    began, worked, every = time.monotonic(), time.process_time(), _worked_by_all()
    _see_until(began + LASTS, fresh, take, see, seen)
    took, worked, every = time.monotonic() - began, time.process_time() - worked, _worked_by_all() - every
    deck.close()
    if deck.join(_READY_WITHIN):
        instance.release()
    longest = max((after - before for before, after in zip([began, *seen], [*seen, began + LASTS], strict=True)))
    due = round(LASTS * rate)
    cores = (os.cpu_count() or 1) * took
    share, others = worked / cores, max(0.0, every - worked) / cores
    return Measured(min(len(seen), due), due, round(longest * 1000, 1), round(share, 3), take.on_card, round(others, 3))


def _worked_by_all(stat: Path = _STAT) -> float:
    """Seconds for which all cores together have worked since the machine started; 0 where that cannot be read."""
    try:
        words = stat.read_text(encoding="ascii").split("\n", 1)[0].split()[1:9]
        user, nice, system, _idle, _waiting, irq, softirq, steal = map(int, words)
    except (OSError, ValueError):
        return 0.0
    return (user + nice + system + irq + softirq + steal) / os.sysconf("SC_CLK_TCK")


def _see_until(end: float, fresh: threading.Event, take: Take, see: See, seen: list[float]) -> None:
    while (left := end - time.monotonic()) > 0:
        if fresh.wait(left):
            fresh.clear()
            picture = take.mailbox.take()
            if picture is not None:
                see(picture)
                seen.append(time.monotonic())


def draw(scene_graph: SceneGraph) -> See:
    """What the player does with a picture before Qt has it: without a card into the screen's colours and size, with one
    into memory of the card's driver."""
    converter = Converter()
    if scene_graph == "software":
        width, height = _SCREEN
        canvas = ctypes.create_string_buffer(4 * width * (height + 1))

        def paint(picture: Picture) -> None:
            size, target = picture.geometry, ctypes.addressof(canvas)
            converter.to_rgb(picture, Crop(0, 0, size.width, size.height), target, width, height, 4 * width)

        return paint
    copies: list[Picture] = []

    def copy(picture: Picture) -> None:
        if not copies or copies[0].geometry != picture.geometry:
            copies[:] = [Picture(picture.geometry)]
        converter.to_i420(picture, copies[0].planes, picture.geometry.pitches)

    return copy
