"""Measures a drawn screen: capitals in degrees, contrast of the pixels behind every word, targets in millimetres.

Limits: 0.7 degrees and 4.5:1 (ISO 9241-303, WCAG 2.2 1.4.3), targets of 20 mm, 8 mm apart.
"""

from __future__ import annotations

import math
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import QRectF
from PySide6.QtGui import QFont, QFontMetricsF, QImage
from PySide6.QtTest import QTest

from kiosk.screen import Panel, Screen
from kiosk.visit.aids import Aids
from tests.screen.looking import Text, hide, texts

HIGH_CONTRAST = 12.0
"""Black under white (21) or yellow (14.7): ink at 86 % over white film would have 11."""
Pixels = NDArray[np.float64]
_WEIGHTS = np.array([0.2126, 0.7152, 0.0722])


@dataclass(frozen=True, slots=True)
class Said:
    """One text as it was drawn. `ink` is the box of the pixels it has changed."""

    text: Text
    ink: QRectF
    contrast: float
    degrees: float

    @property
    def words(self) -> str:
        return self.text.words[:32]


def pixels(image: QImage) -> Pixels:
    image = image.convertToFormat(QImage.Format.Format_RGB888)
    flat = np.frombuffer(bytes(image.constBits()), np.uint8).reshape(image.height(), image.bytesPerLine())
    return flat[:, : image.width() * 3].reshape(image.height(), image.width(), 3).astype(np.float64)


def luminance(colours: Pixels) -> Pixels:
    part = colours / 255.0
    linear = np.where(part <= 0.04045, part / 12.92, ((part + 0.055) / 1.055) ** 2.4)
    result: Pixels = linear @ _WEIGHTS
    return result


def ratio(a: float, b: float) -> float:
    return (max(a, b) + 0.05) / (min(a, b) + 0.05)


def audit(screen: Screen, panel: Panel, aids: Aids | None = None) -> list[str]:
    """Everything that is wrong with what is drawn now, in words, for a visitor who has set `aids`."""
    aids = aids or Aids()
    window = screen.window
    size = QRectF(0, 0, window.width(), window.height())
    per_mm = math.hypot(size.width(), size.height()) / (panel.diagonal * 25.4)
    drawn = texts(screen)
    faults = layout(screen, panel, aids)
    said = measure(screen, drawn, panel.distance * per_mm)
    for one in said:
        if one.ink.isEmpty():
            faults.append(f"NOT SEEN {one.words}")
        elif not size.adjusted(1, 1, -1, -1).contains(one.ink):
            faults.append(f"OFF SCREEN {one.words} {one.ink}")
        if one.contrast < (HIGH_CONTRAST if aids.contrast else 4.5):
            faults.append(f"CONTRAST {one.contrast:.2f} {one.words}")
    for i, one in enumerate(said):
        faults += [
            f"TEXT ON TEXT {one.words} / {other.words}"
            for other in said[i + 1 :]
            # Line boxes reach into each other without harm; then each is looked at by itself.
            if one.ink.intersects(other.ink) and alone(screen, one).intersects(alone(screen, other))
        ]
    targets = {target.name: target.rect for target in screen.targets() if target.enabled and target.name != "wake"}
    for one in said:
        for name, rect in targets.items():
            if one.text.target == name and not rect.adjusted(-1, -1, 1, 1).contains(one.ink):
                faults.append(f"TEXT LEAVES ITS TARGET {one.words} / {name}")
            if one.text.target == name or not one.ink.intersects(rect):
                continue
            if alone(screen, one).intersects(rect):
                faults.append(f"TEXT ON TARGET {one.words} / {name}")
    return faults


def layout(screen: Screen, panel: Panel, aids: Aids) -> list[str]:
    """What is wrong with where things are and how large: without pixels, which take twenty times as long."""
    window = screen.window
    size = QRectF(0, 0, window.width(), window.height())
    per_mm = math.hypot(size.width(), size.height()) / (panel.diagonal * 25.4)
    faults = []
    for text in texts(screen):
        if text.truncated:
            faults.append(f"TRUNCATED {text.words}")
        if text.content > text.width + 1:
            faults.append(f"OVERFLOWS {text.words}: {text.content} in {text.width}")
        if text.box.top() < 0 or text.box.bottom() > size.height() + 1:
            faults.append(f"OFF SCREEN {text.words} {text.box}")
        faults += [f"BROKEN WORD {word}" for word in broken(text)]
        degrees = angle(text, panel.distance * per_mm)
        least = 0.695 * (1 + aids.text_step * (0.125 if text.serif else 0.25))
        if degrees < least and not text.target.startswith("text-"):  # those show how large others are
            faults.append(f"SMALL {degrees:.2f} {text.words}")
    targets = {target.name: target.rect for target in screen.targets() if target.enabled and target.name != "wake"}
    faults += target_faults(targets, size, per_mm)
    if aids.seated:
        faults += reach_faults(targets, size, per_mm, panel)
    return faults


def broken(text: Text) -> list[str]:
    """Words that are wider than their line. Addresses may break anywhere; attract's title is set closer."""
    if text.pixels > 150:
        return []
    font = QFont("Story Serif" if text.serif else "Kiosk Sans")
    font.setPixelSize(text.pixels)
    metrics = QFontMetricsF(font)
    words = [word for word in text.words.split() if "/" not in word and "." not in word[:-1]]
    return [word for word in words if metrics.horizontalAdvance(word) > text.width * 1.03 + 2]


def angle(text: Text, distance_px: float) -> float:
    """Degrees of view that a capital takes."""
    # Measured: Inter .728, EB Garamond 12 .658, Nanum Myeongjo .738; the smallest that may be drawn with either.
    capital = text.pixels * (0.650 if text.serif else 0.727)
    return math.degrees(2 * math.atan(capital / 2 / distance_px))


def reach_faults(targets: dict[str, QRectF], size: QRectF, per_mm: float, panel: Panel) -> list[str]:
    """Nothing above 1220 mm (2010 ADA Standards 308.2.1, EN 301 549 8.3) or, upright, above the half; the lower half is
    always given."""
    high = 1220 - panel.bottom if size.width() > size.height() else 0
    line = size.height() - max(high * per_mm, size.height() / 2)
    return [
        f"OUT OF REACH {name}: {(line - one.top()) / per_mm:.0f} mm too high"
        for name, one in targets.items()
        if one.top() < line - 1
    ]


def target_faults(targets: dict[str, QRectF], size: QRectF, per_mm: float) -> list[str]:
    faults = []
    names = list(targets)
    for i, name in enumerate(names):
        one = targets[name]
        if min(one.width(), one.height()) / per_mm < 20:
            faults.append(f"TARGET {min(one.width(), one.height()) / per_mm:.1f} mm {name}")
        if not size.contains(one):
            faults.append(f"TARGET OFF SCREEN {name} {one}")
        for other_name in names[i + 1 :]:
            other = targets[other_name]
            across = max(other.left() - one.right(), one.left() - other.right())
            down = max(other.top() - one.bottom(), one.top() - other.bottom())
            if max(across, down) / per_mm < 7.99:
                faults.append(f"GAP {max(across, down) / per_mm:.1f} mm {name} / {other_name}")
    return faults


def measure(screen: Screen, drawn: list[Text], distance_px: float) -> list[Said]:
    """Draws twice, with the words and without, so that what lies behind each of them is known."""
    with_words = pixels(screen.grab())
    hide(screen, drawn)
    QTest.qWait(1)
    without = pixels(screen.grab())
    hide(screen, drawn, shown=True)
    return [look(text, with_words, without, distance_px) for text in drawn]


def alone(screen: Screen, one: Said) -> QRectF:
    """The box of the pixels that are changed by this text and no other."""
    return measure(screen, [one.text], 1000.0)[0].ink


def look(text: Text, with_words: Pixels, without: Pixels, distance_px: float) -> Said:
    degrees = angle(text, distance_px)
    area = text.box.adjusted(-4, -4, 4, 4)
    left, top = max(0, int(area.left())), max(0, int(area.top()))
    right, bottom = max(left + 1, int(area.right())), max(top + 1, int(area.bottom()))
    drawn, behind = with_words[top:bottom, left:right], without[top:bottom, left:right]
    changed = np.abs(drawn - behind).max(-1) > 24
    if not changed.any():
        return Said(text, QRectF(), 0.0, degrees)
    rows, columns = np.flatnonzero(changed.any(1)), np.flatnonzero(changed.any(0))
    ink = QRectF(left + columns[0], top + rows[0], columns[-1] - columns[0] + 1, rows[-1] - rows[0] + 1)
    around = changed.copy()
    for step in (-3, -2, -1, 1, 2, 3):
        around |= np.roll(changed, step, 1) | np.roll(changed, step, 0)
    light = text.lightness > 0.4
    word = float(np.percentile(luminance(drawn[changed]), 97 if light else 3))
    ground = float(np.percentile(luminance(behind[around]), 99.5 if light else 0.5))
    return Said(text, ink, ratio(word, ground), degrees)
