"""What measuring the patterns said, remembered for a technician in a hurry, and for the day after."""

from __future__ import annotations

import time
from collections.abc import Callable, Mapping
from dataclasses import asdict
from pathlib import Path
from typing import Final

from kiosk.footage.measuring import Measured
from kiosk.footage.memory import Memory
from kiosk.footage.pattern import PATTERNS, Pattern
from kiosk.footage.scenegraph import SceneGraph
from kiosk.footage.trying import Asking, measure, measured

_SECTION: Final = "patterns"
_DAY: Final = "measured on"

Results = dict[str, Measured | str]
"""By a pattern's name; a text is why it could not be measured."""


def measure_all(folder: Path, draws: SceneGraph, told: Callable[[int, Pattern], None]) -> Results:
    """Measure every pattern, some 3 s each, and remember what came of it. `told` is called before each. What does not
    fit is measured once more: any other program may have wanted the processor just then."""
    asking, found = Asking(), Results()
    for count, pattern in enumerate(PATTERNS, 1):
        told(count, pattern)
        first = measure(asking, pattern, draws, folder)
        again = first if _fits(first) else measure(asking, pattern, draws, folder)
        found[pattern.name] = max(first, again, key=_worth)
    _remember(folder, found)
    return found


def _fits(found: Measured | str) -> bool:
    return isinstance(found, Measured) and found.fits


def _worth(found: Measured | str) -> tuple[bool, bool, int, float]:
    """The better of two plays is worth more."""
    if isinstance(found, str):
        return False, False, 0, 0.0
    return found.fits, found.smooth, found.shown, -found.longest


def recall(folder: Path) -> tuple[str, Results]:
    """The day on which this machine was measured, such as 2026-11-25, and what came of it; "" and nothing where it was
    not, or is not the same any more."""
    said = Memory(folder).read(_SECTION)
    known = {pattern.name for pattern in PATTERNS}
    found = {
        name: value if isinstance(value, str) else measured(value) for name, value in said.items() if name in known
    }
    return str(said.get(_DAY, "")), {name: value for name, value in found.items() if value is not None}


def _remember(folder: Path, found: Mapping[str, Measured | str]) -> None:
    said = {name: value if isinstance(value, str) else asdict(value) for name, value in found.items()}
    Memory(folder).write(_SECTION, {_DAY: time.strftime("%Y-%m-%d"), **said})
