"""HDR film on an ordinary screen, beside ffmpeg's own conversion in linear light and with the exact primaries."""

from __future__ import annotations

import colorsys
import ctypes
import subprocess
from collections.abc import Callable
from pathlib import Path

import numpy as np
import pytest
from numpy.typing import NDArray

from kiosk.footage.grading import Grading, Light, grading
from kiosk.footage.inlet import _grading as needed
from kiosk.footage.mailbox import Geometry, Picture

from .conftest import House
from .studio import ffmpeg, pixels

WIDTH, HEIGHT, FRAMES, STEPS = 640, 360, 6, 16
COLOURS = ((200, 60, 60), (200, 160, 60), (80, 180, 80), (60, 160, 200), (70, 80, 190), (180, 70, 170), (210, 160, 130))
"""Of an ordinary screen, so that it can show them; the last is skin."""
TRANSFERS = {"pq": "smpte2084", "hlg": "arib-std-b67"}


def hdr(path: Path, transfer: str) -> Path:
    """Above: greys from black to the brightest, in equal steps of the film's own codes. Below: COLOURS, at a white
    sheet's 203 cd/m2."""
    planes = np.zeros((HEIGHT, WIDTH, 3), np.uint8)
    for index, colour in enumerate(COLOURS):
        planes[:, index * WIDTH // len(COLOURS) : (index + 1) * WIDTH // len(COLOURS)] = colour
    steps = 64 + np.arange(WIDTH) * STEPS // WIDTH * (876 * (0.75 if transfer == "smpte2084" else 1)) / (STEPS - 1)
    grey = np.full((HEIGHT * 3 // 4, WIDTH), 512, "<u2")
    grey[: HEIGHT // 2] = steps
    wide = f"zscale=pin=709:tin=709:min=gbr:rin=full:p=2020:t={transfer}:m=2020_ncl:r=tv:npl=203,format=yuv420p10le"
    (path.parent / "grey").write_bytes(grey.tobytes() * FRAMES)
    ffmpeg(
        "-f", "rawvideo", "-pix_fmt", "rgb24", "-s", f"{WIDTH}x{HEIGHT}", "-r", "10", "-i", "-",
        "-f", "rawvideo", "-pix_fmt", "yuv420p10le", "-s", f"{WIDTH}x{HEIGHT // 2}", "-r", "10",
        "-i", path.parent / "grey",
        "-filter_complex", f"[0]{wide},crop=iw:ih/2:0:0[c];[1][c]vstack", "-c:v", "libx265",
        "-preset", "ultrafast", "-crf", "4", "-x265-params",
        f"log-level=none:colorprim=bt2020:transfer={transfer}:colormatrix=bt2020nc", path,
        stdin=planes.tobytes() * FRAMES,
    )  # fmt: skip
    return path


def exact(path: Path) -> NDArray[np.uint8]:
    """ffmpeg's, rolled off in the same way."""
    chain = (
        "zscale=t=linear:npl=203,format=gbrpf32le,zscale=p=bt709,tonemap=mobius:param=0.3:desat=0:peak=4.926,"
        "zscale=t=bt709:m=gbr:r=full,format=rgb24"
    )
    command = ["nice", "ffmpeg", "-v", "error", "-i", str(path), "-vf", chain, "-frames:v", "1", "-f", "rawvideo", "-"]
    raw = subprocess.run(command, check=True, timeout=60, capture_output=True).stdout
    return np.frombuffer(raw, np.uint8).reshape(HEIGHT, WIDTH, 3)


def patches(picture: NDArray[np.uint8], count: int, row: int) -> NDArray[np.float64]:
    columns = [round((index + 0.5) * WIDTH / count) for index in range(count)]
    return np.array([picture[row - 5 : row + 5, at - 5 : at + 5].reshape(-1, 3).mean(0) for at in columns])


@pytest.mark.vlc
@pytest.mark.window
@pytest.mark.parametrize("light", TRANSFERS)
def test_hdr_looks_as_ffmpeg_shows_it(open_house: Callable[..., House], tmp_path: Path, light: str) -> None:
    house = open_house()
    house.clips = hdr(tmp_path / "hdr.mp4", TRANSFERS[light]).parent
    house.resize(WIDTH, HEIGHT)
    house.start(1, "hdr.mp4")
    shown, wanted = pixels(house.window.grabWindow()), exact(tmp_path / "hdr.mp4")
    greys, wanted_greys = patches(shown, STEPS, 90), patches(wanted, STEPS, 90)
    assert np.abs(greys - wanted_greys).max() <= 5
    assert np.diff(greys[-5:, 1]).min() > 5  # the brightest are still told apart
    colours, wanted_colours = patches(shown, len(COLOURS), 270), patches(wanted, len(COLOURS), 270)
    assert np.abs(colours - wanted_colours).max() <= 45
    assert np.abs(colours[-1] - wanted_colours[-1]).max() <= 20
    for colour, other in zip(colours, wanted_colours, strict=True):
        apart = abs(colorsys.rgb_to_hsv(*colour)[0] - colorsys.rgb_to_hsv(*other)[0])
        assert min(apart, 1 - apart) < 0.08  # of the circle of hues


@pytest.mark.parametrize("light", ["pq", "hlg", "sdr"])
def test_greys_stay_grey_and_none_gets_darker_than_a_darker_one(light: Light) -> None:
    tables = grading(light)
    assert list(tables.luma or b"") == sorted(tables.luma or b"")
    for table in (tables.blue, tables.red):
        assert table is not None
        assert list(table) == sorted(table)
        assert table[128] == 128
        assert table[140] > 140


def test_every_byte_of_a_picture_is_changed_once() -> None:
    picture, tables = Picture(Geometry(1001, 601)), grading("pq")
    for plane, pitch, lines, table in zip(
        picture.planes, picture.geometry.pitches, picture.geometry.lines,
        (tables.luma, tables.blue, tables.red), strict=True,
    ):  # fmt: skip
        raw = bytes(at % 251 for at in range(pitch * lines))
        ctypes.memmove(plane, raw, len(raw))
        assert table is not None
        Grading(*(table if plane == each else None for each in picture.planes)).apply(picture)
        assert ctypes.string_at(plane, len(raw)) == raw.translate(table)


@pytest.mark.parametrize(
    ("said", "light"),
    [
        ((4, 6, 3), "pq"),
        ((4, 8, 3), "hlg"),
        ((4, 6, 1), "pq"),  # AV1's, in VLC 3
        ((4, 5, 3), "sdr"),
        ((3, 5, 2), None),
        ((0, 0, 0), None),
        ((3, 6, 2), None),
        ((90000, 6, 3), None),
    ],
)
def test_only_film_that_says_so_is_graded(said: tuple[int, int, int], light: Light | None) -> None:
    fields = (ctypes.c_uint32 * 28)(*[0] * 24, *said)
    assert needed(ctypes.addressof(fields)) is (grading(light) if light else None)
