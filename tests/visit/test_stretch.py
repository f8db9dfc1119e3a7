"""A stretch of the scene's own film goes round while a visitor thinks, and is left when they have chosen."""

from __future__ import annotations

from dataclasses import replace

import pytest

from kiosk.playlist import model as m
from kiosk.visit import effects as ef
from kiosk.visit import events as ev
from tests.visit import stories
from tests.visit.stories import DEFECTOR, text, to
from tests.visit.world import CLIP, World

STRETCH = m.Stretch(4_000, 6_000)
CHOICES = (
    m.Choice("read", text("Read the letter"), detour="letter"),
    m.Choice("go", text("Go on"), to("film")),
)
WAITS = m.Decision(text("What now?"), CHOICES, opens=5_000)


def asking(decision: m.Decision | None = WAITS, stretch: m.Stretch = STRETCH, **fields: object) -> World:
    """A visitor in the scene whose film has `stretch`; every film of this world lasts 10 s."""
    scene = stories.scene("border", stretch=stretch, decision=decision, **{"to": to("film"), **fields})
    playlist = replace(DEFECTOR, scenes={**stories.STORY, "border": scene}, home=DEFECTOR.home[:1])
    world = World(playlist).send(ev.Touched(), ev.DoorTouched(0), ev.BeginTouched())
    return world.wait(10)


def position(world: World) -> int:
    (play,) = [play for play in world.plays.values() if play.state == "running"]
    assert play.media.name == "border.mp4"
    return play.position


def rounds(world: World) -> list[ef.Effect]:
    return [effect for effect in world.done if isinstance(effect, ef.GoRound | ef.GoOn)]


def test_it_goes_round_from_the_first_frame_on_and_for_as_long_as_nobody_chooses() -> None:
    world = asking()
    assert rounds(world) == [ef.GoRound(world.story.film.play, 4_000, 6_000)]
    world.wait(20_000)
    assert position(world) == 4_010
    assert len(rounds(world)) == 1
    assert len(world.happened(ef.DecisionOpened)) == 1


def test_a_choice_that_cuts_leaves_it_where_it_is() -> None:
    world = asking().wait(9_500).send(ev.ChoiceTouched("go")).wait(590)
    assert position(world) == 4_100  # round once more while the choice is lit
    world.wait(10)
    assert world.running() == ["film.mp4"]
    assert len(rounds(world)) == 1


def test_a_choice_that_plays_out_lets_the_film_run_on_from_its_seam() -> None:
    world = asking(replace(WAITS, after="play out")).wait(9_500).send(ev.ChoiceTouched("go")).wait(1_000)
    assert [type(effect) for effect in rounds(world)] == [ef.GoRound, ef.GoOn]
    assert position(world) == 6_510
    world.wait(3_400)
    assert world.running() == ["border.mp4"]
    assert "idle" not in world.visit.timers
    world.wait(100)
    assert world.running() == ["film.mp4"]


def test_without_opens_the_decision_opens_when_the_stretch_was_seen_once() -> None:
    world = asking(replace(WAITS, opens=None)).wait(5_900)
    assert world.view.decision is None
    world.wait(100)
    assert world.view.decision is not None
    assert position(world) == 4_010
    world.send(ev.ChoiceTouched("read")).wait(610 + CLIP)
    assert position(world) == 3_010  # a detour comes back to three seconds before it was asked
    assert world.view.decision is None
    world.wait(3_100)
    assert world.view.decision is not None
    assert position(world) == 4_110


def test_times_from_the_films_end_and_no_end_at_all() -> None:
    assert position(asking(stretch=m.Stretch(-6_000, -4_000)).wait(20_000)) == 4_010
    world = asking(stretch=m.Stretch(-6_000)).wait(21_000)
    assert position(world) == 9_010
    assert not any(effect.play in world.over for effect in rounds(world))  # type: ignore[union-attr]  # rounds have plays


@pytest.mark.parametrize(
    ("stretch", "opens"),
    [
        (m.Stretch(12_000, 20_000), None),
        (m.Stretch(-12_000, 5_000), None),
        (m.Stretch(4_000, -5_500), None),
        (m.Stretch(4_000, 6_000), -3_000),
    ],
)
def test_a_stretch_that_does_not_fit_the_film_is_told_and_the_last_picture_stays(
    stretch: m.Stretch, opens: int | None
) -> None:
    world = asking(replace(WAITS, opens=opens), stretch).wait(CLIP)
    assert rounds(world) == []
    assert world.running() == []
    assert world.view.decision is not None
    (told,) = [effect.what for effect in world.done if isinstance(effect, ef.Incident)]
    assert "scene border: its hold does not fit" in told
    assert "in a film of 10.0 s" in told


def test_where_the_films_length_is_not_known_its_times_are_believed() -> None:
    world = asking()
    play = world.story.film.play
    world.send(ev.BackTouched(), ev.DoorTouched(0))
    unknown = max(number for number, showing in world.plays.items() if showing.media.name == "border.mp4")
    assert unknown != play
    world.pending.clear()
    world.send(ev.FirstFrameShown(unknown, 0))
    assert rounds(world)[-1] == ef.GoRound(unknown, 4_000, 6_000)


TIMED = replace(WAITS, window=3_000, default="go")


def test_with_a_time_limit_it_goes_round_only_for_those_who_take_their_time() -> None:
    world = asking(TIMED).wait(5_500)
    assert rounds(world) == []
    world.send(ev.TimeTouched()).wait(10_000)
    assert position(world) == 5_510
    world.send(ev.TimeTouched()).wait(1_000)  # back to the limit: left at its seam
    assert [type(effect) for effect in rounds(world)] == [ef.GoRound, ef.GoOn]
    assert position(world) == 6_510
    world.wait(2_600)
    assert world.running() == ["film.mp4"]


def test_who_asks_for_time_where_the_stretch_does_not_fit_sees_the_film_stand() -> None:
    world = asking(TIMED, m.Stretch(12_000, 14_000)).wait(5_500).send(ev.TimeTouched()).wait(20_000)
    assert world.running() == []
    assert world.view.decision is not None


def test_going_round_is_waiting_and_is_asked_about_but_the_film_before_is_not() -> None:
    world = asking(replace(WAITS, opens=1_000)).wait(5_900)
    assert "idle" not in world.visit.timers
    world.wait(200)
    assert "idle" in world.visit.timers
    world.wait(60_000)
    assert world.view.asking is not None
    assert world.running() == []
    world.send(ev.Touched()).wait(4_000)
    assert 4_000 <= position(world) <= 6_000


def test_hotspots_come_and_go_in_each_round() -> None:
    spots = tuple(
        m.Hotspot(at, lasts, (0.1, 0.1, 0.2, 0.2), "sook-ja")
        for at, lasts in ((3_000, 2_000), (4_500, 500), (5_500, 2_000), (4_000, 500))
    )
    world = asking(hotspots=spots).wait(3_500)
    seen = []
    for _ in range(8):
        seen.append(sorted(world.story.hotspots))
        world.wait(500)
    assert seen == [[0], [0, 3], [0, 1], [], [2], [0, 3], [0, 1], []]


def test_without_a_decision_nothing_goes_round() -> None:
    world = asking(None).wait(9_000)
    assert rounds(world) == []
    assert position(world) == 9_010


def test_a_mark_of_a_film_that_no_longer_goes_round_means_nothing() -> None:
    world = asking()
    play = world.story.film.play
    world.send(ev.ChoiceTouched("go"))
    before = world.visit
    playing = asking(replace(WAITS, after="play out")).wait(5_500).send(ev.ChoiceTouched("go"))
    play = playing.story.film.play
    before = playing.visit
    playing.send(ev.MarkReached(play, "round"))
    assert playing.visit == before
