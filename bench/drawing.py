"""Charts as SVG: figures against their goals, peers side by side, something over time. Dark text on white."""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from html import escape
from pathlib import Path
from typing import Final

WIDTH: Final = 1100
_LEFT, _RIGHT = 400, 230
"""What names and figures take beside the bars."""
_ROW, _HEAD = 22, 46
_INK, _FAINT, _GOOD, _BAD, _OURS, _PEER = "#1c2430", "#8a94a3", "#2f7d5b", "#b3402e", "#2f5f9e", "#9fb2c8"
_COLOURS: Final = (_OURS, "#b5702a", _GOOD)


@dataclass(frozen=True, slots=True)
class Bar:
    """`value` and the single values it is the middle of; `said` stands behind it."""

    name: str
    value: float
    said: str
    dots: Sequence[float] = ()
    colour: str = _OURS


@dataclass(frozen=True, slots=True)
class Bars:
    """From 0 to `most`; what is longer is cut off there, and marked. A line at `goal`, if there is one."""

    title: str
    bars: Sequence[Bar]
    most: float
    goal: float | None = None

    @property
    def height(self) -> int:
        return _HEAD + _ROW * len(self.bars) + 14

    def draw(self, top: int) -> Iterator[str]:
        yield _text(20, top + 26, self.title, size=16, bold=True)
        across = WIDTH - _LEFT - _RIGHT
        for row, bar in enumerate(self.bars):
            y = top + _HEAD + row * _ROW
            yield _text(_LEFT - 10, y + 12, bar.name, anchor="end")
            length = across * min(max(bar.value, 0.0), self.most) / self.most
            yield f'<rect x="{_LEFT}" y="{y + 2}" width="{max(length, 1):.1f}" height="13" fill="{bar.colour}"/>'
            if bar.value > self.most:
                yield _text(_LEFT + across - 12, y + 13, "»", fill="#ffffff", bold=True)
            for dot in bar.dots:
                x = _LEFT + across * min(max(dot, 0.0), self.most) / self.most
                yield f'<circle cx="{x:.1f}" cy="{y + 8.5}" r="2.6" fill="#ffffff" stroke="{_INK}"/>'
            yield _text(WIDTH - _RIGHT + 12, y + 12, bar.said)
        if self.goal is not None:
            x, bottom = _LEFT + across * self.goal / self.most, top + self.height - 12
            yield f'<path d="M{x:.1f} {top + _HEAD - 6}V{bottom}" stroke="{_INK}" stroke-dasharray="4 3"/>'
            yield _text(x, top + _HEAD - 9, "goal", anchor="middle", fill=_INK)


@dataclass(frozen=True, slots=True)
class Lines:
    """Curves over `xs`, from 0."""

    title: str
    x_name: str
    xs: Sequence[float]
    curves: Mapping[str, Sequence[float]]

    height: int = 320

    def draw(self, top: int) -> Iterator[str]:
        yield _text(20, top + 26, self.title, size=16, bold=True)
        rows = _even(max((max(curve, default=0.0) for curve in self.curves.values()), default=0.0))
        columns = _even(max(self.xs, default=0.0))
        most, last = rows[-1], columns[-1]
        left, right, floor, roof = 80, WIDTH - 160, top + self.height - 40, top + _HEAD

        def place(x: float, y: float) -> str:
            return f"{left + (right - left) * x / last:.1f} {floor - (floor - roof) * y / most:.1f}"

        for level in rows:
            _x, y = place(0, level).split()
            yield f'<path d="M{left} {y}H{right}" stroke="#dde2e8"/>'
            yield _text(left - 8, float(y) + 4, f"{level:g}", anchor="end")
        for along in columns:
            yield _text(float(place(along, 0).split()[0]), floor + 18, f"{along:g}", anchor="middle")
        yield _text((left + right) / 2, floor + 34, self.x_name, anchor="middle")
        lowest = float(floor)
        curves = [(curve[-1] if curve else 0.0, name, curve, colour)
                  for (name, curve), colour in zip(self.curves.items(), _COLOURS, strict=False)]  # fmt: skip
        for ends, name, curve, colour in sorted(curves, key=lambda curve: curve[0]):
            points = "L".join(place(x, y) for x, y in zip(self.xs, curve, strict=True))
            yield f'<path d="M{points}" fill="none" stroke="{colour}" stroke-width="1.6"/>' if points else ""
            if curve:
                lowest = min(float(place(last, ends).split()[1]), lowest - 15)  # never one name on another
                yield _text(right + 10, lowest + 4, f"{name} {ends:.0f}", fill=colour, bold=True)


def reached(yes: bool) -> str:
    """The colour of a figure that reached its goal, or did not."""
    return _GOOD if yes else _BAD


def beside(name: str) -> str:
    """The colour of a player among its peers."""
    return _OURS if name.startswith("ours") else _PEER


def write(path: Path, charts: Sequence[Bars | Lines]) -> None:
    """The charts, one below the other."""
    parts, top = [], 10
    for chart in charts:
        parts += list(chart.draw(top))
        top += chart.height
    head = (f'<svg xmlns="http://www.w3.org/2000/svg" width="{WIDTH}" height="{top + 10}" '
            f'viewBox="0 0 {WIDTH} {top + 10}" font-family="Inter, Helvetica, Arial, sans-serif">')  # fmt: skip
    path.write_text(
        "\n".join([head, f'<rect width="{WIDTH}" height="{top + 10}" fill="#ffffff"/>', *parts, "</svg>\n"])
    )


def _even(most: float) -> list[float]:
    """Round numbers from 0 to `most` or a little more, about five steps."""
    rough = max(most, 1e-9) / 5
    size: float = 10 ** math.floor(math.log10(rough))
    step = next(size * part for part in (1, 2, 2.5, 5, 10) if size * part >= rough)
    return [round(step * part, 9) for part in range(math.ceil(most / step) + 1)] if most > 0 else [0.0, 1.0]


def _text(
    x: float, y: float, text: str, *, size: int = 12, bold: bool = False, anchor: str = "start", fill: str = _INK
) -> str:
    weight = ' font-weight="600"' if bold else ""
    return (f'<text x="{x:.1f}" y="{y:.1f}" font-size="{size}" text-anchor="{anchor}" fill="{fill}"{weight}>'
            f"{escape(text)}</text>")  # fmt: skip
