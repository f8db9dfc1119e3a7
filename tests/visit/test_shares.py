"""What an ending tells of earlier visitors: what was counted, of what this visitor did by touch."""

from __future__ import annotations

from dataclasses import replace

import pytest

from kiosk.playlist import model as m
from kiosk.visit import events as ev
from kiosk.visit.shares import Share, Shares
from kiosk.visit.view import ShareView
from tests.visit.places import at_decision
from tests.visit.stories import DEFECTOR
from tests.visit.world import CLIP, World

BROKER, SPEAK, ARRIVED = Share(12, 40), Share(7, 35), Share(3, 30)
ALL = Shares({("border", "broker"): BROKER, ("hut", "speak"): SPEAK}, {"arrived": ARRIVED})


def told(world: World) -> list[ShareView]:
    ending = world.view.ending
    assert ending is not None
    return list(ending.shares)


def arrived(world: World) -> World:
    """By touch at both decisions, to the ending that shows shares."""
    world.send(ev.ChoiceTouched("broker")).wait(700).wait(2_000).send(ev.ChoiceTouched("speak"))
    return world.wait(2 * CLIP)


def counted(shares: Shares) -> World:
    return at_decision().send(ev.SharesCounted(shares))


def test_the_last_answer_and_the_ending_are_told() -> None:
    assert told(arrived(counted(ALL))) == [ShareView("Speak", 7, 35), ShareView("", 3, 30)]


def test_what_was_not_counted_is_not_told() -> None:
    assert told(arrived(counted(Shares()))) == []
    earlier = Shares({("border", "broker"): BROKER})
    assert told(arrived(counted(earlier))) == [ShareView("The broker", 12, 40)]


def test_an_answer_that_was_not_touched_is_not_told() -> None:
    show = replace(DEFECTOR.scenes["back-again"], ending=m.Ending(m.Text("Turned back")))
    world = World(replace(DEFECTOR, scenes={**DEFECTOR.scenes, "back-again": show}))
    world.send(ev.SharesCounted(Shares({("border", "hide"): BROKER, ("hut", "speak"): SPEAK})))
    world.wait(100).send(ev.Touched(), ev.DoorTouched(0), ev.BeginTouched()).wait(CLIP - 5_900)
    world.send(ev.ChoiceTouched("broker")).wait(700).wait(2 * CLIP)
    assert told(world) == []


def test_an_ending_that_does_not_show_shares_tells_none() -> None:
    story = {**DEFECTOR.scenes, "arrived": replace(DEFECTOR.scenes["arrived"], ending=m.Ending(m.Text("A"), show=()))}
    world = World(replace(DEFECTOR, scenes=story)).send(ev.SharesCounted(ALL)).wait(100)
    world.send(ev.Touched(), ev.DoorTouched(0), ev.BeginTouched()).wait(CLIP - 5_900)
    assert told(arrived(world)) == []


def test_an_answer_taken_back_is_not_told() -> None:
    world = counted(ALL).send(ev.ChoiceTouched("broker")).wait(700).send(ev.BackTouched())
    assert world.story.steps[-1].touched is None


def test_they_stay_for_the_next_visitor() -> None:
    world = counted(ALL).send(ev.ResetAsked())
    assert world.visit.house.shares == ALL
    assert world.view.screen == "attract"


@pytest.mark.parametrize(
    ("same", "whole", "said"),
    [(0, 30, "0 %"), (1, 1_000, "1 %"), (999, 1_000, "99 %"), (30, 30, "100 %"), (1, 3, "33 %")],
)
def test_a_percentage_that_is_neither_nothing_nor_all_is_told_so(same: int, whole: int, said: str) -> None:
    assert Share(same, whole).percent == said
