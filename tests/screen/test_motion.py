"""What moves, and that it does not in calm mode."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from typing import Any, cast

import pytest
from PySide6.QtCore import Signal
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from kiosk.screen import Panel, Screen, daylight
from kiosk.visit.view import View
from tests.screen.looking import settle, tell, texts, until
from tests.screen.pictures import StillFilm, night, white
from tests.screen.views import SCREENS, Views

pytestmark = pytest.mark.window


@pytest.fixture
def lively(qapp: QApplication) -> Iterator[Screen]:
    screen = Screen(Panel(), windowed=True, size=(1280, 720))
    film = StillFilm(white())
    screen.place_film(film)
    screen.show()
    yield screen
    screen.close()
    qapp.processEvents()


def share(screen: Screen) -> float:
    """How much of the time line is left."""
    return float(tell(screen, "return everything().find(([i, _]) => i.share !== undefined && i.span > 0)[0].share"))


class Running(StillFilm):
    """Says, as footage's film does, that a picture has come."""

    pictured = Signal()


def drawn(screen: Screen) -> float:
    """How much of the time line was left when it was last drawn."""
    return float(tell(screen, "return everything().find(([i, _]) => i.drawn !== undefined && i.span > 0)[0].drawn"))


def seconds(screen: Screen) -> int:
    """What the question counts down from; -1 until it is there."""
    return int(tell(screen, "return everything().find(([i, _]) => i.seconds !== undefined)?.[0].seconds ?? -1"))


def comes_to(screen: Screen, wanted: int) -> bool:
    """Whether the question counts down from there within 5 s: how soon it stands there is not asked here."""
    for _ in range(100):
        if seconds(screen) == wanted:
            return True
        QTest.qWait(50)
    return False


def short(view: View, serial: int, window: int = 400) -> View:
    assert view.decision is not None
    return replace(view, decision=replace(view.decision, serial=serial, window=window))


def test_a_visit_through_every_screen_with_its_fades_says_no_warning(lively: Screen, views: Views) -> None:
    """And leaves exactly one screen standing each time: what has left is gone."""
    for name in [*SCREENS, "attract", "home", "decision", "decision-chosen", "decision", "page", "attract"]:
        lively.set_caption(views.t("caption"))
        lively.show_view(SCREENS[name](views))
        QTest.qWait(60)  # in the middle of a fade
    settle(lively, after=900)
    assert {target.name for target in lively.targets()} == {"wake"}
    assert tell(lively, "return Stage.targets.map(t => t.name).filter(n => n.startsWith('choice'))") == []


def test_choices_come_after_the_question_and_can_then_be_touched(lively: Screen, views: Views) -> None:
    lively.show_view(views.decision())
    assert not any(target.enabled for target in lively.targets() if target.name.startswith("choice"))
    QTest.qWait(700)
    assert all(target.enabled for target in lively.targets() if target.name.startswith("choice"))


def test_the_line_shrinks_over_its_window_and_starts_anew_with_a_new_serial(lively: Screen, views: Views) -> None:
    lively.show_view(short(views.decision(), 1))
    assert share(lively) == pytest.approx(1, abs=0.1)
    QTest.qWait(1000)
    assert share(lively) == 0
    lively.show_view(short(views.decision(), 1, 400))
    lively.show_view(replace(short(views.decision(), 1), volume=1))
    QTest.qWait(50)
    assert share(lively) == 0, "the same decision, another flag"
    lively.show_view(short(views.decision(), 2, 60_000))
    QTest.qWait(50)
    assert 0.9 < share(lively) < 1


def test_the_line_is_drawn_with_each_picture_of_the_film(lively: Screen, views: Views) -> None:
    film = Running(white())
    lively.place_film(film)
    lively.show_view(short(views.decision(), 1, 60_000))
    QTest.qWait(100)
    for _ in range(10):
        QTest.qWait(20)
        film.pictured.emit()
        assert drawn(lively) == share(lively) < 1


def test_the_line_is_drawn_to_its_end_without_film(lively: Screen, views: Views) -> None:
    lively.show_view(short(views.decision(), 1))
    QTest.qWait(1000)
    assert drawn(lively) == 0


def test_the_seconds_count_down_from_a_new_question(lively: Screen, views: Views) -> None:
    view = views.asking()
    assert view.asking is not None
    lively.show_view(view)
    assert comes_to(lively, 20)
    QTest.qWait(1200)
    assert seconds(lively) < 20
    lively.show_view(replace(view, asking=replace(view.asking, serial=2)))
    assert comes_to(lively, 20)


def test_calm_cuts(walls: dict[str, Screen], views: Views) -> None:
    for screen in walls.values():
        screen.show_view(views.attract())
        screen.show_view(views.home())
        assert "door-0" in {target.name for target in screen.targets()}
        still = tell(screen, "return everything().every(([i, _]) => i.opacity === 0 || i.opacity === 1)")
        assert still, "nothing is half there"


def test_the_invitation_takes_turns(lively: Screen, views: Views) -> None:
    lively.show_view(views.attract())
    invites = "return everything().some(([i, _]) => i.invites !== undefined)"
    for _ in range(60):
        if tell(lively, invites):
            break
        QTest.qWait(50)
    turns = "const a = everything().find(([i, _]) => i.invites !== undefined)[0];"
    shown = turns + "a.turn += {}; return [a.turn % a.many, a.invites[a.turn % a.many]]"
    seen = [tell(lively, shown.format(step)) for step in (0, 1, 1, 1, 1, 1)]
    assert [words for _, words in seen[:3]] == ["Touch to begin", "화면을 터치하세요", "Touchez pour commencer"]
    assert len({words for _, words in seen}) == 5, "each language once"
    assert seen[5] == seen[0]


def test_the_veil_under_words_follows_the_films_light(qapp: QApplication, views: Views) -> None:
    screen = Screen(Panel(calm=True), windowed=True, size=(1280, 720))
    film = StillFilm(night(1))
    screen.place_film(film)
    screen.show()
    screen.show_view(views.attract())
    wait_for_peak(screen, below=0.9)
    night_ink = upper(screen)
    assert night_ink < 0.5, "a night keeps its light"
    screen.show_view(views.decision())
    film.picture = white()
    film.update()
    screen.show_view(views.attract())
    wait_for_peak(screen, above=0.99)
    assert upper(screen) > 0.6, "what was white once may be white again"
    screen.close()
    qapp.processEvents()


def test_the_question_is_gone_with_the_cut(lively: Screen, views: Views) -> None:
    lively.show_view(views.chosen())
    QTest.qWait(700)
    assert views.chosen().decision is not None
    lively.show_view(views.scene())
    ask = views.decision().decision
    assert ask is not None
    assert ask.ask not in [text.words for text in texts(lively)]


def test_an_endings_words_are_gone_with_what_follows(lively: Screen, views: Views) -> None:
    view = views.ending()
    assert view.ending is not None
    lively.show_view(view)
    settle(lively, after=500)
    assert view.ending.title in [text.words for text in texts(lively)]
    lively.show_view(views.before())
    assert view.ending.title not in [text.words for text in texts(lively)]


def test_an_endings_ways_on_come_after_its_words(lively: Screen, views: Views) -> None:
    tell(lively, "Theme.settling = 300")
    lively.show_view(views.ending())
    assert "again" not in {target.name for target in lively.targets()}
    for _ in range(250):
        QTest.qWait(20)
        if "again" in {target.name for target in lively.targets() if target.enabled}:
            return
    raise TimeoutError("an ending led nowhere")


def test_time_that_has_run_out_stays_at_nothing(lively: Screen, views: Views) -> None:
    view = short(views.decision(), 1, 100)
    assert view.decision is not None
    lively.show_view(view)
    QTest.qWait(600)
    assert share(lively) == 0
    choice = view.decision.choices[0].id
    lively.show_view(replace(view, decision=replace(view.decision, chosen=choice, by_default=True)))
    QTest.qWait(30)
    assert share(lively) == 0


def test_one_invitation_leaves_before_the_next_comes(lively: Screen, views: Views) -> None:
    lively.show_view(views.attract())
    find = "const a = everything().find(([i, _]) => i.invites !== undefined)?.[0];"
    until(lambda: bool(tell(lively, find + "return a?.visible === true")))
    tell(lively, find + "a.turn += 1")
    seen: list[list[float]] = []
    while len(seen) < 500 and seen[-1:] != [[0, 1, 0, 0, 0]]:
        QTest.qWait(20)
        seen.append(
            tell(lively, "return everything().filter(([i, _]) => i.said !== undefined).map(([i, _]) => i.opacity)")
        )
        assert sum(share > 0.02 for share in seen[-1]) <= 1, seen[-1]
    assert any(0.05 < share < 0.95 for shares in seen for share in shares), "it faded"
    assert seen[-1] == [0, 1, 0, 0, 0]


def test_a_caption_keeps_clear_of_the_chapters_name(lively: Screen, views: Views) -> None:
    lively.show_view(views.attract())
    lively.set_caption("A sentence that is said while the chapter begins.")
    lively.show_view(replace(views.scene(), captions=True, chapter="The road south"))
    for _ in range(250):
        QTest.qWait(20)
        shown = {text.words: text.box for text in texts(lively)}
        if "The road south" in shown:
            break
    caption = next(box for words, box in shown.items() if words.startswith("A sentence"))
    assert not caption.intersects(shown["The road south"])
    QTest.qWait(600)
    shown = {text.words: text.box for text in texts(lively)}
    caption = next(box for words, box in shown.items() if words.startswith("A sentence"))
    assert not caption.intersects(shown["The road south"])


class Looked(StillFilm):
    """Counts the looks that were taken of it, and those that are gone again."""

    def __init__(self) -> None:
        super().__init__(white())
        self.taken = 0
        self.gone = 0

    def grabToImage(self, *size: Any) -> Any:
        look = super().grabToImage(*size)
        self.taken += 1
        cast(Any, look).destroyed.connect(self._count)
        return look

    def _count(self) -> None:
        self.gone += 1


def test_a_look_outlives_its_own_signal_and_goes_with_the_next(
    qapp: QApplication, views: Views, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(daylight, "EVERY", 30)
    screen = Screen(Panel(calm=True), windowed=True, size=(640, 360))
    film = Looked()
    screen.place_film(film)
    screen.show()
    screen.show_view(views.attract())
    for _ in range(250):
        QTest.qWait(20)
        assert film.gone <= max(0, film.taken - 1), "the last look is kept"
        if film.taken > 3:
            break
    assert film.gone >= film.taken - 2 > 0, "and no more than that"
    screen.close()
    qapp.processEvents()


def upper(screen: Screen) -> float:
    return float(tell(screen, "return everything().find(([i, _]) => i.upper !== undefined)[0].upper"))


def wait_for_peak(screen: Screen, *, below: float = 2.0, above: float = 0.0) -> None:
    for _ in range(250):
        QTest.qWait(20)
        if above < screen.window.rootObject().property("peak") < below:
            return
    raise TimeoutError("the film's light was not measured")
