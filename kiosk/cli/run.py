"""Open the kiosk: full screen, without a cursor, until SIGTERM or the technician ends it.

  kiosk run                                    what config/kiosk.yaml names, as on the floor
  kiosk run the-defector --language ko         another one, and every visit begins in Korean
  kiosk run the-defector --window --hud        in a window, with what the player does written over the film
  kiosk run --window --at "2026-12-24 16:55"   as if it were that time: opening hours, closing time

To write a playlist and see it at once, `kiosk try` is the better window: it takes up what is saved and keeps the place.

PLAYLIST is a folder with a playlist.yaml, or the name of one in playlists/; the settings name it otherwise. Settings
are read from config/kiosk.yaml if that is there. A playlist that cannot be read is explained on the screen, and the
kiosk starts by itself when it is mended. What is saved while it runs is taken up as soon as nobody is there.
Outside the opening hours of the settings the screen is dark. --at is as if it were another time: the clock begins there
and runs on, and nothing is counted.
To get out of the full screen: hold a finger in both upper corners for three seconds (with one finger or a mouse: upper
left for three seconds, then upper right for three), type the PIN, touch Quit.
Exit code 0: it was told to end. 2: called wrongly. 3: no window can be opened, or VLC is missing.
"""

from __future__ import annotations

import argparse
import ctypes
import os
import socket
import sys
from datetime import datetime
from pathlib import Path


def add(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("playlist", nargs="?", type=Path, metavar="PLAYLIST", help="what to show")
    parser.add_argument("--settings", type=Path, metavar="FILE", help="settings to use instead of config/kiosk.yaml")
    parser.add_argument("--language", metavar="CODE", help="the language every visit begins in, such as ko")
    parser.add_argument("--seed", type=seed, metavar="N", help="the same chance in every run: for tests and rehearsals")
    parser.add_argument("--window", action="store_true", help="in a window, with a cursor: on a laptop")
    parser.add_argument(
        "--at", type=moment, metavar="TIME", help='as if it were another time, such as "2026-12-24 16:55"'
    )
    parser.add_argument("--hud", action="store_true", help="what the player does at this moment, over the film")
    parser.add_argument("--size", type=size, metavar="WxH", help="the window's size, such as 1080x1920")


def seed(text: str) -> int:
    """A seed as a number of 63 bits. Raises ArgumentTypeError for anything else."""
    if not text.isdecimal() or int(text) >= 2**63:
        raise argparse.ArgumentTypeError(f"`{text}` is not a whole number from 0 to {2**63 - 1}")
    return int(text)


def size(text: str) -> tuple[int, int]:
    """`1920x1080` as two numbers. Raises ArgumentTypeError for anything else."""
    width, _, height = text.partition("x")
    if not (width.isdigit() and height.isdigit() and int(width) >= 320 and int(height) >= 320):
        raise argparse.ArgumentTypeError(f"`{text}` is not a size such as 1920x1080")
    return int(width), int(height)


def moment(text: str) -> datetime:
    """`2026-12-24 16:55` on this machine's clock. Raises ArgumentTypeError with the cure for anything else."""
    from kiosk.station.clock import local_zone, read_time

    try:
        return read_time(text, local_zone())
    except ValueError as error:
        raise argparse.ArgumentTypeError(str(error)) from None


def run(arguments: argparse.Namespace) -> int:
    from kiosk.cli import NOTHING, USAGE

    for file in (arguments.playlist, arguments.settings):
        if file is not None and arguments.settings is file and not file.is_file():
            print(f"kiosk: there is no file {file}", file=sys.stderr)
            return USAGE
    trouble = no_screen() or no_vlc()
    if trouble:
        print(f"kiosk: {trouble}", file=sys.stderr)
        return NOTHING
    from kiosk import running
    from kiosk.content import Options

    options = Options(
        playlist=arguments.playlist,
        settings=arguments.settings,
        language=arguments.language,
        seed=arguments.seed,
        window=arguments.window,
        size=arguments.size,
        at=arguments.at,
        hud=arguments.hud,
    )
    return running.run(options, leave=leave)


def leave(code: int) -> None:
    """End here and now. Threads that a disk holds up (VLC's, Qt's reader of pictures) are not waited for, and what they
    use is not destroyed under them: when the disk answered, that was a crash."""
    from kiosk.app import RESTART

    sys.stdout.flush()
    sys.stderr.flush()
    if code == RESTART:
        # A new program in the same process: systemd sees its main process live on, and nothing old is left in memory.
        os.execv(  # noqa: S606 our own interpreter, no shell wanted
            sys.executable, [sys.executable, "-m", "kiosk.cli", *sys.argv[1:]]
        )
    os._exit(code)


def no_screen() -> str:
    """Why no window can be opened; empty where one can. Qt itself would abort."""
    named = os.environ.get("QT_QPA_PLATFORM", "").partition(":")[0]
    if named in ("offscreen", "eglfs", "linuxfb", "vnc"):
        return ""
    display, wayland = os.environ.get("DISPLAY", ""), os.environ.get("WAYLAND_DISPLAY", "")
    if not display and not wayland:
        return (
            "no screen here: DISPLAY and WAYLAND_DISPLAY are empty. Start it from a desktop, or through `make run`, "
            "which brings a screen of its own."
        )
    if wayland and named != "xcb":
        place = Path(os.environ.get("XDG_RUNTIME_DIR", "/run")) / wayland
        return "" if _answers(str(place)) else f"the screen WAYLAND_DISPLAY={wayland} does not answer at {place}."
    if _x_opens(display):
        return ""
    return (
        f"the screen DISPLAY={display} does not answer, or not to this user. Start the kiosk from its own desktop, as "
        "the user who is logged in there."
    )


def _answers(place: str) -> bool:
    with socket.socket(socket.AF_UNIX) as door:
        try:
            door.connect(place)
        except OSError:
            return False
    return True


def _x_opens(display: str) -> bool:
    """Whether the X server lets us in: asked of Xlib, for only it knows the ways of names and keys."""
    try:
        xlib = ctypes.CDLL("libX11.so.6")
    except OSError:
        return True  # then Qt has to find out
    xlib.XOpenDisplay.restype = ctypes.c_void_p
    xlib.XCloseDisplay.argtypes = [ctypes.c_void_p]
    opened = xlib.XOpenDisplay(display.encode())
    if opened:
        xlib.XCloseDisplay(opened)
    return bool(opened)


def no_vlc() -> str:
    """Why no film can be shown; empty where it can."""
    try:
        import vlc
    except (ImportError, OSError, NameError, AttributeError, NotImplementedError) as error:
        return f"VLC's library cannot be used ({error}). Install it: apt-get install libvlc5 vlc-plugin-base"
    return "" if vlc.dll is not None else "VLC's library is missing: apt-get install libvlc5 vlc-plugin-base"
