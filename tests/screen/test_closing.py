"""Closing time and the dark screen: what is said, for how long, and that nothing else can be done there."""

from __future__ import annotations

from dataclasses import replace

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from kiosk.screen import touch
from kiosk.screen.closing import closed_lines, reopening
from kiosk.screen.words import Words
from kiosk.visit import events as ev
from kiosk.visit.reopening import Reopening
from kiosk.visit.view import ClosedView, ClosingView, View
from tests.screen.hand import Hand
from tests.screen.looking import tell, texts
from tests.screen.test_technician import knock
from tests.screen.views import TUESDAY, Views

WORDS = Words.load()


def said(hand: Hand) -> str:
    return " / ".join(text.words for text in texts(hand.screen))


# ---- when it opens again


@pytest.mark.parametrize(
    ("opens", "english", "french", "korean"),
    [
        (
            replace(TUESDAY, days=0, hour=14, minute=5),
            "Open again today at 14:05.",
            "Réouverture aujourd’hui à 14\u00a0h\u00a005.",
            "오늘 14시 05분에 다시 시작합니다.",
        ),
        (
            replace(TUESDAY, days=1),
            "Open again tomorrow at 10:00.",
            "Réouverture demain à 10\u00a0h.",
            "내일 10시에 다시 시작합니다.",
        ),
        (
            replace(TUESDAY, days=6, weekday=6),
            "Open again on Sunday at 10:00.",
            "Réouverture dimanche à 10\u00a0h.",
            "일요일 10시에 다시 시작합니다.",
        ),
        (
            Reopening(7, 4, 1, 1, 9, 30),
            "Open again on 1 January at 9:30.",
            "Réouverture le 1er janvier à 9\u00a0h\u00a030.",
            "1월 1일 9시 30분에 다시 시작합니다.",
        ),
        (
            Reopening(30, 4, 24, 12, 10, 0),
            "Open again on 24 December at 10:00.",
            "Réouverture le 24 décembre à 10\u00a0h.",
            "12월 24일 10시에 다시 시작합니다.",
        ),
    ],
)
def test_when_it_opens_again(opens: Reopening, english: str, french: str, korean: str) -> None:
    found = [reopening(WORDS, language, opens) for language in ("en", "fr", "ko")]
    assert found == [english, french, korean]


def test_every_day_and_month_has_its_name() -> None:
    for language in ("en", "fr", "ko"):
        days = {reopening(WORDS, language, Reopening(3, day, 5, 5, 10, 0)) for day in range(7)}
        months = {reopening(WORDS, language, Reopening(30, 0, 5, month, 10, 0)) for month in range(1, 13)}
        assert (len(days), len(months)) == (7, 12)
        assert not any("{" in words for words in days | months)


def test_each_language_once_and_nothing_where_nobody_knows() -> None:
    lines = closed_lines(WORDS, ("de", "en", "ko"), None)
    assert lines == [
        {"closed": "Closed for now.", "opens": ""},
        {"closed": "지금은 운영 시간이 아닙니다.", "opens": ""},
    ]


# ---- the dark screen


@pytest.mark.window
def test_in_the_dark_nothing_is_said_and_nothing_can_be_pressed(hand: Hand, views: Views) -> None:
    hand.show(views.home())
    hand.show(views.closed())
    assert said(hand) == ""
    assert hand.names() == {"wake"}
    image = hand.screen.grab()
    assert {image.pixelColor(x, y).name() for x in range(0, 1920, 40) for y in range(0, 1080, 40)} == {"#000000"}
    hand.sent.clear()
    hand.key(Qt.Key.Key_Right, Qt.Key.Key_Return, Qt.Key.Key_Home)
    assert set(hand.sent) == {ev.Touched()}


@pytest.mark.window
def test_a_touch_is_told_and_the_words_leave_as_they_came(qtbot: QtBot, hand: Hand, views: Views) -> None:
    hand.show(views.closed())
    hand.show(views.closed_touched())
    assert said(hand).startswith("Closed for now. / Open again on Tuesday at 10:00. / 지금은")
    hand.show(views.closed())
    qtbot.waitUntil(lambda: said(hand) == "")
    hand.show(replace(views.closed_touched(), closed=ClosedView(True, None)))
    assert said(hand) == (
        "Closed for now. / 지금은 운영 시간이 아닙니다. / Fermé pour le moment. / مغلق الآن. / סגור כעת."
    )


@pytest.mark.window
def test_the_technician_gets_in_also_in_the_dark(hand: Hand, views: Views, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(touch, "HOLD", 60)
    hand.show(views.closed())
    knock(hand)
    assert "pin-5" in hand.names()
    hand.screen.close_technician()


# ---- closing time


def closing(views: Views, after: int, serial: int = 1) -> View:
    return replace(views.scene(), closing=ClosingView(serial, after))


@pytest.mark.window
@pytest.mark.parametrize(
    ("after", "words"),
    [
        (300_000, "You can go on for 5 minutes."),
        (60_000, "You can go on for one minute."),
        (20_000, "The screen goes dark in a moment."),
    ],
)
def test_a_visitor_is_told_how_long(hand: Hand, views: Views, after: int, words: str) -> None:
    hand.show(closing(views, after))
    assert f"It is closing time. {words}" in said(hand)


@pytest.mark.window
def test_what_was_told_goes_and_comes_again_shortly_before_the_end(qtbot: QtBot, hand: Hand, views: Views) -> None:
    tell(hand.screen, "everything(); for (const c of glass.children) if (c.told !== undefined) c.told = 100")
    hand.show(closing(views, 31_000))
    assert "It is closing time. You can go on for one minute." in said(hand)
    qtbot.waitUntil(lambda: "closing" not in said(hand))
    hand.show(replace(closing(views, 31_000), captions=False))
    assert "closing" not in said(hand), "another View of the same visit tells nothing anew"
    qtbot.waitUntil(lambda: "It is closing time. The screen goes dark in a moment." in said(hand))
    hand.show(replace(closing(views, 31_000), language="fr"))
    assert "L’écran s’éteint dans un instant." in said(hand)
    hand.show(views.scene())
    qtbot.waitUntil(lambda: "fermeture" not in said(hand))


@pytest.mark.window
def test_the_next_closing_time_is_told_anew(hand: Hand, views: Views) -> None:
    hand.show(closing(views, 20_000))
    hand.show(views.scene())
    hand.show(closing(views, 300_000, serial=7))
    assert "You can go on for 5 minutes." in said(hand)


@pytest.mark.window
def test_a_title_makes_room_for_it(hand: Hand, views: Views) -> None:
    hand.show(views.home())
    before = next(text.box.top() for text in texts(hand.screen) if text.words == "The Defector")
    hand.show(views.closing_home())
    after = next(text.box.top() for text in texts(hand.screen) if text.words == "The Defector")
    assert after > before
