"""What systemd is told, on a real socket of its kind."""

from __future__ import annotations

import os
import socket
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from kiosk.station.notify import LONGEST, Notifier


@contextmanager
def systemd(name: str) -> Iterator[socket.socket]:
    with socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM) as ear:
        ear.bind("\0" + name[1:] if name.startswith("@") else name)
        ear.settimeout(5)
        yield ear


def heard(ear: socket.socket) -> list[str]:
    return ear.recv(4096).decode().splitlines()


@pytest.fixture(params=["file", "abstract"])
def name(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    return str(tmp_path / "notify") if request.param == "file" else f"@kiosk-test-{os.getpid()}"


def test_it_is_told_on_a_socket_with_a_path_and_on_one_without(name: str) -> None:
    with systemd(name) as ear:
        notifier = Notifier({"NOTIFY_SOCKET": name, "WATCHDOG_USEC": "10000000", "WATCHDOG_PID": "1"})
        assert notifier.heard
        assert notifier.watchdog == 10.0, "another process's number is no reason to be silent"
        assert notifier.ready("at rest: the attract loop")
        assert heard(ear) == ["READY=1", "STATUS=at rest: the attract loop", "WATCHDOG_USEC=10000000", "WATCHDOG=1"]
        notifier.close()
        assert not notifier.say("WATCHDOG=1")


def test_a_status_is_one_short_line(tmp_path: Path) -> None:
    """A line break in a fault's words would be another order to systemd."""
    with systemd(str(tmp_path / "notify")) as ear:
        notifier = Notifier({"NOTIFY_SOCKET": str(tmp_path / "notify")})
        notifier.status("trouble: 한국어\nMAINPID=1\n" + "x" * 1000)
        (line,) = heard(ear)
        assert line.startswith("STATUS=trouble: 한국어 MAINPID=1 xxx")
        assert len(line) == len("STATUS=") + LONGEST
        notifier.close()


def test_a_new_start_asks_for_patience(tmp_path: Path) -> None:
    with systemd(str(tmp_path / "notify")) as ear:
        watched = Notifier({"NOTIFY_SOCKET": str(tmp_path / "notify"), "WATCHDOG_USEC": "10000000"})
        watched.restarting(90)
        said = heard(ear)
        assert said[0] == "RELOADING=1"
        assert said[1].startswith("MONOTONIC_USEC=")
        assert said[3:] == ["WATCHDOG_USEC=90000000", "WATCHDOG=1"]
        unwatched = Notifier({"NOTIFY_SOCKET": str(tmp_path / "notify")})
        unwatched.restarting(90)
        assert heard(ear)[0] == "RELOADING=1"
        assert unwatched.ready("on")
        assert heard(ear) == ["READY=1", "STATUS=on"]
        watched.close()
        unwatched.close()


@pytest.mark.parametrize("given", [{}, {"NOTIFY_SOCKET": ""}, {"NOTIFY_SOCKET": "vsock:2:1"}])
def test_without_systemd_nothing_is_said(given: dict[str, str]) -> None:
    notifier = Notifier(given | {"WATCHDOG_USEC": "10000000"})
    assert not notifier.heard
    assert notifier.watchdog == 0.0
    assert not notifier.status("x")
    notifier.close()


def test_nobody_there_holds_up_nothing(tmp_path: Path) -> None:
    notifier = Notifier({"NOTIFY_SOCKET": str(tmp_path / "gone"), "WATCHDOG_USEC": "soon"})
    assert notifier.watchdog == 0.0
    assert not notifier.ready("x")
    notifier.close()


def test_who_does_not_read_holds_up_nothing(tmp_path: Path) -> None:
    with systemd(str(tmp_path / "notify")):
        notifier = Notifier({"NOTIFY_SOCKET": str(tmp_path / "notify")})
        taken = [notifier.say("WATCHDOG=1") for _ in range(5000)]  # would never come back if it waited
        assert taken[0]
        assert not taken[-1]
        notifier.close()
