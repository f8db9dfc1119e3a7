"""Draws every screen of a playlist in every language, as each kind of visitor has set it, and measures it.

Off screen, without a graphics card, over white film: any picture may come, and none is worse for words that are light.
Two processes and more share the work; nothing of a film is played.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import ProcessPoolExecutor, as_completed
from dataclasses import dataclass, field, replace
from multiprocessing import get_context
from pathlib import Path
from typing import TYPE_CHECKING, Final

from kiosk.visit.aids import Aids

if TYPE_CHECKING:
    from kiosk.audit.drawn import Figures
    from kiosk.playlist.model import Playlist
    from kiosk.screen import Panel, Screen

Tell = Callable[[int, int, str], None]

VARIANTS: Final[dict[str, Aids]] = {
    "normal": Aids(),
    "larger": Aids(text_step=1),
    "largest": Aids(text_step=2),
    "contrast": Aids(contrast=True),
    "seated": Aids(seated=True),
    "calm": Aids(calm=True),
    "all": Aids(text_step=2, contrast=True, seated=True, calm=True),
}
"""What a visitor may have set under "More help"."""
PIXELS: Final = ("normal", "largest", "contrast")
"""In the others nothing has another ground: only places and sizes are measured there."""
ONCE: Final = ("held", "still")
"""Screens whose words stand where another's do."""

BARE: Final = ("attract", "closed", "still")
"""Screens without the strip: one touch of them leads to it."""
STRIP: Final = ("captions", "volume-down", "volume-up", "help", "languages")


@dataclass(frozen=True, slots=True)
class Look:
    """One language as one kind of visitor set it: what was the worst on any screen, and every fault by its screen."""

    language: str
    variant: str
    seen: int
    figures: Figures
    attract: tuple[float, float] = (0.0, 0.0)
    """Degrees of view of the title's and the invitation's capitals, from where attract has to be read."""
    faults: tuple[tuple[str, str, str], ...] = ()
    """Kind, screen, and what is wrong in words."""


@dataclass(frozen=True, slots=True)
class Task:
    playlist: Path
    """Its file: a playlist itself does not go from one process to another."""
    panel: Panel
    size: tuple[int, int]
    language: str
    variants: tuple[str, ...] = field(default_factory=lambda: tuple(VARIANTS))
    marks: bool = False
    """Icons and the keys' frame, too."""
    every: int = 1
    """2: only every second screen, and so on."""


def looks(playlist: Playlist, panel: Panel, size: tuple[int, int], tell: Tell | None = None) -> list[Look]:
    """Every language and variant, in their order. `panel.calm` is taken as set: nothing is measured while it moves."""
    panel = replace(panel, calm=True)
    tasks = [
        Task(playlist.file, panel, size, language, (variant,), marks=number == 0 and variant in ("normal", "contrast"))
        for number, language in enumerate(playlist.languages)
        for variant in VARIANTS
    ]
    tasks.sort(key=lambda task: not task.marks)  # the longest first
    found: list[Look] = []
    with ProcessPoolExecutor(min(len(tasks), os.cpu_count() or 1), mp_context=get_context("spawn")) as pool:
        running = {pool.submit(look, task): task for task in tasks}
        for number, future in enumerate(as_completed(running), start=1):
            found += future.result()
            task = running[future]
            if tell is not None:
                tell(number, len(tasks), f"{task.language}, {task.variants[0]}")
    order = [(language, variant) for language in playlist.languages for variant in VARIANTS]
    return sorted(found, key=lambda one: order.index((one.language, one.variant)))


def look(task: Task) -> list[Look]:
    """In a process of its own."""
    os.environ["QT_QPA_PLATFORM"] = "offscreen"
    os.environ["QT_QUICK_BACKEND"] = "software"
    from kiosk.playlist.reading import read
    from kiosk.screen.fitting import offscreen

    application = offscreen()
    playlist = read(task.playlist)
    screen = open_screen(task.panel, task.size)
    try:
        return [_variant(screen, playlist, task, variant) for variant in task.variants]
    finally:
        screen.close()
        application.processEvents()


def open_screen(panel: Panel, size: tuple[int, int], film: Path | None = None) -> Screen:
    """A window over white film, or over a still of one. Needs a QGuiApplication."""
    from PySide6.QtGui import QImage

    from kiosk.audit.looking import tell
    from kiosk.audit.stillfilm import StillFilm, white
    from kiosk.screen import Screen

    screen = Screen(panel, windowed=True, size=size)
    screen.place_film(StillFilm(white() if film is None else QImage(str(film))))
    tell(screen, "Theme.settling = 0; Theme.lingering = 600000")  # nothing leaves while it is measured
    screen.show()
    return screen


def _variant(screen: Screen, playlist: Playlist, task: Task, variant: str) -> Look:
    from kiosk.audit.drawn import Figures, audit, controls, focus, layout, targets_of
    from kiosk.audit.looking import settle
    from kiosk.audit.screens import screens
    from kiosk.audit.worded import called

    aids = VARIANTS[variant]
    worst, faults, seen = Figures(), [], 0
    attract = (0.0, 0.0)
    marked: set[str] = set()
    for shown in list(screens(playlist, task.language))[:: task.every]:
        screen.set_caption(shown.caption)
        screen.show_view(replace(shown.view, aids=aids))
        kind = shown.name.partition(" ")[0]
        for leaf in _leaves(screen):
            settle(screen, 5)
            pixels = variant in PIXELS and leaf == 0 and kind not in ONCE
            found = audit(screen, task.panel, aids) if pixels else layout(screen, task.panel, aids)
            if task.marks and kind not in marked:
                marked.add(kind)
                controls(screen, found)
                if shown.name != "attract":
                    focus(screen, found)
            seen += 1
            if kind not in BARE:
                for name in STRIP[: None if len(playlist.languages) > 1 else -1]:
                    if name not in targets_of(screen):
                        found.add("STRIP", f"{called(name)} is not there")
            worst.join(found)
            name = shown.name if leaf == 0 else f"{shown.name}, leaf {leaf + 1}"
            faults += [(kind, name, what) for kind, every in found.faults.items() for what in every]
        if shown.name == "attract":
            attract = _attract(screen, task.panel)
    worst.faults.clear()
    return Look(task.language, variant, seen, worst, attract, tuple(faults))


def _leaves(screen: Screen, most: int = 9) -> Iterator[int]:
    """Turns the leaves of what is too long for one, until they begin again."""
    from kiosk.audit.drawn import targets_of
    from kiosk.audit.looking import texts

    seen: set[tuple[str, ...]] = set()
    for number in range(most):
        yield number
        turn = next((name for name in ("read-on", "more") if name in targets_of(screen)), None)
        if turn is None:
            return
        seen.add(tuple(text.words for text in texts(screen)))
        screen.press(turn)
        if tuple(text.words for text in texts(screen)) in seen:
            return


def _attract(screen: Screen, panel: Panel) -> tuple[float, float]:
    from PySide6.QtCore import QRectF

    from kiosk.audit.drawn import angle, pixels_a_mm
    from kiosk.audit.looking import texts

    size = QRectF(0, 0, screen.window.width(), screen.window.height())
    far = panel.far * pixels_a_mm(size, panel)
    sizes = sorted(((angle(text, far)) for text in texts(screen)), reverse=True)
    return (sizes[0], sizes[-1]) if sizes else (0.0, 0.0)


def faults_of(every: Iterable[Look], *kinds: str) -> list[str]:
    """The faults of these kinds, each with the screens it was seen on, most seen first."""
    found: dict[str, list[str]] = {}
    for one in every:
        for kind, screen, what in one.faults:
            if kind in kinds:
                found.setdefault(what.removeprefix(f"{kind} "), []).append(f"{screen} ({one.language}, {one.variant})")
    return [
        f"{what}: {', '.join(on[:3])}{f' and {len(on) - 3} more' if len(on) > 3 else ''}" for what, on in found.items()
    ]
