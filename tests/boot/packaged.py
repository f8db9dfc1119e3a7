"""The Debian package as a technician has it: apt installs it into a Debian that has nothing of it, an older one is
brought up to date under a running kiosk, it is removed, comes back, and is purged.
"""

from __future__ import annotations

import shutil
import time
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from tests.boot import exhibitions, image, package
from tests.boot.album import Album
from tests.boot.container import Container
from tests.boot.kiosk import COMMAND, DISPLAY, PLAYER, Kiosk
from tests.boot.machine import MachineError, awaited
from tests.boot.proofs import Proof
from tests.boot.report import Report

UNITS: Final = ("kiosk-display.service", "kiosk.service", "kiosk-update.path", "kiosk-update.timer",
                "kiosk-update-asked.path")  # fmt: skip
SETTINGS: Final = "/etc/kiosk/kiosk.yaml"
APT: Final = ("env", "DEBIAN_FRONTEND=noninteractive", "apt-get", "-y", "--no-install-recommends")
PATIENCE: Final = 600.0
LINKED: Final = """
import ctypes, subprocess
from pathlib import Path
import PySide6
from PySide6 import QtCore, QtQml, QtQuick
from kiosk.footage import swscale
import vlc
qt = Path(PySide6.__file__).parent
plugins = qt / "Qt/plugins"
needed = [*(plugins / "platforms").glob("libq[wx]*.so"), *(plugins / "wayland-shell-integration").glob("*.so")]
lost = {line.split()[0] for one in needed for line in subprocess.run(["ldd", one], capture_output=True, text=True
        ).stdout.splitlines() if "not found" in line}
print("missing:", ", ".join(sorted(lost)) or swscale.missing() or "nothing;", "Qt", QtCore.qVersion(), "VLC",
      vlc.libvlc_get_version().decode().split()[0], "instance" if vlc.Instance("--quiet") else "no instance")
"""
"""What the package needs is there with what it asks for. Qt's plugins are loaded by name, so a lost one stays unnoticed
until there is a screen."""


LEFT: Final = (
    "find /etc /usr /opt /var/lib/systemd /var/lib/dpkg -name '*kiosk*' ! -path '*/kiosk-display.service.d*' "
    "! -name 'kiosk-shell*' 2>/dev/null"
)
"""All that is called after it, but for the container's own screen and weston's shell."""


@dataclass(frozen=True, slots=True)
class Packaged:
    machine: Container
    proof: Proof
    kiosk: Kiosk

    def says(self, step: str, passed: bool, seconds: float | None = None, told: str = "") -> bool:
        return self.proof.says(f".deb: {step}", passed, seconds, told)

    def shell(self, line: str) -> str:
        return self.machine.run("sh", "-c", line, patience=PATIENCE).out.strip()

    def apt(self, step: str, *words: str) -> bool:
        """Have apt do it, with nobody there to answer."""
        begun = time.monotonic()
        ran = self.machine.run(*APT, *words, patience=PATIENCE)
        version = self.shell("dpkg-query -W -f '${db:Status-Abbrev} ${Version}' kiosk 2>/dev/null")
        told = version if not ran.code else f"{version} {ran.out[-300:]}"
        return self.says(step, ran.code == 0, time.monotonic() - begun, told)

    def installs(self, file: str) -> bool:
        if not self.apt("apt installs it, with all that it asks for", "install", file):
            return False
        ran = self.machine.run(str(Path(COMMAND).with_name("python3")), "-P", "-c", LINKED)
        self.says("all that it links to is there", "missing: nothing" in ran.out and not ran.code, None, ran.out)
        enabled = self.shell(f"systemctl is-enabled {' '.join(UNITS)}").split()
        masked = self.shell("systemctl is-enabled ctrl-alt-del.target")
        owner = self.shell(f"stat -c '%a %U:%G' {SETTINGS}")
        told = f"{enabled.count('enabled')} of {len(UNITS)} units enabled, Ctrl+Alt+Del {masked}, settings {owner}"
        return self.says("units, settings, user", enabled == ["enabled"] * len(UNITS) and masked == "masked"
                         and owner == "640 root:kiosk", None, told)  # fmt: skip

    def is_well(self) -> None:
        ran = self.machine.run("kiosk", "status")
        self.says("kiosk status", ran.code == 0 and "well" in ran.out, None, " ".join(ran.out.split())[:160])

    def takes_content(self, pack: str) -> None:
        begun = time.monotonic()
        ran = self.kiosk.update(pack)
        content = self.kiosk.content() if not ran.code else {"title": ran.out, "wrong": "not taken"}
        shown = self.proof.takes_up(content["title"]) if not content["wrong"] else None
        self.says("new content is taken up", shown is not None, time.monotonic() - begun, f"shows “{content['title']}”")

    def is_brought_up_to_date(self, file: str) -> None:
        """Under the running player: what a technician set stays, the program is the new one."""
        settings, player = self.shell(f"sha256sum <{SETTINGS}"), self.kiosk.unit().process
        if not self.apt("a newer one over it, under the running player", "install", file):
            return
        kept = self.shell(f"sha256sum <{SETTINGS}") == settings and "ours" in self.shell(f"tail -1 {SETTINGS}")
        timer = self.shell("systemctl is-enabled kiosk-update.timer")
        gone = self.shell(f"test -e /{package.GONE} && echo there || echo gone")
        told = f"settings {'kept' if kept else 'CHANGED'}, a disabled timer {timer}, files of the older one {gone}"
        self.says("what was set stays, what is old goes", kept and timer == "disabled" and gone == "gone", None, told)
        begun = time.monotonic()
        back = awaited(60, lambda: self.kiosk.unit().process not in {0, player} and self.kiosk.shows("attract"))
        title = self.kiosk.ask("status").get("title")
        self.says("the newer one is on the screen", back is not None, time.monotonic() - begun, f"shows “{title}”")

    def is_removed(self, visits: int) -> None:
        if not self.apt("apt removes it", "remove", "kiosk"):
            return
        on = [name for name in (PLAYER, DISPLAY) if self.kiosk.unit(name).active]
        left = self.shell("find /opt/kiosk /usr/bin/kiosk 2>/dev/null | head -3")
        there = self.shell(f"ls {SETTINGS} /etc/kiosk/update.env | wc -l")
        key = self.shell("systemctl is-enabled ctrl-alt-del.target")
        told = f"runs: {on or 'nothing'}; left of /opt/kiosk: {left or 'nothing'}; {there} settings; Ctrl+Alt+Del {key}"
        self.says("nothing runs, nothing of it is left", not on and not left and there == "2" and key != "masked",
                  None, told)  # fmt: skip
        self._keeps("content and statistics stay", visits)

    def is_refused(self, file: str) -> None:
        """Over what `make install` put there."""
        self.shell("mkdir -p /opt/kiosk/venv && touch /opt/kiosk/venv/.done")
        ran = self.machine.run("dpkg", "-i", file, patience=PATIENCE)
        self.shell("rm -r /opt/kiosk")
        said = next((line for line in ran.out.splitlines() if line.startswith("kiosk: ")), ran.out[-200:])
        self.says("over a kiosk of make install: refused", ran.code != 0 and "make uninstall" in said, None, said)

    def is_purged(self, visits: int) -> None:
        if not self.apt("apt purges it", "purge", "kiosk"):
            return
        left = self.shell(LEFT)
        self.says("settings are gone, no file is left", not left, None, left or "nothing in /etc, /usr, /opt, dpkg's")
        self._keeps("content and statistics still stay", visits)

    def _keeps(self, step: str, visits: int) -> None:
        try:
            books, content = self.kiosk.books(), self.kiosk.content()
        except MachineError as error:
            self.says(step, False, None, str(error))
            return
        owner = self.shell("stat -c %U:%G /var/lib/kiosk/ledger.sqlite")
        whole = books["whole"] and books["visits"] == visits and not content["wrong"] and owner == "kiosk:kiosk"
        told = f"{books['visits']} visits, {content['version']} {content['wrong'] or 'each file as packed'}, {owner}"
        self.says(step, whole, None, told)


def as_a_package(work: Path, tree: Path, report: Report, album: Album, screen: tuple[int, int]) -> None:
    """`tree` is one with the kiosk installed, which makes content to take up. Raises MachineError, BuildError."""
    begun = time.monotonic()
    new = package.built(work)
    old = package.older(new, work)
    bare = package.bare(work)
    pack = tree / exhibitions.packs(work, tree, small=False)[1].lstrip("/")
    told = f"{new.name}, {new.stat().st_size // 1_000_000} MB; {old.name}"
    report.add("image", "the Debian package, by tools/deb.sh", True, time.monotonic() - begun, told)
    nothing = work / "state-none"
    shutil.rmtree(nothing, ignore_errors=True)
    nothing.mkdir()
    machine = Container(bare, nothing, work / "packaged", screen)
    try:
        image.as_machine(machine.root)
        for source in (old, new):
            shutil.copy(source, machine.root / "srv")
        shutil.copytree(pack, machine.root / "srv" / pack.name)
        kiosk = Kiosk(machine)
        all_of_it(Packaged(machine, Proof(machine, kiosk, report, album), kiosk), *(
            f"/srv/{one.name}" for one in (old, new, pack)))  # fmt: skip
    finally:
        machine.close()


def all_of_it(packaged: Packaged, old: str, new: str, pack: str) -> None:
    machine, proof = packaged.machine, packaged.proof
    machine.power_on()
    awaited(60, lambda: machine.run("systemctl", "is-active", "basic.target").code == 0)
    if not packaged.installs(old):
        return
    ran = machine.run(*APT, "install", "xvfb", "xdotool", patience=PATIENCE)
    if ran.code:
        raise MachineError(f"no screen for the container: {ran.out[-300:]}")
    packaged.shell(f"echo '# ours' >>{SETTINGS}; systemctl disable kiosk-update.timer")
    machine.cut_power()
    if not proof.boots(".deb: power-on"):
        return
    proof.fills_the_screen()
    packaged.is_well()
    proof.is_touched()
    visits = proof.counts_a_visit()
    packaged.takes_content(pack)
    packaged.is_brought_up_to_date(new)
    packaged.is_removed(visits)
    packaged.is_refused(new)
    if packaged.apt("apt installs it once more", "install", new):
        machine.cut_power()
        if proof.boots(".deb: installed once more"):
            packaged.is_well()
    packaged.is_purged(visits)
