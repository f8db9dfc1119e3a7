"""Every write of a disk as qemu's blklogwrites driver logged it, and the disk as a power cut would leave it.

The format is the kernel's dm-log-writes (Documentation/admin-guide/device-mapper/log-writes.rst): a super block
(magic, version, number of entries, sector size, little-endian), then for each entry a sector that says where, how many
sectors and which flags, followed by the data. Pure but for reading the log's file.
"""

from __future__ import annotations

import random
import struct
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO, Final

MAGIC: Final = 0x6A736677736872
"""As in drivers/md/dm-log-writes.c."""
FLUSH: Final = 1
FUA: Final = 2
DISCARD: Final = 4

KEEPS: Final = ("nothing", "half", "all")
"""What of the writes that were not flushed has reached the disk: none, each or not by chance, every one."""


class LogError(Exception):
    """The file is no log of writes, or ends within one."""


@dataclass(frozen=True, slots=True)
class Write:
    """`sector` and `count` in sectors of the log's size; `data` is where it begins in the log, in bytes."""

    sector: int
    count: int
    flags: int
    data: int

    @property
    def flushes(self) -> bool:
        """Whether everything written before is on the disk for sure from here on."""
        return bool(self.flags & FLUSH)


@dataclass(frozen=True, slots=True)
class Log:
    """`size` is a sector's, in bytes."""

    file: Path
    size: int
    writes: Sequence[Write]


def entries(file: Path) -> int:
    """How many writes a log holds, also while it grows. 0 for one that was not begun."""
    with file.open("rb") as log:
        head = log.read(28)
    return int(struct.unpack("<QQQI", head)[2]) if len(head) == 28 else 0


def read_log(file: Path) -> Log:
    """Raises LogError, OSError."""
    with file.open("rb") as log:
        head = log.read(28)
        if len(head) < 28:
            raise LogError(f"{file} is too short to be a log of writes; was qemu started with blklogwrites?")
        magic, _, number, size = struct.unpack("<QQQI", head)
        if magic != MAGIC:
            raise LogError(f"{file} is no log of writes: it begins with {magic:#x} instead of {MAGIC:#x}")
        return Log(file, size, tuple(_written(log, number, size)))


def _written(log: BinaryIO, number: int, size: int) -> Iterator[Write]:
    log.seek(size)
    for _ in range(number):
        head = log.read(size)
        if len(head) < size:
            raise LogError("the log of writes ends too early: its file was cut off")
        sector, count, flags, _ = struct.unpack("<QQQQ", head[:32])
        yield Write(sector, count, flags, log.tell())
        if not flags & DISCARD:
            log.seek(count * size, 1)


def surviving(writes: Sequence[Write], cut: int, keep: str, lots: random.Random) -> list[Write]:
    """What is on the disk if the power goes before write number `cut`, in the order in which it was written.

    All that came before the last flush is; of the rest what `keep` says (one of KEEPS), and what was written through
    the disk's cache (FUA). The order among what was not flushed is kept: qemu's is what the guest asked for.
    """
    sure = max((place for place in range(min(cut, len(writes))) if writes[place].flushes), default=-1)
    kept = []
    for place, write in enumerate(writes[:cut]):
        if not write.count or write.flags & DISCARD:
            continue
        chance = keep == "all" or (keep == "half" and lots.random() < 0.5)
        if place <= sure or write.flags & FUA or chance:
            kept.append(write)
    return kept


def unflushed(writes: Sequence[Write], cut: int) -> int:
    """How many writes before `cut` were not flushed: what a cut there may lose."""
    number = 0
    for write in writes[:cut]:
        number = 0 if write.flushes else number + bool(write.count)
    return number


def replay(log: Log, writes: Sequence[Write], disk: Path) -> None:
    """Write these onto a disk."""
    with log.file.open("rb") as source, disk.open("r+b") as target:
        for write in writes:
            source.seek(write.data)
            target.seek(write.sector * log.size)
            target.write(source.read(write.count * log.size))
