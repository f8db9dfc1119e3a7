"""The two ways ffmpeg is run here."""

import shutil
import subprocess

PROGRAM = shutil.which("ffmpeg") or "ffmpeg"


def run(*arguments, data=None):
    """Run it to its end with `data` on its input; returns what it printed. Raises CalledProcessError."""
    command = [PROGRAM, "-hide_banner", "-nostats", "-y", *map(str, arguments)]
    return subprocess.run(command, input=data, capture_output=True, check=True).stderr  # noqa: S603  # no shell, our arguments


def feed(*arguments):
    """Start it with an open input."""
    command = [PROGRAM, "-v", "error", "-y", *map(str, arguments)]
    return subprocess.Popen(command, stdin=subprocess.PIPE)  # noqa: S603  # no shell, our arguments
