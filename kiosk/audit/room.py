"""On a panel that is too small for the interface: how large one has to be."""

from __future__ import annotations

import os
from concurrent.futures import ProcessPoolExecutor
from dataclasses import replace
from multiprocessing import get_context
from typing import TYPE_CHECKING, Final

from kiosk.audit.looks import Look, Task, faults_of, look
from kiosk.audit.screens import screens

if TYPE_CHECKING:
    from collections.abc import Sequence

    from kiosk.playlist.model import Playlist
    from kiosk.screen import Panel

SOLD: Final = (15.6, 17, 19, 21.5, 24, 27, 32, 43, 55)
"""Inches of panels that can be bought: no other answer is of use."""
NO_ROOM: Final = ("TARGET OFF SCREEN", "OFF SCREEN", "OVERFLOWS", "TRUNCATED")
_VARIANTS: Final = ("larger", "all")
"""Those that are measured without pixels, and need the most room."""
_ENOUGH: Final = 30
"""Screens of a language that are looked at."""


def too_small(looks: Sequence[Look]) -> bool:
    """Whether what is drawn needs more glass than there is: targets lie on each other, or words are off the screen."""
    return any((one.figures.gap or 0.0) < 0 for one in looks) or bool(faults_of(looks, *NO_ROOM))


def advice(playlist: Playlist, looks: Sequence[Look], panel: Panel, size: tuple[int, int]) -> str:
    """That the panel is too small, and which is not; empty where this one is large enough."""
    if not any((one.figures.gap or 0.0) < 0 for one in looks):
        return ""
    told = f"{panel.diagonal:g} inches is too small for this interface, seen from {panel.distance:g} mm"
    large = next((inches for inches in SOLD if inches > panel.diagonal and _fits(playlist, panel, size, inches)), None)
    return f"{told}: at least {large:g} inches." if large is not None else f"{told}; let visitors stand nearer."


def _fits(playlist: Playlist, panel: Panel, size: tuple[int, int], inches: float) -> bool:
    every = max(1, len(list(screens(playlist, playlist.languages[0]))) // _ENOUGH)
    larger = replace(panel, diagonal=inches, calm=True)
    tasks = [
        Task(playlist.file, larger, size, language, (variant,), every=every)
        for language in playlist.languages
        for variant in _VARIANTS
    ]
    with ProcessPoolExecutor(min(len(tasks), os.cpu_count() or 1), mp_context=get_context("spawn")) as pool:
        return not too_small([one for found in pool.map(look, tasks) for one in found])
