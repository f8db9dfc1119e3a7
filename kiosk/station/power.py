"""Ways to switch the panel itself: by the X server, a Wayland compositor, HDMI's CEC, DDC/CI, or PJLink.

Each is an errand for a thread beside the GUI's: it waits for a program or for the network. What Debian 12 has for which
display server, and what it has not, is in docs/hours.md.
"""

from __future__ import annotations

import os
import shutil
import subprocess
from dataclasses import dataclass
from typing import Final, Literal

from kiosk import programs
from kiosk.findings import Finding
from kiosk.station.pjlink import PORT, Projector, ProjectorError

By = Literal["black", "x11", "wlopm", "cec", "ddc", "pjlink"]

WITHIN: Final = 20.0
"""Seconds a program may take. CEC asks a bus of some 400 bits a second; DDC retries."""
_SAID: Final = 300
"""Letters that are told of what a program says."""

PROGRAMS: Final[dict[By, tuple[str, str]]] = {
    "x11": ("xset", "x11-xserver-utils"),
    "wlopm": ("wlopm", ""),
    "cec": ("cec-ctl", "v4l-utils"),
    "ddc": ("ddcutil", "ddcutil"),
}
"""The program of each way, and the Debian 12 package that has it; none for wlopm."""

PROMPT: Final = ("x11", "wlopm")
"""Ways that take no more than a panel's own second or two, so that a touch at night may light it."""


@dataclass(frozen=True, slots=True)
class PowerSettings:
    """`by` black: the panel stays on and shows black. `device`: CEC's device, or DDC's I2C bus, as numbers."""

    by: By = "black"
    device: int | None = None
    host: str = ""
    port: int = PORT
    password: str = ""
    ahead: int = 120_000
    """Ms before opening time at which the panel is switched on."""
    after: int = 60_000
    """Ms of black before it is switched off."""


class SwitchError(Exception):
    """What went wrong, in words for a technician."""


def switch(settings: PowerSettings, on: bool, within: float = WITHIN) -> None:
    """Switch the panel. Raises SwitchError. To switch what is so already does no harm."""
    if settings.by == "pjlink":
        try:
            with Projector(settings.host, settings.port, settings.password) as projector:
                projector.switch(on)
        except ProjectorError as error:
            raise SwitchError(str(error)) from None
        return
    if settings.by == "x11" and "DPMS is" not in _run(["xset", "q"], within):
        raise SwitchError("this X server has no DPMS: it cannot switch its screen")
    for words in commands(settings, on):
        _run(words, within)
    if settings.by == "x11" and ("Monitor is On" in _run(["xset", "q"], within)) != on:
        raise SwitchError(f"the X server was told to switch the screen {'on' if on else 'off'}, and it did not")


def commands(settings: PowerSettings, on: bool) -> list[list[str]]:
    """The programs to run, in order."""
    device = settings.device
    match settings.by:
        case "x11" if on:
            return [["xset", "+dpms"], ["xset", "dpms", "force", "on"]]
        case "x11":
            # The server's own clocks would switch it on or off when it pleases them: only what is said here counts.
            return [["xset", "s", "off"], ["xset", "+dpms"], ["xset", "dpms", "0", "0", "0"],
                    ["xset", "dpms", "force", "off"]]  # fmt: skip
        case "wlopm":
            return [["wlopm", "--on" if on else "--off", "*"]]
        case "cec":
            # A logical address first: a bus that was unplugged has forgotten it.
            line = ["cec-ctl", f"-d{device or 0}"]
            return [[*line, "--playback"], [*line, "--to", "0", "--image-view-on" if on else "--standby"]]
        case "ddc":
            bus = ["--bus", str(device)] if device is not None else []
            # VCP feature D6, power mode: 1 on, 4 off but listening. 5 is the power button: some never answer again.
            return [["ddcutil", *bus, "--noverify", "setvcp", "D6", "1" if on else "4"]]
        case _:
            return []


def _run(words: list[str], within: float) -> str:
    said = " ".join(words)
    try:
        code, says = programs.run(words, within)
    except FileNotFoundError:
        raise SwitchError(f"there is no program `{words[0]}` here. {install(words[0])}") from None
    except subprocess.TimeoutExpired:
        raise SwitchError(f"`{said}` did not end within {within:g} s") from None
    except OSError as error:
        raise SwitchError(f"`{said}` cannot be started: {error.strerror}") from None
    told = " ".join(says.split())
    if code:
        raise SwitchError(f"`{said}` failed (exit code {code}): {told[:_SAID] or 'it says nothing'}")
    return told


def install(program: str) -> str:
    """How to get it."""
    package = next((package for name, package in PROGRAMS.values() if name == program), "")
    return f"apt-get install {package}" if package else "Debian 12 has no package of it: see docs/hours.md."


def check_power(settings: PowerSettings) -> Finding:
    """What can be said without switching anything off in front of visitors."""
    name = "Panel's power"
    if settings.by == "black":
        return Finding("ok", name, "stays on, and shows black outside the hours")
    if settings.by == "pjlink":
        try:
            with Projector(settings.host, settings.port, settings.password, within=3) as projector:
                return Finding("ok", name, f"by PJLink at {settings.host}, which says it is {projector.lamp()}")
        except ProjectorError as error:
            return Finding("warning", name, f"by PJLink: {error}", "Mend `power:` in the settings, or its network.")
    program = PROGRAMS[settings.by][0]
    if shutil.which(program) is None:
        return Finding("missing", name, f"is to be switched by {program}, which is not here", install(program))
    if settings.by == "cec" and not os.access(f"/dev/cec{settings.device or 0}", os.R_OK | os.W_OK):
        cure = 'usermod -aG video "$USER" (as root), or another `device`; many graphics cards have no CEC at all.'
        return Finding("warning", name, f"by CEC: /dev/cec{settings.device or 0} is not there for this user", cure)
    return Finding("ok", name, f"by {program}")
