"""Shares: by touch only, never of too few."""

from __future__ import annotations

from dataclasses import replace

import pytest

from kiosk.ledger import LEAST, Tally, entered_of, shares_of
from kiosk.ledger.tally import STEPS, bucket
from kiosk.playlist import model as m
from kiosk.visit.shares import Share, Shares
from tests.visit.stories import DEFECTOR, STORY, scene, text, to


def answers(**counts: int) -> Tally:
    return Tally(counts={("answer", "border", choice, "touch"): n for choice, n in counts.items()})


def test_of_too_few_nothing_is_told() -> None:
    assert LEAST == 30
    assert shares_of(answers(broker=20, hide=9), DEFECTOR) == Shares()
    found = shares_of(answers(broker=20, hide=10), DEFECTOR).answers
    assert found[("border", "broker")] == Share(20, 30)
    assert found[("border", "show")] == Share(0, 30)


def test_what_nobody_touched_is_in_no_share() -> None:
    tally = answers(broker=29)
    untouched = {("answer", "border", "hide", how): 500 for how in ("default", "skipped")}
    untouched[("answer", "border", "", "silence")] = untouched[("answer", "border", "", "left")] = 500
    assert shares_of(Tally(counts={**tally.counts, **untouched}), DEFECTOR).answers == {}
    tally = answers(broker=20, hide=10)
    assert shares_of(Tally(counts={**tally.counts, **untouched}), DEFECTOR).answers[("border", "hide")] == Share(10, 30)


def test_choices_that_are_gone_and_detours_are_in_no_share() -> None:
    assert shares_of(answers(broker=20, gone=20), DEFECTOR).answers == {}
    counts = {("answer", "farm", "go", "touch"): 40, ("answer", "farm", "read", "touch"): 40}
    found = shares_of(Tally(counts=counts), DEFECTOR).answers
    assert found == {("farm", "go"): Share(40, 40)}


def test_endings_count_once_a_visitor_and_a_gentler_scene_is_the_same_ending() -> None:
    told = scene("arrived-told", ending=m.Ending(text("Arrived")))
    arrived = replace(STORY["arrived"], gentler="arrived-told")
    playlist = replace(DEFECTOR, scenes={**STORY, "arrived": arrived, "arrived-told": told})
    counts = {
        ("ending", "arrived", "", "first"): 10,
        ("ending", "arrived-told", "", "first"): 5,
        ("ending", "back-again", "", "first"): 15,
        ("ending", "back-again", "", "later"): 100,
    }
    found = shares_of(Tally(counts=counts), playlist).endings
    assert found == {"arrived": Share(15, 30), "arrived-told": Share(15, 30), "back-again": Share(15, 30)}
    counts[("ending", "arrived", "", "first")] = 9
    assert shares_of(Tally(counts=counts), playlist).endings == {}


def test_an_ending_that_stands_in_for_a_scene_which_is_none_is_itself() -> None:
    told = scene("told", ending=m.Ending(text("Told")))
    playlist = replace(DEFECTOR, scenes={**STORY, "told": told, "reeds": replace(STORY["reeds"], to=to("farm"))})
    found = shares_of(Tally(counts={("ending", "told", "", "first"): 30}), playlist).endings
    assert found["told"] == Share(30, 30)


def test_how_many_entered_a_scene() -> None:
    counts = {("scene", "border", "", ""): 21}
    assert entered_of(Tally(hours={10: 20, 11: 9}, counts=counts), DEFECTOR) == {}
    found = entered_of(Tally(hours={10: 20, 11: 10}, counts=counts), DEFECTOR)
    assert found["border"] == Share(21, 30)
    assert found["hut"] == Share(0, 30)


@pytest.mark.parametrize(("seconds", "step"), [(0, 0), (14, 0), (15, 15), (137, 120), (1_799, 1_200), (99_999, 1_800)])
def test_how_long_a_visit_lasted_is_kept_in_steps(seconds: int, step: int) -> None:
    assert bucket(seconds) == step
    assert tuple(sorted(STEPS)) == STEPS
