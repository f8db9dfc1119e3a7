"""Rules that are asked of a playlist once it can be read: what would disappoint a visitor on opening day."""

from __future__ import annotations

from kiosk.playlist.checks.rules import RULES, Finding, Fit, Found, Known, Rule

__all__ = ["RULES", "Finding", "Fit", "Found", "Known", "Rule", "check"]


def check(known: Known) -> tuple[Finding, ...]:
    """Everything that all rules find, in the order of the file."""
    from kiosk.playlist.checks import experience, media, sound, text  # noqa: F401 - importing them registers their rules

    every = [
        Finding(rule, found.where or known.whole(), found.what, found.cure or rule.mend)
        for rule in RULES.values()
        for found in rule.find(known)
    ]
    return tuple(sorted(every, key=lambda one: (one.where.file, one.where.line, one.where.column, one.rule.id)))
