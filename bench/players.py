"""Starting and ending what is measured: our app, VLC's own window, mpv, Qt Multimedia."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from bench.glass import Glass, Watch, glass
from bench.hand import Hand

_NOBODY = ("setpriv", "--reuid=65534", "--regid=65534", "--clear-groups")
"""VLC's program refuses to run as root."""
_MPV = ("mpv", "--no-config", "--fs", "--no-audio", "--no-osc", "--no-terminal", "--hwdec=no")
_WITHOUT = ("WAYLAND_DISPLAY", "QT_QUICK_BACKEND", "XDG_RUNTIME_DIR", "PULSE_SERVER", "PULSE_RUNTIME_PATH")
"""Of this terminal's environment: its own screen, the tests' scene graph, its sound server."""
PEERS: dict[str, tuple[str, ...]] = {
    "vlc": (
        "cvlc", "--quiet", "--no-audio", "--vout=xcb_x11", "--avcodec-hw=none", "--no-video-title-show", "--no-osd",
        "--no-video-deco", "--video-x=0", "--video-y=0", "--play-and-exit",
    ),
    "mpv x11": (*_MPV, "--vo=x11"),
    "mpv gpu": (*_MPV, "--vo=gpu", "--gpu-sw=yes"),
    "Qt Multimedia": (sys.executable, "-m", "bench.qtplayer"),
}  # fmt: skip
"""Each plays one film on the whole screen, without sound, decoded by the processor."""


def installed(peer: str) -> bool:
    return shutil.which(PEERS[peer][0]) is not None


class Ours:
    """The app in a process of its own, which can be asked where a finger can touch."""

    def __init__(self, process: subprocess.Popen[str]) -> None:
        self._process, self.pid = process, process.pid

    def ask(self, what: str) -> Any:
        assert self._process.stdin is not None
        assert self._process.stdout is not None
        self._process.stdin.write(f"{what}\n")
        self._process.stdin.flush()
        return json.loads(self._process.stdout.readline())

    def place(self, target: str) -> tuple[int, int] | None:
        """The middle of a target, None where it is not offered."""
        box = self.ask("targets").get(target)
        return (box[0] + box[2] // 2, box[1] + box[3] // 2) if box else None


@dataclass(frozen=True, slots=True)
class Stand:
    """A screen with our app on it, whoever touches it and whoever watches it."""

    screen: Glass
    watch: Watch
    app: Ours
    hand: Hand


@contextmanager
def stand(
    playlist: Path, settings: Path, *, sound: Path | None = None, errors: int = subprocess.DEVNULL
) -> Iterator[Stand]:
    """The app shows `playlist`'s attract film. `sound` and `errors` as in running()."""
    with glass() as screen, Watch(screen) as watch, ours(screen, playlist, settings, sound, errors) as app:
        watch.wait(lambda seen: seen.clip > 0)
        yield Stand(screen, watch, app, Hand(screen.display))


@contextmanager
def ours(
    glass: Glass, playlist: Path, settings: Path, sound: Path | None = None, errors: int = subprocess.DEVNULL
) -> Iterator[Ours]:
    command = [sys.executable, "-m", "bench.player", str(playlist), str(settings)]
    with running(command, glass, errors, sound) as process:
        yield Ours(process)


@contextmanager
def peer(glass: Glass, name: str, film: Path) -> Iterator[int]:
    """The process that plays `film`."""
    with running(words(name, film), glass) as process:
        yield process.pid


def words(name: str, film: Path) -> list[str]:
    """The command by which a peer plays `film`."""
    nobody = _NOBODY if name == "vlc" and os.geteuid() == 0 else ()
    return [*nobody, *PEERS[name], str(film)]


@contextmanager
def running(
    command: list[str], glass: Glass, errors: int = subprocess.DEVNULL, sound: Path | None = None
) -> Iterator[subprocess.Popen[str]]:
    """A program on this screen for as long as it is needed. `errors` is where its stderr goes, as Popen's.

    `sound` is the runtime folder of the sound server that it is to find; without, it finds none.
    """
    environment = {name: value for name, value in os.environ.items() if name not in _WITHOUT}
    environment |= {"DISPLAY": glass.display, "QT_QPA_PLATFORM": "xcb", "HOME": "/tmp"}
    if sound is not None:
        environment["XDG_RUNTIME_DIR"] = str(sound)
    pipe = subprocess.PIPE
    with subprocess.Popen(command, stdin=pipe, stdout=pipe, stderr=errors, text=True, env=environment) as it:
        try:
            yield it
        finally:
            it.terminate()
            try:
                it.wait(10)
            except subprocess.TimeoutExpired:
                it.kill()
