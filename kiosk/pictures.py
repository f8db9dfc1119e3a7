"""Pictures read from files by whichever thread wants one: one at a time.

QImageReader holds a lock of Qt's while it asks its plugins who can read, and with a device made in Python it then
wants the interpreter's lock; its `size()` keeps the interpreter's lock and wants Qt's. Two threads that read at the
same moment could wait for each other for ever, and the whole kiosk with them (seen with PySide6 6.11: a playlist of
pictures stood still as it started).
"""

from __future__ import annotations

import contextlib
import errno
import threading
from collections.abc import Iterator
from pathlib import Path
from typing import Final

from PySide6.QtCore import QBuffer, QIODevice
from PySide6.QtGui import QImageReader

LARGEST: Final = 64_000_000
"""Bytes of a picture's file. What it may become in memory Qt limits: 256 MB (QImageReader.allocationLimit)."""
_ONE_AT_A_TIME = threading.Lock()


@contextlib.contextmanager
def reading(path: Path) -> Iterator[QImageReader]:
    """What reads the picture in `path`; no other thread reads one meanwhile. Raises OSError.

    The file is read first, and by Python: QImageReader keeps the interpreter's lock while it asks for a size, and with
    it the GUI's thread, for as long as a disk does not answer.
    """
    if path.stat().st_size > LARGEST:
        raise OSError(errno.EFBIG, f"it has more than {LARGEST:,} bytes")
    data = path.read_bytes()
    with _ONE_AT_A_TIME:
        content = QBuffer()
        content.setData(data)
        content.open(QIODevice.OpenModeFlag.ReadOnly)
        yield QImageReader(content)
