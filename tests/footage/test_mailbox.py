"""The mailbox under threads: what is shown is never written, and what is taken is whole and never older."""

from __future__ import annotations

import ctypes
import threading

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kiosk.footage.mailbox import Geometry, Mailbox, Picture

SMALL = Geometry(64, 32)


def test_geometry_of_odd_sizes() -> None:
    assert Geometry(853, 481).lines == (481, 241, 241)
    luma, blue, red = Geometry(853, 481).pitches
    assert luma >= 853
    assert blue == red == luma // 2 >= 427
    assert luma % 64 == blue % 64 == 0


def test_planes_lie_apart_and_inside_their_memory() -> None:
    picture = Picture(Geometry(33, 17))
    ends = [
        plane + pitch * lines
        for plane, pitch, lines in zip(picture.planes, picture.geometry.pitches, picture.geometry.lines, strict=True)
    ]
    assert ends[0] <= picture.planes[1]
    assert ends[1] <= picture.planes[2]
    for plane, pitch, lines in zip(picture.planes, picture.geometry.pitches, picture.geometry.lines, strict=True):
        ctypes.memset(plane, 7, pitch * lines)
        assert plane % 64 == 0


def test_nothing_can_be_written_before_it_is_open() -> None:
    with pytest.raises(IndexError):
        Mailbox().write()
    assert Mailbox().latest() is None


def test_latest_is_what_was_taken_until_there_is_newer() -> None:
    mailbox = Mailbox()
    mailbox.open(SMALL)
    slot, first = mailbox.write()
    assert mailbox.take() is None
    mailbox.publish(slot)
    assert mailbox.take() is first
    assert mailbox.take() is None
    assert mailbox.latest() is first
    slot, second = mailbox.write()
    mailbox.publish(slot)
    assert mailbox.latest() is second


def test_only_what_somebody_should_have_seen_counts_as_dropped() -> None:
    mailbox = Mailbox()
    mailbox.open(SMALL)
    for watched, dropped in ((False, 0), (True, 3)):
        mailbox.watched = watched
        for _ in range(3):
            slot, _picture = mailbox.write()
            mailbox.publish(slot)
        assert mailbox.dropped == dropped
    assert mailbox.published == 6


@given(st.lists(st.sampled_from(["write", "publish", "take", "latest", "open"]), max_size=60))
def test_what_is_shown_is_never_handed_out_for_writing(steps: list[str]) -> None:
    mailbox = Mailbox()
    mailbox.open(SMALL)
    writing: tuple[int, Picture] | None = None
    shown: Picture | None = None
    for step in steps:
        if step == "write":
            writing = mailbox.write()
            assert writing[1] is not shown
        elif step == "publish" and writing is not None:
            mailbox.publish(writing[0])
            writing = None
        elif step == "take":
            taken = mailbox.take()
            assert taken is None or taken is not shown
            shown = taken or shown
        elif step == "latest":
            shown = mailbox.latest() or shown
        elif step == "open":
            mailbox.open(SMALL)
            writing = shown = None
        if writing is not None:
            assert writing[1] is not shown


def test_no_picture_is_torn_between_two_threads() -> None:
    mailbox = Mailbox()
    mailbox.open(SMALL)
    rounds, size = 4000, SMALL.pitches[0] * SMALL.lines[0]
    done = threading.Event()

    def vlc() -> None:
        for number in range(rounds):
            slot, picture = mailbox.write()
            for row in range(SMALL.lines[0]):  # row by row, so that a reader could come between
                ctypes.memset(picture.planes[0] + row * SMALL.pitches[0], number % 251, SMALL.pitches[0])
            mailbox.publish(slot)
        done.set()

    writer = threading.Thread(target=vlc)
    writer.start()
    taken = torn = 0
    while not done.is_set():
        picture = mailbox.take()
        if picture is not None:
            taken += 1
            first = ctypes.string_at(picture.planes[0], size)
            torn += len(set(first)) != 1 or ctypes.string_at(picture.planes[0], size) != first
    writer.join()
    assert torn == 0
    assert taken > 10
