"""What was measured before: one small JSON file for each content, so that a renamed or copied film stays measured.

Below $XDG_CACHE_HOME/kiosk/measured (else ~/.cache/…). All of it may be deleted at any time; nothing but time is lost.
What was measured on another machine may stand beside the footage, in measured.json: it holds by content, too, so that a
file that was changed is measured anew.
"""

from __future__ import annotations

import contextlib
import hashlib
import json
import os
from collections.abc import Iterable, Mapping
from dataclasses import asdict
from pathlib import Path
from typing import Any, Final

from kiosk.playlist.mediafacts import MediaFacts, SoundFacts, VideoFacts

VERSION: Final = 2
"""To be raised when what is measured, or how, changes: what older versions kept is measured again."""


KEPT: Final = "measured.json"
"""Beside the footage: what `kiosk media --keep` wrote."""


def default_folder() -> Path:
    """Where measurements are kept. A relative XDG_CACHE_HOME is ignored, as its specification asks."""
    base = os.environ.get("XDG_CACHE_HOME", "")
    return (Path(base) if base.startswith("/") else Path.home() / ".cache") / "kiosk" / "measured"


class Cache:
    """Never raises for what cannot be read or written: then it is measured again. Safe for several threads at once."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        index = load(folder / "index.json")
        self._hashes: dict[str, list[Any]] = index if isinstance(index, dict) else {}
        self._changed = False
        self._beside: dict[str, Any] = {}

    def look_beside(self, folders: Iterable[Path]) -> None:
        """Know what stands in the `measured.json` of these folders, too. A spoiled or older one tells nothing."""
        for folder in folders:
            kept = load(folder / KEPT)
            if isinstance(kept, dict) and kept.get("version") == VERSION and isinstance(kept.get("films"), dict):
                self._beside |= kept["films"]

    def key(self, path: Path) -> str:
        """The hash of what is in `path`; as it was, where size and time are. Raises OSError."""
        facts = path.stat()
        stamp = [facts.st_size, facts.st_mtime_ns]
        known = self._hashes.get(str(path))
        if isinstance(known, list) and known[:2] == stamp and len(known) == 3:
            return str(known[2])
        with path.open("rb") as file:
            found = hashlib.file_digest(file, "sha256").hexdigest()
        self._hashes[str(path)] = [*stamp, found]
        self._changed = True
        return found

    def find(self, key: str) -> MediaFacts | None:
        own = _from(load(self._file(key)))
        beside = self._beside.get(key)
        return own or _from({"version": VERSION, **beside} if isinstance(beside, dict) else None)

    def keep(self, key: str, facts: MediaFacts) -> None:
        save(self._file(key), {"version": VERSION, **asdict(facts)})

    def close(self) -> None:
        """Keep the hashes too. Without it they are computed again next time."""
        if self._changed:
            there = {path: known for path, known in self._hashes.items() if Path(path).exists()}
            save(self.folder / "index.json", there)
            self._changed = False

    def _file(self, key: str) -> Path:
        return self.folder / f"{key}.json"


def keep_beside(folder: Path, films: Mapping[str, MediaFacts]) -> Path:
    """Write what was measured, by content, beside the footage in `folder`. Raises OSError."""
    lines = (f"{json.dumps(key)}: {json.dumps(asdict(facts))}" for key, facts in sorted(films.items()))
    file, part = folder / KEPT, folder / f".{KEPT}.part"
    part.write_text(f'{{"version": {VERSION}, "films": {{\n' + ",\n".join(lines) + "\n}}\n", encoding="utf-8")
    part.replace(file)
    return file


def load(file: Path) -> Any:  # what JSON holds
    """None for what is not there, or no JSON."""
    try:
        return json.loads(file.read_bytes())
    except (OSError, ValueError):
        return None


def save(file: Path, value: object) -> None:
    """All of it or nothing: whoever breaks off in between finds the old file, or none."""
    part = file.with_suffix(f".{os.getpid()}.part")
    with contextlib.suppress(OSError):
        file.parent.mkdir(parents=True, exist_ok=True)
        part.write_text(json.dumps(value), encoding="utf-8")
        part.replace(file)


def _from(kept: Any) -> MediaFacts | None:
    if not isinstance(kept, dict) or kept.pop("version", None) != VERSION:
        return None
    try:
        video, sound = kept.pop("video"), kept.pop("sound")
        return MediaFacts(
            **kept,
            video=None if video is None else VideoFacts(**video),
            sound=None if sound is None else SoundFacts(**sound),
        )
    except (KeyError, TypeError):
        return None
