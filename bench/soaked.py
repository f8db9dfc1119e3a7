"""What a soak came to: how fast memory grew, whether threads and handles did."""

from __future__ import annotations

import statistics
from itertools import combinations
from pathlib import Path
from typing import Any, Final

from bench import drawing, figures

WARM_UP: Final = 0.2
"""Of the run: caches fill, and the allocator finds its size."""
MEMORY: Final = {"resident": "resident", "own": "own (PSS)", "server": "the X server's"}
LOOKS: Final = (0.0, 0.1, 0.25, 0.5, 0.75, 1.0)
"""Parts of the run at which the table shows what was used."""
FEWEST: Final = 6
"""Samples after the warm-up without which no growth is told."""


def come_to(found: dict[str, Any]) -> dict[str, Any]:
    """`found` is a soak.json; the slopes, in MB over 1,000 cuts, and what there was more of at the end, are added."""
    samples = found["samples"][round(WARM_UP * len(found["samples"])) :]
    if len(samples) < FEWEST:
        return found
    cuts = [sample["cuts"] for sample in samples]
    slopes: dict[str, Any] = {"warm-up": samples[0]["cuts"]}
    for what in MEMORY:
        slope, low, high = growth(cuts, [sample[what] for sample in samples])
        slopes |= {what: slope, f"{what} between": [low, high]}
    more = {what: _more([sample[what] for sample in samples]) for what in ("threads", "handles")}
    return {**found, "slope": slopes, "more": more}


def _more(values: list[float]) -> float:
    """In the last third than in the first."""
    third = len(values) // 3
    return statistics.median(values[-third:]) - statistics.median(values[:third])


def growth(cuts: list[int], megabytes: list[float]) -> tuple[float, float, float]:
    """MB over 1,000 cuts: the median of the slopes between any two samples (Theil and Sen), which a few strays do not
    move, and the same of the first and of the second half of the run, the smaller one first."""
    half = len(cuts) // 2
    first, second = _slope(cuts[:half], megabytes[:half]), _slope(cuts[half:], megabytes[half:])
    return _slope(cuts, megabytes), min(first, second), max(first, second)


def _slope(cuts: list[int], megabytes: list[float]) -> float:
    pairs = combinations(zip(cuts, megabytes, strict=True), 2)
    return statistics.median(1000 * (later[1] - earlier[1]) / (later[0] - earlier[0]) for earlier, later in pairs)


def table(found: dict[str, Any]) -> str:
    samples = found["samples"]
    last = len(samples) - 1
    picked = [samples[at] for at in sorted({round(share * last) for share in LOOKS})] if samples else []
    over_time = figures.table(
        ("cuts", "after s", "resident MB", "own MB", "threads", "handles", "X server MB"),
        [[sample[key] for key in ("cuts", "seconds", "resident", "own", "threads", "handles", "server")]
         for sample in picked],
    )  # fmt: skip
    server = "with a sound server" if found["sound"] else "without a sound server"
    ended = f"; stopped: {found['stopped']}" if found["stopped"] else ""
    counts = {"black": "black", "out of turn": "stale", "not seen": "unseen", "first seen late": "late"}
    said = [
        f"{found['cuts']} cuts, {found['touches']} of them by touch, {server}{ended}",
        ", ".join(f"{name} {found[what]}" for name, what in counts.items()),
        f"warnings and incidents in the journal: {len(found['journal'])}",
        *found["journal"][:5],
    ]
    if "slope" in found:
        slope, more = found["slope"], found["more"]
        said.append(f"growth over 1,000 cuts, after the first {slope['warm-up']} (in each half of the run):")
        for what, name in MEMORY.items():
            low, high = slope[f"{what} between"]
            said.append(f"  {name} {slope[what]:+.2f} MB ({low:+.2f}, {high:+.2f})")
        said.append(f"more at the end than at the beginning: threads {more['threads']:g}, handles {more['handles']:g}")
    else:
        said.append("too short a run to tell what grows")
    return "\n".join([over_time, *said])


def draw(found: dict[str, Any], path: Path) -> None:
    """Memory, threads and handles over the cuts."""
    samples = found["samples"]
    cuts = [float(sample["cuts"]) for sample in samples]

    def curve(*whats: str) -> dict[str, list[float]]:
        return {MEMORY.get(what, what): [float(sample[what]) for sample in samples] for what in whats}

    memory = drawing.Lines("memory at rest, MB", "cuts", cuts, curve("resident", "own"))
    drawing.write(path, [memory, drawing.Lines("threads and handles", "cuts", cuts, curve("threads", "handles"))])
