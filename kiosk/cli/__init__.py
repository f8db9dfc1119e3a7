"""The command `kiosk`. One small file a command; each has `add(commands)` and `run(arguments) -> exit code`.

Exit codes, of every command:
0  it did what was asked
1  it found faults: a playlist or settings that cannot be used, media that are missing
2  it was called wrongly: an unknown option, a file that is not there
3  nothing at all can be shown: no display, no VLC; or there is no kiosk here to ask
"""

from __future__ import annotations

import argparse
import os
import sys
from importlib import import_module
from types import ModuleType

from kiosk import __version__

OK, FAULTS, USAGE, NOTHING = 0, 1, 2, 3

COMMANDS = {
    "run": "open the kiosk",
    "new": "begin a playlist that can be shown at once",
    "try": "show a playlist in a window, and take it up as it is saved",
    "check": "say what is wrong with a playlist before a visitor can",
    "doctor": "say what this machine can do, and what is to be mended",
    "media": "print the footage of a playlist as a table, measured",
    "make-ready": "re-encode delivered films into what plays best here, at -23 LUFS",
    "map": "draw the story as a map, to look at in a browser",
    "stats": "say what visitors did: when they came, how long they stayed, what they chose",
    "budget": "say how long a visit lasts: the shortest, the middle and the longest",
    "pack": "put a playlist and just its films into a folder, to be carried to a kiosk",
    "update": "take content from a stick, a folder or a store: whole, checked, and undone if it does not work",
    "pin": "ask for the technician's PIN, and print it hashed, for the settings",
    "stick": "look for new content on a stick that was plugged in",
    "schema": "print the JSON Schema of playlists, for editors",
    "rehearse": "let a robot visitor walk the real app with real touches",
    "status": "say what the kiosk that runs here shows, and whether it is well",
    "still": "take a picture of what is on its screen",
    "say": "tell it to do something, or listen to what happens",
    "incidents": "print what went wrong on this machine",
    "bundle": "put all that support needs to know into one file, without secrets",
}


def main(words: list[str] | None = None) -> int:
    """Run the command that `words` (the command line) asks for. Returns its exit code."""
    words = sys.argv[1:] if words is None else words
    if words and not words[0].startswith("-") and words[0] not in COMMANDS:
        from kiosk.playlist.faults import nearest

        near = nearest(words[0], COMMANDS)
        cure = f"Did you mean `{near}`?" if near is not None else f"There are: {', '.join(COMMANDS)}."
        print(f"kiosk: there is no command `{words[0]}`. {cure}", file=sys.stderr)
        return USAGE
    parser = argparse.ArgumentParser(
        prog="kiosk", description="A museum kiosk player: film, touch decisions, and a reset between visitors.",
        epilog="Exit codes: 0 done, 1 faults found, 2 called wrongly, 3 nothing can be shown, or no kiosk runs.",
    )  # fmt: skip
    parser.add_argument("--version", action="version", version=f"kiosk {__version__}")
    commands = parser.add_subparsers(dest="command", metavar="COMMAND", required=True)
    for name, says in COMMANDS.items():
        # A command's module imports what it needs when it runs: `kiosk check` loads neither Qt nor VLC.
        module = command(name)
        module.add(commands.add_parser(name, help=says, description=module.__doc__, formatter_class=_Plain))
    arguments = parser.parse_args(words)
    module = command(arguments.command)
    try:
        code = int(module.run(arguments))
        sys.stdout.flush()
    except BrokenPipeError:  # `kiosk check | head`: whoever read has had enough
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())  # and Python does not tell of it at its end
        return OK
    return code


def command(name: str) -> ModuleType:
    """The module of a command: `make-ready` is in make_ready.py; `try` is a word of Python's."""
    return import_module("kiosk.cli." + {"try": "trying"}.get(name, name.replace("-", "_")))


class _Plain(argparse.RawDescriptionHelpFormatter):
    pass
