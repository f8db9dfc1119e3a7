"""The panel's switches. For what a machine without a panel cannot have, a program stands that writes down how it was
called."""

from __future__ import annotations

from pathlib import Path

import pytest

from kiosk.station.power import PROGRAMS, PowerSettings, SwitchError, check_power, switch
from tests.e2e.screens import virtual_screen


@pytest.fixture
def fake(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder of programs, the only one of PATH besides the system's. Each call is a line in `calls`."""
    folder = tmp_path / "bin"
    folder.mkdir()
    for name in ("wlopm", "cec-ctl", "ddcutil"):
        program = folder / name
        program.write_text(f'#!/bin/sh\necho {name} "$@" >> {tmp_path}/calls\n. {tmp_path}/behave\n')
        program.chmod(0o755)
    (tmp_path / "behave").write_text("exit 0\n")
    monkeypatch.setenv("PATH", f"{folder}:/usr/bin:/bin")
    return tmp_path


@pytest.mark.parametrize(
    ("settings", "on", "calls"),
    [
        (PowerSettings("wlopm"), False, ["wlopm --off *"]),
        (PowerSettings("wlopm"), True, ["wlopm --on *"]),
        (PowerSettings("cec"), False, ["cec-ctl -d0 --playback", "cec-ctl -d0 --to 0 --standby"]),
        (PowerSettings("cec", 1), True, ["cec-ctl -d1 --playback", "cec-ctl -d1 --to 0 --image-view-on"]),
        (PowerSettings("ddc"), False, ["ddcutil --noverify setvcp D6 4"]),
        (PowerSettings("ddc", 3), True, ["ddcutil --bus 3 --noverify setvcp D6 1"]),
    ],
)
def test_each_way_calls_its_program(fake: Path, settings: PowerSettings, on: bool, calls: list[str]) -> None:
    switch(settings, on)
    assert (fake / "calls").read_text().splitlines() == calls


def test_a_panel_that_stays_on_is_told_nothing(fake: Path) -> None:
    switch(PowerSettings(), False)
    assert not (fake / "calls").exists()
    assert check_power(PowerSettings()).mark == "ok"


def test_what_a_program_complains_of_is_told(fake: Path) -> None:
    (fake / "behave").write_text("echo 'ERROR: Wayland server does not support'; echo wlr-output-power >&2; exit 3\n")
    with pytest.raises(SwitchError, match=r"exit code 3\): ERROR: .* support wlr-output-power"):
        switch(PowerSettings("wlopm"), True)


def test_one_that_hangs_is_not_waited_for(fake: Path) -> None:
    (fake / "behave").write_text("exec sleep 60\n")
    with pytest.raises(SwitchError, match="did not end within"):
        switch(PowerSettings("cec"), True, within=0.2)


def test_one_that_is_missing_or_cannot_be_started_is_told(fake: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (fake / "bin/cec-ctl").write_text("")  # no program at all
    with pytest.raises(SwitchError, match="cannot be started"):
        switch(PowerSettings("cec"), True)
    monkeypatch.setenv("PATH", "")
    with pytest.raises(SwitchError, match=r"no program `cec-ctl` here\. apt-get install v4l-utils"):
        switch(PowerSettings("cec"), True)
    with pytest.raises(SwitchError, match=r"no program `wlopm` here\. Debian 12 has no package"):
        switch(PowerSettings("wlopm"), True)
    for by in PROGRAMS:
        assert check_power(PowerSettings(by)).mark == "missing"


def test_the_doctor_knows_what_is_here(fake: Path) -> None:
    assert check_power(PowerSettings("ddc")).says == "by ddcutil"
    found = check_power(PowerSettings("cec", 63))
    assert (found.mark, "/dev/cec63" in found.says) == ("warning", True)
    assert not (fake / "calls").exists()


XSET = """#!/bin/sh
echo xset "$@" >> {0}/calls
case "$*" in
  q) echo "DPMS is Enabled"; echo "Monitor is $(cat {0}/monitor)";;
  "dpms force off") [ -e {0}/stuck ] || echo Off > {0}/monitor;;
  "dpms force on") echo On > {0}/monitor;;
esac
"""
"""An X server with DPMS: neither Xvfb, nor Xorg's dummy driver, nor TigerVNC of Debian 12 has it (all three asked)."""


def test_x11_is_switched_and_looked_at_again(fake: Path) -> None:
    program = fake / "bin/xset"
    program.write_text(XSET.format(fake))
    program.chmod(0o755)
    (fake / "monitor").write_text("On\n")
    switch(PowerSettings("x11"), False)
    assert (fake / "monitor").read_text() == "Off\n"
    assert "xset dpms 0 0 0" in (fake / "calls").read_text().splitlines()  # no clock of the server's own
    switch(PowerSettings("x11"), True)
    assert (fake / "monitor").read_text() == "On\n"
    (fake / "stuck").touch()
    with pytest.raises(SwitchError, match="told to switch the screen off, and it did not"):
        switch(PowerSettings("x11"), False)


@pytest.mark.window
def test_a_server_without_dpms_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with virtual_screen(320, 200, tmp_path) as env:
        monkeypatch.setenv("DISPLAY", env["DISPLAY"])
        for on in (True, False):
            with pytest.raises(SwitchError, match="this X server has no DPMS"):
                switch(PowerSettings("x11"), on)
    monkeypatch.setenv("DISPLAY", ":93")
    with pytest.raises(SwitchError, match="unable to open display"):
        switch(PowerSettings("x11"), True)
