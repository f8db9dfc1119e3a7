"""Pages, collections and hotspots: they lie over the story and never change it."""

from __future__ import annotations

from dataclasses import replace

from kiosk.playlist import model as m
from kiosk.visit import effects as ef
from kiosk.visit import events as ev
from tests.visit import stories
from tests.visit.places import ABOUT, ESCAPE, GO, PEOPLE, at_border, awake
from tests.visit.stories import DEFECTOR, text
from tests.visit.world import CLIP


def test_a_collection_its_pages_and_back() -> None:
    world = awake().send(PEOPLE)
    collection = world.view.collection
    assert collection is not None
    assert (collection.title, [page.title for page in collection.pages]) == ("The people", ["Sook-ja"])
    world.send(ev.PageTouched("sook-ja"), ev.PageTouched("about"), ESCAPE)
    assert world.view.page is not None
    assert world.view.page.id == "sook-ja"
    assert world.view.can_home
    assert world.send(ev.BackTouched()).view.screen == "collection"
    assert world.send(ev.BackTouched()).view.screen == "home"
    assert world.happened(ef.PageOpened) == [ef.PageOpened("sook-ja")]


def test_a_page_plays_its_clip_and_then_home_s_film_goes_on() -> None:
    world = awake().send(PEOPLE, ev.PageTouched("sook-ja"), ev.ClipTouched()).wait(100)
    assert world.running() == ["sook-ja.mp4"]
    assert world.view.page is not None
    assert world.view.page.playing
    world.wait(CLIP)
    assert world.running() == ["river.mp4"]
    world.send(ev.ClipTouched()).wait(100).send(ev.ClipTouched())
    assert world.running() == ["river.mp4"]
    world.send(ev.ClipTouched()).wait(100).send(ev.BackTouched())
    assert world.running() == ["river.mp4"]


def test_a_page_without_a_clip_has_none_to_play() -> None:
    world = awake().send(ABOUT, ev.ClipTouched())
    assert world.running() == ["river.mp4"]
    assert world.send(ev.HomeTouched(), ev.ClipTouched()).running() == ["river.mp4"]


def test_a_page_begins_the_scene_it_offers() -> None:
    world = awake().send(ev.SceneTouched(), ABOUT)
    assert world.view.page is not None
    assert (world.view.page.begins, world.view.page.begin_label) == (True, "Watch the film")
    world.send(ev.SceneTouched()).wait(100)
    assert (world.view.screen, world.running()) == ("scene", ["film.mp4"])
    assert world.wait(CLIP).wait(CLIP).view.screen == "home"


def test_a_page_of_a_collection_begins_its_scene_with_what_stands_before_its_door() -> None:
    collections = {"people": m.Collection("people", ("about",))}
    doors = (*DEFECTOR.home[:2], replace(DEFECTOR.home[2], before=m.Before(text=text("Two films."))))
    world = awake(replace(DEFECTOR, collections=collections, home=doors))
    world.send(PEOPLE, ev.PageTouched("about"), ev.SceneTouched())
    assert world.view.before is not None
    assert world.view.before.paragraphs == ("Two films.",)
    assert world.send(GO).wait(100).running() == ["film.mp4"]


def test_over_a_story_no_page_begins_another_scene() -> None:
    spot = replace(stories.BORDER.hotspots[0], open="about")
    scenes = {**DEFECTOR.scenes, "border": replace(stories.BORDER, hotspots=(spot,))}
    world = awake(replace(DEFECTOR, scenes=scenes)).send(ESCAPE, GO).wait(100).wait(950).send(ev.HotspotTouched(0))
    assert world.view.page is not None
    assert not world.view.page.begins
    assert world.send(ev.SceneTouched()).view.screen == "page"


def test_a_page_s_clip_that_fails() -> None:
    world = awake(broken=frozenset({"sook-ja.mp4"})).send(PEOPLE, ev.PageTouched("sook-ja"), ev.ClipTouched()).wait(1)
    assert world.view.page is not None
    assert not world.view.page.playing
    assert world.running() == ["river.mp4"]


def test_a_hotspot_comes_goes_and_opens_a_page_over_the_held_film() -> None:
    world = at_border()
    assert not world.view.hotspots
    world.wait(950)
    assert [(spot.index, spot.label) for spot in world.view.hotspots] == [(0, "Sook-ja")]
    world.send(ev.HotspotTouched(1), ev.HotspotTouched(0))
    assert world.view.screen == "page"
    assert world.running() == []
    world.wait(20_000).send(ev.BackTouched()).wait(1_000)
    assert world.running() == ["border.mp4"]
    assert [spot.label for spot in world.view.hotspots] == ["Sook-ja", "Others"]
    world.send(ev.HotspotTouched(1))
    assert world.view.screen == "collection"
    world.send(ev.BackTouched()).wait(1_000)
    assert not world.view.hotspots


def test_a_page_opened_over_a_decision_gives_its_time_back() -> None:
    border = replace(stories.BORDER, hotspots=(m.Hotspot(3_000, 6_000, (0, 0, 1, 1), "sook-ja"),))
    world = awake(replace(DEFECTOR, scenes={**stories.STORY, "border": border})).send(ESCAPE, GO).wait(4_100)
    world.wait(3_000).send(ev.HotspotTouched(0)).wait(30_000).send(ev.BackTouched()).wait(3_900)
    assert world.view.decision is not None
    assert world.view.decision.chosen is None
    world.wait(200)
    assert world.view.decision.chosen == "hide"
