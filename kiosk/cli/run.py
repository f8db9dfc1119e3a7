"""Open the kiosk: full screen, without a cursor, until SIGTERM or the technician ends it.

PLAYLIST is a folder with a playlist.yaml, or the name of one in playlists/; the settings name it otherwise. Settings
are read from config/kiosk.yaml if that is there. A playlist that cannot be read is explained on the screen, and the
kiosk starts by itself when it is mended.
"""

from __future__ import annotations

import argparse
import os
import sys
from pathlib import Path


def add(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("playlist", nargs="?", type=Path, metavar="PLAYLIST", help="what to show")
    parser.add_argument("--settings", type=Path, metavar="FILE", help="settings to use instead of config/kiosk.yaml")
    parser.add_argument("--language", metavar="CODE", help="the language every visit begins in, such as ko")
    parser.add_argument("--seed", type=int, metavar="N", help="the same chance in every run: for tests and rehearsals")
    parser.add_argument("--window", action="store_true", help="in a window, with a cursor: on a laptop")
    parser.add_argument("--size", type=size, metavar="WxH", help="the window's size, such as 1080x1920")


def size(text: str) -> tuple[int, int]:
    """`1920x1080` as two numbers. Raises ArgumentTypeError for anything else."""
    width, _, height = text.partition("x")
    if not (width.isdigit() and height.isdigit() and int(width) >= 320 and int(height) >= 320):
        raise argparse.ArgumentTypeError(f"`{text}` is not a size such as 1920x1080")
    return int(width), int(height)


def run(arguments: argparse.Namespace) -> int:
    from kiosk.cli import NOTHING, USAGE

    for file in (arguments.playlist, arguments.settings):
        if file is not None and arguments.settings is file and not file.is_file():
            print(f"kiosk: there is no file {file}", file=sys.stderr)
            return USAGE
    if not can_show():
        print("kiosk: nothing to show on: DISPLAY and WAYLAND_DISPLAY are empty.", file=sys.stderr)
        print("Start it from a desktop, or through `make run`, which brings a screen of its own.", file=sys.stderr)
        return NOTHING
    from kiosk import app

    code = app.run(
        app.Options(
            playlist=arguments.playlist,
            settings=arguments.settings,
            language=arguments.language,
            seed=arguments.seed,
            window=arguments.window,
            size=arguments.size,
        )
    )
    if code == app.RESTART:
        # A new program in the same process: systemd sees its main process live on, and nothing old is left in memory.
        os.execv(  # noqa: S606 our own interpreter, no shell wanted
            sys.executable, [sys.executable, "-m", "kiosk.cli", *sys.argv[1:]]
        )
    return code


def can_show() -> bool:
    """Whether there is anything to open a window on."""
    named = os.environ.get("QT_QPA_PLATFORM", "")
    return bool(os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY")) or named.partition(":")[0] in (
        "offscreen", "eglfs", "linuxfb", "vnc",
    )  # fmt: skip
