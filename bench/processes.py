"""What a process and its children use: processor seconds, memory, threads, handles. From /proc."""

from __future__ import annotations

import os
from dataclasses import dataclass
from pathlib import Path

_TICKS = os.sysconf("SC_CLK_TCK")


@dataclass(frozen=True, slots=True)
class Use:
    """Processor seconds since the start; resident memory and memory of its own (PSS) in MB."""

    seconds: float
    resident: float
    own: float
    threads: int
    handles: int


def use(pid: int) -> Use:
    """Of `pid` and all that it started and that still runs."""
    family = _family(pid)
    return Use(
        sum(seconds(member) for member in family),
        sum(_memory(member, "status", "VmRSS:") for member in family),
        sum(_memory(member, "smaps_rollup", "Pss:") for member in family),
        sum(_count(member, "task") for member in family),
        sum(_count(member, "fd") for member in family),
    )


def seconds(pid: int) -> float:
    """Processor seconds of one process; those of its ended children with it."""
    try:
        fields = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
    except OSError:
        return 0.0
    return sum(int(field) for field in fields[11:15]) / _TICKS


def machine() -> float:
    """Processor seconds that anybody used since the machine started."""
    fields = [int(field) for field in Path("/proc/stat").read_text().split("\n", 1)[0].split()[1:9]]
    return (sum(fields) - fields[3] - fields[4]) / _TICKS


def _family(pid: int) -> list[int]:
    family = [pid]
    for member in family:
        for task in Path(f"/proc/{member}/task").glob("*/children"):
            try:
                family += [int(child) for child in task.read_text().split()]
            except OSError:
                continue
    return family


def _memory(pid: int, file: str, name: str) -> float:
    try:
        lines = Path(f"/proc/{pid}/{file}").read_text().splitlines()
    except OSError:
        return 0.0
    return next((int(line.split()[1]) / 1024 for line in lines if line.startswith(name)), 0.0)


def _count(pid: int, folder: str) -> int:
    try:
        return len(list(Path(f"/proc/{pid}/{folder}").iterdir()))
    except OSError:
        return 0
