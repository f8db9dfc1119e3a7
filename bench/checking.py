"""How long `kiosk media` and `kiosk check` take for the shipped exhibition: with nothing known of it, and with all."""

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
    times: dict[str, list[float]] = {"cold": [], "warm": [], "check, cold": [], "check, warm": []}
    files: list[Any] = []
    for number in range(rounds):
        with tempfile.TemporaryDirectory(dir=folder) as cache:
            for temper in ("cold", *["warm"] * WARM):
                files = _timed("media", cache, times[temper])
            _timed("check", cache, [])
            for _ in range(WARM):
                _timed("check", cache, times["check, warm"])
        if not number:  # once: it takes as long as `media`, and words that are laid out
            with tempfile.TemporaryDirectory(dir=folder) as cache:
                _timed("check", cache, times["check, cold"])
    minutes = sum(one["facts"]["duration"] for one in files) / 60_000
    return {"times": times, "files": len(files), "minutes": minutes}


def _timed(command: str, cache: str, times: list[float]) -> list[Any]:
    words = [sys.executable, "-m", "kiosk.cli", command, _SHOWN, "--json"]
    began = time.perf_counter()
    done = subprocess.run(words, capture_output=True, check=True, env={**os.environ, "XDG_CACHE_HOME": cache})
    times.append(time.perf_counter() - began)
    return list(json.loads(done.stdout))


def table(found: dict[str, Any]) -> str:
    heads = ("seconds", "n", "median", "min", "max", "a minute of film")
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
            )
        )
    return f"{figures.table(heads, rows)}\n\n{found['files']} files, {found['minutes']:.1f} minutes"
