"""What holds whatever anybody does: checked over random visits, on a world that keeps its promises."""

from __future__ import annotations

from dataclasses import replace

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from kiosk.playlist import model as m
from kiosk.visit import effects as ef
from kiosk.visit import events as ev
from kiosk.visit.home import new_visit
from kiosk.visit.settle import LONGEST_SPEECH
from kiosk.visit.shares import Share, Shares
from kiosk.visit.state import Visit
from tests.visit.stories import ASKING, DEFECTOR, HELLO, STORY
from tests.visit.world import CLIP, World

CHOICES = ["broker", "hide", "show", "run", "read", "go", "speak", "a", "nobody"]
SCENES = {variant.clip.name for scene in STORY.values() for variant in scene.variants}
CLIPS = sorted(SCENES | {"river.mp4", "city.mp4", "hello.mp4", "loop.mp4", "sook-ja.mp4", "farm-waiting.mp4"})
PLAYLISTS = [DEFECTOR, HELLO, ASKING, replace(DEFECTOR, languages=("en",), home=DEFECTOR.home[:1])]

touches = st.one_of(
    st.just(ev.Touched()),
    st.builds(ev.DoorTouched, st.integers(0, 6)),
    st.builds(ev.BeginTouched, st.booleans()),
    st.just(ev.GentlerTouched()),
    st.builds(ev.ChoiceTouched, st.sampled_from(CHOICES)),
    st.builds(ev.ChoiceTouched, st.sampled_from(CHOICES)),
    st.just(ev.TimeTouched()),
    st.builds(ev.HotspotTouched, st.integers(0, 2)),
    st.builds(ev.PageTouched, st.sampled_from(["sook-ja", "about", "nobody"])),
    st.just(ev.ClipTouched()),
    st.just(ev.SceneTouched()),
    st.just(ev.AgainTouched()),
    st.just(ev.RetryTouched()),
    st.just(ev.HomeTouched()),
    st.just(ev.BackTouched()),
    st.just(ev.CaptionsTouched()),
    st.just(ev.LanguagesTouched()),
    st.builds(ev.LanguageTouched, st.sampled_from(["en", "ko", "xx"])),
    st.builds(ev.VolumeTouched, st.sampled_from([-1, 1])),
    st.just(ev.HelpTouched()),
    st.builds(ev.TextTouched, st.integers(-1, 3)),
    st.just(ev.ContrastTouched()),
    st.just(ev.SeatedTouched()),
    st.just(ev.CalmTouched()),
    st.just(ev.LimitsTouched()),
    st.builds(ev.SpokenTouched, st.sampled_from([None, True, False])),
    st.builds(ev.Speaking, st.booleans()),
)
COUNTED = Shares({("hut", "speak"): Share(1, 30)}, {"arrived": Share(2, 30)})
technician = st.one_of(st.just(ev.ResetAsked()), st.just(ev.SkipAsked()), st.just(ev.SharesCounted(COUNTED)))
strays = st.one_of(
    st.builds(ev.TimerDue, st.integers(-3, 40)),
    st.builds(ev.ClipEnded, st.integers(-3, 0)),
    st.builds(ev.ClipFailed, st.integers(-3, 0), st.just("stray")),
    st.builds(ev.FirstFrameShown, st.integers(-3, 0), st.just(CLIP)),
    st.builds(ev.MarkReached, st.integers(-3, 0), st.sampled_from(["decision", "show 0"])),
)
waits = st.sampled_from([10, 600, 2_100, 4_000, CLIP, 61_000])
moves = st.lists(st.one_of(touches, touches, touches, waits, waits, technician, strays), max_size=40)

LONGEST = 2 * (60_000 + 20_000) + 40 * CLIP + LONGEST_SPEECH
"""Idle, the question (both twice as long in calm mode), a voice that never says that it has ended, and film that goes
on by itself: nobody's visit outlasts this when nobody touches (ms)."""

thorough = settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.too_slow])


def play_out(world: World, doings: list[object]) -> World:
    for doing in doings:
        if isinstance(doing, int):
            world.wait(doing)
        elif isinstance(doing, ev.TimerDue) and doing.token in world.timers:
            continue  # a true timer comes in its own time
        else:
            world.send(doing)  # type: ignore[arg-type]  # the strategies make events
    return world


def worn(visit: Visit) -> Visit:
    """A visit without what the attract film does to it."""
    fresh = new_visit(visit)
    return replace(visit, next=fresh.next, seed=fresh.seed, loop=None, armed=(), timers={})


@thorough
@given(st.sampled_from(PLAYLISTS), moves, st.sets(st.sampled_from(CLIPS), max_size=8))
def test_from_anywhere_back_to_attract_and_nothing_is_left(
    playlist: m.Playlist, doings: list[object], broken: set[str]
) -> None:
    world = play_out(World(playlist, broken=frozenset(broken)), doings)
    world.wait(LONGEST)
    assert world.view.screen == "attract"
    assert worn(world.visit) == replace(new_visit(world.visit), loop=None, timers={})
    began, over = len(world.happened(ef.VisitBegan)), len(world.happened(ef.VisitEnded))
    assert began == over
    assert world.open is None
    known = {armed.play for armed in world.visit.armed} | ({world.visit.loop.film.play} if world.visit.loop else set())
    assert set(world.plays) <= known, "a play never had its end"


@thorough
@given(st.sampled_from(PLAYLISTS), moves)
def test_every_play_comes_to_one_end(playlist: m.Playlist, doings: list[object]) -> None:
    world = play_out(World(playlist), doings).send(ev.ResetAsked())
    armed = [effect.play for effect in world.done if isinstance(effect, ef.Arm)]
    dropped = [effect.play for effect in world.done if isinstance(effect, ef.Drop)]
    assert len(set(armed)) == len(armed)
    assert len(set(dropped)) == len(dropped)
    assert set(dropped) <= set(armed)
    assert set(armed) == set(world.plays) | world.over


@thorough
@given(st.sampled_from(PLAYLISTS), moves)
def test_the_same_touches_make_the_same_visit(playlist: m.Playlist, doings: list[object]) -> None:
    one, other = play_out(World(playlist), doings), play_out(World(playlist), doings)
    assert one.done == other.done
    assert one.visit == other.visit


@thorough
@given(moves)
def test_variables_keep_their_bounds(doings: list[object]) -> None:
    world = World(DEFECTOR)
    for doing in doings:
        play_out(world, [doing])
        place = world.visit.place
        for name, value in getattr(place, "values", {}).items():
            assert DEFECTOR.variables[name].holds(value)
