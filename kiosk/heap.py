"""How this process gets its memory: the film's large blocks by themselves, so that they go back when they are free."""

from __future__ import annotations

import ctypes
from typing import Final

_M_MMAP_THRESHOLD: Final = -3
"""glibc's malloc.h."""
LARGE: Final = 256 * 1024
"""Bytes from which a block is the system's own, and given back to it as soon as it is free."""


def keep_small() -> None:
    """Once, before the first film. Does nothing where the C library is not glibc.

    Each cut frees blocks of megabytes, and with the first of them glibc begins to take such blocks out of its heap,
    which they leave full of holes: in 2,500 cuts a player grew from 519 MB to 1108. With a fixed limit it had 255.
    """
    libc = ctypes.CDLL(None)
    if hasattr(libc, "mallopt"):
        libc.mallopt(_M_MMAP_THRESHOLD, LARGE)
