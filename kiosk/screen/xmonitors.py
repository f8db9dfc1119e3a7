"""Where the X server's screens really are, asked over a connection of its own.

WORKAROUND(Qt 6): when a screen is switched off, the X server may move those that are left; its xcb plugin then believes
them where they were, and a full-screen window stands beside the glass. Can go when
test_qt_believes_a_screen_where_it_was fails.
"""

from __future__ import annotations

import ctypes
import ctypes.util
from typing import Final

from PySide6.QtCore import QRect


class _Cookie(ctypes.Structure):
    _fields_ = (("sequence", ctypes.c_uint),)


class _Monitor(ctypes.Structure):
    """xcb_randr_monitor_info_t."""

    _fields_ = (
        ("name", ctypes.c_uint32), ("primary", ctypes.c_uint8), ("automatic", ctypes.c_uint8),
        ("outputs", ctypes.c_uint16), ("x", ctypes.c_int16), ("y", ctypes.c_int16), ("width", ctypes.c_uint16),
        ("height", ctypes.c_uint16), ("width_mm", ctypes.c_uint32), ("height_mm", ctypes.c_uint32),
    )  # fmt: skip


class _Monitors(ctypes.Structure):
    """xcb_randr_monitor_info_iterator_t."""

    _fields_ = (("data", ctypes.POINTER(_Monitor)), ("rem", ctypes.c_int), ("index", ctypes.c_int))


class _Roots(ctypes.Structure):
    """xcb_screen_iterator_t; a screen begins with its root window's number."""

    _fields_ = (("data", ctypes.POINTER(ctypes.c_uint32)), ("rem", ctypes.c_int), ("index", ctypes.c_int))


_P: Final = ctypes.c_void_p


class _Xcb:
    """The few functions of libxcb and libxcb-randr, which Qt itself loads. Raises OSError where they are not there."""

    def __init__(self) -> None:
        xcb, randr, c = ctypes.CDLL("libxcb.so.1"), ctypes.CDLL("libxcb-randr.so.0"), ctypes.CDLL(None)
        self.connect, self.failed, self.disconnect = xcb.xcb_connect, xcb.xcb_connection_has_error, xcb.xcb_disconnect
        self.connect.argtypes, self.connect.restype = [_P, _P], _P
        self.failed.argtypes, self.disconnect.argtypes = [_P], [_P]
        self.setup, self.roots = xcb.xcb_get_setup, xcb.xcb_setup_roots_iterator
        self.setup.argtypes, self.setup.restype = [_P], _P
        self.roots.argtypes, self.roots.restype = [_P], _Roots
        self.ask, self.answer = randr.xcb_randr_get_monitors, randr.xcb_randr_get_monitors_reply
        self.ask.argtypes, self.ask.restype = [_P, ctypes.c_uint32, ctypes.c_uint8], _Cookie
        self.answer.argtypes, self.answer.restype = [_P, _Cookie, _P], _P
        self.monitors, self.next = randr.xcb_randr_get_monitors_monitors_iterator, randr.xcb_randr_monitor_info_next
        self.monitors.argtypes, self.monitors.restype = [_P], _Monitors
        self.next.argtypes = [ctypes.POINTER(_Monitors)]
        self.free = c.free
        self.free.argtypes = [_P]


def x_monitors() -> list[QRect] | None:
    """Each screen's place that is switched on, the primary one first; None where the server cannot be asked. Takes some
    0.5 ms; waits for the server, as every call of Qt's does."""
    try:
        xcb = _Xcb()
    except OSError:
        return None
    line = xcb.connect(None, None)
    try:
        if xcb.failed(line):
            return None
        answer = xcb.answer(line, xcb.ask(line, xcb.roots(xcb.setup(line)).data[0], 1), None)
        if not answer:
            return None
        found = []
        monitors = xcb.monitors(answer)
        while monitors.rem > 0:
            one = monitors.data.contents
            found.append((not one.primary, QRect(one.x, one.y, one.width, one.height)))
            xcb.next(ctypes.byref(monitors))
        xcb.free(answer)
        return [place for _, place in sorted(found, key=lambda each: each[0])]
    finally:
        xcb.disconnect(line)
