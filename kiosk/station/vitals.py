"""Reads what the kernel tells of the machine's health: /proc, /sys. Waits for disks: not in the GUI's thread."""

from __future__ import annotations

import shutil
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Final

from kiosk.station.health import Vitals

ROOT: Final = Path("/")
_MB: Final = 1_000_000
_HOTTEST: Final = 150
_COLDEST: Final = 0
"""°C. Sensors that nothing is soldered to tell -273, 0, 127.5 or 255; of those, only the ones outside are known."""
_PI: Final = ("rpi_volt",)
"""The name of a Raspberry Pi's hwmon driver, raspberrypi-hwmon."""


def read_vitals(folders: Iterable[Path], root: Path = ROOT) -> Vitals:
    """`folders`: whose disks are looked at. `root`: below which /proc and /sys are."""
    heat, where = max(_temperatures(root), default=(None, ""), key=lambda found: found[0] or 0.0)
    meminfo = _fields(root / "proc/meminfo")
    status = _fields(root / "proc/self/status")
    return Vitals(
        disks=_disks(folders),
        temperature=heat,
        hottest=where,
        undervoltage=_undervoltage(root),
        memory=_kilobytes(status.get("VmRSS")),
        available=_kilobytes(meminfo.get("MemAvailable")),
        pressure=_pressure(root / "proc/pressure/memory"),
    )


def _disks(folders: Iterable[Path]) -> dict[str, float]:
    """MB free, each disk once."""
    found: dict[str, float] = {}
    seen = set()
    for folder in folders:
        there = next((place for place in (folder, *folder.absolute().parents) if place.exists()), Path("/"))
        try:
            disk, free = there.stat().st_dev, shutil.disk_usage(there).free
        except OSError:
            continue
        if disk not in seen:
            seen.add(disk)
            found[str(there)] = free / _MB
    return found


def _temperatures(root: Path) -> Iterator[tuple[float, str]]:
    """Of thermal zones and of every hwmon sensor, with its name."""
    for zone in sorted((root / "sys/class/thermal").glob("thermal_zone*")):
        yield from _degrees(zone / "temp", _text(zone / "type") or zone.name)
    for chip in sorted((root / "sys/class/hwmon").glob("hwmon*")):
        name = _text(chip / "name") or chip.name
        for sensor in sorted(chip.glob("temp*_input")):
            label = _text(sensor.with_name(sensor.name.replace("_input", "_label")))
            yield from _degrees(sensor, f"{name} {label}".strip())


def _degrees(file: Path, name: str) -> Iterator[tuple[float, str]]:
    text = _text(file)
    try:
        degrees = int(text) / 1000
    except ValueError:
        return
    if _COLDEST < degrees < _HOTTEST:
        yield degrees, name


def _undervoltage(root: Path) -> bool | None:
    """None where it is no Raspberry Pi. The alarm is set while the supply is below 4.63 V."""
    for chip in sorted((root / "sys/class/hwmon").glob("hwmon*")):
        if _text(chip / "name") in _PI and (alarm := _text(chip / "in0_lcrit_alarm")):
            return alarm != "0"
    return None


def _pressure(file: Path) -> float | None:
    """`some avg10=0.00 avg60=1.25 …`: percent of the last minute. None where the kernel has none (psi=0)."""
    for line in _text(file).splitlines():
        if line.startswith("some "):
            for word in line.split():
                if word.startswith("avg60="):
                    return float(word.removeprefix("avg60="))
    return None


def _fields(file: Path) -> dict[str, str]:
    return dict(line.split(":", 1) for line in _text(file).splitlines() if ":" in line)


def _kilobytes(said: str | None) -> float | None:
    """`  231000 kB`, in MB."""
    words = (said or "").split()
    return int(words[0]) * 1024 / _MB if words and words[0].isdigit() else None


def _text(file: Path) -> str:
    try:
        return file.read_text(encoding="utf-8", errors="replace").strip()
    except OSError:
        return ""
