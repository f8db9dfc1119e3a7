"""Everything by keys alone, with a frame that shows where they are."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import Qt

from kiosk.visit import events
from tests.screen.hand import Hand, awake
from tests.screen.looking import tell
from tests.screen.views import Views

pytestmark = pytest.mark.window
Key = Qt.Key


def test_any_key_wakes_and_presses_nothing(hand: Hand, views: Views) -> None:
    for key in (Key.Key_Return, Key.Key_Home, Key.Key_Plus, Key.Key_Left):
        awake(hand, views, "attract")
        hand.key(key)
        assert hand.sent == [events.Touched()]
        awake(hand, views, "asking")
        hand.key(key)
        assert hand.sent == [events.Touched()]


def test_the_frame_comes_with_the_first_key_and_goes_with_a_touch(hand: Hand, views: Views) -> None:
    awake(hand, views, "decision")
    assert hand.focused() == ""
    hand.key(Key.Key_Right)
    assert hand.focused() == "choice-cross"
    place = hand.at("choice-cross")
    rect = next(t.rect for t in hand.screen.targets() if t.name == "choice-cross")
    grab = hand.screen.grab()
    frame = grab.pixelColor(int(rect.left()) - 7, place.y())
    assert (frame.red(), frame.green(), frame.blue()) == (0xD9, 0x79, 0x3B), "ember, outside the target's own"
    hand.touch("captions")
    assert hand.focused() == ""


def test_arrows_and_select(hand: Hand, views: Views) -> None:
    awake(hand, views, "decision")
    hand.key(Key.Key_Right, Key.Key_Right, Key.Key_Return)
    assert hand.pressed() == [events.ChoiceTouched("fog")]
    hand.key(Key.Key_Right, Key.Key_Down, Key.Key_Space)
    assert hand.pressed()[-1] == events.TimeTouched()


def test_next_goes_as_arabic_is_read(hand: Hand, stills: Path) -> None:
    """All is turned round: the first choice stands right, and is the first one that keys, and a voice, come to."""
    awake(hand, Views("ar", stills), "decision")
    places = {name: hand.at(name).x() for name in ("choice-cross", "choice-fog")}
    assert places["choice-cross"] > places["choice-fog"]
    hand.key(Key.Key_Tab)
    assert hand.focused() == "choice-cross"
    hand.key(Key.Key_Tab)
    assert hand.focused() == "choice-fog"
    names = [target.name for target in hand.screen.targets()]
    assert names.index("choice-cross") < names.index("choice-fog")


def test_select_without_a_frame_only_shows_it(hand: Hand, views: Views) -> None:
    awake(hand, views, "home")
    hand.key(Key.Key_Return)
    assert hand.pressed() == []
    assert hand.focused() == "door-0"
    hand.key(Key.Key_Return)
    assert hand.pressed() == [events.DoorTouched(0)]


@pytest.mark.parametrize(
    ("key", "sends"),
    [
        (Key.Key_Escape, events.BackTouched()),
        (Key.Key_Backspace, events.BackTouched()),
        (Key.Key_Home, events.HomeTouched()),
        (Key.Key_C, events.CaptionsTouched()),
        (Key.Key_Plus, events.VolumeTouched(1)),
        (Key.Key_Minus, events.VolumeTouched(-1)),
        (Key.Key_VolumeUp, events.VolumeTouched(1)),
    ],
)
def test_keys_of_their_own(hand: Hand, views: Views, key: Qt.Key, sends: events.Event) -> None:
    awake(hand, views, "scene")
    hand.key(key)
    assert hand.pressed() == [sends]


def test_home_and_back_by_key_only_where_they_lead_somewhere(hand: Hand, views: Views) -> None:
    awake(hand, views, "home")
    hand.key(Key.Key_Home, Key.Key_Escape)
    assert hand.pressed() == []


def test_back_leaves_the_list_of_languages(hand: Hand, views: Views) -> None:
    awake(hand, views, "choosing")
    hand.key(Key.Key_Escape)
    assert hand.pressed() == [events.LanguagesTouched()]


def test_the_frame_goes_to_the_first_of_what_has_come(hand: Hand, views: Views) -> None:
    awake(hand, views, "home")
    hand.key(Key.Key_Right)
    hand.show(views.before())
    assert hand.focused() == "begin"
    hand.show(views.attract())
    assert hand.focused() == ""


def test_the_frame_stays_where_it_was_when_only_words_changed(hand: Hand, views: Views, stills: Path) -> None:
    awake(hand, views, "home")
    hand.key(Key.Key_Right, Key.Key_Right)
    hand.show(Views("ko", stills).home())
    assert hand.focused() == "door-1"


def test_the_frame_never_goes_to_the_strip_by_itself(hand: Hand, views: Views) -> None:
    awake(hand, views, "decision")
    hand.key(Key.Key_Right)
    tell(hand.screen, "Theme.settling = 1000000")
    hand.show(views.ending())
    assert hand.focused() == ""
    hand.key(Key.Key_Return)
    assert hand.pressed() == [], "a key pressed once more leads nobody home"


def test_back_leaves_a_pages_clip_before_its_page(hand: Hand, views: Views) -> None:
    awake(hand, views, "page-playing")
    hand.key(Key.Key_Escape)
    assert hand.pressed() == [events.ClipTouched()]
    awake(hand, views, "page")
    hand.key(Key.Key_Escape)
    assert hand.pressed() == [events.BackTouched()]
