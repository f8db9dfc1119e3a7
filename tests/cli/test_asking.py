"""The thin clients as a technician calls them, in processes of their own, against a socket that is really open."""

from __future__ import annotations

import json
import os
import re
import signal
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
import shiboken6
from pytestqt.qtbot import QtBot

from kiosk.cli.incidents import table
from kiosk.cli.say import line
from kiosk.cli.status import spoken
from kiosk.station.control.commands import Status
from kiosk.station.control.server import Control
from kiosk.station.incidents import LATE, Noticed, Record
from tests.station.control.player import STATUS, Recording, beside
from tests.station.test_incidents import BEGAN


class Told(Recording):
    now = STATUS

    def status(self) -> Status:
        return self.now


@pytest.fixture
def folder() -> Iterator[Path]:
    with tempfile.TemporaryDirectory(prefix="kiosk-") as name:
        yield Path(name)


@pytest.fixture
def player() -> Told:
    return Told()


@pytest.fixture
def control(qtbot: QtBot, folder: Path, player: Told) -> Iterator[Control]:
    made = Control(player, folder, "0.1.0")
    yield made
    made.close()
    shiboken6.delete(made)


def environment(folder: Path) -> dict[str, str]:
    return {**os.environ, "RUNTIME_DIRECTORY": str(folder), "XDG_RUNTIME_DIR": "", "XDG_STATE_HOME": str(folder)}


def call(folder: Path, *words: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "kiosk.cli", *words],
        capture_output=True, text=True, timeout=60, check=False, env=environment(folder),
    )  # fmt: skip


def kiosk(qtbot: QtBot, folder: Path, *words: str) -> subprocess.CompletedProcess[str]:
    return beside(qtbot, lambda: call(folder, *words), seconds=60)


def test_status_at_one_glance(qtbot: QtBot, control: Control, folder: Path) -> None:
    done = kiosk(qtbot, folder, "status")
    assert (done.returncode, done.stderr) == (0, "")
    assert (
        done.stdout
        == """\
State      well
Playlist   The Defector (the-defector)
Screen     scene border-night
Film       border.mp4, at 12.5 of 41.2 s
Deck       border.mp4: on the screen
Deck       truck.mp4: ready
Visit      for 1 min 35 s, in en
Volume     3 of 5; 5 is 100 % of the device's
Pictures   2844 shown, 0 left out
Fingers    waited 12 ms at the longest, of the last 10 s
Running    for 1 d, version 0.1.0, 231 MB
Hours      open until 18:00
Panel      was switched on
Machine    61 °C, 12.4 GB of disk free
Incidents  1 since the start
Last       2026-08-13 11:02:31: scene truck: truck.mp4: the file is cut short (number 7)
"""
    )


def test_status_of_one_that_is_not_well(qtbot: QtBot, control: Control, folder: Path, player: Told) -> None:
    player.now = replace(
        STATUS, well=False, wrong=("the film stands still",), page="sook-ja", awake=False, begins_in="ko", film=None,
        last_incident=None,
    )  # fmt: skip
    done = kiosk(qtbot, folder, "status")
    assert done.returncode == 1
    assert done.stdout.startswith("State      the film stands still\n")
    for words in ("with sook-ja over it", "none: at rest", "Next visit begins in ko"):
        assert words in done.stdout
    assert "Film " not in done.stdout


def test_status_of_what_was_saved_and_is_not_shown(qtbot: QtBot, control: Control, folder: Path, player: Told) -> None:
    waiting, missing = ("playlist.yaml:10:42: There is no scene `x`.",), ("flim.mp4 (playlist.yaml:3:9)",)
    player.now = replace(STATUS, waiting=waiting, missing=missing)
    done = kiosk(qtbot, folder, "status")
    assert done.returncode == 0
    lines = done.stdout.splitlines()
    state = "State      well, but what was saved last is not shown and not all footage is there"
    assert lines[:3] == [state, f"Waiting    {waiting[0]}", f"Missing    {missing[0]}"]


def test_status_for_programs(qtbot: QtBot, control: Control, folder: Path) -> None:
    done = kiosk(qtbot, folder, "status", "--json")
    told = json.loads(done.stdout)
    assert list(told) == list(Status.__dataclass_fields__)
    assert told["last_incident"]["number"] == 7


@pytest.mark.parametrize("words", [["status"], ["still", "x.jpg"], ["say", "attract"], ["say", "events"]])
def test_where_no_kiosk_runs(folder: Path, words: list[str]) -> None:
    done = call(folder, *words)
    assert (done.returncode, done.stdout) == (3, "")
    assert f"No kiosk answers here: nobody answers at {folder}/control.sock" in done.stderr
    assert "look for `nothing can be asked`" in done.stderr
    assert "Traceback" not in done.stderr


@pytest.mark.parametrize(
    "answer", [b"HTTP/1.1 400 Bad Request\n", b'{"hello": "kiosk", "protocol": 2}\n', b"[]\n", b""]
)
def test_what_is_no_kiosk_or_another_s_is_said(qtbot: QtBot, folder: Path, answer: bytes) -> None:
    import socket

    place = folder / "control.sock"
    with socket.socket(socket.AF_UNIX) as listening:
        listening.bind(str(place))
        listening.listen(1)
        with subprocess.Popen(
            [sys.executable, "-m", "kiosk.cli", "status", "--socket", str(place)],
            stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True,
        ) as asking:  # fmt: skip
            caller, _ = listening.accept()
            caller.sendall(answer)
            caller.close()
            out, error = asking.communicate(timeout=60)
    assert out == ""
    assert asking.returncode in (1, 3)
    assert re.match(r"kiosk status: (What answers there is no kiosk|The kiosk went away|This program speaks)", error)


def test_still_writes_what_is_on_the_screen(qtbot: QtBot, control: Control, folder: Path) -> None:
    done = kiosk(qtbot, folder, "still", str(folder / "now.png"))
    assert (done.returncode, done.stdout) == (0, f"{folder}/now.png: 32x18\n")
    assert (folder / "now.png").read_bytes().startswith(b"\x89PNG")
    words = [sys.executable, "-m", "kiosk.cli", "still", "-"]
    piped = beside(
        qtbot, lambda: subprocess.run(words, capture_output=True, check=True, timeout=60, env=environment(folder))
    )
    assert piped.stdout.startswith(b"\xff\xd8")
    assert kiosk(qtbot, folder, "still", str(folder / "now.txt")).returncode == 2
    assert "cannot be written" in kiosk(qtbot, folder, "still", str(folder / "nowhere" / "now.png")).stderr


@pytest.mark.parametrize(
    ("words", "done"),
    [
        ("attract", ("attract",)),
        ("open border-night", ("open", "border-night")),
        ("language ko", ("language", "ko")),
        ("volume 40", ("volume", 40)),
        ("update stick", ("update", "stick")),
        ("restart", ("restart",)),
    ],
)
def test_say(qtbot: QtBot, control: Control, folder: Path, player: Told, words: str, done: tuple[object, ...]) -> None:
    called = kiosk(qtbot, folder, "say", *words.split())
    said = "begun\n" if words.startswith("update") else "done\n"  # how an update ends, its event tells
    assert (called.returncode, called.stdout, called.stderr) == (0, said, "")
    assert player.done == [done]


def test_say_tells_how_long_other_hours_hold(qtbot: QtBot, control: Control, folder: Path, player: Told) -> None:
    done = kiosk(qtbot, folder, "say", "hours", "closed", "18:30")
    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout == "closed until 18:30, by `kiosk say`\n"
    assert player.done == [("hours", "closed", "18:30")]


@pytest.mark.parametrize(
    ("words", "says"),
    [
        ("hours", "needs `state`"),
        ("hours shut", "Open, closed or planned"),
        ("update", "needs `source`"),
        ("open", "needs `scene`"),
        ("volume loud", "0 to 100"),
        ("volume 101", "0 to 100"),
        ("volume -1", "unrecognized|0 to 100|required"),
        ("attract now", "takes nothing more"),
        ("open a b", "takes SCENE only"),
        ("quit", "There are: attract"),
    ],
)
def test_say_called_wrongly(folder: Path, words: str, says: str) -> None:
    done = call(folder, "say", *words.split())
    assert done.returncode == 2
    assert re.search(says, done.stderr)


def test_say_tells_what_the_kiosk_refuses(qtbot: QtBot, control: Control, folder: Path) -> None:
    done = kiosk(qtbot, folder, "say", "open", "border")
    assert done.returncode == 1
    assert done.stderr == "kiosk say: There is no scene `border`. Did you mean `border-night`?\n"


@pytest.mark.parametrize("ended_by", ["Ctrl-C", "the kiosk"])
def test_say_events_streams(qtbot: QtBot, control: Control, folder: Path, ended_by: str) -> None:
    with subprocess.Popen(
        [sys.executable, "-m", "kiosk.cli", "say", "events"], stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True,
        env=environment(folder),
    ) as listening:  # fmt: skip
        qtbot.waitUntil(lambda: any(caller.listens for caller in control.callers), timeout=30_000)
        control.tell({"event": "scene", "scene": "강"})
        assert listening.stdout is not None
        assert re.fullmatch(r"\d\d:\d\d:\d\d scene 강\n", beside(qtbot, listening.stdout.readline))
        if ended_by == "Ctrl-C":
            listening.send_signal(signal.SIGINT)
        else:
            control.callers[0].drop()
        try:
            _, error = listening.communicate(timeout=30)
        finally:
            listening.kill()
    assert listening.returncode == (0 if ended_by == "Ctrl-C" else 3)
    assert "Traceback" not in error


def test_an_event_s_line() -> None:
    closed = {"event": "decision closed", "scene": "a", "choice": None, "by": "silence", "at": "2026-08-13T11:02:31.5"}
    assert line(closed) == "11:02:31 decision closed: scene a, choice none, by silence"
    assert line({"event": "visit began", "at": "2026-08-13T11:02:31.5"}) == "11:02:31 visit began"


def test_incidents_of_the_one_that_runs(qtbot: QtBot, control: Control, folder: Path) -> None:
    done = kiosk(qtbot, folder, "incidents")
    assert (
        done.stdout
        == """\
Number  Last                 Times  What
     7  2026-08-13 11:09:02      3  scene truck: truck.mp4: the file is cut short
                                    went on without it; since 2026-08-13 11:02:31; still 7.jpg

Stills are in /var/lib/kiosk/incidents.
"""
    )
    assert json.loads(kiosk(qtbot, folder, "incidents", "--json").stdout)["incidents"][0]["number"] == 7


def test_incidents_of_the_one_that_ran(folder: Path) -> None:
    if Path("/var/lib/kiosk/incidents").exists():
        pytest.skip("there is a kiosk's record on this machine")
    kept = folder / "kiosk" / "incidents"
    assert call(folder, "incidents").stdout == f"No incidents are recorded in {kept}.\n"
    record = Record(kept)
    for number in range(3):
        record.add(Noticed(BEGAN, f"number {number}", "", "", number))
    said = call(folder, "incidents", "--most", "2").stdout
    assert "number 0" not in said
    assert said.index("number 1") < said.index("number 2")
    elsewhere = call(folder, "incidents", "--folder", str(kept), "--json")
    assert [one["what"] for one in json.loads(elsewhere.stdout)["incidents"]] == ["number 0", "number 1", "number 2"]
    for wrong in (["--folder", str(folder / "nowhere")], ["--most", "0"], ["--most", "many"]):
        assert call(folder, "incidents", *wrong).returncode == 2
    (kept / "incidents.jsonl").unlink()
    (kept / "incidents.jsonl").mkdir()
    broken = call(folder, "incidents")
    assert broken.returncode == 1
    assert "cannot be read" in broken.stderr
    assert "Traceback" not in broken.stderr


@pytest.mark.parametrize("command", ["status", "still", "say", "incidents"])
def test_they_need_no_qt_and_tell_what_they_are_for(folder: Path, command: str) -> None:
    words = {"still": ["still", "x.jpg"], "say": ["say", "attract"]}.get(command, [command])
    program = f"import sys, kiosk.cli as c; c.main({words}); print({{'vlc', 'PySide6'}} & set(sys.modules))"
    done = subprocess.run(
        [sys.executable, "-c", program], capture_output=True, text=True, check=True, env=environment(folder)
    )
    assert done.stdout.endswith("set()\n")
    helps = call(folder, command, "--help").stdout
    assert f"  kiosk {command}" in helps
    assert "Exit code 0" in helps


@pytest.mark.parametrize(
    ("seconds", "says"),
    [(0, "0 s"), (59, "59 s"), (60, "1 min"), (3_661, "1 h 1 min"), (86_405, "1 d"), (190_000, "2 d 4 h")],
)
def test_a_time_is_spoken_in_two_units(seconds: int, says: str) -> None:
    assert spoken(seconds) == says


@pytest.mark.parametrize(
    ("words", "says"),
    [
        (("closed",), "Did you mean `hours closed`?"),
        (("opne",), "Did you mean `open`?"),
        (("sing",), "There are: attract, open,"),
        (("volume", "110"), "`110` is too loud: 0 to 100."),
        (("hours", "opne"), "`opne` is not what `hours` takes. Did you mean `open`?"),
    ],
)
def test_what_was_likely_meant_is_said(words: tuple[str, ...], says: str) -> None:
    done = subprocess.run(
        [sys.executable, "-m", "kiosk.cli", "say", *words], capture_output=True, text=True, timeout=60, check=False
    )
    assert done.returncode == 2
    assert says in done.stderr


def test_what_is_only_slow_is_told_apart() -> None:
    at = "2026-11-26T10:00:00"
    slow = {"number": 1, "at": at, "last": at, "times": 1, "done": "", "still": "",
            "what": f"for 212 ms {LATE} (100 are allowed): layout"}  # fmt: skip
    lines = list(table([slow, {**slow, "number": 2, "what": "film stood still"}], "/var/lib/kiosk/incidents"))
    assert lines[1].endswith("only slow: for 212 ms no finger was answered (100 are allowed): layout")
    assert lines[2].endswith("  film stood still")
    assert any(line.startswith("Only slow: 1 of 2.") for line in lines)
    assert not any("nly slow" in line for line in table([{**slow, "what": "film stood still"}], "x"))
