"""What kind of file footage is, by its own first bytes, and the one reader of VLC's that may open it.

Left to itself, libvlc asks some fifty readers whether they know a file, whatever it is called. Some follow addresses in
it: what is called a film and is really a playlist of HLS was fetched from the network, one of ffmpeg's concat opened
other files, and a DASH manifest ended the program (libvlc 3.0.24, 2026). So the reader is named, and it is one that
looks at nothing but the file. tests/footage/test_disguised.py tries it.
"""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path
from typing import Final

NAMES: Final = "MP4, MOV, MKV, WebM, AVI, MPEG, and for sound M4A, MP3, Ogg, WAV, FLAC"
_LOOKED_AT: Final = 1_024
_ATOMS: Final = frozenset({b"ftyp", b"moov", b"mdat", b"free", b"skip", b"wide", b"pnot", b"moof", b"styp", b"udta"})
_PACKET: Final = 188
"""Bytes of a transport stream's packet; those of camcorders have four more before each."""


def reader(path: Path) -> str | None:
    """What VLC calls the reader of such a file; None for what is no kind of footage that is known here.

    Raises OSError. Asks the disk: never from the GUI's thread.
    """
    with path.open("rb") as file:
        head = file.read(_LOOKED_AT)
        if head[:3] == b"ID3" and len(head) > 10:  # a tag before it; its length is four times seven bits
            length = sum((byte & 0x7F) << 7 * (3 - place) for place, byte in enumerate(head[6:10]))
            file.seek(10 + length, os.SEEK_SET)
            head = file.read(_LOOKED_AT)
            return "flac" if head[:4] == b"fLaC" else "mpga"
    return next((name for name, is_one in _KINDS if is_one(head)), None)


def _transport(head: bytes) -> bool:
    def packets(first: int, every: int) -> bool:
        return len(head) > first + 2 * every and all(head[first + n * every] == 0x47 for n in range(3))

    return packets(0, _PACKET) or packets(4, _PACKET + 4)


_KINDS: Final[tuple[tuple[str, Callable[[bytes], bool]], ...]] = (
    ("mp4", lambda head: head[4:8] in _ATOMS),
    ("mkv", lambda head: head[:4] == b"\x1a\x45\xdf\xa3"),
    ("avi", lambda head: head[:4] == b"RIFF" and head[8:12] == b"AVI "),
    ("wav", lambda head: head[:4] in (b"RIFF", b"RF64") and head[8:12] == b"WAVE"),
    ("ps", lambda head: head[:4] == b"\0\0\x01\xba"),
    ("mpgv", lambda head: head[:4] == b"\0\0\x01\xb3"),
    ("ogg", lambda head: head[:4] == b"OggS"),
    ("flac", lambda head: head[:4] == b"fLaC"),
    ("ts", _transport),
    ("aac", lambda head: head[:1] == b"\xff" and len(head) > 1 and head[1] & 0xF6 == 0xF0),
    ("mpga", lambda head: head[:1] == b"\xff" and len(head) > 1 and head[1] & 0xE0 == 0xE0),
)
"""By what a file begins with."""
