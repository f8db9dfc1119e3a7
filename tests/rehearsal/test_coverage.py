"""What was seen of how much: counted from real visits."""

from __future__ import annotations

from dataclasses import replace

from kiosk.playlist import model as m
from kiosk.rehearsal.coverage import SILENCE, Coverage, Part, shortened_list
from kiosk.visit import events as ev
from tests.visit.places import at_border, at_ending, awake
from tests.visit.stories import DEFECTOR, guard
from tests.visit.world import CLIP, World

GUARDED = replace(DEFECTOR, guards={"caught": guard("risk >= 3"), "free": guard("risk < 3")})


def covered(world: World, playlist: m.Playlist = GUARDED) -> Coverage:
    found = Coverage(playlist)
    for effect in world.done:
        found.happened(effect)
    found.stands(world.visit)
    return found


def part(found: Coverage, title: str) -> Part:
    return next(part for part in found.parts() if part.title == title)


def test_a_visit_counts_what_it_came_through() -> None:
    found = covered(at_ending())
    assert found.visits == 1
    assert dict(found.scenes) == {"border": 1, "hut": 1, "back-again": 1}
    assert dict(found.chosen) == {"border.broker": 1, f"hut.{SILENCE}": 1}
    assert part(found, "scenes").seen == ("border", "hut", "back-again")
    assert "reeds" in part(found, "scenes").missed
    assert f"hut.{SILENCE}" in part(found, "choices").seen
    assert f"border.{SILENCE}" not in part(found, "choices").names


def test_an_ending_counts_when_its_film_has_run_out() -> None:
    assert dict(covered(at_ending().wait(CLIP)).endings) == {"back-again": 1}
    assert part(covered(at_ending().wait(CLIP)), "endings").missed == ("arrived",)


def test_guards_count_once_where_a_scene_begins_and_once_where_it_asks() -> None:
    world, found = at_border(), Coverage(GUARDED)
    found.stands(world.visit)
    assert found.guards == {"caught": [1, 0], "free": [0, 1]}
    found.stands(world.visit)
    assert found.guards == {"caught": [1, 0], "free": [0, 1]}
    found.stands(world.wait(CLIP - 6_000).visit)
    assert found.guards == {"caught": [2, 0], "free": [0, 2]}
    assert part(found, "guards, both ways").seen == ()
    world = World(DEFECTOR).open_at("hut", risk=3)  # nothing is asked there yet
    found.stands(world.visit)
    assert found.guards == {"caught": [2, 1], "free": [1, 2]}
    assert part(found, "guards, both ways").seen == ("caught", "free")
    found.stands(awake().visit)
    assert found.guards["caught"] == [2, 1]


def test_pages() -> None:
    world = awake().send(ev.DoorTouched(2), ev.PageTouched("sook-ja"))
    assert part(covered(world), "pages").seen == ("sook-ja",)


def test_a_long_list_is_told_short() -> None:
    assert shortened_list("abc") == "a, b, c"
    assert shortened_list("abcdefgh") == "a, b, c, d, e, f and 2 more"
