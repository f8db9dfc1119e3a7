"""A real systemd in a container of systemd-nspawn: seconds instead of minutes. Its screen is an X server.

What nspawn needs where no systemd runs outside, in a container or on a CI machine: `--register=no --keep-unit`, or it
asks a bus that is not there.
"""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import time
from collections.abc import Sequence
from pathlib import Path
from typing import Final

from tests.boot import pane
from tests.boot.machine import MachineError, Ran, awaited

CGROUPS: Final = Path("/sys/fs/cgroup")
STARTS: Final = 30.0
"""Seconds until there is a process 1 inside."""


class Container:
    """`tree` is what it is started from and is never written to; everything that it writes goes into `folder`,
    /var/lib/kiosk into `folder`/state, which outlasts a cut."""

    name = "nspawn"
    slow = 1.0

    def __init__(self, tree: Path, state: Path, folder: Path, screen: tuple[int, int]) -> None:
        self.screen = screen
        self._tree, self._folder = tree, folder
        self._root, self._state, self._pane = folder / "root", folder / "state", folder / "pane"
        self._outside: subprocess.Popen[bytes] | None = None
        self._first = 0
        self._since = 0.0
        folder.mkdir(parents=True, exist_ok=True)
        for name in ("upper", "work", "root", "pane"):
            shutil.rmtree(folder / name, ignore_errors=True)
            (folder / name).mkdir()
        shutil.rmtree(self._state, ignore_errors=True)
        _do("cp", "-a", str(state), str(self._state))
        layers = f"lowerdir={tree},upperdir={folder / 'upper'},workdir={folder / 'work'}"
        _do("mount", "-t", "overlay", "overlay", "-o", layers, str(self._root))
        for name, text in (("pane.service", pane.UNIT), ("kiosk-display.service.d/pane.conf", pane.DISPLAY_UNIT)):
            file = self._root / "etc/systemd/system" / name
            file.parent.mkdir(exist_ok=True)
            file.write_text(text.format(width=screen[0], height=screen[1]), encoding="utf-8")
        _do("systemctl", f"--root={self._root}", "enable", "pane.service")

    @property
    def root(self) -> Path:
        """Its file system, as it is seen from outside."""
        return self._root

    def close(self) -> None:
        self.cut_power()
        subprocess.run(["umount", str(self._root)], check=False)

    def power_on(self) -> None:
        # What a boot forgets, by the kernel's boot id: that of the machine outside, for a unit with a /proc of its own.
        (self._state / "ladder.json").unlink(missing_ok=True)
        self._since = time.monotonic()
        command = ["systemd-nspawn", "-q", "-D", str(self._root), "--boot", "--register=no", "--keep-unit",
                   "--console=pipe", "--private-network", "--link-journal=no",
                   f"--bind={self._state}:/var/lib/kiosk", f"--bind={self._pane}:{pane.FOLDER}"]  # fmt: skip
        with (self._folder / "console.log").open("ab") as console:
            self._outside = subprocess.Popen(
                command, stdin=subprocess.DEVNULL, stdout=console, stderr=console, start_new_session=True
            )
        if awaited(STARTS, self._found_first, every=0.02) is None:
            self.cut_power()
            raise MachineError(f"the container did not start; {self._folder / 'console.log'} says why")

    def running_for(self) -> float:
        return time.monotonic() - self._since

    def run(self, *command: str, given: str = "", patience: float = 60.0) -> Ran:
        inside = ["nsenter", "-t", str(self._first), "-m", "-u", "-i", "-n", "-p", "-r", "-w", "--", *command]
        try:
            done = subprocess.run(inside, input=given.encode(), capture_output=True, timeout=patience, check=False)
        except subprocess.TimeoutExpired:
            raise MachineError(f"`{' '.join(command)}` takes longer than {patience:.0f} s") from None
        return Ran(done.returncode, (done.stdout + done.stderr).decode(errors="replace"))

    def still(self, file: Path) -> bool:
        picture = pane.photograph(self._pane / pane.FILE)
        return picture is not None and picture.save(str(file))

    def touch(self, x: int, y: int) -> None:
        """As a mouse does it: real touches are the emulated computer's."""
        words = ("env", f"DISPLAY={pane.NUMBER}", "xdotool", "mousemove", str(x), str(y), "sleep", "0.2", "click", "1")
        self.run(*words)

    def cut_power(self) -> None:
        """Kill its process 1: all others go with it. The kernel goes on, so no write is lost."""
        outside, self._outside = self._outside, None
        if outside is None:
            return
        if self._first:
            os.kill(self._first, signal.SIGKILL)
            self._first = 0
        else:
            outside.kill()
        outside.wait()
        for above in CGROUPS.glob("*/payload"), CGROUPS.glob("payload"):
            for group in above:  # nspawn leaves them, and would not start beside them
                subprocess.run(["find", str(group), "-depth", "-type", "d", "-exec", "rmdir", "{}", "+"],
                               capture_output=True, check=False)  # fmt: skip

    def _found_first(self) -> bool:
        """Look for process 1 of the inside among nspawn's children and theirs."""
        outside = self._outside
        assert outside is not None
        if outside.poll() is not None:
            raise MachineError(f"systemd-nspawn has ended; {self._folder / 'console.log'} says why")
        children = _children(outside.pid)
        for process in (*children, *(deeper for child in children for deeper in _children(child))):
            if _called(process) == "systemd":
                self._first = process
                return True
        return False


def _children(process: int) -> Sequence[int]:
    try:
        return [int(one) for one in Path(f"/proc/{process}/task/{process}/children").read_text().split()]
    except OSError:
        return []


def _called(process: int) -> str:
    try:
        return Path(f"/proc/{process}/comm").read_text().strip()
    except OSError:
        return ""


def _do(*command: str) -> None:
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    if done.returncode:
        raise MachineError(f"`{' '.join(command)}` says: {done.stderr.strip()}")
