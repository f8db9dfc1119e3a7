"""A rehearsal's report as one HTML page that needs nothing else: figures, drawings, what was missed, stills."""

from __future__ import annotations

import base64
from html import escape
from typing import TYPE_CHECKING, Final

from PySide6.QtGui import QImage

from kiosk.pages import page as whole
from kiosk.plots import bars, curve, histogram
from kiosk.rehearsal.report import Report, figures
from kiosk.rehearsal.sheet import as_jpeg

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

WIDTH: Final = 400
"""Pixels of a still on the page: 270 of them take some 5 MB."""


def page(report: Report, pictures: Mapping[str, bytes]) -> str:
    """The whole page. `pictures` by what they show, in the order in which it was seen."""
    return whole(f"{report.title}: a rehearsal", _parts(report, pictures))


def _parts(report: Report, pictures: Mapping[str, bytes]) -> Iterator[str]:
    yield f"<h1>{escape(report.title)}</h1>"
    yield f'<p class="fog">{escape(report.what)}: {report.visits} visits, {report.touches} touches.</p>'
    if report.told:
        yield f'<p class="bad">It could not be finished: {escape(report.told)}</p>'
    yield "<h2>What was seen</h2><table>"
    for part in report.parts:
        if part.names:
            missed = f'<td class="bad">not: {escape(", ".join(part.missed))}</td>' if part.missed else "<td>all</td>"
            yield f"<tr><th>{part.title}</th><td>{len(part.seen)} of {len(part.names)}</td>{missed}</tr>"
    yield "</table><h2>What was measured</h2><table>"
    yield from (f"<tr><th>{escape(name)}</th><td>{escape(said)}</td></tr>" for name, said in figures(report.measured))
    yield '</table><h2>Drawn</h2><div class="plots">'
    yield from _plots(report)
    yield "</div>"
    yield f"<h2>Incidents: {len(report.incidents)}</h2>"
    yield from (f'<p class="bad">{escape(line)}</p>' for line in report.incidents)
    yield f'<h2>Stills: {len(pictures)}</h2><div class="stills">'
    for name, picture in pictures.items():
        yield f'<figure><img alt="" src="{_data(picture)}"><figcaption>{escape(name)}</figcaption></figure>'
    yield "</div>"


def _plots(report: Report) -> Iterator[str]:
    found = report.measured
    memory = [(sample.at, sample.resident) for sample in found.samples]
    threads = [(sample.at, float(sample.threads)) for sample in found.samples]
    handles = [(sample.at, float(sample.handles)) for sample in found.samples]
    choices = next((part for part in report.parts if part.title == "choices"), None)
    taken = {name: choices.counts.get(name, 0) for name in choices.names} if choices is not None else {}
    for heading, drawn in (
        ("Endings, times reached", bars(dict(sorted(report.endings.items(), key=lambda item: -item[1])))),
        ("From a film's last picture to the next one's first", histogram(found.cuts, "ms")),
        ("From a touch to its light", histogram(found.lights, "ms")),
        ("Memory", curve(memory, "MB")),
        ("Threads", curve(threads, "")),
        ("Handles", curve(handles, "")),
        ("Choices, times taken", bars(taken)),
    ):
        yield f"<div><h3>{heading}</h3>{drawn}</div>"


def _data(picture: bytes) -> str:
    return f"data:image/jpeg;base64,{base64.b64encode(as_jpeg(QImage.fromData(picture), WIDTH)).decode()}"
