"""Cuts as they are heard: recorded where the sound leaves the machine, while the screen is read back as well.

The films are tones. Those that end by themselves come and go within 10 ms at their own edges, so that a click is the
player's and not the film's. Drift is by how much the sound is later, beside the picture, after half a minute of film.
"""

from __future__ import annotations

import statistics
import time
from collections.abc import Callable
from dataclasses import asdict
from pathlib import Path
from typing import Any, Final

from bench import cuts, ears, figures, players, shows, tones
from bench.clips import numbered

CUTS: Final = {"touch": 67, "end": 67, "loop": 34}
"""In one round; three rounds are the 200, 200 and 100 of the goal."""
SHORT: Final = 45
HERTZ: Final = {"touch": (300, 600), "end": (400, 800), "loop": (500,)}
CLIPS: Final = {"touch": (2, 3), "end": (4, 5), "loop": (6,)}
DRIFT_SECONDS: Final = 32
DRIFT_HERTZ: Final = 700
SILENT: Final = 0.1
"""Seconds at the beginning of each second in which the drift's film is silent."""
NEAR: Final = 0.25
"""Seconds within which a silence belongs to a picture."""
FEWEST: Final = 12
"""Seconds of film without which no drift is told."""


def measure(folder: Path, rounds: int) -> dict[str, Any]:
    if not ears.installed():
        raise RuntimeError("no sound can be recorded: apt-get install pulseaudio pulseaudio-utils")
    folder = folder.resolve()
    numbered(folder / "attract-silent.mp4", 15, 90, tone="0*t")
    pictures: dict[str, list[dict[str, Any]]] = {way: [] for way in CUTS}
    sounds: dict[str, list[tones.Heard]] = {way: [] for way in CUTS}
    drifts: list[float] = []
    shown = {"touch": _touch(folder), "end": _end(folder), "loop": _loop(folder)}
    for _ in range(rounds):
        for way, show in shown.items():
            with ears.sound_server() as server:
                with server.record(folder / "sound.raw"):
                    pictures[way].append(show(server.runtime))
                sounds[way].append(tones.listen(ears.heard(folder / "sound.raw"), HERTZ[way]))
        drifted = _drift(folder)
        drifts += [drifted] if drifted is not None else []
    return {**{way: {**cuts.joined(pictures[way]), "heard": _joined(sounds[way])} for way in CUTS},
            "drift": figures.summary(drifts)}  # fmt: skip


Show = Callable[[Path], dict[str, Any]]
"""Shows films to whoever hears and sees them, with the sound server of this runtime folder."""


def _touch(folder: Path) -> Show:
    films = [_film(folder, f"tone{hertz}.mp4", clip, 600, hertz)
             for clip, hertz in zip(CLIPS["touch"], HERTZ["touch"], strict=True)]  # fmt: skip
    scenes = [shows.asking(f"s{number}", film, [f"s{1 - number}"] * 3) for number, film in enumerate(films)]
    playlist = shows.write(folder, "sound-touch", scenes, attract="attract-silent.mp4", timing="beat: 0ms")
    settings = shows.settings(folder, "software", touch="off")
    return lambda runtime: cuts.by_touch(playlist, settings, CLIPS["touch"], CUTS["touch"], runtime)


def _end(folder: Path) -> Show:
    films = tuple(_film(folder, f"short{hertz}.mp4", clip, SHORT, hertz)
                  for clip, hertz in zip(CLIPS["end"], HERTZ["end"], strict=True))  # fmt: skip
    playlist = cuts.one_after_another(folder, "sound-end", films, CUTS["end"] + 1, attract="attract-silent.mp4")
    settings = shows.settings(folder, "software", touch="off")
    return lambda runtime: cuts.at_ends(playlist, settings, CLIPS["end"], CUTS["end"], runtime)


def _loop(folder: Path) -> Show:
    (hertz,), (clip,) = HERTZ["loop"], CLIPS["loop"]
    film = _film(folder, f"round{hertz}.mp4", clip, SHORT, hertz)
    playlist = shows.write(folder, "sound-loop", [shows.plain("one", film, "home")], attract=film)
    settings = shows.settings(folder, "software", touch="off")
    return lambda runtime: cuts.loops(playlist, settings, clip, (CUTS["loop"] + 1) * SHORT / 30, runtime)


def _film(folder: Path, name: str, clip: int, pictures: int, hertz: int) -> str:
    """1080p30 with a tone that begins and ends within 10 ms."""
    edges = f"min(1,t*100)*min(1,max(0,{pictures / 30}-t)*100)"
    return numbered(folder / name, clip, pictures, tone=f"0.125*sin(2*PI*{hertz}*t)*{edges}").name


def _drift(folder: Path) -> float | None:
    """Ms by which the sound was later at the end of a film than at its beginning, beside the picture."""
    film = numbered(folder / "drift.mp4", 7, 30 * DRIFT_SECONDS, size=(960, 540),
                    tone=f"0.125*sin(2*PI*{DRIFT_HERTZ}*t)*gte(mod(t,1),{SILENT})")  # fmt: skip
    playlist = shows.write(folder, "drift", [shows.plain("one", film.name, "home")], attract="attract-silent.mp4")
    settings = shows.settings(folder, "software", touch="off")
    with ears.sound_server() as server, server.record(folder / "sound.raw"):
        with players.stand(playlist, settings, sound=server.runtime) as it:
            it.hand.touch(900, 300)
            it.watch.wait(lambda seen: seen.clip == 7)
            it.watch.wait(lambda seen: seen.clip == 15, DRIFT_SECONDS + 10)
            seconds = {one.frame // 30: one.at for one in it.watch.seen if one.clip == 7 and one.frame % 30 == 0}
        time.sleep(0.2)
    went = tones.silences(ears.heard(folder / "sound.raw"), DRIFT_HERTZ)
    return drift(seconds, [float(at) for at in went])


def drift(seen: dict[int, float], heard: list[float]) -> float | None:
    """`seen` is when the first picture of each second of film came, `heard` when the sound went silent, which is at the
    beginning of each but the first, and wherever it broke off; in seconds, on two clocks that need not agree on when it
    is. In ms; None where too few belong together."""
    best: list[float] = []
    for at in heard[:3]:  # one of them is the first second's
        between = at - seen.get(1, 0.0)
        lags = [min((sounded - between - shown for shown in seen.values()), key=abs) for sounded in heard]
        apart = [lag for lag in lags if abs(lag) < NEAR]
        best = max(best, apart, key=len)
    if len(best) < FEWEST:
        return None
    return 1000 * (statistics.median(best[-6:]) - statistics.median(best[:6]))


def _joined(heard: list[tones.Heard]) -> dict[str, Any]:
    return {
        "hole": figures.summary([hole for one in heard for hole in one.holes]),
        "step": figures.summary([step for one in heard for step in one.steps]),
        "lasted": figures.summary([ms for one in heard for ms in one.lasted]),
        "own step": max(one.own_step for one in heard), "both": max(one.both for one in heard),
        "dropouts": sum(one.dropouts for one in heard), "rounds": [asdict(one) for one in heard],
    }  # fmt: skip


def table(found: dict[str, Any]) -> str:
    seen = figures.table(("with sound, in pictures of 33.3 ms", *cuts.HEADS),
                         [cuts.line(way, found[way]) for way in CUTS])  # fmt: skip
    rows, lengths = [], []
    for way in CUTS:
        heard = found[way]["heard"]
        hole, step = heard["hole"], heard["step"]
        rows.append((way, hole["n"], *(hole.get(key) for key in ("median", "p95", "min", "max")), heard["both"],
                     *(step.get(key) for key in ("median", "p95", "max")), 32768 * heard["own step"],
                     heard["dropouts"]))  # fmt: skip
    heads = ("sound at cuts", "n", "hole ms", "p95", "min", "max", "both at full ms", "step, in the tones'", "p95",
             "max", "tones' step /32768", "dropouts")  # fmt: skip
    for way in ("end", "loop"):
        lasted = found[way]["heard"]["lasted"]
        lengths.append((way, lasted["n"], *(lasted.get(key) for key in ("median", "min", "max"))))
    whole = figures.table((f"heard of {1000 * SHORT // 30} ms of sound, ms", "n", "median", "min", "max"), lengths)
    drifted, line = found["drift"], "drift: not measured"
    if drifted["n"]:
        line = (f"sound later than the picture after {DRIFT_SECONDS} s by {drifted['median']:.1f} ms "
                f"({drifted['min']:.1f}..{drifted['max']:.1f}, n {drifted['n']})")  # fmt: skip
    return f"{seen}\n\n{figures.table(heads, rows)}\n\n{whole}\n\n{line}"
