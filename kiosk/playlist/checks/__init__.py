"""Rules that are asked of a playlist once it can be read: what would disappoint a visitor on opening day."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from kiosk.playlist.checks.allowed import allowed
from kiosk.playlist.checks.rules import RULES, Finding, Fit, Found, Known, Rule
from kiosk.playlist.walking import walk

__all__ = ["RULES", "Finding", "Fit", "Found", "Known", "Rule", "check", "rules"]


def check(known: Known) -> tuple[Finding, ...]:
    """Everything that all rules find, in the order of the file; what the playlist allows is there with its reason."""
    if known.walk is None:
        known = replace(known, walk=walk(known.playlist))
    every = [
        Finding(rule, found.where or known.whole(), found.what, found.cure or rule.mend)
        for rule in rules().values()
        for found in rule.find(known)
    ]
    every = allowed(known, every)
    return tuple(sorted(every, key=lambda one: (one.where.file, one.where.line, one.where.column, one.rule.id)))


def rules() -> Mapping[str, Rule]:
    """Every rule by its id, in their order."""
    from kiosk.playlist.checks import experience, graph, media, sound, text  # noqa: F401 - importing them registers their rules

    return dict(sorted(RULES.items(), key=lambda item: (item[0][1:], item[0])))
