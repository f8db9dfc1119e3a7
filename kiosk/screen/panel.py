"""The panel the visitor stands before: the facts from which every size on the screen follows."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

Turn = Literal[0, 90, 180, 270]


@dataclass(frozen=True, slots=True)
class Panel:
    """Pixels are not among the facts: they are the window's own. Raises ValueError for a panel that cannot be."""

    diagonal: float = 32.0
    """Inches of visible picture, corner to corner."""
    distance: float = 700.0
    """Millimetres from a visitor's eye to the glass: arm's length, standing or seated."""
    far: float = 5000.0
    """Millimetres from which the attract loop has to be read."""
    bottom: float = 1020.0
    """Millimetres from the floor to the glass's lower edge. As it is by default, a 32-inch panel's lower half ends at
    1220 mm: what a seated visitor reaches (2010 ADA Standards 308, EN 301 549 8.3)."""
    calm: bool = False
    """No motion: cuts instead of fades."""
    rotation: Turn = 0
    """Degrees clockwise that the picture is turned, for a panel hung on its side whose compositor does not turn it."""

    def __post_init__(self) -> None:
        if not 3 <= self.diagonal <= 200:
            raise ValueError(f"a panel of {self.diagonal} inches: expected 3 to 200")
        if not 200 <= self.distance <= self.far:
            raise ValueError(f"seen from {self.distance} mm: expected 200 mm to the far distance, {self.far} mm")
        if not 0 <= self.bottom <= 3000:
            raise ValueError(f"hung {self.bottom} mm above the floor: expected 0 to 3000 mm")
        if self.rotation not in (0, 90, 180, 270):
            raise ValueError(f"turned by {self.rotation} degrees: expected 0, 90, 180 or 270")
