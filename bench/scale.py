"""The same with much of it: a story of 1,000 scenes with four films armed, other rates, 4K, many sizes in one story."""

from __future__ import annotations

import statistics
import subprocess
import sys
from collections.abc import Callable
from contextlib import suppress
from dataclasses import asdict
from pathlib import Path
from typing import Any, Final, ParamSpec

from bench import cost, cuts, figures, memory, shows
from bench.clips import numbered
from bench.start import launch

P = ParamSpec("P")
SCENES: Final = 1000
CUTS: Final = {"touch": 67, "end": 67, "mixed": 67}
"""In one round."""
RATES: Final = (25, 30, 50, 60)
RATE_CUTS: Final = 30
SECONDS: Final = 14
"""Of the films whose cost is measured."""
SHORT: Final = 1.5
"""Seconds of films that end by themselves."""
SIZES: Final = (
    (1920, 1080),
    (1440, 1080),
    (640, 360),
    (1080, 1920),
    (1280, 720),
    (3840, 2160),
    (720, 576),
    (1920, 804),
)
UHD: Final = (3840, 2160)
READ: Final = """
import sys, time
from pathlib import Path
from kiosk.content import Options, read_content
began = time.perf_counter()
content = read_content(Options(Path(sys.argv[1]), Path(sys.argv[2])))
assert content.playlist is not None, content.faults
print(1000 * (time.perf_counter() - began))
"""


def measure(folder: Path, rounds: int) -> dict[str, Any]:
    folder = folder.resolve()
    numbered(folder / "attract.mp4", 15, 90)
    settings = shows.settings(folder, "software")
    asking = memory.four_armed(folder, "scale-asking", SCENES)
    ending = _ending(folder, "scale-ending", 30, SCENES)
    mixed = _mixed(folder)
    clips = {"touch": (7, 8, 9, 10, 11), "end": (4, 5), "mixed": tuple(range(1, len(SIZES) + 1))}
    runs: dict[str, list[dict[str, Any]]] = {way: [] for way in CUTS}
    costs: list[dict[str, float]] = []
    uhd: list[dict[str, float]] = []
    reading: list[float] = []
    starts: list[float] = []
    rates: dict[str, dict[str, Any]] = {str(rate): {"cost": [], "gaps": []} for rate in RATES}
    for _ in range(rounds):
        _add(runs["touch"], cuts.by_touch, asking, settings, clips["touch"], CUTS["touch"])
        _add(runs["end"], cuts.at_ends, ending, settings, clips["end"], CUTS["end"])
        _add(runs["mixed"], cuts.at_ends, mixed, settings, clips["mixed"], CUTS["mixed"])
        _add(costs, cost.of_ours, asking, settings, 7)
        for rate in RATES:
            playlist = _ending(folder, f"rate-{rate}", rate, RATE_CUTS + 1)
            _add(rates[str(rate)]["cost"], cost.of_ours, _long(folder, rate), settings, 12)
            _add(rates[str(rate)]["gaps"], cuts.at_ends, playlist, settings, clips["end"], RATE_CUTS)
        _add(uhd, cost.of_ours, _long(folder, 30, UHD), settings, 12)
        _add(reading, _read, asking, settings)
        _add(starts, launch, folder, asking)
    for found in rates.values():
        found["cuts"] = cuts.joined(found.pop("gaps"))
    return {**{way: cuts.joined(found) for way, found in runs.items()}, "cost": costs, "rates": rates, "4K30": uhd,
            "reading": reading, "starts": starts}  # fmt: skip


def _add(values: list[Any], measure: Callable[P, Any], *args: P.args, **kwargs: P.kwargs) -> None:
    """What `measure` answers, as it goes into the results; nothing where the screen never showed what it waits for."""
    with suppress(TimeoutError):
        found = measure(*args, **kwargs)
        values.append(asdict(found) if isinstance(found, cost.Cost) else found)


def _ending(folder: Path, name: str, rate: int, scenes: int) -> Path:
    """Two films of 1080p, clips 4 and 5, in turn."""
    films = tuple(numbered(folder / f"ends{rate}-{clip}.mp4", clip, round(SHORT * rate), rate=rate,
                           hertz=100 * clip).name for clip in (4, 5))  # fmt: skip
    return cuts.one_after_another(folder, name, films, scenes)


def _mixed(folder: Path) -> Path:
    """Every size in turn; clips 1 to 8."""
    films = tuple(numbered(folder / f"mixed{clip}.mp4", clip, round(SHORT * 30), size=size, hertz=100 * clip).name
                  for clip, size in enumerate(SIZES, 1))  # fmt: skip
    return cuts.one_after_another(folder, "scale-mixed", films, CUTS["mixed"] + 1)


def _long(folder: Path, rate: int, size: tuple[int, int] = (1920, 1080)) -> Path:
    """A decision over a film of this rate, clip 12."""
    name = f"long-{size[1]}p{rate}"
    film = numbered(folder / f"{name}.mp4", 12, SECONDS * rate, rate=rate, size=size)
    scene = shows.asking("shore", film.name, ["shore"] * 3, opens="1s")
    return shows.write(folder, name, [scene], attract="attract.mp4")


def _read(playlist: Path, settings: Path) -> float:
    """Ms that reading the playlist takes in a new process, its files in the page cache."""
    words = [sys.executable, "-c", READ, str(playlist), str(settings)]
    return float(subprocess.run(words, capture_output=True, text=True, check=True, timeout=120).stdout)


def table(found: dict[str, Any]) -> str:
    names = {"touch": f"{SCENES} scenes, four armed, touch", "end": f"{SCENES} scenes, end",
             "mixed": f"{len(SIZES)} sizes up to 4K, end"}  # fmt: skip
    rows = [cuts.line(name, found[way]) for way, name in names.items()]
    rows += [cuts.line(f"{rate} fps, end", one["cuts"], unit=1000 / int(rate)) for rate, one in found["rates"].items()]
    gaps = figures.table(("scale: gaps in pictures of each film's rate", *cuts.HEADS), rows)
    paid = [(f"{SCENES} scenes, four armed, 1080p30", 30.0, found["cost"]),
            *((f"1080p{rate}", float(rate), one["cost"]) for rate, one in found["rates"].items()),
            ("2160p30 (4K)", 30.0, found["4K30"])]  # fmt: skip
    lines = [(name, len(costs), rate, *(statistics.median(one[what] for one in costs) if costs else None
                                        for what in ("pictures", "player", "longest", "others")))
             for name, rate, costs in paid]  # fmt: skip
    costs = figures.table(("film", "n", "of", "pictures/s on the screen", "CPU s/s", "longest ms", "others"), lines)
    said = [f"{what} {statistics.median(values):.0f} ms (n {len(values)})" if values else f"{what}: not measured"
            for what, values in ((f"reading {SCENES} scenes", found["reading"]),
                                 ("launch to first picture with them, warm", found["starts"]))]  # fmt: skip
    return f"{gaps}\n\n{costs}\n\n{'; '.join(said)}"
