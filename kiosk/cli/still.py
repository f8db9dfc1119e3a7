"""Take a picture of what is on the kiosk's screen now.

  kiosk still now.jpg               the kiosk that runs on this machine
  kiosk still now.png               every pixel as it is
  ssh gallery-2 kiosk still - > gallery-2.jpg

FILE ends in .jpg, .jpeg or .png; `-` is standard output, as JPEG. It is written by you, where you may write; the kiosk
only sends it. Who may speak to the kiosk is told by `kiosk status --help`.
Exit code 0: taken. 1: it cannot be taken or written now. 2: called wrongly. 3: no kiosk is running here.
"""

from __future__ import annotations

import argparse
import base64
import sys
from pathlib import Path

_KINDS = {".jpg": "jpeg", ".jpeg": "jpeg", ".png": "png"}


def add(parser: argparse.ArgumentParser) -> None:
    from kiosk.cli.asking import add_socket

    parser.add_argument("file", type=Path, metavar="FILE", help="the picture to write; - for standard output")
    add_socket(parser)


def run(arguments: argparse.Namespace) -> int:
    from kiosk.cli import FAULTS, OK, USAGE
    from kiosk.cli.asking import ask

    file: Path = arguments.file
    piped = str(file) == "-"
    kind = "jpeg" if piped else _KINDS.get(file.suffix.lower())
    if kind is None:
        print(f"kiosk still: {file} is no picture's name. End it in .jpg or .png.", file=sys.stderr)
        return USAGE
    answer = ask("still", arguments.socket, "still", kind=kind)
    if isinstance(answer, int):
        return answer
    picture = base64.b64decode(answer["data"])
    if piped:
        sys.stdout.buffer.write(picture)
        return OK
    try:
        file.write_bytes(picture)
    except OSError as error:
        print(f"kiosk still: {file} cannot be written: {error.strerror}. Name a place where you may.", file=sys.stderr)
        return FAULTS
    print(f"{file}: {answer['width']}x{answer['height']}")
    return OK
