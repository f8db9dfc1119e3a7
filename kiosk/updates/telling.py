"""How far a long copy is, told to whoever shows it."""

from __future__ import annotations

from collections.abc import Callable


class Told:
    """`show` is called with what is being done, and how much of its bytes is done, 0 to 1."""

    def __init__(self, show: Callable[[str, float], None] = lambda _phase, _part: None) -> None:
        self._show = show
        self._phase, self._total, self._done = "", 0, 0

    def begin(self, phase: str, total: int) -> None:
        """`total`: bytes."""
        self._phase, self._total, self._done = phase, total, 0
        self._show(phase, 0.0)

    def bytes(self, more: int) -> None:
        self._done += more
        self._show(self._phase, self._done / self._total if self._total else 1.0)
