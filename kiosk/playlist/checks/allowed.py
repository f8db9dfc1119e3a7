"""Findings against what the playlist allows, and allowances against the findings: one that allows nothing is told."""

from __future__ import annotations

import bisect
from collections.abc import Iterator
from dataclasses import replace

from kiosk.playlist.checks.rules import RULES, Finding, Found, Known, Rule, rule
from kiosk.playlist.faults import suggest
from kiosk.playlist.model import Allowance

STALE = "W90"


@rule(
    STALE,
    "text",
    "an exception is of no use",
    "What was mended or was never found stays excepted, and hides the next fault of its kind.",
    "Remove it.",
)
def stale(_known: Known) -> Iterator[Found]:
    """Found by `allowed`, which knows what every other rule has found."""
    yield from ()


def allowed(known: Known, findings: list[Finding]) -> list[Finding]:
    """The findings, with the reason at those that are allowed, and one more for each allowance of no use."""
    scenes = _Scenes(known)
    told: list[Finding] = []
    used: set[Allowance] = set()
    for finding in findings:
        scene = scenes.at(finding)
        reason = next(
            (
                one
                for one in known.playlist.allow
                if one.rule == finding.rule.id and one.scene in (None, scene) and not one.rule.startswith("E")
            ),
            None,
        )
        if reason is not None:
            used.add(reason)
        told.append(finding if reason is None else replace(finding, allowed=reason.why))
    told += (_stale(known, one) for one in known.playlist.allow if one not in used)
    return told


def _stale(known: Known, one: Allowance) -> Finding:
    of: Rule = RULES[STALE]
    what, cure = f"`{one.rule}` is not found{f' in `{one.scene}`' if one.scene else ''}.", of.mend
    if one.rule not in RULES:
        what, cure = f"There is no rule `{one.rule}`.", suggest(one.rule, RULES)
    elif one.rule.startswith("E"):
        what, cure = f"`{one.rule}` must be mended: no exception is made.", "Mend it, and remove this."
    return Finding(of, one.where or known.whole(), what, cure)


class _Scenes:
    """Which scene a finding stands in: the last one that begins before it."""

    def __init__(self, known: Known) -> None:
        places = [(scene.where.line, name) for name, scene in known.playlist.scenes.items() if scene.where is not None]
        self._lines, self._names = [line for line, _ in places], [name for _, name in places]
        self._file = str(known.playlist.file)

    def at(self, finding: Finding) -> str | None:
        index = bisect.bisect_right(self._lines, finding.where.line) - 1
        return self._names[index] if index >= 0 and finding.where.file == self._file else None
