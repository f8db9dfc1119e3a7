"""What `kiosk check` has found, told: to a person, to a program, to GitHub; and what a rule is about."""

from __future__ import annotations

import json
import os
import sys
import textwrap
from typing import TYPE_CHECKING

from kiosk.playlist.checks import Finding, rules
from kiosk.playlist.faults import Fault, suggest
from kiosk.playlist.files import UnreadableError, load

if TYPE_CHECKING:
    import argparse
    from collections.abc import Iterable, Iterator
    from pathlib import Path

    from kiosk.playlist.model import Where

COLOURS = {"E": "31;1", "W": "33;1", "I": "36"}
SEVERITY = {"E": "must be mended", "W": "should be mended", "I": "is only told"}
LEVELS = {"E": "error", "W": "warning", "I": "notice"}
"""GitHub's words."""


def told(
    place: Path, faults: list[Fault], findings: Iterable[Finding], arguments: argparse.Namespace, *, unread: bool
) -> str:
    """All of it, in the form that was asked for."""
    if arguments.json:
        return json.dumps([*map(_fault_json, faults), *map(_finding_json, findings)], indent=2, ensure_ascii=False)
    shown = [one for one in findings if not one.allowed]
    if arguments.github:
        marks = [_mark("E", "", fault.where, f"{fault.what} {fault.cure}") for fault in faults]
        marks += [_mark(one.rule.id, one.rule.title, one.where, f"{one.what} {one.cure}") for one in shown]
        return "\n".join(marks)
    lines = _Lines()
    parts = [fault.shown() for fault in faults]
    parts += [lines.shown(one) for one in shown]
    allowed = sum(1 for one in findings if one.allowed)
    parts.append(_sum(place, len(faults), shown, allowed, unread=unread))
    return "\n".join(parts)


def _sum(place: Path, faults: int, shown: list[Finding], allowed: int, *, unread: bool) -> str:
    must = faults + sum(1 for one in shown if one.rule.id.startswith("E"))
    should = sum(1 for one in shown if one.rule.id.startswith("W"))
    said = []
    if must:
        said.append(f"{must} to mend" if must > 1 else "1 thing to mend")
    if should:
        said.append(f"{should} that should be mended" if should > 1 else "1 thing that should be mended")
    rest = f" {allowed} allowed." if allowed else ""
    rest += " Then check again: the story is looked into once the playlist can be read." if unread else ""
    return f"{', '.join(said)}.{rest}" if said else f"{place}: nothing wrong.{rest}"


class _Lines:
    """Findings with the line of the file that they are about."""

    def __init__(self) -> None:
        self._files: dict[str, list[str]] = {}
        self._colour = sys.stdout.isatty() and not os.environ.get("NO_COLOR")

    def shown(self, one: Finding) -> str:
        label = one.rule.id
        if self._colour:
            label = f"\033[{COLOURS[label[0]]}m{label}\033[0m"
        cure = "" if one.rule.id.startswith("I") else one.cure  # nothing is to be mended
        return Fault(one.where, f"{label} {one.what}", cure, self._line(one.where)).shown()

    def _line(self, where: Where) -> str:
        if (where.line, where.column) == (1, 1):
            return ""  # the whole file
        if where.file not in self._files:
            from pathlib import Path

            try:
                self._files[where.file] = load(Path(where.file)).splitlines()
            except UnreadableError:
                self._files[where.file] = []
        lines = self._files[where.file]
        return lines[where.line - 1] if where.line <= len(lines) else ""


def _fault_json(fault: Fault) -> dict[str, object]:
    return {"rule": None, "level": "error", **_place(fault.where), "what": fault.what, "cure": fault.cure}


def _finding_json(one: Finding) -> dict[str, object]:
    found: dict[str, object] = {"rule": one.rule.id, "level": LEVELS[one.rule.id[0]], **_place(one.where)}
    return found | {"what": one.what, "cure": one.cure, "why": one.rule.why, "allowed": one.allowed or None}


def _place(where: Where) -> dict[str, object]:
    return {"file": where.file, "line": where.line, "column": where.column}


def _mark(id: str, title: str, where: Where, message: str) -> str:  # noqa: A002 - what it is called everywhere else
    """A workflow command; https://docs.github.com/actions/reference/workflow-commands-for-github-actions."""
    name = f",title={_escaped(f'{id} {title}', also=True)}" if title else ""
    place = f"file={_escaped(where.file, also=True)},line={where.line},col={where.column}"
    return f"::{LEVELS[id[0]]} {place}{name}::{_escaped(message)}"


def _escaped(text: str, *, also: bool = False) -> str:
    text = text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")
    return text.replace(":", "%3A").replace(",", "%2C") if also else text


def listed() -> str:
    """Every rule in a line."""
    return "\n".join(f"{name}  {rule.family:<10}  {rule.title}" for name, rule in rules().items())


def explained(id: str) -> tuple[str, bool]:  # noqa: A002 - what it is called everywhere else
    """What a rule is about; or, and False, that there is none of this id."""
    every = rules()
    rule = every.get(id.upper())
    if rule is None:
        return f"kiosk check: there is no rule `{id}`. {suggest(id, every)}", False
    return "\n".join(_explanation(rule.id, rule.title, rule.why, rule.mend)), True


def _explanation(id: str, title: str, why: str, mend: str) -> Iterator[str]:  # noqa: A002 - see above
    yield f"{id}: {title}. It {SEVERITY[id[0]]}."
    for head, text in (("Why", why), ("How", mend)):
        yield ""
        yield textwrap.fill(f"{head}: {text}", 100)
    if not id.startswith("E"):
        yield ""
        yield "To allow it, with a reason, in the playlist (`scene` may be left out):"
        yield f'  allow:\n    - {{rule: {id}, scene: the-scene, why: "…"}}'
