"""One window for each way up, and stills to hang in it."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path

# Before Qt reads it: what the tests measure is what a kiosk without a graphics card draws.
os.environ.setdefault("QT_QUICK_BACKEND", "software")

import pytest
from PySide6.QtGui import QPointingDevice
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from kiosk.screen import Panel, Screen, touch
from tests.screen.hand import Hand
from tests.screen.looking import tell
from tests.screen.pictures import StillFilm, draw_stills, white
from tests.screen.views import Views

SIZES = {"landscape": (1920, 1080), "portrait": (1080, 1920)}


@pytest.fixture(scope="session")
def stills(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return draw_stills(tmp_path_factory.mktemp("stills"))


@pytest.fixture(scope="module")
def walls(qapp: QApplication) -> Iterator[dict[str, Screen]]:
    """A screen each way up over white film, the worst there is for words."""
    film = {form: StillFilm(white()) for form in SIZES}
    screens = {form: Screen(Panel(calm=True), windowed=True, size=size) for form, size in SIZES.items()}
    for form, screen in screens.items():
        screen.place_film(film[form])
        tell(screen, "Theme.settling = 0")
        screen.show()
    yield screens
    for screen in screens.values():
        screen.close()
    qapp.processEvents()


@pytest.fixture
def hand(qapp: QApplication) -> Iterator[Hand]:
    """A fresh screen and a hand before it."""
    screen = Screen(Panel(calm=True), windowed=True, size=(1920, 1080), pin="2580", version="0.1", playlist="Passeur")
    film = StillFilm(white())
    screen.place_film(film)
    tell(screen, "Theme.settling = 0")
    screen.show()
    yield Hand(screen)
    screen.close()
    qapp.processEvents()


@pytest.fixture
def views(stills: Path) -> Views:
    return Views("en", stills)


@pytest.fixture(scope="module")
def panel_device() -> QPointingDevice:
    return QTest.createTouchDevice()


@pytest.fixture
def at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    """However slow the machine is, one finger follows the other within the time."""
    monkeypatch.setattr(touch, "BOUNCE", 1_000_000)


@pytest.fixture
def apart(monkeypatch: pytest.MonkeyPatch) -> None:
    """However quick it is, no finger is a bounce of the one before."""
    monkeypatch.setattr(touch, "BOUNCE", 0)
