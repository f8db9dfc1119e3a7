"""Which devices can be touched, from the kernel's list as real machines print it."""

from __future__ import annotations

from pathlib import Path

import pytest

from kiosk.station import inputs
from kiosk.station.inputs import Device, input_devices

LISTS = {
    # a 10-point panel (eGalax), a mouse, a laptop's pad, a keyboard, a power button; 64 bit words
    "multi-touch": ('I: Bus=0003 Vendor=0eef Product=c002\nN: Name="eGalax Inc. eGalaxTouch EXC7910-1026"\n'
                    "H: Handlers=mouse1 event5 \nB: PROP=2\nB: EV=1b\nB: KEY=400 0 0 0 0 0\n"
                    "B: ABS=260800000000003\nB: MSC=20\n"),
    "touch": ('N: Name="Elo TouchSystems, Inc. 2216"\nB: PROP=2\nB: EV=1b\nB: KEY=400 0 0 0 0 0\nB: ABS=3\n'),
    "pointer": ('N: Name="Logitech USB Mouse"\nB: PROP=0\nB: EV=17\nB: KEY=70000 0 0 0 0\nB: REL=903\nB: MSC=10\n'),
    "pad": ('N: Name="SynPS/2 Synaptics TouchPad"\nB: PROP=5\nB: EV=b\nB: KEY=e520 10000 0 0 0 0\n'
            "B: ABS=660800011000003\n"),
    "keyboard": ('N: Name="AT Translated Set 2 keyboard"\nB: PROP=0\nB: EV=120013\n'
                 "B: KEY=402000000 3803078f800d001 feffffdfffefffff fffffffffffffffe\nB: MSC=10\nB: LED=7\n"),
    "other": ('N: Name="Power Button"\nB: PROP=0\nB: EV=3\nB: KEY=10000000000000 0\n'),
}  # fmt: skip


def listed(folder: Path, *names: str) -> Path:
    file = folder / "devices"
    file.write_text("\n".join(LISTS[name] for name in names))
    return file


@pytest.mark.parametrize("name", ["multi-touch", "touch", "pointer", "keyboard", "other"])
def test_each_kind_is_known(tmp_path: Path, name: str) -> None:
    (device,) = input_devices(listed(tmp_path, name))
    assert device.kind == name
    assert f'"{device.name}"' in LISTS[name]


def test_a_pad_below_a_keyboard_is_no_screen(tmp_path: Path) -> None:
    assert input_devices(listed(tmp_path, "pad")) == (Device("SynPS/2 Synaptics TouchPad", "pointer"),)


def test_the_list_is_read_whole(tmp_path: Path) -> None:
    assert [device.kind for device in input_devices(listed(tmp_path, *LISTS))] == [
        "multi-touch", "touch", "pointer", "pointer", "keyboard", "other",
    ]  # fmt: skip


def test_a_machine_with_short_words(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(inputs, "_WORD", 32)
    file = tmp_path / "devices"
    file.write_text('N: Name="Panel"\nB: PROP=2\nB: KEY=400 0 0 0 0 0 0 0 0 0 0\nB: ABS=2608000 3\n')
    assert input_devices(file) == (Device("Panel", "multi-touch"),)


def test_no_list_no_devices(tmp_path: Path) -> None:
    assert input_devices(tmp_path / "none") == ()
    (tmp_path / "devices").write_text("")
    assert input_devices(tmp_path / "devices") == ()


def test_a_device_that_says_little(tmp_path: Path) -> None:
    (tmp_path / "devices").write_text("I: Bus=0019\nB: EV=3\n")
    assert input_devices(tmp_path / "devices") == (Device("a device without a name", "other"),)


def test_this_machine_can_be_asked() -> None:
    assert isinstance(input_devices(), tuple)
