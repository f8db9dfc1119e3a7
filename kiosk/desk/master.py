"""What a delivered master is: its picture, its sound tracks, and what may be odd about them. Asks ffprobe and ffmpeg.

Only its beginning is read, and a few seconds from its middle: masters have tens of gigabytes.
"""

from __future__ import annotations

import itertools
import json
import re
import subprocess
from dataclasses import dataclass
from fractions import Fraction
from pathlib import Path
from statistics import median
from typing import Any, Final

from kiosk.desk.encoding import PATIENCE
from kiosk.desk.probing import FILE_ONLY, as_file, in_ms, is_cover

BEGINNING: Final = 20
"""Seconds of pictures whose times are looked at."""
HDR: Final = {"smpte2084": "PQ", "arib-std-b67": "HLG"}
"""Curves of BT.2100, as ffprobe calls them, and as everybody does."""
FIELDS: Final = {"tt": "tff", "bt": "tff", "bb": "bff", "tb": "bff"}
"""ffprobe's field orders by which field is shown first: its second letter; its first says which is stored first."""
_NEVER_FIELDS: Final = ("hevc", "vp8", "vp9", "av1", "gif", "apng")
"""Codecs whose film is not of fields, or so rarely that looking for them is not worth it."""
_IDET: Final = re.compile(r"Multi frame detection: TFF:\s*(\d+) BFF:\s*(\d+) Progressive:\s*(\d+)")
_NAMES: Final = {"h264": "H.264", "hevc": "HEVC", "mpeg2video": "MPEG-2", "mpeg4": "MPEG-4", "dnxhd": "DNxHD",
                 "prores": "ProRes", "mjpeg": "Motion JPEG", "dvvideo": "DV", "av1": "AV1", "vp9": "VP9", "vp8": "VP8",
                 "ffv1": "FFV1", "wmv3": "WMV", "vc1": "VC-1", "cfhd": "CineForm"}  # fmt: skip
_PRORES: Final = {"Standard": "422", "4444": "4444", "XQ": "4444 XQ"}


class RefusedError(Exception):
    """A file that is not made ready: `what` is wrong with it, and what to do about it. Whole sentences."""

    def __init__(self, what: str, cure: str) -> None:
        self.what, self.cure = what, cure
        super().__init__(f"{what} {cure}")


@dataclass(frozen=True, slots=True)
class Picture:
    """`width` and `height` as they are stored, in pixels of the shape `shape`; shown turned by `turned` degrees."""

    codec: str
    profile: str
    width: int
    height: int
    rate: Fraction
    lasts: int
    """ms"""
    pixels: str = "yuv420p"
    shape: Fraction = Fraction(1)
    turned: int = 0
    fields: str = ""
    """`tff` or `bff` where it is interlaced, by which field comes first."""
    uneven: bool = False
    matrix: str = "unknown"
    transfer: str = "unknown"
    primaries: str = "unknown"
    full_range: bool = False

    @property
    def seen(self) -> tuple[int, int]:
        """Width and height as it is meant to be seen, in square pixels, not yet made even."""
        wide, high = round(self.width * self.shape), self.height
        return (high, wide) if self.turned % 180 else (wide, high)


@dataclass(frozen=True, slots=True)
class Track:
    """One sound track. `number` counts from 1. `language` is empty where the file does not say it."""

    number: int
    codec: str
    channels: int
    layout: str
    rate: int
    language: str = ""


@dataclass(frozen=True, slots=True)
class Master:
    """One delivered file. `lasts` in ms, the longest of its streams; `size` in bytes."""

    path: Path
    container: str
    lasts: int
    size: int
    picture: Picture
    tracks: tuple[Track, ...] = ()
    subtitles: int = 0

    def said(self) -> str:
        """What it is, in words for a technician."""
        picture = self.picture
        name = _NAMES.get(picture.codec, picture.codec)
        if picture.codec == "prores":
            name += f" {_PRORES.get(picture.profile, f'422 {picture.profile}')}"
        wide, high = picture.seen
        parts = [f"{name} {HDR[picture.transfer]}" if picture.transfer in HDR else name, f"{wide}x{high}"]
        parts.append(f"{float(picture.rate):.5g} pictures a second{' at uneven times' if picture.uneven else ''}")
        parts += ["interlaced"] if picture.fields else []
        parts += ["turned"] if picture.turned else []
        if len(self.tracks) == 1:
            parts.append(f"{layout_said(self.tracks[0])} sound")
        else:
            parts.append(f"{len(self.tracks)} sound tracks" if self.tracks else "no sound")
        return ", ".join(parts)


def layout_said(track: Track) -> str:
    """`5.1`, `stereo`, `mono`, or how many channels."""
    return track.layout.partition("(")[0] or f"{track.channels}-channel"


def examine(path: Path) -> Master:
    """What `path` is. Raises RefusedError for what is no film, OSError for what cannot be read."""
    size = path.stat().st_size
    words = ["ffprobe", "-v", "error", *FILE_ONLY, "-show_streams", "-show_format", "-show_packets", "-read_intervals",
             f"%+{BEGINNING}", "-of", "json", as_file(path)]  # fmt: skip
    try:
        done = subprocess.run(words, capture_output=True, timeout=PATIENCE, check=False)  # noqa: S603 - our own words
        found: dict[str, Any] = json.loads(done.stdout or b"{}")
    except subprocess.TimeoutExpired:
        raise RefusedError(
            f"Its beginning could not be read within {PATIENCE:.0f} s.", "Copy it to this computer's own disk first."
        ) from None
    except ValueError:
        found = {}
    streams: list[dict[str, Any]] = found.get("streams", [])
    pictures = [s for s in streams if s.get("codec_type") == "video" and not is_cover(s)]
    sounds = [s for s in streams if s.get("codec_type") == "audio"]
    if not pictures and sounds:
        raise RefusedError(
            "It is only sound, and has no picture.",
            f"Name it in the playlist beside a picture: {{file: {path.name}, picture: …}}.",
        )
    if not pictures:
        told = done.stderr.decode("utf-8", "replace").strip().splitlines()
        last = told[-1].removeprefix(f"{as_file(path)}: ") if told else "it holds neither film nor sound"
        raise RefusedError(
            f"It cannot be read as film: {last}.", "Copy it again from where it came, or export it again."
        )
    container = str(found.get("format", {}).get("format_name", ""))
    if container == "image2" or container.endswith("_pipe"):
        raise RefusedError(
            "It is a still picture.", "Name it in the playlist as it is; saved as .jpg, .png or .webp it can be shown."
        )
    lasts = in_ms(found.get("format", {}).get("duration"))
    picture = _picture(path, pictures[0], found.get("packets", []), lasts)
    if picture.lasts <= 0 or not picture.width or not picture.height:
        raise RefusedError("It does not say how long or how large it is.", "Export it again, as a .mov or .mp4.")
    return Master(
        path, container, max(lasts, picture.lasts), size, picture,
        tuple(_track(number, one) for number, one in enumerate(sounds, start=1)),
        sum(1 for s in streams if s.get("codec_type") == "subtitle"),
    )  # fmt: skip


def _picture(path: Path, stream: dict[str, Any], packets: list[dict[str, Any]], whole: int) -> Picture:
    beside: list[dict[str, Any]] = stream.get("side_data_list", [])
    if any(one.get("dv_profile") == 5 for one in beside):
        raise RefusedError(
            "It is Dolby Vision of profile 5, whose colours only its own decoders know.",
            "Ask for it as HDR10 or HLG, or as BT.709.",
        )
    mine = [one for one in packets if one.get("stream_index") == stream["index"]]
    times = sorted(float(one["pts_time"]) for one in mine if "pts_time" in one)
    steps = [after - before for before, after in itertools.pairwise(times)]
    usual = median(steps) if steps else 0.0
    average, base = (_fraction(stream.get(key)) for key in ("avg_frame_rate", "r_frame_rate"))
    rate = average or base or Fraction(25)
    # 1.5: as kiosk check judges. The last step is left out: what comes behind it may not have been read.
    uneven = any(step > usual * 1.5 or step * 1.5 < usual for step in steps[:-1])
    pace = float(average) * usual  # 1 where the rest of the film goes as its beginning; 0.5 where packets are fields
    uneven |= pace > 0 and min(abs(pace - 1), abs(pace - 0.5)) > 0.02
    lasts = in_ms(stream.get("duration")) or whole
    flagged = FIELDS.get(str(stream.get("field_order", "")), "")
    unknown = stream.get("field_order") in (None, "unknown") and stream.get("codec_name") not in _NEVER_FIELDS
    return Picture(
        codec=str(stream.get("codec_name", "?")),
        profile=str(stream.get("profile", "")),
        width=int(stream.get("width", 0)),
        height=int(stream.get("height", 0)),
        rate=rate,
        lasts=lasts,
        pixels=str(stream.get("pix_fmt", "?")),
        shape=_fraction(str(stream.get("sample_aspect_ratio", "1:1")).replace(":", "/")) or Fraction(1),
        turned=next((round(float(one["rotation"])) for one in beside if "rotation" in one), 0) % 360,
        fields=_fields(path, lasts, flagged) if flagged or unknown else "",
        uneven=uneven,
        matrix=str(stream.get("color_space", "unknown")),
        transfer=str(stream.get("color_transfer", "unknown")),
        primaries=str(stream.get("color_primaries", "unknown")),
        full_range=stream.get("color_range") == "pc" or str(stream.get("pix_fmt", "")).startswith("yuvj"),
    )


def _fields(path: Path, lasts: int, flagged: str) -> str:
    """Which field comes first, by looking at 180 pictures; "" where they are whole. `flagged`: what the file says.

    Files that say they are interlaced often hold whole pictures (PsF), and others do not say it.
    """
    first = second = whole = 0
    for part in (0.1, 0.5, 0.8):
        words = [
            "ffmpeg",
            "-nostdin",
            "-hide_banner",
            "-nostats",
            "-ss",
            f"{lasts * part / 1000:.3f}",
            "-i",
            as_file(path),
        ]
        words += ["-map", "0:V:0", "-frames:v", "60", "-vf", "idet", "-f", "null", "-"]
        try:
            done = subprocess.run(words, capture_output=True, timeout=PATIENCE, check=False)  # noqa: S603 - our own words
        except subprocess.TimeoutExpired:
            continue
        for found in _IDET.findall(done.stderr.decode("utf-8", "replace")):
            first, second, whole = first + int(found[0]), second + int(found[1]), whole + int(found[2])
    if first + second + whole < 10:  # nothing moves
        return flagged
    woven = (first + second) * (4 if flagged else 1)
    return ("tff" if first >= second else "bff") if woven > whole else ""


def _track(number: int, stream: dict[str, Any]) -> Track:
    language = str(stream.get("tags", {}).get("language", ""))
    return Track(
        number,
        str(stream.get("codec_name", "?")),
        int(stream.get("channels", 0)),
        str(stream.get("channel_layout", "")),
        int(stream.get("sample_rate", 0)),
        "" if language == "und" else language,
    )


def _fraction(text: object) -> Fraction:
    """0 where it is none."""
    try:
        return Fraction(str(text))
    except (ValueError, ZeroDivisionError):
        return Fraction(0)
