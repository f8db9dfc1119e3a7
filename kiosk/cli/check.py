"""Say what is wrong with a playlist: reading errors, each with its place and its cure, and media that are missing.

PLAYLIST is a folder with a playlist.yaml, or the name of one in playlists/; without it, the one that the settings name.
Exit code 0: nothing wrong. 1: something is. 2: there is no such playlist.
"""

from __future__ import annotations

import argparse
import sys
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from kiosk.playlist.faults import Fault


def add(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("playlist", nargs="?", type=Path, metavar="PLAYLIST", help="what to check")
    parser.add_argument("--settings", type=Path, metavar="FILE", help="settings to check, too")


def run(arguments: argparse.Namespace) -> int:
    from kiosk.cli import FAULTS, OK, USAGE
    from kiosk.content import Options, find_playlist, find_settings, missing_playlist
    from kiosk.playlist.faults import FaultyFile
    from kiosk.playlist.reading import missing_media, read
    from kiosk.station.settings import Settings, read_settings

    options = Options(playlist=arguments.playlist, settings=arguments.settings)
    faults: list[Fault] = []
    settings = Settings()
    if arguments.settings is not None and not arguments.settings.is_file():
        print(f"kiosk check: there is no file {arguments.settings}", file=sys.stderr)
        return USAGE
    try:
        settings = read_settings(find_settings(options))
    except FaultyFile as error:
        faults += error.faults
    place = find_playlist(options, settings)
    lost = missing_playlist(options, settings)
    if lost is not None:
        print(f"kiosk check: {lost.what} {lost.cure}", file=sys.stderr)
        return USAGE
    rest = ""
    try:
        playlist = read(place)
    except FaultyFile as error:
        faults += error.faults
        rest = " Then check again: films are looked for once the playlist can be read."
    else:
        faults += missing_media(playlist)
    for fault in faults:
        print(fault.shown())
    if faults:
        print((f"{len(faults)} to mend." if len(faults) > 1 else "1 thing to mend.") + rest)
        return FAULTS
    print(f"{place}: nothing wrong.")
    return OK
