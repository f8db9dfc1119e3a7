"""The hidden door, on the real window."""

from __future__ import annotations

import threading
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, QPointF, QRectF, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from kiosk.playlist.faults import Fault
from kiosk.playlist.model import Where
from kiosk.screen import Panel, Screen, service, touch
from kiosk.secret import hashed
from kiosk.tries import Tries
from tests.screen.audit import audit
from tests.screen.hand import Hand
from tests.screen.looking import settle, texts, until
from tests.screen.views import Views

pytestmark = pytest.mark.window
LEFT, RIGHT = QPoint(20, 20), QPoint(1900, 20)


@pytest.fixture
def soon(monkeypatch: pytest.MonkeyPatch) -> None:
    """Three seconds are long for a test."""
    monkeypatch.setattr(touch, "HOLD", 60)


def knock(hand: Hand) -> None:
    device = QTest.createTouchDevice()
    window = hand.screen.window
    QTest.touchEvent(window, device).press(0, LEFT, window).press(1, RIGHT, window)
    QTest.qWait(200)
    QTest.touchEvent(window, device).release(0, LEFT, window).release(1, RIGHT, window)


def typed(hand: Hand, digits: str) -> None:
    for digit in digits:
        hand.touch(f"pin-{digit}")
    hand.touch("pin-enter")
    looked_at(hand)


def looked_at(hand: Hand) -> None:
    """A thread beside says whether it was the PIN."""
    until(lambda: not hand.screen._service._lock.pad.checking)


def words(hand: Hand) -> str:
    return " ".join(text.words for text in texts(hand.screen))


@pytest.mark.usefixtures("soon")
@pytest.mark.parametrize("screen", ["attract", "home"])
def test_two_corners_then_the_pin_then_the_panel(hand: Hand, views: Views, screen: str) -> None:
    hand.show(views.attract() if screen == "attract" else views.home())
    hand.screen.set_facts([("Decks", "4 of 6")])
    knock(hand)
    assert "pin-5" in hand.names()
    assert "door-0" not in hand.names(), "nothing behind the pad can be touched"
    hand.sent.clear()
    typed(hand, "2580")
    assert hand.said == [("opened", None)]
    assert "Passeur" in words(hand)
    assert "4 of 6" in words(hand)
    for name in ("tech-next", "tech-volume-down", "tech-volume-down", "tech-volume-up", "tech-restart", "tech-quit"):
        hand.touch(name)
    assert hand.said[1:] == [
        ("next scene", None),
        ("volume", 90),
        ("volume", 80),
        ("volume", 90),
        ("restart", None),
        ("quit", None),
    ]
    hand.touch("tech-close")
    assert hand.said[-1] == ("closed", None)
    assert hand.sent == [], "the visit hears nothing of it"


@pytest.mark.usefixtures("soon")
def test_one_finger_left_then_right(hand: Hand, views: Views) -> None:
    hand.show(views.home())
    hand.press(LEFT)
    QTest.qWait(150)
    hand.lift(LEFT)
    hand.press(RIGHT)
    QTest.qWait(200)
    hand.lift(RIGHT)
    assert "pin-5" in hand.names()


def test_a_shorter_hold_opens_nothing(hand: Hand, views: Views) -> None:
    hand.show(views.home())
    knock(hand)
    assert "pin-5" not in hand.names()


@pytest.mark.usefixtures("soon")
def test_a_wrong_pin_by_keys_and_by_finger(hand: Hand, views: Views) -> None:
    hand.show(views.home())
    knock(hand)
    typed(hand, "2581")
    assert "That is not it." in words(hand)
    for _ in range(4):
        hand.key(*[Qt.Key.Key_0] * 4, Qt.Key.Key_Return)
        looked_at(hand)
    assert "15 minutes" in words(hand)
    assert not {"pin-2", "pin-5", "pin-8", "pin-0", "pin-enter"} & hand.names(), "nothing can be typed"
    hand.key(Qt.Key.Key_2, Qt.Key.Key_5, Qt.Key.Key_8, Qt.Key.Key_0, Qt.Key.Key_Return)
    looked_at(hand)
    assert hand.said == []
    hand.key(Qt.Key.Key_Escape)
    assert "door-0" in hand.names()


@pytest.mark.usefixtures("soon")
def test_a_restart_gives_no_more_tries(qapp: QApplication, views: Views, tmp_path: Path) -> None:
    for life in ("first", "second"):
        screen = Screen(
            Panel(calm=True), windowed=True, size=(1280, 720), pin=hashed("48392716"), tries=Tries(tmp_path)
        )
        screen.show()
        hand = Hand(screen)
        hand.show(views.home())
        hand.screen._service.knock()
        QTest.qWait(30)
        if life == "first":
            for _ in range(5):
                typed(hand, "4839")
        assert "15 minutes" in words(hand), life
        screen.close()
        qapp.processEvents()


@pytest.mark.usefixtures("soon")
def test_the_glass_answers_while_a_pin_is_looked_at(hand: Hand, views: Views, monkeypatch: pytest.MonkeyPatch) -> None:
    """Argon2 takes a fifth of a second here and seconds on a slow machine: none of it in the GUI's thread."""
    waits = threading.Event()

    def slowly(_typed: str, _secret: str) -> bool:
        return waits.wait(60)

    monkeypatch.setattr(service, "fits", slowly)
    hand.show(views.home())
    knock(hand)
    for digit in "2580":
        hand.touch(f"pin-{digit}")
    hand.touch("pin-enter")
    QTest.qWait(30)
    assert "One moment." in words(hand)
    assert "pin-5" not in hand.names(), "one at a time"
    hand.touch("pin-close")
    assert "door-0" in hand.names(), "it can be left"
    waits.set()
    looked_at(hand)
    assert hand.said == [("closed", None)], "what was typed before the pad closed opens nothing any more"


@pytest.mark.usefixtures("soon")
def test_it_closes_by_itself(hand: Hand, views: Views) -> None:
    hand.show(views.home())
    knock(hand)
    hand.screen._service._idle.setInterval(50)
    hand.touch("pin-2")
    QTest.qWait(200)
    assert "pin-5" not in hand.names()
    assert hand.said == [("closed", None)]


@pytest.mark.usefixtures("soon")
def test_pad_and_panel_can_be_read_and_touched(walls: dict[str, Screen], stills: Path, qapp: QApplication) -> None:
    for size in ((1920, 1080), (1080, 1920)):
        screen = Screen(Panel(calm=True), windowed=True, size=size, pin="1234", version="0.1", playlist="Passeur")
        screen.show()
        hand = Hand(screen)
        hand.show(Views("fr", stills).home())
        device = QTest.createTouchDevice()
        right = QPoint(size[0] - 20, 20)
        QTest.touchEvent(screen.window, device).press(0, LEFT, screen.window).press(1, right, screen.window)
        QTest.qWait(200)
        QTest.touchEvent(screen.window, device).release(0, LEFT, screen.window).release(1, right, screen.window)
        assert audit(screen, Panel()) == []
        typed(hand, "1234")
        assert "tech-quit" in hand.names()
        assert audit(screen, Panel()) == []
        screen.close()
    qapp.processEvents()


def test_a_broken_playlist_is_read_line_by_line(walls: dict[str, Screen], stills: Path) -> None:
    for screen in walls.values():
        screen.show_view(Views("en", stills).attract())
        faults = [
            Fault(Where("playlists/the-defector/playlist.yaml", line, 5), "There is no scene `trukc`.", "Say `truck`.")
            for line in range(12, 30)
        ]
        screen.set_trouble(faults)
        settle(screen)
        assert audit(screen, Panel()) == []
        assert [target.name for target in screen.targets()] == ["read-on"]
        screen.set_trouble([])
        assert [target.name for target in screen.targets()] == ["wake"]


def test_the_heading_says_whose_the_faults_are(walls: dict[str, Screen], stills: Path) -> None:
    for screen in walls.values():
        for language, settings, heading in (
            ("en", False, "This playlist cannot be shown"),
            ("en", True, "The settings cannot be read"),
            ("ko", True, "설정을 읽을 수 없습니다"),
            ("fr", True, "Les réglages ne peuvent pas être lus"),
        ):
            screen.show_view(Views(language, stills).attract())
            screen.set_trouble([Fault(Where("config/kiosk.yaml", 16, 3), "It is odd.", "Mend it.")], settings=settings)
            settle(screen)
            assert heading in [text.words for text in texts(screen)]
            assert audit(screen, Panel()) == []
            screen.set_trouble([])


def test_resting_says_one_sentence_and_nothing_can_be_touched(walls: dict[str, Screen], stills: Path) -> None:
    for screen in walls.values():
        for language in ("en", "ko", "fr"):
            screen.show_view(Views(language, stills).home())
            screen.set_resting(True, picture=stills / "dawn.jpg")
            settle(screen)
            assert audit(screen, Panel()) == []
            assert screen.targets() == []
            screen.set_resting(False)
            assert screen.targets() != []


def test_a_fault_s_rest_speaks_every_language_and_names_the_incident(walls: dict[str, Screen], stills: Path) -> None:
    for screen in walls.values():
        screen.show_view(Views("en", stills).home())
        for said in ([("en", ""), ("ko", ""), ("fr", "")], [("en", "The River Room is closed for today."), ("ko", "")]):
            screen.rest(said, 12)
            settle(screen)
            assert audit(screen, Panel()) == []
            assert screen.targets() == []
            shown = screen._root.property("resting")
            assert shown["number"] == "Incident 12 · 장애 번호 12"
            assert len(shown["lines"]) == len(said)
        assert shown["lines"][0] == "The River Room is closed for today."
        screen.rest([("de", ""), ("en", "")], 0)
        shown = screen._root.property("resting")
        assert (len(shown["lines"]), shown["number"]) == (1, ""), "what there are no words for is said in English, once"
        screen.set_resting(False)


def test_the_corners_turn_with_the_picture(qapp: QApplication, stills: Path) -> None:
    """On a panel hung on its side, turned clockwise, the picture's upper left corner is the window's upper right."""
    screen = Screen(Panel(calm=True, rotation=90), windowed=True, size=(1920, 1080), pin="1234")
    screen.show()
    screen.show_view(Views("en", stills).home())
    settle(screen)
    assert screen._corner(QPointF(1900, 20)) == "left"
    assert screen._corner(QPointF(1900, 1060)) == "right"
    assert screen._corner(QPointF(20, 20)) is None
    door = next(target for target in screen.targets() if target.name == "door-0")
    assert QRectF(0, 0, 1920, 1080).contains(door.rect)
    hand = Hand(screen)
    hand.touch("door-0")
    assert len(hand.pressed()) == 1
    screen.close()
    qapp.processEvents()


def test_on_the_floor_there_is_no_frame_and_no_cursor(qapp: QApplication) -> None:
    screen = Screen(Panel(calm=True), size=(800, 600))
    try:
        assert screen.window.flags() & Qt.WindowType.FramelessWindowHint
        assert screen.window.cursor().shape() == Qt.CursorShape.BlankCursor
        cursor = qapp.overrideCursor()
        assert cursor is not None
        assert cursor.shape() == Qt.CursorShape.BlankCursor
    finally:
        screen.close()
    assert qapp.overrideCursor() is None
