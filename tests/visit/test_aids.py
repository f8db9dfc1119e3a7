""" "More help": what a visitor sets there holds at once, holds the film meanwhile, and is gone with the visitor."""

from __future__ import annotations

from dataclasses import replace

import pytest

from kiosk.visit import events as ev
from kiosk.visit.aids import Aids
from kiosk.visit.effects import SetAside
from kiosk.visit.opening import carry_over
from kiosk.visit.state import House
from kiosk.visit.step import start, step
from tests.visit.places import ESCAPE, GO, PEOPLE, TAKEN, at_decision, awake
from tests.visit.stories import DEFECTOR
from tests.visit.world import World

OPEN = ev.HelpTouched()
ALL = (ev.TextTouched(2), ev.ContrastTouched(), ev.SeatedTouched(), ev.CalmTouched(), ev.LimitsTouched())
BESIDE = (ev.DescribedTouched(), ev.SignedTouched())


def test_each_is_one_touch_and_leaves_the_panel_open() -> None:
    world = at_decision().send(OPEN, *ALL)
    assert world.view.helping
    assert world.view.aids == Aids(text_step=2, contrast=True, seated=True, calm=True)
    assert world.view.relaxed
    world.send(*ALL[1:], ev.TextTouched(1))
    assert world.view.aids == Aids(text_step=1)
    assert not world.view.relaxed


@pytest.mark.parametrize(("asked", "step_"), [(-1, 0), (3, 2), (1, 1)])
def test_there_are_three_sizes_of_text(asked: int, step_: int) -> None:
    assert awake().send(OPEN, ev.TextTouched(asked)).view.aids.text_step == step_


def test_nothing_is_set_while_it_is_closed() -> None:
    world = at_decision().send(*ALL)
    assert world.view.aids == Aids()
    assert not world.view.relaxed


def test_open_it_holds_the_film_and_gives_the_whole_time_back() -> None:
    world = at_decision().wait(2_000)
    assert world.view.decision is not None
    before = world.view.decision.serial
    world.send(OPEN)
    assert world.running() == []
    world.wait(20_000).send(ev.ChoiceTouched("hide"))
    assert not world.view.helping, "beside it closes it, and chooses nothing"
    assert world.running() == ["border.mp4"]
    assert world.view.decision is not None
    assert world.view.decision.chosen is None
    assert world.view.decision.serial != before


def test_it_holds_a_page_s_clip_and_is_asked_about() -> None:
    world = awake().send(PEOPLE, ev.PageTouched("sook-ja"), ev.ClipTouched()).wait(100).send(OPEN)
    assert world.running() == []
    world.wait(60_100)
    assert world.view.asking is not None
    world.send(ev.Touched())
    assert world.view.helping, "the question covers it and takes nothing away"
    assert world.send(OPEN).running() == ["sook-ja.mp4"]


@pytest.mark.parametrize("touch", [OPEN, ev.BackTouched(), ev.DoorTouched(0), ev.ClipTouched()])
def test_whatever_else_is_touched_closes_it_and_does_nothing_more(touch: ev.Event) -> None:
    world = awake().send(OPEN, touch)
    assert not world.view.helping
    assert world.view.screen == "home"


def test_the_strip_goes_on_working_beside_it() -> None:
    world = at_decision().send(OPEN, ev.CaptionsTouched(), ev.VolumeTouched(1), ev.LanguageTouched("ko"))
    assert world.view.helping
    assert (world.view.captions, world.view.volume, world.view.language) == (False, 4, "ko")
    world.send(ev.LanguagesTouched())
    assert (world.view.helping, world.view.choosing_language) == (False, True)
    world.send(OPEN)
    assert (world.view.helping, world.view.choosing_language) == (True, False)
    world.send(ev.HomeTouched())
    assert world.view.screen == "home"
    assert not world.view.helping


def test_calm_doubles_what_time_there_is() -> None:
    world = at_decision().send(OPEN, ev.CalmTouched(), OPEN)
    assert world.view.decision is not None
    assert world.view.decision.window == 8_000
    world.wait(7_900)
    assert world.view.decision is not None
    assert world.view.decision.chosen is None
    world = awake().send(OPEN, ev.CalmTouched(), OPEN).wait(119_900)
    assert world.view.asking is None
    world.wait(200)
    assert world.view.asking is not None
    assert world.view.asking.after == 40_000
    assert world.wait(39_700).view.screen == "home"
    assert world.wait(300).view.screen == "attract"
    assert world.view.aids == Aids()


def test_before_a_story_the_longer_time_is_told() -> None:
    world = awake().send(ESCAPE)
    assert world.view.before is not None
    told = world.view.before.window
    world.send(OPEN, ev.CalmTouched(), OPEN)
    assert world.view.before is not None
    assert world.view.before.window == 2 * told


def test_no_time_limits_hold_for_every_story_that_begins_after() -> None:
    world = awake().send(OPEN, ev.LimitsTouched(), OPEN, ESCAPE)
    assert world.view.before is not None
    assert world.view.before.relaxed
    world.send(GO)
    assert world.view.relaxed
    world.send(ev.HomeTouched(), OPEN, ev.LimitsTouched(), OPEN, ESCAPE, TAKEN, ev.HomeTouched(), ESCAPE, GO)
    assert world.view.relaxed, "who took their time once is not hurried the next time"


def test_an_open_decision_takes_no_limits_up_at_once() -> None:
    world = at_decision().send(OPEN, ev.LimitsTouched(), OPEN)
    assert world.view.decision is not None
    assert world.view.decision.held
    assert world.wait(30_000).view.decision is not None


def test_all_is_as_the_house_gives_it_after_the_reset() -> None:
    house = House("en", aids=Aids(seated=True))
    visit, _ = start(DEFECTOR, house, 1)
    assert visit.aids.seated
    for event in (ev.Touched(), OPEN, *ALL, ev.ResetAsked()):
        visit, _ = step(DEFECTOR, visit, event)
    assert visit.aids == house.aids
    assert not visit.relaxed
    assert not visit.helping


def test_a_playlist_saved_anew_keeps_what_was_set_and_closes_the_panel() -> None:
    world: World = awake().send(OPEN, *ALL)
    visit, _ = carry_over(DEFECTOR, replace(DEFECTOR), world.visit, 0)
    assert not visit.helping
    assert visit.aids == world.visit.aids


def aside(world: World) -> list[tuple[bool, bool]]:
    return [(one.described, one.signed) for one in world.done if isinstance(one, SetAside)]


def test_films_are_described_and_signed_from_the_touch_on_and_not_for_the_next_visitor() -> None:
    world = at_decision().send(OPEN, *BESIDE)
    assert (world.view.aids.described, world.view.aids.signed) == (True, True)
    assert aside(world) == [(True, False), (True, True)]
    world.send(BESIDE[0], OPEN)
    assert aside(world)[-1] == (False, True)
    world.send(ev.ResetAsked())
    assert aside(world)[-1] == (False, False)
    assert world.view.aids == Aids()


def test_a_house_may_describe_every_film() -> None:
    _, effects = start(DEFECTOR, House("en", aids=Aids(described=True)), 1)
    assert [one for one in effects if isinstance(one, SetAside)] == [SetAside(True, False)]
