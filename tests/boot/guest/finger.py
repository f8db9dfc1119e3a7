"""A touch screen on the kernel's uinput, and a finger on it: `finger.py WIDTH HEIGHT X,Y [X,Y ...]`, one touch after
the other, in pixels; or `finger.py WIDTH HEIGHT FILE`, which makes FILE, a pipe, and touches where each line that is
written there says. The device is there for as long as this runs. Needs root, and `modprobe uinput`.

The kernel's numbers are those of linux/uinput.h and linux/input-event-codes.h.
"""

from __future__ import annotations

import fcntl
import os
import struct
import sys
import time
from collections.abc import Iterator
from pathlib import Path

SET_EVENT, SET_KEY, SET_AXIS, SET_PROPERTY = 0x40045564, 0x40045565, 0x40045567, 0x4004556E
CREATE, DESTROY = 0x5501, 0x5502
SYN, KEY, ABS = 0, 1, 3
BTN_TOUCH = 0x14A
ABS_X, ABS_Y, SLOT, MT_X, MT_Y, TRACKING = 0x00, 0x01, 0x2F, 0x35, 0x36, 0x39
DIRECT = 1
"""INPUT_PROP_DIRECT: glass, and not a pad beside it."""

SETTLE = 4.0
"""Seconds until udev and the compositor have seen a new device, on an emulated machine."""
HELD = 0.3
BETWEEN = 3.0


def places(words: list[str]) -> Iterator[str]:
    if "," in words[0]:
        yield from words
        return
    os.mkfifo(words[0])
    while True:
        with Path(words[0]).open(encoding="ascii") as pipe:
            yield from pipe


def main() -> None:
    width, height = int(sys.argv[1]), int(sys.argv[2])
    device = os.open("/dev/uinput", os.O_WRONLY | os.O_NONBLOCK)
    for kind in (KEY, ABS):
        fcntl.ioctl(device, SET_EVENT, kind)
    fcntl.ioctl(device, SET_KEY, BTN_TOUCH)
    fcntl.ioctl(device, SET_PROPERTY, DIRECT)
    most = [0] * 64
    for axis, limit in {ABS_X: width - 1, ABS_Y: height - 1, SLOT: 9, MT_X: width - 1, MT_Y: height - 1,
                        TRACKING: 65535}.items():  # fmt: skip
        fcntl.ioctl(device, SET_AXIS, axis)
        most[axis] = limit
    none = [0] * 64
    os.write(device, struct.pack("80sHHHHI64i64i64i64i", b"touch screen", 3, 1, 1, 1, 0, *most, *none, *none, *none))
    fcntl.ioctl(device, CREATE)
    time.sleep(SETTLE)

    def tell(*events: tuple[int, int, int]) -> None:
        for kind, code, value in (*events, (SYN, 0, 0)):
            os.write(device, struct.pack("llHHi", 0, 0, kind, code, value))

    for number, place in enumerate(places(sys.argv[3:])):
        x, y = map(int, place.split(","))
        tell((ABS, SLOT, 0), (ABS, TRACKING, 100 + number), (ABS, MT_X, x), (ABS, MT_Y, y), (KEY, BTN_TOUCH, 1),
             (ABS, ABS_X, x), (ABS, ABS_Y, y))  # fmt: skip
        time.sleep(HELD)
        tell((ABS, SLOT, 0), (ABS, TRACKING, -1), (KEY, BTN_TOUCH, 0))
        time.sleep(BETWEEN)
    fcntl.ioctl(device, DESTROY)


main()
