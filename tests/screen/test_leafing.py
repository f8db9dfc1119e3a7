"""Pages that are too long for one screen are leafed."""

from __future__ import annotations

from dataclasses import replace

import pytest
from PySide6.QtTest import QTest

from tests.screen.hand import Hand, awake
from tests.screen.looking import tell
from tests.screen.views import Views

pytestmark = pytest.mark.window


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
