"""Screens for tests: virtual ones, and a real X server with a multi-touch panel that a test holds in its hands."""

from __future__ import annotations

import os
import socket
import struct
import subprocess
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

XORG = Path("/usr/lib/xorg/Xorg")

CONFIG = """
Section "ServerFlags"
  Option "AutoAddDevices" "false"
  Option "AutoEnableDevices" "false"
  Option "DontVTSwitch" "true"
EndSection
Section "Device"
  Identifier "dummy"
  Driver "dummy"
  VideoRam 64000
EndSection
Section "Monitor"
  Identifier "monitor"
  HorizSync 5.0-1000.0
  VertRefresh 5.0-200.0
  Modeline "{width}x{height}" 148.50 1920 2008 2052 2200 1080 1084 1089 1125
EndSection
Section "Screen"
  Identifier "screen"
  Device "dummy"
  Monitor "monitor"
  DefaultDepth 24
  SubSection "Display"
    Depth 24
    Modes "{width}x{height}"
    Virtual {width} {height}
  EndSubSection
EndSection
Section "InputDevice"
  Identifier "touch"
  Driver "inputtest"
  Option "SocketPath" "{folder}/touch"
  Option "DeviceType" "Touch"
  Option "TouchCount" "10"
EndSection
Section "InputDevice"
  Identifier "keyboard"
  Driver "inputtest"
  Option "SocketPath" "{folder}/keyboard"
  Option "DeviceType" "Keyboard"
EndSection
Section "InputDevice"
  Identifier "pointer"
  Driver "inputtest"
  Option "SocketPath" "{folder}/pointer"
  Option "DeviceType" "Pointer"
EndSection
Section "ServerLayout"
  Identifier "layout"
  Screen "screen"
  InputDevice "pointer" "CorePointer"
  InputDevice "keyboard" "CoreKeyboard"
  InputDevice "touch" "SendCoreEvents"
EndSection
"""


@contextmanager
def server(words: list[str], log: Path) -> Iterator[dict[str, str]]:
    """An X server on a free display; the environment of whoever shall show on it."""
    ours, theirs = os.pipe()
    with log.open("w") as out:
        process = subprocess.Popen([*words, "-displayfd", str(theirs)], pass_fds=[theirs], stdout=out, stderr=out)
    os.close(theirs)
    try:
        with os.fdopen(ours) as answer:
            display = answer.readline().strip()
        assert display, f"no X server: {log.read_text()[-2000:]}"
        yield {**os.environ, "DISPLAY": f":{display}", "WAYLAND_DISPLAY": "", "QT_QPA_PLATFORM": "xcb"}
    finally:
        process.terminate()
        try:
            process.wait(10)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()


@contextmanager
def virtual_screen(width: int, height: int, folder: Path) -> Iterator[dict[str, str]]:
    with server(["Xvfb", "-screen", "0", f"{width}x{height}x24", "-nolisten", "tcp"], folder / "xvfb.log") as env:
        yield env


@contextmanager
def touch_screen(folder: Path, width: int = 1920, height: int = 1080) -> Iterator[tuple[dict[str, str], Fingers]]:
    """Xorg's dummy screen with its input-test driver: touches arrive as from a real panel (XInput 2)."""
    config = folder / "xorg.conf"
    config.write_text(CONFIG.format(folder=folder, width=width, height=height))
    words = [str(XORG), "-config", str(config), "-logfile", str(folder / "xorg.log"), "-noreset", "-nolisten", "tcp",
             "-novtswitch", "-sharevts"]  # fmt: skip
    with server(words, folder / "xorg.out") as env:
        fingers = Fingers(folder / "touch", width, height)
        try:
            yield env, fingers
        finally:
            fingers.socket.close()


class Fingers:
    """Ten fingers on the panel. Speaks the socket protocol of xf86-input-inputtest, version 1.1."""

    BEGIN, UPDATE, END = 18, 19, 20  # XI_TouchBegin, XI_TouchUpdate, XI_TouchEnd
    VALUATORS = 64

    def __init__(self, path: Path, width: int, height: int) -> None:
        self.width, self.height = width, height
        self.socket = socket.socket(socket.AF_UNIX)
        self.socket.settimeout(5)
        self.socket.connect(str(path))
        self.socket.sendall(struct.pack("<IIHH", 12, 0, 1, 1))
        self.socket.recv(64)

    def _send(self, finger: int, kind: int, x: float, y: float) -> None:
        values = [0.0] * self.VALUATORS
        values[0], values[1] = x * 65535 / (self.width - 1), y * 65535 / (self.height - 1)
        mask = bytes([3] + [0] * 7)
        body = struct.pack("<II", finger, kind) + struct.pack("<I8s4x", 0, mask)
        body += struct.pack(f"<{self.VALUATORS}d", *values) + struct.pack(
            f"<{self.VALUATORS}d", *[0.0] * self.VALUATORS
        )
        self.socket.sendall(struct.pack("<II", 8 + len(body), 6) + body)

    def _sync(self) -> None:
        self.socket.sendall(struct.pack("<II", 8, 1))
        self.socket.recv(64)

    def down(self, finger: int, x: float, y: float) -> None:
        self._send(finger, self.BEGIN, x, y)
        self._sync()

    def move(self, finger: int, x: float, y: float) -> None:
        self._send(finger, self.UPDATE, x, y)
        self._sync()

    def up(self, finger: int, x: float, y: float) -> None:
        self._send(finger, self.END, x, y)
        self._sync()

    def tap(self, *places: tuple[float, float], held: float = 0.1) -> None:
        """All at once, each with a finger of its own. `held` in seconds."""
        for finger, place in enumerate(places):
            self._send(finger, self.BEGIN, *place)
        self._sync()
        time.sleep(held)
        for finger, place in enumerate(places):
            self._send(finger, self.END, *place)
        self._sync()
