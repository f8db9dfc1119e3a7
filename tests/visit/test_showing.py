"""Names and links that only some views have."""

from __future__ import annotations

from dataclasses import replace

from kiosk.playlist import model as m
from kiosk.visit import events as ev
from kiosk.visit.showing import OWN_NAMES
from tests.visit import stories
from tests.visit.stories import DEFECTOR
from tests.visit.world import World


def test_languages_carry_their_own_names() -> None:
    view = World(replace(DEFECTOR, languages=("ko", "tlh"))).view
    assert [name.name for name in view.languages] == [OWN_NAMES["ko"], "tlh"]


def test_a_collection_without_a_name_or_a_door_has_none() -> None:
    door = m.Door("people", stories.text("The people"))
    named = replace(DEFECTOR, home=(replace(door, open="named"),))
    view = World(named).send(ev.Touched(), ev.DoorTouched(0)).view
    assert view.collection is not None
    assert view.collection.title == "Named"
    spot = m.Hotspot(0, 5_000, (0, 0, 1, 1), "people")
    story = {**stories.STORY, "border": replace(stories.BORDER, hotspots=(spot,))}
    unnamed = replace(DEFECTOR, home=(m.Door("border", stories.text("The escape")),), scenes=story)
    world = World(unnamed).send(ev.Touched(), ev.DoorTouched(0), ev.BeginTouched()).wait(100)
    assert [spot.label for spot in world.view.hotspots] == [""]
    view = world.send(ev.HotspotTouched(0)).view
    assert view.collection is not None
    assert view.collection.title == ""


def test_a_door_that_leads_to_nothing_known_opens_nothing() -> None:
    lost = replace(DEFECTOR, home=(m.Door("nowhere", stories.text("Nowhere")),))
    assert World(lost).send(ev.Touched(), ev.DoorTouched(0)).view.screen == "home"
