"""What stands still moves, by so little and so slowly that nobody sees it."""

from __future__ import annotations

from itertools import pairwise
from pathlib import Path

import pytest
from PySide6.QtCore import QPointF

from kiosk.screen import Panel, Screen
from kiosk.screen.burnin import EVERY, QUIET, STEPS, BurnIn, place
from tests.screen.audit import audit
from tests.screen.hand import Hand
from tests.screen.looking import settle, texts
from tests.screen.views import SCREENS, Views

PANEL = Panel(calm=True)
MOST = 4
"""Pixels at 1080p that anything stands aside: half of Theme.u."""


def test_it_goes_round_in_small_steps() -> None:
    places = [place(step) for step in range(STEPS + 1)]
    assert places[0] == (0.0, 0.0)
    assert places[-1] == pytest.approx(places[0], abs=1e-9)
    assert all(-1 <= across <= 1 and 0 <= down <= 1 for across, down in places)
    assert len({(round(4 * across), round(4 * down)) for across, down in places}) >= 10, "it does not stand about"
    for (x, y), (then_x, then_y) in pairwise(places):
        assert max(abs(x - then_x), abs(y - then_y)) * MOST < 2, "no step is two pixels"
    assert EVERY * STEPS > 10 * 60_000, "once round takes minutes"


def test_never_while_somebody_touches() -> None:
    now = 100_000
    care = BurnIn(lambda: now)
    moved: list[tuple[float, float]] = []
    care.moved.connect(lambda across, down: moved.append((across, down)))
    care.touch()
    care.go()
    now += QUIET - 1
    care.go()
    assert moved == []
    now += 1
    care.go()
    assert moved == [place(1)]


@pytest.mark.window
@pytest.mark.parametrize("name", ["attract", "home", "decision-long", "ending"])
def test_what_holds_for_a_screen_holds_wherever_it_stands(walls: dict[str, Screen], stills: Path, name: str) -> None:
    screen = walls["landscape"]
    root = screen.window.rootObject()
    screen.show_view(Views("en", stills).attract())
    screen.show_view(SCREENS[name](Views("en", stills)))
    settle(screen)
    before = {text.words: text.box for text in texts(screen)}
    try:
        for step in (STEPS // 8, STEPS // 4, STEPS * 3 // 4):
            root.setProperty("drift", QPointF(*place(step)))
            settle(screen)
            assert audit(screen, PANEL) == []
            far = [text.box.topLeft() - before[text.words].topLeft() for text in texts(screen)]
            assert all(abs(one.x()) <= MOST and 0 <= one.y() <= MOST for one in far)
            assert any(not one.isNull() for one in far), "something has moved"
    finally:
        root.setProperty("drift", QPointF(0, 0))


@pytest.mark.window
def test_a_touch_is_taken_where_it_is_seen(hand: Hand, stills: Path) -> None:
    """And it only begins to move when it is told to."""
    assert not hand.screen._burn_in._timer.isActive()
    hand.screen.spare_panel()
    assert hand.screen._burn_in._timer.isActive()
    hand.screen.show_view(Views("en", stills).home())
    before = {target.name: target.rect for target in hand.screen.targets()}
    hand.screen._burn_in._step = STEPS // 4 - 1
    hand.screen._burn_in.go()
    settle(hand.screen)
    after = {target.name: target.rect for target in hand.screen.targets()}
    assert after["help"] == before["help"].translated(MOST, MOST)
    assert after["door-0"] == before["door-0"]
