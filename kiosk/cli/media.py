"""Print the footage of a playlist as a table: what every film and sound is, measured, and where it is used.

  kiosk media the-defector            a table
  kiosk media the-defector --json     the same, for programs
  kiosk media the-defector --keep     and write measured.json beside the footage: other machines need not measure it

PLAYLIST is a folder with a playlist.yaml, or the name of one in playlists/; without it, the one that the settings name.

  LENGTH    minutes:seconds.tenths        LUFS   loudness by EBU R 128; museums' and broadcasters' films have -23
  SIZE      pixels, width x height        PEAK   the loudest moment, dBTP; above -1 it may crackle
  FPS       pictures a second; ~ uneven   FLASH  most flashes in a second; more than 3 can cause seizures (WCAG 2.3.1)
  CAPTIONS  the languages that have some; * is for all

What was measured once is kept below ~/.cache/kiosk until the file changes. Measuring needs Debian's package ffmpeg.
Exit code 0: printed. 1: the playlist cannot be read, or some of its footage is missing, broken or cannot be measured.
2: there is no such playlist.
"""

from __future__ import annotations

import argparse
import sys
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping

    from kiosk.playlist.mediafacts import MediaFacts
    from kiosk.playlist.model import Playlist


def add(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("playlist", nargs="?", type=Path, metavar="PLAYLIST", help="whose footage")
    parser.add_argument("--keep", action="store_true", help="write what was measured beside the footage")
    parser.add_argument("--json", action="store_true", help="for programs: a list of files with all that was measured")


def run(arguments: argparse.Namespace) -> int:
    from kiosk.cli import FAULTS, OK
    from kiosk.cli.asked import playlist_of
    from kiosk.desk.cache import Cache, default_folder
    from kiosk.desk.measuring import Bar, measure, unused
    from kiosk.desk.mediatable import as_json, rows, table
    from kiosk.playlist.reading import missing_media

    playlist = playlist_of("media", arguments.playlist)
    if isinstance(playlist, int):
        return playlist
    missing = missing_media(playlist)
    footage = measure(playlist, Cache(default_folder()), Bar())
    if arguments.keep and footage.films is not None:
        try:
            print(_keep(playlist, footage.films))
        except OSError as error:
            print(f"kiosk media: --keep: {error}", file=sys.stderr)
            return FAULTS
    found = rows(playlist, footage)
    print(as_json(found) if arguments.json else table(found))
    for name in () if arguments.json else unused(playlist):
        print(f"`{name}` lies in its media folder, but the playlist does not name it.")
    for fault in missing:
        print(fault.shown(), file=sys.stderr)
    if footage.films is None:
        print("kiosk media: not measured: ffmpeg is missing. Install it: sudo apt install ffmpeg", file=sys.stderr)
    broken = footage.films is None or any(facts.wrong for facts in footage.films.values())
    return FAULTS if missing or broken else OK


def _keep(playlist: Playlist, films: Mapping[Path, MediaFacts]) -> Path:
    """Write what was measured into the folder that holds most of the footage."""
    from collections import Counter

    from kiosk.desk.cache import Cache, default_folder, keep_beside

    cache = Cache(default_folder())
    folders = Counter(path.parent for path in films)
    known = {cache.key(path): facts for path, facts in films.items() if not facts.wrong}
    return keep_beside(folders.most_common(1)[0][0] if folders else playlist.file.parent, known)
