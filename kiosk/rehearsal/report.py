"""What came of a rehearsal, in words and as values. The page to look at is reportpage.py's."""

from __future__ import annotations

import statistics
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass
from typing import TYPE_CHECKING

from kiosk.rehearsal.coverage import Part, shortened_list

if TYPE_CHECKING:
    from kiosk.rehearsal.gauge import Measured


@dataclass(frozen=True, slots=True)
class Report:
    """`told` is why it could not be finished, empty where it was. `incidents` are the journal's warnings."""

    title: str
    what: str
    told: str
    visits: int
    touches: int
    parts: tuple[Part, ...]
    endings: Mapping[str, int]
    measured: Measured
    incidents: tuple[str, ...]
    happened: tuple[str, ...]
    seen: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Spread:
    """Of some times in ms."""

    count: int
    median: float
    p95: float
    largest: float

    def __str__(self) -> str:
        if not self.count:
            return "none"
        return f"{self.count}: median {self.median:.1f}, 95 of 100 within {self.p95:.1f}, largest {self.largest:.1f} ms"


def spread(values: Sequence[float]) -> Spread:
    """The usual figures of `values`, zeros where there are none."""
    if not values:
        return Spread(0, 0.0, 0.0, 0.0)
    ordered = sorted(values)
    p95 = ordered[min(len(ordered) - 1, round(0.95 * (len(ordered) - 1)))]
    return Spread(len(ordered), statistics.median(ordered), p95, ordered[-1])


def text(report: Report) -> str:
    """For a terminal."""
    return "\n".join(_lines(report))


def _lines(report: Report) -> Iterator[str]:
    yield f"{report.title}: {report.what}, {report.visits} visits, {report.touches} touches"
    yield ""
    for part in report.parts:
        if part.names:
            missed = f"   not: {shortened_list(part.missed)}" if part.missed else ""
            yield f"  {part.title:<18} {len(part.seen)} of {len(part.names)}{missed}"
    if report.endings:
        came = sorted(report.endings.items(), key=lambda item: -item[1])
        yield f"  {'came to':<18} " + shortened_list([f"{name} {count}" for name, count in came], 12)
    yield ""
    yield from (f"  {name:<18} {said}" for name, said in figures(report.measured))
    yield f"  {'incidents':<18} {len(report.incidents)}"
    yield from (f"    {line}" for line in report.incidents[:10])


def figures(measured: Measured) -> Iterator[tuple[str, str]]:
    """What was measured, a line each."""
    yield "cuts", str(spread(measured.cuts))
    yield "touch to light", str(spread(measured.lights))
    rate = measured.shown / measured.seconds if measured.seconds else 0.0
    yield "pictures", f"{measured.shown} shown, {measured.dropped} left out, {rate:.1f} a second"
    samples = measured.samples
    if samples:
        most = max(sample.resident for sample in samples)
        yield "memory", f"{samples[0].resident:.0f} MB at first, {samples[-1].resident:.0f} at last, {most:.0f} at most"
        first, last = samples[0], samples[-1]
        yield "threads", f"{first.threads} at first, {last.threads} at last"
        yield "handles", f"{first.handles} at first, {last.handles} at last"


def as_json(report: Report) -> dict[str, object]:
    """Everything, for programs. Times in ms, memory in MB."""
    return {
        "title": report.title,
        "what": report.what,
        "trouble": report.told,
        "visits": report.visits,
        "touches": report.touches,
        "coverage": {
            part.title: {"of": len(part.names), "counts": {n: part.counts.get(n, 0) for n in part.names}}
            for part in report.parts
        },
        "endings": dict(report.endings),
        "cuts": {**asdict(spread(report.measured.cuts)), "all": report.measured.cuts},
        "touch to light": {**asdict(spread(report.measured.lights)), "all": report.measured.lights},
        "pictures": {"shown": report.measured.shown, "dropped": report.measured.dropped},
        "seconds": report.measured.seconds,
        "samples": [asdict(sample) for sample in report.measured.samples],
        "incidents": list(report.incidents),
        "seen": list(report.seen),
        "happened": list(report.happened),
    }
