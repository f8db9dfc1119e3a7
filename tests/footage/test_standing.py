"""A film that stands: VLC would copy and show its picture again and again, and is kept from it."""

from __future__ import annotations

import queue
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from kiosk.footage import engine
from kiosk.footage.deck import Deck
from kiosk.footage.hardware import Hardware
from kiosk.footage.inlet import REPEATS, STANDS
from kiosk.footage.take import News, Order, Take

pytestmark = pytest.mark.vlc

FIRST = 1 + REPEATS
"""Displays of an armed film, until it is known to stand."""


@pytest.fixture
def deck() -> Iterator[Deck]:
    instance = engine.new_instance("--no-audio")
    news: queue.SimpleQueue[News] = queue.SimpleQueue()
    made = Deck("standing", instance, audible=False, post=news.put, wake=lambda: None, hardware=Hardware())
    yield made
    made.close()
    assert made.join(10)
    engine.release(instance)


def until(condition: Callable[[], bool], seconds: float = 20) -> None:
    deadline = time.monotonic() + seconds
    while not condition():
        assert time.monotonic() < deadline
        time.sleep(0.01)


def test_its_picture_is_shown_a_few_times_and_then_not_again(deck: Deck, clips: Path) -> None:
    take = Take(Order(clips / "long.mp4"))
    deck.load(take)
    until(lambda: take.mailbox.published == FIRST)
    time.sleep(2 * STANDS)
    assert take.mailbox.published == FIRST
    deck.run()
    until(lambda: take.mailbox.published > FIRST + 5)
    deck.pause()
    until(lambda: not take.clock.running)
    held = take.mailbox.published
    time.sleep(2 * STANDS)
    assert held <= take.mailbox.published <= held + REPEATS + 1
    deck.run()
    until(lambda: take.mailbox.published > held + REPEATS + 5)


def test_while_it_stands_it_can_be_stopped_at_once(deck: Deck, clips: Path) -> None:
    take, other = Take(Order(clips / "long.mp4")), Take(Order(clips / "a.mp4"))
    deck.load(take)
    until(lambda: take.mailbox.published == FIRST)
    deck.load(other)
    until(lambda: other.mailbox.published == FIRST)
    assert take.mailbox.published == FIRST
