"""A deck's sound on its way to the sound server: VLC hands the samples over, and here they get their time.

WORKAROUND(libvlc 3.0.24): its own way to PulseAudio throws the last 20 to 250 ms of a film away in a quarter to a half
of the ends, hard, and holds a lock meanwhile, so that neither pause, volume nor stop reach the last 0.4 s; after a hold
it has sound for up to 0.3 s, and then a hole. Can go when
test_vlcs_own_way_loses_the_end_of_a_sound fails.

VLC's samples come 30 to 300 ms before their time. They are written at once, where they belong on the stream's line of
time, so that nothing here has to be in time afterwards; a sound that goes, comes, is held or goes on is what was
written, written anew. Only where the server is, at a start, has to be waited for (`_WITHIN`).
"""

from __future__ import annotations

import ctypes
import statistics
import threading
import time
from collections import deque
from typing import Final

from kiosk.footage import pulse
from kiosk.footage.player import Player
from kiosk.footage.samples import FADE, RATE, Samples

_WITHIN: Final = 0.05
"""Seconds from a start in which the server is waited for to say where it is: 1 to 3 ms measured. What comes meanwhile
is kept, _PENDING blocks at most, some 2 s."""
_MARGIN: Final = 0.02
"""Seconds more that a stop waits: what a stream still holds when it is corked is heard when it runs again."""
_PENDING: Final = 100
_AHEAD: Final = RATE * 5 // 1000
_FURTHEST: Final = RATE * 60 // 1000
"""How far behind what is heard now a change begins, beyond what the server has taken already: at most _FURTHEST, behind
which it has to take samples back (PulseAudio does)."""
_KEPT: Final = RATE // 2
"""What is kept of what was heard."""
_AWAY: Final = RATE * 5 // 1000
_NEAR: Final = RATE // 1000
"""A sound that is further than _AWAY from its time is brought back to _NEAR by one sample in each block, some 1 ms a
second, unheard: the sound card's clock and the machine's are 0.1 ms a second apart at most."""
_LOST: Final = RATE * 60 // 1000
"""From here on it jumps instead: samples are missing, or the way out is another."""
_TAIL: Final = RATE * 80 // 1000
"""What is left of a film that has been read to its end, and is let be heard."""
_LEAVES: Final = 0.15
"""Seconds that a stop waits at most until the last of it was heard."""
_FEWEST: Final = pulse.CHANNELS[0]
_READINGS: Final = 5
_HANGS: Final = 6.0
"""Seconds without a word of the server, which comes every 1.5, from which nothing is written to it: libpulse would keep
it all."""


class Outflow:
    """Methods are the worker's of a deck or a reader, but for VLC's callbacks. Their threads wait for _WITHIN at a
    start, for a stream of as many channels as a film has, and at the end of a sound that no picture goes with."""

    def __init__(self, player: Player) -> None:
        self._lock = threading.Lock()
        """Held across a few calls into libpulse, which wait for nobody, and at a start for _WITHIN at most; never
        across a call into libvlc."""
        self._line: pulse.Line | None = None
        self._level = 1.0
        self._samples = Samples()
        self._readings: deque[float] = deque(maxlen=_READINGS)
        self._zero = 0.0
        """The place at the beginning of the machine's clock, which VLC's dates and time.monotonic() tell."""
        self._asked = self._told = 0.0
        """When it was asked where it is, and last told (monotonic seconds)."""
        self._ahead = _FURTHEST
        self._next: int | None = None
        """The place after the last block; None where one begins anew."""
        self._silent = 0
        """The place from which on nothing is heard of what was written."""
        self._slips = False
        self._open = self._loud = self._waits = self._drained = self._lost = False
        self._held: float | None = None
        self._pending: deque[tuple[int, bytes]] = deque(maxlen=_PENDING)
        """What came before it was known where the server is."""
        self._let_go = threading.Event()
        self._lasts = False
        player.pour(
            setup=self._setup,
            play=self._play,
            pause=self._pause,
            resume=self._resume,
            flush=self._flush,
            drain=self._drain,
        )

    # ---- the worker's

    def prepare(self, *, alone: bool) -> bool:
        """Whether there is a way out for the next film; connects, which may take two seconds where a server hangs.
        `alone`: no picture says when it is over."""
        with self._lock:
            self._lasts = alone
            line = self._line
        if line is not None and not self._lost and line.there and line.server is pulse.connect():
            return True
        return self._make(line.channels if line is not None else _FEWEST)

    def _make(self, channels: int) -> bool:
        server = pulse.connect()
        made = pulse.Line(server, self._level, channels) if server is not None else None
        if made is not None and not made.waits():
            made.close()
            made = None
        with self._lock:
            line, self._line, self._lost = self._line, made, False
            if made is not None:
                made.set_level(self._level)  # it may have changed meanwhile
                self._samples = Samples(made.channels)
            if self._open:
                self._start()
        if line is not None:
            line.close()
        return made is not None

    def begin(self, *, loud: bool) -> None:
        """Before the film runs, or runs on; or it runs already and is to be heard from now on."""
        with self._lock:
            self._loud = loud
            self._let_go.clear()
            if not self._open:
                self._open, self._waits, self._drained, self._held = True, True, False, None
                self._start()
            elif self._held is None and not self._waits:
                self._turn(loud)

    def go(self) -> None:
        """Before the film is held or stopped: nothing is heard of it in a moment. Does not wait for that."""
        self._let_go.set()
        with self._lock:
            self._loud = False
            end = self._samples.end
            if end is None or self._line is None:
                return
            if not (self._drained and end - self._now() < _TAIL):
                self._turn(False)

    def leave(self) -> None:
        """Before the film is stopped: until the last of it was heard, _LEAVES at most. What VLC hands over after that
        is dropped."""
        self._let_go.set()
        with self._lock:
            if not self._open:
                return
            self._open = False
            left = (self._silent - self._now()) / RATE if self._line is not None and self._readings else 0.0
        if left > 0:
            time.sleep(min(left + _MARGIN, _LEAVES))
        with self._lock:
            self._samples.clear()
            if self._line is not None:
                self._line.cork(True)

    def left(self) -> float:
        """Seconds of sound that VLC has handed over and nobody has heard yet."""
        with self._lock:
            end = self._samples.end
            return max(0.0, (end - self._now()) / RATE) if end is not None and self._readings else 0.0

    def set_level(self, level: float) -> None:
        with self._lock:
            self._level = level
            if self._line is not None:
                self._line.set_level(level)

    def close(self) -> None:
        with self._lock:
            line, self._line = self._line, None
        if line is not None:
            line.close()

    # ---- VLC's

    def _setup(self, _opaque: int, _format: int, rate: int, channels: int) -> int:
        """VLC begins to hand over. Many channels are left to the server, which knows its loudspeakers."""
        asked = ctypes.c_uint.from_address(channels)
        asked.value = next((enough for enough in pulse.CHANNELS if enough >= asked.value), pulse.CHANNELS[-1])
        ctypes.c_uint.from_address(rate).value = RATE
        if self._line is not None and self._line.channels != asked.value:
            self._make(asked.value)
        return 0

    def _play(self, _opaque: int, data: int, count: int, pts: int) -> None:
        with self._lock:
            if not self._open or self._line is None:
                return
            self._pending.append((pts, ctypes.string_at(data, count * self._samples.frame)))
            if self._find_out():
                while self._pending:
                    self._take(*self._pending.popleft())

    def _pause(self, _opaque: int, date: int) -> None:
        with self._lock:
            self._held = date / 1e6

    def _resume(self, _opaque: int, date: int) -> None:
        with self._lock:
            held, self._held = self._held, None
            if held is None or self._samples.end is None or not self._open:
                return
            by = round((date / 1e6 - held) * RATE)
            self._samples.shift(by)
            self._next = self._next + by if self._next is not None else None
            start = self._now() + self._ahead
            self._samples.turn(start, self._loud, anew=True)
            self._write(start)

    def _flush(self, _opaque: int) -> None:
        """VLC goes elsewhere in the film, or stops, which leave() is for."""
        with self._lock:
            self._pending.clear()
            if self._open and self._samples.end is not None and not self._drained:
                self._turn(False)
                self._samples.clear()
                self._next = None

    def _drain(self, _opaque: int) -> None:
        """All was handed over. Told at once, VLC takes a film for over as soon as its last picture was shown; one
        without pictures would be over before its end is heard."""
        with self._lock:
            self._drained, end = True, self._samples.end
            left = (end - self._now()) / RATE if self._lasts and end is not None and self._readings else 0.0
        if left > 0:
            self._let_go.wait(left)

    # ---- inside, with the lock

    def _start(self) -> None:
        self._samples.clear()
        self._readings.clear()
        self._pending.clear()
        self._next, self._silent = None, 0
        self._asked = time.monotonic()
        if self._line is not None:
            self._line.cork(False)
            self._line.ask()

    def _take(self, pts: int, block: bytes) -> None:
        """Write it where it belongs."""
        now, place = self._now(), round(self._zero + pts / 1e6 * RATE)
        if self._next is not None:
            block = self._slip(block, place - self._next)
        anew = self._next is None
        at = place if self._next is None else self._next
        self._next = at + len(block) // self._samples.frame
        start = max(at, now + self._ahead)
        if anew or (at < start and self._samples.gain(at) > 0):  # it begins, or comes too late to be heard whole
            self._samples.turn(start, self._loud, anew=True)
            self._waits = False
        else:
            start = at
        self._samples.add(at, block)
        self._samples.forget(now - _KEPT)
        self._write(start)

    def _find_out(self) -> bool:
        """Whether it is known where the server is."""
        assert self._line is not None
        until = self._asked + _WITHIN
        while True:
            news = self._line.news()
            if news is not None and news.at >= self._asked:
                if self._lost:  # it hung, and goes on: where, has to be found out as at a start
                    self._lost, self._waits = False, True
                    self._line.flush()
                    self._start()
                    return False
                self._told = time.monotonic()
                self._read(news.heard - news.at * RATE)
                self._ahead = min(_AHEAD + round(news.taken * RATE), _FURTHEST)
            if self._readings or time.monotonic() > until:
                self._lost = self._lost or (bool(self._readings) and time.monotonic() - self._told > _HANGS)
                return bool(self._readings) and not self._lost
            time.sleep(0.002)

    def _read(self, zero: float) -> None:
        """A server's place jumps now and then (0.3 s seen on PulseAudio's null sink, as its recording began): told
        twice, that is believed at once."""
        assert self._line is not None
        if self._readings and abs(zero - self._zero) > _LOST:
            if abs(zero - self._readings[-1]) < _AWAY:
                self._readings.clear()
            else:
                self._line.ask()
        self._readings.append(zero)
        self._zero = statistics.median(self._readings)

    def _now(self) -> int:
        """The place that is heard now."""
        if not self._readings:
            return 0
        return round(self._zero + time.monotonic() * RATE)

    def _slip(self, block: bytes, away: int) -> bytes:
        """`block` with one sample more or less, where it would be heard too early or too late by `away`."""
        if abs(away) > _LOST:
            self._next = None
            return block
        self._slips = abs(away) > (_NEAR if self._slips else _AWAY)
        if not self._slips:
            return block
        return block + block[-self._samples.frame :] if away > 0 else block[: -self._samples.frame]

    def _turn(self, loud: bool) -> None:
        start = self._now() + self._ahead
        self._samples.turn(start, loud)
        self._write(start)
        if not loud:
            self._silent = min(self._silent, start + FADE)

    def _write(self, since: int) -> None:
        if self._line is None or self._samples.end is None:
            return
        for place, data in (*self._samples.painted(since), self._samples.rest()):
            self._line.write(place, data)
            self._silent = place + len(data) // self._samples.frame
