"""What Qt sees of the display and the fonts.

`python -m kiosk.screen.checkup DIAGONAL TURNED [offscreen]` prints it as JSON: inches, degrees, and whether to do
without a display.

A process of its own: Qt ends the program where it lacks a library, which is when a technician asks.
"""

from __future__ import annotations

import json
import math
import os
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import asdict
from typing import Final

from kiosk.findings import Finding

_ANSWER_WITHIN: Final = 15.0
_INCH: Final = 25.4
_FAR_OFF: Final = 0.15
"""Part by which the panel's own size may differ from the settings' before it is told: bezels, rounded numbers."""
_SLOW: Final = 49
"""Hz: what a television's 50 may be called; below it is 30 or 24, which a cable or a socket of the wrong kind gives."""
_PLUGIN: Final = (
    "apt-get install libxcb-cursor0 libxcb-icccm4 libxcb-image0 libxcb-keysyms1 libxcb-render-util0 libegl1"
)


class Asked:
    """The process that looks, started at once; `findings` waits for it."""

    def __init__(self, diagonal: int, turned: int, *, without_screen: str) -> None:
        """`diagonal` (inches) and `turned` (degrees) as the settings say; `without_screen`: why no window can be
        opened, "" where one can."""
        self._without = without_screen
        words = [sys.executable, "-m", "kiosk.screen.checkup", str(diagonal), str(turned)]
        words += ["offscreen"] if without_screen else []
        self._process = subprocess.Popen(  # noqa: S603 our own interpreter and our own words
            words, stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True
        )

    def findings(self) -> list[Finding]:
        found = self._answer()
        if self._without:
            why = self._without.partition(". ")[0]
            cure = (
                "On an installed kiosk ask `systemctl status kiosk`: its line Status says what is on the screen. "
                "docs/install.md says how all of it is measured there. Elsewhere, run `kiosk doctor` on the desktop."
            )
            return [Finding("warning", "Display", f"not looked at from here: {why}", cure), *found]
        return found

    def _answer(self) -> list[Finding]:
        try:
            out, complaint = self._process.communicate(timeout=_ANSWER_WITHIN)
        except subprocess.TimeoutExpired:
            self._process.kill()
            self._process.communicate()
            cure = "Restart the desktop, or the machine."
            return [Finding("missing", "Display", f"no answer from it within {_ANSWER_WITHIN:.0f} s", cure)]
        if self._process.returncode != 0:
            why = next((line for line in complaint.splitlines() if "plugin" in line.lower()), complaint[-200:])
            return [Finding("missing", "Display", f"Qt cannot open a window: {why.strip()}", _PLUGIN)]
        return [Finding(**said) for said in json.loads(out)]


def check_display(diagonal: int, turned: int) -> Iterator[Finding]:
    """Needs a QGuiApplication."""
    from PySide6.QtGui import QGuiApplication

    for screen in QGuiApplication.screens():
        size, measures = screen.size() * screen.devicePixelRatio(), screen.physicalSize()
        rate = round(screen.refreshRate())
        says = f"{size.width()} x {size.height()} ({'portrait' if size.height() > size.width() else 'landscape'})"
        says += f", {rate} Hz"
        across = math.hypot(measures.width(), measures.height()) / _INCH
        if across:
            says += f", {measures.width():.0f} x {measures.height():.0f} mm ({across:.0f} inches)"
        if turned:
            says += f"; turned by {turned} degrees by the settings"
        if rate < _SLOW:
            cure = "Choose 60 Hz in the desktop's display settings; 4K needs a cable and a socket made for 4K at 60 Hz."
            yield Finding("warning", "Display", f"{screen.name()}: {says}: touches and film look slow", cure)
        else:
            yield Finding("ok", "Display", f"{screen.name()}: {says}")
        if screen == QGuiApplication.primaryScreen() and across and abs(across / diagonal - 1) > _FAR_OFF:
            yield Finding(
                "warning",
                "Size of the display",
                f"it says {across:.0f} inches, the settings say {diagonal}: letters may be too small or too large",
                f"Measure it. If {across:.0f} is right, write in config/kiosk.yaml: screen: {{diagonal: {across:.0f}}}",
            )


def check_fonts() -> Iterator[Finding]:
    """Needs a QGuiApplication."""
    from PySide6.QtGui import QFontDatabase

    from kiosk.screen.fonts import fonts_missing

    systems = set(QFontDatabase.writingSystems())
    for name, system in (
        ("Latin letters", QFontDatabase.WritingSystem.Latin),
        ("Korean letters", QFontDatabase.WritingSystem.Korean),
    ):
        if system in systems:
            yield Finding("ok", name, "there is a font with them")
        else:
            yield Finding("missing", name, "boxes are shown instead", "apt-get install fonts-inter fonts-noto-cjk")
    packages = fonts_missing()
    if packages:
        cure = f"apt-get install {' '.join(packages)}"
        yield Finding("warning", "The exhibition's typefaces", "others are shown instead of some", cure)
    else:
        yield Finding("ok", "The exhibition's typefaces", "all there")


def main(words: list[str]) -> int:
    if "offscreen" in words:
        os.environ["QT_QPA_PLATFORM"] = "offscreen"
    from PySide6.QtGui import QGuiApplication

    app = QGuiApplication(sys.argv[:1])
    found = [] if "offscreen" in words else list(check_display(int(words[0]), int(words[1])))
    print(json.dumps([asdict(finding) for finding in (*found, *check_fonts())]))
    del app
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
