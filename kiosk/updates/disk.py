"""Changes on the disk that outlast a power cut: every one is flushed before the next relies on it.

What fsync(2) has not confirmed may be lost, and in any order: a file's bytes, but also its name in its folder, which is
flushed by syncing the folder.
"""

from __future__ import annotations

import fcntl
import hashlib
import json
import os
import shutil
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any, Final, Protocol

CHUNK: Final = 1 << 20
"""Bytes that are read and written at once."""
READ_ONLY: Final = 0o444
"""A version's files: one may be in two versions, and a change would be in both."""
READABLE: Final = 0o644


class Reader(Protocol):
    def read(self, size: int, /) -> bytes:
        """At most `size` bytes, and none only at the end."""


def make_folder(folder: Path) -> None:
    """With those above it, flushed. Everybody may look into it, and one that root makes belongs to the owner of the
    folder it is in: the player's user has to be able to go back to the version before."""
    if folder.is_dir():
        return
    make_folder(folder.parent)
    os.mkdir(folder)  # noqa: PTH102 - mkdir(2) and nothing around it: the tests cut off at each
    folder.chmod(0o755)
    if os.geteuid() == 0:
        above = folder.parent.stat()
        os.chown(folder, above.st_uid, above.st_gid)
    sync_folder(folder.parent)


def sync_folder(folder: Path) -> None:
    number = os.open(folder, os.O_RDONLY | os.O_DIRECTORY)
    try:
        os.fsync(number)
    finally:
        os.close(number)


def write_stream(file: Path, source: Reader, told: Callable[[int], None], mode: int) -> tuple[int, str]:
    """A new file with all that `source` gives, flushed; its name is not, see sync_folder. The answer: its length and
    SHA-256, of what was read. `told` is called with the bytes of each piece. Raises OSError; FileExistsError, too."""
    summed, size = hashlib.sha256(), 0
    number = os.open(file, os.O_WRONLY | os.O_CREAT | os.O_EXCL, READABLE)
    try:
        while data := source.read(CHUNK):
            summed.update(data)
            size += len(data)
            left = memoryview(data)
            while left:
                left = left[os.write(number, left) :]
            told(len(data))
        _allow(number, mode)
        os.fsync(number)
        with suppress(OSError):  # so that reading it again asks the disk, where that is possible
            os.posix_fadvise(number, 0, 0, os.POSIX_FADV_DONTNEED)
    finally:
        os.close(number)
    return size, summed.hexdigest()


def sum_of(file: Path) -> str:
    """The SHA-256 of what is in a file. Raises OSError."""
    with file.open("rb") as opened:
        return hashlib.file_digest(opened, "sha256").hexdigest()


def put_in_place(file: Path, data: bytes) -> None:
    """A small file, new or instead of the one that is there: after a power cut it is either, and whole. Flushed."""
    beside = _beside(file)
    number = os.open(beside, os.O_WRONLY | os.O_CREAT | os.O_EXCL, READABLE)
    try:
        _allow(number, READABLE)
        left = memoryview(data)
        while left:
            left = left[os.write(number, left) :]
        os.fsync(number)
    finally:
        os.close(number)
    os.rename(beside, file)  # noqa: PTH104 - rename(2) and nothing around it
    sync_folder(file.parent)


def point(link: Path, target: str) -> None:
    """Let the symbolic link lead to `target`, by one rename(2): it leads to the old or to the new, always. Flushed."""
    beside = _beside(link)
    os.symlink(target, beside)  # noqa: PTH211 - symlink(2) itself
    os.rename(beside, link)  # noqa: PTH104 - rename(2) itself
    sync_folder(link.parent)


def _beside(file: Path) -> Path:
    """The name under which it is made, free again if one that was interrupted left something there."""
    beside = file.with_name(f".{file.name}.new")
    with suppress(FileNotFoundError):
        os.unlink(beside)  # noqa: PTH108 - unlink(2) itself
    return beside


def _allow(number: int, mode: int) -> None:
    with suppress(OSError):  # FAT knows no such thing
        os.fchmod(number, mode)


def move(old: Path, new: Path) -> None:
    """Another name for what is flushed already; both folders are then flushed, the new one first."""
    os.rename(old, new)  # noqa: PTH104 - rename(2) itself
    sync_folder(new.parent)
    sync_folder(old.parent)


def remove(folder: Path) -> None:
    """A folder with all in it, or what stands in its place. No link in it is followed."""
    if folder.is_dir() and not folder.is_symlink():
        shutil.rmtree(folder)
    else:
        folder.unlink(missing_ok=True)


def read_json(file: Path) -> dict[str, Any]:
    """What was put in place; nothing where it is not there or cannot be understood."""
    try:
        value = json.loads(file.read_bytes())
    except (OSError, ValueError, RecursionError):
        return {}
    return value if isinstance(value, dict) else {}


@contextmanager
def locked(file: Path, *, wait: bool) -> Iterator[bool]:
    """Hold the lock that `file` stands for, until the end of the block or of the process. False: another holds it, and
    `wait` was not asked for. Read-only: root may have made it, and the player's user hold it."""
    number = os.open(file, os.O_RDONLY | os.O_CREAT, READABLE)
    try:
        _allow(number, READABLE)
        try:
            fcntl.flock(number, fcntl.LOCK_EX | (0 if wait else fcntl.LOCK_NB))
            ours = True
        except BlockingIOError:
            ours = False
        yield ours
    finally:
        os.close(number)


def use(folder: Path) -> int | None:
    """Mark a folder as in use while the descriptor that is the answer is open; None where it is not there."""
    try:
        number = os.open(folder, os.O_RDONLY | os.O_DIRECTORY)
    except OSError:
        return None
    try:
        fcntl.flock(number, fcntl.LOCK_SH | fcntl.LOCK_NB)
    except OSError:  # it is being removed
        os.close(number)
        return None
    return number


def in_use(folder: Path) -> bool:
    number = os.open(folder, os.O_RDONLY | os.O_DIRECTORY)
    try:
        fcntl.flock(number, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        return True
    finally:
        os.close(number)
    return False
