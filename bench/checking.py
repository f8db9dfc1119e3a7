"""How long `kiosk media` and `kiosk check` take for the shipped exhibition: with nothing known of it, with what is
shipped beside its footage (measured.json), and with all."""

from __future__ import annotations

import json
import os
import resource
import shutil
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from typing import Any, Final

from bench import figures
from kiosk.desk.cache import KEPT

_SHOWN: Final = "the-defector"
_ROOT: Final = Path(__file__).parents[1]
WARM: Final = 3
"""Times in one round that it is asked again."""


def measure(folder: Path, rounds: int) -> dict[str, Any]:
    folder = folder.resolve()
    times: dict[str, list[float]] = {
        "cold": [],
        "warm": [],
        "check, cold": [],
        "check, as shipped": [],
        "check, warm": [],
    }
    spent: dict[str, list[float]] = {name: [] for name in times}
    files: list[Any] = []

    bare = str(_bare(folder))

    def timed(command: str, cache: str, name: str) -> list[Any]:
        found, seconds, processor = _timed(command, cache, _SHOWN if "shipped" in name else bare)
        times[name].append(seconds)
        spent[name].append(processor)
        return found

    for number in range(rounds):
        with tempfile.TemporaryDirectory(dir=folder) as cache:
            for temper in ("cold", *["warm"] * WARM):
                files = timed("media", cache, temper)
            _timed("check", cache, bare)
            for _ in range(WARM):
                timed("check", cache, "check, warm")
        if not number:  # once: it takes as long as `media`, and words that are laid out
            with tempfile.TemporaryDirectory(dir=folder) as cache:
                timed("check", cache, "check, cold")
        with tempfile.TemporaryDirectory(dir=folder) as cache:
            timed("check", cache, "check, as shipped")
    minutes = sum(one["facts"]["duration"] for one in files) / 60_000
    return {"times": times, "processor": spent, "files": len(files), "minutes": minutes}


def _bare(folder: Path) -> Path:
    """The exhibition without what was measured of it elsewhere."""
    home, media = folder / "playlists" / _SHOWN, folder / "media" / _SHOWN
    for place in (home, media):
        shutil.rmtree(place, ignore_errors=True)
    shutil.copytree(_ROOT / "playlists" / _SHOWN, home)
    shutil.copytree(_ROOT / "media" / _SHOWN, media, ignore=shutil.ignore_patterns(KEPT))
    return home


def _timed(command: str, cache: str, playlist: str) -> tuple[list[Any], float, float]:
    """What it found, the seconds it took, and those of the processor: its own and ffmpeg's, whatever runs beside."""
    words = [sys.executable, "-m", "kiosk.cli", command, playlist, "--json"]
    before, began = _processor(), time.perf_counter()
    done = subprocess.run(words, capture_output=True, check=True, env={**os.environ, "XDG_CACHE_HOME": cache})
    return list(json.loads(done.stdout)), time.perf_counter() - began, _processor() - before


def _processor() -> float:
    """Seconds of the processor that every process begun here, and each that it began and waited for, has spent."""
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime


def table(found: dict[str, Any]) -> str:
    heads = ("seconds", "n", "median", "min", "max", "a minute of film", "processor")
    rows = []
    for temper, times in found["times"].items():
        line = figures.summary(times)
        share = line["median"] / found["minutes"]
        rows.append(
            (
                temper if "," in temper else f"media, {temper}",
                line["n"],
                line["median"],
                line["min"],
                line["max"],
                share,
                figures.summary(found["processor"][temper])["median"] if "processor" in found else "",
            )
        )
    return f"{figures.table(heads, rows)}\n\n{found['files']} files, {found['minutes']:.1f} minutes"
