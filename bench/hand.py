"""A finger: touches through the X server (XTEST), as xdotool does, without xdotool's own start in the figures."""

from __future__ import annotations

import ctypes
import time
from typing import Any


class Hand:
    """One pointer on one display. Times are time.perf_counter() seconds, taken as the X server is told."""

    def __init__(self, display: str) -> None:
        self._x, self._test = ctypes.CDLL("libX11.so.6"), ctypes.CDLL("libXtst.so.6")
        self._x.XOpenDisplay.restype = ctypes.c_void_p
        self._x.XFlush.argtypes = self._x.XCloseDisplay.argtypes = [ctypes.c_void_p]
        whole = ctypes.c_int
        self._test.XTestFakeMotionEvent.argtypes = [ctypes.c_void_p, whole, whole, whole, ctypes.c_ulong]
        self._test.XTestFakeButtonEvent.argtypes = [ctypes.c_void_p, ctypes.c_uint, whole, ctypes.c_ulong]
        self._display: Any = ctypes.c_void_p(self._x.XOpenDisplay(display.encode()))

    def move(self, x: int, y: int) -> None:
        self._test.XTestFakeMotionEvent(self._display, -1, x, y, 0)
        self._x.XFlush(self._display)

    def press(self) -> float:
        return self._button(1)

    def release(self) -> float:
        return self._button(0)

    def touch(self, x: int, y: int, lasts: float = 0.06) -> float:
        """Down, and up after `lasts` seconds; when it came up, which is when a choice is made."""
        self.move(x, y)
        self.press()
        time.sleep(lasts)
        return self.release()

    def close(self) -> None:
        self._x.XCloseDisplay(self._display)

    def _button(self, down: int) -> float:
        at = time.perf_counter()
        self._test.XTestFakeButtonEvent(self._display, 1, down, 0)
        self._x.XFlush(self._display)
        return at
