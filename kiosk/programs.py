"""A program that is run to its end: with nothing to read, and all that it says taken down."""

from __future__ import annotations

import subprocess
from collections.abc import Sequence


def run(words: Sequence[str], within: float, *, detached: bool = False) -> tuple[int, str]:
    """Its exit code, and what it says on both its outputs. No shell; `words` are never a visitor's.

    `within`: seconds, after which it is killed. `detached`: in a session of its own, so that it outlives this one.
    Raises OSError where it cannot be started, and subprocess.TimeoutExpired.
    """
    done = subprocess.run(  # noqa: S603 - our own words, and no shell
        words,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        timeout=within,
        check=False,
        start_new_session=detached,
    )
    return done.returncode, done.stdout.decode("utf-8", "replace")
