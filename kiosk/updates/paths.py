"""Which paths a pack may hold: those that stay inside it, on every file system a stick may have."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from typing import Final

LONGEST: Final = 1000
"""Bytes of a path, and, as Linux and FAT have it, 255 of each part."""
_UNKEPT: Final = re.compile(r'[<>:"|?*\\]')
"""What neither FAT nor exFAT can keep in a name: the sticks' file systems."""


def why_not(path: str) -> str:
    """Why a pack may not hold a file of this path, as the end of a sentence; "" where it may."""
    parts = path.split("/")
    try:
        long = len(path.encode()) > LONGEST or any(len(part.encode()) > 255 for part in parts)
    except UnicodeEncodeError:  # half a surrogate pair
        return "is no text"
    if long:
        return "is too long"
    if not path.isprintable():
        return "has characters that cannot be printed"
    if path.startswith("/") or ".." in parts:
        return "leads out of the pack"
    if any(part in ("", ".") for part in parts):
        return "has an empty part"
    if _UNKEPT.search(path):
        return 'has one of < > : " | ? * \\, which sticks cannot keep'
    if any(part.startswith(".") or part[-1] in ". " or part[0] == " " for part in parts):
        return "has a part that begins with a dot or a space, or ends with one"
    return ""


def clashes(paths: Iterable[str]) -> tuple[str, str] | None:
    """Two paths, or a path and a folder of another, that are one on a stick: it minds neither capitals nor how accents
    are stored. None where there are none."""
    files: dict[str, str] = {}
    folders: dict[str, str] = {}  # as it is folded, with how it was written
    for path in paths:
        folded = _folded(path)
        if folded in files:
            return files[folded], path
        files[folded] = path
        parts = path.split("/")
        for end in range(1, len(parts)):
            folder = "/".join(parts[:end])
            written = folders.setdefault(_folded(folder), folder)
            if written != folder:
                return written, folder
    both = next((folded for folded in folders if folded in files), None)
    return (folders[both], files[both]) if both is not None else None


def _folded(path: str) -> str:
    return unicodedata.normalize("NFC", unicodedata.normalize("NFC", path).casefold())
