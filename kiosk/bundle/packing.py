"""One zip file within a size, whose first file says what is in it and what was left out."""

from __future__ import annotations

import zipfile
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Final

MOST: Final = 20_000_000
"""Bytes of the whole: what a mail still carries."""
_TEXT: Final = 4_000_000
"""Bytes of one text; of a longer one its end is kept."""
READ_ME: Final = "READ-ME.txt"


@dataclass(frozen=True, slots=True)
class Part:
    """`holds`: a text, or a file that is packed as it is."""

    name: str
    says: str
    holds: str | Path


def pack(file: Path, parts: Iterable[Part], most: int = MOST) -> list[str]:
    """Write it, whole or not at all. Returns its table of contents. What does not fit is left out, the last first.
    Raises OSError."""
    kept: list[tuple[Part, bytes]] = []
    left: list[str] = []
    room = most
    for part in parts:
        try:
            held = part.holds.read_bytes() if isinstance(part.holds, Path) else part.holds.encode()[-_TEXT:]
        except OSError as error:
            left.append(f"{part.name}: cannot be read: {error.strerror}")
            continue
        if len(held) > room:  # as if nothing could be compressed
            left.append(f"{part.name}: the bundle is full")
            continue
        room -= len(held)
        kept.append((part, held))
    told = [f"  {part.name:<28} {part.says}" for part, _ in kept if not part.name.startswith(("stills/", "playlist/"))]
    for folder, says in (("stills/", "pictures of the screen at incidents"), ("playlist/", "texts of the playlist")):
        count = sum(part.name.startswith(folder) for part, _ in kept)
        if count:
            told.append(f"  {folder:<28} {count} {says}")
    told += [f"  left out: {line}" for line in left]
    beside = file.with_name(f".{file.name}")
    try:
        with zipfile.ZipFile(beside, "w", zipfile.ZIP_DEFLATED) as bundle:
            bundle.writestr(READ_ME, _read_me(told))
            for part, held in kept:
                bundle.writestr(part.name, held)
        beside.replace(file)
    finally:
        beside.unlink(missing_ok=True)
    return told


def _read_me(told: list[str]) -> str:
    return "\n".join(
        [
            "Written by `kiosk bundle`, for whoever helps with this machine. Nothing was sent to anybody.",
            "",
            *told,
            "",
            "Not in it: the PIN, passwords and their hashes, sources of updates with their credentials, the ledger of",
            "visitors, films. Of other texts, what looks like a secret was taken out, too: (not told).",
            "",
        ]
    )
