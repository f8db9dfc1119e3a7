"""From one clip to the next, as presented: by touch mid-clip, at a clip's natural end, and round a loop.

A gap is the time from the first sight of the old clip's last picture to the first sight of the new one's first; between
any two pictures of a 30 fps film it is 33.3 ms. `then` is from the new clip's first picture to its second.
"""

from __future__ import annotations

import random
import time
from collections import Counter
from pathlib import Path
from typing import Any, Final

from bench import figures, players, shows
from bench.clips import numbered
from bench.glass import NOTHING, Seen
from bench.goals import FRAME

SHORT = 45
"""Pictures of a clip that ends by itself: 1.5 s, in which the next one has to be made ready."""
CUTS = {"touch": 67, "end": 67, "loop": 34}
"""In one round; three rounds are the 200, 200 and 100 of the goal."""


def measure(folder: Path, rounds: int) -> dict[str, Any]:
    folder = folder.resolve()
    numbered(folder / "attract.mp4", 15, 90)
    ways = {"touch": _by_touch, "end": _at_ends, "loop": _loops}
    found: dict[str, list[dict[str, Any]]] = {name: [] for name in ways}
    for _ in range(rounds):
        for name, way in ways.items():
            found[name].append(way(folder, CUTS[name]))
    return {name: joined(runs) for name, runs in found.items()}


def _by_touch(folder: Path, cuts: int) -> dict[str, Any]:
    names = ("left", "right")
    for index, name in enumerate(names):
        numbered(folder / f"{name}.mp4", 2 + index, 600, hertz=300 * (index + 1))
    scenes = [shows.asking(name, f"{name}.mp4", [other] * 3) for name, other in (names, names[::-1])]
    playlist = shows.write(folder, "by-touch", scenes, attract="attract.mp4", timing="beat: 0ms")
    return by_touch(playlist, shows.settings(folder, "software"), (2, 3), cuts)


def by_touch(
    playlist: Path, settings: Path, clips: tuple[int, ...], cuts: int, sound: Path | None = None
) -> dict[str, Any]:
    """Every second or so a finger on `choice-go`, which leads to another one of `clips`. `sound` as in players."""
    chance, touched = random.Random(1), []
    with players.stand(playlist, settings, sound=sound) as it:
        it.hand.touch(900, 300)
        now = it.watch.wait(lambda seen: seen.clip in clips).clip
        time.sleep(1.5)  # the decision has opened and come to rest
        place = it.app.place("choice-go")
        assert place is not None
        for _ in range(cuts):
            time.sleep(1.0 + chance.random() * 0.2)
            touched.append(it.hand.touch(*place))
            now = it.watch.wait(lambda seen, now=now: seen.clip in clips and seen.clip != now).clip  # type: ignore[misc]  # `now` has a default
        time.sleep(0.3)
        return _result(it.watch.seen, clips, touched)


def _at_ends(folder: Path, cuts: int) -> dict[str, Any]:
    for index, name in enumerate(("one", "two")):
        numbered(folder / f"{name}.mp4", 4 + index, SHORT, hertz=300 * (index + 1))
    playlist = one_after_another(folder, "at-ends", ("one.mp4", "two.mp4"), cuts + 1)
    return at_ends(playlist, shows.settings(folder, "software"), (4, 5), cuts)


def one_after_another(
    folder: Path, name: str, films: tuple[str, ...], scenes: int, attract: str = "attract.mp4"
) -> Path:
    """A story of one scene after another: one that came round would ask whether anybody is there."""
    return shows.write(folder, name, [
        shows.plain(f"s{number}", films[number % len(films)], f"s{number + 1}" if number + 1 < scenes else "home")
        for number in range(scenes)
    ], attract=attract)  # fmt: skip


def at_ends(
    playlist: Path, settings: Path, clips: tuple[int, ...], cuts: int, sound: Path | None = None
) -> dict[str, Any]:
    """So many cuts along a story from one_after_another(); the picture after the last one has come, too."""
    with players.stand(playlist, settings, sound=sound) as it:
        it.hand.touch(900, 300)
        at = it.watch.wait(lambda seen: seen.clip in clips).at
        for number in range(cuts):
            then = clips[(number + 1) % len(clips)]
            at = it.watch.wait(lambda seen, then=then: seen.clip == then, since=at).at  # type: ignore[misc]  # `then` has a default
        time.sleep(0.5)
        return _result(it.watch.seen, clips)


def _loops(folder: Path, rounds: int) -> dict[str, Any]:
    numbered(folder / "round.mp4", 6, SHORT)
    scene = shows.plain("one", "one.mp4", "home")
    playlist = shows.write(folder, "loops", [scene], attract="round.mp4")
    return loops(playlist, shows.settings(folder, "software"), 6, (rounds + 1) * SHORT / 30)


def loops(playlist: Path, settings: Path, clip: int, seconds: float, sound: Path | None = None) -> dict[str, Any]:
    """The attract film `clip`, round and round."""
    with players.stand(playlist, settings, sound=sound) as it:
        it.watch.wait(lambda seen: seen.clip == clip)
        time.sleep(seconds)
        return _result(it.watch.seen, (clip,))


def _result(seen: list[Seen], clips: tuple[int, ...], touched: list[float] | None = None) -> dict[str, Any]:
    """What of the pictures of `clips` came when."""
    first = next(index for index, one in enumerate(seen) if one.clip in clips)
    last = max(index for index, one in enumerate(seen) if one.clip in clips)
    found: dict[str, Any] = {"gap": [], "then": [], "touch": [], "left": [], "came": [], "black": 0, "older": 0}
    waiting = list(touched or [])
    cut_at = 0.0
    for index in range(first + 1, last):
        old, new, next_one = seen[index - 1 : index + 2]
        found["black"] += new.clip == NOTHING
        if new.clip == old.clip and (len(clips) > 1 or new.frame > old.frame):
            found["older"] += new.frame < old.frame
            continue
        if new.at - cut_at < 0.2:  # a clip that came back after it was cut away
            found["older"] += 1
            continue
        cut_at = new.at
        found["gap"].append(1000 * (new.at - old.at))
        found["then"].append(1000 * (next_one.at - new.at))
        found["left"].append(old.frame)
        found["came"].append(new.frame)
        if waiting and waiting[0] < new.at:
            found["touch"].append(1000 * (new.at - waiting.pop(0)))
    return found


def joined(runs: list[dict[str, Any]]) -> dict[str, Any]:
    """Several runs of one way, as the results keep it."""

    def every(what: str) -> list[Any]:
        return [value for run in runs for value in run[what]]

    return {
        "gap": figures.summary(every("gap")), "then": figures.summary(every("then")),
        "touch to picture": figures.summary(every("touch")), "gaps": every("gap"), "touches": every("touch"),
        "first picture": dict(Counter(every("came")).most_common(4)),
        "last picture": dict(Counter(every("left")).most_common(4)) if not every("touch") else {},
        "black": sum(run["black"] for run in runs), "older": sum(run["older"] for run in runs),
    }  # fmt: skip


HEADS: Final = ("n", "median", "p95", "p99", "max", "black", "older", "last", "first")


def line(name: str, cut: dict[str, Any], what: str = "gap", unit: float = FRAME) -> tuple[object, ...]:
    """A row below HEADS."""
    values = cut[what]
    shown = [values[key] / unit if values["n"] else None for key in ("median", "p95", "p99", "max")]
    return (f"{name}: {what}", values["n"], *shown, cut["black"], cut["older"],
            ", ".join(map(str, cut["last picture"])) or "-", ", ".join(map(str, cut["first picture"])))  # fmt: skip


def table(found: dict[str, Any]) -> str:
    rows = [line(name, found[name], what) for name in found for what in ("gap", "then")]
    gaps = figures.table(("cuts, in pictures of 33.3 ms", *HEADS), rows)
    touches = [line("touch", found["touch"], "touch to picture", 1.0)[:6]] if "touch" in found else []
    return f"{gaps}\n\n{figures.table(('ms', *HEADS[:5]), touches)}"
