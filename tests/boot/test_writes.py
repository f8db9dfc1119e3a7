"""Logs of writes, as qemu writes them, and what a cut leaves of a disk."""

from __future__ import annotations

import random
import struct
from collections.abc import Sequence
from pathlib import Path

import pytest

from tests.boot.writes import DISCARD, FLUSH, FUA, KEEPS, LogError, entries, read_log, replay, surviving, unflushed

SECTOR = 512
Told = tuple[int, bytes, int]
"""Where, what and which flags."""


def logged(file: Path, told: Sequence[Told]) -> Path:
    def sector(data: bytes) -> bytes:
        return data.ljust(SECTOR, b"\0")

    parts = [sector(struct.pack("<QQQI", 0x6A736677736872, 1, len(told), SECTOR))]
    for where, what, flags in told:
        count = -(-len(what) // SECTOR)
        parts.append(sector(struct.pack("<QQQQ", where, count, flags, 0)))
        if not flags & DISCARD:
            parts.append(what.ljust(count * SECTOR, b"\0"))
    file.write_bytes(b"".join(parts))
    return file


def letters(disk: Path) -> str:
    """The first byte of each sector."""
    return "".join(chr(byte) if byte else "." for byte in disk.read_bytes()[::SECTOR])


@pytest.fixture
def disk(tmp_path: Path) -> Path:
    file = tmp_path / "disk"
    file.write_bytes(bytes(6 * SECTOR))
    return file


STORY: Sequence[Told] = ((0, b"a", 0), (1, b"b", 0), (0, b"", FLUSH), (0, b"c", 0), (2, b"d", FUA), (3, b"e", 0))


def test_what_was_flushed_is_there_and_the_rest_as_it_is_kept(tmp_path: Path, disk: Path) -> None:
    log = read_log(logged(tmp_path / "log", STORY))
    replay(log, surviving(log.writes, 6, "nothing", random.Random(1)), disk)
    assert letters(disk) == "abd..."
    replay(log, surviving(log.writes, 6, "all", random.Random(1)), disk)
    assert letters(disk) == "cbde.."


def test_before_the_flush_nothing_is_sure(tmp_path: Path, disk: Path) -> None:
    log = read_log(logged(tmp_path / "log", STORY))
    replay(log, surviving(log.writes, 2, "nothing", random.Random(1)), disk)
    assert letters(disk) == "......"
    assert surviving(log.writes, 0, "all", random.Random(1)) == []


def test_half_of_what_is_unsure_differs_from_lot_to_lot(tmp_path: Path) -> None:
    log = read_log(logged(tmp_path / "log", [(place, b"x", 0) for place in range(6)]))
    kept = {tuple(write.sector for write in surviving(log.writes, 6, "half", random.Random(lot))) for lot in range(30)}
    assert len(kept) > 5
    assert all(list(one) == sorted(one) for one in kept), "in the order in which they were written"


@pytest.mark.parametrize("cut", range(7))
def test_each_way_of_keeping_keeps_no_less_than_the_one_before(tmp_path: Path, cut: int) -> None:
    log = read_log(logged(tmp_path / "log", STORY))
    nothing, half, all_of_it = (surviving(log.writes, cut, keep, random.Random(3)) for keep in KEEPS)
    assert set(nothing) <= set(half) <= set(all_of_it)


def test_what_a_cut_may_lose_is_counted(tmp_path: Path) -> None:
    log = read_log(logged(tmp_path / "log", STORY))
    assert [unflushed(log.writes, cut) for cut in range(7)] == [0, 1, 2, 0, 1, 2, 3]


def test_discarded_sectors_have_no_data_in_the_log(tmp_path: Path, disk: Path) -> None:
    log = read_log(logged(tmp_path / "log", [(0, b"a", 0), (0, b"a", DISCARD), (1, b"b", 0)]))
    replay(log, surviving(log.writes, 3, "all", random.Random(1)), disk)
    assert letters(disk) == "ab...."


def test_a_growing_log_says_how_long_it_is(tmp_path: Path) -> None:
    begun = tmp_path / "begun"
    begun.touch()
    assert entries(begun) == 0
    assert entries(logged(tmp_path / "log", STORY)) == 6


def test_other_files_are_no_logs(tmp_path: Path) -> None:
    empty = tmp_path / "empty"
    empty.touch()
    other = tmp_path / "other"
    other.write_bytes(b"x" * 4096)
    short = logged(tmp_path / "short", STORY)
    short.write_bytes(short.read_bytes()[: 4 * SECTOR])
    for file, words in ((empty, "too short"), (other, "is no log"), (short, "cut off")):
        with pytest.raises(LogError, match=words):
            read_log(file)
