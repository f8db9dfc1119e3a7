"""Every screen, both ways up, in three languages, over white film: drawn, then measured."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import cast, get_args

import pytest
from PySide6.QtCore import QRectF
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from kiosk.screen import Panel, Screen
from kiosk.screen.reach import Rect, Way, next_target
from kiosk.visit.view import LinkView
from tests.screen.audit import audit, target_faults
from tests.screen.conftest import SIZES
from tests.screen.looking import settle, tell, texts
from tests.screen.pictures import StillFilm, white
from tests.screen.views import LANGUAGES, SCREENS, Views

pytestmark = pytest.mark.window
PANEL = Panel(calm=True)


def draw(screen: Screen, name: str, views: Views) -> None:
    screen.set_caption(views.t("caption"))
    screen.show_view(views.attract())
    screen.show_view(SCREENS[name](views))
    settle(screen, after=30)


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("form", SIZES)
@pytest.mark.parametrize("name", SCREENS)
def test_it_can_be_read_and_touched(
    walls: dict[str, Screen], stills: Path, name: str, form: str, language: str
) -> None:
    screen = walls[form]
    draw(screen, name, Views(language, stills))
    assert audit(screen, PANEL) == []
    targets = {target.name: target for target in screen.targets()}
    if name != "attract":
        assert targets
        rects = {
            key: Rect(target.rect.x(), target.rect.y(), target.rect.width(), target.rect.height())
            for key, target in targets.items()
            if target.enabled
        }
        assert reachable(rects) == set(rects), "keys reach everything"


def reachable(rects: dict[str, Rect]) -> set[str]:
    waiting = [next(iter(rects))]
    found = set(waiting)
    while waiting:
        now = waiting.pop()
        for way in get_args(Way):
            there = next_target(now, rects, way)
            if there is not None and there not in found:
                found.add(there)
                waiting.append(there)
    return found


@pytest.mark.parametrize("size", [(3840, 2160), (1280, 720), (2160, 3840)])
def test_sizes_follow_the_panel_not_the_pixels(qapp: QApplication, stills: Path, size: tuple[int, int]) -> None:
    """The same millimetres on a finer or a coarser panel of the same inches."""
    screen = Screen(PANEL, windowed=True, size=size)
    screen.place_film(film := StillFilm(white()))
    tell(screen, "Theme.settling = 0")
    screen.show()
    per_mm = (size[0] ** 2 + size[1] ** 2) ** 0.5 / (PANEL.diagonal * 25.4)
    views = Views("fr", stills)
    for name in ("decision", "home", "ending", "page-long", "choosing"):
        draw(screen, name, views)
        rects = {target.name: target.rect for target in screen.targets() if target.enabled}
        assert target_faults(rects, QRectF(0, 0, *size), per_mm) == [], name
        for text in texts(screen):
            assert text.content <= text.width + 1, text.words
        if name == "decision":
            assert next(t for t in screen.targets() if t.name == "choice-fog").rect.height() / per_mm == pytest.approx(
                35, abs=1.5
            )
    screen.close()
    qapp.processEvents()
    assert film.parentItem() is None, "the film's item outlives the window"


def test_a_title_too_long_for_five_metres_falls_to_half_a_degree(walls: dict[str, Screen], stills: Path) -> None:
    screen = walls["portrait"]
    view = Views("en", stills).attract()
    screen.show_view(replace(view, title="Those Who Crossed the Incomprehensible River"))
    settle(screen)
    assert audit(screen, PANEL) == []


@pytest.mark.parametrize("form", SIZES)
@pytest.mark.parametrize("name", ["page", "page-text", "ending", "ending-full"])
@pytest.mark.parametrize("length", [250, 300, 5_000])
def test_a_long_address_leaves_room_for_everything_else(
    walls: dict[str, Screen], stills: Path, name: str, form: str, length: int
) -> None:
    screen = walls[form]
    view = SCREENS[name](Views("en", stills))
    link = LinkView("https://example.org/" + "film-" * (length // 5), "The whole film")
    if view.page is not None:
        view = replace(view, page=replace(view.page, link=link))
    if view.ending is not None:
        view = replace(view, ending=replace(view.ending, link=link))
    screen.show_view(view)
    settle(screen, after=30)
    assert any("example.org/" in text.words for text in texts(screen))
    assert audit(screen, PANEL) == []


@pytest.mark.parametrize("form", SIZES)
def test_that_it_is_re_enacted_is_said_in_an_endings_film_too(
    walls: dict[str, Screen], stills: Path, form: str
) -> None:
    screen = walls[form]
    for name in ("scene", "ending-running"):
        for said in (True, False):
            screen.show_view(replace(SCREENS[name](Views("en", stills)), reenacted=said))
            settle(screen)
            assert any("Re\u2011enacted" in t.words or "Re-enacted" in t.words for t in texts(screen)) is said


@pytest.mark.parametrize("by_default", [False, True])
def test_an_answer_nobody_gave_is_an_outline(walls: dict[str, Screen], stills: Path, by_default: bool) -> None:
    screen = walls["landscape"]
    view = Views("en", stills).chosen()
    assert view.decision is not None
    screen.show_view(replace(view, decision=replace(view.decision, by_default=by_default)))
    settle(screen)
    box = next(t.rect for t in screen.targets() if t.name == f"choice-{view.decision.chosen}")
    picture = screen.grab()
    inside = picture.pixelColor(round(box.right() - 30), round(box.bottom() - 20))
    edge = picture.pixelColor(round(box.left() + 1), round(box.center().y()))
    ember = edge.rgb()
    assert edge.saturation() > 100
    assert (inside.rgb() == ember) is not by_default


def test_captions_say_that_they_are_off(walls: dict[str, Screen], stills: Path) -> None:
    screen = walls["landscape"]
    icons = "return everything().filter(([i, _]) => i.paths !== undefined).map(([i, _]) => i.name)"
    for on in (True, False):
        screen.show_view(replace(Views("en", stills).home(), captions=on))
        assert ("captions-off" in tell(screen, icons)) is not on


def test_a_view_that_cannot_be_drawn_is_not_drawn_in_part(walls: dict[str, Screen], stills: Path) -> None:
    screen = walls["landscape"]
    english, korean = Views("en", stills).home(), Views("ko", stills).home()
    screen.show_view(english)
    settle(screen)
    before = [text.words for text in texts(screen)]
    broken = replace(korean, title=cast(str, object()))
    for _ in range(2):
        with pytest.raises(TypeError, match="cannot cross"):
            screen.show_view(broken)
        settle(screen)
        assert [text.words for text in texts(screen)] == before
    screen.show_view(korean)
    settle(screen)
    words = [text.words for text in texts(screen)]
    screen.show_view(english)
    screen.show_view(korean)
    settle(screen)
    assert [text.words for text in texts(screen)] == words != before


def test_what_only_changed_a_flag_is_not_built_anew(walls: dict[str, Screen], stills: Path) -> None:
    """Else nothing could fade: the choices that leave are the ones that stood there."""
    screen = walls["landscape"]
    views = Views("en", stills)
    screen.show_view(views.decision())
    QTest.qWait(30)
    tell(screen, "Stage.targets.forEach((t, i) => t.objectName = `built ${i}`)")
    built = tell(screen, "return Stage.targets.map(t => t.objectName)")
    screen.show_view(views.chosen())
    QTest.qWait(30)
    assert tell(screen, "return Stage.targets.map(t => t.objectName)") == built
    after = {target.name: target.enabled for target in screen.targets()}
    assert after["choice-fog"] is False
    assert "choice-cross" not in after, "what was not chosen has left"
    screen.show_view(replace(views.decision(), volume=1))
    QTest.qWait(30)
    assert tell(screen, "return Stage.targets.map(t => t.objectName)") == built


def test_the_audit_finds_faults(walls: dict[str, Screen], stills: Path) -> None:
    """Measured against a theme broken on purpose: a panel seen from twice as far has words and targets too small."""
    screen = walls["landscape"]
    draw(screen, "decision", Views("en", stills))
    far = audit(screen, Panel(diagonal=32, distance=1400))
    assert any(fault.startswith("SMALL") for fault in far)
    small = audit(screen, Panel(diagonal=24))
    assert any(fault.startswith("TARGET") for fault in small)
