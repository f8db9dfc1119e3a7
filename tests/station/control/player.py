"""A player for the socket without a kiosk behind it, and what tests need on both ends."""

from __future__ import annotations

import json
import socket
import threading
from collections.abc import Callable
from pathlib import Path
from typing import Any, TypeVar

from PySide6.QtGui import QColor, QImage
from pytestqt.qtbot import QtBot

from kiosk.station.control.client import Client
from kiosk.station.control.commands import Film, Kept, Last, Record, Recorded, Status
from kiosk.station.control.refused import RefusedError
from kiosk.station.control.server import Control

T = TypeVar("T")

STATUS = Status(
    well=True, wrong=(), version="0.1.0", playlist="the-defector", title="The Defector", screen="scene",
    scene="border-night", page="", film=Film("border.mp4", 12_480, 41_200),
    armed=("border.mp4: on the screen", "truck.mp4: ready"), awake=True, awake_for=95, language="en", begins_in="en",
    volume=3, loudest=100, shown=2_844, dropped=0, uptime=86_402, memory=231, longest=12, incidents=1,
    last_incident=Last(7, "2026-08-13T11:02:31+02:00", "scene truck: truck.mp4: the file is cut short"),
    hours="open until 18:00", panel="on", machine="61 °C, 12.4 GB of disk free", warnings=(),
)  # fmt: skip

RECORDED = Recorded(
    number=7, at="2026-08-13T11:02:31+02:00", what="scene truck: truck.mp4: the file is cut short",
    done="went on without it", times=3, last="2026-08-13T11:09:02+02:00", detail="", still="7.jpg",
)  # fmt: skip


class Recording:
    """Does nothing, and remembers what it was to do. Has one scene, border-night, and the languages en and ko."""

    def __init__(self) -> None:
        self.done: list[tuple[object, ...]] = []
        self.picture = QImage(32, 18, QImage.Format.Format_RGB32)
        self.picture.fill(QColor("#204060"))

    def status(self) -> Status:
        return STATUS

    def grab(self) -> QImage:
        return self.picture

    def incidents(self, most: int) -> Record:
        return Record("/var/lib/kiosk/incidents", (RECORDED,)[:most])

    def attract(self) -> None:
        self.done.append(("attract",))

    def open(self, scene: str) -> None:
        if scene == "broken":
            raise ZeroDivisionError("a fault of ours")
        if scene != "border-night":
            raise RefusedError(f"There is no scene `{scene}`.", "Did you mean `border-night`?")
        self.done.append(("open", scene))

    def begin_in(self, language: str) -> None:
        self.done.append(("language", language))

    def set_loudest(self, percent: int) -> None:
        self.done.append(("volume", percent))

    def report(self, what: str) -> None:
        self.done.append(("report", what))

    def override_hours(self, state: str, until: str | None) -> Kept:
        self.done.append(("hours", state, until))
        return Kept(f"{state} until {until or 'midnight'}, by `kiosk say`")

    def update(self, source: str) -> None:
        if source != "stick":
            raise RefusedError(f"The settings name no source `{source}`.", "There are: stick.")
        self.done.append(("update", source))

    def restart(self) -> None:
        self.done.append(("restart",))


def beside(qtbot: QtBot, work: Callable[[], T], seconds: float = 20) -> T:
    """What `work` comes to in a thread of its own, while the GUI's loop goes on; raises what it raised."""
    found: list[T] = []
    raised: list[BaseException] = []

    def run() -> None:
        try:
            found.append(work())
        except BaseException as error:  # noqa: BLE001 it is raised again below
            raised.append(error)

    thread = threading.Thread(target=run, daemon=True)
    thread.start()
    qtbot.waitUntil(lambda: not thread.is_alive(), timeout=int(seconds * 1000))
    if raised:
        raise raised[0]
    return found[0]


class Raw:
    """A caller that may say anything."""

    def __init__(self, place: Path, seconds: float = 10) -> None:
        self.line = socket.socket(socket.AF_UNIX)
        self.line.settimeout(seconds)
        self.line.connect(str(place))
        self.reading = self.line.makefile("rb")

    def say(self, line: bytes) -> None:
        self.line.sendall(line)

    def hear(self) -> dict[str, Any]:
        """The next line; {} when the other end is closed."""
        try:
            line = self.reading.readline()
        except ConnectionError:
            return {}
        found = json.loads(line) if line else {}
        assert isinstance(found, dict)
        return found

    def close(self) -> None:
        self.reading.close()
        self.line.close()


def ask(qtbot: QtBot, control: Control, do: str, **arguments: object) -> dict[str, Any]:
    def work() -> dict[str, Any]:
        with Client(control.path) as client:
            return client.ask(do, **arguments)

    return beside(qtbot, work)
