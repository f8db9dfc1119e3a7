"""A whole computer, emulated by qemu without KVM: firmware's place is taken by a kernel given directly, all from there
on is a Debian's own. It has a screen, a touch screen by uinput, and disks that can lose what was not flushed.
"""

from __future__ import annotations

import base64
import subprocess
import time
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from tests.boot.lines import Lines
from tests.boot.machine import GUEST, MachineError, Ran

CONSOLE: Final = "console=tty0 console=ttyS0,115200 quiet loglevel=3 vt.global_cursor_default=0"
PROCESSOR: Final = "max,-avx,-avx2"
"""qemu 7.2's own AVX2 touches with a masked load (VPMASKMOVD) also what that leaves out: Qt dies of it at the edge of a
page. Without it Qt takes SSE, which is also what qemu emulates faster."""
LOGGED: Final = "log-sector-size=512,log-super-update-interval=1"
MEMORY: Final = 3072
"""MB."""


@dataclass(frozen=True, slots=True)
class Disks:
    """`root` is /; `state` is mounted at /var/lib/kiosk. Where there is `log`, every write to `state` is in it."""

    root: Path
    state: Path
    log: Path | None = None


class Emulator:
    """`kernel` and `initrd` are files; everything else it needs is put into `folder`."""

    name = "qemu"
    slow = 8.0
    """Measured: on two shared cores, everything takes about that many times longer than in a container beside."""

    def __init__(
        self, kernel: Path, initrd: Path, disks: Disks, folder: Path, screen: tuple[int, int], glass: str = ""
    ) -> None:
        """`glass`: the pipe inside of a touch screen that is there from the boot on; "": one is plugged in for each
        touch."""
        self.screen = screen
        self.glass = glass
        self.disks = disks
        self._kernel, self._initrd, self._folder = kernel, initrd, folder
        self._process: subprocess.Popen[bytes] | None = None
        self._monitor: Lines | None = None
        self._agent: Lines | None = None
        self._since = 0.0
        folder.mkdir(parents=True, exist_ok=True)

    @property
    def serial(self) -> Path:
        """What the machine wrote to its serial line since it was last switched on."""
        return self._folder / "serial.log"

    def power_on(self) -> None:
        for name in ("qmp.sock", "qga.sock", "serial.log"):
            (self._folder / name).unlink(missing_ok=True)
        width, height = self.screen
        command = [
            "qemu-system-x86_64", "-machine", "q35", "-accel", "tcg,thread=multi", "-cpu", PROCESSOR, "-smp", "2",
            "-m", str(MEMORY), "-nodefaults", "-no-reboot", "-display", "none", "-nic", "none",
            "-kernel", str(self._kernel), "-initrd", str(self._initrd), "-append", f"root=/dev/vda rw {CONSOLE}",
            *self._root(), *self._state(),
            "-device", f"virtio-vga,xres={width},yres={height}", "-device", "virtio-rng-pci",
            "-serial", f"file:{self.serial}",
            "-qmp", f"unix:{self._folder / 'qmp.sock'},server=on,wait=off", "-device", "virtio-serial-pci",
            "-chardev", f"socket,id=agent,path={self._folder / 'qga.sock'},server=on,wait=off",
            "-device", "virtserialport,chardev=agent,name=org.qemu.guest_agent.0",
        ]  # fmt: skip
        with (self._folder / "qemu.log").open("ab") as log:
            self._since = time.monotonic()
            self._process = subprocess.Popen(
                command, stdin=subprocess.DEVNULL, stdout=log, stderr=log, start_new_session=True
            )
        self._monitor = Lines(self._folder / "qmp.sock")
        self._monitor.hear(20)
        self._monitor.ask("qmp_capabilities")

    def running_for(self) -> float:
        return time.monotonic() - self._since

    def run(self, *command: str, given: str = "", patience: float = 60.0) -> Ran:
        """Through the agent, which is there some seconds before anything else can be asked."""
        until = time.monotonic() + patience
        agent = self._agent or self._reached(patience)
        try:
            words = {"path": command[0], "arg": list(command[1:]), "capture-output": True,
                     "input-data": base64.b64encode(given.encode()).decode()}  # fmt: skip
            started = agent.ask("guest-exec", words)
            while time.monotonic() < until:
                done = agent.ask("guest-exec-status", {"pid": started["pid"]})
                if done["exited"]:
                    both = [base64.b64decode(done.get(name, "")) for name in ("out-data", "err-data")]
                    return Ran(done.get("exitcode", -1), b"".join(both).decode(errors="replace"))
                time.sleep(0.4)
        except MachineError:
            self._hang_up()
            raise
        raise MachineError(f"`{' '.join(command)}` takes longer than {patience:.0f} s")

    def still(self, file: Path) -> bool:
        """What the graphics card scans out: also the kernel's and systemd's own words."""
        if self._monitor is None:
            return False
        self._monitor.ask("screendump", {"filename": str(file.resolve()), "format": "png"})
        return True

    def touch(self, x: int, y: int) -> None:
        """With a touch screen that is plugged in for as long as that takes, or with the one that is there."""
        if self.glass:
            self.run("sh", "-c", f"echo {x},{y} >{self.glass}", patience=60)
            return
        self.run("modprobe", "uinput")
        finger = (GUEST / "finger.py").read_text(encoding="utf-8")
        width, height = map(str, self.screen)
        ran = self.run("python3", "-", width, height, f"{x},{y}", given=finger, patience=120)
        if ran.code:
            raise MachineError(f"no touch screen inside: {ran.out}")

    def cut_power(self) -> None:
        """Kill the emulator. What the guest has written is in the host's memory and stays; what it has not, is lost."""
        self._hang_up()
        if self._monitor is not None:
            self._monitor.close()
            self._monitor = None
        if self._process is not None:
            self._process.kill()
            self._process.wait()
            self._process = None

    def _root(self) -> list[str]:
        """The first disk: their order here is that of /dev/vda and /dev/vdb."""
        return ["-blockdev", f"driver=file,filename={self.disks.root},node-name=root",
                "-device", "virtio-blk-pci,drive=root"]  # fmt: skip

    def _state(self) -> list[str]:
        if self.disks.log is None:
            return ["-blockdev", f"driver=file,filename={self.disks.state},node-name=disk",
                    "-device", "virtio-blk-pci,drive=disk"]  # fmt: skip
        return ["-blockdev", f"driver=file,filename={self.disks.state},node-name=disk",
                "-blockdev", f"driver=file,filename={self.disks.log},node-name=log",
                "-blockdev", f"driver=blklogwrites,node-name=logged,file=disk,log=log,{LOGGED}",
                "-device", "virtio-blk-pci,drive=logged"]  # fmt: skip

    def _reached(self, patience: float) -> Lines:
        """The agent, as soon as it answers."""
        until = time.monotonic() + patience
        number = 0
        while True:
            if self._process is None or self._process.poll() is not None:
                raise MachineError(f"qemu has ended; {self._folder / 'qemu.log'} says why")
            number += 1
            agent = Lines(self._folder / "qga.sock")
            try:
                agent.say({"execute": "guest-sync", "arguments": {"id": number}})
                while agent.hear(3).get("return") != number:
                    pass
            except MachineError as error:
                agent.close()
                if time.monotonic() > until:
                    raise MachineError(f"the guest's agent does not answer: {error}") from None
            else:
                self._agent = agent
                return agent

    def _hang_up(self) -> None:
        if self._agent is not None:
            self._agent.close()
            self._agent = None
