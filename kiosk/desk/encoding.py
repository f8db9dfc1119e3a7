"""One run of ffmpeg: its progress while it works, what it said when it failed, and its end whatever happens."""

from __future__ import annotations

import re
import signal
import subprocess
import tempfile
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Final

PATIENCE: Final = 60.0
"""Seconds for a look at a file that reads only parts of it."""
_LEVELLED: Final = re.compile(r"^(?:\[[^\]]*\] )?\[(error|fatal|panic)\] (.*)$", re.MULTILINE)
_EMPTY: Final = ("conversion failed", "error while filtering", "error reinitializing filters", "failed to inject frame",
                 "error initializing output stream", "error splitting", "error while processing", "nothing was written",
                 "error opening output file", "error sending frames", "task finished with error",
                 "terminating thread")  # fmt: skip
"""What ffmpeg says after the line that tells why."""

Tell = Callable[[float], None]
"""Told how much is done, 0 to 1."""


class FailedError(Exception):
    """ffmpeg could not do it; `said` is its last line that tells why."""

    def __init__(self, said: str) -> None:
        self.said = said
        super().__init__(said)


@dataclass(frozen=True, slots=True)
class Done:
    """What a run that went well has told: everything, and its complaints (what of the file could not be decoded)."""

    told: str
    complaints: tuple[str, ...]


def run(words: Sequence[str], lasts: int, tell: Tell) -> Done:
    """Let ffmpeg do `words` (without its own name) with `lasts` ms of film. Raises FailedError.

    It runs in a session of its own: Ctrl-C reaches only the one that waits here, and that one ends it.
    """
    command = [
        "ffmpeg",
        "-nostdin",
        "-hide_banner",
        "-nostats",
        "-loglevel",
        "level+info",
        "-progress",
        "pipe:1",
        *words,
    ]
    with tempfile.TemporaryFile() as told:
        with subprocess.Popen(  # noqa: S603 - our own words
            command, stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=told, start_new_session=True
        ) as process:
            try:
                assert process.stdout is not None
                for line in process.stdout:
                    name, _, value = line.strip().partition(b"=")
                    if name == b"out_time_us" and value.isdigit():
                        tell(min(1.0, int(value) / 1000 / max(1, lasts)))
                process.wait()
            finally:
                process.kill()  # where it was broken off; it has ended otherwise
        told.seek(0)
        text = told.read().decode("utf-8", "replace")
    complaints = tuple(found[1] for found in _LEVELLED.findall(text))
    if process.returncode:
        raise FailedError(last_useful(complaints) or _ended(process.returncode))
    return Done(text, complaints)


def _ended(code: int) -> str:
    name = signal.Signals(-code).name if -code in signal.valid_signals() else ""
    return f"ffmpeg was ended by {name}" if name else f"ffmpeg ended with {code} and did not say why"


def last_useful(complaints: Sequence[str]) -> str:
    """The last line that says why, rather than only that it failed; empty where there is none."""
    useful = [line for line in complaints if line.strip() and not line.lower().startswith(_EMPTY)]
    return (useful or [*complaints] or [""])[-1].strip()


def has_filter(name: str) -> bool:
    """Whether the ffmpeg of this machine was built with a filter."""
    words = ["ffmpeg", "-hide_banner", "-filters"]
    done = subprocess.run(words, capture_output=True, timeout=PATIENCE, check=False)  # noqa: S603 - our own words
    return re.search(rf"^ \S+ {re.escape(name)} ", done.stdout.decode("utf-8", "replace"), re.MULTILINE) is not None
