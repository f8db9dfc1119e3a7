"""What the player keeps in memory with a scene on the screen and four armed, beside players of one film."""

from __future__ import annotations

import statistics
import time
from contextlib import suppress
from dataclasses import asdict
from pathlib import Path
from typing import Any, Final

from bench import figures, players, processes, shows
from bench.clips import numbered
from bench.glass import Watch, glass

REST: Final = 3.0
"""Seconds after which all is armed, and the decision has come to rest."""
LOOKS: Final = 10
EVERY: Final = 0.5
ARMED: Final = 4
PEERS: Final = ("vlc", "mpv x11", "Qt Multimedia")


def measure(folder: Path, rounds: int) -> dict[str, Any]:
    folder = folder.resolve()
    film = numbered(folder / "cost.mp4", 1, 600)
    film.chmod(0o644)
    playlist = four_armed(folder, "memory", ARMED + 1)
    found: dict[str, list[dict[str, float]]] = {"ours": []}
    for _ in range(rounds):
        found["ours"].append(_ours(playlist, shows.settings(folder, "software")))
        for name in PEERS:
            measured = found.setdefault(name, [])
            if players.installed(name):
                with suppress(TimeoutError):  # one that never shows its film has an empty line in the table
                    measured.append(_peer(name, film))
    return found


def four_armed(folder: Path, name: str, scenes: int) -> Path:
    """A story of so many scenes, from each of which four others can be chosen: five films of 20 s, clips 7 to 11.

    `choice-go` leads on to the next scene; the last ones lead to the first."""
    numbered(folder / "attract.mp4", 15, 90)
    films = [numbered(folder / f"five{number}.mp4", 7 + number, 600, hertz=300 + 100 * number).name
             for number in range(ARMED + 1)]  # fmt: skip
    story = []
    for number in range(scenes):
        on, *others = [f"s{(number + ahead) % scenes}" for ahead in range(1, ARMED + 1)]
        story.append(shows.asking(f"s{number}", films[number % len(films)], [others[0], on, *others[1:]]))
    return shows.write(folder, name, story, attract="attract.mp4", timing="beat: 0ms")


def _ours(playlist: Path, settings: Path) -> dict[str, float]:
    with players.stand(playlist, settings) as it:
        it.hand.touch(900, 300)
        it.watch.wait(lambda seen: seen.clip == 7)
        time.sleep(REST)
        taken = sum(1 for deck in it.app.ask("report")["decks"] if deck != "free")
        if taken != ARMED + 1:
            raise RuntimeError(f"{taken} decks are taken, not one on the screen and {ARMED} armed")
        return _looked_at(it.app.pid)


def _peer(name: str, film: Path) -> dict[str, float]:
    with glass() as screen, Watch(screen) as watch, players.peer(screen, name, film) as pid:
        watch.wait(lambda seen: seen.clip == 1)
        time.sleep(REST)
        return _looked_at(pid)


def _looked_at(pid: int) -> dict[str, float]:
    """The most of several looks."""
    looks = []
    for _ in range(LOOKS):
        looks.append(asdict(processes.use(pid)))
        time.sleep(EVERY)
    return {what: max(look[what] for look in looks) for what in ("resident", "own", "threads", "handles")}


def table(found: dict[str, Any]) -> str:
    rows = [
        (name, len(rounds), *(statistics.median(one[what] for one in rounds) if rounds else None
                              for what in ("resident", "own", "threads", "handles")))
        for name, rounds in found.items()
    ]  # fmt: skip
    return figures.table(("memory", "n", "resident MB", "own MB", "threads", "handles"), rows)
