"""A disk that fails as real ones do: a file system of our own (FUSE) over a folder, which stalls, slows and breaks.

python -m tests.disk FOLDER PLACE. Serves FOLDER, read only, at PLACE until its standard input ends; then whoever still
waits for it gets an error. A line on standard input is a JSON object that sets what is wrong (`Wrong`). Nothing is kept
in memory by the kernel but what was read: a name is looked up anew each time, as after a long night.
"""

from __future__ import annotations

import contextlib
import ctypes
import errno
import json
import os
import struct
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from dataclasses import asdict, dataclass, field
from enum import IntEnum
from pathlib import Path
from typing import Final

import pytest


class Asks(IntEnum):
    """FUSE's questions (linux/fuse.h, 7.31), as far as a disk that is only read is asked them."""

    LOOKUP = 1
    FORGET = 2
    GETATTR = 3
    READLINK = 5
    OPEN = 14
    READ = 15
    STATFS = 17
    RELEASE = 18
    INIT = 26
    OPENDIR = 27
    READDIR = 28
    RELEASEDIR = 29
    ACCESS = 34
    INTERRUPT = 36
    BATCH_FORGET = 42


_UNANSWERED: Final = frozenset({Asks.FORGET, Asks.INTERRUPT, Asks.BATCH_FORGET})
_HEADER: Final = struct.Struct("<IIQQIIII")
_ASYNC_READ: Final = 1
"""Whoever waits for bytes can be killed meanwhile, as with any disk."""
_READ_ONLY, _NO_SUID, _NO_DEV, _DETACH = 1, 2, 4, 2
_ROOT: Final = 1
_READ_AHEAD: Final = 128 * 1024
_TICK: Final = 0.02


@dataclass
class Wrong:
    """What is wrong with the disk, from now on. Files are told by name, places in bytes from a file's beginning."""

    stalls: bool = False
    """Nothing is answered."""
    stalls_at: dict[str, int] = field(default_factory=dict)
    """Reads of the byte there, as of a bad place on the disk, are not answered..."""
    stalls_for: float = 1e9
    """...for so many seconds from the first one on."""
    breaks_at: dict[str, int] = field(default_factory=dict)
    """Reads from there on fail: "Input/output error"."""
    rate: dict[str, int] = field(default_factory=dict)
    """Bytes a second."""
    forbidden: tuple[str, ...] = ()
    """Nobody may read them, not even root."""


class Disk:
    """What a test holds of it."""

    def __init__(self, process: subprocess.Popen[str], place: Path) -> None:
        self._process, self.place = process, place

    def goes(self, wrong: Wrong) -> None:
        """Holds for all that is asked of it from now on, and for what waits."""
        assert self._process.stdin is not None
        self._process.stdin.write(json.dumps(asdict(wrong)) + "\n")
        self._process.stdin.flush()
        assert self._process.stdout is not None
        assert self._process.stdout.readline() == "\n"


@contextlib.contextmanager
def failing_disk(folder: Path, place: Path) -> Iterator[Disk]:
    """`folder`, to be read at `place` until the end of the block. Skips the test where no such disk can be made."""
    if os.geteuid() != 0 or not Path("/dev/fuse").exists():
        pytest.skip("a disk that stalls needs root and /dev/fuse")
    place.mkdir(exist_ok=True)
    process = subprocess.Popen(
        [sys.executable, "-m", "tests.disk", str(folder), str(place)],
        stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True,
    )  # fmt: skip
    assert process.stdin is not None
    assert process.stdout is not None
    try:
        if process.stdout.readline() != "ready\n":
            pytest.skip("this machine lets nobody mount a file system of their own")
        yield Disk(process, place)
    finally:
        process.stdin.close()
        try:
            process.wait(10)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()
        process.stdout.close()


class Server:
    """Answers the kernel. One thread reads its questions, each is answered in one of its own."""

    def __init__(self, folder: Path, device: int) -> None:
        self._device = device
        self._paths: dict[int, Path] = {_ROOT: folder}
        self._nodes: dict[Path, int] = {folder: _ROOT}
        self._naming = threading.Lock()
        self._pacing = threading.Lock()
        self._stalled: dict[str, float] = {}
        self.wrong = Wrong()

    def serve(self) -> None:
        while True:
            try:
                question = os.read(self._device, 2**18)
            except OSError as error:
                if error.errno in (errno.EINTR, errno.EAGAIN, errno.ENOENT):
                    continue
                return  # unmounted
            threading.Thread(target=self._answer, args=(question,), daemon=True).start()

    def _answer(self, question: bytes) -> None:
        _length, code, unique, node, *_ = _HEADER.unpack_from(question)
        if code in _UNANSWERED:
            return
        body = question[_HEADER.size :]
        while self.wrong.stalls:
            time.sleep(_TICK)
        try:
            answer, error = self._do(code, node, body), 0
        except OSError as mishap:
            answer, error = b"", mishap.errno or errno.EIO
        with contextlib.suppress(OSError):  # whoever asked may be gone
            os.write(self._device, struct.pack("<IiQ", 16 + len(answer), -error, unique) + answer)

    def _do(self, code: int, node: int, body: bytes) -> bytes:
        path = self._paths.get(node, Path())
        match code:
            case Asks.INIT:
                major, minor, _ahead, flags = struct.unpack_from("<IIII", body)
                assert major == 7, minor
                return struct.pack("<IIIIHHII", 7, 31, _READ_AHEAD, flags & _ASYNC_READ, 16, 12, 4096, 1) + bytes(36)
            case Asks.LOOKUP:
                found = path / os.fsdecode(body.rstrip(b"\0"))
                attributes = self._attributes(found)
                return struct.pack("<QQQQII", self._node(found), 0, 0, 0, 0, 0) + attributes
            case Asks.GETATTR:
                return struct.pack("<QII", 0, 0, 0) + self._attributes(path)
            case Asks.READLINK:
                return os.fsencode(path.readlink())
            case Asks.OPEN | Asks.OPENDIR:
                self._permit(path)
                return struct.pack("<QII", 0, 0, 0)
            case Asks.READ:
                _handle, offset, size = struct.unpack_from("<QQI", body)
                return self._read(path, offset, size)
            case Asks.READDIR:
                _handle, offset, size = struct.unpack_from("<QQI", body)
                return self._list(path, offset, size)
            case Asks.STATFS:
                return struct.pack("<QQQQQIIII", 2**20, 0, 0, 2**16, 0, 4096, 255, 4096, 0) + bytes(24)
            case Asks.ACCESS:
                self._permit(path)
                return b""
            case Asks.RELEASE | Asks.RELEASEDIR:
                return b""
        raise OSError(errno.ENOSYS, "not spoken here")

    def _node(self, path: Path) -> int:
        with self._naming:
            node = self._nodes.setdefault(path, len(self._nodes) + 1)
            self._paths[node] = path
            return node

    def _permit(self, path: Path) -> None:
        if path.name in self.wrong.forbidden:
            raise PermissionError(errno.EACCES, "forbidden")

    @staticmethod
    def _attributes(path: Path) -> bytes:
        s = path.lstat()
        times = [divmod(ns, 10**9) for ns in (s.st_atime_ns, s.st_mtime_ns, s.st_ctime_ns)]
        return struct.pack(
            "<QQQQQQIIIIIIIIII", s.st_ino, s.st_size, s.st_blocks, *(whole for whole, _ in times),
            *(rest for _, rest in times), s.st_mode, s.st_nlink, s.st_uid, s.st_gid, 0, 4096, 0,
        )  # fmt: skip

    def _read(self, path: Path, offset: int, size: int) -> bytes:
        name, places = path.name, range(offset, offset + size)
        while self._stalls(name, places):
            time.sleep(_TICK)
        wrong = self.wrong
        if places.stop > wrong.breaks_at.get(name, places.stop):
            raise OSError(errno.EIO, "broken")
        if name in wrong.rate:
            with self._pacing:  # one arm, one head
                time.sleep(size / wrong.rate[name])
        with path.open("rb") as file:
            return os.pread(file.fileno(), size, offset)

    def _stalls(self, name: str, places: range) -> bool:
        wrong = self.wrong
        if wrong.stalls_at.get(name) not in places:
            return False
        began = self._stalled.setdefault(name, time.monotonic())
        return time.monotonic() - began < wrong.stalls_for

    @staticmethod
    def _list(path: Path, offset: int, size: int) -> bytes:
        told = b""
        for number, name in enumerate([".", "..", *sorted(os.listdir(path))][offset:], offset + 1):  # noqa: PTH208 - names are wanted, not paths
            raw = os.fsencode(name)
            entry = struct.pack("<QQII", 1, number, len(raw), 0) + raw
            entry += bytes(-len(entry) % 8)
            if len(told) + len(entry) > size:
                break
            told += entry
        return told


def main() -> int:
    folder, place = Path(sys.argv[1]).resolve(), sys.argv[2]
    libc = ctypes.CDLL(None, use_errno=True)
    device = os.open("/dev/fuse", os.O_RDWR)
    options = f"fd={device},rootmode=40000,user_id=0,group_id=0,allow_other".encode()
    how = ctypes.c_ulong(_READ_ONLY | _NO_SUID | _NO_DEV)
    if libc.mount(b"failing-disk", place.encode(), b"fuse.failing", how, options) != 0:
        print(os.strerror(ctypes.get_errno()), flush=True)
        return 1
    try:
        server = Server(folder, device)
        threading.Thread(target=server.serve, daemon=True).start()
        print("ready", flush=True)
        for line in sys.stdin:
            server.wrong = Wrong(**json.loads(line))
            print(flush=True)
    finally:
        libc.umount2(place.encode(), _DETACH)
    # With the process goes the device, and with that the kernel answers whoever still waits: an error.
    os._exit(0)


if __name__ == "__main__":
    sys.exit(main())
