"""How light a value of sRGB is to the eye: https://www.w3.org/TR/WCAG22/#dfn-relative-luminance. Pure."""

from __future__ import annotations

from typing import Final


def _linear(value: int) -> float:
    part = value / 255
    return part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4


LUMINANCE: Final = tuple(_linear(value) for value in range(256))
"""By a grey's value, 0..255: its relative luminance, 0..1."""
