"""Put a playlist and just the films it uses into a folder that can be carried to a kiosk, on a stick for example.

  kiosk pack our-town                              writes our-town-pack/
  kiosk pack our-town --to /media/stick/our-town   onto a stick
  kiosk pack our-town --to /media/stick/our-town --force   again, instead of the one that is there

PLAYLIST is a folder with a playlist.yaml, or the name of one in playlists/; without it, the one that the settings name.
The folder holds the playlist's folder, of the footage what the playlist uses (in every language, with captions, sounds
and pictures), and kiosk-pack.json: every file with its size and SHA-256. `kiosk update` takes nothing else.

What `kiosk check --no-media` says must be mended has to be mended first.
Exit code 0: packed. 1: the playlist cannot be packed; it says why. 2: called wrongly, or something is in the way.
"""

from __future__ import annotations

import argparse
import sys
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from kiosk.playlist.model import Playlist


def add(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("playlist", nargs="?", type=Path, metavar="PLAYLIST", help="what to pack")
    parser.add_argument("--to", type=Path, metavar="FOLDER", help="the folder to write (usual: NAME-pack, here)")
    parser.add_argument("--force", action="store_true", help="instead of the pack that is there")


def run(arguments: argparse.Namespace) -> int:
    from kiosk.cli import FAULTS, OK, USAGE
    from kiosk.cli.asked import playlist_of
    from kiosk.desk.progress import Progress
    from kiosk.updates.disk import remove
    from kiosk.updates.faults import UpdateError
    from kiosk.updates.packing import pack
    from kiosk.updates.telling import Told

    playlist = playlist_of("pack", arguments.playlist)
    if isinstance(playlist, int):
        return playlist
    name = playlist.file.parent.name
    to: Path = arguments.to or Path(f"{name}-pack")
    trouble = _in_the_way(playlist, to, force=arguments.force)
    if trouble:
        print(f"kiosk pack: {trouble}", file=sys.stderr)
        return USAGE
    if not _fit(playlist):
        return FAULTS
    progress = Progress(name)
    try:
        if to.exists():
            remove(to)
        manifest = pack(playlist, to, _now(), Told(progress))
    except UpdateError as error:
        progress.close()
        print(f"kiosk pack: {error}", file=sys.stderr)
        return FAULTS
    except OSError as error:
        progress.close()
        print(
            f"kiosk pack: {error.filename or to} cannot be written or read: {error.strerror}. See that the stick is "
            "in, has room and is not locked, and pack again.",
            file=sys.stderr,
        )
        return FAULTS
    progress.close()
    print(f"{to}: {name}, {len(manifest.files)} files, {manifest.size / 1e6:.1f} MB. On the kiosk: kiosk update {to}")
    return OK


def _in_the_way(playlist: Playlist, to: Path, *, force: bool) -> str:
    from kiosk.updates.manifest import FILE

    if playlist.file.name != "playlist.yaml":
        return f"{playlist.file} is to be called playlist.yaml, in a folder of the playlist's name. Rename it."
    if to.exists() and not (to / FILE).is_file() and not (to.is_dir() and not any(to.iterdir())):
        return f"{to} is there already, and is no pack. Say where to: --to FOLDER."
    if (to / FILE).is_file() and not force:
        return f"{to} is there already. Give --force to pack it anew, or another --to."
    return ""


def _fit(playlist: Playlist) -> bool:
    """Whether it can be shown; else it was told why not."""
    from kiosk.updates.judging import judged

    _, faults = judged(playlist.file)
    for fault in faults:
        print(fault.shown(), file=sys.stderr)
    if faults:
        print(f"kiosk pack: not packed: {len(faults)} to mend. `kiosk check` tells more.", file=sys.stderr)
    return not faults


def _now() -> str:
    from datetime import UTC, datetime

    return datetime.now(UTC).isoformat(timespec="seconds")
