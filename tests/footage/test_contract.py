"""kiosk.projector.Projector's promises, each asked of VLC and of the double: what tests rely on is what film does."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from kiosk.playlist.model import Media

from .conftest import House
from .stage import OnDouble, OnVlc, Stage

Open = Callable[..., Stage]


@pytest.fixture(params=["double", pytest.param("vlc", marks=[pytest.mark.vlc, pytest.mark.window])])
def open_stage(request: pytest.FixtureRequest, clips: Path) -> Open:
    if request.param == "double":
        return lambda **settings: OnDouble(clips, **settings)
    open_house: Callable[..., House] = request.getfixturevalue("open_house")
    return lambda **settings: OnVlc(open_house(**settings))


@pytest.fixture
def stage(open_stage: Open) -> Stage:
    return open_stage()


def test_an_armed_play_says_nothing_until_it_is_played(stage: Stage) -> None:
    stage.arm(1, "a.mp4", start=400)
    stage.ask("mark", 1, "past", 100)
    stage.run(400)
    assert stage.said == []
    assert stage.projector.position(1) == 400


def test_from_shown_over_its_marks_to_one_end(stage: Stage) -> None:
    stage.arm(1, "short.mp4")
    for name, at in (("last", 499), ("never", 501), ("second", 200), ("first", 100), ("before", -1)):
        stage.ask("mark", 1, name, at)
    stage.ask("play", 1)
    stage.wait("ended", 1)
    stage.run(300)
    marks = [("marked", 1, name) for name in ("before", "first", "second", "last")]
    assert stage.said == [("shown", 1, 500), *marks, ("ended", 1)]
    assert stage.projector.position(1) == 0


@pytest.mark.parametrize("ending", ["ended", "failed", "dropped"])
def test_after_its_end_nothing_is_heard_and_nothing_works(stage: Stage, ending: str) -> None:
    stage.arm(1, "none.mp4" if ending == "failed" else "short.mp4")
    stage.ask("play", 1)
    if ending == "dropped":
        stage.ask("drop", 1)
    else:
        stage.wait(ending, 1)
    said = list(stage.said)
    for name in ("play", "hold", "resume", "drop"):
        stage.ask(name, 1)
    stage.ask("mark", 1, "late", 0)
    stage.run(700)
    assert stage.said == said
    assert stage.projector.position(1) == 0


def test_a_number_may_be_used_again_but_only_after_its_end(stage: Stage) -> None:
    stage.start(1, "long.mp4")
    with pytest.raises(ValueError, match="play 1"):
        stage.arm(1, "a.mp4")
    stage.ask("drop", 1)
    stage.over.clear()
    stage.said.clear()
    stage.start(1, "short.mp4")
    stage.wait("ended", 1)


def test_a_broken_clip_fails_though_nobody_played_it(stage: Stage) -> None:
    stage.arm(1, "none.mp4")
    stage.wait("failed", 1)
    assert stage.heard("failed", 1)[0][2]
    assert stage.heard("shown") == []


def test_hold_keeps_the_position_and_its_marks_until_resume(stage: Stage) -> None:
    stage.start(1, "a.mp4")
    stage.ask("mark", 1, "later", 800)
    stage.reach(1, 300)
    stage.ask("hold", 1)
    stage.run(150)
    stood = stage.projector.position(1)
    stage.run(700)
    assert stage.projector.position(1) == stood
    assert stage.heard("marked") == []
    stage.ask("resume", 1)
    stage.wait("marked", 1)
    assert stage.projector.position(1) >= 800
    stage.wait("ended", 1)


def test_one_held_before_its_first_picture_is_shown_and_stands(stage: Stage) -> None:
    stage.arm(1, "a.mp4")
    stage.ask("hold", 1)
    stage.ask("play", 1)
    stage.wait("shown", 1)
    stage.run(400)
    assert stage.projector.position(1) == 0
    stage.ask("play", 1)  # shows it; only resume() lets it run
    stage.run(300)
    assert stage.projector.position(1) == 0
    stage.ask("resume", 1)
    stage.wait("ended", 1)


def test_one_that_was_never_played_is_played_by_resume(stage: Stage) -> None:
    stage.arm(1, "short.mp4")
    stage.ask("resume", 1)
    stage.wait("ended", 1)


def test_a_mark_that_is_past_is_told_at_once_also_of_a_film_that_is_held(stage: Stage) -> None:
    stage.start(1, "long.mp4")
    stage.reach(1, 300)
    stage.ask("hold", 1)
    stage.ask("mark", 1, "past", 100)
    assert stage.heard("marked") == []
    stage.run(150)
    assert stage.heard("marked") == [("marked", 1, "past")]


def test_a_loop_goes_round_and_never_ends(stage: Stage) -> None:
    stage.start(1, "short.mp4", loop=True)
    stage.ask("mark", 1, "once", 250)
    stage.run(1800)
    assert [said[0] for said in stage.said] == ["shown", "marked"]
    assert 0 <= stage.projector.position(1) <= 500
    stage.ask("drop", 1)


def test_a_stretch_goes_round_with_its_marks_until_it_is_told_to_go_on(stage: Stage) -> None:
    stage.start(1, "a.mp4")
    stage.ask("go_round", 1, 300, 800)
    stage.ask("mark", 1, "in it", 500)
    stage.ask("mark", 1, "behind it", 1000)
    stage.run(1600)
    assert stage.said.count(("marked", 1, "in it")) >= 2
    assert ("marked", 1, "behind it") not in stage.said
    stage.ask("go_on", 1)
    stage.wait("ended", 1)
    assert stage.said[-2:] == [("marked", 1, "behind it"), ("ended", 1)]


def test_playing_another_holds_the_first_and_resume_brings_it_back(stage: Stage) -> None:
    stage.start(1, "long.mp4")
    stage.reach(1, 300)
    stage.arm(2, "short.mp4")
    stage.ask("play", 2)
    stage.wait("shown", 2)
    stood = stage.projector.position(1)
    stage.wait("ended", 2)
    stage.run(300)
    assert stage.projector.position(1) - stood <= stage.slack
    stage.ask("resume", 1)
    stage.reach(1, stood + 300)
    assert len(stage.heard("shown", 1)) == 1


def test_the_last_one_asked_for_is_shown_though_the_one_before_is_ready_later(stage: Stage) -> None:
    """Play 1 is still being opened when 2 is asked for, which is ready: it must not come over 2 after all."""
    stage.arm(2, "long.mp4")
    stage.run(700)
    stage.arm(1, "long.mp4")
    stage.ask("play", 1)
    stage.ask("play", 2)
    stage.wait("shown", 2)
    stage.run(900)
    assert stage.heard("shown", 1) == []
    assert stage.projector.position(1) == 0
    assert stage.projector.position(2) > 500
    stage.ask("play", 1)
    stage.wait("shown", 1)


def test_of_two_that_are_ready_only_the_one_asked_for_last_is_shown(stage: Stage) -> None:
    for play in (1, 2):
        stage.arm(play, "long.mp4")
    stage.run(900)
    for play in (1, 2):
        stage.ask("play", play)
    stage.wait("shown", 2)
    stage.run(900)
    assert stage.heard("shown", 1) == []
    stage.ask("resume", 1)
    stage.wait("shown", 1)
    assert stage.projector.position(1) < 700


def test_another_language_keeps_the_place_and_tells_nothing_again(stage: Stage, clips: Path) -> None:
    stage.arm(1, "long.mp4", paths={"ko": clips / "long.mp4"})
    stage.ask("mark", 1, "told", 100)
    stage.ask("play", 1)
    stage.reach(1, 600)
    before = stage.projector.position(1)
    stage.ask("set_language", "ko")
    stage.run(1000)
    assert before + 500 <= stage.projector.position(1) <= before + 1700
    assert [said[0] for said in stage.said] == ["shown", "marked"]


def test_an_armed_play_takes_its_deck_from_one_that_waits_longer_and_both_are_shown(open_stage: Open) -> None:
    stage = open_stage(decks=1)
    for play in (1, 2, 3):
        stage.arm(play, "short.mp4")
    for play in (3, 1, 2):
        stage.ask("play", play)
        stage.wait("ended", play)
    assert [said[1] for said in stage.heard("shown")] == [3, 1, 2]


def test_where_every_deck_has_film_that_was_shown_a_play_waits_for_an_end(open_stage: Open) -> None:
    stage = open_stage(decks=1)
    stage.start(1, "a.mp4")
    stage.arm(2, "short.mp4")
    stage.ask("play", 2)
    stage.wait("ended", 1)
    assert stage.heard("shown", 2) == []
    stage.wait("ended", 2)


def test_whoever_hears_a_signal_may_call_anything(stage: Stage) -> None:
    projector = stage.projector

    def shown(play: int, _duration: int) -> None:
        if play == 1:
            projector.arm(2, Media("short.mp4", stage.clips / "short.mp4"))
            projector.play(2)
            stage.over.add(1)
            projector.drop(1)

    def ended(play: int) -> None:
        stage.arm(play + 10, "short.mp4")
        stage.ask("play", play + 10)

    projector.shown.connect(shown)
    projector.ended.connect(ended)
    stage.arm(1, "a.mp4")
    stage.ask("play", 1)
    stage.wait("shown", 12)


def test_volume_is_taken_from_nought_to_one(stage: Stage) -> None:
    for level in (-1.0, 0.5, 7.0):
        stage.ask("set_volume", level)
    stage.start(1, "short.mp4")
    stage.wait("ended", 1)


def test_closed_it_says_nothing_and_arms_nothing(stage: Stage) -> None:
    stage.start(1, "a.mp4")
    stage.ask("mark", 1, "later", 600)
    said = list(stage.said)
    for _ in range(2):
        stage.ask("close")
    stage.arm(2, "a.mp4")
    stage.ask("play", 2)
    stage.run(900)
    assert stage.said == said
    assert stage.projector.position(1) == stage.projector.position(2) == 0
