""" "More help": what a visitor sets there is seen at once, on every screen, and nothing is cut or out of reach."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from kiosk.audit.looks import VARIANTS
from kiosk.screen import Panel, Screen
from kiosk.visit import events
from kiosk.visit.aids import Aids
from kiosk.visit.view import DoorView, View
from tests.screen.audit import audit, layout
from tests.screen.conftest import SIZES
from tests.screen.hand import Hand
from tests.screen.looking import settle, tell, texts
from tests.screen.pictures import StillFilm, white
from tests.screen.test_drawing import reachable
from tests.screen.views import LANGUAGES, SCREENS, Views, under

pytestmark = pytest.mark.window
PANEL = Panel(calm=True)
SET = [variant for variant in VARIANTS if variant not in ("normal", "calm")]
CAPTIONED = ("scene", "hotspots", "decision", "page-playing", "ending-running")
WORST = [
    ("largest", "fr", "ending"),
    ("largest", "en", "hotspots"),
    ("contrast", "ko", "home"),
    ("contrast", "fr", "page"),
    ("contrast", "en", "decision-chosen"),
    ("all", "fr", "decision-long"),
    ("all", "ko", "before-gentler"),
]


def show(screen: Screen, view: View, caption: str = "") -> None:
    screen.set_caption(caption)
    screen.show_view(replace(view, screen="attract"))
    screen.show_view(view)
    settle(screen, after=20)


@pytest.mark.parametrize("form", SIZES)
@pytest.mark.parametrize("variant", SET)
def test_every_screen_holds_what_a_visitor_has_set(
    walls: dict[str, Screen], stills: Path, form: str, variant: str
) -> None:
    screen = walls[form]
    faults = []
    for language in LANGUAGES:
        views = Views(language, stills)
        for name, make in SCREENS.items():
            show(screen, under(variant, make(views)), views.t("caption") if name in CAPTIONED else "")
            faults += [f"{name} {language}: {fault}" for fault in layout(screen, PANEL, VARIANTS[variant])]
    assert faults == []


@pytest.mark.parametrize("form", SIZES)
@pytest.mark.parametrize(("variant", "language", "name"), WORST)
def test_it_can_be_read(
    walls: dict[str, Screen], stills: Path, form: str, variant: str, language: str, name: str
) -> None:
    views = Views(language, stills)
    show(walls[form], under(variant, SCREENS[name](views)), views.t("caption") if name in CAPTIONED else "")
    assert audit(walls[form], PANEL, VARIANTS[variant]) == []


def laid_out(screen: Screen, aids: Aids) -> list[str]:
    """What is wrong once what stands in columns was put in its place: that is done with the next picture."""
    faults: list[str] = []
    for _ in range(100):
        faults = layout(screen, PANEL, aids)
        if not faults:
            break
        QTest.qWait(20)
    return faults


def test_leaves_are_turned_until_all_was_read(walls: dict[str, Screen], stills: Path) -> None:
    """An ending in large text, both ways up: every part of it stands on some leaf, and no leaf has faults."""
    views = Views("fr", stills)
    aids = VARIANTS["all"]
    for screen in walls.values():
        show(screen, replace(views.ending_full(), aids=aids))
        read = set()
        for _ in range(8):
            assert laid_out(screen, aids) == []
            read |= {text.words for text in texts(screen)} | {target.name for target in screen.targets()}
            tell(screen, "Stage.press('read-on')")
            QTest.qWait(20)
        assert {views.t("end"), views.t("end_text"), "page-sook-ja", "page-dragon", "example.org/film"} <= read
        assert any("412" in words for words in read)


def test_large_ways_on_from_an_ending_say_where_they_begin(hand: Hand, stills: Path) -> None:
    hand.show(under("largest", Views("en", stills).ending()))
    spoken = dict(tell(hand.screen, "return Stage.targets.map(t => [t.name, t.spoken])"))
    assert (spoken["again"], spoken["retry"]) == ("Begin again. From the start", "Another way. From the last decision")


@pytest.mark.parametrize("variant", VARIANTS)
def test_without_a_limit_there_is_no_time_to_see(hand: Hand, stills: Path, variant: str) -> None:
    hand.show(under(variant, Views("en", stills).decision_four()))
    assert "take-your-time" not in hand.names()


def test_answers_that_do_not_fit_are_leafed(hand: Hand, stills: Path) -> None:
    view = replace(Views("fr", stills).decision_long(), aids=VARIANTS["all"])
    hand.show(view)
    first = {name for name in hand.names() if name.startswith("choice-")}
    hand.touch("more")
    QTest.qWait(20)
    second = {name for name in hand.names() if name.startswith("choice-")}
    assert first.isdisjoint(second)
    assert len(first | second) == 4
    assert view.decision is not None
    hand.show(replace(view, decision=replace(view.decision, chosen="long_1", by_default=True)))
    words = [text.words for text in texts(hand.screen)]
    assert Views("fr", stills).t("long_1") in words, "what came of it stands on the leaf that is shown"


def test_more_doors_than_fit_are_leafed_in_reach(walls: dict[str, Screen], stills: Path) -> None:
    views = Views("fr", stills)
    doors = tuple(DoorView(f"Une porte au titre long {n}", "Ce qui est derrière", None, 300) for n in range(9))
    for screen in walls.values():
        for variant in ("largest", "all", "seated"):
            show(screen, replace(under(variant, views.home()), doors=doors))
            assert laid_out(screen, VARIANTS[variant]) == []
            assert "more" in {target.name for target in screen.targets()}


@pytest.mark.parametrize(("bottom", "line"), [(1020, 538), (1200, 540), (700, 0), (900, 213)])
def test_the_line_of_reach_follows_from_where_the_panel_hangs(qapp: QApplication, bottom: int, line: int) -> None:
    """Never lower than half the height: less would hold no decision."""
    screen = Screen(replace(PANEL, bottom=bottom), windowed=True, size=(1920, 1080))
    screen.show()
    QTest.qWait(20)
    assert tell(screen, "return Theme.reachLine") == pytest.approx(line, abs=2)
    screen.close()
    qapp.processEvents()


def test_it_is_seen_at_once_behind_the_panel(hand: Hand, stills: Path) -> None:
    view = Views("en", stills).help()
    hand.show(view)
    assert {"text-0", "contrast", "seated", "calm", "limits", "close", "captions", "help"} <= hand.names()
    assert not any(name.startswith("choice-") for name in hand.names()), "what lies behind cannot be touched"
    before = tell(hand.screen, "return Theme.body")
    hand.show(replace(view, aids=Aids(text_step=2, contrast=True)))
    assert tell(hand.screen, "return Theme.body") == pytest.approx(before * 1.5, abs=1)
    assert tell(hand.screen, "return Theme.ink.hslLightness") == 0


def test_beside_the_panel_it_is_closed_and_within_it_not(hand: Hand, stills: Path) -> None:
    hand.show(Views("en", stills).help())
    hand.touch(QPoint(960, 200))
    assert hand.pressed() == [events.HelpTouched()]
    close = next(target.rect for target in hand.screen.targets() if target.name == "close")
    hand.touch(QPoint(int(close.left()) - 12, int(close.center().y())))
    assert len(hand.pressed()) == 1, "between two targets nothing is meant"


def test_keys_go_into_it_reach_everything_and_leave_it_with_back(hand: Hand, stills: Path) -> None:
    views = Views("en", stills)
    hand.show(views.decision())
    hand.key(Qt.Key.Key_Right)
    hand.show(views.help())
    QTest.qWait(250)
    assert hand.focused() == "text-0"
    rects = hand.screen._targets.rects()
    assert reachable(rects) == set(rects)
    hand.key(Qt.Key.Key_Right, Qt.Key.Key_Return)
    assert hand.pressed() == [events.TextTouched(1)]
    hand.key(Qt.Key.Key_Escape)
    assert hand.pressed()[-1] == events.HelpTouched()


def test_each_says_what_it_is_and_whether_it_is_on(hand: Hand, stills: Path) -> None:
    view = replace(Views("en", stills).help(), aids=Aids(text_step=1, contrast=True), relaxed=True)
    hand.show(view)
    found = tell(
        hand.screen,
        "return Stage.targets.filter(t => Stage.seen(t)).map(t => [t.name, t.spoken, t.oneOf, t.toggle, t.on])",
    )
    told = {
        name: (spoken, "radio" if one_of else "box" if toggle else "button", on)
        for name, spoken, one_of, toggle, on in found
    }
    assert told["text-1"] == ("Larger text", "radio", True)
    assert told["text-0"] == ("Text as it was made", "radio", False)
    assert told["contrast"] == ("High contrast", "box", True)
    assert told["seated"] == ("Reach from a seat", "box", False)
    assert told["calm"] == ("No motion, more time", "box", False)
    assert told["limits"] == ("No time limits", "box", True)
    assert told["close"][:2] == ("Close", "button")


def test_calm_stops_what_moves_for_this_visitor_only(qapp: QApplication, stills: Path) -> None:
    screen = Screen(Panel(), windowed=True, size=(1920, 1080))
    screen.place_film(StillFilm(white()))
    screen.show()
    views = Views("en", stills)
    for aids, quick in ((Aids(), 200), (Aids(calm=True), 0), (Aids(), 200)):
        screen.show_view(replace(views.home(), aids=aids))
        assert tell(screen, "return Theme.quick") == quick
    screen.close()
    qapp.processEvents()


def test_who_took_limits_off_begins_without_them(hand: Hand, stills: Path) -> None:
    view = Views("en", stills).before()
    assert view.before is not None
    hand.show(replace(view, before=replace(view.before, relaxed=True)))
    assert "take-your-time" not in hand.names()
    assert any("waits" in text.words for text in texts(hand.screen))
