"""All that may be asked over the control socket, and what is answered: the table COMMANDS.

Fields are said twice, to Python and to people: `Annotated[int, "what it is"]`. docs/control.md is made of that.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Annotated, Final, Literal

# ---- what may be asked


@dataclass(frozen=True, slots=True)
class GetStatus:
    """What is on, at this moment. Takes the kiosk less than a millisecond."""


@dataclass(frozen=True, slots=True)
class GetEvents:
    """From now on a line on this connection for everything that happens, until it is closed. What came earlier is not
    told. Who does not read is cut off."""


@dataclass(frozen=True, slots=True)
class GetStill:
    """What is on the screen now, as a picture: in the answer, or in a file of the socket's own folder."""

    kind: Annotated[Literal["jpeg", "png"], "how it is written"] = "jpeg"
    file: Annotated[str | None, "a file's name in the socket's folder, ending as its kind: now.jpg, now.png"] = None


@dataclass(frozen=True, slots=True)
class GetIncidents:
    """What went wrong, the newest last."""

    most: Annotated[int, "at most so many of them, the newest; 1 to 500"] = 100


@dataclass(frozen=True, slots=True)
class Attract:
    """Back to the attract loop now: a visit in progress ends, and nothing of it is kept. At rest nothing changes."""


@dataclass(frozen=True, slots=True)
class OpenScene:
    """Show a scene now, as if a visitor had just come to it, with the values a story starts with. It wakes the kiosk;
    whoever is in front of it is taken there."""

    scene: Annotated[str, "its id in the playlist"]


@dataclass(frozen=True, slots=True)
class SetHouseLanguage:
    """The language every visit begins in, until the kiosk starts anew; the attract loop takes it up at once. Who stands
    in front of it keeps theirs."""

    language: Annotated[str, "one of the playlist's, such as ko"]


@dataclass(frozen=True, slots=True)
class SetLoudest:
    """How loud a visitor's loudest step is, as in the technician's panel, until the kiosk starts anew."""

    volume: Annotated[int, "percent of the device's loudness; 0 to 100, 0 is silence"]


@dataclass(frozen=True, slots=True)
class Report:
    """Record as an incident what went wrong elsewhere on this machine, such as a stick whose pack was refused. Nothing
    of it is seen on the screen."""

    what: Annotated[str, "what went wrong, in a sentence; 500 letters of it are kept"]


@dataclass(frozen=True, slots=True)
class OverrideHours:
    """Open or closed now, whatever the settings say; or as planned again. It holds over a restart. Closed is gentle: a
    visit in progress has the settings' grace. Quiet hours stay quiet."""

    state: Annotated[Literal["open", "closed", "planned"], "open, closed or planned: how it is from now on"]
    until: Annotated[str | None, "18:30, or 2026-12-24 18:30, at most 31 days ahead; midnight without it"] = None


@dataclass(frozen=True, slots=True)
class StartUpdate:
    """Take new content from one of the sources that the settings name, as `kiosk update` does. `ok` means that it was
    started; how it ends is told as the event `update`."""

    source: Annotated[str, "its name below `sources` in the settings"]


@dataclass(frozen=True, slots=True)
class Restart:
    """Start the program anew, in the same process; it takes some two seconds. The connection is closed."""


Asked = (
    GetStatus | GetEvents | GetStill | GetIncidents | Attract | OpenScene | SetHouseLanguage | SetLoudest | Report
    | OverrideHours | StartUpdate | Restart
)  # fmt: skip

BETWEEN: Final[Mapping[tuple[type, str], tuple[int, int]]] = {
    (GetIncidents, "most"): (1, 500),
    (SetLoudest, "volume"): (0, 100),
}
"""The least and the greatest that a number may be."""


# ---- what is answered


@dataclass(frozen=True, slots=True)
class Film:
    file: Annotated[str, "the film on the screen"]
    position: Annotated[int, "where it is, in milliseconds"]
    duration: Annotated[int, "how long it is, in milliseconds; 0 where the file does not say"]


@dataclass(frozen=True, slots=True)
class Last:
    number: Annotated[int, "its number in the record"]
    at: Annotated[str, "when it came last"]
    what: Annotated[str, "what went wrong"]


@dataclass(frozen=True, slots=True)
class Status:
    well: Annotated[bool, "whether pictures are shown as they should be"]
    wrong: Annotated[tuple[str, ...], "what keeps it from being well"]
    version: Annotated[str, "of the program"]
    playlist: Annotated[str, "its folder's name; empty where none can be read"]
    title: Annotated[str, "the playlist's, in the language at this moment"]
    screen: Annotated[str, "attract, home, before, scene, collection, page, ending, closed, resting, or trouble"]
    scene: Annotated[str, "the story's scene; empty outside a story"]
    page: Annotated[str, "the page or collection that lies over it; empty for none"]
    film: Annotated[Film | None, "what runs"]
    armed: Annotated[tuple[str, ...], "what each busy deck holds, and what for"]
    awake: Annotated[bool, "whether a visit is in progress"]
    awake_for: Annotated[int, "for how many seconds; 0 at rest"]
    language: Annotated[str, "on the screen now"]
    begins_in: Annotated[str, "the language that the next visit begins in"]
    volume: Annotated[int, "the visitor's step, 0 to 5"]
    loudest: Annotated[int, "percent of the device's loudness that step 5 is"]
    shown: Annotated[int, "pictures of film shown since the start"]
    dropped: Annotated[int, "pictures of film left out since the start"]
    uptime: Annotated[int, "seconds since the program started"]
    memory: Annotated[int, "MB that the program takes"]
    longest: Annotated[int, "milliseconds in which no finger was answered at the longest, of the last ten seconds"]
    incidents: Annotated[int, "how often something went wrong since the start"]
    last_incident: Annotated[Last | None, "the last one in the record, also from before the start"]
    hours: Annotated[str, "how it is and until when, such as open until 18:00; empty where no hours are kept"]
    panel: Annotated[Literal["on", "off", ""], "as the panel was switched last; empty where nothing switches it"]
    machine: Annotated[str, "temperature, free disk, memory; empty until they were read"]
    warnings: Annotated[tuple[str, ...], "what is not well with the machine; pictures may be shown all the same"]
    waiting: Annotated[tuple[str, ...], "why what was saved is not shown: what was read before goes on"] = ()
    missing: Annotated[tuple[str, ...], "files that the playlist names and that are not there, and where it does"] = ()


@dataclass(frozen=True, slots=True)
class Still:
    kind: Annotated[str, "as it was asked for"]
    width: Annotated[int, "pixels"]
    height: Annotated[int, "pixels"]
    data: Annotated[str | None, "the picture, in base64; null where it was written to a file"] = None
    file: Annotated[str | None, "the file it was written to"] = None


@dataclass(frozen=True, slots=True)
class Recorded:
    number: Annotated[int, "counted from the machine's first"]
    at: Annotated[str, "when it came first (ISO 8601, with the zone)"]
    what: Annotated[str, "what went wrong"]
    done: Annotated[str, "what the kiosk did about it"]
    times: Annotated[int, "how often it came, within ten minutes each"]
    last: Annotated[str, "when it came last"]
    detail: Annotated[str, "where in the program, for its makers; empty for nothing"]
    still: Annotated[str, "the still's file in the record's folder; empty for none"]


@dataclass(frozen=True, slots=True)
class Record:
    folder: Annotated[str, "where the record is kept"]
    incidents: Annotated[tuple[Recorded, ...], "each of them"]


@dataclass(frozen=True, slots=True)
class Kept:
    hours: Annotated[str, "how it is from now on, and until when"]


Answer = Status | Still | Record | Kept


# ---- the table


@dataclass(frozen=True, slots=True)
class Command:
    asks: type[Asked]
    answers: type[Answer] | None = None
    """None: `ok` alone."""


COMMANDS: Final[Mapping[str, Command]] = {
    "status": Command(GetStatus, Status),
    "events": Command(GetEvents),
    "still": Command(GetStill, Still),
    "incidents": Command(GetIncidents, Record),
    "attract": Command(Attract),
    "open": Command(OpenScene),
    "language": Command(SetHouseLanguage),
    "volume": Command(SetLoudest),
    "report": Command(Report),
    "hours": Command(OverrideHours, Kept),
    "update": Command(StartUpdate),
    "restart": Command(Restart),
}
