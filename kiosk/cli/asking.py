"""How commands speak to the kiosk that runs here."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path
from typing import Any


def add_socket(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--socket", type=Path, metavar="FILE", help="where it listens (usual: the one that runs here)")


def ask(command: str, place: Path | None, do: str, **arguments: object) -> dict[str, Any] | int:
    """What the kiosk answers; else the exit code, when it was told why."""
    from kiosk.cli import FAULTS, NOTHING
    from kiosk.station.control.client import Client, NobodyError
    from kiosk.station.control.refused import RefusedError

    try:
        with Client(place) as kiosk:
            return kiosk.ask(do, **arguments)
    except NobodyError as error:
        print(f"kiosk {command}: {error}", file=sys.stderr)
        return NOTHING
    except RefusedError as error:
        print(f"kiosk {command}: {error}", file=sys.stderr)
        return FAULTS


def report(what: str) -> None:
    """Have the kiosk that runs here, if one does, record as an incident what went wrong beside it."""
    from contextlib import suppress

    from kiosk.station.control.client import Client, NobodyError
    from kiosk.station.control.refused import RefusedError

    with suppress(NobodyError, RefusedError), Client(None) as kiosk:
        kiosk.ask("report", what=what)
