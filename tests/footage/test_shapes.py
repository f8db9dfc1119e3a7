"""Film of every shape, size and turn, on the screen beside what it was made from: which colour stands where."""

from __future__ import annotations

import struct
from collections.abc import Callable
from pathlib import Path

import numpy as np
import pytest
from numpy.typing import NDArray

from .conftest import House
from .studio import PATCHES, ffmpeg, numbered, patched, pixels

pytestmark = [pytest.mark.vlc, pytest.mark.window]

Grid = NDArray[np.float64]
UPRIGHT: Grid = np.array(PATCHES, float).reshape(3, 4, 3)
FAR = 6.0
"""Levels: a turned picture comes out of another converter of VLC's, and small ones blur."""

TURNS: dict[str, tuple[tuple[int, int, int, int], Callable[[Grid], Grid]]] = {
    "right": ((0, 1, -1, 0), lambda grid: np.rot90(grid, -1)),
    "over": ((-1, 0, 0, -1), lambda grid: np.rot90(grid, 2)),
    "left": ((0, -1, 1, 0), lambda grid: np.rot90(grid, 1)),
}
"""An mp4 track's matrix (a, b, c, d), and what it does to a picture: as cameras write them."""


EXIF_RIGHT = b"\xff\xe1\x00\x22Exif\0\0II*\0\x08\0\0\0\x01\0\x12\x01\x03\0\x01\0\0\0\x06\0\0\0\0\0\0\0"
"""A JPEG's segment that says: to be turned a quarter to the right."""


def turned(film: Path, made: Path, matrix: tuple[int, int, int, int]) -> Path:
    """`film` with this matrix in its track's header, as no option of ffmpeg 5 writes all of them."""
    data = bytearray(film.read_bytes())
    header = data.index(b"tkhd")
    assert data[header + 4] == 0, "version 0"
    a, b, c, d = (value << 16 for value in matrix)
    struct.pack_into(">9i", data, header + 4 + 40, a, b, 0, c, d, 0, 0, 0, 1 << 30)
    made.write_bytes(data)
    return made


def cells(picture: NDArray[np.uint8], rows: int, columns: int) -> Grid:
    """The mean of each cell's middle."""
    height, width = picture.shape[:2]
    return np.array([
        [
            picture[
                (3 * row + 1) * height // (3 * rows) : (3 * row + 2) * height // (3 * rows),
                (3 * column + 1) * width // (3 * columns) : (3 * column + 2) * width // (3 * columns),
            ].reshape(-1, 3).mean(0)
            for column in range(columns)
        ]
        for row in range(rows)
    ])  # fmt: skip


def far(house: House, wanted: Grid) -> float:
    """How far the worst cell on the screen is from its colour, in levels."""
    return float(np.abs(cells(pixels(house.window.grabWindow()), *wanted.shape[:2]) - wanted).max())


@pytest.fixture(scope="module")
def shapes(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("shapes")
    vp9 = ("-c:v", "libvpx-vp9", "-crf", "4", "-b:v", "0", "-deadline", "realtime", "-cpu-used", "8")
    patched(folder / "plain.mp4", 640, 480, "bt601")
    patched(folder / "portrait.mp4", 360, 640, "bt601")
    patched(folder / "4k.mp4", 3840, 2160, "bt709")
    patched(folder / "odd.webm", 641, 359, "bt601", *vp9)
    patched(folder / "odder.webm", 427, 241, "bt601", *vp9)
    patched(folder / "small.mp4", 16, 12, "bt601")
    patched(folder / "av1.webm", 642, 358, "bt601", "-c:v", "libaom-av1", "-usage", "realtime", "-cpu-used", "8")
    ten = ("-c:v", "libx265", "-pix_fmt", "yuv420p10le", "-crf", "4", "-x265-params", "log-level=none")
    ffmpeg("-i", folder / "plain.mp4", *ten, folder / "hevc10.mkv")
    ffmpeg("-i", folder / "plain.mp4", "-c:v", "prores_ks", "-profile:v", "2", folder / "prores.mov")
    ffmpeg("-i", folder / "plain.mp4", "-c:v", "mpeg2video", "-q:v", "1", "-r", "25", folder / "mpeg2.ts")
    return folder


@pytest.mark.parametrize(
    "film",
    [
        "plain.mp4", "portrait.mp4", "4k.mp4", "odd.webm", "odder.webm", "av1.webm", "hevc10.mkv", "prores.mov",
        "mpeg2.ts",
    ],
)  # fmt: skip
def test_every_size_shows_all_of_its_picture(open_house: Callable[..., House], shapes: Path, film: str) -> None:
    house = open_house()
    house.clips = shapes
    house.footage.item().setProperty("fit", "fill")
    house.start(1, film)
    assert far(house, UPRIGHT) <= FAR


@pytest.mark.parametrize("turn", TURNS)
def test_a_turned_film_stands_as_it_was_filmed(
    open_house: Callable[..., House], shapes: Path, tmp_path: Path, turn: str
) -> None:
    matrix, how = TURNS[turn]
    turned(shapes / "plain.mp4", tmp_path / "turned.mp4", matrix)
    house = open_house()
    house.clips = tmp_path
    house.footage.item().setProperty("fit", "fill")
    house.start(1, "turned.mp4")
    assert far(house, how(UPRIGHT)) <= FAR


@pytest.mark.parametrize(
    ("matrix", "shown"), [((-1, 0, 0, 1), np.rot90(UPRIGHT, 2)), ((1, 0, 0, -1), UPRIGHT)], ids=["mirrored", "flipped"]
)
def test_vlc_knows_turns_but_no_mirrors(
    open_house: Callable[..., House], shapes: Path, tmp_path: Path, matrix: tuple[int, int, int, int], shown: Grid
) -> None:
    """VLC 3 takes what is mirrored for turned. Left so: `kiosk make-ready` (ffmpeg) mends such film."""
    turned(shapes / "plain.mp4", tmp_path / "turned.mp4", matrix)
    house = open_house()
    house.clips = tmp_path
    house.footage.item().setProperty("fit", "fill")
    house.start(1, "turned.mp4")
    assert far(house, shown) <= FAR


@pytest.mark.parametrize("kind", ["jpg", "png", "webp"])
@pytest.mark.parametrize("turn", ["", "right"])
def test_a_still_stands_as_it_was_taken(
    open_house: Callable[..., House], shapes: Path, tmp_path: Path, kind: str, turn: str
) -> None:
    """A camera writes how it was held into a JPEG's EXIF."""
    if turn and kind != "jpg":
        pytest.skip("only cameras turn pictures, and they write JPEG")
    ffmpeg("-i", shapes / "plain.mp4", "-frames:v", "1", tmp_path / "plain.png")
    still = tmp_path / f"still.{kind}"
    if turn:
        ffmpeg("-i", tmp_path / "plain.png", "-q:v", "1", tmp_path / "plain.jpg")
        taken = (tmp_path / "plain.jpg").read_bytes()
        still.write_bytes(taken[:2] + EXIF_RIGHT + taken[2:])
    elif kind == "png":
        (tmp_path / "plain.png").rename(still)
    else:
        ffmpeg("-i", tmp_path / "plain.png", "-q:v", "1", *(("-lossless", "1") if kind == "webp" else ()), still)
    house = open_house()
    house.clips = tmp_path
    house.footage.item().setProperty("fit", "fill")
    house.start(1, still.name)
    assert far(house, np.rot90(UPRIGHT, -1) if turn else UPRIGHT) <= FAR


def test_a_film_goes_on_where_its_edit_list_says(open_house: Callable[..., House], clips: Path, tmp_path: Path) -> None:
    """As a cut without encoding leaves it: the pictures before the cut are still in the file. VLC 3 holds the first of
    them, so `kiosk check` says W59, and `kiosk make-ready` mends it; none of the others may be seen."""
    ffmpeg("-ss", "0.4", "-i", clips / "a.mp4", "-an", "-c", "copy", tmp_path / "cut.mp4")
    assert b"elst" in (tmp_path / "cut.mp4").read_bytes()
    house = open_house()
    house.clips = tmp_path
    house.start(1, "cut.mp4")
    house.wait("ended", 1)
    house.qtbot.wait(60)
    assert not {(1, picture) for picture in range(1, 11)} & set(house.seen)
    assert house.seen[-1] == (1, 35)


def test_a_film_whose_times_begin_late_begins_at_once(open_house: Callable[..., House], tmp_path: Path) -> None:
    """An empty edit before the first picture, as where the sound began before the camera."""
    numbered(tmp_path / "plain.mp4", 3, 30)
    ffmpeg("-itsoffset", "0.5", "-i", tmp_path / "plain.mp4", "-c", "copy", tmp_path / "late.mp4")
    house = open_house()
    house.clips = tmp_path
    house.start(1, "late.mp4")
    house.wait("ended", 1)
    house.qtbot.wait(60)
    assert house.seen[0][0] == 3
    assert house.seen[0][1] <= 1
    assert house.seen[-1] == (3, 29)


def test_times_that_jump_do_not_stop_a_film(open_house: Callable[..., House], tmp_path: Path) -> None:
    """As where recordings were joined without being encoded."""
    numbered(tmp_path / "first.mp4", 3, 30)
    numbered(tmp_path / "second.mp4", 4, 30)
    for name, at in (("first", "0"), ("second", "3000")):
        ffmpeg("-i", tmp_path / f"{name}.mp4", "-c", "copy", "-output_ts_offset", at, tmp_path / f"{name}.ts")
    (tmp_path / "joined.ts").write_bytes((tmp_path / "first.ts").read_bytes() + (tmp_path / "second.ts").read_bytes())
    house = open_house()
    house.clips = tmp_path
    house.start(1, "joined.ts")
    house.until(lambda: bool(house.heard("ended", 1) or house.heard("failed", 1)), seconds=20)
    assert {clip for clip, _ in house.seen} == {3, 4}
    assert house.heard("failed") == []
