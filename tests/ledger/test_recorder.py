"""What is counted of a visit, against what happened in it: on random visits through the tests' stories."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from itertools import count

from hypothesis import given
from hypothesis import strategies as st

from kiosk.ledger import Moment, Recorder, Visited
from kiosk.ledger.recorder import Answer
from kiosk.playlist import model as m
from kiosk.visit import effects as ef
from kiosk.visit import events as ev
from tests.visit.places import ABOUT, at_decision, at_ending, at_farm, awake
from tests.visit.stories import ASKING, DEFECTOR
from tests.visit.test_properties import moves, play_out, thorough
from tests.visit.world import CLIP, World


def record(playlist: m.Playlist, effects: list[ef.Effect], every: float = 1.0) -> list[Visited]:
    """What a recorder makes of effects that come `every` seconds."""
    recorder, clock = Recorder(playlist), count()
    visited = [recorder.take(effect, Moment("2026-08-13", 14, next(clock) * every)) for effect in effects]
    return [one for one in visited if one is not None]


def visits(effects: list[ef.Effect]) -> Iterator[list[ef.Effect]]:
    """The effects of each visit that ended."""
    since: list[ef.Effect] = []
    for effect in effects:
        since = [] if isinstance(effect, ef.VisitBegan) else [*since, effect]
        if isinstance(effect, ef.VisitEnded):
            yield since


def at_rest() -> World:
    return World(ASKING)


@thorough
@given(st.sampled_from([at_rest, awake, at_decision, at_farm, at_ending]), moves)
def test_it_agrees_with_what_happened(begin: Callable[[], World], doings: list[object]) -> None:
    world = play_out(begin(), doings).send(ev.ResetAsked())
    found = record(world.playlist, world.done)
    happened = list(visits(world.done))
    assert len(found) == len(happened)
    for visited, effects in zip(found, happened, strict=True):
        entered = [effect.scene for effect in effects if isinstance(effect, ef.SceneEntered)]
        assert visited.scenes == set(entered)
        assert visited.last == (entered[-1] if entered else "")
        assert visited.pages == {effect.page for effect in effects if isinstance(effect, ef.PageOpened)}
        ends = [effect.scene for effect in effects if isinstance(effect, ef.EndingReached)]
        assert visited.endings == tuple(dict.fromkeys(ends))
        assert set(visited.answers) == {effect.scene for effect in effects if isinstance(effect, ef.DecisionOpened)}
        closed = [effect for effect in effects if isinstance(effect, ef.DecisionClosed)]
        touched = [(one.scene, one.choice) for one in closed if one.by == "touch"]
        assert visited.detours == {one for one in touched if one == ("farm", "read")}
        for scene, answer in visited.answers.items():
            ways_on = [choice for a_scene, choice in touched if a_scene == scene and choice != "read"]
            if ways_on:
                assert answer == Answer(ways_on[0] or "", "touch")
            else:
                assert answer.how != "touch"
        assert isinstance(effects[-1], ef.VisitEnded)
        assert visited.why == effects[-1].why
        assert 0 <= visited.seconds <= len(effects)


def only(world: World) -> Visited:
    (visited,) = record(world.playlist, world.send(ev.ResetAsked()).done)
    return visited


def test_an_answer_that_nobody_touched_is_no_answer_by_touch() -> None:
    assert only(at_decision().wait(5_000)).answers["border"] == Answer("hide", "default")
    assert only(at_ending()).answers["hut"] == Answer("", "silence")
    assert only(at_decision().send(ev.SkipAsked())).answers["border"] == Answer("hide", "skipped")
    assert only(at_decision()).answers["border"] == Answer("", "left")


def test_of_a_decision_answered_twice_the_first_touch_counts() -> None:
    world = at_ending().send(ev.RetryTouched()).wait(2_100).send(ev.ChoiceTouched("speak")).wait(2 * CLIP)
    visited = only(world)
    assert visited.answers["hut"] == Answer("speak", "touch")
    assert visited.endings == ("back-again", "arrived")
    world = at_decision().send(ev.ChoiceTouched("hide")).wait(1_000).send(ev.BackTouched()).wait(CLIP - 5_900)
    assert only(world.send(ev.ChoiceTouched("broker"))).answers["border"] == Answer("hide", "touch")


def test_an_ending_and_a_page_count_once() -> None:
    world = at_ending().send(ev.PageTouched("sook-ja"), ev.BackTouched(), ev.RetryTouched()).wait(3 * CLIP)
    visited = only(world.send(ev.PageTouched("sook-ja")))
    assert world.happened(ef.EndingReached) == [ef.EndingReached("back-again")] * 2
    assert visited.endings == ("back-again",)
    assert visited.pages == {"sook-ja"}
    assert only(awake().send(ABOUT)).pages == {"about"}


def test_a_detour_is_no_answer() -> None:
    world = at_farm().send(ev.ChoiceTouched("read")).wait(700).wait(CLIP + 100)
    before = only(at_farm().send(ev.ChoiceTouched("read")).wait(700))
    assert before.answers["farm"] == Answer("", "detour")
    assert before.detours == {("farm", "read")}
    assert only(world.send(ev.ChoiceTouched("go"))).answers["farm"] == Answer("go", "touch")
    again = at_farm().send(ev.ChoiceTouched("read")).wait(700).wait(CLIP + 100)
    assert only(again).answers["farm"] == Answer("", "left")  # the question had been asked anew


def test_a_decision_that_never_closed_was_left() -> None:
    effects: list[ef.Effect] = [ef.VisitBegan(), ef.DecisionOpened("border"), ef.VisitEnded("technician")]
    (visited,) = record(DEFECTOR, effects)
    assert visited.answers == {"border": Answer("", "left")}


def test_the_wait_for_somebody_who_had_left_is_not_counted() -> None:
    effects: list[ef.Effect] = [ef.VisitBegan(), ef.SceneEntered("film"), ef.Drop(1), ef.Drop(2)]
    (idle,) = record(DEFECTOR, [*effects, ef.VisitEnded("idle")], every=30)
    (home,) = record(DEFECTOR, [*effects, ef.VisitEnded("home")], every=30)
    assert (idle.seconds, home.seconds) == (30, 120)
    left = [*effects[:2], ef.DecisionOpened("film"), ef.DecisionLeft("film")]  # a reset leaves what was asked
    (idle,) = record(DEFECTOR, [*left, ef.VisitEnded("idle")], every=30)
    assert idle.seconds == 60


def test_a_visit_belongs_to_the_hour_in_which_it_began() -> None:
    recorder = Recorder(DEFECTOR)
    assert recorder.take(ef.SceneEntered("film"), Moment("2026-08-13", 23, 1)) is None  # nobody is there yet
    assert recorder.take(ef.VisitEnded("home"), Moment("2026-08-13", 23, 2)) is None
    recorder.take(ef.VisitBegan(), Moment("2026-08-13", 23, 3))
    visited = recorder.take(ef.VisitEnded("home"), Moment("2026-08-14", 0, 60))
    assert visited is not None
    assert (visited.day, visited.hour, visited.scenes) == ("2026-08-13", 23, frozenset())
