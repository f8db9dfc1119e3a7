"""Say what the kiosk that runs on this machine shows, and whether it is well: one line a fact.

  kiosk status                      at one glance
  kiosk status --json               for programs; docs/control.md tells every field
  kiosk status > /dev/null || ...   for scripts, by the exit code

It asks over the control socket, which belongs to the kiosk's user and its group: become one of that group
(sudo usermod -aG kiosk NAME, then log in anew), or be root.
Exit code 0: it is alive, and pictures are shown. 1: something is wrong, and it says what. 2: called wrongly. 3: no
kiosk is running here, or it does not answer within ten seconds.
"""

from __future__ import annotations

import argparse
import json
from collections.abc import Iterator
from typing import Any

_FIELDS = ("id", "ok")
"""The line's own, which say nothing of the kiosk."""


def add(parser: argparse.ArgumentParser) -> None:
    from kiosk.cli.asking import add_socket

    parser.add_argument("--json", action="store_true", help="for programs instead of people")
    add_socket(parser)


def run(arguments: argparse.Namespace) -> int:
    from kiosk.cli import FAULTS, OK
    from kiosk.cli.asking import ask

    answer = ask("status", arguments.socket, "status")
    if isinstance(answer, int):
        return answer
    if arguments.json:
        print(json.dumps({k: v for k, v in answer.items() if k not in _FIELDS}, indent=2, ensure_ascii=False))
    else:
        for label, value in facts(answer):
            print(f"{label:<10} {value}")
    return OK if answer["well"] else FAULTS


def facts(told: dict[str, Any]) -> Iterator[tuple[str, str]]:
    """Label and value of each line."""
    waiting, missing = told.get("waiting", ()), told.get("missing", ())  # an older kiosk does not tell them
    but = ["what was saved last is not shown"] * bool(waiting) + ["not all footage is there"] * bool(missing)
    well = f"well, but {' and '.join(but)}" if but else "well"
    yield "State", well if told["well"] else "; ".join(told["wrong"])
    for fault in waiting:
        yield "Waiting", fault
    for file in missing:
        yield "Missing", file
    if told["playlist"]:
        yield "Playlist", f"{told['title']} ({told['playlist']})"
    over = f", with {told['page']} over it" if told["page"] else ""
    yield "Screen", f"{told['screen']}{' ' + told['scene'] if told['scene'] else ''}{over}"
    if told["film"]:
        film = told["film"]
        length = f" of {film['duration'] / 1000:.1f}" if film["duration"] else ""
        yield "Film", f"{film['file']}, at {film['position'] / 1000:.1f}{length} s"
    for deck in told["armed"]:
        yield "Deck", deck
    yield "Visit", f"for {spoken(told['awake_for'])}, in {told['language']}" if told["awake"] else "none: at rest"
    if told["begins_in"] not in ("", told["language"]):
        yield "Next visit", f"begins in {told['begins_in']}"
    if told["playlist"]:
        yield "Volume", f"{told['volume']} of 5; 5 is {told['loudest']} % of the device's"
    yield "Pictures", f"{told['shown']} shown, {told['dropped']} left out"
    yield "Fingers", f"waited {told['longest']} ms at the longest, of the last 10 s"
    yield "Running", f"for {spoken(told['uptime'])}, version {told['version']}, {told['memory']} MB"
    if told["hours"]:
        yield "Hours", told["hours"]
    if told["panel"]:
        yield "Panel", f"was switched {told['panel']}"
    if told["machine"]:
        yield "Machine", told["machine"]
    for warning in told["warnings"]:
        yield "Look at it", warning
    yield "Incidents", f"{told['incidents']} since the start"
    if told["last_incident"]:
        last = told["last_incident"]
        when = "" if told["incidents"] else "before the start, "
        yield "Last", f"{when}{last['at'].replace('T', ' ')[:19]}: {last['what']} (number {last['number']})"


def spoken(seconds: int) -> str:
    """`3 d 4 h`, `2 h 5 min`, `3 min 20 s`, `5 s`: the two greatest units."""
    parts: list[str] = []
    for unit, length in (("d", 86_400), ("h", 3_600), ("min", 60), ("s", 1)):
        count, seconds = divmod(seconds, length)
        if count or (unit == "s" and not parts):
            parts.append(f"{count} {unit}")
        elif parts:
            break
    return " ".join(parts[:2])
