"""What a visitor sets for themselves: language, captions, volume."""

from __future__ import annotations

from kiosk.visit import effects as ef
from kiosk.visit import events as ev
from tests.visit.places import PEOPLE, at_decision, awake


def test_language_keeps_the_place_and_is_gone_with_the_visitor() -> None:
    world = at_decision().send(ev.LanguageTouched("ko"))
    assert world.view.language == "ko"
    assert world.view.decision is not None
    assert world.view.decision.ask == "Whom do you trust? (ko)"
    assert ef.SetLanguage("ko") in world.done
    world.send(ev.LanguageTouched("xx"), ev.LanguageTouched("ko"))
    assert len(world.happened(ef.SetLanguage)) == 2
    world.send(ev.HomeTouched()).wait(200_000)
    assert world.view.screen == "attract"
    assert world.view.language == "en"


def test_the_list_of_languages_holds_the_film() -> None:
    world = at_decision().send(ev.LanguagesTouched())
    assert world.view.choosing_language
    assert [name.name for name in world.view.languages] == ["English", "한국어"]
    assert world.running() == []
    world.send(ev.ChoiceTouched("hide"))
    assert not world.view.choosing_language
    assert world.view.decision is not None
    assert world.view.decision.chosen is None
    world.send(ev.LanguagesTouched(), ev.CaptionsTouched(), ev.LanguageTouched("ko"))
    assert (world.view.language, world.view.choosing_language) == ("ko", False)
    assert world.running() == ["border.mp4"]
    world.send(ev.LanguagesTouched(), ev.LanguagesTouched(), ev.LanguagesTouched(), ev.HomeTouched())
    assert world.view.screen == "home"


def test_captions_and_volume_are_the_visitor_s_until_the_reset() -> None:
    world = awake().send(ev.CaptionsTouched(), *[ev.VolumeTouched(1)] * 7)
    assert (world.view.captions, world.view.volume) == (False, 5)
    assert world.happened(ef.SetVolume)[-1] == ef.SetVolume(1.0)
    world.send(*[ev.VolumeTouched(-1)] * 7)
    assert world.view.volume == 0
    world.wait(80_000)
    assert (world.view.captions, world.view.volume) == (True, 3)


def test_the_list_of_languages_holds_a_page_s_clip_too() -> None:
    world = awake().send(PEOPLE, ev.PageTouched("sook-ja"), ev.ClipTouched()).wait(100).send(ev.LanguagesTouched())
    assert world.running() == []
    assert world.send(ev.LanguageTouched("ko")).running() == ["sook-ja.mp4"]
