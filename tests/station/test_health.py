"""The machine's health: limits that are crossed once, and what the kernel tells, from files like its own."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from kiosk.station.health import Limits, Vitals, crossed, told
from kiosk.station.vitals import read_vitals

WELL = Vitals({"/": 12_400.0}, 61.0, "cpu-thermal", False, 231.0, 1_490.0, 0.0)


def keys(vitals: Vitals, before: set[str] | None = None, limits: Limits | None = None) -> set[str]:
    return {one.key for one in crossed(vitals, limits or Limits(), frozenset(before or ()))}


def test_a_machine_that_is_well_and_one_that_tells_nothing() -> None:
    assert not keys(WELL)
    assert not keys(Vitals())
    assert told(WELL) == "61 °C, 12.4 GB of disk free, 231 MB of memory taken, 1490 MB left, voltage well"
    assert told(Vitals(undervoltage=True)) == "voltage too low"
    assert told(Vitals()) == ""


@pytest.mark.parametrize(
    ("ill", "between", "key"),
    [
        ({"disks": {"/": 999.0}}, {"disks": {"/": 1_199.0}}, "disk /"),
        ({"temperature": 80.0}, {"temperature": 75.0}, "temperature"),
        ({"memory": 1_500.0}, {"memory": 1_350.0}, "memory"),
        ({"available": 149.0}, {"available": 179.0}, "available"),
        ({"pressure": 20.0}, {"pressure": 10.0}, "pressure"),
    ],
)
def test_what_goes_to_and_fro_around_a_limit_counts_as_crossed(
    ill: dict[str, Any], between: dict[str, Any], key: str
) -> None:
    assert keys(replace(WELL, **ill)) == {key}
    assert not keys(replace(WELL, **between))
    assert keys(replace(WELL, **between), {key}) == {key}
    assert not keys(WELL, {key})
    (one,) = crossed(replace(WELL, **ill), Limits())
    assert one.cure


def test_a_supply_that_is_too_weak_is_told() -> None:
    assert keys(replace(WELL, undervoltage=True)) == {"undervoltage"}


def test_a_limit_of_0_is_never_crossed() -> None:
    nothing = Vitals({"/": 0.0}, 149.0, "x", False, 9e9, 0.0, 100.0)
    assert not keys(nothing, limits=Limits(0, 0, 0, 0, 0))
    assert len(keys(nothing)) == 5


def write(root: Path, files: dict[str, str]) -> Path:
    for name, text in files.items():
        file = root / name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text)
    return root


PI = {
    "proc/meminfo": "MemTotal:        3882464 kB\nMemAvailable:    1464844 kB\n",
    "proc/self/status": "Name:\tkiosk\nVmRSS:\t  225586 kB\nThreads:\t21\n",
    "proc/pressure/memory": "some avg10=0.00 avg60=1.25 avg300=0.40 total=1\nfull avg10=0.00 avg60=9.00 total=1",
    "sys/class/thermal/thermal_zone0/temp": "61322\n",
    "sys/class/thermal/thermal_zone0/type": "cpu-thermal\n",
    "sys/class/hwmon/hwmon0/name": "cpu_thermal\n",
    "sys/class/hwmon/hwmon0/temp1_input": "61322\n",
    "sys/class/hwmon/hwmon1/name": "rpi_volt\n",
    "sys/class/hwmon/hwmon1/in0_lcrit_alarm": "0\n",
}


def test_a_raspberry_pi(tmp_path: Path) -> None:
    found = read_vitals([], write(tmp_path, PI))
    assert found == Vitals({}, 61.322, "cpu-thermal", False, 231.000064, 1500.000256, 1.25)
    write(tmp_path, {"sys/class/hwmon/hwmon1/in0_lcrit_alarm": "1\n"})
    assert read_vitals([], tmp_path).undervoltage is True


def test_a_pc_s_hottest_sensor_counts_and_those_that_nothing_is_soldered_to_do_not(tmp_path: Path) -> None:
    write(
        tmp_path,
        {
            "sys/class/hwmon/hwmon2/name": "k10temp\n",
            "sys/class/hwmon/hwmon2/temp1_input": "83500\n",
            "sys/class/hwmon/hwmon2/temp1_label": "Tctl\n",
            "sys/class/hwmon/hwmon3/name": "nct6775\n",
            "sys/class/hwmon/hwmon3/temp7_input": "255000\n",
            "sys/class/hwmon/hwmon3/temp8_input": "-61000\n",
            "sys/class/hwmon/hwmon3/temp9_input": "no number\n",
            "sys/class/hwmon/hwmon4/in0_lcrit_alarm": "1\n",  # not a Pi's
            "sys/class/thermal/thermal_zone0/temp": "44000\n",
        },
    )
    found = read_vitals([], tmp_path)
    assert (found.temperature, found.hottest, found.undervoltage) == (83.5, "k10temp Tctl", None)


def test_a_machine_that_tells_nothing(tmp_path: Path) -> None:
    assert read_vitals([], tmp_path) == Vitals()
    write(tmp_path, {"proc/pressure/memory": "", "proc/meminfo": "MemAvailable: much\n"})
    assert read_vitals([], tmp_path) == Vitals()


def test_this_machine_s_disk_counts_once_also_where_the_folder_is_not_there_yet(tmp_path: Path) -> None:
    found = read_vitals([tmp_path / "not" / "yet", tmp_path])
    assert list(found.disks) == [str(tmp_path)]
    assert found.disks[str(tmp_path)] > 0
    assert found.memory is not None
