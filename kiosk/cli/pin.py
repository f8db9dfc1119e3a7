"""Ask for the technician's PIN, twice and unseen, and print the line for the settings: its hash instead of the PIN.

  kiosk pin                              prints the line for config/kiosk.yaml
  kiosk pin --write config/kiosk.yaml    puts it there itself, where `pin:` stands

A PIN has four to eight digits. It opens the panel behind the two upper corners. The line can be seen by anyone without
telling the PIN; but whoever takes the file away can find a PIN of few digits out with a computer: take eight.
From something else than a terminal, the PIN is read from two lines.
Exit code 0: done. 1: no PIN that can be used was typed, or the file could not be changed. 2: called wrongly.
"""

from __future__ import annotations

import argparse
import getpass
import os
import re
import sys
from pathlib import Path
from typing import Final

_LINE: Final = re.compile(r"^(?P<before>\s+pin:[ \t]*)(?P<pin>\"[^\"\n]*\"|'[^'\n]*'|[^\s#]+)[^\n]*$", re.MULTILINE)


def add(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--write", type=Path, metavar="FILE", help="the settings to put it into")


def run(arguments: argparse.Namespace) -> int:
    from kiosk.cli import FAULTS, OK, USAGE
    from kiosk.secret import hashed

    file: Path | None = arguments.write
    if file is not None and not file.is_file():
        print(f"kiosk pin: there is no file {file}", file=sys.stderr)
        return USAGE
    try:
        pin, wrong = _ask()
    except (KeyboardInterrupt, EOFError):
        print("\nkiosk pin: broken off. Nothing was changed.", file=sys.stderr)
        return FAULTS
    if wrong:
        print(f"kiosk pin: {wrong}", file=sys.stderr)
        return FAULTS
    line = f'pin: "{hashed(pin)}"'
    if file is None:
        print(f"technician:\n  {line}")
        return OK
    trouble = _write(file, line)
    if trouble:
        print(f"kiosk pin: {trouble}\nThe line is\n\ntechnician:\n  {line}", file=sys.stderr)
        return FAULTS
    print(f"{file}: the PIN is changed. The kiosk takes it up when nobody is there.")
    return OK


def _ask() -> tuple[str, str]:
    """The PIN, and what is wrong with it."""
    from kiosk.secret import is_pin, too_plain
    from kiosk.station.settings import DEFAULT_PIN

    pin = _typed("The new PIN, 4 to 8 digits (it is not shown): ")
    if not is_pin(pin):
        return "", "A PIN is 4 to 8 digits, and nothing else. Run it again."
    if pin == DEFAULT_PIN or too_plain(pin):
        why = "is printed in the manual" if pin == DEFAULT_PIN else "is one that strangers try first"
        return "", f"That PIN {why}. Run it again, and take another."
    if _typed("Once more: ") != pin:
        return "", "That was another one. Run it again."
    return pin, ""


def _typed(words: str) -> str:
    if sys.stdin.isatty():
        return getpass.getpass(words).strip()
    line = sys.stdin.readline()
    if not line:
        raise EOFError
    return line.strip()


def _write(file: Path, line: str) -> str:
    """What keeps it from being written; empty where it was. The old file or the new one, never between."""
    from kiosk.playlist.faults import FaultyFile
    from kiosk.station.settings import read_settings

    try:
        file = file.resolve()
        text = file.read_bytes().decode("utf-8")
        found = list(_LINE.finditer(text))
        if len(found) != 1:
            return f"{file} has {'no' if not found else 'more than one'} line `pin:` of its own. Put it in by hand."
        changed = text[: found[0].start()] + found[0]["before"] + line.removeprefix("pin: ") + text[found[0].end() :]
        new = file.with_name(f".{file.name}.new")
        before = file.stat()
        new.unlink(missing_ok=True)
        private = os.open(new, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)  # it holds passwords, too
        with os.fdopen(private, "wb") as out:
            out.write(changed.encode())
            out.flush()
            os.fsync(out.fileno())
        try:
            read_settings(new)
            new.chmod(before.st_mode & 0o7777)
            if os.geteuid() == 0:
                os.chown(new, before.st_uid, before.st_gid)
            new.replace(file)
        finally:
            new.unlink(missing_ok=True)
    except FaultyFile as error:
        return f"{file} could not be read with it: {error.faults[0]}"
    except UnicodeDecodeError:
        return f"{file} is not UTF-8 text. Save it as UTF-8."
    except OSError as error:
        return f"{file} cannot be changed: {error.strerror}. Run it as whoever may write it."
    return ""
