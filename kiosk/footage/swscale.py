"""The door to libswscale: I420 to the screen's RGB, with the right matrix, at the size it is drawn.

WORKAROUND(libvlc 3): VLC's own RV32 always uses the BT.601 matrix, 23 levels wrong on HD. Can go when
test_software holds with RV32 asked of VLC.
"""

from __future__ import annotations

import ctypes
import ctypes.util
import functools
from dataclasses import dataclass
from typing import Any, Final

from kiosk.footage.mailbox import Matrix, Picture

_Pointer = ctypes.c_void_p
_Four = ctypes.c_void_p * 4
_Numbers = ctypes.c_int * 4
_NAMES: Final = ("libswscale.so.6", "libswscale.so.8", "libswscale.so.7", "libswscale.so.9")
"""Debian 12, Debian 13, and what lies about them: the functions used here have been the same since 2011."""

YUV420P: Final = 0
BGRA: Final = 28
"""libavutil's AV_PIX_FMT numbers; BGRA in memory is QImage's Format_RGB32 on little-endian machines."""
_FAST_BILINEAR: Final = 1
_COEFFICIENTS: Final = {"bt709": 1, "bt601": 5}
"""libswscale's SWS_CS numbers."""
_LIGHTER: Final = 192
"""256ths of a level of brightness added. libswscale's vector code cuts fractions off where it should round, twice in
green: colours came up to 3 levels too dark (measured). With this they are -2 to 1 off, for nothing; from 224 on black
would not be black any more. Rounding (SWS_ACCURATE_RND) takes three times as long."""
_REACH: Final = 4
"""Lines beside its own that a row of a scaled picture is made of at most, for each line that becomes one: two for
bilinear scaling, and as many for chroma, which has half the lines."""


@functools.cache
def _library() -> Any:
    for name in (*_NAMES, ctypes.util.find_library("swscale")):
        try:
            library = ctypes.CDLL(name) if name else None
        except OSError:
            continue
        if library is not None:
            break
    else:
        raise RuntimeError("libswscale is not installed (Debian 12: apt install libswscale6)")
    library.sws_getCachedContext.restype = _Pointer
    library.sws_getCachedContext.argtypes = [_Pointer, *[ctypes.c_int] * 7, *[_Pointer] * 3]
    library.sws_getCoefficients.restype = _Pointer
    library.sws_setColorspaceDetails.argtypes = [
        _Pointer, _Pointer, ctypes.c_int, _Pointer, ctypes.c_int, *[ctypes.c_int] * 3
    ]  # fmt: skip
    library.sws_scale.argtypes = [_Pointer, _Pointer, _Pointer, ctypes.c_int, ctypes.c_int, _Pointer, _Pointer]
    library.sws_freeContext.argtypes = [_Pointer]
    library.sws_freeContext.restype = None
    return library


def missing() -> str:
    """Why libswscale cannot be used; "" where it can."""
    try:
        _library()
    except RuntimeError as error:
        return str(error)
    return ""


@dataclass(frozen=True, slots=True)
class Crop:
    """The part of a picture that is used, in its pixels. `x` and `y` are even: chroma has half the pixels."""

    x: int
    y: int
    width: int
    height: int


def overrun(lines: int, height: int, rows: int) -> int:
    """How many rows more than `rows` may be written, where `lines` of a picture become `height` rows."""
    return -(-_lines(lines, height, rows) * height // lines) - rows + 1 if rows < height else 0


def _lines(lines: int, height: int, rows: int) -> int:
    """How many of a picture's lines have to be given for the first `rows` of `height` rows: those that libswscale's
    filter reaches, and an even number."""
    needed = -(-rows * lines // height) + _REACH * max(1, -(-lines // height))
    return min(lines, needed + needed % 2)


class Converter:
    """Turns pictures into RGB, or into other I420 rows; keeps libswscale's tables from one to the next."""

    def __init__(self) -> None:
        self._context: int | None = None
        self._made_for: tuple[Matrix, int, int, int, int, int] | None = None

    def to_rgb(
        self, picture: Picture, crop: Crop, target: int, width: int, height: int, pitch: int, rows: int = 0
    ) -> None:
        """Write `crop` of `picture` as width x height BGRA to the address `target`, rows `pitch` bytes apart.

        `rows`: only so many from above, and `overrun` more at most; 0 is all.
        """
        lines = _lines(crop.height, height, rows) if 0 < rows < height else crop.height
        self._convert(picture, crop, BGRA, width, height, (target,), (pitch,), lines)

    def to_i420(self, picture: Picture, planes: tuple[int, ...], pitches: tuple[int, ...]) -> None:
        """Copy the whole of `picture` to rows of another pitch."""
        size = picture.geometry
        crop = Crop(0, 0, size.width, size.height)
        self._convert(picture, crop, YUV420P, size.width, size.height, planes, pitches, crop.height)

    def _convert(
        self,
        picture: Picture,
        crop: Crop,
        pixels: int,
        width: int,
        height: int,
        planes: tuple[int, ...],
        pitches: tuple[int, ...],
        lines: int,
    ) -> None:
        sws = _library()
        made_for = (picture.geometry.matrix, crop.width, crop.height, pixels, width, height)
        if made_for != self._made_for:
            self._made_for = None  # whatever is refused now was freed: it must not be used again
            self._context = sws.sws_getCachedContext(
                self._context, crop.width, crop.height, YUV420P, width, height, pixels, _FAST_BILINEAR, None, None, None
            )
            if not self._context:
                raise RuntimeError(f"libswscale refuses {crop} to {width}x{height}")
            table = sws.sws_getCoefficients(_COEFFICIENTS[picture.geometry.matrix])
            lighter = _LIGHTER if pixels == BGRA else 0
            sws.sws_setColorspaceDetails(self._context, table, 0, table, 0, lighter, 1 << 16, 1 << 16)
            self._made_for = made_for
        steps = picture.geometry.pitches
        sources = [
            plane + (crop.y >> half) * step + (crop.x >> half)
            for plane, step, half in zip(picture.planes, steps, (0, 1, 1), strict=True)
        ]
        sws.sws_scale(self._context, _Four(*sources), _Numbers(*steps), 0, lines, _Four(*planes), _Numbers(*pitches))

    def close(self) -> None:
        if self._context:
            _library().sws_freeContext(self._context)
        self._context = self._made_for = None
