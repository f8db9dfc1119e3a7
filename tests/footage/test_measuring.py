"""How a clip plays is measured where it is drawn, and two pictures are compared everywhere."""

from __future__ import annotations

import ctypes
import os
import subprocess
import sys
import time
from pathlib import Path

import pytest

from kiosk.footage.hardware import Hardware
from kiosk.footage.mailbox import Geometry, Picture
from kiosk.footage.measuring import LASTS, Measured, UnmeasurableError, _worked_by_all, draw, play
from kiosk.footage.pattern import PLAIN
from kiosk.footage.trial import Gallery, apart, main, pixels


def measured(shown: int = 60, longest: float = 40.0, processor: float = 0.2) -> Measured:
    return Measured(shown, 60, longest, processor)


@pytest.mark.parametrize(
    ("play", "smooth", "fits"),
    [
        (measured(), True, True),
        (measured(59), True, True),
        (measured(58), False, False),
        (measured(longest=101), False, False),
        (measured(processor=0.9), True, False),
    ],
)
def test_what_is_smooth(play: Measured, smooth: bool, fits: bool) -> None:
    assert (play.smooth, play.fits) == (smooth, fits)


def test_what_other_programs_spoilt_is_not_judged() -> None:
    assert Measured(31, 60, 90.0, 0.5, others=0.4).disturbed
    assert not Measured(31, 60, 90.0, 0.5, others=0.1).disturbed
    assert not Measured(60, 60, 40.0, 0.5, others=0.4).disturbed  # in spite of them


def test_the_work_of_others_is_counted() -> None:
    busy = "import time; end = time.monotonic() + 30\nwhile time.monotonic() < end: pass"
    other = subprocess.Popen([sys.executable, "-c", busy])
    try:
        found = play(PLAIN.path, PLAIN.rate, lambda _picture: None, Hardware())
    finally:
        other.kill()
        other.wait()
    assert 0.6 / (os.cpu_count() or 1) < found.others <= 1.1


def test_work_that_cannot_be_read_is_none(tmp_path: Path) -> None:
    assert _worked_by_all(tmp_path / "none") == 0.0
    (tmp_path / "stat").write_text("cpu  1 2\n")
    assert _worked_by_all(tmp_path / "stat") == 0.0
    (tmp_path / "stat").write_text("cpu  100 200 300 7777 8888 400 500 600 0 0\ncpu0 1 1 1 1 1 1 1 1 0 0\n")
    assert _worked_by_all(tmp_path / "stat") == 2100 / os.sysconf("SC_CLK_TCK")


@pytest.mark.parametrize("scene_graph", ["software", "gpu"])
def test_a_pattern_plays(scene_graph: str) -> None:
    see, drawn = draw("gpu" if scene_graph == "gpu" else "software"), 0

    def count(picture: Picture) -> None:
        nonlocal drawn
        see(picture)
        drawn += 1

    found = play(PLAIN.path, PLAIN.rate, count, Hardware())
    assert found.due == LASTS * PLAIN.rate
    assert 20 < found.shown <= found.due
    assert found.shown <= drawn
    assert 0 < found.processor <= 1
    assert 30 < found.longest < 1000
    assert not found.on_card


def test_a_screen_that_is_slow_is_measured_as_slow() -> None:
    found = play(PLAIN.path, PLAIN.rate, lambda _picture: time.sleep(0.15), Hardware())
    assert 5 <= found.shown <= 14
    assert found.longest > 140
    assert not found.smooth


def test_what_is_no_film_cannot_be_measured(tmp_path: Path) -> None:
    (tmp_path / "film.mp4").write_text("no film")
    with pytest.raises(UnmeasurableError, match="not a film"):
        play(tmp_path / "film.mp4", 30, lambda _picture: None, Hardware())


def test_a_wrong_call_is_told(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["dance"]) == 2
    assert "compare CODEC" in capsys.readouterr().err


# ---- pictures


def picture(value: int = 100, width: int = 322, height: int = 181) -> Picture:
    """Odd lines, and rows with something behind them, which is no part of it."""
    made = Picture(Geometry(width, height))
    for plane, pitch, lines, across in zip(
        made.planes, made.geometry.pitches, made.geometry.lines, (width, width // 2, width // 2), strict=True
    ):
        ctypes.memset(plane, 7, pitch * lines)
        for line in range(lines):
            ctypes.memset(plane + line * pitch, value, across)
    return made


def test_only_what_is_seen_of_a_picture_is_compared() -> None:
    assert pixels(picture()) == bytes([100]) * (322 * 181 + 2 * 161 * 91)


@pytest.mark.parametrize("plane", [0, 1, 2])
def test_one_wrong_pixel_anywhere_is_found(plane: int) -> None:
    other = picture()
    last = other.planes[plane] + other.geometry.pitches[plane] * (other.geometry.lines[plane] - 1)
    last += (322 if plane == 0 else 161) - 1
    ctypes.memset(last, 103, 1)
    assert apart(pixels(picture()), pixels(other)) == 3
    ctypes.memset(last, 98, 1)
    assert apart(pixels(picture()), pixels(other)) == 2


def test_a_picture_of_another_size_is_wrong() -> None:
    assert apart(pixels(picture()), pixels(picture(width=320))) == 256


def test_a_gallery_holds_each_picture_once_and_finds_the_nearest() -> None:
    gallery = Gallery(2)
    for value in (50, 50, 90, 50, 20):
        assert not gallery.whole or value in (50, 20)
        gallery.add(picture(value))
    assert gallery.whole
    assert len(gallery.pictures) == 2
    assert gallery.apart(pixels(picture(90))) == 0
    assert gallery.apart(pixels(picture(93))) == 3
    assert Gallery(1).apart(b"") == 256
