"""The player speaks to nobody: no socket of any internet protocol, and it needs none."""

from __future__ import annotations

import ast
import os
import shutil
import subprocess
import sys
import time
from pathlib import Path

import pytest

from tests.e2e.screens import virtual_screen
from tests.e2e.test_life import Running

pytestmark = pytest.mark.window

ROOT = Path(__file__).parents[2]
KINDS = ("tcp", "tcp6", "udp", "udp6", "udplite", "raw", "raw6", "icmp", "icmp6")
SOCKETS = ("AF_INET", "AF_INET6", "create_connection", "QTcpSocket", "QUdpSocket")
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


def test_it_needs_no_network_and_asks_for_none(exhibition: Path, tmp_path: Path) -> None:
    """Where root runs the tests, in a network of its own, in which not even its own machine answers."""
    alone = ["unshare", "--net"] if os.geteuid() == 0 and shutil.which("unshare") is not None else []
    words = [*alone, sys.executable, "-u", "-m", "kiosk.cli", "run", str(exhibition)]
    with virtual_screen(1280, 720, tmp_path) as env:
        running = Running(subprocess.Popen(words, env=env, stderr=subprocess.PIPE, text=True, bufsize=1))
        try:
            running.until(" shows ")
            for _ in range(20):
                assert inet(running.process.pid) == []
                touch = ["xdotool", "mousemove", "640", "400", "click", "1"]
                subprocess.run(touch, env=env, check=False, timeout=20)
                time.sleep(0.2)
            assert running.process.poll() is None
        finally:
            running.process.kill()
            running.process.wait()
            running.reader.join(10)
            assert running.process.stderr is not None
            running.process.stderr.close()


def test_nothing_of_ours_can_speak_over_a_network() -> None:
    """segno, which draws codes, loads urllib for something of its own; so what is loaded says little."""
    found = []
    for file in sorted((ROOT / "kiosk").rglob("*.py")):
        tree = ast.parse(file.read_text(encoding="utf-8"))
        for node in ast.walk(tree):
            names = [alias.name for alias in node.names] if isinstance(node, ast.Import) else []
            names += [str(node.module)] if isinstance(node, ast.ImportFrom) else []
            found += [f"{file.name}: {name}" for name in names if name.startswith(CLIENTS)]
            used = [node.attr] if isinstance(node, ast.Attribute) else []
            used += [alias.name for alias in node.names] if isinstance(node, ast.ImportFrom) else []
            found += [f"{file.name}: {name}" for name in used if name in SOCKETS]
    # A projector that the settings name; the unit of the player has no network even for that (docs/hours.md).
    assert found == ["pjlink.py: create_connection"]
