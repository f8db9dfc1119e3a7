"""A sound server without a sound card, a recording of what really leaves the machine by it, and what is in that."""

from __future__ import annotations

import os
import shutil
import subprocess
import time
from pathlib import Path

import numpy as np
import pytest
from numpy.typing import NDArray

RATE = 44100
needs_server = pytest.mark.skipif(
    not (shutil.which("pulseaudio") and shutil.which("parec")), reason="pulseaudio and parec are not installed"
)


def attend(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Sound is sent to the server of this folder, also where there is none yet."""
    monkeypatch.setenv("XDG_RUNTIME_DIR", str(folder))
    monkeypatch.delenv("PULSE_SERVER", raising=False)


class Server:
    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.environment = {
            **{name: value for name, value in os.environ.items() if not name.startswith(("PULSE_", "XDG_RUNTIME"))},
            "XDG_RUNTIME_DIR": str(folder),
            "HOME": str(folder),
        }
        self.process = subprocess.Popen(
            ["pulseaudio", "-n", "--exit-idle-time=-1", "--daemonize=no", "-L", "module-null-sink sink_name=n", "-L",
             "module-native-protocol-unix"],
            env=self.environment, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
        )  # fmt: skip
        until = time.monotonic() + 10
        while not (folder / "pulse/native").exists():
            assert time.monotonic() < until, "the sound server did not start"
            time.sleep(0.02)
        # Nobody's recording: an idle null sink takes 2 s of silence ahead and, unlike a sound card, gives none back.
        self.awake = subprocess.Popen(
            ["parec", "-d", "n.monitor", "--raw", "--latency-msec=20"], env=self.environment, stdout=subprocess.DEVNULL
        )

    def attend(self, monkeypatch: pytest.MonkeyPatch) -> None:
        """What this process plays goes here."""
        attend(self.folder, monkeypatch)

    def die(self) -> None:
        self.process.kill()
        self.process.wait(10)
        self.awake.wait(10)

    def stop(self) -> None:
        for process in (self.awake, self.process):
            process.terminate()
            process.wait(10)

    def record(self, name: str, channels: int = 1) -> Recording:
        return Recording(self, self.folder / name, channels)


class Recording:
    """Runs from when the first sample, of silence, has come."""

    def __init__(self, server: Server, path: Path, channels: int) -> None:
        self.path = path
        with path.open("wb") as file:
            self.process = subprocess.Popen(
                ["parec", "-d", "n.monitor", "--raw", "--format=s16le", f"--channels={channels}", f"--rate={RATE}",
                 "--latency-msec=20"],
                env=server.environment, stdout=file,
            )  # fmt: skip
        until = time.monotonic() + 10
        while path.stat().st_size == 0:
            assert time.monotonic() < until, "nothing is recorded"
            time.sleep(0.01)

    def stop(self) -> NDArray[np.float64]:
        """What was heard, -1..1; of several channels in turn."""
        time.sleep(0.3)
        self.process.terminate()
        self.process.wait(10)
        return np.frombuffer(self.path.read_bytes()[: self.path.stat().st_size // 2 * 2], np.int16) / 32768


def strength(heard: NDArray[np.float64], hertz: float, window: int = RATE // 50) -> NDArray[np.float64]:
    """How loud `hertz` is in each half of `window` samples; 0.125 for ffmpeg's sine."""
    tone = np.exp(-2j * np.pi * hertz * np.arange(window) / RATE) * np.hanning(window)
    steps = range(0, len(heard) - window, window // 2)
    return np.array([abs(heard[step : step + window] @ tone) / window * 4 for step in steps])


def seconds(loudness: NDArray[np.float64]) -> float:
    return float((loudness > 0.02).sum()) / 100
