"""What a technician has to know of the machine: its strength, what can be touched, its files, its disk."""

from __future__ import annotations

import os
import shutil
import tempfile
from collections.abc import Iterable, Iterator
from dataclasses import replace
from pathlib import Path
from typing import Final

from kiosk.findings import Finding
from kiosk.station.health import Limits, crossed
from kiosk.station.inputs import LIST, input_devices
from kiosk.station.vitals import ROOT, read_vitals

_GB: Final = 1 << 30
SCARCE: Final = 2 * _GB
"""Free bytes from which a disk is called nearly full: the journal and an update of Debian need about one."""
FULL: Final = _GB // 4
_BUSY: Final = 0.7
"""Processes for each core from which what is measured is spoilt; this program's own start counts for some."""
_MEMORY: Final = 1.7 * _GB
"""The player takes up to 450 MB, a desktop below it about a GB: what is sold as 2 GB is just enough."""
_MEMINFO: Final = Path("/proc/meminfo")
_INPUTS: Final = Path("/dev/input")
_WITHOUT_DESKTOP: Final = frozenset({"eglfs", "linuxfb"})
"""Where Qt reads the input devices itself."""


def check_strength(load: float, meminfo: Path = _MEMINFO) -> Iterator[Finding]:
    """`load`: the processes that wanted to run in the last minute, as os.getloadavg() counts them."""
    cores = os.cpu_count() or 1
    if load > _BUSY * cores:
        cure = "Close all other programs, also a kiosk that runs; wait a minute, and run `kiosk doctor` again."
        says = f"{cores} cores, but other programs keep them busy: film is measured as worse than it is"
        yield Finding("warning", "Processor", says, cure)
    else:
        yield Finding("ok", "Processor", f"{cores} cores")
    total = _total(meminfo)
    if total is None:
        return
    text = f"{total / _GB:.1f} GB"
    if total < _MEMORY:
        yield Finding("warning", "Memory", f"{text}, which is little", "Give the machine 2 GB or more.")
    else:
        yield Finding("ok", "Memory", text)


def check_touch(listed: Path = LIST) -> Iterator[Finding]:
    """What visitors can touch."""
    devices = input_devices(listed)
    glass = [device for device in devices if device.kind in ("multi-touch", "touch")]
    for device in glass:
        if device.kind == "multi-touch":
            yield Finding("ok", "Touch screen", f"{device.name}, several fingers at once")
        else:
            yield Finding("ok", "Touch screen", f"{device.name}, one finger at a time")
    pointers = [device.name for device in devices if device.kind == "pointer"]
    cable = "Plug in the touch screen's USB cable, besides its picture's. Then run `kiosk doctor` again."
    if not glass and pointers:
        yield Finding("warning", "Touch screen", f"none, only a mouse ({', '.join(pointers)})", cable)
    elif not glass:
        yield Finding("missing", "Touch screen", "none, and no mouse: nothing can be touched", cable)


def check_rights(platform: str, devices: Path = _INPUTS) -> Finding:
    """Whether touches reach this user. `platform`: Qt's own name for it (QT_QPA_PLATFORM), "" where it chooses."""
    if platform.partition(":")[0] not in _WITHOUT_DESKTOP:
        return Finding("ok", "Touches", "handed on by the desktop")
    closed = [file.name for file in sorted(devices.glob("event*")) if not os.access(file, os.R_OK)]
    if closed:
        cure = 'usermod -aG input "$USER" (as root, with the name of the kiosk\'s user), then log in anew.'
        return Finding("missing", "Touches", f"this user may not read {', '.join(closed)} in {devices}", cure)
    return Finding("ok", "Touches", f"this user may read {devices}")


def check_files(media: Iterable[Path], state: Path) -> Iterator[Finding]:
    """`media`: the folders the exhibition's films are in; `state`: the folder for what this machine remembers."""
    for folder in media:
        yield _readable(folder)
    yield _writable(state)


def _readable(folder: Path) -> Finding:
    if not folder.is_dir():
        return Finding("missing", "Films' folder", f"{folder} is not there", "Copy the films there, or name another.")
    try:
        closed = [file.name for file in folder.iterdir() if not os.access(file, os.R_OK)]
    except OSError:
        closed = ["the folder itself"]
    if not closed and os.access(folder, os.X_OK):
        return Finding("ok", "Films' folder", f"{folder} can be read")
    first = f"{', '.join(closed[:3])}{' and others' if len(closed) > 3 else ''}" or "what is in it"
    return Finding(
        "missing", "Films' folder", f"{first} in {folder} cannot be read by this user", f"chmod -R a+rX {folder}"
    )


def _writable(state: Path) -> Finding:
    try:
        state.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryFile(dir=state) as file:
            file.write(b"kiosk doctor")
            file.flush()
    except OSError as error:
        return Finding(
            "missing",
            "State folder",
            f"nothing can be written to {state}: {error.strerror}",
            f'mkdir -p {state} && chown "$USER" {state} (as root, with the name of the kiosk\'s user)',
        )
    return Finding("ok", "State folder", f"{state} can be written to")


def check_disks(folders: Iterable[Path]) -> Iterator[Finding]:
    """The disks that `folders` are on, each once."""
    seen = set()
    for folder in folders:
        there = next((place for place in (folder, *folder.absolute().parents) if place.exists()), Path("/"))
        disk = there.stat().st_dev
        if disk in seen:
            continue
        seen.add(disk)
        free = shutil.disk_usage(there).free
        text = f"{free / _GB:.1f} GB free where {there} is"
        cure = "Delete what is not needed; journalctl --vacuum-size=200M, apt-get clean."
        if free < FULL:
            yield Finding("missing", "Disk", f"full: {text}", cure)
        elif free < SCARCE:
            yield Finding("warning", "Disk", f"nearly full: {text}", cure)
        else:
            yield Finding("ok", "Disk", text)


def check_vitals(limits: Limits, root: Path = ROOT) -> Iterator[Finding]:
    """Temperature, voltage, pressure on memory, against the settings' limits; nothing of what this machine does not
    tell. Disks have their own lines, and this program's own memory is not the kiosk's."""
    vitals = replace(read_vitals([], root), memory=None)
    found = crossed(vitals, limits)
    for one in found:
        yield Finding("warning", "Health", one.what, one.cure)
    if vitals.temperature is None:
        yield Finding("ok", "Health", "no sensor tells a temperature")
    elif not found:
        says = f"{vitals.temperature:.0f} °C at {vitals.hottest} (limit {limits.temperature})"
        yield Finding("ok", "Health", says + (", voltage well" if vitals.undervoltage is False else ""))


def _total(meminfo: Path) -> int | None:
    try:
        lines = meminfo.read_text(encoding="ascii", errors="replace").splitlines()
    except OSError:
        return None
    sizes = [line.split()[1] for line in lines if line.startswith("MemTotal:")]
    return int(sizes[0]) * 1024 if sizes and sizes[0].isdigit() else None
