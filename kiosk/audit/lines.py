"""What an accessibility report says: one line for each thing that was looked at, with the standard's clause. Pure."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Final, Literal

State = Literal["pass", "fail", "note", "built"]
"""`built`: so it is in every playlist, and nothing was measured for this one; docs/accessibility-report.md names the
tests that show it."""

STANDARDS: Final = (
    ("EN 301 549", "V3.2.1, accessibility of ICT products; the bar for the European Accessibility Act"),
    ("WCAG 2.2", "Web Content Accessibility Guidelines, W3C, level AA"),
    ("ADA", "2010 ADA Standards for Accessible Design, 308 and 309"),
    ("508", "Revised Section 508 Standards, chapter 4, hardware"),
    ("EN 17161", "Design for All: accessible following a Design for All approach"),
    ("BBC", "BBC Subtitle Guidelines"),
    ("Smithsonian", "Smithsonian Guidelines for Accessible Exhibition Design, IV"),
)


@dataclass(frozen=True, slots=True)
class Line:
    """`found` and `wanted` in words; `details`: what is wrong, or what a person has to look at, most telling first."""

    name: str
    state: State
    found: str
    wanted: str
    clause: str
    details: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Part:
    title: str
    lines: tuple[Line, ...]


@dataclass(frozen=True, slots=True)
class Report:
    """`panel`: in words, on what it was measured."""

    playlist: str
    panel: str
    parts: tuple[Part, ...] = field(default=())
    advice: str = ""
    """What would mend most of what fails; empty for nothing."""

    @property
    def failed(self) -> int:
        return sum(1 for part in self.parts for line in part.lines if line.state == "fail")

    @property
    def noted(self) -> int:
        return sum(1 for part in self.parts for line in part.lines if line.state == "note")

    @property
    def built(self) -> int:
        return sum(1 for part in self.parts for line in part.lines if line.state == "built")

    @property
    def passed(self) -> int:
        return sum(1 for part in self.parts for line in part.lines if line.state == "pass")


def judged(name: str, good: bool, found: str, wanted: str, clause: str, details: list[str] | None = None) -> Line:
    return Line(name, "pass" if good else "fail", found, wanted, clause, tuple(details or ()))
