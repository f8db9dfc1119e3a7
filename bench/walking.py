"""How long all states of a story take to walk, and what memory: ours, and a plain walk of the same story beside it."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path
from random import Random
from typing import Any, Final

from bench import figures

STORIES: Final = {"69,000 states": (60, 8, 10), "1,000,000 states": (60, 10, 35)}
"""Scenes, flags, and up to where the number counts."""
PEER: Final = 20_000
"""States that the plain walk takes: it is as fast at the beginning as later."""
WALK: Final = """
import json, re, sys, time
from pathlib import Path
from kiosk.playlist import read, walk
playlist = read(Path(sys.argv[1]), [])
began = time.perf_counter()
if sys.argv[2] == "ours":
    states = walk(playlist, 2_000_000).states
else:
    from bench.peerwalk import Peer
    states = len(Peer(playlist, int(sys.argv[2])).states)
seconds = time.perf_counter() - began
most = int(re.search(r"VmHWM:\\s+(\\d+) kB", Path("/proc/self/status").read_text())[1])
print(json.dumps({"states": states, "seconds": seconds, "MB": most / 1024}))
"""
"""The whole process's memory at its most: the playlist and the interpreter are among it."""


def story(scenes: int, flags: int, most: int) -> str:
    """A playlist whose scenes go round, and are each seen with many values: some remember that they were seen."""
    chance = Random(1)
    lines = ["format: 1", "attract: a.mp4", "variables:", f"  risk: {{type: number, from: 0, to: {most}}}"]
    lines += [f"  f{flag}: {{type: flag}}" for flag in range(flags)]
    lines.append("scenes:")
    for number in range(scenes - 1):
        here, next_one = f"f{number % flags}", f"f{(number + 1) % flags}"
        one, other = chance.randrange(scenes - 1), chance.randrange(scenes - 1)
        back = f"{{{next_one}: false, risk: -2}}"
        lines += [
            f"  s{number}:",
            "    clip: a.mp4",
            *([f"    enter: {{{here}: true}}"] if number % 9 < 5 else []),
            "    decision:",
            "      ask: Which way",
            "      choices:",
            f"        ahead: {{label: Ahead, set: {{risk: +1}}, to: s{(number + 1) % (scenes - 1)}}}",
            f"        aside: {{label: Aside, when: not {next_one} or risk < 3, set: {{{here}: false}}, to: s{one}}}",
            f"        back: {{label: Back, when: risk > 2 and {next_one}, set: {back}, to: s{other}}}",
        ]
        if number % 10 == 9:
            lines.append("        stop: {label: Stop, when: f0 and risk > 5, to: end}")
    return "\n".join([*lines, "  end: {clip: a.mp4, ending: {title: End}}", ""])


def measure(folder: Path, rounds: int) -> dict[str, Any]:
    runs: dict[str, list[dict[str, float]]] = {name: [] for name in (*STORIES, "plain walk")}
    for name, numbers in STORIES.items():
        place = folder / f"walk-{name.partition(' ')[0]}"
        place.mkdir(exist_ok=True)
        (place / "playlist.yaml").write_text(story(*numbers))
    for _ in range(rounds):
        for name in STORIES:
            runs[name].append(_walk(folder / f"walk-{name.partition(' ')[0]}", "ours"))
        runs["plain walk"].append(_walk(folder / f"walk-{next(iter(STORIES)).partition(' ')[0]}", str(PEER)))
    return runs


def _walk(story: Path, how: str) -> dict[str, float]:
    words = [sys.executable, "-c", WALK, str(story), how]
    return dict(json.loads(subprocess.run(words, capture_output=True, check=True, timeout=600).stdout))


def table(found: dict[str, Any]) -> str:
    heads = ("walk of all states", "n", "states", "s", "min", "max", "MB", "states/s")
    rows = []
    for name, runs in found.items():
        line = figures.summary([one["seconds"] for one in runs])
        states, memory = runs[0]["states"], max(one["MB"] for one in runs)
        rows.append(
            (name, line["n"], f"{states:,}", line["median"], line["min"], line["max"], memory, states / line["median"])
        )
    return figures.table(heads, rows)
