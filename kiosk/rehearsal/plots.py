"""Small drawings for a rehearsal's page, as SVG in the page's own colours. Nothing but arithmetic."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from html import escape
from typing import Final

WIDTH: Final = 560
HIGH: Final = 150
_LEFT, _BELOW = 46, 22
_ROW = 24


def histogram(values: Sequence[float], unit: str, *, bins: int = 28) -> str:
    """How often which value came; the scale ends at the largest."""
    if not values:
        return "<p>Nothing to draw.</p>"
    most = max(values) or 1.0
    counts = [0] * bins
    for value in values:
        counts[min(bins - 1, int(bins * value / most))] += 1
    room, high = WIDTH - _LEFT, max(counts)
    bars = "".join(
        f'<rect x="{_LEFT + room * i / bins:.1f}" y="{HIGH - HIGH * n / high:.1f}" width="{room / bins - 2:.1f}" '
        f'height="{HIGH * n / high:.1f}"/>'
        for i, n in enumerate(counts)
        if n
    )
    return _svg(bars + _across(0, most, unit) + _up(high, "times"), HIGH + _BELOW)


def curve(points: Sequence[tuple[float, float]], unit: str) -> str:
    """A value over time in seconds; from 0, so that what grows is seen as large as it is."""
    if len(points) < 2:
        return "<p>Nothing to draw.</p>"
    last, high = points[-1][0] or 1.0, max(value for _, value in points) or 1.0
    places = " ".join(
        f"{_LEFT + (WIDTH - _LEFT) * at / last:.1f},{HIGH - (HIGH - 4) * value / high:.1f}" for at, value in points
    )
    return _svg(f'<polyline points="{places}"/>' + _across(0, last, "s") + _up(high, unit), HIGH + _BELOW)


def bars(counts: Mapping[str, int]) -> str:
    """One bar a name, as long as its count."""
    if not counts:
        return "<p>Nothing to draw.</p>"
    most, left = max(counts.values()) or 1, 190
    rows = "".join(
        f'<text x="0" y="{_ROW * i + 16}">{escape(name)}</text>'
        f'<rect x="{left}" y="{_ROW * i + 4}" width="{(WIDTH - left - 50) * n / most:.1f}" height="{_ROW - 8}"/>'
        f'<text x="{left + (WIDTH - left - 50) * n / most + 8:.1f}" y="{_ROW * i + 16}">{n}</text>'
        for i, (name, n) in enumerate(counts.items())
    )
    return _svg(rows, _ROW * len(counts))


def _svg(inside: str, height: float) -> str:
    return f'<svg viewBox="0 0 {WIDTH} {height:.0f}" width="{WIDTH}" height="{height:.0f}" role="img">{inside}</svg>'


def _across(first: float, last: float, unit: str) -> str:
    y = HIGH + _BELOW - 4
    return (
        f'<line x1="{_LEFT}" y1="{HIGH}" x2="{WIDTH}" y2="{HIGH}"/><text x="{_LEFT}" y="{y}">{first:g}</text>'
        f'<text x="{WIDTH}" y="{y}" text-anchor="end">{last:.4g} {escape(unit)}</text>'
    )


def _up(most: float, unit: str) -> str:
    return (
        f'<text x="{_LEFT - 8}" y="12" text-anchor="end">{most:.4g}</text>'
        f'<text x="{_LEFT - 8}" y="28" text-anchor="end">{escape(unit)}</text>'
    )
