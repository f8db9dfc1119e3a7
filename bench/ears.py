"""A sound server without a sound card, whose monitor is recorded: sound as it really leaves the player."""

from __future__ import annotations

import os
import shutil
import subprocess
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Final

import numpy as np
from numpy.typing import NDArray

RATE: Final = 48_000
"""Samples a second: of the clips, the server and the recording, so that nothing is resampled on the way."""
PATIENCE: Final = 10.0


@dataclass(frozen=True, slots=True)
class Server:
    """A running PulseAudio; who is started with `runtime` as its XDG_RUNTIME_DIR finds it."""

    runtime: Path

    @contextmanager
    def record(self, path: Path) -> Iterator[None]:
        """All that is played meanwhile, as it would leave the machine, into `path`: read it with heard()."""
        words = ["parec", "-d", "n.monitor", "--raw", "--format=s16le", "--channels=1", f"--rate={RATE}",
                 "--latency-msec=20"]  # fmt: skip
        with path.open("wb") as file, subprocess.Popen(words, env=_environment(self.runtime), stdout=file) as recorder:
            try:
                _until(lambda: path.stat().st_size > 0, "nothing is recorded")
                yield
                time.sleep(0.3)
            finally:
                recorder.terminate()


def installed() -> bool:
    return bool(shutil.which("pulseaudio") and shutil.which("parec"))


@contextmanager
def sound_server() -> Iterator[Server]:
    """A PulseAudio of its own for as long as it is needed."""
    with TemporaryDirectory(prefix="kiosk-bench-sound-") as folder:
        runtime = Path(folder)
        words = ["pulseaudio", "-n", "--exit-idle-time=-1", "--daemonize=no",
                 "-L", f"module-null-sink sink_name=n rate={RATE}", "-L", "module-native-protocol-unix"]  # fmt: skip
        quiet = subprocess.DEVNULL
        with subprocess.Popen(words, env=_environment(runtime), stdout=quiet, stderr=quiet) as server:
            try:
                _until((runtime / "pulse/native").exists, "the sound server does not start")
                yield Server(runtime)
            finally:
                server.terminate()


def heard(path: Path) -> NDArray[np.float64]:
    """The samples of a recording, -1..1."""
    return np.frombuffer(path.read_bytes()[: path.stat().st_size // 2 * 2], np.int16) / 32768


def _environment(runtime: Path) -> dict[str, str]:
    kept = {name: value for name, value in os.environ.items() if not name.startswith("PULSE_")}
    return {**kept, "XDG_RUNTIME_DIR": str(runtime), "HOME": str(runtime)}


def _until(holds: Callable[[], bool], otherwise: str) -> None:
    until = time.monotonic() + PATIENCE
    while not holds():
        if time.monotonic() > until:
            raise TimeoutError(otherwise)
        time.sleep(0.01)
