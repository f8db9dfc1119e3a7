"""The real kiosk, spoken to from outside: it answers, does what it is told, and misses no picture for it."""

from __future__ import annotations

import base64
import contextlib
import logging
import signal
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Callable, Iterator
from dataclasses import asdict
from pathlib import Path
from typing import Any

import pytest
import shiboken6
from PySide6.QtGui import QImage
from pytestqt.qtbot import QtBot

from kiosk.app import Kiosk
from kiosk.content import Options, read_content
from kiosk.running import ATTENDED
from kiosk.station.control.caller import Caller
from kiosk.station.control.client import Client, NobodyError
from kiosk.station.control.place import SOCKET
from kiosk.station.control.refused import RefusedError
from kiosk.station.control.server import Control
from kiosk.station.incidents import Incident, read_incidents
from kiosk.station.usage import Meter
from kiosk.station.watch import LIMIT
from kiosk.visit import events as ev
from tests.conftest import Unblocked
from tests.e2e.screens import virtual_screen
from tests.e2e.test_life import kiosk as started
from tests.footage.studio import numbered
from tests.station.control.player import beside

pytestmark = [pytest.mark.vlc, pytest.mark.window]

PLAYLIST = """\
format: 1
title: {en: The river, ko: 강}
languages: [en, ko]
attract: loop.mp4
pages: {about: {title: About, text: about.md}}
collections: {people: [about]}
home:
  - {open: film, title: The film}
  - {open: people, title: People}
scenes:
  film: {clip: film.mp4, to: home}
"""


@pytest.fixture
def playlist(tmp_path: Path) -> Path:
    folder = tmp_path / "river"
    folder.mkdir()
    (folder / "playlist.yaml").write_text(PLAYLIST, encoding="utf-8")
    (folder / "about.md").write_text("A river.", encoding="utf-8")
    for clip, name in ((1, "film"), (2, "loop")):
        numbered(folder / f"{name}.mp4", clip, 300)
    return folder


@pytest.fixture
def run() -> Iterator[Path]:
    with tempfile.TemporaryDirectory(prefix="kiosk-") as name:
        yield Path(name)


@pytest.fixture
def made(qtbot: QtBot, run: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Callable[[Path], Kiosk]]:
    """Opens a kiosk in this process."""
    monkeypatch.setenv("RUNTIME_DIRECTORY", str(run))
    monkeypatch.setenv("STATE_DIRECTORY", str(tmp_path / "state"))
    opened: list[Kiosk] = []

    def make(playlist: Path) -> Kiosk:
        options = Options(playlist=playlist, seed=1, window=True, size=(960, 540))
        opened.append(Kiosk(read_content(options), options, "software"))
        opened[-1].open_up()
        opened[-1].show()
        return opened[-1]

    yield make
    for kiosk in opened:
        kiosk.close()
        shiboken6.delete(kiosk)


@pytest.fixture
def kiosk(qtbot: QtBot, made: Callable[[Path], Kiosk], playlist: Path) -> Kiosk:
    opened = made(playlist)
    qtbot.waitUntil(lambda: opened.footage is not None and opened.footage.frames_shown > 0, timeout=15_000)
    return opened


def ask(qtbot: QtBot, do: str, **arguments: object) -> dict[str, Any]:
    def work() -> dict[str, Any]:
        with Client() as client:
            return client.ask(do, **arguments)

    return beside(qtbot, work)


def test_status_says_what_is_so(qtbot: QtBot, kiosk: Kiosk) -> None:
    assert kiosk.performer is not None
    status = ask(qtbot, "status")
    assert (status["well"], status["wrong"]) == (True, [])
    assert (status["playlist"], status["title"], status["screen"]) == ("river", "The river", "attract")
    assert (status["awake"], status["awake_for"], status["scene"], status["page"]) == (False, 0, "", "")
    assert status["film"]["file"] == "loop.mp4"
    assert status["film"]["duration"] > 0
    assert status["shown"] > 0
    assert abs(status["memory"] - Meter().look().resident) < 50
    kiosk.performer.send(ev.Touched())
    kiosk.performer.send(ev.DoorTouched(1))
    assert ask(qtbot, "status")["page"] == "people"
    kiosk.performer.send(ev.PageTouched("about"))
    status = ask(qtbot, "status")
    assert (status["screen"], status["page"], status["awake"]) == ("page", "about", True)


def test_what_is_told_is_done(qtbot: QtBot, kiosk: Kiosk) -> None:
    performer = kiosk.performer
    assert performer is not None
    ask(qtbot, "open", scene="film")
    qtbot.waitUntil(lambda: (ask(qtbot, "status")["film"] or {}).get("file") == "film.mp4", timeout=15_000)
    status = ask(qtbot, "status")
    assert (status["screen"], status["scene"], status["awake"]) == ("scene", "film", True)
    ask(qtbot, "language", language="ko")
    status = ask(qtbot, "status")
    assert (status["language"], status["begins_in"]) == ("en", "ko"), "whoever is there keeps theirs"
    ask(qtbot, "attract")
    status = ask(qtbot, "status")
    assert (status["screen"], status["language"], status["title"]) == ("attract", "ko", "강")
    seed = performer.visit.seed
    ask(qtbot, "attract")
    assert performer.visit.seed == seed, "at rest no new visit is begun"
    ask(qtbot, "language", language="en")
    assert performer.visit.language == "en", "at rest at once"
    ask(qtbot, "volume", volume=40)
    assert (performer.loudest, ask(qtbot, "status")["loudest"]) == (0.4, 40)
    for do, arguments, cure in (
        ("open", {"scene": "fim"}, "Did you mean `film`?"),
        ("open", {"scene": "nothing of it"}, "There are 1: film …"),
        ("language", {"language": "fr"}, "It has: en, ko."),
    ):
        with pytest.raises(RefusedError) as refused:
            ask(qtbot, do, **arguments)
        assert refused.value.cure == cure


def test_events_tell_what_happens_and_incidents_too(qtbot: QtBot, kiosk: Kiosk, tmp_path: Path) -> None:
    assert kiosk.performer is not None
    heard: list[dict[str, Any]] = []

    def listen() -> None:
        with Client() as client, contextlib.suppress(NobodyError):  # it goes with the kiosk
            for event in client.events():
                heard.append(event)  # noqa: PERF402 each at once: they do not end

    threading.Thread(target=listen, daemon=True).start()
    assert kiosk.remote is not None
    control = kiosk.remote._control
    assert control is not None
    qtbot.waitUntil(lambda: any(caller.listens for caller in control.callers), timeout=10_000)
    kiosk.performer.send(ev.Touched())
    kiosk.performer.send(ev.DoorTouched(0))
    logging.getLogger("kiosk").error("incident: %s", "film.mp4: cut short", extra={"done": "went on"})
    kiosk.performer.send(ev.ResetAsked())
    folder = tmp_path / "state" / "incidents"

    def recorded() -> Incident | None:
        """Ours: on a busy machine there may be others, of rounds that were too long."""
        return next((one for one in read_incidents(folder) if one.what == "film.mp4: cut short"), None)

    qtbot.waitUntil(lambda: (found := recorded()) is not None and found.still != "", timeout=10_000)
    ours = recorded()
    assert ours is not None
    assert ours.done == "went on"
    still = QImage(str(folder / ours.still))
    assert (still.width(), still.height()) == (640, 360)
    wanted = {"incident", "scene", "visit began", "visit ended"}
    qtbot.waitUntil(lambda: {event["event"] for event in heard} == wanted, timeout=10_000)
    assert ("incident", ours.what) in [(event["event"], event.get("what")) for event in heard]
    status = ask(qtbot, "status")
    assert status["incidents"] >= 1
    assert status["last_incident"]["number"] >= ours.number
    told = ask(qtbot, "incidents")
    assert told["folder"] == str(folder)
    assert asdict(ours) in told["incidents"]
    assert len(ask(qtbot, "incidents", most=1)["incidents"]) == 1


CALLERS = """
import threading, time
from kiosk.station.control.client import Client
asked = []
def without_end(do, pause):
    with Client() as client:
        end = time.monotonic() + 3
        while time.monotonic() < end:
            asked.append(client.ask(do))
            time.sleep(pause)
threads = [threading.Thread(target=without_end, args=args) for args in (("status", 0), ("status", 0), ("still", 0.5))]
for thread in threads:
    thread.start()
for thread in threads:
    thread.join()
print(len(asked))
"""
"""In a process of their own: threads of this one would have the interpreter's lock when the loop wants it."""


def test_nobody_waits_for_an_answer_and_film_goes_on(
    qtbot: QtBot, kiosk: Kiosk, unblocked: Unblocked, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Two who ask without end, and one who takes a still now and then: no answer takes as long as a finger may wait.
    Counted is what the answers work, and that none of ours is where a round was too long: on a busy machine others are,
    waiting for the interpreter's lock."""
    took: list[float] = []
    answer = Control._answer

    def timed(control: Control, caller: Caller, line: bytes) -> None:
        began = time.thread_time()
        answer(control, caller, line)
        took.append(time.thread_time() - began)

    monkeypatch.setattr(Control, "_answer", timed)
    ask(qtbot, "still")
    qtbot.wait(500)
    unblocked.forget()
    assert kiosk.footage is not None
    before = kiosk.footage.frames_shown
    with subprocess.Popen([sys.executable, "-c", CALLERS], stdout=subprocess.PIPE, text=True) as callers:
        qtbot.waitUntil(lambda: callers.poll() is not None, timeout=30_000)
        assert callers.stdout is not None
        assert int(callers.stdout.read()) > 20
    assert len(took) > 20
    assert max(took) < LIMIT
    assert [block for block in unblocked.blocks if "control/" in block.where or "remote.py" in block.where] == []
    unblocked.forget()
    assert kiosk.footage.frames_shown > before
    assert kiosk.footage.advancing()


def test_a_playlist_that_cannot_be_read_is_said(qtbot: QtBot, made: Callable[[Path], Kiosk], playlist: Path) -> None:
    (playlist / "playlist.yaml").write_text("format: 1\nsecnes: {}\n")
    made(playlist)
    status = ask(qtbot, "status")
    assert (status["well"], status["screen"], status["playlist"]) == (False, "trouble", "")
    assert "playlist.yaml:" in status["wrong"][0]
    for do, arguments in (("attract", {}), ("open", {"scene": "film"}), ("volume", {"volume": 5})):
        with pytest.raises(RefusedError, match="No playlist is shown"):
            ask(qtbot, do, **arguments)
    picture = base64.b64decode(ask(qtbot, "still")["data"])
    assert QImage.fromData(picture).width() == 960


def test_what_is_wrong_next_is_written_down_too(
    qtbot: QtBot, made: Callable[[Path], Kiosk], playlist: Path, caplog: pytest.LogCaptureFixture
) -> None:
    file = playlist / "playlist.yaml"
    file.write_text("format: 1\nsecnes: {}\n")
    made(playlist)
    file.write_text("format: 1\nattract: a.mp4\nscenes: {one: {clip: a.mp4, too: home}}\n")
    qtbot.waitUntil(lambda: any("still cannot be shown" in message for message in caplog.messages), timeout=20_000)
    assert any("`too` means nothing in a scene. Did you mean `to`?" in message for message in caplog.messages)


def test_film_that_stands_still_is_not_well(qtbot: QtBot, kiosk: Kiosk, monkeypatch: pytest.MonkeyPatch) -> None:
    assert kiosk.footage is not None
    with monkeypatch.context() as patched:
        patched.setattr(type(kiosk.footage), "advancing", lambda _: False)
        assert ask(qtbot, "status")["wrong"] == ["the film stands still"]
    assert kiosk.remote is not None
    assert kiosk.remote._wrong(29, 0) == [], "the first picture may take its time"
    assert kiosk.remote._wrong(31, 0) == ["no picture was shown in 31 s"]
    assert ask(qtbot, "status")["well"]


# ---- in a process of its own


def until(place: Path, wanted: Callable[[dict[str, Any]], bool], seconds: float = 30) -> dict[str, Any]:
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        try:
            with Client(place) as client:
                status = client.ask("status")
        except NobodyError:
            pass
        else:
            if wanted(status):
                return status
        time.sleep(0.1)
    raise AssertionError("it did not come to that")


def test_from_start_to_end(playlist: Path, run: Path, tmp_path: Path) -> None:
    place = run / SOCKET
    with virtual_screen(1280, 720, tmp_path) as screen:
        env = {**screen, "RUNTIME_DIRECTORY": str(run), "STATE_DIRECTORY": str(tmp_path / "state")}
        with started(env, str(playlist)) as running:
            running.until("may be spoken to at")
            until(place, lambda status: status["shown"] > 10)
            with started(env, str(playlist)) as second:
                second.until("Another kiosk is running here")
                second.until(" shows ")
                second.process.terminate()
                assert second.process.wait(10) == 0
            before = until(place, lambda status: status["well"])
            with Client(place) as client:
                client.ask("restart")
            running.until("kiosk stopped")
            running.until("may be spoken to at")
            after = until(place, lambda status: status["shown"] > 0)
            assert after["uptime"] <= before["uptime"] + 30
            said = subprocess.run(
                [sys.executable, "-m", "kiosk.cli", "status"], env=env, capture_output=True, text=True, check=False
            )
            assert said.returncode == 0, said.stdout
            assert "The river (river)" in said.stdout
            running.process.send_signal(signal.SIGTERM)
            assert running.process.wait(10) == 0
            assert "Traceback" not in running.rest()
        assert not place.exists()


def test_off_means_off(playlist: Path, run: Path, tmp_path: Path) -> None:
    settings = tmp_path / "kiosk.yaml"
    settings.write_text("control: off\n")
    with virtual_screen(1280, 720, tmp_path) as screen:
        env = {**screen, "RUNTIME_DIRECTORY": str(run), "STATE_DIRECTORY": str(tmp_path / "state")}
        with started(env, str(playlist), "--settings", str(settings)) as running:
            running.until(" shows ")
            assert list(run.iterdir()) == []


def test_a_rehearsal_opens_none_unless_it_is_told_to(playlist: Path, run: Path, tmp_path: Path) -> None:
    words = [sys.executable, "-m", "kiosk.cli", "rehearse", str(playlist), "--seed", "1"]
    with virtual_screen(1280, 720, tmp_path) as screen:
        env = {**screen, "RUNTIME_DIRECTORY": str(run), "STATE_DIRECTORY": str(tmp_path / "state")}
        for told in (False, True):
            process = subprocess.Popen(
                words, env={**env, ATTENDED: "1"} if told else env, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE,
                text=True,
            )  # fmt: skip
            assert process.stderr is not None
            said = ""
            for line in process.stderr:
                said += line
                if " shows " in line:
                    break
            process.kill()
            process.wait()
            process.stderr.close()
            assert ("may be spoken to" in said) == told
