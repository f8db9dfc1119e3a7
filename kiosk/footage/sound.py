"""Which way sound can leave this machine now."""

from __future__ import annotations

import os
import socket
from collections.abc import Iterator
from pathlib import Path
from typing import Literal

Outlet = Literal["pulse", "alsa"]


def find_outlet() -> Outlet | None:
    """VLC's module for the sound server that answers (PulseAudio, PipeWire), else for a sound card, else None.

    VLC would find out by itself, but slowly, and with ALSA's own complaints on stderr.
    """
    if any(_answers(address) for address in _pulse_sockets()):
        return "pulse"
    try:
        cards = Path("/proc/asound/pcm").read_text(encoding="ascii", errors="replace")
    except OSError:
        return None
    return "alsa" if "playback" in cards else None


def _pulse_sockets() -> Iterator[str]:
    named = os.environ.get("PULSE_SERVER", "")
    if named:
        yield from (part.removeprefix("unix:") for part in named.split() if part.startswith(("/", "unix:")))
        return
    folders = (os.environ.get("PULSE_RUNTIME_PATH"), _below(os.environ.get("XDG_RUNTIME_DIR")), "/run/pulse")
    yield from (str(Path(folder) / "native") for folder in folders if folder)


def _below(runtime: str | None) -> str | None:
    return str(Path(runtime) / "pulse") if runtime else None


def _answers(address: str) -> bool:
    with socket.socket(socket.AF_UNIX) as door:
        door.settimeout(0.2)
        try:
            door.connect(address)
        except OSError:
            return False
        return True
