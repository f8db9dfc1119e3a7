"""Every screen of a playlist, drawn and measured: the shipped one passes, and what is broken is found."""

from __future__ import annotations

import re
import shutil
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication

from kiosk.audit.looking import settle, texts
from kiosk.audit.looks import VARIANTS, Look, Task, _variant, faults_of, open_screen
from kiosk.audit.onscreen import onscreen
from kiosk.audit.screens import screens
from kiosk.playlist.model import Playlist
from kiosk.playlist.reading import read
from kiosk.screen import Panel
from tests.screen.pictures import draw_stills

pytestmark = pytest.mark.window
SHIPPED = Path(__file__).parents[2] / "playlists" / "the-defector"
PANEL = Panel(calm=True)
LANDSCAPE, PORTRAIT = (1920, 1080), (1080, 1920)


@pytest.fixture(scope="module")
def rtl(tmp_path_factory: pytest.TempPathFactory) -> Playlist:
    folder = tmp_path_factory.mktemp("rtl")
    draw_stills(folder)
    shutil.copy(Path(__file__).with_name("playlist-rtl.yaml"), folder / "playlist.yaml")
    return read(folder)


def looked(playlist: Playlist, language: str, variant: str, size: tuple[int, int], every: int = 1) -> Look:
    screen = open_screen(PANEL, size)
    try:
        task = Task(playlist.file, PANEL, size, language, marks=variant == "contrast" and every == 1, every=every)
        return _variant(screen, playlist, task, variant)
    finally:
        screen.close()
        QApplication.processEvents()


@pytest.mark.parametrize(
    ("language", "variant", "size"),
    [("fr", "normal", LANDSCAPE), ("ko", "all", PORTRAIT)],
)
def test_the_shipped_exhibition_passes(qapp: QApplication, language: str, variant: str, size: tuple[int, int]) -> None:
    """Every fourth screen with its pixels: all of them are `kiosk check --accessibility`'s, and take a minute."""
    found = looked(read(SHIPPED), language, variant, size, every=4)
    assert found.faults == ()
    assert found.seen >= 20
    assert found.attract[0] >= 0.5


@pytest.mark.parametrize(
    ("language", "variant", "size"),
    [("ar", "contrast", LANDSCAPE), ("ar", "largest", PORTRAIT), ("he", "normal", PORTRAIT), ("he", "all", LANDSCAPE)],
)
def test_from_the_right_everything_holds(
    qapp: QApplication, rtl: Playlist, language: str, variant: str, size: tuple[int, int]
) -> None:
    assert looked(rtl, language, variant, size).faults == ()


def test_a_panel_seen_from_farther_is_found(qapp: QApplication, rtl: Playlist) -> None:
    """Measured against a panel that it was not drawn for."""
    screen = open_screen(PANEL, LANDSCAPE)
    try:
        task = Task(rtl.file, replace(PANEL, distance=1400), LANDSCAPE, "ar")
        found = _variant(screen, rtl, task, "seated")
        small = _variant(screen, rtl, replace(task, panel=replace(PANEL, diagonal=24)), "seated")
        high = _variant(screen, rtl, replace(task, panel=replace(PANEL, bottom=1300)), "seated")
    finally:
        screen.close()
        QApplication.processEvents()
    assert any("°" in fault for fault in faults_of([found], "SMALL"))
    assert faults_of([small], "TARGET")
    assert faults_of([small], "GAP")
    lines = {line.name: line for line in onscreen([found, small, high], PANEL, LANDSCAPE).lines}
    assert lines["Capital letters"].state == "fail"
    assert lines["Targets"].state == "fail"
    assert lines["Reach from a seat"].state == "fail"
    assert "Hang its lower edge at" in lines["Reach from a seat"].details[0]
    told = [detail for line in lines.values() for detail in line.details]
    assert not [one for one in told if "PySide6" in one or re.search(r"\b(GAP|TARGET|SMALL|text-[0-9])\b", one)]
    assert lines["Words are whole"].state == "pass"


def test_what_stands_on_the_right_and_what_on_the_left(qapp: QApplication, rtl: Playlist) -> None:
    """Home at the right end of the strip, help at the left, the first answer rightmost; in English the other way."""
    screen = open_screen(PANEL, LANDSCAPE)
    try:
        for language, right in (("he", True), ("en", False)):
            shown = {one.name: one.view for one in screens(rtl, "he")}
            screen.show_view(replace(shown["decision bank"], language=language))
            settle(screen)
            at = {target.name: target.rect.center().x() for target in screen.targets()}
            order = [at[name] for name in ("home", "back", "captions", "volume-down", "volume-up", "help")]
            assert order == sorted(order, reverse=right)
            assert (at["choice-cross"] > at["choice-wait"] > at["take-your-time"]) is right
            asked = next(text for text in texts(screen) if text.words.endswith("?"))
            middle = asked.box.center().x()
            assert (middle > screen.window.width() / 2) is right
    finally:
        screen.close()
        QApplication.processEvents()


def test_screens_are_named_once(rtl: Playlist) -> None:
    names = [one.name for one in screens(rtl, "ar")]
    assert len(set(names)) == len(names)
    assert {"attract", "home", "before bank", "decision bank", "held bank", "ending end", "page sook-ja"} <= set(names)
    assert set(VARIANTS) == {"normal", "larger", "largest", "contrast", "seated", "calm", "all"}
