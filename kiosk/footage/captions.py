"""Captions beside a clip, from the disk; what is in them: kiosk/playlist/captions.py."""

from __future__ import annotations

import functools
from pathlib import Path
from typing import Final

from kiosk.footage.fence import OUTSIDE, leads_out
from kiosk.playlist.captionlines import fitted
from kiosk.playlist.captions import Captions, Cue, parse
from kiosk.playlist.files import MAX_BYTES

__all__ = ["NONE", "Captions", "Cue", "parse", "read"]

NONE: Final = Captions()


ROOM: Final = 31.0
"""em that a line of captions has where nobody says otherwise: on a panel of 1920 by 1080 pixels."""


def read(path: Path, room: float = ROOM) -> Captions:
    """The captions in `path`, in pieces of two lines of `room` em; none, and a note, where it cannot be read.
    Remembered until the file changes.

    Never from the GUI's thread: 90 minutes of captions take 30 ms, and a slow disk any time.
    """
    if leads_out(path):
        return Captions(notes=(OUTSIDE,))
    try:
        facts = path.stat()
        if facts.st_size > MAX_BYTES:
            return Captions(notes=(f"more than {MAX_BYTES:,} bytes: hardly captions",))
        return _read(path, room, facts.st_mtime_ns, facts.st_size)
    except OSError as error:
        return Captions(notes=(f"cannot be read: {error.strerror}",))


@functools.lru_cache(maxsize=256)
def _read(path: Path, room: float, _changed: int, _size: int) -> Captions:
    return fitted(parse(path.read_bytes()), room)
