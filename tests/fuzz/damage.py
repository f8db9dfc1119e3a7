"""Films damaged by chance, each of them again from its seed and number."""

from __future__ import annotations

import random
import struct
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Final

MEDIA: Final = Path(__file__).parents[2] / "media"
_WITHIN: Final = frozenset({b"moov", b"trak", b"mdia", b"minf", b"stbl", b"edts"})
"""Boxes of an MP4 that hold boxes."""
_TABLES: Final = frozenset({b"stts", b"ctts", b"stss", b"stsz", b"stco", b"stsc", b"elst", b"mdhd", b"mvhd", b"tkhd"})
"""What says when each picture is shown, where it lies, and how large it is."""
_CODEC: Final = frozenset({b"stsd"})
_ODD: Final = (0, 1, 7, 0x7FFFFFFF, 0x80000000, 0xFFFFFFFF)


def shipped() -> list[Path]:
    """The exhibition's own clips, in the same order everywhere."""
    return sorted(MEDIA.glob("*/*.mp4"))


def damaged(seed: int, number: int, clips: Sequence[Path]) -> tuple[str, bytes]:
    """What was done to which clip, and the file that came of it."""
    chance = random.Random(f"{seed}/{number}")
    source = chance.choice(clips)
    film = bytearray(source.read_bytes())
    kind = chance.choice(tuple(_KINDS))
    other = chance.choice(clips).read_bytes() if kind == "splice" else b""
    done = _KINDS[kind](chance, film, other)
    return f"{kind} {source.name}: {done}", bytes(film)


def boxes(film: bytes | bytearray) -> list[tuple[bytes, int, int]]:
    """Every box of an MP4 as (name, where it begins, how long it is), the outer before the inner."""
    found: list[tuple[bytes, int, int]] = []
    places = [(0, len(film))]
    while places:
        at, end = places.pop()
        while at + 8 <= end:
            size, name = struct.unpack_from(">I4s", film, at)
            if size < 8 or at + size > end:
                break
            found.append((name, at, size))
            if name in _WITHIN:
                places.append((at + 8, at + size))
            at += size
    return found


def _flip(chance: random.Random, film: bytearray, first: int, behind: int, most: int) -> str:
    count = round(10 ** chance.uniform(0, most))
    for _ in range(count):
        film[chance.randrange(first, behind)] ^= 1 << chance.randrange(8)
    return f"{count} bits in {first}..{behind}"


def _flip_anywhere(chance: random.Random, film: bytearray, _other: bytes) -> str:
    return _flip(chance, film, 0, len(film), 4)


def _flip_in_index(chance: random.Random, film: bytearray, _other: bytes) -> str:
    at, size = next((at, size) for name, at, size in boxes(film) if name == b"moov")
    return _flip(chance, film, at, at + size, 2)


def _cut(chance: random.Random, film: bytearray, _other: bytes) -> str:
    length = chance.choice((chance.randrange(1, 20_000), chance.randrange(1, len(film))))
    del film[length:]
    return f"after {length} bytes"


def _splice(chance: random.Random, film: bytearray, other: bytes) -> str:
    at, back = chance.randrange(len(film)), chance.randrange(len(other))
    film[at:] = other[back:]
    return f"at {at} goes on with another from {back}"


def _move(chance: random.Random, film: bytearray, _other: bytes) -> str:
    """A piece is missing, or there twice: everything behind it lies elsewhere than the index says."""
    at = chance.randrange(len(film))
    length = chance.randrange(1, 5000)
    if chance.random() < 0.5:
        del film[at : at + length]
        return f"{length} bytes missing at {at}"
    film[at:at] = film[at : at + length]
    return f"{length} bytes twice at {at}"


def _sizes(chance: random.Random, film: bytearray, _other: bytes) -> str:
    told = []
    for name, at, size in chance.sample(boxes(film), chance.randrange(1, 4)):
        new = chance.choice((*_ODD, size - 1, size + 1, size * 2, chance.getrandbits(32))) & 0xFFFFFFFF
        struct.pack_into(">I", film, at, new)
        told.append(f"{name.decode()} {size} -> {new}")
    return ", ".join(told)


def _numbers(chance: random.Random, film: bytearray, names: frozenset[bytes]) -> str:
    told = []
    for name, at, size in chance.sample(chosen := [box for box in boxes(film) if box[0] in names], min(2, len(chosen))):
        count = round(10 ** chance.uniform(0, 2))
        for _ in range(count):
            place = at + 8 + 4 * chance.randrange(max(1, (size - 8) // 4))
            (old,) = struct.unpack_from(">I", film, place)
            new = chance.choice((*_ODD, old + 1, old * 2, chance.getrandbits(32), chance.getrandbits(16))) & 0xFFFFFFFF
            struct.pack_into(">I", film, place, new)
        told.append(f"{count} numbers in {name.decode()}")
    return ", ".join(told)


def _tables(chance: random.Random, film: bytearray, _other: bytes) -> str:
    return _numbers(chance, film, _TABLES)


def _codec(chance: random.Random, film: bytearray, _other: bytes) -> str:
    return _numbers(chance, film, _CODEC)


def _noise(chance: random.Random, film: bytearray, _other: bytes) -> str:
    at = chance.randrange(len(film))
    film[at : at + 3000] = chance.randbytes(len(film[at : at + 3000]))
    return f"noise at {at}"


def _zeros(chance: random.Random, film: bytearray, _other: bytes) -> str:
    at, length = chance.randrange(len(film)), round(10 ** chance.uniform(1, 6))
    film[at : at + length] = bytes(len(film[at : at + length]))
    return f"{length} zeros at {at}"


_KINDS: Final[dict[str, Callable[[random.Random, bytearray, bytes], str]]] = {
    "flip": _flip_anywhere,
    "index": _flip_in_index,
    "cut": _cut,
    "splice": _splice,
    "move": _move,
    "sizes": _sizes,
    "tables": _tables,
    "codec": _codec,
    "noise": _noise,
    "zeros": _zeros,
}
