"""Where a pack comes from: a folder (a mounted stick, a network's), or any store that rclone reaches."""

from __future__ import annotations

import os
import shutil
import stat
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import AbstractContextManager, contextmanager
from pathlib import Path
from typing import IO, Final, NoReturn, Protocol

from kiosk.updates.disk import Reader
from kiosk.updates.faults import UpdateError
from kiosk.updates.manifest import FILE

RCLONE: Final = "rclone:"
"""Before a remote's name and its path: rclone:museum:packs/our-town."""


class Source(Protocol):
    def open(self, path: str) -> AbstractContextManager[Reader]:
        """The bytes of the file with this path in the pack. Raises UpdateError, and so does reading."""


def source_of(named: str) -> Source:
    """What stands behind the words of a command line. Raises UpdateError where there is no such thing."""
    if named.startswith(RCLONE):
        return Remote(named.removeprefix(RCLONE))
    return Folder(Path(named))


class Folder:
    """A folder with a pack in it. Nothing outside is read, wherever links in it lead."""

    def __init__(self, place: Path) -> None:
        self.place = place
        if not place.is_dir():
            there = "is no folder" if place.exists() else "is not there"
            raise UpdateError(f"{place} {there}.", "Give the folder that `kiosk pack` wrote, on a stick for example.")
        if not (place / FILE).exists():
            inside = next(iter(sorted(place.glob(f"*/{FILE}"))), None)
            meant = f"Did you mean {inside.parent}?" if inside else "Give the folder that `kiosk pack` wrote."
            raise UpdateError(f"{place} holds no pack: there is no {FILE} in it.", meant)

    @contextmanager
    def open(self, path: str) -> Iterator[Reader]:
        number = self._open(path)
        try:
            yield _File(number, path)
        finally:
            os.close(number)

    def _open(self, path: str) -> int:
        file = self.place / path
        try:
            if not file.resolve().is_relative_to(self.place.resolve()):
                raise UpdateError(f"{path} in the pack is a link out of it.", "Put the file itself there.")
            number = os.open(file, os.O_RDONLY | os.O_NONBLOCK)  # a pipe would be waited for
        except FileNotFoundError:
            raise UpdateError(f"{path} is missing in the pack.", _AGAIN) from None
        except (OSError, RuntimeError) as error:  # RuntimeError: links that go round
            _cannot(path, error)
        if not stat.S_ISREG(os.fstat(number).st_mode):
            os.close(number)
            raise UpdateError(f"{path} in the pack is no file.", _AGAIN)
        return number


class _File:
    def __init__(self, number: int, path: str) -> None:
        self._number, self._path = number, path

    def read(self, size: int) -> bytes:
        try:
            return os.read(self._number, size)
        except OSError as error:
            _cannot(self._path, error)


_AGAIN: Final = "Copy the whole pack again, and see that the stick stays in."


def _cannot(path: str, error: Exception) -> NoReturn:
    why = getattr(error, "strerror", None) or str(error)
    raise UpdateError(f"{path} in the pack cannot be read: {why}.", _AGAIN) from None


class Remote:
    """A path of an rclone remote, read file by file."""

    def __init__(self, place: str) -> None:
        self.place = place if place.endswith((":", "/")) else f"{place}/"
        if ":" not in place:
            raise UpdateError(
                f"`{RCLONE}{place}` names no remote.",
                "Write `rclone:REMOTE:PATH`; `rclone listremotes` lists the remotes of this user.",
            )
        program = shutil.which("rclone")
        if program is None:
            raise UpdateError("rclone is not installed here.", "Install it: sudo apt install rclone")
        self.program = program

    @contextmanager
    def open(self, path: str) -> Iterator[Reader]:
        words = [self.program, "cat", "--", f"{self.place}{path}"]
        with tempfile.TemporaryFile() as said:
            process = subprocess.Popen(  # noqa: S603 - no shell, and what follows `--` is no option
                words, stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=said
            )
            assert process.stdout is not None
            try:
                yield _Pipe(process, process.stdout, said, words[-1])
            finally:
                process.kill()  # where less was read than it has
                process.communicate()


class _Pipe:
    def __init__(self, process: subprocess.Popen[bytes], out: IO[bytes], said: IO[bytes], name: str) -> None:
        self._process, self._out, self._said, self._name = process, out, said, name

    def read(self, size: int) -> bytes:
        data = self._out.read(size)
        if not data and self._process.wait():
            self._said.seek(0)
            lines = self._said.read().decode(errors="replace").strip().splitlines() or ["it said nothing"]
            raise UpdateError(
                f"rclone cannot read {self._name}: {lines[-1]}.",
                "See to the network, and that the whole pack was copied there: `rclone ls` lists it.",
            )
        return data
