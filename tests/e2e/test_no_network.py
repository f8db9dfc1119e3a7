"""The player speaks to nobody: no socket of any internet protocol, and it needs none."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import time
from pathlib import Path

import pytest

from tests.e2e.screens import virtual_screen
from tests.e2e.test_life import kiosk

pytestmark = pytest.mark.window

ROOT = Path(__file__).parents[2]
KINDS = ("tcp", "tcp6", "udp", "udp6", "udplite", "raw", "raw6", "icmp", "icmp6")
CLIENTS = ("http.client", "urllib.request", "ssl", "ftplib", "smtplib", "requests", "httpx", "aiohttp")


def inet(process: int) -> list[str]:
    """The process's own sockets of internet protocols."""
    mine = set()
    for number in Path(f"/proc/{process}/fd").iterdir():
        try:
            mine.add(os.readlink(number))  # noqa: PTH115 - what it leads to is no path
        except OSError:
            continue
    return [line for kind in KINDS for line in table(process, kind) if f"socket:[{line.split()[9]}]" in mine]


def table(process: int, kind: str) -> list[str]:
    """What the kernel lists, in the process's network namespace."""
    file = Path(f"/proc/{process}/net/{kind}")
    return file.read_text(encoding="ascii").splitlines()[1:] if file.exists() else []


def test_the_test_sees_sockets() -> None:
    import socket

    with socket.create_server(("127.0.0.1", 0)):
        assert len(inet(os.getpid())) == 1


def test_it_opens_no_socket_to_any_network(exhibition: Path, tmp_path: Path) -> None:
    with virtual_screen(1280, 720, tmp_path) as env, kiosk(env, str(exhibition)) as running:
        running.until(" shows ")
        end = time.monotonic() + 8
        while time.monotonic() < end:
            assert inet(running.process.pid) == []
            subprocess.run(["xdotool", "mousemove", "640", "400", "click", "1"], env=env, check=False, timeout=20)
            time.sleep(0.2)
        assert running.process.poll() is None


@pytest.mark.skipif(os.geteuid() != 0 or shutil.which("unshare") is None, reason="only root takes the network away")
def test_a_whole_visit_needs_no_network(exhibition: Path, tmp_path: Path) -> None:
    """In a network namespace of its own there is not even a loopback that is up."""
    with virtual_screen(1280, 720, tmp_path) as env:
        walk = [sys.executable, "-m", "kiosk.cli", "rehearse", str(exhibition), "--short"]
        done = subprocess.run(
            ["unshare", "--net", *walk], env=env, capture_output=True, text=True, check=False, timeout=280
        )
        assert done.returncode == 0, done.stdout[-2000:] + done.stderr[-2000:]


def test_nothing_that_speaks_over_a_network_is_loaded(tmp_path: Path) -> None:
    code = (
        "import sys, kiosk.app, kiosk.screen, kiosk.footage, kiosk.remote;"
        f"print([name for name in {CLIENTS!r} if name in sys.modules])"
    )
    done = subprocess.run(
        [sys.executable, "-c", code], env=os.environ | {"QT_QPA_PLATFORM": "offscreen"}, capture_output=True, text=True,
        check=True, timeout=120, cwd=ROOT,
    )  # fmt: skip
    assert done.stdout.strip() == "[]"
