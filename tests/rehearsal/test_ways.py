"""The ways to every ending, found without film: they are walked here with a world's own clock, and must arrive."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

import pytest

from kiosk.playlist.model import Playlist
from kiosk.playlist.reading import read
from kiosk.playlist.walking import walk as walk_all
from kiosk.rehearsal.ways import Way, everywhere, ways
from kiosk.visit import events as ev
from kiosk.visit.state import InStory
from tests.visit.stories import ASKING, DEFECTOR, HELLO
from tests.visit.world import CLIP, World

SHIPPED = Path(__file__).parents[2] / "playlists" / "the-defector"


def walk(playlist: Playlist, seed: int, way: Way) -> str:
    world = World(playlist, seed=seed).send(ev.Touched())
    if way.door is not None:
        world.send(ev.DoorTouched(way.door))
    if way.gentle:
        world.send(ev.GentlerTouched())
    world.send(ev.BeginTouched())
    choices = list(way.choices)
    for _ in range(4_000):
        world.wait(CLIP // 100)
        decision = world.view.decision
        if decision is not None and decision.chosen is None and choices and choices[0]:
            world.send(ev.ChoiceTouched(choices.pop(0)))
        elif decision is not None and choices and not choices[0]:
            world.send(ev.Touched())
            choices.pop(0)
        place = world.visit.place
        if isinstance(place, InStory) and place.finished:
            return place.scene
    raise AssertionError(f"{way} leads nowhere")


@pytest.mark.parametrize("playlist", [DEFECTOR, ASKING])
@pytest.mark.parametrize("seed", [1, 2, 3])
def test_the_ways_found_lead_where_they_say(playlist: Playlist, seed: int) -> None:
    found = ways(playlist, seed)
    assert set(found) == {"back-again", "arrived"}
    for ending, way in found.items():
        assert walk(playlist, seed, way) == ending


def test_the_shipped_story_s_endings_can_all_be_reached() -> None:
    playlist = read(SHIPPED)
    endings = {name for name, scene in playlist.scenes.items() if scene.ending is not None}
    told = {scene.gentler for scene in playlist.scenes.values()} & endings
    assert len(endings - told) >= 6
    found = {seed: ways(playlist, seed) for seed in range(3)}  # one ending hangs on chance
    assert {ending for each in found.values() for ending in each} == endings
    for each in found.values():
        assert {ending for ending, way in each.items() if way.gentle} <= told
        assert all(len(way.choices) <= 12 for way in each.values())


def test_the_shipped_story_s_ways_lead_where_they_say() -> None:
    playlist = read(SHIPPED)
    for ending, way in ways(playlist, 1).items():
        assert walk(playlist, 1, way) == ending


def test_a_playlist_without_endings_has_no_ways() -> None:
    assert ways(HELLO, 1) == {}


MINE = """\
format: 1
attract: loop.mp4
scenes:
  film:
    clip: film.mp4
    decision:
      ask: What now?
      choices:
        again: {label: See it again, to: film}
        enough: {label: That is all, to: OUT}
"""


@pytest.mark.parametrize(("out", "endless"), [("home", False), ("film", True)])
def test_a_story_without_endings_has_every_choice_walked(tmp_path: Path, out: str, endless: bool) -> None:
    (tmp_path / "playlist.yaml").write_text(MINE.replace("OUT", out), encoding="utf-8")
    playlist = read(tmp_path)
    found = everywhere(playlist, 1)
    assert {choice for way in found for choice in way.choices} == {"again", "enough"}
    assert {(way.ending, way.endless) for way in found} == {("", endless)}


def test_a_story_that_asks_nothing_is_walked_once() -> None:
    assert [(way.choices, way.ending, way.endless) for way in everywhere(HELLO, 1)] == [((), "", False)]


@pytest.mark.parametrize(
    ("playlist", "seeds"),
    [(DEFECTOR, range(4)), (ASKING, range(4)), (read(SHIPPED), range(2))],
    ids=["small", "asking", "shipped"],
)
def test_the_walk_of_the_checks_finds_what_visits_find(playlist: Playlist, seeds: Iterable[int]) -> None:
    """Two roads to one answer: the walk on paper (kiosk.playlist.walking) and the visit that is shown."""
    walked = walk_all(playlist)
    endings = {name for name, scene in playlist.scenes.items() if scene.ending is not None}
    assert {ending for seed in seeds for ending in ways(playlist, seed)} == endings & set(walked.scenes)
    every = [(seed, way) for seed in seeds for way in everywhere(playlist, seed)]
    assert {taken for seed, way in every for taken in steps(playlist, seed, way)} == walked.choices


def steps(playlist: Playlist, seed: int, way: Way) -> set[tuple[str, str]]:
    world = World(playlist, seed=seed).send(ev.Touched())
    found: set[tuple[str, str]] = set()
    if way.gentle:
        return found
    if way.door is not None:
        world.send(ev.DoorTouched(way.door))
    world.send(ev.BeginTouched())
    for choice in way.choices:
        for _ in range(1_000):
            decision = world.view.decision
            if decision is not None and decision.chosen is None and world.view.asking is None:
                break
            world.wait(CLIP // 100)
        place = world.visit.place
        assert isinstance(place, InStory)
        if choice:
            found.add((place.scene, choice))
            world.send(ev.ChoiceTouched(choice))
            continue
        serial = decision.serial if decision is not None else 0
        while world.view.decision is not None and world.view.decision.serial == serial:
            world.wait(CLIP // 100)
            if world.view.asking is not None:
                world.send(ev.Touched())
    return found
