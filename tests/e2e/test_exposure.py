"""A window that is on no screen: the real kiosk is not ready, not well, and not killed for it; and well again."""

from __future__ import annotations

import os
import shutil
import subprocess
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest

from kiosk.exposure import LONG
from kiosk.station.control.client import Client
from tests.e2e.screens import virtual_screen
from tests.e2e.test_alive import Systemd, loop, ready, systemd  # noqa: F401 - loop is a fixture
from tests.e2e.test_life import kiosk

pytestmark = pytest.mark.window


def xdotool(env: dict[str, str], *words: str) -> str:
    return subprocess.run(["xdotool", *words], env=env, check=True, timeout=20, capture_output=True, text=True).stdout


def incidents(client: Client) -> list[dict[str, Any]]:
    return [one for one in client.ask("incidents")["incidents"] if "kiosk's window" in one["what"]]


def test_a_window_that_is_taken_off_the_screen_is_told_once_and_well_when_it_is_back(
    loop: Path,  # noqa: F811 - the fixture
    tmp_path: Path,
) -> None:
    """In a window: what takes the full screen's off an X server is undone by the kiosk itself (staying.py)."""
    with (
        virtual_screen(1280, 720, tmp_path) as env,
        systemd(tmp_path) as manager,
        kiosk(env | manager.env, str(loop), "--window") as running,
        asked_when_ready(manager, tmp_path) as asked,
    ):
        window = xdotool(env, "search", "--onlyvisible", "--pid", str(running.process.pid)).split()[-1]
        assert asked.ask("status")["well"]
        xdotool(env, "windowunmap", window)
        gone = time.monotonic()
        while asked.ask("status")["well"]:
            assert time.monotonic() - gone < 60
            manager.hear(0.3)
        assert time.monotonic() - gone >= LONG - 1, "a monitor may take its time"
        (wrong,) = asked.ask("status")["wrong"]
        assert wrong.startswith("no screen has shown the kiosk's window for 1")
        assert "monitor" in wrong
        assert manager.beats(3) >= 3, "it lives: nobody is to start it anew for a monitor"
        running.until("incident: no screen has shown the kiosk's window")
        xdotool(env, "windowmap", window)
        running.until("the kiosk's window is on a screen again")
        assert asked.ask("status")["well"]
        (incident,) = incidents(asked)
        assert incident["times"] == 1
        assert incident["done"].startswith("nothing: the film goes on")


def asked_when_ready(manager: Systemd, folder: Path) -> Client:
    manager.until(ready)
    return Client(folder / "run" / "control.sock")


@contextmanager
def weston_without_seat(folder: Path) -> Iterator[dict[str, str]]:
    """Its headless backend has no input device, and the kiosk shell of weston 10 then shows no window."""
    weston = shutil.which("weston")
    if weston is None:
        pytest.skip("weston is not installed")
    place = folder / "xdg"
    place.mkdir(mode=0o700)
    env = {name: value for name, value in os.environ.items() if name != "DISPLAY"} | {"XDG_RUNTIME_DIR": str(place)}
    with (folder / "weston.log").open("w") as log:
        process = subprocess.Popen(
            [weston, "--backend=headless-backend.so", "--shell=kiosk-shell.so", "--socket=seatless", "--idle-time=0",
             "--width=1280", "--height=720"], env=env, stdout=log, stderr=log,
        )  # fmt: skip
        try:
            end = time.monotonic() + 20
            while not (place / "seatless").exists():
                if process.poll() is not None or time.monotonic() > end:
                    pytest.skip(f"weston does not start: {(folder / 'weston.log').read_text()[-300:]}")
                time.sleep(0.05)
            yield env | {"QT_QPA_PLATFORM": "wayland", "WAYLAND_DISPLAY": "seatless"}
        finally:
            process.terminate()
            process.wait(20)


def test_a_compositor_that_shows_nothing_of_it_is_never_told_ready_and_has_all_the_time(
    loop: Path,  # noqa: F811 - the fixture
    tmp_path: Path,
) -> None:
    with (
        weston_without_seat(tmp_path) as env,
        systemd(tmp_path) as manager,
        kiosk(env | manager.env, str(loop)) as running,
    ):
        manager.until(lambda line: line.startswith("STATUS=starting: no screen shows the kiosk's window"))
        for _ in range(3):
            manager.until(lambda line: line == "EXTEND_TIMEOUT_USEC=30000000")
        running.until("incident: no screen has shown the kiosk's window")
        with Client(tmp_path / "run" / "control.sock") as asked:
            told = asked.ask("status")
        assert not told["well"]
        assert told["film"], "film runs all the same"
        while manager.hear(0.001):
            pass
        assert "READY=1" not in [line for *_, line in manager.said]
        assert running.process.poll() is None
