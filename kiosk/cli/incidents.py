"""Print what went wrong on this machine: when, what, and what the kiosk did about it; the newest last.

  kiosk incidents                                     of the kiosk that runs here, or ran here last
  kiosk incidents --most 5                            the last five
  kiosk incidents --json > incidents.json             for programs, with where in the program it was
  kiosk incidents --folder copied/incidents           of another machine, copied

A running kiosk is asked over its control socket. Where none runs, the record in its state folder is read:
/var/lib/kiosk/incidents, or ~/.local/state/kiosk/incidents. It is kept within 17 MB; the oldest go. An incident that
came again within ten minutes is counted. `Still` is a picture of the screen at that moment, in the same folder.
`only slow`: for a moment no finger was answered; it went on by itself. A busy or slow machine has some of these, on the
floor there should be none: `kiosk doctor` says what the machine can do. All the rest is trouble.
Exit code 0: printed, also where there are none. 1: the record cannot be read. 2: called wrongly.
"""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any


def add(parser: argparse.ArgumentParser) -> None:
    from kiosk.cli.asking import add_socket

    parser.add_argument("--most", type=_most, default=100, metavar="N", help="at most the last N (usual: 100)")
    parser.add_argument("--json", action="store_true", help="for programs instead of people")
    parser.add_argument("--folder", type=Path, metavar="FOLDER", help="a record to read instead of this machine's")
    add_socket(parser)


def _most(text: str) -> int:
    if not text.isdecimal() or not 1 <= int(text) <= 500:
        raise argparse.ArgumentTypeError(f"`{text}` is not a number from 1 to 500")
    return int(text)


def run(arguments: argparse.Namespace) -> int:
    from kiosk.cli import FAULTS, OK, USAGE
    from kiosk.station.state import ClosedError, closed

    if arguments.folder is not None and not arguments.folder.is_dir():
        print(f"kiosk incidents: there is no folder {arguments.folder}.", file=sys.stderr)
        return USAGE
    try:
        folder, found = _asked(arguments) or _read(arguments)
    except ClosedError as error:
        print(f"kiosk incidents: {error}", file=sys.stderr)
        return FAULTS
    except PermissionError as error:
        print(f"kiosk incidents: {closed(Path(error.filename))}", file=sys.stderr)
        return FAULTS
    except OSError as error:
        print(f"kiosk incidents: {error.filename} cannot be read: {error.strerror}.", file=sys.stderr)
        return FAULTS
    if arguments.json:
        print(json.dumps({"folder": folder, "incidents": found}, indent=2, ensure_ascii=False))
    else:
        print("\n".join(table(found, folder)))
    return OK


def _asked(arguments: argparse.Namespace) -> tuple[str, list[dict[str, Any]]] | None:
    """Of the kiosk that runs; None where there is none to ask."""
    from kiosk.station.control.client import Client, NobodyError
    from kiosk.station.control.refused import RefusedError

    if arguments.folder is not None:
        return None
    try:
        with Client(arguments.socket) as kiosk:
            answer = kiosk.ask("incidents", most=arguments.most)
    except (NobodyError, RefusedError):
        return None
    return answer["folder"], answer["incidents"]


def _read(arguments: argparse.Namespace) -> tuple[str, list[dict[str, Any]]]:
    """Of the one that ran last. Raises OSError."""
    from dataclasses import asdict

    from kiosk.station.incidents import incidents_folder, read_incidents
    from kiosk.station.state import kept_folder

    folder = arguments.folder or incidents_folder(kept_folder())
    return str(folder), [asdict(incident) for incident in read_incidents(folder)[-arguments.most :]]


def table(found: Sequence[dict[str, Any]], folder: str) -> Iterator[str]:
    """A line or two for each."""
    if not found:
        yield f"No incidents are recorded in {folder}."
        return
    from kiosk.station.incidents import only_slow

    yield f"{'Number':>6}  {'Last':<19}  {'Times':>5}  What"
    for one in sorted(found, key=lambda one: (one["last"], one["number"])):
        when = one["last"].replace("T", " ")[:19]
        what = f"only slow: {one['what']}" if only_slow(one["what"]) else one["what"]
        yield f"{one['number']:>6}  {when:<19}  {one['times']:>5}  {what}"
        since = f"since {one['at'].replace('T', ' ')[:19]}" if one["times"] > 1 else ""
        notes = [note for note in (one["done"], since, one["still"] and f"still {one['still']}") if note]
        if notes:
            yield " " * 36 + "; ".join(notes)
    yield ""
    slow = sum(only_slow(one["what"]) for one in found)
    if slow:
        yield f"Only slow: {slow} of {len(found)}. Nothing broke; a visitor may have waited. `kiosk incidents --help`"
    yield f"Stills are in {folder}."
