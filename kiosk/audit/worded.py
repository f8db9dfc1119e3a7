"""What is wrong on a screen, in words: `Home and Captions overlap by 22.8 mm`. Pure, but for Qt's boxes."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from PySide6.QtCore import QRectF

_NAMED: Final = {
    "text-0": "text size: normal", "text-1": "text size: larger", "text-2": "text size: largest",
    "contrast": "high contrast", "seated": "reach from a seat", "calm": "no motion", "limits": "no time limits",
    "spoken": "read aloud", "described": "audio description", "signed": "sign language", "help": "more help",
    "volume-down": "quieter", "volume-up": "louder", "more": "go on", "path": "your path",
}  # fmt: skip
"""Targets whose names in the program are not what a visitor reads there."""


def called(name: str) -> str:
    """A target, for a technician: `“read on”`, `“choice broker”`."""
    return f"“{_NAMED.get(name, name.replace('-', ' '))}”"


def gap(mm: float, one: str, other: str) -> str:
    how = f"overlap by {-mm:.1f} mm" if mm < 0 else f"are {mm:.1f} mm apart"
    return f"{called(one)} and {called(other)} {how}"


def least_gap(mm: float) -> str:
    return f"they overlap by {-mm:.1f} mm" if mm < 0 else f"least {mm:.2f} mm"


def beyond(box: QRectF, size: QRectF) -> str:
    """By how much a box leaves the picture: `56 px above the upper edge`."""
    sides = (
        (size.top() - box.top(), "above the upper edge"), (box.bottom() - size.bottom(), "below the lower edge"),
        (size.left() - box.left(), "left of the left edge"), (box.right() - size.right(), "right of the right edge"),
    )  # fmt: skip
    return ", ".join(f"{far:.0f} px {side}" for far, side in sides if far > 0.5) or "at the edge"
