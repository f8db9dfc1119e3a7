"""Whether the machine is well: disk, temperature, voltage, memory, against limits. Pure: vitals.py reads them.

A limit that is crossed is told once. It counts as crossed until the value is clearly on the good side again: one that
goes to and fro around it is not told all day.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Final

COOLER: Final = 5
"""Degrees below its limit at which a temperature counts as well again."""
FREER: Final = 1.2
"""Times its limit at which what is free counts as enough again."""
CALMER: Final = 0.5
"""Times its limit at which a pressure counts as over."""
SMALLER: Final = 0.9
"""Times its limit at which what the program takes counts as well again."""


@dataclass(frozen=True, slots=True)
class Limits:
    """From the settings. A limit of 0 is never crossed."""

    disk: int = 1_000
    """MB free where the state and the content are: the journal and an update of Debian need about as much."""
    temperature: int = 80
    """°C of any sensor of the processor or board. A Raspberry Pi slows down from 80 on (its documentation)."""
    memory: int = 1_500
    """MB that this program takes: it takes up to 450."""
    available: int = 150
    """MB of the machine's memory that are still to be had (MemAvailable)."""
    pressure: int = 20
    """Percent of the last minute in which somebody waited for memory (PSI, some avg60)."""


@dataclass(frozen=True, slots=True)
class Vitals:
    """What was read; None for what this machine does not tell."""

    disks: Mapping[str, float] = field(default_factory=dict)
    """MB free, by a folder on it."""
    temperature: float | None = None
    """°C of the hottest sensor, and where it is."""
    hottest: str = ""
    undervoltage: bool | None = None
    """A Raspberry Pi's supply has sunk below 4.63 V."""
    memory: float | None = None
    available: float | None = None
    pressure: float | None = None


@dataclass(frozen=True, slots=True)
class Crossed:
    """One limit that is crossed. `key` is the same while it is; `cure` is for a technician."""

    key: str
    what: str
    cure: str


def crossed(vitals: Vitals, limits: Limits, before: frozenset[str] = frozenset()) -> tuple[Crossed, ...]:
    """What is not well. `before`: the keys of what was not well at the last look."""
    return tuple(_all(vitals, limits, before))


def _all(vitals: Vitals, limits: Limits, before: frozenset[str]) -> Iterator[Crossed]:
    for place, free in vitals.disks.items():
        key = f"disk {place}"
        if _low(free, limits.disk, key in before):
            yield Crossed(key, f"the disk is nearly full: {free:.0f} MB free where {place} is (limit {limits.disk})",
                          "Delete what is not needed; journalctl --vacuum-size=200M, apt-get clean.")  # fmt: skip
    heat = vitals.temperature
    if _high(heat, limits.temperature, limits.temperature - COOLER, "temperature" in before):
        what = f"the machine is hot: {heat:.0f} °C at {vitals.hottest} (limit {limits.temperature})"
        yield Crossed("temperature", what, "Clean its fan, and give it air: nothing may cover it.")
    if vitals.undervoltage:
        yield Crossed("undervoltage", "the power supply is too weak: below 4.63 V",
                      "Use the supply made for this board, and a short cable.")  # fmt: skip
    own = vitals.memory
    if _high(own, limits.memory, limits.memory * SMALLER, "memory" in before):
        yield Crossed("memory", f"the kiosk takes {own:.0f} MB of memory (limit {limits.memory})",
                      "Restart it (kiosk say restart), and send `kiosk bundle` to its makers.")  # fmt: skip
    if _low(vitals.available, limits.available, "available" in before):
        yield Crossed("available", f"memory runs out: {vitals.available:.0f} MB are left (limit {limits.available})",
                      "End other programs on this machine, or give it more memory.")  # fmt: skip
    press = vitals.pressure
    if _high(press, limits.pressure, limits.pressure * CALMER, "pressure" in before):
        yield Crossed("pressure", f"programs wait for memory {press:.0f} % of the time (limit {limits.pressure})",
                      "End other programs on this machine, or give it more memory.")  # fmt: skip


def _low(value: float | None, limit: int, was: bool) -> bool:
    return value is not None and value < limit * (FREER if was else 1)


def _high(value: float | None, limit: int, well: float, was: bool) -> bool:
    return value is not None and bool(limit) and value >= (well if was else limit)


def told(vitals: Vitals) -> str:
    """One line for a technician: `61 °C, 12.4 GB free, 231 MB taken, 1490 MB left`."""
    parts = [
        f"{vitals.temperature:.0f} °C" if vitals.temperature is not None else "",
        f"{min(vitals.disks.values()) / 1000:.1f} GB of disk free" if vitals.disks else "",
        f"{vitals.memory:.0f} MB of memory taken" if vitals.memory is not None else "",
        f"{vitals.available:.0f} MB left" if vitals.available is not None else "",
        {True: "voltage too low", False: "voltage well", None: ""}[vitals.undervoltage],
    ]
    return ", ".join(part for part in parts if part)
