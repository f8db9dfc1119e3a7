"""What Qt is found to see, asked in a process of its own: it ends where Qt cannot start."""

from __future__ import annotations

from types import SimpleNamespace
from typing import Any

import pytest
from PySide6.QtCore import QSize, QSizeF
from PySide6.QtGui import QFontDatabase, QGuiApplication

from kiosk.findings import Finding
from kiosk.screen import checkup
from kiosk.screen.checkup import Asked, check_display, check_fonts


def marks(findings: list[Finding]) -> dict[str, str]:
    return {finding.what: finding.mark for finding in findings}


def test_the_screen_of_the_tests_is_seen() -> None:
    found = Asked(23, 90, without_screen="").findings()
    display = next(finding for finding in found if finding.what == "Display")
    assert "1920 x 1080 (landscape)" in display.says
    assert "turned by 90 degrees" in display.says
    assert marks(found)["Korean letters"] == "ok"


def test_without_a_screen_the_fonts_are_looked_at_all_the_same() -> None:
    found = Asked(32, 0, without_screen="no screen here: DISPLAY is empty. Start it elsewhere.").findings()
    assert found[0].mark == "warning"
    assert found[0].says == "not looked at from here: no screen here: DISPLAY is empty"
    assert marks(found)["Latin letters"] == "ok"


def test_where_qt_cannot_start_it_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("QT_QPA_PLATFORM", "nonsense")
    (found,) = Asked(32, 0, without_screen="").findings()
    assert found.mark == "missing"
    assert "nonsense" in found.says
    assert found.mend.startswith("apt-get install libxcb-cursor0")


class Panel:
    """A screen of these pixels and millimetres."""

    def __init__(self, width: int, height: int, rate: float, wide: float, high: float) -> None:
        self.size, self.physicalSize = (lambda: QSize(width, height)), (lambda: QSizeF(wide, high))
        self.refreshRate, self.devicePixelRatio, self.name = (lambda: rate), (lambda: 1.0), (lambda: "HDMI-1")


def looked(monkeypatch: pytest.MonkeyPatch, panel: Panel) -> list[Finding]:
    monkeypatch.setattr(QGuiApplication, "screens", lambda: [panel])
    monkeypatch.setattr(QGuiApplication, "primaryScreen", lambda: panel)
    return list(check_display(32, 0))


def test_a_panel_as_the_settings_say(monkeypatch: pytest.MonkeyPatch) -> None:
    (found,) = looked(monkeypatch, Panel(1080, 1920, 59.94, 398, 708))
    assert found == Finding("ok", "Display", "HDMI-1: 1080 x 1920 (portrait), 60 Hz, 398 x 708 mm (32 inches)")


def test_a_panel_of_another_size(monkeypatch: pytest.MonkeyPatch) -> None:
    found = looked(monkeypatch, Panel(1920, 1080, 60, 598, 336))
    assert marks(found) == {"Display": "ok", "Size of the display": "warning"}
    assert "screen: {diagonal: 27}" in found[1].mend


def test_a_panel_that_does_not_say_its_size(monkeypatch: pytest.MonkeyPatch) -> None:
    (found,) = looked(monkeypatch, Panel(1920, 1080, 60, 0, 0))
    assert "mm" not in found.says


def test_a_cable_that_is_too_slow(monkeypatch: pytest.MonkeyPatch) -> None:
    (found,) = looked(monkeypatch, Panel(3840, 2160, 30, 708, 398))
    assert found.mark == "warning"
    assert "60 Hz" in found.mend


def test_letters_that_are_missing(monkeypatch: pytest.MonkeyPatch) -> None:
    latin: list[Any] = [QFontDatabase.WritingSystem.Latin]
    monkeypatch.setattr(checkup, "QFontDatabase", SimpleNamespace(), raising=False)
    monkeypatch.setattr(QFontDatabase, "writingSystems", lambda: latin)
    monkeypatch.setattr("kiosk.screen.fonts.fonts_missing", lambda: ("fonts-noto-cjk",))
    found = list(check_fonts())
    assert marks(found) == {
        "Latin letters": "ok", "Korean letters": "missing", "The exhibition's typefaces": "warning",
    }  # fmt: skip
    assert found[2].mend == "apt-get install fonts-noto-cjk"
