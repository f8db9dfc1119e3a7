"""Put everything that support needs to know of this machine into one file, without secrets.

  kiosk bundle                       writes kiosk-bundle-HOST-DATE.zip here
  kiosk bundle /media/stick          there
  kiosk bundle --settings /etc/kiosk/kiosk.yaml

In it: versions; `kiosk doctor --quick`; `kiosk status`, where a kiosk runs; the incidents with their stills; the end of
the journal; the settings, of which only what is no secret; the playlist's texts, without media. The first file in it,
READ-ME.txt, tells what is there and what was left out: it is kept within 20 MB. Look into it before you send it: stills
show what was on the screen, never who stood before it.

Exit code 0: written. 1: it cannot be written. 2: called wrongly.
"""

from __future__ import annotations

import argparse
import sys
from pathlib import Path


def add(parser: argparse.ArgumentParser) -> None:
    from kiosk.cli.asking import add_socket

    parser.add_argument("folder", nargs="?", type=Path, default=Path(), metavar="FOLDER", help="where to write it")
    parser.add_argument("--settings", type=Path, metavar="FILE", help="settings to use instead of config/kiosk.yaml")
    add_socket(parser)


def run(arguments: argparse.Namespace) -> int:
    from datetime import datetime
    from platform import node

    from kiosk.bundle.collecting import collect
    from kiosk.bundle.packing import pack
    from kiosk.cli import FAULTS, OK, USAGE
    from kiosk.content import Options, read_content

    if arguments.settings is not None and not arguments.settings.is_file():
        print(f"kiosk bundle: there is no file {arguments.settings}", file=sys.stderr)
        return USAGE
    if not arguments.folder.is_dir():
        print(f"kiosk bundle: {arguments.folder} is no folder.", file=sys.stderr)
        return USAGE
    content = read_content(Options(settings=arguments.settings))
    name = "".join(letter if letter.isalnum() or letter == "-" else "-" for letter in node()) or "machine"
    file = arguments.folder / f"kiosk-bundle-{name}-{datetime.now().astimezone():%Y%m%d-%H%M}.zip"
    try:
        told = pack(file, collect(content, arguments.socket))
    except OSError as error:
        cure = "Name a folder that may be written to and has 20 MB free."
        print(f"kiosk bundle: {file} cannot be written: {error.strerror}. {cure}", file=sys.stderr)
        return FAULTS
    print("\n".join([f"{file}: {file.stat().st_size / 1e6:.1f} MB.", *told]))
    return OK
