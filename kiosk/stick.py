"""What is done with a stick that somebody plugged in: mounted so that nothing in it can act, looked at, let go.

Root mounts it, and does nothing else: names and files are read by another user's process. Whoever plugs a stick in
decides what is on it, so a pack is taken only where it holds the playlist that this kiosk's settings name, and is then
checked as any other (kiosk/updates).
"""

from __future__ import annotations

import json
import os
import stat
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Final

from kiosk.updates.manifest import FILE

KINDS: Final = {
    "vfat": "utf8,umask=0222",
    "exfat": "umask=0222",
    "ext4": "noload",  # its journal is not carried out: that would be written
}
"""The file systems that are mounted, each with its own options."""
PLAIN: Final = "ro,noexec,nodev,nosuid,nosymfollow,noatime"
WITHIN: Final = 120.0
"""Seconds that mounting it, or letting it go, may take."""
_MOST: Final = 200
"""Folders of a stick that are looked into."""
_LONGEST: Final = 40_000_000
"""Bytes of a pack's list that are read to find its name."""


class StickError(Exception):
    """What keeps a stick from being looked at, for a technician."""


def kind_of(device: Path) -> str:
    """What file system is on it, as blkid calls it; empty for none. Raises StickError."""
    try:
        if not stat.S_ISBLK(device.stat().st_mode):
            raise StickError(f"{device} is no disk.")
    except OSError as error:
        raise StickError(f"{device} cannot be looked at: {error.strerror}. Plug it in again.") from None
    return _run("blkid", "-p", "-o", "value", "-s", "TYPE", "--", str(device)).stdout.strip()


@contextmanager
def mounted(device: Path, at: Path) -> Iterator[None]:
    """Readable at `at`, and nothing more. Raises StickError."""
    kind = kind_of(device)
    if kind not in KINDS:
        known = ", ".join(KINDS)
        raise StickError(f"{device} has {kind or 'no file system'}, which is not mounted here. Format it as {known}.")
    at.mkdir(parents=True, exist_ok=True)
    done = _run("mount", "-t", kind, "-o", f"{PLAIN},{KINDS[kind]}", "--", str(device), str(at))
    if done.returncode:
        raise StickError(f"{device} cannot be mounted: {_last(done.stderr)}. Plug it in again, or take another stick.")
    try:
        yield
    finally:
        _let_go(at)


def packs(place: Path) -> list[tuple[Path, str]]:
    """The packs on a stick, in it or one folder down, each with its playlist's name; empty where that cannot be read.

    No link is followed. Raises OSError."""
    folders = [place, *sorted(one for one in place.iterdir() if one.is_dir() and not one.is_symlink())[:_MOST]]
    return [(folder, _named(folder / FILE)) for folder in folders if _is_plain(folder / FILE)]


def chosen(found: list[tuple[Path, str]], playlist: str) -> Path | None:
    """The pack of this kiosk's playlist; of several the one that lies first."""
    return next((folder for folder, name in found if name == playlist), None)


def _named(file: Path) -> str:
    try:
        with file.open("rb") as content:
            said = json.loads(content.read(_LONGEST))
        return said["name"] if isinstance(said["name"], str) else ""
    except (OSError, ValueError, KeyError, TypeError, RecursionError):
        return ""


def _is_plain(file: Path) -> bool:
    try:
        return stat.S_ISREG(os.lstat(file).st_mode)
    except OSError:
        return False


def _let_go(at: Path) -> None:
    with suppress(StickError):
        if not _run("umount", "--", str(at)).returncode:
            return
    _run("umount", "--lazy", "--", str(at))  # somebody holds a file of it, or it does not answer


def _run(*words: str) -> subprocess.CompletedProcess[str]:
    """Raises StickError where it cannot be started, and where a stick that hangs keeps it from ending."""
    try:
        return subprocess.run(  # noqa: S603 - no shell; names of files stand behind `--`
            words,
            stdin=subprocess.DEVNULL,
            capture_output=True,
            text=True,
            errors="replace",
            timeout=WITHIN,
            check=False,
        )
    except subprocess.TimeoutExpired:
        raise StickError(f"the stick does not answer (`{words[0]}`, {WITHIN:g} s). Take another stick.") from None
    except OSError as error:
        cure = "Install util-linux and mount."
        raise StickError(f"`{words[0]}` cannot be started: {error.strerror}. {cure}") from None


def _last(text: str) -> str:
    return next(reversed(text.strip().splitlines()), "it said nothing").removesuffix(".")
