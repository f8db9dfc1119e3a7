"""`kiosk update`: a pack becomes the version that is shown, whole or not at all.

Nothing of what is shown is touched before the last step, a rename(2). Everything that the rename makes visible was
flushed before it; so a power cut, whenever it comes, leaves the old version or the new one. What was begun and not
ended lies in the staging folder, and the next update removes it.
"""

from __future__ import annotations

import errno
import os
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from kiosk.updates import disk, trial
from kiosk.updates.faults import UpdateError
from kiosk.updates.judging import judged
from kiosk.updates.manifest import FILE, MOST_BYTES, Entry, Manifest, parse
from kiosk.updates.sources import Source
from kiosk.updates.store import Store
from kiosk.updates.telling import Told

SPARE: Final = 64_000_000
"""Bytes that stay free: for the journal, the ledger, and what else the kiosk writes."""
_BLOCK: Final = 4096
"""What a file takes on a disk is a multiple of it."""


@dataclass(frozen=True, slots=True)
class Updated:
    """`kept`: files that were there already. `size`: bytes of the others. `stayed`: older versions still shown."""

    version: str
    manifest: Manifest
    kept: int
    size: int
    stayed: tuple[str, ...] = ()


def update(store: Store, source: Source, playlist: str | None, installed: str, told: Told) -> Updated | None:
    """Take the pack from `source`, and switch to it. None where just that is shown already, and whole.

    `playlist`: the one that the settings name, which the pack has to hold; None asks nothing. `installed`: an ISO 8601
    time. Raises UpdateError; then what is shown is what was shown before.
    """
    try:
        with store.updating():
            try:
                return _update(store, source, playlist, installed, told)
            except BaseException:
                with suppress(OSError):  # else the next update does
                    store.clear_staging()
                raise
    except OSError as error:
        raise _told(store, error) from error


def _update(store: Store, source: Source, playlist: str | None, installed: str, told: Told) -> Updated | None:
    store.clear_staging()
    with store.switching():
        store.prune()
    manifest = _manifest(source)
    if playlist is not None and manifest.name != playlist:
        raise UpdateError(
            f"The settings name the playlist `{playlist}`, and this pack holds `{manifest.name}`.",
            f"If that is what is to be shown, write `playlist: {manifest.name}` into the settings, and update again.",
        )
    shown = store.shown()
    there, earlier = _files(store, shown), _files(store, store.before(shown))
    told.begin("comparing", manifest.size)
    same: dict[Entry, Path] = {}
    for one in manifest.files:
        candidates = (there.get(one.path), earlier.get(one.path))
        found = next((path for path in candidates if path is not None and _is(path, one)), None)
        if found is not None:
            same[one] = found
        told.bytes(one.size)
    if len(same) == len(manifest.files) and {one.path: path for one, path in same.items()} == there:
        return None
    new = [one for one in manifest.files if one not in same]
    _ensure_space(store, new)
    version = store.next_one(manifest)
    staged = store.staging / version
    _stage(staged, manifest, same, source, told)
    _judge(staged, manifest)
    stayed = _switch(store, staged, version, installed)
    return Updated(version, manifest, len(same), sum(one.size for one in new), tuple(stayed))


def _manifest(source: Source) -> Manifest:
    data = b""
    with source.open(FILE) as opened:
        while more := opened.read(disk.CHUNK):
            data += more
            if len(data) > MOST_BYTES:
                raise UpdateError(f"{FILE} has more than {MOST_BYTES:,} bytes.", "Pack it again with `kiosk pack`.")
    return parse(data)


def _files(store: Store, version: str | None) -> dict[str, Path]:
    """The files of a version, by their path in it."""
    if version is None:
        return {}
    folder = store.folder(version)
    found = {path.relative_to(folder).as_posix(): path for path in folder.rglob("*")}
    return {name: path for name, path in found.items() if "/" in name and path.is_file() and not path.is_symlink()}


def _is(path: Path, entry: Entry) -> bool:
    """Whether this is that file. Its bytes are read: what a list says of them is not what the disk has."""
    try:
        return path.stat().st_size == entry.size and disk.sum_of(path) == entry.sha256
    except OSError:  # a bad block: that is why it is updated
        return False


def _ensure_space(store: Store, new: list[Entry]) -> None:
    needed = sum(one.size + 2 * _BLOCK for one in new) + SPARE
    state = os.statvfs(store.place)
    free = state.f_bavail * state.f_frsize
    if needed > free:
        raise UpdateError(
            f"There is not enough room in {store.place}: {needed / 1e6:,.0f} MB are needed, and {free / 1e6:,.0f} MB "
            "are free.",
            "Make room on that disk, or put `content` on a larger one. What is shown goes on.",
        )


def _stage(staged: Path, manifest: Manifest, same: dict[Entry, Path], source: Source, told: Told) -> None:
    """The whole version, flushed; only its own name is not."""
    told.begin("copying", sum(one.size for one in manifest.files if one not in same))
    disk.make_folder(staged)
    folders = {staged}
    for one in manifest.files:
        target = staged / one.path
        disk.make_folder(target.parent)
        folders.add(target.parent)
        if one not in same or not _linked(same[one], target):
            _copy(one, target, source, told)
    disk.put_in_place(staged / FILE, manifest.written())
    for folder in sorted(folders):
        disk.sync_folder(folder)


def _linked(path: Path, target: Path) -> bool:
    try:
        os.link(path, target)
    except OSError:  # a file system without them, too many, or another user's file: see proc(5), protected_hardlinks
        return False
    return True


def _copy(entry: Entry, target: Path, source: Source, told: Told) -> None:
    with source.open(entry.path) as opened:
        size, summed = disk.write_stream(target, _Bounded(opened, entry), told.bytes, disk.READ_ONLY)
    if (size, summed) != (entry.size, entry.sha256):
        raise UpdateError(
            f"{entry.path} in the pack is not what was packed: " + (
                f"it has {size:,} bytes instead of {entry.size:,}." if size != entry.size else "its bytes are others."
            ),
            "Copy the whole pack again; if it happens again, take another stick.",
        )  # fmt: skip
    if disk.sum_of(target) != entry.sha256:
        raise UpdateError(
            f"{entry.path} was not written as it was read: this kiosk's disk is failing.",
            "Replace the disk. What is shown goes on as long as it can.",
        )


class _Bounded:
    """Not much more than the list says: a file that never ends must not fill the disk."""

    def __init__(self, opened: disk.Reader, entry: Entry) -> None:
        self._opened, self._entry, self._left = opened, entry, entry.size

    def read(self, size: int, /) -> bytes:
        data = self._opened.read(size)
        self._left -= len(data)
        if self._left < 0:
            raise UpdateError(
                f"{self._entry.path} in the pack is longer than it was packed.", "Copy the whole pack again."
            )
        return data


def _judge(staged: Path, manifest: Manifest) -> None:
    _, faults = judged(staged / manifest.playlist, (staged / "media",))
    if faults:
        first = faults[0]
        more = f" and {len(faults) - 1} more" if len(faults) > 1 else ""
        raise UpdateError(
            f"The playlist in the pack cannot be shown: {Path(first.where.file).name}:{first.where.line}: "
            f"{first.what}{more}",
            "Mend it where it was written (`kiosk check` tells all), and pack it again.",
        )


def _switch(store: Store, staged: Path, version: str, installed: str) -> list[str]:
    """The version is whole, and so it goes live. The answer: older versions that somebody shows still."""
    with store.switching():
        shown = store.shown()
        # One that has shown nothing yet is little to go back to.
        before = (store.before(shown) if trial.unproven(store) else None) or shown
        store.write_about(staged, before, installed)
        disk.move(staged, store.folder(version))
        trial.write(store, trial.Trial(version))
        store.switch(version)
        try:
            return store.prune()
        except OSError:  # it is live all the same; the next update tries again
            return []


def back(store: Store) -> str:
    """Show the version before the one that is shown. Raises UpdateError where there is none."""
    try:
        with store.updating(), store.switching():
            shown = store.shown()
            to = store.before(shown)
            if to is None:
                newer = [one for one in store.all() if one != shown]
                there = f" There is a newer one, {newer[-1]}: update from its pack again." if newer else ""
                raise UpdateError(
                    f"There is no version before {shown}." if shown else "Nothing was installed here yet.",
                    f"`kiosk update --list` says what there is.{there}",
                )
            store.switch(to)
            return to
    except OSError as error:
        raise _told(store, error) from error


def _told(store: Store, error: OSError) -> UpdateError:
    why = error.strerror or str(error)
    where = error.filename or store.place
    match error.errno:
        case errno.ENOSPC | errno.EDQUOT | errno.EFBIG:
            return UpdateError(f"The disk is full: {where}.", "Make room on it. What is shown goes on.")
        case errno.EACCES | errno.EPERM:
            cure = f"Call it as the owner of {store.place}, or with sudo."
            return UpdateError(f"{where} may not be written.", cure)
        case errno.EROFS:
            cure = "Mount it so that it may be written, or put `content` elsewhere."
            return UpdateError(f"{where} is on a disk that may only be read.", cure)
        case _:
            return UpdateError(f"{where} cannot be written: {why}.", "See to the disk. What is shown goes on.")
