"""How long each round of the GUI's event loop takes: measured without asking, for every round.

Qt's loop on Linux is GLib's. GLib calls a source of ours when it has waited and finds something to do, and Qt says
when that is done. Between the two nobody is there for a finger. This costs some 7 µs a round, and nothing at rest.
"""

from __future__ import annotations

import ctypes
import os
import time
from collections import deque
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, Final

from PySide6.QtCore import QAbstractEventDispatcher

KEPT: Final = 10
"""Seconds over which the longest round is known."""
_FIRST: Final = -(2**31)
"""GLib's priority: ours is asked before any source that could end the asking."""
_SOURCE_SIZE: Final = 256
"""Bytes; no less than GLib's own GSource, which has 96."""

_Prepare = ctypes.CFUNCTYPE(ctypes.c_int, ctypes.c_void_p, ctypes.c_void_p)
_Check = ctypes.CFUNCTYPE(ctypes.c_int, ctypes.c_void_p)
_Dispatch = ctypes.CFUNCTYPE(ctypes.c_int, ctypes.c_void_p, ctypes.c_void_p, ctypes.c_void_p)


class _Functions(ctypes.Structure):
    """GSourceFuncs of glib/gmain.h."""

    _fields_ = (
        ("prepare", _Prepare),
        ("check", _Check),
        ("dispatch", _Dispatch),
        ("finalize", ctypes.c_void_p),
        ("closure_callback", ctypes.c_void_p),
        ("closure_marshal", ctypes.c_void_p),
    )


@dataclass(frozen=True, slots=True)
class Round:
    """Seconds. `began` as time.monotonic(); of what it `took`, it `waited` ready to run for a processor to be free."""

    began: float
    took: float
    waited: float

    @property
    def own(self) -> float:
        """What it would have taken on a machine with nothing else to do: its work, and what it waited for itself."""
        return max(0.0, self.took - self.waited)


class Rounds:
    """Made, started and stopped in the GUI's thread; `since` may be read from any.

    `over` is called after each round that took longer than `limit` seconds, in the GUI's thread. A loop that a slot
    runs within the loop begins the round anew.
    """

    def __init__(self, over: Callable[[Round], None], limit: float) -> None:
        self.since = 0.0
        """When the round that is under way began (time.monotonic()); 0 while the loop waits."""
        self._over, self._limit = over, limit
        self._worst: deque[tuple[int, float]] = deque(maxlen=KEPT)
        """The longest round that began in each of the last seconds in which one began."""
        self._queue, self._queued = -1, b""
        self._source: int | None = None
        self._dispatcher: Any = None
        # GLib calls them as long as the source is attached, and keeps none of them alive
        self._functions = _Functions(_Prepare(), _Check(self._began), _Dispatch(_stays), None, None, None)

    def start(self) -> bool:
        """Whether rounds are measured from now on: not where Qt was built, or told (QT_NO_GLIB), to do without GLib."""
        dispatcher = QAbstractEventDispatcher.instance()
        if dispatcher is None or "Glib" not in dispatcher.metaObject().className():
            return False
        try:
            self._queue = os.open("/proc/thread-self/schedstat", os.O_RDONLY)
        except OSError:
            self._queue = -1  # a kernel that does not count: then nothing is known of having waited
        glib = _glib()
        self._source = glib.g_source_new(ctypes.byref(self._functions), _SOURCE_SIZE)
        glib.g_source_set_priority(self._source, _FIRST)
        glib.g_source_attach(self._source, None)
        self._dispatcher = dispatcher
        dispatcher.awake.connect(self._ended)
        return True

    def stop(self) -> None:
        if self._source is not None:
            self._dispatcher.awake.disconnect(self._ended)
            glib = _glib()
            glib.g_source_destroy(self._source)
            glib.g_source_unref(self._source)
            self._source, self.since = None, 0.0
        if self._queue >= 0:
            os.close(self._queue)
            self._queue = -1

    def longest(self) -> float:
        """Seconds that the longest round of the last KEPT seconds took."""
        first = int(time.monotonic()) - KEPT
        return max((took for second, took in self._worst if second > first), default=0.0)

    def measure(self, call: Callable[[], None]) -> None:
        """Take `call`, made outside the loop, for a round of it."""
        self._began()
        call()
        self._ended()

    def _began(self, _source: int | None = None) -> int:
        self.since = time.monotonic()
        if self._queue >= 0:
            self._queued = os.pread(self._queue, 64, 0)
        return 0  # there is nothing to be dispatched for us

    def _ended(self) -> None:
        began, self.since = self.since, 0.0
        if not began:
            return
        took = time.monotonic() - began
        second = int(began)
        if not self._worst or self._worst[-1][0] != second:
            self._worst.append((second, took))
        elif took > self._worst[-1][1]:
            self._worst[-1] = (second, took)
        if took > self._limit:
            waited = _waited(os.pread(self._queue, 64, 0)) - _waited(self._queued) if self._queue >= 0 else 0.0
            self._over(Round(began, took, waited))


def _waited(counted: bytes) -> float:
    """Seconds a thread was ready to run and no processor free: the second number of its schedstat, in ns."""
    return int(counted.split()[1]) / 1e9


def _stays(*_: object) -> int:
    return 1  # G_SOURCE_CONTINUE; never called


def _glib() -> Any:
    glib = ctypes.CDLL("libglib-2.0.so.0")  # the one that Qt has loaded
    glib.g_source_new.restype = ctypes.c_void_p
    glib.g_source_new.argtypes = (ctypes.c_void_p, ctypes.c_uint)
    glib.g_source_set_priority.argtypes = (ctypes.c_void_p, ctypes.c_int)
    glib.g_source_attach.argtypes = (ctypes.c_void_p, ctypes.c_void_p)
    glib.g_source_destroy.argtypes = glib.g_source_unref.argtypes = (ctypes.c_void_p,)
    return glib
