"""A report told: to a person, to a program, and as one HTML page that needs nothing else."""

from __future__ import annotations

import textwrap
from dataclasses import asdict
from html import escape
from typing import TYPE_CHECKING, Final

from kiosk.audit.lines import STANDARDS, Report
from kiosk.pages import page as whole

if TYPE_CHECKING:
    from collections.abc import Iterator

    from kiosk.audit.lines import Line

SIGNS: Final = {"pass": "ok", "fail": "FAILS", "note": "look", "built": "built"}
COLOURS: Final = {"pass": "32", "fail": "31;1", "note": "36", "built": "37"}
MOST: Final = 8
"""Details of a line that a terminal shows; the page and --json have all."""

_STYLE: Final = """
  p { margin: 0 0 8px; } .clause { color: var(--fog); }
  table { width: 100%; } th, td:nth-child(2):not(:last-child) { white-space: normal; }
  td, th { padding: 7px 20px 7px 0; border-top: 1px solid #8886; }
  td:first-child { white-space: nowrap; width: 4.5em; } .fail td:first-child { color: var(--red); font-weight: 600; }
  .note td:first-child { color: var(--ember); } details { color: var(--red); margin-top: 4px; }
  .lines { table-layout: fixed; } .lines th:first-child { width: 3.2em; } .lines th:nth-child(2) { width: 20%; }
  .lines th:nth-child(4) { width: 27%; } .lines th:nth-child(5) { width: 22%; }
  .note details { color: var(--fog); } li { margin: 2px 0; } .name { font-weight: 600; }
"""


def words(report: Report, *, colour: bool) -> str:
    return "\n".join(_words(report, colour=colour))


def _words(report: Report, *, colour: bool) -> Iterator[str]:
    yield f"{report.playlist}, on {report.panel}"
    if report.advice:
        yield f"\n{report.advice} Mend that first: most of what fails below comes of it."
    for part in report.parts:
        yield f"\n{part.title}"
        for line in part.lines:
            yield from _line(line, colour=colour)
    yield f"\n{told(report)}"


def _line(line: Line, *, colour: bool) -> Iterator[str]:
    sign = f"{SIGNS[line.state]:<6}"
    if colour:
        sign = f"\033[{COLOURS[line.state]}m{sign}\033[0m"
    yield f"  {sign}{line.name + ':':<38} {line.found}"
    yield f"        wanted: {line.wanted}   [{line.clause}]"
    for detail in line.details[:MOST]:
        yield textwrap.fill(detail, 110, initial_indent="        - ", subsequent_indent="          ")
    if len(line.details) > MOST:
        yield f"        - and {len(line.details) - MOST} more: --json or --page tell all"


def told(report: Report) -> str:
    """The sum, in a sentence."""
    fails = f"{report.failed} fail" if report.failed != 1 else "1 fails"
    looks = f", {report.noted} to be looked at" if report.noted else ""
    built = f", {report.built} as every kiosk is built" if report.built else ""
    return f"{report.passed} lines pass, {fails if report.failed else 'none fails'}{built}{looks}."


def plain(report: Report) -> dict[str, object]:
    """For JSON."""
    return {**asdict(report), "passed": report.passed, "failed": report.failed, "built": report.built,
            "to_look_at": report.noted}  # fmt: skip


def page(report: Report) -> str:
    return whole(f"Accessibility: {report.playlist}", _page(report), style=_STYLE)


def _page(report: Report) -> Iterator[str]:
    yield f"<main><h1>Accessibility: {escape(report.playlist)}</h1>"
    yield f"<p>On {escape(report.panel)}. <b>{told(report)}</b></p>"
    if report.advice:
        yield f"<p><b>{escape(report.advice)}</b></p>"
    for part in report.parts:
        yield f'<h2>{escape(part.title)}</h2><table class="lines">'
        yield '<tr><th scope="col"></th><th scope="col">What</th><th scope="col">Found</th>'
        yield '<th scope="col">Wanted</th><th scope="col">Clause</th></tr>'
        for line in part.lines:
            yield from _row(line)
        yield "</table>"
    yield "<h2>Standards</h2><table>"
    yield from (f"<tr><td>{escape(name)}</td><td>{escape(says)}</td></tr>" for name, says in STANDARDS)
    yield '</table><p class="fog">A report of measurements, not a certificate: see docs/accessibility-report.md.</p>'
    yield "</main>"


def _row(line: Line) -> Iterator[str]:
    yield f'<tr class="{line.state}"><td>{SIGNS[line.state]}</td><td><span class="name">{escape(line.name)}</span>'
    if line.details:
        inside = "".join(f"<li>{escape(detail)}</li>" for detail in line.details)
        yield f"<details open><summary>{len(line.details)}</summary><ul>{inside}</ul></details>"
    yield f"</td><td>{escape(line.found)}</td><td>{escape(line.wanted)}</td>"
    yield f'<td class="clause">{escape(line.clause)}</td></tr>'
