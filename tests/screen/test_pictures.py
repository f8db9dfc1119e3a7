"""QR codes, how bright a picture is, and the fonts."""

from __future__ import annotations

from pathlib import Path
from urllib.parse import quote

import pytest
from PySide6.QtCore import QObject, QSize
from PySide6.QtGui import QColor, QFont, QFontInfo, QImage, QPainter
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from kiosk.screen import fonts, fonts_missing
from kiosk.screen.brightness import Brightness, brightest, peak
from kiosk.screen.qr import QUIET, QrProvider, code, modules

INK, PAPER = QColor("#0B0D10"), QColor("#EDE8DF")
URL = "https://example.org/film?a=1&b=été"


def test_a_code_is_ink_on_paper_with_a_quiet_zone() -> None:
    image = code(URL)
    assert image is not None
    side = image.width()
    assert (image.height(), modules(URL)) == (side, side)
    assert (side - 2 * QUIET - 21) % 4 == 0, "21 modules and 4 more for each version"
    for i in range(side):
        for edge in range(QUIET):
            for x, y in ((i, edge), (i, side - 1 - edge), (edge, i), (side - 1 - edge, i)):
                assert image.pixelColor(x, y) == PAPER
    finder = [image.pixelColor(QUIET + i, QUIET + 3) for i in range(8)]
    assert finder == [INK, PAPER, INK, INK, INK, PAPER, INK, PAPER], "a finder is 1:1:3:1:1, dark on light"


def test_it_is_drawn_in_whole_pixels_a_module() -> None:
    size = QSize()
    image = QrProvider().requestImage(quote(URL, safe=""), size, QSize(200, 200))
    scale = 200 // modules(URL)
    assert image.width() == size.width() == modules(URL) * scale
    assert {image.pixelColor(x, image.height() // 2).name() for x in range(image.width())} <= {INK.name(), PAPER.name()}


@pytest.mark.parametrize("address", ["https://example.org/" + "a" * 400, "https://example.org/" + "a" * 5_000])
def test_what_no_code_can_hold_or_no_glass_could_show_has_none(address: str) -> None:
    assert code(address) is None
    assert modules(address) == 0
    assert QrProvider().requestImage(quote(address, safe=""), QSize(), QSize(200, 200)).isNull()


def flat(colour: str) -> QImage:
    image = QImage(200, 100, QImage.Format.Format_RGB32)
    image.fill(QColor(colour))
    return image


def test_brightness_of_the_part_where_words_stand(tmp_path: Path) -> None:
    image = flat("#202020")
    painter = QPainter(image)
    painter.fillRect(0, 0, 200, 40, QColor("white"))
    painter.end()
    assert brightest(image) == 1.0
    assert brightest(image, top=0.45) == pytest.approx(0x20 / 255 + 0.06, abs=0.01)
    image.save(str(tmp_path / "still.png"))
    assert peak(tmp_path / "still.png") == pytest.approx(0x20 / 255 + 0.06, abs=0.01)


def test_a_lamp_does_not_make_a_night_bright(tmp_path: Path) -> None:
    image = flat("#101010")
    painter = QPainter(image)
    painter.fillRect(100, 70, 6, 6, QColor("white"))
    painter.end()
    assert brightest(image, top=0.45) < 0.2


def test_what_cannot_be_read_is_taken_for_white(tmp_path: Path) -> None:
    (tmp_path / "broken.jpg").write_bytes(b"not a picture")
    assert peak(tmp_path / "broken.jpg") == 1.0
    assert peak(tmp_path / "gone.jpg") == 1.0
    assert brightest(QImage()) == 1.0


def test_brightness_is_measured_beside_and_once(qtbot: QtBot, tmp_path: Path) -> None:
    flat("#202020").save(str(tmp_path / "still.png"))
    owner = QObject()
    brightness = Brightness(owner)
    assert brightness.peak(None) < 0.2, "a door without a still is night"
    with qtbot.waitSignal(brightness.measured):
        assert brightness.peak(tmp_path / "still.png") == brightness.peak(tmp_path / "still.png") == 1.0
    (tmp_path / "still.png").unlink()
    assert brightness.peak(tmp_path / "still.png") == pytest.approx(0x20 / 255 + 0.06, abs=0.01)
    brightness.close()


def test_the_fonts_are_there_and_are_the_ones_meant(qapp: QApplication) -> None:
    fonts.install_fonts()
    fonts.install_fonts()
    assert fonts_missing() == ()
    for name, (first, *_) in fonts.FAMILIES.items():
        assert QFontInfo(QFont(name)).family() == first
        assert len(QFont.substitutes(name)) == len(fonts.FAMILIES[name]), "asked twice, there once"


def test_a_missing_font_is_reported_by_its_package(qapp: QApplication, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(fonts.FAMILIES, "Kiosk Sans", ("No Such Family", "Inter"))
    monkeypatch.setitem(fonts._DEBIAN, "No Such Family", "fonts-no-such")
    assert fonts_missing() == ("fonts-no-such",)
