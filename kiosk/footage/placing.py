"""Where a picture goes in the film's place on the screen: cropped, fitted in, or stretched to fill it."""

from __future__ import annotations

import functools
from dataclasses import dataclass
from typing import Literal

from kiosk.footage.mailbox import Geometry
from kiosk.footage.swscale import Crop

Fit = Literal["crop", "fit", "fill"]
"""How a picture of another shape than its place is shown: `crop` covers it and cuts the sides off, `fit` shows all of
the picture and leaves the rest of the place to the screen, `fill` stretches it."""


@dataclass(frozen=True, slots=True)
class Placing:
    """`crop` of the picture is drawn over x, y, width, height of the place."""

    crop: Crop
    x: float
    y: float
    width: float
    height: float


@functools.lru_cache(maxsize=16)
def place(geometry: Geometry, width: float, height: float, *, focus: float, fit: Fit) -> Placing:
    """How a picture of `geometry` fills `width` x `height` (both above 0).

    `focus` is the part across that stays when the sides are cut off: 0 left .. 1 right; what is cut off above and below
    is the same. What `fit` leaves over is nobody's; its picture is centred.
    """
    everything = Crop(0, 0, geometry.width, geometry.height)
    if fit == "fill":
        return Placing(everything, 0.0, 0.0, width, height)
    shown_width = geometry.width * geometry.aspect
    if fit == "fit":
        scale = min(width / shown_width, height / geometry.height)
        across, down = shown_width * scale, geometry.height * scale
        return Placing(everything, (width - across) / 2, (height - down) / 2, across, down)
    scale = max(width / shown_width, height / geometry.height)
    columns = min(geometry.width, max(2, round(width / scale / geometry.aspect)))
    rows = min(geometry.height, max(2, round(height / scale)))
    left = round((geometry.width - columns) * min(1.0, max(0.0, focus))) // 2 * 2
    top = (geometry.height - rows) // 2 // 2 * 2
    return Placing(Crop(left, top, columns, rows), 0.0, 0.0, width, height)
