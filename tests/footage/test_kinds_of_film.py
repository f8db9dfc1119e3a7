"""Every kind of film that a museum may hand in: it opens with its first picture, runs to its end, shows its last."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from .conftest import House
from .studio import ffmpeg, numbered

pytestmark = [pytest.mark.vlc, pytest.mark.window]

FRAMES = 24
X265 = ("-c:v", "libx265", "-preset", "ultrafast", "-x265-params", "log-level=none", "-crf", "10")
CODECS = {
    "h264": ("-c:v", "libx264", "-preset", "ultrafast", "-bf", "2"),
    "hevc": X265,
    "hevc10": (*X265, "-pix_fmt", "yuv420p10le"),
    "vp9": ("-c:v", "libvpx-vp9", "-deadline", "realtime", "-cpu-used", "8", "-b:v", "2M"),
    "av1": ("-c:v", "libaom-av1", "-cpu-used", "8", "-usage", "realtime", "-b:v", "2M"),
    "mpeg2": ("-c:v", "mpeg2video", "-q:v", "3", "-bf", "2"),
    "prores": ("-c:v", "prores_ks", "-profile:v", "0"),
    "mjpeg": ("-c:v", "mjpeg", "-q:v", "3", "-pix_fmt", "yuvj420p"),
}
FILMS = (
    "h264.mp4", "h264.mov", "h264.mkv", "h264.ts", "hevc.mp4", "hevc.mkv", "hevc.ts", "hevc10.mp4", "vp9.mp4",
    "vp9.webm", "av1.mp4", "av1.webm", "av1.mkv", "mpeg2.ts", "mpeg2.mkv", "prores.mov", "mjpeg.mov", "mjpeg.mkv",
)  # fmt: skip
ODD = {
    "late.ts": ("-c", "copy", "-output_ts_offset", "4000", "-muxdelay", "0"),
    "unsaid.mkv": ("-c", "copy", "-live", "1"),
    "uneven.mp4": ("-vf", "setpts='(N*2+mod(N,3))/60/TB'", "-fps_mode", "vfr", "-c:v", "libx264"),
    "mono.mp4": ("-ac", "1", "-c:v", "copy"),
    "surround.mp4": ("-ac", "6", "-c:v", "copy"),
    "wide.mkv": ("-ac", "8", "-c:a", "flac", "-c:v", "copy"),
}
SOUND = ("mono.mp4", "surround.mp4", "wide.mkv")
LATE = {"late.ts": 1}
"""Pictures that VLC 3 leaves out at the beginning of a film whose times do not begin with 0."""
UNHELD = {".mkv": 1}
"""Pictures that may come too late to be seen where none is held before the start; on a busy machine."""
SHORT = {".ts": 3, ".mkv": 3}
"""Pictures that may be missing at the end: up to 2 of 24 and 60 were (measured), whatever the codec."""


@pytest.fixture(scope="module")
def shelf(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("kinds")
    numbered(folder / "master.mkv", 3, FRAMES, (440, ""), extra=("-qp", "0"))
    for codec, how in CODECS.items():
        kinds = [name for name in FILMS if name.partition(".")[0] == codec]
        ffmpeg("-i", folder / "master.mkv", "-an", *how, folder / kinds[0])
        for kind in kinds[1:]:
            ffmpeg("-i", folder / kinds[0], "-c", "copy", folder / kind)
    for name, how in ODD.items():
        sound = () if name in SOUND else ("-an",)
        ffmpeg("-i", folder / "master.mkv", *how, *sound, folder / name)
    return folder


BUSY = 3
"""Pictures at either end that come too late to be shown on a machine with more to do than it has cores for; a film that
begins with its second key frame, or ends with its last, lacks ten."""


@pytest.mark.parametrize("film", [*FILMS, *ODD])
def test_from_its_first_picture_to_its_last(open_house: Callable[..., House], shelf: Path, film: str) -> None:
    house = open_house(sound=film in SOUND)
    house.clips = shelf
    house.start(1, film)
    house.wait("ended", 1)
    house.qtbot.wait(60)
    assert house.heard("failed") == []
    assert house.seen[0] <= (3, LATE.get(film, UNHELD.get(Path(film).suffix, 0)) + BUSY)
    assert house.seen[-1] >= (3, FRAMES - 1 - SHORT.get(Path(film).suffix, 0) - BUSY)
    assert sorted(house.seen) == house.seen
