"""The door to the sound server: libpulse by ctypes, which PulseAudio and PipeWire both answer.

A stream here is a line of time, not a queue: with prebuf = 0 its place goes on by the sound card's clock whether
anything was written or not, and samples are written *at* a place, also over what was written before, as long as it was
not heard. All of it is asked and answered by a thread of libpulse's own, in C: Python never keeps it waiting, and
nothing of Python is called by it. Any thread may call what is here.
"""

from __future__ import annotations

import ctypes
import functools
import os
import threading
import time
from dataclasses import dataclass
from typing import Any, Final

from kiosk.footage.samples import BYTES, RATE

_WITHIN: Final = 1.0
"""Seconds for the server to answer; one that hangs takes connections and never does."""
_LOOK: Final = 0.003
_SOON: Final = 40
"""ms that the server is asked to keep ready: lower, and a busy machine has dropouts; higher, and cuts come late."""

_Pointer = ctypes.c_void_p
_READY: Final = 4
_STREAM_READY: Final = 2
_S16: Final = 3
_NORMAL: Final = 0x10000
_CORKED, _TIMING = 0x1, 0x8
"""PA_STREAM_START_CORKED, PA_STREAM_AUTO_TIMING_UPDATE."""
_ABSOLUTE: Final = 1
_POSITIONS: Final = {2: (1, 2), 6: (1, 2, 5, 6, 3, 7), 8: (1, 2, 10, 11, 5, 6, 3, 7)}
"""By how many channels there are: where each is heard, in the order in which VLC hands them over (front left and right,
side, rear, front centre, low)."""
CHANNELS: Final = tuple(_POSITIONS)
_DEFAULT: Final = 0xFFFFFFFF


class _Spec(ctypes.Structure):
    _fields_ = (("format", ctypes.c_int), ("rate", ctypes.c_uint32), ("channels", ctypes.c_uint8))


class _Map(ctypes.Structure):
    _fields_ = (("channels", ctypes.c_uint8), ("positions", ctypes.c_int * 32))


class _Attributes(ctypes.Structure):
    _fields_ = tuple((name, ctypes.c_uint32) for name in ("maxlength", "tlength", "prebuf", "minreq", "fragsize"))


class _Volume(ctypes.Structure):
    _fields_ = (("channels", ctypes.c_uint8), ("values", ctypes.c_uint32 * 32))


class _Timing(ctypes.Structure):
    """pa_timing_info."""

    _fields_ = (
        ("seconds", ctypes.c_long),
        ("microseconds", ctypes.c_long),
        ("synchronized_clocks", ctypes.c_int),
        ("sink", ctypes.c_uint64),
        ("source", ctypes.c_uint64),
        ("transport", ctypes.c_uint64),
        ("playing", ctypes.c_int),
        ("write_index_corrupt", ctypes.c_int),
        ("write_index", ctypes.c_int64),
        ("read_index_corrupt", ctypes.c_int),
        ("read_index", ctypes.c_int64),
        ("configured_sink", ctypes.c_uint64),
        ("configured_source", ctypes.c_uint64),
        ("since_underrun", ctypes.c_int64),
    )


_FUNCTIONS: Final[dict[str, tuple[Any, tuple[Any, ...]]]] = {
    "pa_threaded_mainloop_new": (_Pointer, ()),
    "pa_threaded_mainloop_start": (ctypes.c_int, (_Pointer,)),
    "pa_threaded_mainloop_stop": (None, (_Pointer,)),
    "pa_threaded_mainloop_free": (None, (_Pointer,)),
    "pa_threaded_mainloop_lock": (None, (_Pointer,)),
    "pa_threaded_mainloop_unlock": (None, (_Pointer,)),
    "pa_threaded_mainloop_get_api": (_Pointer, (_Pointer,)),
    "pa_context_new": (_Pointer, (_Pointer, ctypes.c_char_p)),
    "pa_context_connect": (ctypes.c_int, (_Pointer, ctypes.c_char_p, ctypes.c_int, _Pointer)),
    "pa_context_disconnect": (None, (_Pointer,)),
    "pa_context_get_state": (ctypes.c_int, (_Pointer,)),
    "pa_context_unref": (None, (_Pointer,)),
    "pa_context_set_sink_input_volume": (_Pointer, (_Pointer, ctypes.c_uint32, _Pointer, _Pointer, _Pointer)),
    "pa_operation_unref": (None, (_Pointer,)),
    "pa_stream_new": (_Pointer, (_Pointer, ctypes.c_char_p, _Pointer, _Pointer)),
    "pa_stream_connect_playback": (
        ctypes.c_int, (_Pointer, ctypes.c_char_p, _Pointer, ctypes.c_int, _Pointer, _Pointer)
    ),
    "pa_stream_cork": (_Pointer, (_Pointer, ctypes.c_int, _Pointer, _Pointer)),
    "pa_stream_disconnect": (ctypes.c_int, (_Pointer,)),
    "pa_stream_flush": (_Pointer, (_Pointer, _Pointer, _Pointer)),
    "pa_stream_get_index": (ctypes.c_uint32, (_Pointer,)),
    "pa_stream_get_state": (ctypes.c_int, (_Pointer,)),
    "pa_stream_get_timing_info": (ctypes.POINTER(_Timing), (_Pointer,)),
    "pa_stream_unref": (None, (_Pointer,)),
    "pa_stream_update_timing_info": (_Pointer, (_Pointer, _Pointer, _Pointer)),
    "pa_stream_write": (
        ctypes.c_int, (_Pointer, ctypes.c_char_p, ctypes.c_size_t, _Pointer, ctypes.c_int64, ctypes.c_int)
    ),
}  # fmt: skip


@functools.cache
def _library() -> ctypes.CDLL | None:
    try:
        library = ctypes.CDLL("libpulse.so.0")
    except OSError:
        return None
    for name, (result, arguments) in _FUNCTIONS.items():
        function = getattr(library, name)
        function.restype, function.argtypes = result, arguments
    return library


class Server:
    """A connection. Once it is lost it stays so: connect() makes another."""

    def __init__(self, library: ctypes.CDLL) -> None:
        self.library, self.address = library, _address()
        self.hangs = False
        """It made no stream within _WITHIN. It will, once it goes on, and that stream cannot be given back: so it is
        asked for no other."""
        self._loop = library.pa_threaded_mainloop_new()
        self.context = library.pa_context_new(library.pa_threaded_mainloop_get_api(self._loop), b"kiosk")
        self._asked = library.pa_context_connect(self.context, None, 1, None) >= 0  # 1: start no server
        library.pa_threaded_mainloop_start(self._loop)

    def __enter__(self) -> None:
        self.library.pa_threaded_mainloop_lock(self._loop)

    def __exit__(self, *_: object) -> None:
        self.library.pa_threaded_mainloop_unlock(self._loop)

    @property
    def there(self) -> bool:
        with self:
            return bool(self.library.pa_context_get_state(self.context) == _READY)

    def answers(self) -> bool:
        """Whether it does within _WITHIN."""
        until = time.monotonic() + _WITHIN
        while self._asked and time.monotonic() < until:
            with self:
                state = self.library.pa_context_get_state(self.context)
            if state >= _READY:
                return bool(state == _READY)
            time.sleep(_LOOK)
        return False

    def close(self) -> None:
        with self:
            self.library.pa_context_disconnect(self.context)
            self.library.pa_context_unref(self.context)
        self.library.pa_threaded_mainloop_stop(self._loop)
        self.library.pa_threaded_mainloop_free(self._loop)


_connecting: Final = threading.Lock()
_servers: Final[list[Server]] = []


def connect() -> Server | None:
    """The one connection of this process, made anew where it was lost or hung; None where no server answers.

    May take _WITHIN: never from the GUI's thread. A lost one is kept, for streams may still be asked of it: some 100 kB
    each time a sound server dies or hangs.
    """
    with _connecting:
        last = _servers[-1] if _servers else None
        if last is not None and last.there and not last.hangs and last.address == _address():
            return last
        library = _library()
        if library is None:
            return None
        server = Server(library)
        if not server.answers():
            server.close()
            return None
        _servers.append(server)
        return server


def _address() -> tuple[str | None, ...]:
    """What names the server of this process."""
    return tuple(os.environ.get(name) for name in ("PULSE_SERVER", "PULSE_RUNTIME_PATH", "XDG_RUNTIME_DIR"))


@dataclass(frozen=True, slots=True)
class Timing:
    """`at` (monotonic seconds) the place `heard` was heard, and samples were `taken` so many seconds before that."""

    at: float
    heard: float
    taken: float


class Line:
    """One stream, corked until it is run, of as many channels as one of CHANNELS: the server makes of them what leaves
    the machine. Places are counted in samples of all channels, RATE a second."""

    def __init__(self, server: Server, level: float, channels: int = 2) -> None:
        self.server, self._pa = server, server.library
        self.channels, self._frame = channels, channels * BYTES
        self._stamp: tuple[int, int] | None = None
        spec = _Spec(_S16, RATE, channels)
        places = _Map(channels, (ctypes.c_int * 32)(*_POSITIONS[channels]))
        ready = _SOON * RATE // 1000 * self._frame
        attributes = _Attributes(_DEFAULT, ready, 0, ready // 4, _DEFAULT)
        with server:
            self._stream = self._pa.pa_stream_new(server.context, b"film", ctypes.byref(spec), ctypes.byref(places))
            self._pa.pa_stream_connect_playback(
                self._stream,
                None,
                ctypes.byref(attributes),
                _CORKED | _TIMING,
                ctypes.byref(_volume(level, channels)),
                None,
            )

    def waits(self) -> bool:
        """Whether it is there within _WITHIN."""
        until = time.monotonic() + _WITHIN
        while time.monotonic() < until:
            with self.server:
                state = self._pa.pa_stream_get_state(self._stream)
            if state >= _STREAM_READY:
                return bool(state == _STREAM_READY)
            time.sleep(_LOOK)
        self.server.hangs = True
        return False

    @property
    def there(self) -> bool:
        with self.server:
            return bool(self._pa.pa_stream_get_state(self._stream) == _STREAM_READY)

    def write(self, place: int, samples: bytes) -> None:
        """What cannot be written is not heard: the server may be gone."""
        with self.server:
            self._pa.pa_stream_write(self._stream, samples, len(samples), None, place * self._frame, _ABSOLUTE)

    def cork(self, corked: bool) -> None:
        """Stand still at a place, or go on from there."""
        with self.server:
            self._done(self._pa.pa_stream_cork(self._stream, int(corked), None, None))

    def flush(self) -> None:
        """Nothing of what was written and not heard yet is heard."""
        with self.server:
            self._done(self._pa.pa_stream_flush(self._stream, None, None))

    def ask(self) -> None:
        """Have news() in a moment."""
        with self.server:
            self._done(self._pa.pa_stream_update_timing_info(self._stream, None, None))

    def news(self) -> Timing | None:
        """What the server said since this was asked last; None for nothing."""
        with self.server:
            found = self._pa.pa_stream_get_timing_info(self._stream)
            if not found:
                return None
            known = found.contents
            stamp = (known.seconds, known.microseconds)
            if stamp == self._stamp:
                return None
            self._stamp = stamp
            at = known.seconds + known.microseconds / 1e6 - time.time() + time.monotonic()
            taken = max(known.sink, 2 * known.configured_sink) / 1e6  # a null sink takes twice what it is told to
            return Timing(at, known.read_index / self._frame - known.sink * RATE / 1e6, taken)

    def set_level(self, level: float) -> None:
        """0..1 as the server counts: what is heard goes with its cube."""
        with self.server:
            index = self._pa.pa_stream_get_index(self._stream)
            volume = _volume(level, self.channels)
            self._done(self._pa.pa_context_set_sink_input_volume(
                self.server.context, index, ctypes.byref(volume), None, None
            ))  # fmt: skip

    def close(self) -> None:
        with self.server:
            self._pa.pa_stream_disconnect(self._stream)
            self._pa.pa_stream_unref(self._stream)

    def _done(self, operation: Any) -> None:
        if operation:
            self._pa.pa_operation_unref(operation)


def _volume(level: float, channels: int) -> _Volume:
    return _Volume(channels, (ctypes.c_uint32 * 32)(*[round(level * _NORMAL)] * channels))
