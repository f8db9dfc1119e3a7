"""`kiosk check --accessibility`: every screen drawn on a panel and measured, with the standards' clauses."""

from __future__ import annotations

import argparse
import json
import os
import sys
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable

    from kiosk.desk.measuring import Bar
    from kiosk.playlist.model import Playlist
    from kiosk.screen import Panel
    from kiosk.station.settings import Settings


def add(parser: argparse.ArgumentParser) -> None:
    group = parser.add_argument_group("the accessibility report", "measured on the panel of the settings, unless told")
    group.add_argument("--accessibility", action="store_true", help="write the report, and no more")
    group.add_argument("--page", type=Path, metavar="FILE", help="write it as an HTML page, too")
    group.add_argument("--size", type=_size, metavar="WxH", help="pixels of the panel; 1920x1080 unless it is told")
    group.add_argument("--portrait", action="store_true", help="the panel hangs on its side: 1080x1920")
    group.add_argument("--diagonal", type=_number(3, 200), metavar="INCHES", help="the panel, corner to corner")
    group.add_argument("--distance", type=_number(200, 5000), metavar="MM", help="from the glass to a visitor's eyes")
    group.add_argument("--bottom", type=_number(0, 3000), metavar="MM", help="from the floor to the glass")


def report(playlist: Playlist, settings: Settings, arguments: argparse.Namespace) -> int:
    """Write it in the form that was asked for."""
    from kiosk.audit.infilm import infilm
    from kiosk.audit.lines import Report
    from kiosk.audit.looks import looks
    from kiosk.audit.onscreen import onscreen
    from kiosk.audit.room import advice
    from kiosk.audit.telling import page, plain, words
    from kiosk.cli import FAULTS, OK, USAGE
    from kiosk.desk.cache import Cache, default_folder
    from kiosk.desk.measuring import Bar, measure

    try:
        panel = panel_of(settings, arguments)
    except ValueError as error:
        print(f"kiosk check: {error}", file=sys.stderr)
        return USAGE
    size = arguments.size or (1920, 1080)
    if arguments.portrait or (arguments.size is None and settings.screen.turned in (90, 270)):
        size = (min(size), max(size))
    footage = measure(playlist, Cache(default_folder()), Bar())
    found = looks(playlist, panel, size, _telling(Bar(what="looked at")))
    screen = onscreen(found, panel, size)
    way = "upright" if size[1] > size[0] else "landscape"
    on = f"{panel.diagonal:g} inches, {size[0]} × {size[1]}, {way}, seen from {panel.distance:g} mm"
    on += f", its lower edge {panel.bottom:g} mm above the floor"
    parts = (screen, *infilm(playlist, footage.films, footage.captions))
    made = Report(playlist.file.parent.name, on, parts, advice(playlist, found, panel, size))
    if arguments.page is not None:
        try:
            arguments.page.write_text(page(made), encoding="utf-8")
        except OSError as error:
            print(f"kiosk check: {arguments.page} cannot be written: {error.strerror}", file=sys.stderr)
            return USAGE
    if arguments.json:
        print(json.dumps(plain(made), indent=2, ensure_ascii=False))
    else:
        print(words(made, colour=sys.stdout.isatty() and not os.environ.get("NO_COLOR")))
    return FAULTS if made.failed else OK


def _telling(bar: Bar) -> Callable[[int, int, str], None]:
    """The bar; where there is no terminal, a line for each part, on standard error."""
    if bar.shown:
        return bar
    return lambda done, of, name: print(f"kiosk check: {done} of {of} looked at: {name}", file=sys.stderr, flush=True)


def panel_of(settings: Settings, arguments: argparse.Namespace) -> Panel:
    """The settings' panel, as far as the command line says nothing else. Raises ValueError for one that cannot be."""
    from kiosk.screen import Panel

    screen = settings.screen
    return Panel(
        diagonal=arguments.diagonal or screen.diagonal,
        distance=arguments.distance or screen.distance,
        far=screen.far,
        bottom=screen.bottom if arguments.bottom is None else arguments.bottom,
        calm=True,
    )


def _size(words: str) -> tuple[int, int]:
    parts = words.lower().split("x")
    if len(parts) != 2 or not all(part.isdigit() and 480 <= int(part) <= 8192 for part in parts):
        raise argparse.ArgumentTypeError(f"`{words}` is no size: write pixels such as 1920x1080, each 480 to 8192")
    return int(parts[0]), int(parts[1])


def _number(least: float, most: float) -> Callable[[str], float]:
    def read(words: str) -> float:
        try:
            value = float(words)
        except ValueError:
            value = -1.0
        if not least <= value <= most:
            raise argparse.ArgumentTypeError(f"`{words}`: write a number from {least:g} to {most:g}")
        return value

    return read
