"""Look for new content on a stick: what systemd runs when one is plugged in (kiosk-stick@.service).

  kiosk stick /dev/sdb1        mounted read only where nothing of it can act, looked at, and let go; needs root
  kiosk stick /media/stick     the same with a folder

A pack of the playlist that the settings name is installed as by `kiosk update`; anything else on a stick is left alone.
`updates: {sticks: off}` in the settings, or none of `content:`, and nothing is mounted.
What became of it stands in the journal; a pack that was refused is an incident of the kiosk's.
Exit code 0: done, or nothing was to be done. 1: a pack was refused; it says why. 2: called wrongly.
"""

from __future__ import annotations

import argparse
import os
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from kiosk.station.settings import Settings


def add(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("stick", type=Path, metavar="STICK", help="a device such as /dev/sdb1, or a folder")
    parser.add_argument("--settings", type=Path, metavar="FILE", help="settings to use instead of config/kiosk.yaml")
    parser.add_argument("--at", type=Path, default=Path("/run/kiosk-stick/stick"), help="where it is mounted")
    parser.add_argument("--user", default="kiosk", help="who reads it (usual: kiosk)")


def run(arguments: argparse.Namespace) -> int:
    from kiosk.cli import FAULTS, OK, USAGE
    from kiosk.content import Options, find_settings
    from kiosk.playlist.faults import FaultyFile
    from kiosk.station.settings import read_settings
    from kiosk.stick import StickError, mounted

    stick: Path = arguments.stick
    if not stick.exists():
        print(f"kiosk stick: there is no {stick}", file=sys.stderr)
        return USAGE
    try:
        settings = read_settings(find_settings(Options(settings=arguments.settings)))
    except FaultyFile as error:
        for fault in error.faults:
            print(fault.shown(), file=sys.stderr)
        return FAULTS
    off = _off(settings)
    if off:
        print(f"kiosk stick: {stick} is not looked at: {off}")
        return OK
    if stick.is_dir():
        return _look(stick, settings, arguments.settings)
    try:
        with mounted(stick, arguments.at):
            return _as_user(arguments)
    except StickError as error:
        print(f"kiosk stick: {error}", file=sys.stderr)
        return FAULTS


def _off(settings: Settings) -> str:
    """Why no stick is looked at here; empty where they are."""
    if not settings.updates.sticks:
        return "the settings have `sticks: off`."
    if settings.content is None:
        return "the settings name no content folder (`content: /var/lib/kiosk/content`)."
    return ""


def _as_user(arguments: argparse.Namespace) -> int:
    """What is on it is not for root to read."""
    from kiosk.cli import FAULTS

    words = [sys.executable, "-m", "kiosk.cli", "stick", str(arguments.at)]
    if arguments.settings is not None:
        words += ["--settings", str(arguments.settings.absolute())]
    try:
        return subprocess.run(  # noqa: S603 - no shell; all of it is ours
            words, env=_environment(), user=arguments.user, group=arguments.user, extra_groups=[], check=False
        ).returncode
    except (LookupError, ValueError, OSError) as error:
        print(f"kiosk stick: cannot be read as the user {arguments.user}: {error}", file=sys.stderr)
        return FAULTS


def _environment() -> dict[str, str]:
    """The unit's, but for its own runtime folder: the kiosk's socket is not looked for there."""
    return {name: value for name, value in os.environ.items() if name != "RUNTIME_DIRECTORY"}


def _look(place: Path, settings: Settings, file: Path | None) -> int:
    from kiosk.cli import OK, update
    from kiosk.stick import chosen, packs

    try:
        found = packs(place)
    except OSError as error:
        return _refused(f"the stick cannot be read: {error.strerror}. Take another stick.")
    if not found:
        print("kiosk stick: it carries no pack. `kiosk pack` makes one.")
        return OK
    pack = chosen(found, settings.playlist)
    if pack is None:
        names = ", ".join(sorted({f"`{name[:60]}`" if name else "an unreadable list" for _, name in found}))
        return _refused(
            f"the stick carries {names}, and the settings name the playlist `{settings.playlist}`. Bring that one."
        )
    parser = argparse.ArgumentParser()
    update.add(parser)
    words = [str(pack), *(["--settings", str(file)] if file is not None else [])]
    code = update.run(parser.parse_args(words))
    if code != OK:
        return _refused(f"the pack on the stick, {pack.name}, was not taken; the journal says why.")
    return OK


def _refused(why: str) -> int:
    """Told to the journal, and to the kiosk that runs here. Names on the stick are whoever's who brought it: what they
    have of new lines would be lines of the journal."""
    from kiosk.cli import FAULTS
    from kiosk.cli.asking import report

    why = "".join(letter if letter.isprintable() else " " for letter in why)
    print(f"kiosk stick: {why}", file=sys.stderr)
    report(why)
    return FAULTS
