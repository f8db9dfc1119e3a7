"""The other ways to the screen (systemd/alternatives), each put in place as its first lines say, booted on an emulated
computer, looked at and touched."""

from __future__ import annotations

import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, nullcontext
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from tests.boot import exhibitions, image
from tests.boot.album import Album
from tests.boot.emulator import Disks, Emulator
from tests.boot.kiosk import DISPLAY, PLAYER, Kiosk
from tests.boot.machine import GUEST, awaited
from tests.boot.proofs import HAPPENS, Proof
from tests.boot.report import Report

ALTERNATIVES: Final = image.PROJECT / "systemd" / "alternatives"
PIPE: Final = "/run/glass"
GLASS: Final = """\
[Unit]
Description=A touch screen that is there from the boot on
DefaultDependencies=no
Before=kiosk-display.service kiosk.service

[Service]
ExecStartPre=/sbin/modprobe uinput
ExecStart=/usr/bin/python3 /opt/glass.py {width} {height} {pipe}
ExecStartPost=/bin/sh -c 'until test -p {pipe}; do sleep 0.1; done'

[Install]
WantedBy=sysinit.target
"""
CARD: Final = (0.14, 0.72)
"""The first card of the home screen, in shares of its width and height."""
EGLFS: Final = (
    "/opt/kiosk/venv/lib/python3*/site-packages/PySide6/Qt/plugins/egldeviceintegrations/libqeglfs-kms-integration.so"
)
NO_SCREEN: Final = "display-none.conf"
MODE: Final = """
import array, fcntl
mode = array.array("i", [0])
fcntl.ioctl(open("/dev/tty1"), 0x4B3B, mode)
print(mode[0])
"""
"""KDGETMODE of linux/kd.h: 0 text, 1 graphics."""


@dataclass(frozen=True, slots=True)
class Stack:
    """`files`: drop-ins by the unit they are for. `presses`: whether a finger's end arrives, so that a button does
    what it says. `version`: the command inside that tells what was tried."""

    name: str
    files: dict[str, str]
    version: str
    packages: Sequence[str] = ()
    presses: bool = True

    @property
    def has_screen(self) -> bool:
        """Whether kiosk-display.service is started at all."""
        return self.files.get(DISPLAY) != NO_SCREEN


X11: Final = Stack("x11", {DISPLAY: "display-x11.conf", PLAYER: "player-x11.conf"},
                   "dpkg-query -W -f '${Package} ${Version}' xserver-xorg-core",
                   ("xserver-xorg-core", "xserver-xorg-input-libinput"))  # fmt: skip
CAGE_FILES: Final = {DISPLAY: "display-cage.conf", PLAYER: "player-cage.conf"}
CAGE_PACKAGES: Final = ("cage", "xwayland", "seatd")
CAGE_VERSION: Final = "dpkg-query -W -f '${Package} ${Version}' cage"
CAGE_12: Final = Stack("cage", CAGE_FILES, CAGE_VERSION, CAGE_PACKAGES, presses=False)
CAGE_13: Final = Stack("cage", CAGE_FILES, CAGE_VERSION, CAGE_PACKAGES)
LINUXFB: Final = Stack(
    "linuxfb", {DISPLAY: NO_SCREEN, PLAYER: "player-linuxfb.conf"}, "cat /sys/class/graphics/fb0/name"
)
EGLFS_13: Final = Stack(
    "eglfs", {DISPLAY: NO_SCREEN, PLAYER: "player-eglfs.conf"},
    "/opt/kiosk/venv/bin/python3 -c 'from PySide6.QtCore import qVersion; print(qVersion())'",
    ("python3-pyside6.qtquick", "python3-pyside6.qtmultimedia", "python3-pyside6.qtnetwork", "qml6-module-qtquick",
     "qml6-module-qtquick-shapes", "qml6-module-qtquick-window", "qml6-module-qtqml-workerscript", "qt6-qpa-plugins"),
)  # fmt: skip
WESTON_13: Final = Stack("weston", {}, "dpkg-query -W -f '${Package} ${Version}' weston")
NEXT: Final = "trixie"
"""The Debian after the one that most kiosks have."""


def alternatives(work: Path, report: Report, album: Album, screen: tuple[int, int], only: str = "") -> None:
    """Raises MachineError, BuildError."""
    here, there = (X11, CAGE_12, LINUXFB), (CAGE_13, WESTON_13, EGLFS_13)
    for release, stacks in ((image.suite(), here), (NEXT, there)):
        chosen = [one for one in stacks if not only or only in f"{release}-{one.name}"]
        if chosen:
            _on_release(work, release, stacks, chosen, Where(report, album, screen))


@dataclass(frozen=True, slots=True)
class Where:
    report: Report
    album: Album
    screen: tuple[int, int]


def _on_release(work: Path, release: str, stacks: Sequence[Stack], chosen: Sequence[Stack], where: Where) -> None:
    begun = time.monotonic()
    more = [package for stack in stacks for package in stack.packages]
    wanted = (*image.required(release), *image.BOOTS, *more)
    debian = image.debian(work, f"others-{release}", wanted, release)
    inside = release != image.suite()
    tree = image.installed_into(debian, work / f"others-{release}.tree", inside=inside)
    packs = exhibitions.packs(work, tree, small=True)
    image.state_with(tree, packs[0], work / "state-others")
    told = image.do("chroot", tree, "python3", "--version").strip()
    where.report.add("image", f"{release} with the kiosk", True, time.monotonic() - begun, told)
    if not inside:
        _refused(tree, where)
    for stack in chosen:
        _boots(work, tree, release, stack, where)


def _boots(work: Path, tree: Path, release: str, stack: Stack, where: Where) -> None:
    folder = work / "others"
    folder.mkdir(exist_ok=True)
    disks = Disks(folder / "root.raw", folder / "state.raw")
    placed = _placed(tree, stack, where.screen)
    try:
        with _debians_qt(tree) if stack is EGLFS_13 else nullcontext():
            image.disk(tree, disks.root, image.ROOT)
    finally:
        for file in placed:
            file.unlink()
    image.disk(work / "state-others", disks.state, image.STATE)
    kernel, initrd = (next((tree / "boot").glob(f"{name}-*")) for name in ("vmlinuz", "initrd.img"))
    machine = Emulator(kernel, initrd, disks, folder, where.screen, glass=PIPE)
    number = image.do("chroot", tree, "sh", "-c", '. /etc/os-release && echo "$VERSION_ID"').strip()
    machine.name = f"{stack.name}-{number}"
    kiosk = Kiosk(machine)
    proof = Proof(machine, kiosk, where.report, where.album)
    try:
        if not proof.boots(f"{release}: power-on"):
            _why(machine)
            return
        version = machine.run("sh", "-c", stack.version).out.strip()
        proof.says(f"{release}: what draws", bool(version), None, f"{version}; {_platform(machine)}")
        proof.fills_the_screen()
        _pressed(proof, stack)
        if stack is LINUXFB:
            _no_text(proof)
        proof.freezes()
        if stack.has_screen:
            proof.loses_its_screen()
    finally:
        machine.cut_power()


def _placed(tree: Path, stack: Stack, screen: tuple[int, int]) -> list[Path]:
    """What is put into the tree for this one; the answer: to be taken out again."""
    units = tree / "etc/systemd/system"
    placed = []

    def put(file: Path, text: str) -> None:
        file.parent.mkdir(exist_ok=True)
        file.write_text(text, encoding="utf-8")
        placed.append(file)

    for unit, name in stack.files.items():
        put(units / f"{unit}.d" / name, (ALTERNATIVES / name).read_text(encoding="utf-8"))
    width, height = screen
    put(units / "glass.service", GLASS.format(width=width, height=height, pipe=PIPE))
    put(tree / "opt/glass.py", (GUEST / "finger.py").read_text(encoding="utf-8"))
    wants = units / "sysinit.target.wants" / "glass.service"
    wants.parent.mkdir(exist_ok=True)
    wants.unlink(missing_ok=True)
    wants.symlink_to("../glass.service")
    placed.append(wants)
    return placed


@contextmanager
def _debians_qt(tree: Path) -> Iterator[None]:
    """Meanwhile the environment has no Qt of its own and takes Debian's, as docs/install.md says for eglfs."""
    venv, aside = tree / "opt/kiosk/venv", tree.with_suffix(".aside")
    site = next(venv.glob("lib/python3.*/site-packages"))
    settings = venv / "pyvenv.cfg"
    before = settings.read_text(encoding="utf-8")
    aside.mkdir(exist_ok=True)
    for name in ("PySide6", "shiboken6"):
        (site / name).rename(aside / name)
    settings.write_text(before.replace("system-site-packages = false", "system-site-packages = true"), encoding="utf-8")
    try:
        yield
    finally:
        settings.write_text(before, encoding="utf-8")
        for name in ("PySide6", "shiboken6"):
            (aside / name).rename(site / name)


def _pressed(proof: Proof, stack: Stack) -> None:
    """A card of the home screen opens when the finger leaves it: both its ends have to arrive."""
    slow, ask = proof.machine.slow, proof.kiosk.ask
    width, height = proof.machine.screen
    proof.machine.touch(width // 2, height // 2)
    awake = awaited(HAPPENS * slow, lambda: ask("status").get("screen") == "home")
    proof.album.take(proof.machine, "touched")
    told = f"shows {ask('status').get('screen', '?')}"
    if stack.presses:
        proof.says("a touch of the glass begins a visit", awake is not None, awake, told)
    time.sleep(slow / 2)
    begun = time.monotonic()
    proof.machine.touch(int(width * CARD[0]), int(height * CARD[1]))
    opened = awaited(
        HAPPENS * (slow if stack.presses else 2), lambda: ask("status").get("screen") not in {"attract", "home", None}
    )
    took = time.monotonic() - begun
    proof.album.take(proof.machine, "a card was pressed")
    told = f"shows {ask('status').get('screen', '?')}"
    if stack.presses:
        proof.says("a card opens when it is let go", opened is not None, took, told)
    else:
        proof.says("as known: no press ever ends, nothing opens", opened is None, None, told)
    awaited(HAPPENS * slow, lambda: bool(ask("attract").get("ok")))


def _no_text(proof: Proof) -> None:
    """What a terminal writes must not come through: the kernel draws nothing while it is in graphics mode."""
    mode = proof.machine.run("python3", "-c", MODE).out.strip()
    proof.machine.run("sh", "-c", "for n in $(seq 40); do echo 'text of a terminal, over and over' >/dev/tty1; done")
    time.sleep(proof.machine.slow / 4)
    proof.album.take(proof.machine, "text is written to the terminal")
    proof.says("the terminal is in graphics mode", mode == "1", None, f"KDGETMODE says {mode}")


def _platform(machine: Emulator) -> str:
    """What Qt draws with."""
    process = Kiosk(machine).unit().process
    told = machine.run("sh", "-c", f"tr '\\0' '\\n' </proc/{process}/environ | grep -E '^QT_QPA_PLATFORM=' | tail -1")
    return told.out.strip()


def _why(machine: Emulator) -> None:
    """What the units said, for whoever mends it: among the machine's files."""
    ran = machine.run("journalctl", "-b", "--no-pager", "-u", DISPLAY, "-u", PLAYER, patience=120)
    (machine.disks.root.parent / f"{machine.name}.journal").write_text(ran.out, encoding="utf-8")


def _refused(tree: Path, where: Where) -> None:
    """eglfs: noticed here as soon as Qt for Python comes whole."""
    told = image.do("chroot", tree, "sh", "-c", f"ldd {EGLFS} | grep 'not found'; true")
    lost = " ".join(told.split())
    where.report.add("eglfs", "as known: the wheel's plugin lacks a library", "EglFsKmsGbm" in lost, None, lost)
