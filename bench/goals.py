"""Every goal of the player beside what was measured: the one place where goals stand."""

from __future__ import annotations

import statistics
from collections.abc import Callable, Sequence
from dataclasses import asdict, dataclass
from typing import Any, Final, Literal

from bench import figures

Found = dict[str, Any]
"""What one section measured, as it stands in the results."""
Verdict = Literal["reached", "missed", "not measured"]
FRAME: Final = 1000 / 30
"""Ms from picture to picture where nothing else is said."""
CLICK: Final = 3.0
"""Largest steps between two samples inside a tone: from here on a step is a click. Cut off, a tone makes 9 of them
(3286 against 351 of 32768, measured without a fade); a fade in 15 steps some 2."""
ENOUGH: Final = {"p95": 20, "p99": 100}
"""Values from which on a percentile says more than the largest value does."""


@dataclass(frozen=True, slots=True)
class Measured:
    """A figure, of how many values, and the smallest and the largest of what it was made of."""

    value: float
    n: int
    low: float
    high: float


@dataclass(frozen=True, slots=True)
class Goal:
    """At most `goal`, or at least where `least`."""

    section: str
    figure: str
    unit: str
    goal: float
    read: Callable[[Found], Measured | None]
    least: bool = False


@dataclass(frozen=True, slots=True)
class Judged:
    section: str
    figure: str
    unit: str
    goal: str
    measured: Measured | None
    verdict: Verdict
    share: float | None
    """How much of what the goal allows was used: 1.0 just reaches it. None where the goal is 0."""
    note: str


def judge(found: dict[str, Found]) -> list[Judged]:
    """Every goal; what was not measured says so."""
    return [_judge(goal, found.get(goal.section)) for goal in GOALS]


def _judge(goal: Goal, found: Found | None) -> Judged:
    said = f"{'>=' if goal.least else '<='} {goal.goal:g}"
    try:
        measured = goal.read(found) if found is not None else None
    except (KeyError, IndexError, TypeError):  # a run of an older bench, or a section that was broken off
        measured = None
    if measured is None:
        return Judged(goal.section, goal.figure, goal.unit, said, None, "not measured", None, "")
    reached = measured.value >= goal.goal if goal.least else measured.value <= goal.goal
    share = None
    if goal.goal:
        share = goal.goal / measured.value if goal.least and measured.value else measured.value / goal.goal
    few = next((f"n below {least}: hardly more than the largest" for name, least in ENOUGH.items()
                if goal.figure.endswith(name) and measured.n < least), "")  # fmt: skip
    return Judged(goal.section, goal.figure, goal.unit, said, measured, "reached" if reached else "missed", share, few)


def records(judged: Sequence[Judged]) -> list[dict[str, Any]]:
    return [asdict(one) for one in judged]


def table(judged: Sequence[Judged]) -> str:
    """In Markdown, to be pasted: docs/bench.md keeps the last one."""
    lines = ["| section | figure | n | measured | goal | |", "|---|---|---|---|---|---|"]
    for one in judged:
        value = f"{figures.cell(one.measured.value)} {one.unit}".rstrip() if one.measured else "-"
        n = one.measured.n if one.measured else "-"
        verdict = one.verdict if one.verdict != "missed" else "**missed**"
        note = f" ({one.note})" if one.note else ""
        lines.append(f"| {one.section} | {one.figure} | {n} | {value} | {one.goal} | {verdict}{note} |")
    return "\n".join(lines)


# ---- how a figure is read out of a section's results


def _median(values: Sequence[float], unit: float = 1.0) -> Measured | None:
    if not values:
        return None
    return Measured(statistics.median(values) / unit, len(values), min(values) / unit, max(values) / unit)


def _line(find: Callable[[Found], Found], key: str, unit: float = 1.0) -> Callable[[Found], Measured | None]:
    """One of a figures.summary()'s numbers."""

    def read(found: Found) -> Measured | None:
        line = find(found)
        if not line.get("n"):
            return None
        return Measured(line[key] / unit, line["n"], line["min"] / unit, line["max"] / unit)

    return read


def _count(find: Callable[[Found], float], of: Callable[[Found], int]) -> Callable[[Found], Measured | None]:
    def read(found: Found) -> Measured | None:
        n = of(found)
        return Measured(find(found), n, find(found), find(found)) if n else None

    return read


def _ratio(name: str, peer: str) -> Callable[[Found], Measured | None]:
    """Processor time of `name` in that of `peer`: median to median; the spread is that of the rounds."""

    def read(found: Found) -> Measured | None:
        ours, theirs = ([cost["player"] for cost in found[who]] for who in (name, peer))
        if not ours or not theirs:
            return None
        rounds = [one / other for one, other in zip(ours, theirs, strict=False)]
        value = statistics.median(ours) / statistics.median(theirs)
        return Measured(value, len(rounds), min(rounds), max(rounds))

    return read


def _cuts(section: str, way: str, median: float, where: str = "", unit: float = FRAME) -> list[Goal]:
    """The goals of every kind of cut, in pictures."""

    def find(found: Found) -> Found:
        cuts: Found = found[way]
        return cuts

    name = where or f"gap, {way}"
    line = [
        Goal(section, f"{name}: {key}", "pictures", goal, _line(lambda found: find(found)["gap"], key, unit))
        for key, goal in (("median", median), ("p99", 1.3), ("max", 2.0))
    ]
    wrong = [
        Goal(section, f"{name}: {what} pictures", "", 0,
             _count(lambda found, what=what: find(found)[what], lambda found: find(found)["gap"]["n"]))  # type: ignore[misc]  # a default
        for what in ("black", "older")
    ]  # fmt: skip
    return [*line, *wrong]


def _sound(way: str) -> list[Goal]:
    def heard(found: Found) -> Found:
        sound: Found = found[way]["heard"]
        return sound

    return [
        Goal("sound", f"{way}: largest step at a cut, in the tones' own", "", CLICK,
             _line(lambda found: heard(found)["step"], "max")),
        Goal("sound", f"{way}: both at full level", "ms", 0,
             _count(lambda found: heard(found)["both"], lambda found: heard(found)["hole"]["n"])),
    ]  # fmt: skip


def _of_cuts(find: Callable[[Found], float]) -> Callable[[Found], Measured | None]:
    """A count in a soak."""
    return _count(find, lambda found: found["cuts"])


def _scaled_rate(rate: int) -> Goal:
    def read(found: Found) -> Measured | None:
        return _median([one["pictures"] for one in found["rates"][str(rate)]["cost"]])

    return Goal("scale", f"{rate} fps: pictures a second", "", rate * 0.995, read, least=True)


def _walks(story: str, seconds: float, memory: float) -> list[Goal]:
    return [
        Goal(
            "walking", f"{story} walked", "s", seconds, lambda found: _median([one["seconds"] for one in found[story]])
        ),
        Goal("walking", f"{story}: memory", "MB", memory, lambda found: _median([one["MB"] for one in found[story]])),
    ]


def _pace(ours: str, peer: str) -> Callable[[Found], Measured | None]:
    """How many times more states a second: median to median; the spread is that of the rounds."""

    def read(found: Found) -> Measured | None:
        paces = [[one["states"] / one["seconds"] for one in found[who]] for who in (ours, peer)]
        if not all(paces):
            return None
        rounds = [one / other for one, other in zip(*paces, strict=False)]
        return Measured(
            statistics.median(paces[0]) / statistics.median(paces[1]), len(rounds), min(rounds), max(rounds)
        )

    return read


GOALS: Final[tuple[Goal, ...]] = (
    Goal("cost", "processor time, software, in mpv --vo=x11's", "", 0.7, _ratio("ours, software", "mpv x11")),
    Goal("cost", "processor time, software, in VLC's own window's", "", 1.0, _ratio("ours, software", "vlc")),
    Goal("cost", "processor time, llvmpipe, in Qt Multimedia's", "", 1.0, _ratio("ours, llvmpipe", "Qt Multimedia")),
    Goal("cost", "pictures a second on the screen, software", "", 29.95,
         lambda found: _median([one["pictures"] for one in found["ours, software"]]), least=True),
    *_cuts("cuts", "touch", 1.0),
    *_cuts("cuts", "end", 1.1),
    *_cuts("cuts", "loop", 1.1),
    Goal("cuts", "touch to the next film's first picture: median", "ms", 13,
         _line(lambda found: found["touch"]["touch to picture"], "median")),
    Goal("cuts", "touch to the next film's first picture: p95", "ms", 25,
         _line(lambda found: found["touch"]["touch to picture"], "p95")),
    Goal("light", "touch to light: median", "ms", 8, _line(lambda found: found["touch to light"], "median")),
    Goal("light", "touch to light: p99", "ms", 17, _line(lambda found: found["touch to light"], "p99")),
    Goal("light", "touches without light", "", 0,
         _count(lambda found: found["never"], lambda found: found["touch to light"]["n"] + found["never"])),
    Goal("start", "launch to first picture, cold: median", "ms", 1500,
         lambda found: _median(found["times"]["ours, cold"])),
    Goal("checking", "all footage measured, nothing known", "s", 25, lambda found: _median(found["times"]["cold"])),
    Goal("checking", "all footage measured before", "s", 1.5, lambda found: _median(found["times"]["warm"])),
    Goal("checking", "check, nothing known", "s", 25, lambda found: _median(found["times"]["check, cold"])),
    Goal("checking", "check, as shipped", "s", 25, lambda found: _median(found["times"].get("check, as shipped", []))),
    Goal("checking", "check, all known", "s", 1.5, lambda found: _median(found["times"]["check, warm"])),
    *_walks("69,000 states", 0.5, 150),
    *_walks("1,000,000 states", 8, 200),
    Goal("walking", "states a second, in a plain walk's", "", 10, _pace("69,000 states", "plain walk"), least=True),
    Goal("memory", "resident, a scene and four armed", "MB", 450,
         lambda found: _median([one["resident"] for one in found["ours"]])),
    Goal("soak", "memory of its own, growth over 1,000 cuts", "MB", 1.0,
         lambda found: Measured(found["slope"]["own"], found["cuts"], *found["slope"]["own between"])),
    Goal("soak", "resident, growth over 1,000 cuts", "MB", 1.0,
         lambda found: Measured(found["slope"]["resident"], found["cuts"], *found["slope"]["resident between"])),
    Goal("soak", "threads more at the end", "", 0, _of_cuts(lambda found: found["more"]["threads"])),
    Goal("soak", "handles more at the end", "", 0, _of_cuts(lambda found: found["more"]["handles"])),
    Goal("soak", "black pictures", "", 0, _of_cuts(lambda found: found["black"])),
    Goal("soak", "films out of turn", "", 0, _of_cuts(lambda found: found["stale"])),
    Goal("soak", "warnings and incidents in the journal", "", 0, _of_cuts(lambda found: len(found["journal"]))),
    *_sound("touch"),
    *_sound("end"),
    *_sound("loop"),
    *_cuts("sound", "end", 1.1, "gap at ends, with sound"),
    *_cuts("scale", "touch", 1.0, "1,000 scenes, four armed: gap, touch"),
    *_cuts("scale", "end", 1.1, "1,000 scenes: gap, end"),
    *_cuts("scale", "mixed", 1.1, "mixed sizes: gap, end"),
    *(_scaled_rate(rate) for rate in (25, 30, 50, 60)),
)  # fmt: skip
