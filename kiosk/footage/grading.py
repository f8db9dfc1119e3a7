"""Film made for HDR screens (HDR10's PQ, HLG) and for BT.2020's colours, as an ordinary BT.709 screen should show it.

VLC hands over its pictures in 8 bits, still in their own curve, which looks grey. Here each byte of a plane is replaced
by way of a table: brightness by the curve itself, so that greys are right; colour by one factor for each plane, the one
that fits best. 1.6 ms for a picture of 1920x1080 (measured on a 2-core virtual machine), no other library, and nothing
at all for a film that is BT.709 or BT.601 already and of video range.
"""

from __future__ import annotations

import ctypes
import functools
import itertools
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Final, Literal

from kiosk.footage.mailbox import Picture

Light = Literal["pq", "hlg", "sdr"]
"""How a BT.2020 film says how bright a pixel is: SMPTE ST 2084, ARIB STD-B67 (both in BT.2100), or as BT.709 does."""
Three = tuple[float, float, float]

_WHITE: Final = 203.0
"""cd/m2 of a white sheet of paper in an HDR film: BT.2408."""
_BRIGHTEST: Final = 1000.0
"""cd/m2 that are still told apart: what HLG ends with, and most HDR10 film is graded for."""
_STRAIGHT: Final = 0.3
"""Up to this part of white nothing is changed; above, the light is rolled off so that the brightest is white."""
_GAMMA: Final = 2.4
"""Of an ordinary screen: BT.1886."""
_WIDE: Final[Three] = (0.2627, 0.6780, 0.0593)
"""Red, green and blue in BT.2020's brightness; below in BT.709's."""
_PLAIN: Final[Three] = (0.2126, 0.7152, 0.0722)
_PLAIN_TO_WIDE: Final[tuple[Three, Three, Three]] = (
    (0.6274, 0.3293, 0.0433), (0.0691, 0.9195, 0.0114), (0.0164, 0.0880, 0.8956),
)  # fmt: skip
"""Linear light in BT.709's primaries as BT.2020's: BT.2087."""
_LEVELS: Final = (0.0, 0.25, 0.5, 0.75, 1.0)
"""Of red, green and blue in the colours that the factors have to fit."""
_STRIP: Final = 1 << 17
"""Bytes at a time: they stay in the processor's cache, and Python's other threads get their turn in between."""


@dataclass(frozen=True, slots=True)
class Grading:
    """What each byte of a plane becomes; None where it stays as it is."""

    luma: bytes | None
    blue: bytes | None
    red: bytes | None

    def apply(self, picture: Picture) -> None:
        """Change `picture` where it lies. Once for each that VLC wrote."""
        geometry = picture.geometry
        tables = (self.luma, self.blue, self.red)
        for table, plane, pitch, lines in zip(tables, picture.planes, geometry.pitches, geometry.lines, strict=True):
            if table is None:
                continue
            for first in range(0, pitch * lines, _STRIP):
                strip = ctypes.string_at(plane + first, min(_STRIP, pitch * lines - first))
                ctypes.memmove(plane + first, strip.translate(table), len(strip))


@functools.cache
def grading(light: Light) -> Grading:
    """From BT.2020 in `light` to BT.709. Made once, in some 5 ms."""
    show = _SHOWN[light]
    blue, red = _factors(light)
    return Grading(
        None if light == "sdr" else bytes(_byte(16 + 219 * show((code - 16) / 219)) for code in range(256)),
        bytes(_byte(128 + blue * (code - 128)) for code in range(256)),
        bytes(_byte(128 + red * (code - 128)) for code in range(256)),
    )


@functools.cache
def narrowing() -> Grading:
    """From full range (0 .. 255) to video range (16 .. 235, colour 16 .. 240), which both ways of drawing expect."""
    colour = bytes(_byte(128 + (code - 128) * 224 / 255) for code in range(256))
    return Grading(bytes(_byte(16 + code * 219 / 255) for code in range(256)), colour, colour)


def _byte(code: float) -> int:
    return min(254, max(1, round(code)))  # 0 and 255 are no brightness and no colour


def _rolled_off(light: float) -> float:
    """1 is white; the brightest becomes 1. Straight below _STRAIGHT, and smooth there ("Mobius")."""
    if light <= _STRAIGHT:
        return light
    peak, knee = _BRIGHTEST / _WHITE, _STRAIGHT
    a = -knee * knee * (peak - 1) / (knee * knee - 2 * knee + peak)
    b = (knee * knee - 2 * knee * peak + peak) / (peak - 1)
    return min(1.0, (b * b + 2 * b * knee + knee * knee) / (b - a) * (light + a) / (light + b))


def _to_screen(nits: float) -> float:
    return float(_rolled_off(nits / _WHITE) ** (1 / _GAMMA))


def _pq_shown(code: float) -> float:
    """A grey's PQ code (0 .. 1) as this screen's; the figures are ST 2084's."""
    root = max(0.0, code) ** (1 / 78.84375)
    return _to_screen(10000 * (max(0.0, root - 0.8359375) / (18.8515625 - 18.6875 * root)) ** (1 / 0.1593017578125))


def _hlg_shown(code: float) -> float:
    """A grey's HLG code as this screen's; B67's figures, and BT.2100's 1.2 from the scene's light to the screen's."""
    code = max(0.0, code)
    scene = code * code / 3 if code <= 0.5 else (2.718281828 ** ((code - 0.55991073) / 0.17883277) + 0.28466892) / 12
    return _to_screen(_BRIGHTEST * scene**1.2)


def _as_it_is(code: float) -> float:
    return min(1.0, max(0.0, code))


_SHOWN: Final[dict[Light, Callable[[float], float]]] = {"pq": _pq_shown, "hlg": _hlg_shown, "sdr": _as_it_is}


def _factors(light: Light) -> tuple[float, float]:
    """What the blue and the red difference of a BT.2020 picture are multiplied by to be BT.709's: the least squares
    over all colours a BT.709 screen can show."""
    codes = _inverse(_SHOWN[light])
    sums = [[0.0, 0.0], [0.0, 0.0]]
    for colour in _colours():
        linear = [level**_GAMMA for level in colour]
        wide = [sum(part * level for part, level in zip(row, linear, strict=True)) for row in _PLAIN_TO_WIDE]
        coded = [codes(level ** (1 / _GAMMA)) for level in wide]
        for plane, (is_, should) in enumerate(
            zip(_differences(coded, _WIDE), _differences(colour, _PLAIN), strict=True)
        ):
            sums[plane][0] += is_ * should
            sums[plane][1] += is_ * is_
    return sums[0][0] / sums[0][1], sums[1][0] / sums[1][1]


def _colours() -> Iterator[Three]:
    return itertools.product(_LEVELS, _LEVELS, _LEVELS)


def _differences(colour: list[float] | Three, weights: Three) -> tuple[float, float]:
    """The blue and the red one, each -0.5 .. 0.5."""
    red, green, blue = colour
    luma = weights[0] * red + weights[1] * green + weights[2] * blue
    return (blue - luma) / (2 - 2 * weights[2]), (red - luma) / (2 - 2 * weights[0])


def _inverse(rising: Callable[[float], float]) -> Callable[[float], float]:
    """Of a function from 0 .. 1 to 0 .. 1 that never falls, within 1 / 1000."""

    def found(value: float) -> float:
        low, high = 0.0, 1.0
        for _ in range(10):
            middle = (low + high) / 2
            low, high = (middle, high) if rising(middle) < value else (low, middle)
        return high

    return found
