"""Where a technician puts a visit: at a scene, and over into the playlist as it was saved a moment ago."""

from __future__ import annotations

from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from kiosk.playlist import model as m
from kiosk.visit import effects as ef
from kiosk.visit import events as ev
from kiosk.visit.state import AtBefore, AtHome, InAttract, InRest, InStory, OnCollection, OnPage
from tests.visit.places import ESCAPE, GO, TAKEN, at_border, at_decision, at_ending, at_farm, awake
from tests.visit.stories import BORDER, DEFECTOR, HELLO, STORY, VARIABLES, scene, text, to
from tests.visit.test_properties import LONGEST, moves, play_out, thorough
from tests.visit.world import CLIP, World, clip


def without(*scenes: str, **changed: m.Scene) -> m.Playlist:
    return replace(DEFECTOR, scenes={name: s for name, s in {**STORY, **changed}.items() if name not in scenes})


def story(world: World) -> InStory:
    assert isinstance(world.visit.place, InStory)
    return world.visit.place


def position(world: World) -> int:
    return next(play.position for play in world.plays.values() if play.state in ("running", "held"))


# ---- at a scene


def test_a_scene_opens_from_attract_with_what_was_asked_for() -> None:
    world = World(DEFECTOR).open_at("hut", risk=2).wait(100)
    assert story(world).values == {"risk": 2, "trust": "nobody", "papers": False}
    assert (world.running(), world.view.screen) == (["hut.mp4"], "scene")
    assert world.happened(ef.VisitBegan)
    assert world.send(ev.BackTouched()).view.screen == "home"


def test_what_the_scene_itself_changes_follows() -> None:
    assert story(World(DEFECTOR).open_at("border", risk=1)).values["risk"] == 2


def test_a_scene_opens_from_within_another_story_and_a_page() -> None:
    world = at_decision().open_at("farm")
    assert world.open is None
    assert story(world).steps[-1].scene == "farm"
    assert len(story(world).steps) == 1
    world = awake().send(ev.DoorTouched(3))
    assert world.visit.over
    assert world.open_at("hut").visit.over == ()


def test_where_there_is_no_home() -> None:
    world = World(HELLO).wait(100).open_at("film").wait(100)
    assert story(world).door is None


def test_a_technician_may_look_while_the_museum_is_closed() -> None:
    world = World(DEFECTOR).wait(100).send(ev.Closed(60_000, None))
    assert isinstance(world.visit.place, InRest)
    world.open_at("hut").wait(100)
    assert (story(world).scene, world.running()) == ("hut", ["hut.mp4"])
    assert isinstance(world.wait(61_000).visit.place, InRest)


# ---- over into a changed playlist


def test_the_film_goes_on_where_it_was() -> None:
    world = at_border().wait(1_300)
    before = position(world)
    world.carry_into(DEFECTOR)
    assert (world.running(), position(world), story(world).scene) == (["border.mp4"], before, "border")
    assert story(world).values["risk"] == 2, "entered once, not twice"


def test_a_decision_is_asked_again_with_its_new_words() -> None:
    asked = replace(BORDER, decision=replace(BORDER.decision, ask=text("Who will help?")))  # type: ignore[type-var]  # BORDER has a decision
    world = at_decision().carry_into(without(border=asked)).wait(10)
    assert world.view.decision is not None
    assert world.view.decision.ask == "Who will help?"


def test_a_decision_that_opens_later_now_is_not_open() -> None:
    later = replace(BORDER, decision=replace(BORDER.decision, opens=-4_500))  # type: ignore[type-var]  # BORDER has a decision
    world = at_decision().carry_into(without(border=later)).wait(10)
    assert world.view.decision is None
    assert world.wait(1_500).view.decision is not None


def test_other_variants_are_chosen_by_what_is_so() -> None:
    world = at_decision().send(ev.ChoiceTouched("hide")).wait(700)
    reeds = replace(
        STORY["reeds"], variants=(*STORY["reeds"].variants[:1], m.Variant(clip("new.mp4"), None, to("farm")))
    )
    assert world.carry_into(without(reeds=reeds)).running() == ["new.mp4"]


def test_a_variant_that_is_gone() -> None:
    world = at_decision().send(ev.ChoiceTouched("hide")).wait(700)
    assert story(world).variant == 1
    only = replace(STORY["reeds"], variants=(m.Variant(clip("new.mp4"), None, to("farm")),))
    world.carry_into(without(reeds=only))
    assert (story(world).variant, [step.scene for step in story(world).steps]) == (0, ["border", "reeds"])


def test_waiting_on_a_hold_clip_stays_so() -> None:
    world = at_farm()
    assert world.running() == ["farm-waiting.mp4"]
    world.carry_into(DEFECTOR).wait(10)
    assert (world.running(), world.view.decision is not None) == (["farm-waiting.mp4"], True)
    bare = replace(STORY["farm"], hold=None)
    assert world.carry_into(without(farm=bare)).wait(10).running() == ["farm.mp4"]


def test_an_ending_stays_an_ending_and_leads_back() -> None:
    world = at_ending().carry_into(DEFECTOR).wait(1_100)
    assert world.view.ending is not None
    assert world.view.ending.complete
    retried = at_decision().send(ev.ChoiceTouched("broker")).wait(700).wait(CLIP + 6_000).wait(CLIP)
    assert retried.view.ending is not None
    assert retried.carry_into(DEFECTOR).wait(1_100).send(ev.RetryTouched()).wait(3_100).view.decision is not None


def test_another_way_is_not_offered_to_a_decision_that_is_gone() -> None:
    world = at_decision().send(ev.ChoiceTouched("broker")).wait(700).wait(CLIP + 6_000).wait(CLIP)
    silent = replace(STORY["hut"], decision=None, to=to("back-again"))
    world.carry_into(without(hut=silent)).wait(1_100)
    assert world.view.ending is not None
    assert not world.view.ending.retry


def test_a_scene_that_is_gone_leads_to_the_one_before_it() -> None:
    world = at_farm()
    assert [step.scene for step in story(world).steps] == ["border", "reeds", "farm"]
    changed = replace(BORDER, decision=replace(BORDER.decision, default="hide"))  # type: ignore[type-var]  # BORDER has a decision
    world.carry_into(without("farm", border=changed))
    assert (story(world).scene, position(world)) == ("reeds", 0)


def test_a_story_that_is_gone_leads_home() -> None:
    other = replace(HELLO, home=DEFECTOR.home[2:4], pages=DEFECTOR.pages, collections=DEFECTOR.collections)
    world = at_border().carry_into(other)
    assert isinstance(world.visit.place, AtHome)
    assert isinstance(at_border().carry_into(replace(other, home=())).visit.place, InAttract)


def test_back_goes_through_the_scenes_that_are_left() -> None:
    world = at_farm().carry_into(DEFECTOR).send(ev.BackTouched()).wait(10)
    assert story(world).scene == "reeds"
    assert story(world.send(ev.BackTouched()).wait(10)).scene == "border"
    world = at_farm().carry_into(_reading(["reeds", "told"])).send(ev.BackTouched()).wait(10)
    assert story(world).scene == "border"


def test_a_detour_is_forgotten_with_its_decision() -> None:
    world = at_farm().send(ev.ChoiceTouched("read")).wait(700)
    assert story(world).scene == "letter"
    assert len(story(world.carry_into(DEFECTOR)).detours) == 1
    assert story(world.carry_into(without("farm"))).detours == ()


def test_variables_keep_what_they_can_still_be() -> None:
    kept = {**VARIABLES, "risk": m.Number(0, 1, 1), "new": m.Flag(start=True)}
    del kept["papers"]
    world = at_decision()
    assert story(world).values == {"risk": 2, "trust": "nobody", "papers": False}
    plain = {name: scene(name) for name in STORY}
    world.carry_into(replace(DEFECTOR, variables=kept, scenes=plain))
    assert story(world).values == {"risk": 1, "trust": "nobody", "new": True}


def test_languages_that_are_gone() -> None:
    world = awake().send(ev.LanguageTouched("ko")).carry_into(replace(DEFECTOR, languages=("fr", "en")))
    assert (world.visit.language, world.visit.house.language) == ("fr", "en")
    world = awake().carry_into(replace(DEFECTOR, languages=("ko",)))
    assert (world.visit.language, world.visit.house.language) == ("ko", "ko")


def test_attract_goes_on_unless_it_is_another() -> None:
    world = World(DEFECTOR).wait(100)
    assert world.visit.loop is not None
    play = world.visit.loop.film.play
    world.carry_into(DEFECTOR)
    assert world.visit.loop is not None
    assert world.visit.loop.film.play == play
    world.carry_into(replace(DEFECTOR, attract=m.Attract((clip("hello.mp4"),))))
    assert world.running() == ["hello.mp4"]


def test_what_lies_over_home_stays_while_there_is_such_a_thing() -> None:
    world = awake().send(ev.DoorTouched(2), ev.PageTouched("sook-ja"))
    assert world.visit.over == (OnCollection("people"), OnPage("sook-ja"))
    assert len(world.carry_into(DEFECTOR).visit.over) == 2
    assert world.carry_into(replace(DEFECTOR, pages={}, collections={})).visit.over == ()
    assert isinstance(world.carry_into(replace(DEFECTOR, home=())).visit.place, InAttract)


def test_the_page_before_a_story_stays_while_there_is_such_a_story() -> None:
    world = awake().send(ESCAPE)
    assert isinstance(world.visit.place, AtBefore)
    assert isinstance(world.carry_into(DEFECTOR).visit.place, AtBefore)
    assert isinstance(world.carry_into(replace(DEFECTOR, home=())).visit.place, InAttract)
    world = awake().send(ESCAPE).carry_into(replace(DEFECTOR, scenes={"film": STORY["film"]}))
    assert isinstance(world.visit.place, AtHome)


@thorough
@given(moves, st.lists(st.sampled_from([*STORY, ""]), unique=True, max_size=4), st.booleans(), moves)
def test_from_anywhere_and_nothing_is_left(
    before: list[object], gone: list[str], taken: bool, after: list[object]
) -> None:
    """What is carried over keeps every promise, and comes back to attract like any other visit."""
    world = play_out(World(DEFECTOR), before)
    world.carry_into(_reading(gone))
    play_out(world, [*([TAKEN] if taken else [GO]), *after])
    world.wait(LONGEST)
    assert world.view.screen == "attract"
    assert len(world.happened(ef.VisitBegan)) == len(world.happened(ef.VisitEnded))
    assert set(world.plays) == {armed.play for armed in world.visit.armed} | (
        {world.visit.loop.film.play} if world.visit.loop else set()
    )


def _reading(gone: list[str]) -> m.Playlist:
    """DEFECTOR without some scenes; what led there leads home, as a playlist that can be read must lead somewhere."""
    scenes = {}
    for name, there in STORY.items():
        if name in gone:
            continue
        decision = there.decision
        if decision is not None:
            choices = tuple(_choice(choice, gone) for choice in decision.choices)
            silence = decision.silence and replace(decision.silence, to=_still(decision.silence.to, gone) or m.ToHome())
            decision = replace(decision, choices=choices, silence=silence)
        variants = tuple(replace(variant, to=_still(variant.to, gone)) for variant in there.variants)
        gentler = None if there.gentler in gone else there.gentler
        scenes[name] = replace(there, decision=decision, to=_still(there.to, gone), variants=variants, gentler=gentler)
    home = tuple(door for door in DEFECTOR.home if door.open not in gone)
    pages = {
        name: replace(page, begin=None if page.begin in gone else page.begin) for name, page in DEFECTOR.pages.items()
    }
    return replace(DEFECTOR, scenes=scenes, home=home, pages=pages)


def _choice(choice: m.Choice, gone: list[str]) -> m.Choice:
    if choice.detour is not None and choice.detour not in gone:
        return choice
    return replace(choice, detour=None, to=_still(choice.to, gone) or m.ToHome())


def _still(target: m.Target | None, gone: list[str]) -> m.Target | None:
    match target:
        case m.ToScene(name) if name in gone:
            return None
        case m.ToWeighted(weights):
            left = {name: weight for name, weight in weights.items() if name not in gone}
            return m.ToWeighted(left) if left else None
        case _:
            return target


# ---- once more


def test_a_scene_once_more_is_as_it_began() -> None:
    world = at_decision().send(ev.ChoiceTouched("hide")).wait(700).wait(3_000)
    assert position(world) > 2_000
    world.play_again().wait(10)
    assert (story(world).scene, position(world)) == ("reeds", 10)
    assert story(world).values == {"risk": 2, "trust": "nobody", "papers": True}
    assert [step.scene for step in story(world).steps] == ["border", "reeds"]
    assert story(world.send(ev.BackTouched()).wait(10)).scene == "border"


def test_a_decision_once_more_was_never_answered() -> None:
    world = at_decision().send(ev.ChoiceTouched("broker")).play_again().wait(10)
    assert (story(world).scene, story(world).values["trust"], world.open) == ("border", "nobody", None)


def test_outside_a_story_there_is_nothing_to_see_again() -> None:
    world = awake()
    before = world.visit
    assert world.play_again().visit == before
