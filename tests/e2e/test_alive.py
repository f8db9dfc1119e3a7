"""What the real kiosk tells systemd: when it is ready, what is on, that it lives; and what it does when it does not."""

from __future__ import annotations

import json
import signal
import socket
import struct
import subprocess
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

import pytest

from kiosk.station.control.client import Client
from kiosk.station.ladder import LIVES
from tests.e2e.screens import virtual_screen
from tests.e2e.test_life import Running, kiosk

pytestmark = pytest.mark.window
MEDIA = Path(__file__).parents[2] / "media" / "loop"


@dataclass
class Systemd:
    """The socket that NOTIFY_SOCKET names, and who said what when."""

    ear: socket.socket
    env: dict[str, str]
    said: list[tuple[float, int, str]] = field(default_factory=list)
    """When, whose process, which line."""

    def hear(self, seconds: float) -> bool:
        """Listen for one message; whether one came."""
        self.ear.settimeout(max(0.001, seconds))
        try:
            message, ancillary, _, _ = self.ear.recvmsg(4096, socket.CMSG_SPACE(12))
        except TimeoutError:
            return False
        (pid, _uid, _gid) = struct.unpack("3i", ancillary[0][2][:12])
        self.said += [(time.monotonic(), pid, line) for line in message.decode().splitlines()]
        return True

    def until(self, fits: Callable[[str], bool], seconds: float = 60) -> tuple[int, str]:
        """The process and the line that fits first, of those that come from now on."""
        end = time.monotonic() + seconds
        seen = len(self.said)
        while time.monotonic() < end:
            self.hear(end - time.monotonic())
            for _at, pid, line in self.said[seen:]:
                if fits(line):
                    return pid, line
            seen = len(self.said)
        raise AssertionError(f"never said: {[line for *_, line in self.said][-20:]}")

    def beats(self, seconds: float) -> int:
        """How often it says that it is alive within `seconds` from now."""
        while self.hear(0.001):
            pass
        end, seen = time.monotonic() + seconds, len(self.said)
        while time.monotonic() < end:
            self.hear(end - time.monotonic())
        return [line for *_, line in self.said[seen:]].count("WATCHDOG=1")


@contextmanager
def systemd(folder: Path, watchdog: float = 1.0) -> Iterator[Systemd]:
    state, run = folder / "state", folder / "run"
    state.mkdir(exist_ok=True)
    run.mkdir(mode=0o700, exist_ok=True)
    with socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM) as ear:
        ear.bind(str(folder / "notify"))
        ear.setsockopt(socket.SOL_SOCKET, socket.SO_PASSCRED, 1)
        env = {
            "NOTIFY_SOCKET": str(folder / "notify"),
            "WATCHDOG_USEC": str(int(watchdog * 1e6)),
            "STATE_DIRECTORY": str(state),
            "RUNTIME_DIRECTORY": str(run),
        }
        yield Systemd(ear, env)
        (folder / "notify").unlink()


@pytest.fixture
def loop(tmp_path: Path) -> Path:
    folder = tmp_path / "playlists" / "mine"
    folder.mkdir(parents=True)
    (folder / "playlist.yaml").write_text(
        "format: 1\nlanguages: [en, ko, fr]\nattract: loop.mp4\nscenes: {film: film.mp4}\n"
    )
    for clip in ("loop.mp4", "film.mp4"):
        (folder / clip).write_bytes((MEDIA / clip).read_bytes())
    return folder


def ready(line: str) -> bool:
    return line == "READY=1"


def test_ready_comes_with_the_first_picture_and_then_signs_of_life(loop: Path, tmp_path: Path) -> None:
    with (
        virtual_screen(1280, 720, tmp_path) as env,
        systemd(tmp_path) as manager,
        kiosk(env | manager.env, str(loop)) as running,
    ):
        pid, _ = manager.until(ready)
        assert pid == running.process.pid, "of no child: NotifyAccess=main would not hear it"
        with Client(tmp_path / "run" / "control.sock") as asked:
            assert asked.ask("status")["shown"] > 0, "pictures of film, not only a window"
        said = [line for *_, line in manager.said]
        assert said.index("STATUS=starting: no picture yet") < said.index("READY=1")
        assert "STATUS=at rest: the attract loop" in said
        assert manager.beats(4) >= 6, "three a second, were the machine not busy"
        # a hand wakes it, and the status follows
        subprocess.run(["xdotool", "mousemove", "600", "600", "click", "1"], env=env, check=True, timeout=20)
        manager.until(lambda line: line.startswith("STATUS=a visit in en: "))
        # stopped as a whole (or its loop blocked): silence; and life when it goes on
        running.process.send_signal(signal.SIGSTOP)
        assert manager.beats(2) == 0
        running.process.send_signal(signal.SIGCONT)
        manager.until(lambda line: line == "WATCHDOG=1")
        running.process.terminate()
        manager.until(lambda line: line == "STOPPING=1")
        assert running.process.wait(20) == 0
    past = json.loads((tmp_path / "state" / "ladder.json").read_text())
    assert past["lives"] == 0, "it ended as it was asked to"


def test_a_new_start_keeps_the_process_and_is_ready_again(loop: Path, tmp_path: Path) -> None:
    with (
        virtual_screen(1280, 720, tmp_path) as env,
        systemd(tmp_path) as manager,
        kiosk(env | manager.env, str(loop)) as running,
    ):
        manager.until(ready)
        (loop / "playlist.yaml").write_text((loop / "playlist.yaml").read_text() + "title: Mine\n")
        manager.until(lambda line: line == "RELOADING=1")
        pid, _ = manager.until(ready)
        assert pid == running.process.pid
        said = [line for *_, line in manager.said]
        since = said[said.index("RELOADING=1") :]
        assert since.index("WATCHDOG_USEC=90000000") < since.index("READY=1") < since.index("WATCHDOG_USEC=1000000")
        assert manager.beats(2) >= 2


def test_a_page_for_the_technician_is_a_picture_too(loop: Path, tmp_path: Path) -> None:
    (loop / "playlist.yaml").write_text("format: 1\nattract: loop.mp4\nsecnes: {film: film.mp4}\n")
    with (
        virtual_screen(1280, 720, tmp_path) as env,
        systemd(tmp_path) as manager,
        kiosk(env | manager.env, str(loop)),
    ):
        _, status = manager.until(lambda line: line.startswith("STATUS=trouble: "))
        assert "playlist.yaml:3:1" in status
        assert "READY=1" in [line for *_, line in manager.said]
        assert manager.beats(2) >= 2


def test_closed_is_dark_and_ready(loop: Path, tmp_path: Path) -> None:
    settings = tmp_path / "kiosk.yaml"
    settings.write_text("hours: {open: {mon-sun: 10:00-18:00}}\n")
    words = (str(loop), "--settings", str(settings), "--at", "2026-05-05 03:00")
    with (
        virtual_screen(1280, 720, tmp_path) as env,
        systemd(tmp_path) as manager,
        kiosk(env | manager.env, *words),
    ):
        manager.until(lambda line: line == "STATUS=closed: the screen is dark")
        assert "READY=1" in [line for *_, line in manager.said]
        assert manager.beats(2) >= 2


def lives(folder: Path) -> int:
    return int(json.loads((folder / "state" / "ladder.json").read_text())["lives"])


def crash(running: Running, manager: Systemd) -> None:
    manager.until(ready)
    running.process.kill()
    running.process.wait(20)


def test_a_kiosk_that_dies_again_and_again_rests(loop: Path, tmp_path: Path) -> None:
    """Killed before any life was good: then the resting screen, with the incident's number, alive and without VLC."""
    settings = tmp_path / "kiosk.yaml"
    settings.write_text("resting: {ko: 잠시 쉬고 있습니다.}\n")
    words = (str(loop), "--settings", str(settings))
    with virtual_screen(1280, 720, tmp_path) as env, systemd(tmp_path) as manager:
        for life in (1, 2):
            with kiosk(env | manager.env, *words) as running:
                crash(running, manager)
            assert lives(tmp_path) == life
        written = tmp_path / "state" / "ladder.json"  # and so on: each start takes seconds
        written.write_text(json.dumps(json.loads(written.read_text()) | {"lives": LIVES}))
        with kiosk(env | manager.env, *words) as running:
            manager.until(lambda line: line.startswith("STATUS=resting after incident 1: it tries again in 1 minute"))
            assert "READY=1" in [line for *_, line in manager.said[-8:]]
            assert manager.beats(2) >= 2
            running.until("incident: the kiosk is resting for 1 min")
            assert "vlc/plugins" not in Path(f"/proc/{running.process.pid}/maps").read_text()
        # somebody starts it once more by hand: one try
        with kiosk(env | manager.env, *words) as running:
            manager.until(lambda line: line == "STATUS=at rest: the attract loop")
