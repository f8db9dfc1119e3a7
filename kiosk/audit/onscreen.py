"""The report's lines about what is drawn, from the looks at every screen."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Final

from kiosk.audit import drawn
from kiosk.audit.lines import Line, Part, judged
from kiosk.audit.looks import VARIANTS, Look, faults_of
from kiosk.audit.worded import least_gap

if TYPE_CHECKING:
    from kiosk.screen import Panel

TITLE_FAR, INVITE_FAR = 0.5, 0.3
"""Degrees of view from where attract is read: an inch for 10 feet, the rule for signs, is 0.48 degrees. A title that is
too long for 0.7 falls to 0.5."""

STEP: Final = 1.15
"""A step of text size that can be seen; the least letters of all screens, some of which have little room to grow."""


def onscreen(looks: Sequence[Look], panel: Panel, size: tuple[int, int]) -> Part:
    seen = sum(one.seen for one in looks)
    languages = len({one.language for one in looks})
    lines = [*_sizes(looks, panel), *_contrasts(looks), *_places(looks, panel, size), *_strip(looks)]
    return Part(f"On the screen: {seen} drawings, {languages} languages, {len(VARIANTS)} settings", tuple(lines))


def _least(looks: Sequence[Look], name: str, variants: Sequence[str] = ()) -> float | None:
    found = [getattr(one.figures, name) for one in looks if not variants or one.variant in variants]
    return min((value for value in found if value is not None), default=None)


def _line(
    looks: Sequence[Look], name: str, kinds: Sequence[str], found: float | None, unit: str, wanted: str, clause: str
) -> Line:
    faults = faults_of(looks, *kinds)
    told = f"least {found:.2f} {unit}" if found is not None else "nothing to measure"
    if found is not None and unit == "mm" and found < 0:
        told = least_gap(found)
    unseen = sum(1 for one in looks for kind, _, _ in one.faults if kind == "NOT SEEN" and kind in kinds)
    told += f"; not to be seen at all: {unseen}" if unseen else ""
    return judged(name, not faults, told, wanted, clause, faults)


def _sum(looks: Sequence[Look], kinds: Sequence[str], well: str, ill: str) -> tuple[bool, str, list[str]]:
    """Whether all is well, what is found, in words, and what is wrong."""
    faults = faults_of(looks, *kinds)
    return not faults, well if not faults else f"{len(faults)} {'are' if len(faults) > 1 else 'is'} {ill}", faults


def _judged(name: str, sums: tuple[bool, str, list[str]], wanted: str, clause: str) -> Line:
    good, found, faults = sums
    return judged(name, good, found, wanted, clause, faults)


def _sizes(looks: Sequence[Look], panel: Panel) -> list[Line]:
    near = ("normal", "contrast", "seated", "calm")
    titles = min(one.attract[0] for one in looks)
    invites = min(one.attract[1] for one in looks)
    return [
        _line(looks, "Targets", ("TARGET", "TARGET OFF SCREEN"), _least(looks, "target"), "mm",
              f"{drawn.TARGET:.0f} mm", "WCAG 2.2 2.5.8, 2.5.5; ADA 309.4"),
        _line(looks, "Gaps between targets", ("GAP",), _least(looks, "gap"), "mm", "8 mm", "WCAG 2.2 2.5.8"),
        _line(looks, "Capital letters", ("SMALL",), _least(looks, "letter", near), "degrees of view",
              f"0.7° at {panel.distance:.0f} mm ({panel.distance * 0.01222:.1f} mm)", "EN 301 549 5.1.4; 508 402.4"),
        _steps(*(_least(looks, "letter", names) or 0.0 for names in (near, ("larger",), ("largest", "all")))),
        judged("Attract, from afar", titles >= TITLE_FAR and invites >= INVITE_FAR - 0.005,
               f"title {titles:.2f}°, invitation {invites:.2f}°",
               f"{TITLE_FAR}° and {INVITE_FAR}° at {panel.far / 1000:g} m", "EN 17161 6.4; the house's own"),
    ]  # fmt: skip


def _steps(usual: float, larger: float, largest: float) -> Line:
    good = larger >= usual * STEP and largest >= larger * STEP
    return judged("Capital letters, larger text", good, f"{larger:.2f}° and {largest:.2f}°",
                  f"two steps, each {STEP:g} times the one before", "WCAG 2.2 1.4.4")  # fmt: skip


def _contrasts(looks: Sequence[Look]) -> list[Line]:
    usual = tuple(name for name in VARIANTS if not VARIANTS[name].contrast)
    high = tuple(name for name in VARIANTS if VARIANTS[name].contrast)
    some = [one for one in looks if one.variant in usual]
    rest = [one for one in looks if one.variant in high]
    return [
        _line(some, "Text on what lies under it", ("CONTRAST", "NOT SEEN"), _least(some, "contrast"), ": 1",
              "4.5 : 1, over white film", "WCAG 2.2 1.4.3; EN 301 549 9.1.4.3"),
        _line(rest, "Text in high contrast", ("CONTRAST", "NOT SEEN"), _least(rest, "contrast"), ": 1",
              f"{drawn.HIGH_CONTRAST:.0f} : 1", "WCAG 2.2 1.4.6"),
        _line(looks, "Icons and outlines", ("MARK",), _least(looks, "mark"), ": 1", "3 : 1", "WCAG 2.2 1.4.11"),
        _line(looks, "The keys' frame", ("FOCUS",), _least(looks, "focus"), ": 1", "3 : 1, and nowhere hidden",
              "WCAG 2.2 2.4.7, 2.4.11, 1.4.11"),
    ]  # fmt: skip


def _places(looks: Sequence[Look], panel: Panel, size: tuple[int, int]) -> list[Line]:
    seated = [one for one in looks if VARIANTS[one.variant].seated]
    highest = max((one.figures.highest or 0.0 for one in seated), default=0.0)
    faults = faults_of(seated, "OUT OF REACH")
    upright = size[1] > size[0]
    within = highest <= drawn.REACH + 0.5
    lines = [
        judged("Reach from a seat", not faults and (within or upright), f"highest {highest:.0f} mm above the floor",
               f"{drawn.REACH:.0f} mm, with “Reach from a seat”", "ADA 308.2.1, 308.3.1; EN 301 549 8.3.3", faults),
    ]  # fmt: skip
    if not within:
        half = "Hung upright at" if upright else "Hung at"
        what = f"{half} {panel.bottom:.0f} mm the lower half ends at {highest:.0f} mm."
        lower = panel.bottom - (highest - drawn.REACH)
        cure = f" Hang its lower edge at {lower:.0f} mm or lower." if lower >= 0 else " Take a smaller panel."
        details = (what + cure, *(() if upright else faults))
        lines[0] = Line("Reach from a seat", "fail", lines[0].found, lines[0].wanted, lines[0].clause, details)
    kinds: tuple[str, ...] = ("TRUNCATED", "OVERFLOWS", "OFF SCREEN", "BROKEN WORD")
    lines.append(
        _judged("Words are whole", _sum(looks, kinds, "in their places", "cut, broken or off the screen"),
                "none cut, broken or off the screen", "WCAG 2.2 1.4.4, 1.4.10")
    )  # fmt: skip
    kinds = ("TEXT ON TEXT", "TEXT ON TARGET", "TEXT LEAVES ITS TARGET")
    lines.append(
        _judged("Nothing lies on words", _sum(looks, kinds, "apart", "on another, or on a target"),
                "no text on another or on a target", "WCAG 2.2 1.4.8, 2.5.8")
    )  # fmt: skip
    return lines


def _strip(looks: Sequence[Look]) -> list[Line]:
    return [
        _judged("Captions, language, volume, help",
                _sum(looks, ("STRIP",), "on every screen, one touch away", "missing somewhere"),
                "in the same place, as few touches as play", "EN 301 549 7.3; WCAG 2.2 3.2.3, 3.2.6")
    ]  # fmt: skip
