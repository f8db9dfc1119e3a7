"""Small masters of the kinds that are delivered, each made once a session, and what is asked of what they became."""

from __future__ import annotations

import json
import re
import subprocess
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

import pytest

Order = Callable[[str], Path]

PICTURE: Final = "testsrc2=s=320x180:r=25:d=1"
TONE: Final = "sine=frequency=440:sample_rate=48000:duration=1"
HLG: Final = (
    "format=gbrp,zscale=pin=709:tin=709:min=gbr:rin=full:"
    "p=2020:t=arib-std-b67:m=2020_ncl:r=tv:npl=203,format=yuv420p10le"
)
BARS: Final = "nullsrc=s=240x180:r=50:d=1,geq=lum='if(lt(mod(X+N*18,120),60),90,115)':cb=128:cr=128"
"""Bars that move by 18 pixels with each field: woven into one picture they are combs. So pale that nothing flashes."""
ONCE: Final = "between(t,1,1.06)"
"""When the flash is seen and the beep is heard."""


@dataclass(frozen=True)
class Delivery:
    sources: tuple[str, ...]
    options: tuple[str, ...]


def _(*sources: str, how: str) -> Delivery:
    return Delivery(sources, tuple(how.split()))


MASTERS: Final = {
    "prores.mov": _(
        PICTURE, f"{TONE},pan=5.1|FL=c0|FR=c0|FC=c0|BL=c0",
        how="-c:v prores_ks -profile:v 3 -pix_fmt yuv422p10le -c:a pcm_s24le -timecode 01:00:00:00",
    ),
    "fields.ts": _(
        BARS, TONE,
        how="-vf interlace=lowpass=off,setsar=4/3 -flags +ilme+ildct -c:v mpeg2video -q:v 3 -g 12 -c:a mp2",
    ),
    "psf.mov": _(
        BARS.replace("r=50", "r=25"), how="-c:v prores_ks -vf setfield=tff -flags +ildct -pix_fmt yuv422p10le"
    ),
    "hlg.mov": _(
        PICTURE, TONE,
        how=f"-vf {HLG} -c:v libx265 -preset ultrafast -x265-params log-level=error -color_primaries bt2020 "
        "-color_trc arib-std-b67 -colorspace bt2020nc",
    ),
    "turned.mp4": _(PICTURE, how="-c:v libx264 -pix_fmt yuv420p"),
    "silent.mkv": _("testsrc2=s=320x180:r=30000/1001:d=1", how="-vf format=yuv444p,crop=319:179 -c:v ffv1"),
    "silence.mov": _(PICTURE, "anullsrc=r=48000:cl=stereo:d=1", how="-c:v mjpeg -pix_fmt yuvj420p -c:a pcm_s16le"),
    "uneven.mkv": _(PICTURE, how="-vf select='not(eq(mod(n,5),2))' -fps_mode vfr -c:v libx264 -pix_fmt yuv420p"),
    "two-mono.mov": _(PICTURE, TONE, TONE, how="-map 0 -map 1 -map 2 -c:v mjpeg -pix_fmt yuvj420p -c:a pcm_s16le"),
    "three-mono.mov": _(
        PICTURE, TONE, TONE, TONE, how="-map 0 -map 1 -map 2 -map 3 -c:v mjpeg -pix_fmt yuvj420p -c:a pcm_s16le"
    ),
    "languages.mov": _(
        PICTURE, TONE, f"{TONE},volume=-20dB",
        how="-map 0 -map 1 -map 2 -metadata:s:a:0 language=eng -metadata:s:a:1 language=kor -metadata "
        "location=+48.1+011.5/ -c:v mjpeg -pix_fmt yuvj420p -c:a pcm_s16le",
    ),
    "peaks.mov": _(
        PICTURE, "aevalsrc='0.02*random(0)+0.9*between(t,0.5,0.502)':d=1:s=48000:c=stereo",
        how="-c:v mjpeg -pix_fmt yuvj420p -c:a pcm_s16le",
    ),
    "late-sound.mkv": _(
        f"color=black:s=320x180:r=25:d=2,drawbox=color=white:t=fill:enable='{ONCE}'",
        f"aevalsrc='0.5*sin(6283*t)*{ONCE}':d=2:s=48000:c=stereo",
        how="-af atrim=start=0.5 -c:v ffv1 -c:a pcm_s16le",
    ),
    "long-sound.mov": _(PICTURE, f"{TONE},apad=whole_dur=2.2", how="-c:v mjpeg -pix_fmt yuvj420p -c:a pcm_s16le"),
    "cut-short.mp4": _("testsrc2=s=320x180:r=25:d=4", how="-c:v libx264 -pix_fmt yuv420p -movflags +faststart"),
    "ready.mp4": _(
        PICTURE, f"{TONE},pan=stereo|c0=c0|c1=c0,volume=-4.2dB",
        how="-c:v libx264 -pix_fmt yuv420p -g 25 -color_range tv -colorspace bt709 -color_primaries bt709 "
        "-color_trc bt709 -c:a aac -movflags +faststart",
    ),
    "only-sound.wav": _(TONE, how="-c:a pcm_s16le"),
    "still.png": _(PICTURE, how="-frames:v 1"),
}  # fmt: skip


@pytest.fixture(scope="session")
def order(tmp_path_factory: pytest.TempPathFactory) -> Order:
    """`order(name)`: one of MASTERS. Tests must not change it."""
    folder = tmp_path_factory.mktemp("masters")

    def ordered(name: str) -> Path:
        path = folder / name
        if not path.exists():
            made = MASTERS[name]
            sources = [word for one in made.sources for word in ("-f", "lavfi", "-i", one)]
            subprocess.run(["ffmpeg", "-nostdin", "-v", "error", *sources, *made.options, str(path)], check=True)
            if name == "turned.mp4":
                turn(path)
            if name == "cut-short.mp4":
                path.write_bytes(path.read_bytes()[: path.stat().st_size // 2])
        return path

    return ordered


def turn(path: Path) -> None:
    """Have an MP4's film turned by a quarter: ISO/IEC 14496-12, 8.3.2, the matrix in the first track's header."""
    content = bytearray(path.read_bytes())
    matrix = content.index(b"tkhd") + 4 + 40
    one, minus, unit = (value.to_bytes(4, "big", signed=True) for value in (1 << 16, -1 << 16, 1 << 30))
    nothing = bytes(4)
    content[matrix : matrix + 36] = b"".join((nothing, one, nothing, minus, *[nothing] * 4, unit))
    path.write_bytes(content)


def streams(path: Path, kind: str) -> list[dict[str, Any]]:
    """What ffprobe says of the streams of a kind, `video` or `audio`."""
    command = ["ffprobe", "-v", "error", "-show_streams", "-of", "json", str(path)]
    found = json.loads(subprocess.run(command, capture_output=True, check=True).stdout)["streams"]
    return [stream for stream in found if stream["codec_type"] == kind]


def pictures(path: Path, width: int, height: int, pixels: str = "gray") -> list[bytes]:
    """Every picture, made as large as asked, in `gray` or `rgb24`."""
    command = [
        "ffmpeg",
        "-v",
        "error",
        "-i",
        str(path),
        "-vf",
        f"scale={width}:{height}:flags=neighbor,format={pixels}",
    ]
    told = subprocess.run([*command, "-f", "rawvideo", "-"], capture_output=True, check=True).stdout
    size = width * height * (3 if pixels == "rgb24" else 1)
    return [told[at : at + size] for at in range(0, len(told), size)]


def first_sound(path: Path) -> float:
    """Seconds to where it is no longer silent."""
    command = ["ffmpeg", "-i", str(path), "-map", "0:a:0", "-af", "silencedetect=noise=-40dB:d=0.1", "-f", "null", "-"]
    told = subprocess.run(command, capture_output=True, check=True, text=True).stderr
    return float(re.findall(r"silence_end: ([\d.]+)", told)[0])
