"""The shipped clips a machine is measured with; media/making/patterns.py draws them."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Final

FOLDER: Final = Path(__file__).parent / "patterns"


@dataclass(frozen=True, slots=True)
class Pattern:
    """Three seconds: `pictures` different ones, again and again, `rate` a second."""

    name: str
    codec: str
    width: int
    height: int
    rate: int
    pictures: int

    @property
    def path(self) -> Path:
        return next(iter(FOLDER.glob(f"{self.name}.*")), FOLDER / self.name)

    @property
    def label(self) -> str:
        return f"{self.codec}, {self.width} x {self.height}, {self.rate} fps"


PATTERNS: Final = (
    Pattern("h264-1080p30", "H.264", 1920, 1080, 30, 9),
    Pattern("h264-1080p60", "H.264", 1920, 1080, 60, 9),
    Pattern("h264-2160p30", "H.264", 3840, 2160, 30, 5),
    Pattern("hevc-1080p30", "HEVC", 1920, 1080, 30, 9),
    Pattern("hevc-1080p60", "HEVC", 1920, 1080, 60, 9),
    Pattern("hevc-2160p30", "HEVC", 3840, 2160, 30, 5),
    Pattern("hevc10-1080p30", "HEVC 10 bit", 1920, 1080, 30, 9),
    Pattern("vp9-1080p30", "VP9", 1920, 1080, 30, 9),
    Pattern("av1-1080p30", "AV1", 1920, 1080, 30, 9),
    Pattern("mpeg2-1080p30", "MPEG-2", 1920, 1080, 30, 5),
    Pattern("prores-1080p30", "ProRes", 1920, 1080, 30, 3),
    Pattern("mjpeg-1080p30", "Motion JPEG", 1920, 1080, 30, 3),
)
PLAIN: Final = PATTERNS[0]
"""What the shipped exhibition is made of: a machine that cannot play it is no kiosk."""


def named(name: str) -> Pattern:
    """Raises StopIteration for a name that is none."""
    return next(pattern for pattern in PATTERNS if pattern.name == name)
