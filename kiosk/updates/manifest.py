"""The list that makes a folder a pack: every file with its size and its SHA-256. Written by `kiosk pack`."""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final, NoReturn

from kiosk.updates.faults import UpdateError
from kiosk.updates.paths import clashes, why_not

FILE: Final = "kiosk-pack.json"
FORMAT: Final = 1
MOST_BYTES: Final = 32_000_000
"""Of a manifest: some 100,000 files with long names. The most that is read of one."""
MOST_FILES: Final = 100_000
LARGEST: Final = 2**42
"""Bytes of one file: 4 TB, ten hours of ProRes in 8K."""
_SHA256: Final = re.compile("[0-9a-f]{64}")
_NAME: Final = re.compile(r"[^/]{1,100}")


@dataclass(frozen=True, slots=True)
class Entry:
    """One file. `path` is within the pack, parted by `/`; `size` in bytes; `sha256` in lower-case hexadecimals."""

    path: str
    size: int
    sha256: str


@dataclass(frozen=True, slots=True)
class Manifest:
    """`name` is the playlist's folder, `created` an ISO 8601 time with its zone, as the packing machine had it."""

    name: str
    title: str
    created: str
    files: tuple[Entry, ...]

    @property
    def whole(self) -> str:
        """A SHA-256 over name and files: equal for equal content, whenever it was packed and whatever it is titled."""
        lines = [f"{FORMAT} {self.name}\n", *(f"{one.sha256} {one.size} {one.path}\n" for one in self.files)]
        return hashlib.sha256("".join(lines).encode()).hexdigest()

    @property
    def size(self) -> int:
        return sum(one.size for one in self.files)

    @property
    def playlist(self) -> str:
        """Its folder, within the pack."""
        return f"playlists/{self.name}"

    def written(self) -> bytes:
        files = [{"path": one.path, "size": one.size, "sha256": one.sha256} for one in self.files]
        value = {"format": FORMAT, "name": self.name, "title": self.title, "created": self.created, "files": files,
                 "sha256": self.whole}  # fmt: skip
        return (json.dumps(value, indent=1, ensure_ascii=False) + "\n").encode()


def in_order(entries: Sequence[Entry]) -> tuple[Entry, ...]:
    """As every manifest has them: by path."""
    return tuple(sorted(entries, key=lambda entry: entry.path))


def parse(data: bytes) -> Manifest:
    """The manifest that `data` is, every path in it staying inside the pack. Raises UpdateError."""
    try:
        value = json.loads(data)
    except (ValueError, RecursionError):
        _refuse("is not JSON")
    if not isinstance(value, dict):
        _refuse("is not a pack's list")
    if value.get("format") != FORMAT or isinstance(value["format"], bool):
        raise UpdateError(
            f"{FILE} has the format {str(value.get('format'))[:20]}, and this kiosk reads {FORMAT}.",
            "Bring the kiosk to the newest version, or pack it with the one that is on the kiosk.",
        )
    name, title, created = (_text(value, key) for key in ("name", "title", "created"))
    if why_not(name) or not _NAME.fullmatch(name):
        _refuse("names no playlist")
    files = value.get("files")
    if not isinstance(files, list) or not 1 <= len(files) <= MOST_FILES:
        _refuse(f"lists no files, or more than {MOST_FILES:,}")
    manifest = Manifest(name, title, created, in_order([_entry(one) for one in files]))
    both = clashes(one.path for one in manifest.files)
    if both is not None:
        _refuse(f"holds `{both[0]}` and `{both[1]}`, which are one and the same on a stick")
    _in_its_place(manifest)
    if value.get("sha256") != manifest.whole:
        _refuse("is damaged: its own sum is another one")
    return manifest


def _in_its_place(manifest: Manifest) -> None:
    for one in manifest.files:
        if not one.path.startswith((f"{manifest.playlist}/", "media/")):
            _refuse(f"holds `{one.path}`, which is neither in {manifest.playlist}/ nor in media/")
    if not any(one.path == f"{manifest.playlist}/playlist.yaml" for one in manifest.files):
        _refuse(f"holds no {manifest.playlist}/playlist.yaml")


def _entry(value: object) -> Entry:
    if not isinstance(value, dict):
        _refuse("lists something that is no file")
    path, sha256, size = _text(value, "path"), _text(value, "sha256"), value.get("size")
    wrong = why_not(path)
    if wrong:
        _refuse(f"holds {path[:200]!r}, which {wrong}")
    if not isinstance(size, int) or isinstance(size, bool) or not 0 <= size <= LARGEST:
        _refuse(f"says of `{path}` no size that a file may have")
    if not _SHA256.fullmatch(sha256):
        _refuse(f"says no SHA-256 of `{path}`")
    return Entry(path, size, sha256)


def _text(value: Mapping[str, Any], key: str) -> str:
    text = value.get(key)
    if not isinstance(text, str):
        _refuse(f"lacks `{key}`")
    try:
        text.encode()
    except UnicodeEncodeError:
        _refuse(f"has no text as `{key}`")
    return text


def _refuse(why: str) -> NoReturn:
    raise UpdateError(f"{FILE} {why}.", "Pack it again with `kiosk pack`, and copy all of the folder.")
