"""What a second of 1080p30 film costs: ours with a decision open over it, beside players that show only film."""

from __future__ import annotations

import statistics
import time
from contextlib import suppress
from dataclasses import asdict, dataclass
from itertools import pairwise
from pathlib import Path
from typing import Any

from bench import figures, players, processes, shows
from bench.clips import numbered
from bench.glass import Glass, Seen, Watch, glass

SECONDS, WARM_UP = 8.0, 3.0
FRAMES = 600
OURS = {"ours, software": "software", "ours, llvmpipe": "gpu"}


@dataclass(frozen=True, slots=True)
class Cost:
    """Processor seconds a second of the player and of the X server; pictures a second; of other processes."""

    player: float
    server: float
    pictures: float
    others: float
    longest: float
    """ms that one picture stood."""


def measure(folder: Path, rounds: int) -> dict[str, Any]:
    film = numbered(folder / "cost.mp4", 1, FRAMES)
    attract = numbered(folder / "attract.mp4", 15, 90)
    film.chmod(0o644)
    scene = shows.asking("shore", film.name, ["shore", "shore", "shore"], opens="1s")
    playlist = shows.write(folder, "cost", [scene], attract=attract.name)
    found: dict[str, list[Cost]] = {}
    for _ in range(rounds):
        for name, drawn_by in OURS.items():
            found.setdefault(name, []).append(of_ours(playlist, shows.settings(folder, drawn_by), 1))
        for name in players.PEERS:
            measured = found.setdefault(name, [])
            if players.installed(name):
                with suppress(TimeoutError):  # one that never shows its film has an empty line in the table
                    measured.append(_peer(name, film))
    return {name: [asdict(cost) for cost in costs] for name, costs in found.items()}


def of_ours(playlist: Path, settings: Path, clip: int) -> Cost:
    """Of the app in the first scene of `playlist`, which shows `clip`."""
    with players.stand(playlist, settings) as it:
        it.hand.touch(900, 300)
        it.watch.wait(lambda seen: seen.clip == clip)
        return _cost(it.screen, it.watch, it.app.pid)


def _peer(name: str, film: Path) -> Cost:
    with glass() as screen, Watch(screen) as watch, players.peer(screen, name, film) as pid:
        watch.wait(lambda seen: seen.clip == 1)
        return _cost(screen, watch, pid)


def _cost(screen: Glass, watch: Watch, pid: int) -> Cost:
    time.sleep(WARM_UP)
    first = watch.wait(_film).at
    began = time.perf_counter()
    player, server, machine = processes.use(pid).seconds, processes.seconds(screen.server), processes.machine()
    mine = time.process_time()
    time.sleep(SECONDS)
    last = watch.wait(_film).at
    lasted = time.perf_counter() - began
    player, server = processes.use(pid).seconds - player, processes.seconds(screen.server) - server
    others = processes.machine() - machine - player - server - (time.process_time() - mine)
    seen = [one for one in watch.seen if first <= one.at <= last]
    longest = max(after.at - before.at for before, after in pairwise(seen))
    return Cost(player / lasted, server / lasted, pictures(seen), others / lasted, 1000 * longest)


def _film(seen: Seen) -> bool:
    return seen.clip > 0


def pictures(seen: list[Seen]) -> float:
    """A second: those that came from the first one on until the last one came."""
    return sum(1 for one in seen[:-1] if _film(one)) / (seen[-1].at - seen[0].at)


def table(found: dict[str, list[dict[str, float]]]) -> str:
    def median(name: str, what: str) -> float:
        return statistics.median(cost[what] for cost in found[name])

    rows: list[tuple[object, ...]] = []
    for name, costs in found.items():
        if not costs:
            rows.append((f"{name}: not installed, or it showed nothing", *[None] * 9))
            continue
        cpu = [cost["player"] for cost in costs]
        ratios = [median(name, "player") / median(other, "player") if found.get(other) else None
                  for other in ("mpv x11", "vlc", "Qt Multimedia")]  # fmt: skip
        rows.append((name, statistics.median(cpu), f"{min(cpu):.2f}..{max(cpu):.2f}", median(name, "server"),
                     median(name, "pictures"), median(name, "longest"), median(name, "others"), *ratios))  # fmt: skip
    return figures.table(
        ("cost of 1080p30", "CPU s/s", "spread", "X server", "pictures/s", "longest ms", "others", "/mpv x11", "/vlc",
         "/Qt MM"), rows,
    )  # fmt: skip
