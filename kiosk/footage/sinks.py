"""The two ways to the glass, and which one is taken."""

from __future__ import annotations

from typing import Literal

from PySide6.QtQuick import QQuickWindow

from kiosk.footage.film import FilmItem
from kiosk.footage.software import SoftwareFilm

Sink = Literal["auto", "gpu", "software"]


def settled(sink: Sink) -> Sink:
    """What "auto" stands for: as Qt Quick draws."""
    if sink == "auto":
        sink = "software" if QQuickWindow.sceneGraphBackend() == "software" else "gpu"
    return sink


def make_film(sink: Sink) -> FilmItem:
    if sink == "software":
        return SoftwareFilm()
    from kiosk.footage.gpu import GpuFilm  # Qt Multimedia is not loaded where it cannot draw

    return GpuFilm()


def make_signer(sink: Sink) -> FilmItem:
    signer = make_film(sink)
    signer.set_fit("fit")
    return signer
