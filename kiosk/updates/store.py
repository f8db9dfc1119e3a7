"""The content folder of a kiosk: whole versions side by side, and one name that says which is shown.

Versions are numbered and not dated: a kiosk without a network may believe any date.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from kiosk.updates import disk
from kiosk.updates.faults import UpdateError
from kiosk.updates.manifest import FILE, Manifest, parse

ABOUT: Final = "version.json"
"""In each version: which one was shown before it, and when it was installed."""
_ID: Final = re.compile(r"(\d{4,})-[0-9a-f]{8}")


@dataclass(frozen=True, slots=True)
class Store:
    """`place` is the content folder, as an absolute path. It need not be there yet."""

    place: Path

    @property
    def current(self) -> Path:
        """The symbolic link to the version that is shown."""
        return self.place / "current"

    @property
    def versions(self) -> Path:
        return self.place / "versions"

    @property
    def staging(self) -> Path:
        return self.place / "staging"

    def shown(self) -> str | None:
        """The version that `current` leads to; None where it leads nowhere."""
        try:
            target = str(self.current.readlink())
        except OSError:
            return None
        folder, _, version = target.rpartition("/")
        return version if folder == "versions" and self.has(version) else None

    def has(self, version: str) -> bool:
        return _ID.fullmatch(version) is not None and self.folder(version).is_dir()

    def holding(self, file: Path) -> str | None:
        """The version that a file is of; None for any other file. `file` has no links in it."""
        versions = self.versions.resolve()
        return file.relative_to(versions).parts[0] if file.is_relative_to(versions) else None

    def folder(self, version: str) -> Path:
        return self.versions / version

    def all(self) -> list[str]:
        """Every version that is there, the oldest first."""
        try:
            names = [path.name for path in self.versions.iterdir() if _ID.fullmatch(path.name)]
        except OSError:
            return []
        return sorted(names, key=_number)

    def next_one(self, manifest: Manifest) -> str:
        """What the next version will be called."""
        last = max(map(_number, self.all()), default=0)
        return f"{last + 1:04}-{manifest.whole[:8]}"

    def before(self, version: str | None) -> str | None:
        """The version to go back to from `version`: it was shown before and had been healthy. None where there is
        none any more."""
        if version is None:
            return None
        named = disk.read_json(self.folder(version) / ABOUT).get("before")
        return named if isinstance(named, str) and named != version and self.has(named) else None

    def manifest(self, version: str) -> Manifest:
        """What is in a version. Raises UpdateError where that cannot be read."""
        try:
            data = (self.folder(version) / FILE).read_bytes()
        except OSError as error:
            raise UpdateError(f"The version {version} cannot be read: {error.strerror}.", "Update again.") from None
        return parse(data)

    def switch(self, version: str) -> None:
        """Show this one from now on."""
        disk.point(self.current, f"versions/{version}")

    def write_about(self, folder: Path, before: str | None, installed: str) -> None:
        """Into a version that is being made."""
        value = {"before": before, "installed": installed}
        disk.put_in_place(folder / ABOUT, (json.dumps(value) + "\n").encode())

    def installed(self, version: str) -> str:
        """When, as that machine's clock had it; "" where that is not known."""
        return str(disk.read_json(self.folder(version) / ABOUT).get("installed", ""))

    def clear_staging(self) -> None:
        """Remove what an update left that was interrupted."""
        if self.staging.exists():
            disk.remove(self.staging)

    def prune(self) -> list[str]:
        """Remove all versions but the one that is shown and the one before it. The answer: those that had to stay
        because somebody shows them still."""
        shown = self.shown()
        if shown is None:  # nobody knows which one is needed
            return []
        kept = {shown, self.before(shown)}
        stayed = []
        for version in self.all():
            if version in kept:
                continue
            folder = self.folder(version)
            if disk.in_use(folder):
                stayed.append(version)
                continue
            # Under another name first, so that no half of a version is ever among the whole ones.
            disk.make_folder(self.staging)
            gone = self.staging / version
            disk.remove(gone)
            disk.move(folder, gone)
            disk.remove(gone)
        return stayed

    @contextmanager
    def updating(self) -> Iterator[None]:
        """One update at a time. Raises UpdateError where another one is under way, or where one may not write."""
        try:
            disk.make_folder(self.place)
            disk.make_folder(self.versions)
            with disk.locked(self.place / ".updating", wait=False) as ours:
                if not ours:
                    raise UpdateError("Another update of this kiosk is under way.", "Wait until it has ended.")
                yield
        except (FileExistsError, NotADirectoryError):
            raise UpdateError(f"{self.place} is no folder.", "Correct `content` in the settings.") from None

    @contextmanager
    def switching(self) -> Iterator[None]:
        """Around every decision which version is shown: the updater's and the player's."""
        with disk.locked(self.place / ".switching", wait=True):
            yield

    def use(self) -> int | None:
        """Keep the version that is shown now from being removed, while the descriptor that is the answer is open."""
        shown = self.shown()
        return disk.use(self.folder(shown)) if shown is not None else None


def _number(version: str) -> int:
    return int(version.partition("-")[0])
