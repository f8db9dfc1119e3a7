"""Endings: what they tell, and the ways on from them."""

from __future__ import annotations

from dataclasses import replace

from kiosk.visit import effects as ef
from kiosk.visit import events as ev
from kiosk.visit.showing import show
from tests.visit.places import at_border, at_decision, at_ending
from tests.visit.stories import DEFECTOR
from tests.visit.world import CLIP, clip


def test_an_ending_tells_the_path() -> None:
    world = at_decision().send(ev.ChoiceTouched("broker")).wait(700).wait(CLIP + 100)
    ending = world.view.ending
    assert ending is not None
    assert not ending.complete
    world.wait(CLIP)
    ending = world.view.ending
    assert ending is not None
    assert ending.complete
    assert [(step.scene, step.told) for step in ending.path] == [
        ("border", "The broker"), ("hut", "Stayed silent"), ("back-again", ""),
    ]  # fmt: skip
    assert ending.path[0].still == clip("border.jpg").path
    assert [person.title for person in ending.people] == ["Sook-ja"]
    assert ending.link is not None
    assert ending.retry
    assert world.happened(ef.EndingReached) == [ef.EndingReached("back-again")]


def test_a_scene_that_is_a_picture_stands_for_itself_on_the_path() -> None:
    scenes = dict(DEFECTOR.scenes)
    for name, media in (
        ("border", clip("map.png")),
        ("hut", replace(clip("letter.m4a"), seen=clip("letter.jpg"))),
        ("back-again", clip("end.mp4")),
    ):
        scenes[name] = replace(scenes[name], still=None, variants=(replace(scenes[name].variants[0], clip=media),))
    ending = show(replace(DEFECTOR, scenes=scenes), at_ending().visit).ending
    assert ending is not None
    assert [step.still for step in ending.path] == [clip("map.png").path, clip("letter.jpg").path, None]


def test_an_ending_shows_only_what_was_asked_for() -> None:
    world = at_decision().send(ev.ChoiceTouched("broker")).wait(700).wait(2_000).send(ev.ChoiceTouched("speak"))
    ending = world.wait(2 * CLIP).view.ending
    assert ending is not None
    assert (ending.path, ending.people, ending.link, ending.retry) == ((), (), None, False)
    assert world.send(ev.PageTouched("sook-ja")).view.screen == "ending"


def test_another_way_goes_back_to_the_last_decision() -> None:
    world = at_ending().send(ev.RetryTouched()).wait(100)
    assert world.running() == ["hut.mp4"]
    assert world.story.values["trust"] == "broker"
    world.wait(2_000).send(ev.ChoiceTouched("speak")).wait(CLIP)
    assert world.running() == ["arrived.mp4"]


def test_another_way_only_where_there_is_one() -> None:
    world = at_border().send(ev.RetryTouched(), ev.AgainTouched())
    assert world.running() == ["border.mp4"]
    assert len(world.happened(ef.SceneEntered)) == 1


def test_begin_again_forgets_the_way() -> None:
    world = at_ending().send(ev.AgainTouched()).wait(100)
    assert world.running() == ["border.mp4"]
    assert world.story.values["trust"] == "nobody"
    assert len(world.story.steps) == 1


def test_the_person_of_an_ending() -> None:
    world = at_ending().send(ev.PageTouched("sook-ja"))
    assert world.view.page is not None
    assert world.view.page.paragraphs == ("One. Still one.", "Two.")
    assert world.send(ev.BackTouched()).view.screen == "ending"
