"""Medians, spreads, tables."""

from __future__ import annotations

import statistics
from collections.abc import Iterable, Sequence


def at(values: Sequence[float], share: float) -> float:
    """The value below which `share` (0..1) of `values` lie; the nearest one that was measured."""
    ranked = sorted(values)
    return ranked[min(len(ranked) - 1, round(share * (len(ranked) - 1)))]


def summary(values: Sequence[float]) -> dict[str, float]:
    return {
        "n": len(values), "median": statistics.median(values), "p95": at(values, 0.95), "p99": at(values, 0.99),
        "min": min(values), "max": max(values),
    } if values else {"n": 0}  # fmt: skip


def table(heads: Sequence[str], rows: Iterable[Sequence[object]]) -> str:
    """Columns as wide as they need, numbers to the right."""
    lines = [list(map(str, heads)), *([cell(value) for value in row] for row in rows)]
    widths = [max(len(line[column]) for line in lines) for column in range(len(heads))]
    out = [
        "  ".join(
            cell.ljust(width) if column == 0 else cell.rjust(width)
            for column, (cell, width) in enumerate(zip(line, widths, strict=True))
        ).rstrip()
        for line in lines
    ]
    return "\n".join([out[0], "  ".join("-" * width for width in widths), *out[1:]])


def cell(value: object) -> str:
    """Three digits or so of a number; "-" for nothing."""
    if isinstance(value, float):
        return f"{value:.0f}" if abs(value) >= 1000 else f"{value:.1f}" if abs(value) >= 10 else f"{value:.2f}"
    return "-" if value is None else str(value)
