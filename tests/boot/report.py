"""What was proven, step by step, and how long it took."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Final

WIDTH: Final = 118
"""Characters of a line on a terminal."""


@dataclass(frozen=True, slots=True)
class Row:
    """One step. `seconds` is how long it took, None where that says nothing; `told` is what was seen."""

    machine: str
    step: str
    passed: bool
    seconds: float | None
    told: str

    @property
    def line(self) -> str:
        """For a terminal."""
        took = f"{self.seconds:7.1f} s" if self.seconds is not None else " " * 9
        return f"{'ok  ' if self.passed else 'FAIL'} {self.machine:<9} {self.step:<46} {took}  {self.told}"

    @property
    def cells(self) -> str:
        """For a table in Markdown."""
        took = f"{self.seconds:.1f} s" if self.seconds is not None else ""
        told = self.told.replace("|", "/")
        return f"| {'ok' if self.passed else '**failed**'} | {self.machine} | {self.step} | {took} | {told} |"


@dataclass(slots=True)
class Report:
    """Rows in the order in which they came; each is printed as it comes."""

    rows: list[Row] = field(default_factory=list)
    quiet: bool = False

    def add(self, machine: str, step: str, passed: bool, seconds: float | None = None, told: str = "") -> bool:
        """The answer: `passed`."""
        row = Row(machine, step, passed, seconds, " ".join(told.split()))
        self.rows.append(row)
        if not self.quiet:
            print(row.line, flush=True)
        return passed

    @property
    def failed(self) -> int:
        return sum(not row.passed for row in self.rows)

    def markdown(self, about: Sequence[str]) -> str:
        """The table, with `about` above it: a line each."""
        head = ["|  | machine | step | took | seen |", "|---|---|---|---|---|"]
        return "\n".join([*about, "", *head, *(row.cells for row in self.rows)]) + "\n"

    def verdict(self) -> str:
        """One line."""
        if not self.rows:
            return "nothing was proven"
        return f"{len(self.rows) - self.failed} of {len(self.rows)} steps passed"
