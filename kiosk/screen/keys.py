"""The one target that the keys stand on."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Literal

from kiosk.screen.reach import Rect, Way, next_target, reading_order

_STRIP = ("home", "back", "captions", "languages", "volume-down", "volume-up", "help")


class Focus:
    """The target that has the frame; "" while fingers are used.

    `rects`: what can be pressed now, by name. `shown` is told whenever the frame goes elsewhere. `from_right`: whether
    the screen is read so."""

    def __init__(
        self, rects: Callable[[], Mapping[str, Rect]], shown: Callable[[str], object], from_right: Callable[[], bool]
    ) -> None:
        self._rects = rects
        self._from_right = from_right
        self._shown = shown
        self.name = ""
        self.lost = False
        """Keys were used, and what they stood on has gone: they wait for the first of what comes."""

    def go(self, way: Way) -> None:
        """The first time onto the screen's first target."""
        rects = self._rects()
        if self.name in rects:
            self.set(next_target(self.name, rects, way, from_right=self._from_right()) or "")
        else:
            self.set(self._first(rects))

    def step(self, by: Literal[-1, 1]) -> None:
        """To the next in reading order, or the one before: all there is, one after the other, for who cannot see."""
        order = self._order(self._rects())
        if self.name in order:
            self.set(order[(order.index(self.name) + by) % len(order)])
        else:
            self.set(self._first(self._rects()))

    def chosen(self) -> str:
        """The target to press; "" where none was focused, and then the first one is."""
        rects = self._rects()
        if self.name in rects:
            return self.name
        self.set(self._first(rects))
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
        name = self._first(self._rects()) if self.lost and not self.name else ""
        if name and name not in _STRIP:
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

    def _order(self, rects: Mapping[str, Rect]) -> list[str]:
        return reading_order(rects, from_right=self._from_right())

    def _first(self, rects: Mapping[str, Rect]) -> str:
        """Where keys begin: the first target that is not the strip's; "" where there is none at all."""
        order = self._order(rects)
        return next((name for name in order if name not in _STRIP), order[0] if order else "")
