"""Tell the kiosk that runs on this machine to do something, or listen to what happens.

  kiosk say attract                 back to the attract loop now; a visit in progress ends
  kiosk say open border-night       show this scene, also where somebody is there
  kiosk say language ko             every visit begins in Korean from now on
  kiosk say volume 60               the loudest step is 60 percent of the device's loudness; 0 is silence
  kiosk say hours closed            closed from now until midnight; `hours closed 18:30` until then, also tomorrow
  kiosk say hours open 22:00        open until then, whatever the settings say
  kiosk say hours planned           as the settings say, again
  kiosk say update stick            take new content from the source that the settings call so
  kiosk say restart                 start the program anew
  kiosk say events                  a line for everything that happens, until Ctrl-C

`language` and `volume` hold until the kiosk starts anew, `hours` until their time; for longer, set them in its
settings: /etc/kiosk/kiosk.yaml where it is installed as a service, else config/kiosk.yaml. To end the kiosk: systemctl
stop kiosk. Who may speak to it is told by `kiosk status --help`; docs/control.md tells what programs can ask.
Exit code 0: done. 1: the kiosk refuses, and says why. 2: called wrongly. 3: no kiosk is running here.
"""

from __future__ import annotations

import argparse
import json
import sys
from dataclasses import fields
from typing import Any

COMMANDS = ("attract", "open", "language", "volume", "hours", "update", "restart", "events")


def add(parser: argparse.ArgumentParser) -> None:
    from kiosk.cli.asking import add_socket

    parser.add_argument("do", metavar="COMMAND", help=", ".join(COMMANDS))
    parser.add_argument("words", nargs="*", metavar="ARGUMENT", help="what the command needs")
    parser.add_argument("--json", action="store_true", help="events as they come over the socket")
    add_socket(parser)


def run(arguments: argparse.Namespace) -> int:
    from kiosk.cli import OK, USAGE
    from kiosk.cli.asking import ask
    from kiosk.station.control.commands import COMMANDS as TABLE
    from kiosk.station.control.messages import asked
    from kiosk.station.control.refused import RefusedError

    if arguments.do not in COMMANDS:
        print(f"kiosk say: there is no command `{arguments.do}`. {_meant(arguments.do)}", file=sys.stderr)
        return USAGE
    names = [field.name for field in fields(TABLE[arguments.do].asks)]
    if len(arguments.words) > len(names):
        takes = f"takes {' and '.join(name.upper() for name in names)} only" if names else "takes nothing more"
        print(f"kiosk say: `{arguments.do}` {takes}.", file=sys.stderr)
        return USAGE
    given: dict[str, object] = {
        name: int(word) if name == "volume" and word.isdecimal() else word
        for name, word in zip(names, arguments.words, strict=False)
    }
    try:
        asked(arguments.do, given)
    except RefusedError as error:
        print(f"kiosk say: {error}", file=sys.stderr)
        return USAGE
    if arguments.do == "events":
        return _listen(arguments)
    answer = ask("say", arguments.socket, arguments.do, **given)
    if isinstance(answer, int):
        return answer
    print(answer.get("hours", "begun" if arguments.do == "update" else "done"))
    return OK


def _meant(word: str) -> str:
    """The cure for a word that is no command: `closed` is what the hours may be."""
    from kiosk.playlist.faults import nearest
    from kiosk.station.control.messages import near

    if (state := nearest(word, ("closed", "planned"))) is not None:
        return f"Did you mean `hours {state}`?"
    return near(word, COMMANDS) + f"There are: {', '.join(COMMANDS)}."


def _listen(arguments: argparse.Namespace) -> int:
    from kiosk.cli import FAULTS, NOTHING, OK
    from kiosk.station.control.client import Client, NobodyError
    from kiosk.station.control.refused import RefusedError

    try:
        with Client(arguments.socket) as kiosk:
            for event in kiosk.events():
                print(json.dumps(event, ensure_ascii=False) if arguments.json else line(event), flush=True)
    except KeyboardInterrupt:
        return OK
    except NobodyError as error:
        print(f"kiosk say: {error}", file=sys.stderr)
        return NOTHING
    except RefusedError as error:
        print(f"kiosk say: {error}", file=sys.stderr)
        return FAULTS
    raise AssertionError("events end with the kiosk only")


def line(event: dict[str, Any]) -> str:
    """`11:02:31 decision closed: scene border-night, choice broker, by touch`; `11:02:33 scene truck`."""
    time, what = str(event.get("at", ""))[11:19], event["event"]
    rest = {name: "none" if value is None else value for name, value in event.items() if name not in ("event", "at")}
    if list(rest) == [what]:
        return f"{time} {what} {rest[what]}"
    said = ", ".join(f"{name} {value}" for name, value in rest.items())
    return f"{time} {what}{': ' + said if said else ''}"
