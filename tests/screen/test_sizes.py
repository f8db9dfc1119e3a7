"""Millimetres and degrees hold on every panel, whatever its pixels."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication

from kiosk.audit.drawn import layout
from kiosk.screen import Panel, Screen
from kiosk.visit.aids import Aids
from tests.screen.looking import settle, tell
from tests.screen.pictures import StillFilm, white
from tests.screen.views import SCREENS, Views

pytestmark = pytest.mark.window
NAMES = ("attract", "home", "before", "hotspots", "decision", "page", "ending", "choosing", "help")
PANELS = {
    # A smaller panel hangs where it is seen from nearer, a larger one from farther away.
    "21.5 inches at 720p": (Panel(diagonal=21.5, distance=500, far=2500, calm=True), (1280, 720)),
    "21.5 inches upright": (Panel(diagonal=21.5, distance=450, far=2500, calm=True), (1080, 1920)),
    "32 inches at 2160p": (Panel(diagonal=32, calm=True), (3840, 2160)),
    "43 inches": (Panel(diagonal=43, distance=800, calm=True), (1920, 1080)),
    "55 inches upright": (Panel(diagonal=55, distance=1000, calm=True), (1080, 1920)),
    "86 inches at 2160p": (Panel(diagonal=86, distance=1500, far=8000, bottom=700, calm=True), (3840, 2160)),
    "86 inches at 720p": (Panel(diagonal=86, distance=1500, far=8000, bottom=700, calm=True), (1280, 720)),
}


@pytest.mark.parametrize("which", PANELS)
def test_sizes_hold(qapp: QApplication, stills: Path, which: str) -> None:
    panel, size = PANELS[which]
    screen = Screen(panel, windowed=True, size=size)
    screen.place_film(StillFilm(white()))
    tell(screen, "Theme.settling = 0")
    screen.show()
    faults: list[str] = []
    try:
        views = Views("en", stills)
        for name in NAMES:
            screen.show_view(views.attract())
            screen.show_view(SCREENS[name](views))
            settle(screen, after=10)
            found = layout(screen, panel, Aids())
            faults += [f"{name}: {fault}" for fault in found.every()]
    finally:
        screen.close()
        qapp.processEvents()
    assert faults == []
