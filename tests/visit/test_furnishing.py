"""The house is changed while it runs: at rest at once, for a visitor not before they have gone."""

from __future__ import annotations

from dataclasses import replace

from kiosk.visit import effects as ef
from kiosk.visit import events as ev
from kiosk.visit.furnishing import furnish
from kiosk.visit.state import House
from kiosk.visit.step import start, step
from tests.visit.stories import DEFECTOR

KOREAN = House("ko", captions=False, volume=1)


def test_at_rest_it_is_taken_up_at_once() -> None:
    visit, _ = start(DEFECTOR, House("en"), 1)
    changed, effects = furnish(visit, KOREAN)
    assert (changed.house, changed.language, changed.captions, changed.volume) == (KOREAN, "ko", False, 1)
    assert effects == (ef.SetLanguage("ko"), ef.SetVolume(0.2))
    assert replace(changed, house=visit.house, language="en", captions=True, volume=3) == visit


def test_a_visitor_keeps_theirs_and_the_next_one_has_it() -> None:
    visit, _ = start(DEFECTOR, House("en"), 1)
    visit, _ = step(DEFECTOR, visit, ev.Touched())
    changed, effects = furnish(visit, KOREAN)
    assert effects == ()
    assert changed.language == "en"
    after, effects = step(DEFECTOR, changed, ev.ResetAsked())
    assert after.language == "ko"
    assert ef.SetLanguage("ko") in effects
