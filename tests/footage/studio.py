"""Small real clips, made by ffmpeg: pictures that carry their number, patches of known colour, tones."""

from __future__ import annotations

import subprocess
import tempfile
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from PySide6.QtGui import QImage
from PySide6.QtQuick import QQuickItem

WIDTH, HEIGHT, RATE = 320, 180, 30
_BITS, _BLOCK = 16, 20
PATCHES = (
    (255, 255, 255), (255, 255, 0), (0, 255, 255), (0, 255, 0), (255, 0, 255), (255, 0, 0),
    (0, 0, 255), (0, 0, 0), (128, 128, 128), (191, 64, 32), (32, 64, 191), (64, 191, 32),
)  # fmt: skip
"""Four across, three down."""


def ffmpeg(*arguments: str | Path, stdin: bytes | None = None) -> None:
    command = ["nice", "ffmpeg", "-y", "-v", "error", *map(str, arguments)]
    subprocess.run(command, input=stdin, check=True, timeout=60)


def numbered(
    path: Path, clip: int, frames: int, *sounds: tuple[int, str], extra: tuple[str, ...] = (), rate: int = RATE
) -> Path:
    """`frames` pictures that carry `clip` and their number; one track for each tone (hertz, language) in `sounds`."""
    pictures = np.full((frames, HEIGHT * 3 // 2, WIDTH), 128, np.uint8)
    for frame in range(frames):
        picture = pictures[frame]
        picture[:HEIGHT] = 60 + (np.arange(WIDTH) + 8 * frame) % 100
        for bit in range(_BITS):
            lit = (clip << 12 | frame) >> (_BITS - 1 - bit) & 1
            picture[:_BLOCK, bit * _BLOCK : (bit + 1) * _BLOCK] = 235 if lit else 16
    raw = ("-f", "rawvideo", "-pix_fmt", "yuv420p", "-s", f"{WIDTH}x{HEIGHT}", "-r", str(rate), "-i", "-")
    tones = [
        part
        for hertz, _ in sounds
        for part in ("-f", "lavfi", "-i", f"sine=frequency={hertz}:sample_rate=48000:duration={frames / rate}")
    ]
    maps = [part for index in range(len(sounds) + 1) for part in ("-map", f"{index}")]
    names = [
        part
        for index, (_, name) in enumerate(sounds)
        if name
        for part in (f"-metadata:s:a:{index}", f"language={name}")
    ]
    coded = ("-c:v", "libx264", "-preset", "ultrafast", "-g", "30", "-c:a", "aac", "-movflags", "+faststart")
    ffmpeg(*raw, *tones, *maps, *names, *coded, *extra, path, stdin=pictures.tobytes())
    return path


def on_screen(item: QQuickItem) -> QImage:
    """What the screen shows where `item` is: nothing is drawn for this look."""
    window = item.window()
    seen = window.screen().grabWindow(window.winId()).toImage()
    return seen.copy(item.mapRectToScene(item.boundingRect()).toRect() & seen.rect())


def number(image: QImage) -> tuple[int, int]:
    """Which clip's which frame `image` is, in whatever size."""
    value = 0
    for bit in range(_BITS):
        x = round((bit + 0.5) * _BLOCK * image.width() / WIDTH)
        value = value * 2 + (image.pixelColor(x, round(_BLOCK / 2 * image.height() / HEIGHT)).green() > 120)
    return value >> 12, value & 0xFFF


def patched(path: Path, width: int, height: int, matrix: str, *extra: str) -> Path:
    """One second of PATCHES, as YUV by `matrix` (bt709, smpte170m) and said to be."""
    picture = np.zeros((height, width, 3), np.uint8)
    for index, colour in enumerate(PATCHES):
        row, column = divmod(index, 4)
        picture[row * height // 3 : (row + 1) * height // 3, column * width // 4 : (column + 1) * width // 4] = colour
    named = "bt709" if matrix == "bt709" else "smpte170m"
    turned = f"scale=out_color_matrix={matrix}:out_range=tv:flags=accurate_rnd+full_chroma_int,format=yuv420p"
    ffmpeg(
        "-f", "rawvideo", "-pix_fmt", "rgb24", "-s", f"{width}x{height}", "-r", "10", "-i", "-", "-vf", turned,
        "-c:v", "libx264", "-preset", "ultrafast", "-crf", "2", "-colorspace", named, "-color_primaries", named,
        "-color_trc", named, *extra, path, stdin=picture.tobytes() * 10,
    )  # fmt: skip
    return path


def pixels(image: QImage) -> NDArray[np.uint8]:
    """Rows of (red, green, blue)."""
    plain = image.convertToFormat(QImage.Format.Format_RGB888)
    rows = np.frombuffer(plain.constBits(), np.uint8).reshape(plain.height(), plain.bytesPerLine())
    return rows[:, : plain.width() * 3].reshape(plain.height(), plain.width(), 3).copy()


def worst_patch(image: QImage, wanted: NDArray[np.float64] | None = None) -> float:
    """How far the worst patch's mean is from its colour, or from what is wanted of it, in levels of 255."""
    return float(np.abs(means(pixels(image)) - (PATCHES if wanted is None else wanted)).max())


def means(picture: NDArray[np.uint8]) -> NDArray[np.float64]:
    """The mean colour of each patch's middle."""
    height, width = picture.shape[:2]
    found = []
    for index in range(len(PATCHES)):
        row, column = divmod(index, 4)
        middle = picture[
            row * height // 3 + height // 9 : row * height // 3 + 2 * height // 9,
            column * width // 4 + width // 12 : column * width // 4 + width // 6,
        ]
        found.append(middle.reshape(-1, 3).mean(0))
    return np.array(found)


def as_ffmpeg_shows(film: Path, matrix: str, levels: str) -> NDArray[np.float64]:
    """The patches of its first picture as ffmpeg converts it, exactly: `matrix` bt601 or bt709, `levels` tv or pc."""
    exact = "flags=accurate_rnd+full_chroma_int+bitexact"
    with tempfile.NamedTemporaryFile(suffix=".png") as file:
        how = f"scale=in_color_matrix={matrix}:in_range={levels}:{exact},format=rgb24"
        ffmpeg("-i", film, "-frames:v", "1", "-vf", how, file.name)
        return means(pixels(QImage(file.name)))
