"""Film whose every picture carries its number in light and dark blocks, so that a screen can be asked what it shows."""

from __future__ import annotations

import subprocess
from pathlib import Path

import numpy as np

BITS = 16
ROW = (1, 0, *[-1] * BITS, 0, 1)
"""The blocks across: light, dark, the number's bits, dark, light. The outer ones tell a film from anything else."""
ACROSS = 48
"""Blocks of this size would fill the screen's width; they stand in its top left corner."""
CLIP_BITS = 4


def numbered(
    path: Path,
    clip: int,
    frames: int,
    *,
    size: tuple[int, int] = (1920, 1080),
    rate: int = 30,
    hertz: int = 440,
    tone: str = "",
) -> Path:
    """`frames` pictures of clip 1..15, made once. Scrolling texture with grain: as hard to decode as plain film.

    Any `size` of even numbers: its number stands where a screen of 16:9 that the picture fills has its top left corner.
    Its sound is a sine of `hertz`, or `tone`: what ffmpeg's aevalsrc makes of it.
    """
    if path.is_file():
        return path
    width, height = size
    part = path.with_name(f"part-{path.name}")
    sound = f"sine=frequency={hertz}:sample_rate=48000:duration={frames / rate}"
    if tone:
        sound = f"aevalsrc='{tone}':s=48000:d={frames / rate}"
    command: list[str | Path] = [
        "ffmpeg", "-y", "-v", "error", "-f", "rawvideo", "-pix_fmt", "yuv420p", "-s", f"{width}x{height}",
        "-r", str(rate), "-i", "-", "-f", "lavfi", "-i", sound, "-c:v", "libx264", "-preset", "superfast", "-crf", "23",
        "-g", str(rate), "-colorspace", "bt709", "-color_primaries", "bt709", "-color_trc", "bt709",
        "-c:a", "aac", "-b:a", "128k", "-movflags", "+faststart", part,
    ]  # fmt: skip
    down, across = np.mgrid[0:height, 0:width]
    grain = np.random.default_rng(clip).integers(0, 12, (height, width), dtype=np.uint8)
    texture = ((across * 3 // 8 + down // 4) % 180 + 30).astype(np.uint8) + grain
    chroma = np.full((height // 2) * (width // 2), 100 + clip * 4, np.uint8).tobytes()
    left, top, across_screen = shown(width, height)
    edges = [left + across_screen * index // ACROSS for index in range(len(ROW) + 1)]
    side = across_screen // ACROSS
    with subprocess.Popen(command, stdin=subprocess.PIPE) as maker:
        assert maker.stdin is not None
        for frame in range(frames):
            luma = np.roll(texture, frame * 8, axis=1)
            for index, lit in enumerate(blocks(clip, frame)):
                luma[top : top + side, edges[index] : edges[index + 1]] = 235 if lit else 16
            maker.stdin.write(luma.tobytes() + chroma * 2)
        maker.stdin.close()
        if maker.wait() != 0:
            raise RuntimeError(f"ffmpeg could not make {path.name}")
    part.rename(path)
    return path


def shown(width: int, height: int) -> tuple[int, int, int]:
    """Left, top and width of what a screen of 16:9 shows of a picture that fills it."""
    across = min(width, height * 16 // 9)
    return (width - across) // 2 // 2 * 2, (height - across * 9 // 16) // 2 // 2 * 2, across


def blocks(clip: int, frame: int) -> list[int]:
    number = iter(f"{clip << (BITS - CLIP_BITS) | frame:0{BITS}b}")
    return [int(next(number)) if lit < 0 else lit for lit in ROW]
