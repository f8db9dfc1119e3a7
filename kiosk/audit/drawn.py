"""Measures a drawn screen: capitals in degrees, contrast of the pixels behind every word, targets in millimetres."""

from __future__ import annotations

import math
import re
from dataclasses import dataclass, field
from typing import Final

from PySide6.QtCore import QRectF
from PySide6.QtGui import QFont, QFontMetricsF

from kiosk.audit.looking import Text, hide, hide_marks, marks, show_again, tell, texts, wait
from kiosk.audit.pixels import Pair
from kiosk.audit.worded import beyond, called, gap
from kiosk.screen import Panel, Screen
from kiosk.visit.aids import Aids

TARGET, GAP = 20.0, 7.99
"""mm. WCAG 2.2 2.5.8 asks for 24 CSS pixels, some 6.4 mm; 20 mm is what a child and an unsteady hand hit."""
LETTER: Final = 0.695
"""Degrees of view of a capital: 0.7 by EN 301 549 5.1.4, less the rounding to whole pixels."""
TEXT_CONTRAST, HIGH_CONTRAST, MARK_CONTRAST = 4.5, 12.0, 3.0
"""WCAG 2.2 1.4.3 and 1.4.11. High contrast: black under white (21) or yellow (14.7), not ink over film (11)."""
_ARABIC: Final = re.compile("[\u0600-\u06ff]")
REACH: Final = 1220.0
"""mm above the floor: 2010 ADA Standards 308.2.1, EN 301 549 8.3."""


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


@dataclass(slots=True)
class Figures:
    """The worst of every kind on a screen, or on many; None where there was nothing to measure."""

    target: float | None = None
    gap: float | None = None
    letter: float | None = None
    contrast: float | None = None
    mark: float | None = None
    focus: float | None = None
    highest: float | None = None
    """mm above the floor of the upper edge of the highest target, as the panel hangs."""
    faults: dict[str, list[str]] = field(default_factory=dict)
    """By kind of fault, what is wrong in words."""

    def add(self, kind: str, what: str) -> None:
        self.faults.setdefault(kind, []).append(f"{kind} {what}")

    def join(self, other: Figures) -> None:
        """The worse of both."""
        for name in ("target", "gap", "letter", "contrast", "mark", "focus"):
            found = getattr(other, name)
            if found is not None:
                setattr(self, name, _least(getattr(self, name), found))
        if other.highest is not None:
            self.highest = max(self.highest or 0.0, other.highest)
        for kind, what in other.faults.items():
            self.faults.setdefault(kind, []).extend(what)

    def every(self) -> list[str]:
        return [fault for kind in self.faults.values() for fault in kind]


def pixels_a_mm(size: QRectF, panel: Panel) -> float:
    return math.hypot(size.width(), size.height()) / (panel.diagonal * 25.4)


def targets_of(screen: Screen) -> dict[str, QRectF]:
    return {target.name: target.rect for target in screen.targets() if target.enabled and target.name != "wake"}


def audit(screen: Screen, panel: Panel, aids: Aids | None = None) -> Figures:
    """All that is drawn now, for a visitor who has set `aids`: where things are, and their pixels."""
    aids = aids or Aids()
    found = layout(screen, panel, aids)
    size = QRectF(0, 0, screen.window.width(), screen.window.height())
    drawn, far = texts(screen), panel.distance * pixels_a_mm(size, panel)
    least = HIGH_CONTRAST if aids.contrast else TEXT_CONTRAST
    said = [
        measure(screen, [one.text], far)[0] if one.contrast < least and _crowded(one.text, drawn) else one
        for one in measure(screen, drawn, far)
    ]
    for one in said:
        if one.ink.isEmpty():
            found.add("NOT SEEN", f"“{one.words}” is not to be seen")
            continue
        found.contrast = _least(found.contrast, one.contrast)
        if not size.adjusted(1, 1, -1, -1).contains(one.ink):
            found.add("OFF SCREEN", f"“{one.words}” is {beyond(one.ink, size.adjusted(1, 1, -1, -1))}")
        if one.contrast < least:
            found.add("CONTRAST", f"“{one.words}” has {one.contrast:.2f} : 1")
    _overlaps(screen, said, targets_of(screen), found)
    return found


def _crowded(text: Text, drawn: list[Text]) -> bool:
    """Another text's letters may be in its box."""
    return any(other is not text and other.box.adjusted(-8, -8, 8, 8).intersects(text.box) for other in drawn)


def _overlaps(screen: Screen, said: list[Said], targets: dict[str, QRectF], found: Figures) -> None:
    for i, one in enumerate(said):
        for other in said[i + 1 :]:
            # Line boxes reach into each other without harm; then each is looked at by itself.
            if one.ink.intersects(other.ink) and alone(screen, one).intersects(alone(screen, other)):
                found.add("TEXT ON TEXT", f"“{one.words}” and “{other.words}” lie on each other")
        for name, rect in targets.items():
            if one.text.target == name and not rect.adjusted(-1, -1, 1, 1).contains(one.ink):
                found.add("TEXT LEAVES ITS TARGET", f"“{one.words}” is larger than its button {called(name)}")
            if one.text.target == name or not one.ink.intersects(rect):
                continue
            if alone(screen, one).intersects(rect):
                found.add("TEXT ON TARGET", f"“{one.words}” lies on {called(name)}")


def layout(screen: Screen, panel: Panel, aids: Aids) -> Figures:
    """Where things are and how large: without pixels, which take twenty times as long."""
    size = QRectF(0, 0, screen.window.width(), screen.window.height())
    per_mm = pixels_a_mm(size, panel)
    found = Figures()
    for text in texts(screen):
        if text.truncated:
            found.add("TRUNCATED", f"“{text.words}” is cut")
        if text.content > text.width + 1:
            found.add("OVERFLOWS", f"“{text.words}” needs {text.content:.0f} px and has {text.width:.0f}")
        # A line's box reaches beyond its letters, in Arabic by nearly half a line.
        over = text.pixels * (0.45 if _ARABIC.search(text.words) else 0.2)
        if text.box.top() < -over or text.box.bottom() > size.height() + 1 + (
            over if _ARABIC.search(text.words) else 0
        ):
            found.add("OFF SCREEN", f"“{text.words[:48]}” is {beyond(text.box, size)}")
        for word in broken(text):
            found.add("BROKEN WORD", f"“{word}” is broken")
        degrees = angle(text, panel.distance * per_mm)
        least = LETTER * (1 + aids.text_step * (0.125 if text.serif else 0.25))
        if text.target.startswith("text-"):  # those show how large others are
            continue
        found.letter = _least(found.letter, degrees)
        if degrees < least:
            found.add("SMALL", f"“{text.words[:48]}” has {degrees:.2f}°")
    targets = targets_of(screen)
    for one in targets.values():
        found.target = _least(found.target, min(one.width(), one.height()) / per_mm)
        above = panel.bottom + (size.height() - one.top()) / per_mm
        found.highest = max(found.highest or 0.0, above)
    found.gap = min(gaps(targets, per_mm), default=(None, "", ""), key=lambda one: one[0] or 0)[0]
    for fault in target_faults(targets, size, per_mm):
        found.add(*_parted(fault))
    if aids.seated:
        for fault in reach_faults(targets, size, per_mm, panel):
            found.add(*_parted(fault))
    return found


def _parted(fault: str) -> tuple[str, str]:
    kind = next(kind for kind in ("OUT OF REACH", "TARGET OFF SCREEN", "TARGET", "GAP") if fault.startswith(kind))
    return kind, fault.removeprefix(kind + " ")


def _least(one: float | None, other: float) -> float:
    return other if one is None else min(one, other)


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
    """Nothing above REACH or, upright, above the half; the lower half is always given."""
    high = REACH - panel.bottom if size.width() > size.height() else 0
    line = size.height() - max(high * per_mm, size.height() / 2)
    return [
        f"OUT OF REACH {called(name)} is {(line - one.top()) / per_mm:.0f} mm too high"
        for name, one in targets.items()
        if one.top() < line - 1
    ]


def gaps(targets: dict[str, QRectF], per_mm: float) -> list[tuple[float, str, str]]:
    """mm between every two targets, and their names."""
    found = []
    names = list(targets)
    for i, name in enumerate(names):
        one = targets[name]
        for other_name in names[i + 1 :]:
            other = targets[other_name]
            across = max(other.left() - one.right(), one.left() - other.right())
            down = max(other.top() - one.bottom(), one.top() - other.bottom())
            found.append((max(across, down) / per_mm, name, other_name))
    return found


def target_faults(targets: dict[str, QRectF], size: QRectF, per_mm: float) -> list[str]:
    faults = []
    for name, one in targets.items():
        if min(one.width(), one.height()) / per_mm < TARGET:
            faults.append(f"TARGET {called(name)} is {min(one.width(), one.height()) / per_mm:.1f} mm")
        if not size.contains(one):
            faults.append(f"TARGET OFF SCREEN {called(name)} is {beyond(one, size)}")
    return faults + [f"GAP {gap(far, one, other)}" for far, one, other in gaps(targets, per_mm) if far < GAP]


def measure(screen: Screen, drawn: list[Text], distance_px: float) -> list[Said]:
    """Draws twice, with the words and without, so that what lies behind each of them is known."""
    with_words = screen.grab()
    hide(screen, drawn)
    wait(1)
    pair = Pair.of(with_words, screen.grab())
    show_again(screen)
    found = []
    for text in drawn:
        seen = pair.look(text.box.adjusted(-4, -4, 4, 4), light=text.lightness > 0.4)
        found.append(Said(text, seen.ink, seen.contrast, angle(text, distance_px)))
    return found


def alone(screen: Screen, one: Said) -> QRectF:
    """The box of the pixels that are changed by this text and no other."""
    return measure(screen, [one.text], 1000.0)[0].ink


def controls(screen: Screen, found: Figures) -> None:
    """Adds how well icons, outlines and the keys' frame can be told from what lies under them (WCAG 2.2 1.4.11)."""
    drawn = marks(screen)
    whole = screen.grab()
    hide_marks(screen, drawn)
    wait(1)
    pair = Pair.of(whole, screen.grab())
    show_again(screen)
    worded = {text.target for text in texts(screen)}
    for mark in drawn:
        if not mark.icon and mark.target in worded:
            continue  # it is known by its words
        seen = pair.look(mark.box.adjusted(-2, -2, 2, 2))
        if seen.ink.isEmpty():
            continue
        found.mark = _least(found.mark, seen.contrast)
        if seen.contrast < MARK_CONTRAST:
            what = f"the {'icon' if mark.icon else 'outline'} of {called(mark.target or 'nothing to touch')}"
            found.add("MARK", f"{what} has {seen.contrast:.2f} : 1")


def focus(screen: Screen, found: Figures) -> None:
    """Adds how well the keys' frame is seen round each target, and whether any of it is hidden (WCAG 2.4.7, 2.4.11). It
    is of two colours, light between dark: one of them has to differ from what was there (WCAG technique C40)."""
    names = list(targets_of(screen))
    bare = screen.grab()
    for name in names:
        tell(screen, f"Stage.focused = {name!r}")
        wait(1)
        rect = targets_of(screen)[name]
        part = rect.adjusted(-16, -16, 16, 16).toRect()
        pair = Pair.of(screen.grab().copy(part), bare.copy(part))
        box = QRectF(0, 0, part.width(), part.height())
        seen, dark = (pair.look(box, light=light, worst=False) for light in (True, False))
        contrast = max(seen.contrast, dark.contrast)
        found.focus = _least(found.focus, contrast)
        if contrast < MARK_CONTRAST or seen.ink.width() < rect.width() or seen.ink.height() < rect.height():
            found.add("FOCUS", f"round {called(name)}: {contrast:.2f} : 1, or hidden in part")
    tell(screen, "Stage.focused = root.focused")
