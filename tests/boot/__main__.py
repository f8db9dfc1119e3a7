"""`make boot-proof`: boots a Debian with the kiosk installed, and does to it what happens in museums.

  make boot-proof                     in a container, then on an emulated computer: some 25 minutes
  make boot-proof ARGS=--nspawn       the container only, and the .deb in one: some minutes, once the images are made
  make boot-proof ARGS=--deb          the .deb only
  make boot-proof ARGS=--qemu         the emulated computer only
  make boot-proof ARGS=--alternatives     X11, cage, linuxfb, and Debian 13, each on an emulated computer: half an hour
  make boot-proof ARGS="--alternatives trixie-cage"   only those whose release and name hold that
  make boot-proof ARGS=--fresh        installs into the image from nothing

Needs root (it mounts and starts machines) and a Debian. What it found is printed, and kept in build/boot-proof/, as
proof.md and stills.png. Exit code 0: every step passed. 1: one did not. 2: called wrongly.
docs/boot-proof.md tells what is proven and what is not.
"""

from __future__ import annotations

import argparse
import datetime as dt
import os
import signal
import sys
import time
from pathlib import Path
from typing import Final, NoReturn

from tests.boot import image
from tests.boot.album import Album
from tests.boot.image import PROJECT, BuildError, do
from tests.boot.machine import MachineError
from tests.boot.packaged import as_a_package
from tests.boot.report import Report
from tests.boot.runs import IN_CONTAINER, ON_COMPUTER, in_a_container, on_a_computer
from tests.boot.stacks import alternatives

PLACE: Final = PROJECT / "build" / "boot-proof"


def main() -> int:
    words = argparse.ArgumentParser(prog="make boot-proof", description=__doc__,
                                    formatter_class=argparse.RawDescriptionHelpFormatter)  # fmt: skip
    words.add_argument("--nspawn", action="store_true", help="the container only")
    words.add_argument("--qemu", action="store_true", help="the emulated computer only")
    words.add_argument("--deb", action="store_true", help="the Debian package only")
    words.add_argument("--alternatives", nargs="?", const="", metavar="NAME", help="the other ways to the screen only")
    words.add_argument("--fresh", action="store_true", help="install into the image from nothing")
    words.add_argument("--seed", type=int, default=1, help="where the power is cut in the log of writes")
    arguments = words.parse_args()
    if os.geteuid():
        print("boot-proof: needs root, to mount and to start machines: sudo make boot-proof", file=sys.stderr)
        return 2
    signal.signal(signal.SIGTERM, _ended)
    named = (arguments.nspawn, arguments.qemu, arguments.deb, arguments.alternatives is not None)
    both = not any(named)
    work = PLACE / "work"
    work.mkdir(parents=True, exist_ok=True)
    report, album = Report(), Album(work)
    try:
        if both or any(named[:3]):
            begun = time.monotonic()
            tree = image.installed(work, arguments.fresh)
            took = time.monotonic() - begun
            report.add("image", "a Debian with the kiosk, by tools/install.sh", True, took, _size(tree))
        if both or arguments.nspawn:
            in_a_container(work, tree, report, album)
        if both or arguments.nspawn or arguments.deb:
            as_a_package(work, tree, report, album, IN_CONTAINER)
        if both or arguments.qemu:
            on_a_computer(work, tree, report, album, arguments.seed)
        if arguments.alternatives is not None:
            alternatives(work, report, album, ON_COMPUTER, arguments.alternatives)
    except (BuildError, MachineError, OSError) as error:
        report.add("proof", "goes on to its end", False, None, str(error))
    finally:
        _kept(report, album)
    print(f"boot-proof: {report.verdict()}; {PLACE / 'stills.png'} shows what was on the screen")
    return 1 if report.failed or not report.rows else 0


def _kept(report: Report, album: Album) -> None:
    """Write down what was found."""
    version = do("git", "-c", "safe.directory=*", "describe", "--always", "--dirty").strip()
    now = dt.datetime.now(dt.UTC)
    about = [
        f"{now:%Y-%m-%d %H:%M} UTC, {os.cpu_count()} processors, commit {version}. {report.verdict().capitalize()}."
    ]
    (PLACE / "proof.md").write_text(report.markdown(about), encoding="utf-8")
    album.write(PLACE / "stills.png")


def _size(tree: Path) -> str:
    return f"{do('du', '-sh', tree).split()[0]}B"


def _ended(number: int, _frame: object) -> NoReturn:
    """So that machines are ended, too, and mounts undone."""
    raise KeyboardInterrupt(f"ended by signal {number}")


if __name__ == "__main__":
    # Fonts of the sheet's labels need a QGuiApplication for as long as pictures are drawn.
    from PySide6.QtGui import QGuiApplication

    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    application = QGuiApplication([])
    sys.exit(main())
