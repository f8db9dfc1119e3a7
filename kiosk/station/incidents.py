"""The record of incidents: what went wrong on this machine, kept in its state folder within a size.

`incidents.jsonl` has a line for every change: a later one with the same number stands for the earlier. So nothing that
is there is ever written over, and a power cut costs the last line at most. Stills lie beside it, by number.
"""

from __future__ import annotations

import contextlib
import json
import logging
import os
from collections.abc import Callable, Hashable, Iterable
from dataclasses import asdict, dataclass, fields, replace
from datetime import datetime, timedelta
from pathlib import Path
from typing import Final

log = logging.getLogger(__name__)

FILE: Final = "incidents.jsonl"
MOST: Final = 500
"""Incidents that are kept, the newest."""
MOST_BYTES: Final = 1 << 20
"""Of the file: beyond it, it is written anew with what still counts."""
STILLS_BYTES: Final = 16 << 20
"""Of all stills; the oldest go. One has some 40 kB."""
AGAIN_WITHIN: Final = timedelta(minutes=10)
"""The same within that is counted."""
COUNT_EVERY: Final = timedelta(minutes=1)
"""A count that grows is written when it doubles, and else so often."""
LONGEST: Final = 2_000
"""Letters that are kept of a text."""


LATE: Final = "no finger was answered"
"""In the words of what is only slow: the screen stood for a moment, and went on by itself."""


def only_slow(what: str) -> bool:
    return LATE in what


@dataclass(frozen=True, slots=True)
class Incident:
    """`at` and `last`: when it came first and last (ISO 8601, with the zone). `detail` is a traceback's end, or empty;
    `still` the name of a file in the record's folder, or empty."""

    number: int
    at: str
    what: str
    done: str
    times: int = 1
    last: str = ""
    detail: str = ""
    still: str = ""


@dataclass(frozen=True, slots=True)
class Noticed:
    """Something that went wrong just now. What has the same `key` is the same thing."""

    at: datetime
    what: str
    done: str = ""
    detail: str = ""
    key: Hashable = None


def incidents_folder(state: Path) -> Path:
    return state / "incidents"


def read_incidents(folder: Path) -> list[Incident]:
    """What is recorded there, by number; nothing where there is no record. Lines that are no incident are passed over.
    Raises OSError where it cannot be read."""
    try:
        text = (folder / FILE).read_bytes()
    except FileNotFoundError:
        return []
    found: dict[int, Incident] = {}
    for line in text.splitlines():
        incident = _incident(line)
        if incident is not None:
            found[incident.number] = incident
    newest = sorted(found.values(), key=lambda incident: incident.number)[-MOST:]
    return [
        incident if not incident.still or (folder / incident.still).is_file() else replace(incident, still="")
        for incident in newest
    ]


def _incident(line: bytes) -> Incident | None:
    """One line's; None for what a power cut or a stranger left there."""
    try:
        said = json.loads(line)
        incident = Incident(**{name: value for name, value in said.items() if name in _NAMES})
    except (ValueError, TypeError, AttributeError, RecursionError):
        return None
    whole = all(type(getattr(incident, name)) is (int if name in _NUMBERS else str) for name in _NAMES)
    plain = not incident.still or incident.still == f"{incident.number}.jpg"
    return incident if whole and plain else None


_NAMES: Final = tuple(field.name for field in fields(Incident))
_NUMBERS: Final = ("number", "times")


class Record:
    """Its calls wait for the disk: one thread makes them, and not the GUI's. A disk that fails raises nothing: what
    could not be written is still known here, and told with the next count."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self._known: dict[int, Incident] = {}
        self._same: dict[Hashable, tuple[int, datetime, datetime]] = {}
        """By key: the number, when it came last, when that was written."""
        self._next = 1
        self._trouble = ""

    def load(self) -> list[Incident]:
        """What was recorded before. First, once."""
        found: list[Incident] = []

        def read() -> None:
            found.extend(read_incidents(self.folder))
            file = self.folder / FILE
            if file.exists() and not file.read_bytes().endswith(b"\n"):
                self._append(b"\n")  # a power cut left half a line

        self._try(read)
        self._known = {incident.number: incident for incident in found}
        self._next = max(self._known, default=0) + 1
        return found

    def add(self, noticed: Noticed) -> Incident:
        """Record it, or count it where the same came just before."""
        at = noticed.at.isoformat(timespec="seconds")
        number, last, told = self._same.get(noticed.key, (0, noticed.at, noticed.at))
        if number in self._known and noticed.at - last < AGAIN_WITHIN:
            known = self._known[number]
            incident = replace(known, times=known.times + 1, last=at)
            doubled = incident.times & (incident.times - 1) == 0
            due = doubled or noticed.at - told >= COUNT_EVERY
            self._same[noticed.key] = (number, noticed.at, noticed.at if due else told)
            self._keep(incident, write=due)
            return incident
        incident = Incident(
            self._next, at, _short(noticed.what), _short(noticed.done), 1, at, noticed.detail[-LONGEST:]
        )
        self._next += 1
        self._same = {key: of for key, of in self._same.items() if noticed.at - of[1] < AGAIN_WITHIN}
        self._same[noticed.key] = (incident.number, noticed.at, noticed.at)
        self._keep(incident)
        return incident

    def picture(self, number: int, jpeg: bytes) -> Incident | None:
        """Keep a still with an incident; None where it could not be, or the incident is not known any more."""
        if number not in self._known:
            return None
        name = f"{number}.jpg"

        def write() -> None:
            self.folder.mkdir(parents=True, exist_ok=True)
            _write_whole(self.folder / name, jpeg)
            self._make_room()

        if not self._try(write):
            return None
        incident = replace(self._known[number], still=name)
        self._keep(incident)
        return incident

    def close(self) -> None:
        """Write every count as it is now."""
        for number, last, told in self._same.values():
            if last > told and number in self._known:
                self._keep(self._known[number])

    # ---- the disk

    def _keep(self, incident: Incident, *, write: bool = True) -> None:
        self._known[incident.number] = incident
        while len(self._known) > MOST:
            del self._known[min(self._known)]
        if write:
            self._try(lambda: self._write(incident))

    def _write(self, incident: Incident) -> None:
        self.folder.mkdir(parents=True, exist_ok=True)
        self._append(_line(incident))
        if (self.folder / FILE).stat().st_size > MOST_BYTES:
            _write_whole(self.folder / FILE, b"".join(_newest(self._known.values(), MOST_BYTES // 2)))

    def _append(self, line: bytes) -> None:
        with (self.folder / FILE).open("ab") as out:
            out.write(line)
            out.flush()
            os.fsync(out.fileno())

    def _make_room(self) -> None:
        stills = sorted(self.folder.glob("*.jpg"), key=lambda still: (len(still.name), still.name), reverse=True)
        room = STILLS_BYTES
        for still in stills:
            room -= still.stat().st_size
            if room < 0:
                still.unlink()

    def _try(self, act: Callable[[], None]) -> bool:
        """Whether the disk did it. Its trouble is told once, and not as an incident: that would go round for ever."""
        try:
            act()
        except OSError as error:
            if not self._trouble:
                cure = "Make room there, and let the kiosk's user write to it."
                log.warning("incidents cannot be recorded in %s: %s. %s", self.folder, error.strerror, cure)
            self._trouble = str(error)
            return False
        self._trouble = ""
        return True


def _short(text: str) -> str:
    return text if len(text) <= LONGEST else text[: LONGEST - 1] + "…"


def _line(incident: Incident) -> bytes:
    return json.dumps(asdict(incident), ensure_ascii=False).encode("utf-8", "backslashreplace") + b"\n"


def _newest(incidents: Iterable[Incident], most: int) -> list[bytes]:
    """Lines of the newest, the oldest first, at most so many bytes; one at least."""
    lines: list[bytes] = []
    for incident in sorted(incidents, key=lambda one: one.number, reverse=True):
        line = _line(incident)
        most -= len(line)
        if most < 0 and lines:
            break
        lines.insert(0, line)
    return lines


def _write_whole(file: Path, content: bytes) -> None:
    """The old file or the new one, whatever happens meanwhile."""
    new = file.with_name(f".{file.name}.new")
    try:
        with new.open("wb") as out:
            out.write(content)
            out.flush()
            os.fsync(out.fileno())
        new.replace(file)
    except OSError:
        with contextlib.suppress(OSError):
            new.unlink()
        raise
