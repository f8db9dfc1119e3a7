"""How long it takes to measure the shipped exhibition's footage: with nothing known of it, and with all of it known."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from typing import Any, Final

from bench import figures

_SHOWN: Final = "the-defector"
WARM: Final = 3
"""Times in one round that it is asked again."""


def measure(folder: Path, rounds: int) -> dict[str, Any]:
    folder = folder.resolve()
    times: dict[str, list[float]] = {"cold": [], "warm": []}
    files: list[Any] = []
    for _ in range(rounds):
        with tempfile.TemporaryDirectory(dir=folder) as cache:
            for temper in ("cold", *["warm"] * WARM):
                began = time.perf_counter()
                files = _media(cache)
                times[temper].append(time.perf_counter() - began)
    minutes = sum(one["facts"]["duration"] for one in files) / 60_000
    return {"times": times, "files": len(files), "minutes": minutes}


def _media(cache: str) -> list[Any]:
    words = [sys.executable, "-m", "kiosk.cli", "media", _SHOWN, "--json"]
    environment = {**os.environ, "XDG_CACHE_HOME": cache}
    done = subprocess.run(words, capture_output=True, check=True, env=environment)
    return list(json.loads(done.stdout))


def table(found: dict[str, Any]) -> str:
    heads = ("seconds to measure all footage", "n", "median", "min", "max", "a minute of film")
    rows = []
    for temper, times in found["times"].items():
        line = figures.summary(times)
        share = line["median"] / found["minutes"]
        rows.append((temper, line["n"], line["median"], line["min"], line["max"], share))
    return f"{figures.table(heads, rows)}\n\n{found['files']} files, {found['minutes']:.1f} minutes"
