"""A touch on the real window: what it presses, what only wakes, what is no press."""

from __future__ import annotations

from dataclasses import replace

import pytest
from PySide6.QtCore import QEvent, QPoint, Qt

from kiosk.visit import events
from tests.screen.hand import Hand, awake
from tests.screen.looking import tell
from tests.screen.views import SCREENS, Views

pytestmark = pytest.mark.window

SENDS: list[tuple[str, str, events.Event]] = [
    ("home", "door-2", events.DoorTouched(2)),
    ("home", "captions", events.CaptionsTouched()),
    ("home", "languages", events.LanguageTouched("ko")),
    ("home", "volume-up", events.VolumeTouched(1)),
    ("home", "volume-down", events.VolumeTouched(-1)),
    ("before", "begin", events.BeginTouched(relaxed=False)),
    ("before", "take-your-time", events.BeginTouched(relaxed=True)),
    ("before-gentler", "gentler", events.GentlerTouched()),
    ("before", "home", events.HomeTouched()),
    ("before", "back", events.BackTouched()),
    ("hotspots", "hotspot-1", events.HotspotTouched(1)),
    ("decision", "choice-village", events.ChoiceTouched("village")),
    ("decision", "take-your-time", events.TimeTouched()),
    ("decision-held", "take-your-time", events.TimeTouched()),
    ("collection", "page-farm", events.PageTouched("farm")),
    ("page", "clip", events.ClipTouched()),
    ("page-playing", "back", events.ClipTouched()),
    ("ending", "again", events.AgainTouched()),
    ("ending", "retry", events.RetryTouched()),
    ("ending", "page-sook-ja", events.PageTouched("sook-ja")),
    ("choosing", "language-fr", events.LanguageTouched("fr")),
    ("choosing", "languages", events.LanguagesTouched()),
    ("home", "help", events.HelpTouched()),
    ("help", "help", events.HelpTouched()),
    ("help", "close", events.HelpTouched()),
    ("help", "text-2", events.TextTouched(2)),
    ("help", "contrast", events.ContrastTouched()),
    ("help", "seated", events.SeatedTouched()),
    ("help", "calm", events.CalmTouched()),
    ("help", "limits", events.LimitsTouched()),
    ("help", "described", events.DescribedTouched()),
    ("help", "signed", events.SignedTouched()),
]


@pytest.mark.parametrize(("screen", "name", "sends"), SENDS)
def test_a_touch_sends_its_event_once(hand: Hand, views: Views, screen: str, name: str, sends: events.Event) -> None:
    awake(hand, views, screen)
    place = hand.press(name)
    assert hand.pressed() == [], "nothing before the finger is lifted"
    hand.lift(place)
    assert hand.pressed() == [sends]
    assert hand.sent[0] == events.Touched(), "and somebody is there"


def test_a_hotspots_whole_area_answers(hand: Hand, views: Views) -> None:
    awake(hand, views, "hotspots")
    hand.touch(QPoint(int(0.61 * 1920), int(0.21 * 1080)))
    assert hand.pressed() == [events.HotspotTouched(0)]
    hand.touch(QPoint(int(0.59 * 1920), int(0.21 * 1080)))
    assert len(hand.pressed()) == 1, "beside it nothing does"


def test_a_target_answers_at_touch_down(hand: Hand, views: Views) -> None:
    awake(hand, views, "decision")
    place = hand.at("choice-cross")
    corner = QPoint(place.x() - 200, place.y() - 30)
    before = hand.colour(corner)
    hand.press(place)
    assert hand.colour(corner) != before
    hand.lift(place)


def test_a_drag_that_has_left_presses_nothing_even_if_it_comes_back(hand: Hand, views: Views) -> None:
    awake(hand, views, "decision")
    place = hand.press("choice-cross")
    hand.move(QPoint(place.x(), place.y() - 300))
    hand.move(place)
    hand.lift(place)
    assert hand.pressed() == []
    hand.touch("choice-cross")
    assert hand.pressed() == [events.ChoiceTouched("cross")]


def test_a_drag_onto_a_target_presses_nothing(hand: Hand, views: Views) -> None:
    awake(hand, views, "decision")
    hand.press(QPoint(960, 300))
    place = hand.at("choice-cross")
    hand.move(place)
    hand.lift(place)
    assert hand.pressed() == []


def test_the_touch_that_wakes_presses_nothing(hand: Hand, views: Views) -> None:
    """It is sent at touch-down, and lifting the finger over what has come meanwhile presses nothing either."""
    hand.show(views.home())
    door = hand.at("door-0")
    hand.show(views.attract())
    hand.sent.clear()
    hand.press(door)
    assert hand.sent == [events.Touched()]
    hand.show(views.home())
    hand.lift(door)
    assert hand.sent == [events.Touched()]


def test_while_asking_the_whole_screen_answers_and_nothing_is_pressed(hand: Hand, views: Views) -> None:
    for name in ("decision", "home", "page"):
        asking = replace(SCREENS[name](views), asking=views.asking().asking)
        awake(hand, views, name)
        below = [hand.at(target) for target in hand.names()]
        hand.show(asking)
        assert hand.names() == {"continue"}
        for place in [*below, hand.at("continue"), QPoint(5, 5)]:
            hand.sent.clear()
            hand.touch(place)
            assert hand.sent == [events.Touched()]


def test_a_bounce_presses_once(hand: Hand, views: Views) -> None:
    press, release = QEvent.Type.MouseButtonPress, QEvent.Type.MouseButtonRelease
    awake(hand, views, "home")
    place = hand.at("volume-up")
    for kind, when in [(press, 1_000), (release, 1_060), (press, 1_090), (release, 1_120)]:
        hand.mouse_at(kind, place, when)
    assert hand.pressed() == [events.VolumeTouched(1)]
    for kind, when in [(press, 1_300), (release, 1_360)]:
        hand.mouse_at(kind, place, when)
    assert hand.pressed() == [events.VolumeTouched(1)] * 2


def test_somebody_is_there_is_said_once_a_second(hand: Hand, views: Views) -> None:
    awake(hand, views, "home")
    for _ in range(5):
        hand.touch("captions")
    assert hand.sent.count(events.Touched()) == 1
    assert len(hand.pressed()) == 5


def test_what_is_dimmed_cannot_be_pressed(hand: Hand, views: Views) -> None:
    awake(hand, views, "decision-four")
    place = next(t for t in hand.screen.targets() if t.name == "choice-cross").rect.center().toPoint()
    assert "choice-cross" not in hand.names()
    hand.touch(place)
    assert hand.pressed() == []


def test_the_window_stays_when_it_is_asked_to_close(hand: Hand, views: Views) -> None:
    asked: list[bool] = []
    hand.screen.closing.connect(lambda: asked.append(True))
    hand.show(views.home())
    assert not hand.screen.window.close()
    assert hand.screen.window.isVisible()
    assert asked == [True]


def test_an_ending_that_has_just_come_up_is_only_read(hand: Hand, views: Views) -> None:
    """Who was still tapping where an answer stood does not begin again; the strip answers as ever."""
    awake(hand, views, "ending")
    places = [hand.at(name) for name in ("again", "retry", "page-sook-ja")]
    awake(hand, views, "home")
    tell(hand.screen, "Theme.settling = 1000000")
    awake(hand, views, "ending")
    assert not {"again", "retry", "page-sook-ja"} & {target.name for target in hand.screen.targets()}
    for place in places:
        hand.touch(place)
    hand.key(Qt.Key.Key_Down, Qt.Key.Key_Left)
    assert hand.pressed() == []
    hand.touch("home")
    assert hand.pressed() == [events.HomeTouched()]


def test_beside_the_languages_their_list_is_closed(hand: Hand, views: Views) -> None:
    awake(hand, views, "choosing")
    hand.touch(QPoint(960, 200))
    assert hand.pressed() == [events.LanguagesTouched()]
