"""What can be touched: the kernel's own list of input devices, and what each can do."""

from __future__ import annotations

import struct
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Final, Literal

LIST: Final = Path("/proc/bus/input/devices")
Kind = Literal["multi-touch", "touch", "pointer", "keyboard", "other"]

# input-event-codes.h; input.h: EV_KEY, EV_REL, EV_ABS are rows of their own in the list
_DIRECT: Final = 1
_REL_X: Final = 0
_ABS_X, _ABS_MT_POSITION_X = 0x00, 0x35
_BTN_LEFT, _BTN_TOUCH = 0x110, 0x14A
_KEY_Q: Final = 16
_WORD: Final = 8 * struct.calcsize("l")
"""Bits a word in the list has: those of the kernel's `long`."""


@dataclass(frozen=True, slots=True)
class Device:
    """`multi-touch` and `touch` are glass one touches (INPUT_PROP_DIRECT); `pointer` is a mouse, or a pad below a
    keyboard."""

    name: str
    kind: Kind


def input_devices(listed: Path = LIST) -> tuple[Device, ...]:
    """Every device the kernel knows; none where there is no list."""
    try:
        text = listed.read_text(encoding="utf-8", errors="replace")
    except OSError:
        return ()
    return tuple(_device(block) for block in text.split("\n\n") if block.strip())


def _device(block: str) -> Device:
    name, bits = "", {}
    for line in block.splitlines():
        if line.startswith("N: Name="):
            name = line.removeprefix("N: Name=").strip().strip('"')
        elif line.startswith("B: "):
            kind, _, words = line.removeprefix("B: ").partition("=")
            bits[kind] = frozenset(_bits(words))
    return Device(name or "a device without a name", _kind(bits))


def _kind(bits: dict[str, frozenset[int]]) -> Kind:
    key, relative, absolute = (bits.get(name, frozenset()) for name in ("KEY", "REL", "ABS"))
    if _DIRECT in bits.get("PROP", frozenset()):
        if _ABS_MT_POSITION_X in absolute:
            return "multi-touch"
        if _ABS_X in absolute and _BTN_TOUCH in key:
            return "touch"
    if _BTN_LEFT in key and (_REL_X in relative or _ABS_X in absolute):
        return "pointer"
    return "keyboard" if _KEY_Q in key else "other"


def _bits(words: str) -> Iterator[int]:
    """Which bits are set in hexadecimal words, of which the last holds the lowest."""
    for place, word in enumerate(reversed(words.split())):
        value = int(word, 16)
        yield from (place * _WORD + bit for bit in range(value.bit_length()) if value >> bit & 1)
