"""Everything at a glance: each figure beside its goal as a table, in the results, and drawn beside the peers."""

from __future__ import annotations

import json
import statistics
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any, Final

from bench import drawing, figures, goals, soaked

TWICE: Final = 2.0
"""Times the goal, beyond which a bar is cut off."""


def add_soak(found: dict[str, Any], folder: Path) -> dict[str, Any]:
    """`found` with what the last `make soak` left in `folder`, if there was one."""
    kept = folder / "soak.json"
    return {**found, "soak": soaked.come_to(json.loads(kept.read_text()))} if kept.is_file() else found


def draw(found: Mapping[str, Any], judged: Sequence[goals.Judged], path: Path) -> None:
    """Every figure in parts of its goal, then the players side by side; dots are the single values or the extremes."""
    charts = [_against_goals(section, judged) for section in dict.fromkeys(one.section for one in judged)]
    charts += [chart for chart in _peers(found) if chart.bars]
    drawing.write(path, [chart for chart in charts if chart.bars])


def _against_goals(section: str, judged: Sequence[goals.Judged]) -> drawing.Bars:
    """Figures whose goal is 0 have no part of it: they stand there as a bar that is there or not."""
    bars = []
    for one in judged:
        if one.section != section or one.measured is None:
            continue
        said = f"{figures.cell(one.measured.value)} {one.unit}".strip() + f" ({one.goal}, n {one.measured.n})"
        share = one.share if one.share is not None else TWICE * (one.measured.value > 0)
        bars.append(
            drawing.Bar(one.figure, share, said, _spread(one, share), drawing.reached(one.verdict == "reached"))
        )
    return drawing.Bars(f"{section}: parts of the goal", bars, TWICE, 1.0)


def _spread(one: goals.Judged, share: float) -> tuple[float, ...]:
    """The extremes of what a figure is the middle of, in parts of the goal; none where it is an extreme itself."""
    measured = one.measured
    if measured is None or not measured.low < measured.value < measured.high or one.share is None:
        return ()
    parts = (measured.low / measured.value, measured.high / measured.value)
    return tuple(share / part if one.goal.startswith(">=") else share * part for part in parts if part > 0)


def _peers(found: Mapping[str, Any]) -> list[drawing.Bars]:
    """Of the players that were measured in the same run."""
    cost = {name: [one["player"] for one in costs] for name, costs in _players(found, "cost").items()}
    memory = {name: [one["resident"] for one in rounds] for name, rounds in _players(found, "memory").items()}
    start = dict(found.get("start", {}).get("times", {}))
    return [
        _side_by_side("processor seconds for a second of 1080p30", cost, "s"),
        _side_by_side("resident memory (ours with four more films armed)", memory, "MB"),
        _side_by_side("launch to first picture", start, "ms"),
    ]


def _players(found: Mapping[str, Any], section: str) -> dict[str, list[dict[str, float]]]:
    return {name: values for name, values in found.get(section, {}).items() if isinstance(values, list)}


def _side_by_side(title: str, players: Mapping[str, Sequence[float]], unit: str) -> drawing.Bars:
    bars = []
    for name, values in players.items():
        if values:
            middle = statistics.median(values)
            said = f"{figures.cell(float(middle))} {unit} (n {len(values)})"
            bars.append(drawing.Bar(name, middle, said, values, drawing.beside(name)))
    return drawing.Bars(title, bars, max((max(bar.dots) for bar in bars), default=1.0) * 1.05)
