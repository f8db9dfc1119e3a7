"""Colours and shapes, in the window, on both ways of drawing: within 2 levels of ffmpeg's own conversion."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtGui import QImage

from .conftest import House
from .studio import HEIGHT, PATCHES, WIDTH, as_ffmpeg_shows, ffmpeg, means, patched, pixels, worst_patch

pytestmark = [pytest.mark.vlc, pytest.mark.window]

FILMS = {
    "hd709.mp4": ("bt709", "tv"),
    "hd601.mp4": ("bt601", "tv"),
    "hdunsaid.mp4": ("bt709", "tv"),
    "ntsc.mp4": ("bt601", "tv"),
    "pal.mp4": ("bt601", "tv"),
    "sd709.mp4": ("bt709", "tv"),
    "sdunsaid.mp4": ("bt601", "tv"),
    "odd709.webm": ("bt709", "tv"),
    "h264.mp4": ("bt601", "pc"),
    "hevc.mp4": ("bt601", "pc"),
    "mjpeg.mov": ("bt601", "pc"),
    "vp9.webm": ("bt601", "pc"),
}
"""How ffmpeg is to read each: matrix, and range. What says nothing of itself is read by its size, as everyone does."""
FULL = {
    "h264.mp4": ("-c:v", "libx264"),
    "hevc.mp4": ("-c:v", "libx265", "-x265-params", "log-level=none:range=full"),
    "mjpeg.mov": ("-c:v", "mjpeg", "-q:v", "1", "-strict", "unofficial"),
    "vp9.webm": ("-c:v", "libvpx-vp9", "-crf", "4", "-b:v", "0", "-deadline", "realtime", "-cpu-used", "8"),
}
"""Of full range: VLC narrows some of them by itself, and not others."""
UNSAID = ("-bsf:v", "h264_metadata=colour_primaries=2:transfer_characteristics=2:matrix_coefficients=2")
PAL = ("-bsf:v", "h264_metadata=colour_primaries=5:transfer_characteristics=5:matrix_coefficients=5")
LEVELS = 2.0
"""The goal, beside ffmpeg's exact conversion."""
CODED = 3.0
"""Beside what went into the encoder."""


@pytest.fixture(scope="module")
def painted(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("painted")
    patched(folder / "hd709.mp4", 1280, 720, "bt709")
    patched(folder / "hd601.mp4", 1280, 720, "bt601")
    patched(folder / "ntsc.mp4", 640, 480, "bt601")
    patched(folder / "sd709.mp4", 640, 480, "bt709")
    patched(folder / "odd709.webm", 641, 359, "bt709", "-c:v", "libvpx-vp9", "-b:v", "0")
    again: tuple[tuple[str, str, tuple[str, ...]], ...] = (
        ("hdunsaid", "hd709", UNSAID), ("sdunsaid", "ntsc", UNSAID), ("pal", "ntsc", PAL),
    )  # fmt: skip
    for made, of, how in again:
        ffmpeg("-i", folder / f"{of}.mp4", "-c", "copy", *how, "-movflags", "-write_colr", folder / f"{made}.mp4")
    ffmpeg("-i", folder / "ntsc.mp4", "-c", "copy", "-metadata:s:v", "rotate=90", folder / "turned.mp4")
    ffmpeg("-i", folder / "ntsc.mp4", "-vf", "setsar=4/3", "-c:v", "libx264", folder / "wide.mp4")
    wide = ("-vf", "scale=out_range=pc:flags=accurate_rnd+full_chroma_int,format=yuv420p", "-color_range", "pc")
    for name, how in FULL.items():
        ffmpeg("-i", folder / "ntsc.mp4", *wide, *how, folder / name)
    return folder


@pytest.fixture
def gallery(open_house: Callable[..., House], painted: Path) -> House:
    house = open_house()
    house.clips = painted
    return house


@pytest.mark.parametrize("film", FILMS)
def test_software(gallery: House, film: str) -> None:
    gallery.footage.item().setProperty("fit", "fill")
    gallery.start(1, film)
    grabbed = gallery.window.grabWindow()
    assert worst_patch(grabbed, as_ffmpeg_shows(gallery.clips / film, *FILMS[film])) <= LEVELS
    assert worst_patch(grabbed) <= CODED


def test_black_is_black_and_white_is_white(gallery: House) -> None:
    gallery.start(1, "hd709.mp4")
    shown = means(pixels(gallery.window.grabWindow()))
    assert shown[PATCHES.index((0, 0, 0))].tolist() == [0, 0, 0]
    assert shown[PATCHES.index((255, 255, 255))].tolist() == [255, 255, 255]


def test_software_unscaled(gallery: House) -> None:
    gallery.resize(1280, 720)
    gallery.start(1, "hd709.mp4")
    assert worst_patch(gallery.window.grabWindow()) <= LEVELS


def test_a_still_has_its_own_colours(gallery: House, tmp_path: Path) -> None:
    ffmpeg(
        "-i", gallery.clips / "hd709.mp4", "-frames:v", "1", "-vf", "scale=in_color_matrix=bt709", tmp_path / "p.png"
    )
    wanted = worst_patch(QImage(str(tmp_path / "p.png")))
    gallery.clips = tmp_path
    gallery.start(1, "p.png")
    assert abs(worst_patch(gallery.window.grabWindow()) - wanted) <= 1


def test_every_new_size_is_drawn_in_its_own_size(gallery: House) -> None:
    gallery.start(1, "hd709.mp4")
    film = gallery.footage.item()
    for width, height in ((320, 180), (640, 360), (160, 90), (480, 270)):
        gallery.resize(width, height)
        for _ in range(3):
            film.redraw()
            grabbed = gallery.window.grabWindow()
            assert grabbed.size().toTuple() == (width, height)
            assert worst_patch(grabbed) <= CODED


def test_what_is_left_over_is_the_screens(gallery: House) -> None:
    gallery.start(1, "ntsc.mp4")
    assert pixels(gallery.window.grabWindow())[90, 5].tolist() != [0x10, 0x20, 0x30]
    gallery.footage.item().setProperty("fit", "fit")
    gallery.qtbot.wait(50)
    picture = pixels(gallery.window.grabWindow())
    assert picture[90, 5].tolist() == picture[90, WIDTH - 5].tolist() == [0x10, 0x20, 0x30]


def test_focus_says_what_stays_on_a_portrait_panel(gallery: House) -> None:
    gallery.resize(HEIGHT, WIDTH)
    gallery.start(1, "hd709.mp4")
    seen = []
    for focus in (0.0, 1.0):
        gallery.footage.item().setProperty("focusAcross", focus)
        gallery.qtbot.wait(50)
        seen.append(pixels(gallery.window.grabWindow())[20, 20].tolist())
    assert min(seen[0]) > 245  # the first patch is white
    assert seen[1][0] < 10  # the third is cyan


def test_turned_film_stands_upright_and_wide_pixels_are_wide(gallery: House) -> None:
    gallery.footage.item().setProperty("fit", "fit")
    gallery.start(1, "turned.mp4")
    picture = pixels(gallery.window.grabWindow())
    inside = [column for column in range(WIDTH) if picture[90, column].tolist() != [0x10, 0x20, 0x30]]
    assert len(inside) == pytest.approx(HEIGHT * 480 / 640, abs=2)
    gallery.start(2, "wide.mp4")
    picture = pixels(gallery.window.grabWindow())
    inside = [column for column in range(WIDTH) if picture[90, column].tolist() != [0x10, 0x20, 0x30]]
    assert len(inside) == pytest.approx(HEIGHT * 640 * 4 / 3 / 480, abs=2)


GPU = """
import sys
from pathlib import Path
from PySide6.QtCore import QTimer
from PySide6.QtGui import QGuiApplication
from PySide6.QtQuick import QQuickWindow
from kiosk.footage import Footage
from kiosk.playlist.model import Media

app = QGuiApplication([])
window = QQuickWindow()
window.resize(320, 180)
window.setColor("#102030")
footage = Footage(sink="gpu", sound=False)
footage.item().setProperty("fit", sys.argv[2])
footage.item().setParentItem(window.contentItem())
window.show()
films = [Path(name) for name in sys.argv[3:]]

def arm(play):
    footage.arm(play, Media(films[play].name, films[play]))
    footage.play(play)

def shown(play, _duration):
    QTimer.singleShot(250, lambda: grab(play))

def grab(play):
    window.grabWindow().save(str(Path(sys.argv[1]) / (films[play].name + ".png")))
    footage.drop(play)
    if play + 1 < len(films):
        arm(play + 1)
    else:
        footage.close()
        app.quit()

footage.shown.connect(shown)
footage.failed.connect(lambda play, reason: app.exit(3))
arm(0)
QTimer.singleShot(80000, lambda: app.exit(4))
code = app.exec()
del footage, window
sys.exit(code)
"""


def shown_by_card(folder: Path, films: list[Path], fit: str) -> dict[str, QImage]:
    """In a process of its own: this one draws by software, and a process draws one way. Mesa's llvmpipe is the card."""
    environment = {name: value for name, value in os.environ.items() if name != "QT_QUICK_BACKEND"}
    script = folder / "gpu.py"
    script.write_text(GPU)
    ran = subprocess.run(
        [sys.executable, str(script), str(folder), fit, *map(str, films)],
        env={**environment, "PYTHONPATH": os.pathsep.join(sys.path)},
        timeout=90, check=False, capture_output=True, text=True,
    )  # fmt: skip
    assert ran.returncode == 0, ran.stderr
    return {film.name: QImage(str(folder / f"{film.name}.png")) for film in films}


def test_graphics_card(painted: Path, tmp_path: Path) -> None:
    shown = shown_by_card(tmp_path, [painted / name for name in FILMS], "fill")
    far = {film: worst_patch(shown[film], as_ffmpeg_shows(painted / film, *how)) for film, how in FILMS.items()}
    assert {film: levels for film, levels in far.items() if levels > LEVELS} == {}


def test_graphics_card_fits_what_is_turned(painted: Path, tmp_path: Path) -> None:
    picture = pixels(shown_by_card(tmp_path, [painted / "turned.mp4"], "fit")["turned.mp4"])
    assert picture.shape == (HEIGHT, WIDTH, 3)
    inside = [column for column in range(WIDTH) if picture[90, column].tolist() != [0x10, 0x20, 0x30]]
    assert len(inside) == pytest.approx(HEIGHT * 480 / 640, abs=2)
