"""The one target that the keys stand on."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Literal

from kiosk.screen.reach import Rect, Way, next_target, reading_order

_STRIP = ("home", "back", "captions", "languages", "volume-down", "volume-up", "help")


class Focus:
    """The target that has the frame; "" while fingers are used.

    `rects`: what can be pressed now, by name. `shown` is told whenever the frame goes elsewhere."""

    def __init__(self, rects: Callable[[], Mapping[str, Rect]], shown: Callable[[str], object]) -> None:
        self._rects = rects
        self._shown = shown
        self.name = ""
        self.lost = False
        """Keys were used, and what they stood on has gone: they wait for the first of what comes."""

    def go(self, way: Way) -> None:
        """The first time onto the screen's first target."""
        rects = self._rects()
        self.set((next_target(self.name, rects, way) if self.name in rects else _first(rects)) or "")

    def step(self, by: Literal[-1, 1]) -> None:
        """To the next in reading order, or the one before: all there is, one after the other, for who cannot see."""
        order = reading_order(self._rects())
        if self.name in order:
            self.set(order[(order.index(self.name) + by) % len(order)])
        else:
            self.set(_first(self._rects()) or "")

    def chosen(self) -> str:
        """The target to press; "" where none was focused, and then the first one is."""
        rects = self._rects()
        if self.name in rects:
            return self.name
        self.set(_first(rects) or "")
        return ""

    def settle(self) -> None:
        """Keys stay on what they stood on; when that has gone, on the first of what has come. Never on the strip by
        themselves: who presses once more would be led home from an ending that has only just come up."""
        rects = self._rects()
        if self.name and self.name not in rects:
            self.set("")
            self.lost = True
            self.seek()

    def seek(self) -> None:
        """What comes may fade in: asked again until it is there."""
        name = _first(self._rects()) if self.lost and not self.name else None
        if name is not None and name not in _STRIP:
            self.set(name)

    def leave(self) -> None:
        """Fingers are used."""
        self.set("")
        self.lost = False

    def enter(self) -> None:
        """Keys that are used go into what has opened over everything else."""
        if self.name or self.lost:
            self.set("")
            self.lost = True  # what has only just come is not yet where it will be: seek() finds it there

    def set(self, name: str) -> None:
        self.lost = self.lost and not name
        if name != self.name:
            self.name = name
            self._shown(name)


def _first(rects: Mapping[str, Rect]) -> str | None:
    """Where keys begin: the first target that is not the strip's."""
    order = reading_order(rects)
    return next((name for name in order if name not in _STRIP), order[0] if order else None)
