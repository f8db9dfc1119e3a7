"""What was seen of how much: counted from real visits."""

from __future__ import annotations

from dataclasses import replace

from kiosk.playlist import model as m
from kiosk.rehearsal.coverage import SILENCE, Coverage, Part, shortened_list
from kiosk.visit import events as ev
from tests.visit.places import GO, at_decision, at_ending
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


def test_a_decision_counts_what_it_offered_and_which_guards_held_once() -> None:
    world = at_decision()
    found = covered(world)
    found.stands(world.visit)
    assert found.offered == {"border.broker": 1, "border.hide": 1, "border.show": 0}
    assert found.guards == {"caught": [1, 0], "free": [0, 1]}
    assert part(found, "guards, both ways").seen == ()
    found.guards["caught"][1] = 2
    assert part(found, "guards, both ways").seen == ("caught",)


def test_pages_and_incidents() -> None:
    world = World(DEFECTOR, broken=frozenset({"border.mp4"})).wait(100)
    world.send(
        ev.Touched(), ev.DoorTouched(2), ev.PageTouched("sook-ja"), ev.HomeTouched(), ev.DoorTouched(0), GO
    ).wait(50)
    found = covered(world)
    assert part(found, "pages").seen == ("sook-ja",)
    assert found.incidents == ["scene border: border.mp4: broken"]


def test_a_long_list_is_told_short() -> None:
    assert shortened_list("abc") == "a, b, c"
    assert shortened_list("abcdefgh") == "a, b, c, d, e, f and 2 more"
