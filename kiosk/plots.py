"""Small drawings for pages, as SVG in the page's own colours. Nothing but arithmetic."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from html import escape
from typing import Final

WIDTH: Final = 560
HIGH: Final = 150
_LEFT, _BELOW = 46, 22
_ROW = 24
_NAMES = 190
_ROOM = 28
"""Letters of 13 pixels' height that fit into _NAMES."""
_LETTER = 9
"""Pixels from letter to letter, at the most."""
_WIDE = 0x1100


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


def bars(counts: Mapping[str, int], pale: Mapping[str, int] | None = None, what: str = "") -> str:
    """One bar a name, as long as its count. `pale`: what else there is of it, named `what`; drawn where it is more."""
    if not counts:
        return "<p>Nothing to draw.</p>"
    behind = pale or {}
    wide = any(behind.values())
    most = max(*counts.values(), *behind.values(), 1)
    room = WIDTH - _NAMES - (110 if wide else 50)
    rows = []
    for i, (name, n) in enumerate(counts.items()):
        other = behind.get(name, 0)
        end = room * max(n, other) / most
        figure = f"{n}, {other} {what}" if what and other else f"{n or other}"
        rows.append(
            f'<text x="0" y="{_ROW * i + 16}">{escape(_short(name))}<title>{escape(name)}</title></text>'
            + (f'<rect class="faint" x="{_NAMES}" y="{_ROW * i + 4}" width="{room * other / most:.1f}" '
               f'height="{_ROW - 8}"/>' if other > n else "")
            + f'<rect x="{_NAMES}" y="{_ROW * i + 4}" width="{room * n / most:.1f}" height="{_ROW - 8}"/>'
            f'<text x="{_NAMES + end + 8:.1f}" y="{_ROW * i + 16}">{escape(figure)}</text>'
        )  # fmt: skip
    return _svg("".join(rows), _ROW * len(counts))


def columns(counts: Mapping[str, int], unit: str) -> str:
    """One column a name, side by side in their order; of many, not every name is written."""
    if not counts:
        return "<p>Nothing to draw.</p>"
    most, step = max(*counts.values(), 1), (WIDTH - _LEFT) / len(counts)
    every = -(-max(len(name) for name in counts) * _LETTER // int(step)) if step >= 1 else len(counts)
    drawn = []
    for i, (name, n) in enumerate(counts.items()):
        high, x = (HIGH - 16) * n / most, _LEFT + step * i
        drawn.append(f'<rect x="{x:.1f}" y="{HIGH - high:.1f}" width="{max(1, step - 3):.1f}" height="{high:.1f}"/>')
        if i % max(1, every) == 0 and x + (step + len(name) * _LETTER) / 2 <= WIDTH + _LETTER:
            drawn.append(
                f'<text x="{x + step / 2 - 1:.1f}" y="{HIGH + _BELOW - 4}" text-anchor="middle">{escape(name)}</text>'
            )
    line = f'<line x1="{_LEFT}" y1="{HIGH}" x2="{WIDTH}" y2="{HIGH}"/>'
    return _svg("".join(drawn) + line + _up(most, unit), HIGH + _BELOW)


def _short(name: str) -> str:
    """As much of it as has room before its bar; Korean and the like are twice as wide."""
    width, kept = 0, ""
    for letter in name:
        width += 2 if ord(letter) > _WIDE else 1
        if width > _ROOM:
            return f"{kept.rstrip()}…"
        kept += letter
    return kept


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
