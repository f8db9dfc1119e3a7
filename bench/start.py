"""From launch to the first picture of film on the screen: of ours to its attract film, of VLC and mpv to theirs.

Cold is with the page cache dropped where that is permitted (root); else every start is warm, and says so.
"""

from __future__ import annotations

import os
import re
import sys
import tempfile
import time
from collections import Counter
from contextlib import suppress
from pathlib import Path
from typing import Any, Final

from bench import figures, players, shows
from bench.clips import numbered
from bench.glass import Watch, glass

TIMES: Final = 4
"""Starts of each in one round."""
_CACHE: Final = Path("/proc/sys/vm/drop_caches")
_IMPORT: Final = re.compile(r"import time: +(\d+) \| +\d+ \| +(\S+)")


def measure(folder: Path, rounds: int) -> dict[str, Any]:
    folder = folder.resolve()
    film = numbered(folder / "attract.mp4", 15, 90)
    film.chmod(0o644)
    playlist = shows.write(folder, "start", [shows.plain("one", film.name, "home")], attract=film.name)
    ours = _command(folder, playlist)
    found: dict[str, list[float]] = {}
    for _ in range(rounds * TIMES):
        for cold in (True, False):
            if cold and not _forget_files():
                continue
            temper = "cold" if cold else "warm"
            found.setdefault(f"ours, {temper}", []).append(_start(ours))
            for name in ("vlc", "mpv x11"):
                times = found.setdefault(f"{name}, {temper}", [])
                if players.installed(name):
                    with suppress(TimeoutError):
                        times.append(_start(players.words(name, film)))
    return {"times": found, "imports": _imports(ours)}


def launch(folder: Path, playlist: Path) -> float:
    """Milliseconds to the first picture of `playlist`'s attract film, which is clip 15. Raises TimeoutError."""
    return _start(_command(folder, playlist))


def _command(folder: Path, playlist: Path) -> list[str]:
    return [sys.executable, "-m", "kiosk.cli", "run", str(playlist), "--settings",
            str(shows.settings(folder, "software"))]  # fmt: skip


def _start(words: list[str]) -> float:
    """Milliseconds."""
    with glass() as screen, Watch(screen) as watch:
        began = time.perf_counter()
        with players.running(words, screen):
            return 1000 * (watch.wait(lambda seen: seen.clip == 15).at - began)


def _forget_files() -> bool:
    os.sync()
    try:
        _CACHE.write_text("3")
    except OSError:
        return False
    return True


def _imports(words: list[str]) -> dict[str, float]:
    """Milliseconds that each package's modules took to import until the first picture, without those they import."""
    with tempfile.TemporaryFile("w+") as told, glass() as screen, Watch(screen) as watch:
        with players.running([words[0], "-X", "importtime", *words[1:]], screen, told.fileno()):
            watch.wait(lambda seen: seen.clip == 15)
        told.seek(0)
        packages: Counter[str] = Counter()
        for took, module in _IMPORT.findall(told.read()):
            packages[module.partition(".")[0]] += int(took)
    return {name: took / 1000 for name, took in packages.most_common(8)}


def table(found: dict[str, Any]) -> str:
    rows = []
    for name, times in found["times"].items():
        line = figures.summary(times)
        rows.append((name, line["n"], *(line.get(key) for key in ("median", "min", "max"))))
    starts = figures.table(("launch to first picture, ms", "n", "median", "min", "max"), rows)
    return f"{starts}\n\n{figures.table(('imported until then', 'ms'), found['imports'].items())}"
