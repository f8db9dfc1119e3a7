"""Fingers on the real window: what they press, what only wakes, what is not a press."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path

import pytest
from PySide6.QtCore import QEvent, QPoint, Qt
from PySide6.QtGui import QGuiApplication, QPointingDevice, QTouchEvent
from PySide6.QtTest import QTest

from kiosk.screen import glass, touch
from kiosk.screen.targetwords import event
from kiosk.visit import events
from kiosk.visit.aids import Aids
from tests.screen.hand import Hand
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


@pytest.fixture
def views(stills: Path) -> Views:
    return Views("en", stills)


def awake(hand: Hand, views: Views, name: str) -> None:
    hand.show(SCREENS[name](views))
    QTest.qWait(30)
    hand.sent.clear()


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


def test_leafing_is_the_screens_own_and_begins_anew_with_another_page(hand: Hand, views: Views) -> None:
    page = views.page_long().page
    assert page is not None
    numbered = tuple(f"{number}. {words}" for number, words in enumerate(page.paragraphs))
    awake(hand, views, "page")
    hand.show(replace(views.page_long(), page=replace(page, paragraphs=numbered)))
    assert "read-on" in hand.names()
    first = said(hand)
    hand.touch("read-on")
    QTest.qWait(30)
    second = said(hand)
    assert first[0] != second[0]
    assert hand.pressed() == []
    hand.show(replace(views.page_long(), page=replace(page, paragraphs=("Another.", *numbered))))
    assert said(hand)[0] == "Another."


def test_no_word_is_lost_between_leaves(hand: Hand, views: Views) -> None:
    page = views.page_long().page
    assert page is not None
    endless = " ".join(page.paragraphs) * 3 + " " + "unbroken " * 250
    awake(hand, views, "page")
    hand.show(replace(views.page_long(), page=replace(page, paragraphs=(endless.strip(), "The end."))))
    read: list[str] = []
    for _ in range(60):
        read += said(hand)
        if "The end." in read:
            break
        hand.touch("read-on")
        QTest.qWait(20)
    assert "".join(read[:-1]).replace(" ", "") == endless.replace("-", "\u2011").replace(" ", "")


def said(hand: Hand) -> list[str]:
    """The paragraphs that are shown."""
    told = tell(
        hand.screen,
        "return everything().filter(([item, _]) => item.roomHeight !== undefined).map(([leaves, _]) => leaves.shown)",
    )
    return [str(part["text"]) for part in told[0]]


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


# ---- fingers, as a touch panel says them


@pytest.fixture(scope="module")
def panel_device() -> QPointingDevice:
    return QTest.createTouchDevice()


def test_a_finger_presses_like_a_mouse(hand: Hand, views: Views, panel_device: QPointingDevice) -> None:
    awake(hand, views, "decision")
    window, place = hand.screen.window, hand.at("choice-fog")
    QTest.touchEvent(window, panel_device).press(0, place, window)
    QTest.touchEvent(window, panel_device).release(0, place, window)
    assert hand.pressed() == [events.ChoiceTouched("fog")]


def test_a_second_finger_has_its_turn_after_the_first(
    hand: Hand, views: Views, panel_device: QPointingDevice, apart: None
) -> None:
    """Two people at once: each presses what they touched, in the order in which they did."""
    awake(hand, views, "decision")
    window, first, second = hand.screen.window, hand.at("volume-up"), hand.at("choice-cross")
    QTest.touchEvent(window, panel_device).press(0, first, window)
    QTest.touchEvent(window, panel_device).stationary(0).press(1, second, window)
    QTest.touchEvent(window, panel_device).stationary(0).release(1, second, window)
    assert hand.pressed() == []
    QTest.touchEvent(window, panel_device).release(0, first, window)
    assert hand.pressed() == [events.VolumeTouched(1), events.ChoiceTouched("cross")]


def test_a_second_finger_that_stays_longer_is_lit_when_the_first_leaves(
    hand: Hand, views: Views, panel_device: QPointingDevice, apart: None
) -> None:
    awake(hand, views, "decision")
    window, first, second = hand.screen.window, hand.at("volume-up"), hand.at("choice-cross")
    QTest.touchEvent(window, panel_device).press(0, first, window)
    QTest.touchEvent(window, panel_device).stationary(0).press(1, second, window)
    QTest.touchEvent(window, panel_device).release(0, first, window).stationary(1)
    assert hand.pressed() == [events.VolumeTouched(1)]
    assert tell(hand.screen, "return Stage.targets.filter(t => t.down).map(t => t.name)") == ["choice-cross"]
    QTest.touchEvent(window, panel_device).release(1, second, window)
    assert hand.pressed()[-1] == events.ChoiceTouched("cross")


def test_what_the_first_has_led_to_is_not_pressed_by_the_second(
    hand: Hand, views: Views, panel_device: QPointingDevice, apart: None
) -> None:
    """Nor what was left by a drag."""
    awake(hand, views, "decision")
    window, first, second = hand.screen.window, hand.at("home"), hand.at("choice-cross")
    hand.screen.touched.connect(lambda sent: hand.show(views.home()) if sent == events.HomeTouched() else None)
    QTest.touchEvent(window, panel_device).press(0, first, window)
    QTest.touchEvent(window, panel_device).stationary(0).press(1, second, window)
    QTest.touchEvent(window, panel_device).stationary(0).release(1, second, window)
    QTest.touchEvent(window, panel_device).release(0, first, window)
    assert hand.pressed() == [events.HomeTouched()]
    awake(hand, views, "decision")
    first = hand.at("volume-up")
    QTest.touchEvent(window, panel_device).press(0, first, window)
    QTest.touchEvent(window, panel_device).stationary(0).press(1, second, window)
    QTest.touchEvent(window, panel_device).stationary(0).release(1, NOWHERE, window)
    QTest.touchEvent(window, panel_device).release(0, first, window)
    assert hand.pressed() == [events.VolumeTouched(1)]


@pytest.mark.parametrize("first", ["beside", "on it"])
def test_a_whole_hand_presses_the_target_it_lies_on_once(
    hand: Hand, views: Views, panel_device: QPointingDevice, first: str
) -> None:
    """Six contacts in one breath, some of them beside the target; all leave together."""
    awake(hand, views, "decision")
    window, place = hand.screen.window, hand.at("choice-cross")
    inside = [place + QPoint(dx, dy) for dx, dy in ((0, 0), (-60, 10), (-120, -10), (60, 5))]
    outside = [place + QPoint(0, -200), place + QPoint(60, -260)]
    contacts = [*outside, *inside] if first == "beside" else [*inside, *outside]
    down = QTest.touchEvent(window, panel_device)
    for finger, at in enumerate(contacts):
        down.press(finger, at, window)
    down.commit()
    up = QTest.touchEvent(window, panel_device)
    for finger, at in enumerate(contacts):
        up.release(finger, at, window)
    up.commit()
    assert hand.pressed() == [events.ChoiceTouched("cross")]


def test_a_wet_finger_that_trembles_and_is_lost_for_a_moment_presses_once(
    hand: Hand, views: Views, panel_device: QPointingDevice
) -> None:
    awake(hand, views, "decision")
    window, place = hand.screen.window, hand.at("choice-cross")
    edge = QPoint(int(next(t.rect.left() for t in hand.screen.targets() if t.name == "choice-cross")) + 2, place.y())
    QTest.touchEvent(window, panel_device).press(0, edge, window)
    for step in (-5, 4, -6, 3):  # 2 mm beyond the edge and back
        QTest.touchEvent(window, panel_device).move(0, edge + QPoint(step, step // 2), window)
    QTest.touchEvent(window, panel_device).release(0, edge, window)
    QTest.touchEvent(window, panel_device).press(1, edge, window)  # the panel lost it, and has it again at once
    QTest.touchEvent(window, panel_device).release(1, edge, window)
    assert hand.pressed() == [events.ChoiceTouched("cross")]


def test_a_long_press_presses_when_it_ends_and_as_often_as_once(
    hand: Hand, views: Views, panel_device: QPointingDevice, monkeypatch: pytest.MonkeyPatch
) -> None:
    """However long: 5 s here, by the clock that the glass goes by."""
    awake(hand, views, "decision")
    window, place, now = hand.screen.window, hand.at("choice-cross"), glass.clock()
    QTest.touchEvent(window, panel_device).press(0, place, window)
    monkeypatch.setattr(glass, "clock", lambda: now + 5_000)
    QTest.touchEvent(window, panel_device).stationary(0)
    QTest.qWait(50)
    assert hand.pressed() == []
    QTest.touchEvent(window, panel_device).release(0, place, window)
    assert hand.pressed() == [events.ChoiceTouched("cross")]


def test_both_hands_lifted_at_once_press_once(hand: Hand, views: Views, panel_device: QPointingDevice) -> None:
    awake(hand, views, "decision")
    window, first, second = hand.screen.window, hand.at("choice-fog"), hand.at("choice-cross")
    QTest.touchEvent(window, panel_device).press(0, first, window).press(1, second, window)
    QTest.touchEvent(window, panel_device).release(0, first, window).release(1, second, window)
    assert len(hand.pressed()) == 1


def test_a_finger_only_wakes(hand: Hand, views: Views, panel_device: QPointingDevice) -> None:
    hand.show(views.attract())
    hand.sent.clear()
    window, place = hand.screen.window, QPoint(300, 700)
    QTest.touchEvent(window, panel_device).press(0, place, window)
    assert hand.sent == [events.Touched()]
    hand.show(views.home())
    QTest.touchEvent(window, panel_device).release(0, place, window)
    assert hand.sent == [events.Touched()]


@pytest.fixture
def at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    """However slow the machine is, one finger follows the other within the time."""
    monkeypatch.setattr(touch, "BOUNCE", 1_000_000)


@pytest.fixture
def apart(monkeypatch: pytest.MonkeyPatch) -> None:
    """However quick it is, no finger is a bounce of the one before."""
    monkeypatch.setattr(touch, "BOUNCE", 0)


NOWHERE = QPoint(1400, 60)
"""A place of the landscape window where no screen has a target."""


@dataclass(frozen=True, slots=True)
class Fingers:
    """On a panel that tells each from the others. Finger 0 rests from the beginning."""

    hand: Hand
    device: QPointingDevice

    def rest(self, where: str | QPoint = NOWHERE) -> None:
        place = self.hand.at(where) if isinstance(where, str) else where
        QTest.touchEvent(self.hand.screen.window, self.device).press(0, place, self.hand.screen.window)

    def lift(self, place: QPoint) -> None:
        QTest.touchEvent(self.hand.screen.window, self.device).release(0, place, self.hand.screen.window)

    def tap(self, where: str | QPoint, finger: int = 1) -> None:
        window = self.hand.screen.window
        place = self.hand.at(where) if isinstance(where, str) else where
        QTest.touchEvent(window, self.device).stationary(0).press(finger, place, window)
        QTest.touchEvent(window, self.device).stationary(0).release(finger, place, window)


@pytest.fixture
def fingers(hand: Hand, panel_device: QPointingDevice) -> Iterator[Fingers]:
    yield Fingers(hand, panel_device)
    QTest.touchEvent(hand.screen.window, panel_device).release(0, NOWHERE, hand.screen.window)


@pytest.mark.usefixtures("apart")
@pytest.mark.parametrize("name", ["attract", "asking"])
def test_beside_a_resting_finger_others_wake_and_answer(fingers: Fingers, views: Views, name: str) -> None:
    hand = fingers.hand
    hand.show(SCREENS[name](views))
    fingers.rest()
    hand.sent.clear()
    for _ in range(3):
        fingers.tap(QPoint(600, 500))
    assert hand.sent == [events.Touched()] * 3


@pytest.mark.usefixtures("apart")
@pytest.mark.parametrize("name", ["home", "attract"])
def test_a_hand_that_rests_on_no_target_keeps_nobody_from_pressing(fingers: Fingers, views: Views, name: str) -> None:
    """Also when its coming down was what woke the kiosk."""
    hand = fingers.hand
    awake(hand, views, name)
    fingers.rest()
    awake(hand, views, "home")
    fingers.tap("door-1")
    fingers.tap("door-2", finger=2)
    assert hand.pressed() == [events.DoorTouched(1), events.DoorTouched(2)]
    fingers.lift(NOWHERE)
    assert len(hand.pressed()) == 2


@pytest.mark.usefixtures("at_once")
def test_a_bounce_beside_a_resting_finger_presses_once(
    fingers: Fingers, views: Views, monkeypatch: pytest.MonkeyPatch
) -> None:
    hand = fingers.hand
    awake(hand, views, "home")
    fingers.rest()
    monkeypatch.setattr(touch, "BOUNCE", 0)
    fingers.tap("door-3")
    monkeypatch.setattr(touch, "BOUNCE", 1_000_000)
    fingers.tap("door-3")
    fingers.tap("door-2", finger=2)
    assert hand.pressed() == [events.DoorTouched(3)]


@pytest.mark.usefixtures("apart")
def test_while_one_finger_presses_a_target_another_waits(
    fingers: Fingers, views: Views, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(glass, "RESTS", 1_000_000)
    hand = fingers.hand
    awake(hand, views, "decision")
    place = hand.at("choice-fog")
    fingers.rest(place)
    fingers.tap("choice-cross")
    assert hand.pressed() == []
    fingers.lift(place)
    assert hand.pressed() == [events.ChoiceTouched("fog"), events.ChoiceTouched("cross")], "the visit takes the first"


@pytest.mark.usefixtures("apart")
def test_what_has_long_lain_on_a_target_keeps_nobody_from_pressing(
    fingers: Fingers, views: Views, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(glass, "RESTS", 0)
    hand = fingers.hand
    awake(hand, views, "decision")
    place = hand.at("choice-fog")
    fingers.rest(place)
    fingers.tap("choice-cross")
    assert hand.pressed() == [events.ChoiceTouched("cross")]
    fingers.lift(place)
    assert hand.pressed() == [events.ChoiceTouched("cross")], "and presses nothing when it goes"


@pytest.mark.usefixtures("apart")
def test_a_bag_that_lies_there_since_it_was_read_aloud_keeps_nobody_from_pressing(
    fingers: Fingers, views: Views, monkeypatch: pytest.MonkeyPatch
) -> None:
    """It came down as a finger that asks. Neither who listens nor who comes next waits for it."""
    monkeypatch.setattr(glass, "RESTS", 0)
    hand = fingers.hand
    hand.show(replace(views.decision(), aids=Aids(spoken=True), can_speak=True))
    QTest.qWait(80)
    hand.sent.clear()
    fingers.rest()
    fingers.tap("choice-fog")
    assert hand.focused() == "choice-fog"
    fingers.tap("choice-fog")
    assert hand.pressed() == [events.ChoiceTouched("fog")]
    fingers.lift(NOWHERE)
    fingers.rest()
    awake(hand, views, "decision")
    fingers.tap("choice-cross")
    assert hand.pressed() == [events.ChoiceTouched("cross")]


@pytest.mark.usefixtures("apart")
def test_a_finger_presses_again_after_its_lifting_was_lost(
    hand: Hand, views: Views, panel_device: QPointingDevice
) -> None:
    awake(hand, views, "decision")
    window, first, second = hand.screen.window, hand.at("choice-fog"), hand.at("choice-cross")
    QTest.touchEvent(window, panel_device).press(0, first, window)
    QTest.touchEvent(window, panel_device).press(0, second, window)
    QTest.touchEvent(window, panel_device).release(0, second, window)
    assert hand.pressed() == [events.ChoiceTouched("cross")]


@pytest.mark.usefixtures("apart")
def test_a_cancelled_touch_presses_nothing(hand: Hand, views: Views, panel_device: QPointingDevice) -> None:
    awake(hand, views, "decision")
    window, place = hand.screen.window, hand.at("choice-fog")
    QTest.touchEvent(window, panel_device).press(0, place, window)
    QGuiApplication.sendEvent(window, QTouchEvent(QEvent.Type.TouchCancel, panel_device))
    QTest.touchEvent(window, panel_device).release(0, place, window)
    assert hand.pressed() == []
    hand.touch("choice-cross")
    assert hand.pressed() == [events.ChoiceTouched("cross")]


@pytest.mark.usefixtures("apart")
def test_a_finger_that_leaves_its_target_presses_nothing_even_if_it_comes_back(
    hand: Hand, views: Views, panel_device: QPointingDevice
) -> None:
    awake(hand, views, "decision")
    window, place = hand.screen.window, hand.at("choice-fog")
    QTest.touchEvent(window, panel_device).press(0, place, window)
    QTest.touchEvent(window, panel_device).move(0, NOWHERE, window)
    QTest.touchEvent(window, panel_device).move(0, place, window)
    QTest.touchEvent(window, panel_device).release(0, place, window)
    assert hand.pressed() == []


def test_words_no_target_sends_are_refused() -> None:
    for kind, value in [("nothing", None), ("door", "x"), ("choice", None)]:
        with pytest.raises(ValueError, match="no target sends"):
            event(kind, value)
