"""Whether a disk gives back all of a file: VLC takes a read that fails for the file's end, and says nothing of it."""

from __future__ import annotations

import os
from dataclasses import replace
from pathlib import Path
from typing import Final

from kiosk.footage.take import RanOut

_BEFORE: Final = 0.2
"""Of a film, before where it broke off: from there on the disk is asked. VLC reads ahead, and unevenly."""

_AT_ONCE: Final = 1 << 20
_MOST: Final = 64 << 20
"""Bytes that are read at most: where VLC stopped is known to some seconds of film."""


def why_unread(path: Path, part: float = 0.0) -> str:
    """Why `path` cannot be read from that part of it on (0..1), for a technician; "" where it can.

    Asks the disk, and so waits for it: a deck's worker's, never the GUI's."""
    try:
        with path.open("rb", buffering=0) as file:
            file.seek(int(max(0.0, min(1.0, part)) * os.fstat(file.fileno()).st_size))
            left = _MOST
            while left > 0 and (got := len(file.read(_AT_ONCE))):
                left -= got
    except FileNotFoundError:
        return ""  # it was removed; what was open of it is another matter
    except OSError as error:
        return f"cannot be read: the disk says {error.strerror or error}"
    return ""


def explained(news: RanOut) -> RanOut:
    """With what the disk says, where a film ended too early."""
    if not news.early or news.take.given_up:
        return news
    part = news.position / news.duration - _BEFORE if news.duration and news.pictures else 0.0
    return replace(news, unread=why_unread(news.take.order.path, part))


def explained_refusal(path: Path, reason: str) -> str:
    """`reason`, or what the disk says: what VLC takes for no film may be one that cannot be read."""
    return (why_unread(path) if reason.startswith("not a film") else "") or reason
