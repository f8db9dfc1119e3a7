"""What a film or sound file is: its container and streams by `ffprobe`, its pictures and sound by one run of `ffmpeg`.

Debian's package `ffmpeg` has both. Nothing of a file is trusted: what they print is taken as text, and whatever cannot
be understood is told as what is wrong with the file.
"""

from __future__ import annotations

import itertools
import json
import re
import shutil
import statistics
import subprocess
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import IO, Any, Final

from kiosk.desk import flashes
from kiosk.playlist.mediafacts import MediaFacts, SoundFacts, VideoFacts

PATIENCE: Final = 60.0
"""Seconds for ffprobe, which reads one file's index."""
_STRAY: Final = 1.5
"""Times the usual distance between two pictures, from which on they come at uneven times."""
_LOUDNESS: Final = re.compile(r"^\s+I:\s+(-?[\d.]+) LUFS$", re.MULTILINE)
_PEAK: Final = re.compile(r"^\s+Peak:\s+(-?[\d.]+|-inf) dBFS$", re.MULTILINE)
FILE_ONLY: Final = ("-protocol_whitelist", "file")
"""ffmpeg follows addresses in what is called a film; never over a network here."""
_READERS: Final = (
    "mov,matroska,webm,avi,mpegts,mpeg,mpegvideo,mp3,ogg,wav,w64,flac,aac,aiff,image2,png_pipe,jpeg_pipe,webp_pipe"
)
"""Those of ffmpeg's that open nothing but the file itself: not concat, hls, dash or sdp."""
_SILENT: Final = -70.0
"""LUFS: EBU R 128's absolute gate. What lies below is silence, and so is a peak of -inf."""


def can_measure() -> bool:
    """Whether ffprobe and ffmpeg are installed here."""
    return shutil.which("ffprobe") is not None and shutil.which("ffmpeg") is not None


def probe(path: Path) -> MediaFacts:
    """What `path` is. Never raises for a file that is no film: then `wrong` says why. Takes seconds for a long one."""
    size = path.stat().st_size
    asked = "stream=index,codec_type,codec_name,profile,width,height,pix_fmt,color_range,color_space,color_transfer"
    asked += (
        ",color_primaries,avg_frame_rate,duration,sample_rate,channels,channel_layout:stream_disposition=attached_pic"
    )
    asked += ":format=duration:packet=stream_index,pts_time,flags"
    words = [
        "ffprobe",
        "-v",
        "error",
        *FILE_ONLY,
        "-format_whitelist",
        _READERS,
        "-show_packets",
        "-show_entries",
        asked,
        "-of",
        "json",
        as_file(path),
    ]
    try:
        done = subprocess.run(words, capture_output=True, timeout=PATIENCE, check=False)  # noqa: S603 - our own words
    except subprocess.TimeoutExpired:
        return MediaFacts(size=size, wrong=f"ffprobe was not done within {PATIENCE:.0f} s")
    told = done.stderr.decode("utf-8", "replace").strip().splitlines()
    try:
        found: dict[str, Any] = json.loads(done.stdout or b"{}")
    except ValueError:
        found = {}
    streams: list[dict[str, Any]] = found.get("streams", [])
    video = next((s for s in streams if s.get("codec_type") == "video" and not is_cover(s)), None)
    sound = next((s for s in streams if s.get("codec_type") == "audio"), None)
    if done.returncode or (video is None and sound is None):
        last = told[-1].removeprefix(f"{as_file(path)}: ") if told else "it holds neither film nor sound"
        return MediaFacts(size=size, wrong=last)
    duration = in_ms(found.get("format", {}).get("duration"))
    facts = MediaFacts(
        duration=duration,
        size=size,
        video=None if video is None else _video(video, found.get("packets", []), duration),
        sound=None if sound is None else SoundFacts(
            str(sound.get("codec_name", "?")), _layout(sound), int(sound.get("sample_rate", 0))
        ),
        index_last=_index_last(path),
    )  # fmt: skip
    return _watch(path, facts)


def as_file(path: Path) -> str:
    """`path` as ffmpeg's programs take it: a name such as `http:x.mp4` or `-y.mp4` stays the name of a file."""
    return f"file:{path.absolute()}"


def is_cover(stream: dict[str, Any]) -> bool:
    """Whether a stream of ffprobe's is no film, but the picture on the cover."""
    return bool(stream.get("disposition", {}).get("attached_pic"))


def in_ms(seconds: object) -> int:
    """What ffprobe says in seconds; 0 where it says none."""
    try:
        return round(float(str(seconds)) * 1000)
    except ValueError:
        return 0


def _layout(stream: dict[str, Any]) -> str:
    return str(stream.get("channel_layout") or f"{stream.get('channels', 0)} channels")


def _video(stream: dict[str, Any], packets: list[dict[str, Any]], duration: int) -> VideoFacts:
    mine = [one for one in packets if one.get("stream_index") == stream["index"] and "pts_time" in one]
    mine.sort(key=lambda one: float(one["pts_time"]))
    times = [float(one["pts_time"]) * 1000 for one in mine]
    keys = [time for time, one in zip(times, mine, strict=True) if "K" in str(one.get("flags", ""))]
    steps = [after - before for before, after in itertools.pairwise(times)]
    usual = statistics.median(steps) if steps else 0.0
    ends = [*keys, max(float(duration), times[-1] if times else 0.0)]
    colours = ("color_space", "color_transfer", "color_primaries", "color_range")
    return VideoFacts(
        codec=str(stream.get("codec_name", "?")),
        profile=str(stream.get("profile", "")),
        width=int(stream.get("width", 0)),
        height=int(stream.get("height", 0)),
        rate=_rate(str(stream.get("avg_frame_rate", "0/0"))),
        pixels=str(stream.get("pix_fmt", "?")),
        colours="/".join(str(stream.get(name, "?")) for name in colours),
        # the last picture may stand for any time: its own length is not judged
        variable=any(step > usual * _STRAY or step * _STRAY < usual for step in steps[:-1]),
        # a picture that an edit list takes away ("D") is not shown, but VLC holds it where it is the first keyframe
        first_is_key=bool(keys) and keys[0] == times[0] and "D" not in str(mine[0].get("flags", "")),
        key_distance=round(max((after - before for before, after in itertools.pairwise(ends)), default=0)),
    )


def _rate(fraction: str) -> float:
    above, _, below = fraction.partition("/")
    try:
        return round(float(above) / float(below or 1), 3)
    except (ValueError, ZeroDivisionError):
        return 0.0


def _index_last(path: Path) -> bool:
    """Whether an MP4 has its `moov` box behind its `mdat`. ISO/IEC 14496-12, 4.2: size, type, for 64 bits more size."""
    seen: list[bytes] = []
    length = path.stat().st_size
    with path.open("rb") as file:
        place = 0
        while place + 8 <= length and len(seen) < 64:
            file.seek(place)
            head = file.read(16)
            size, kind = int.from_bytes(head[:4], "big"), head[4:8]
            if size == 1:
                size = int.from_bytes(head[8:16], "big")
            if kind == b"moov":
                return b"mdat" in seen
            if size < 8:  # 0: to the end of the file; anything else is no MP4
                return False
            seen.append(kind)
            place += size
    return False


def _watch(path: Path, facts: MediaFacts) -> MediaFacts:
    """`facts` with the flashes of its pictures and the loudness of its sound."""
    # Every picture is decoded. Leaving out those none is made from (-skip_frame noref) saves a third of the time (27 of
    # 74 s for the shipped films), but what lasts a single picture may stand in them alone: in fixed groups of
    # pictures, as encoders in hardware make them, 5 and 15 flashes a second were counted as none, and without pyramid 5
    # of two or three pictures each as 3, which pass. Their sizes do not give it away.
    seen, told = _run(path, facts)
    video, sound = facts.video, facts.sound
    if video is not None and seen is not None:
        if not seen.pictures:
            return replace(facts, wrong="none of its pictures can be decoded")
        video = replace(
            video, flashes=seen.most, flash_at=seen.at, black_first=seen.black_first, black_last=seen.black_last
        )
    if sound is not None:
        loudness, peak = loudness_of(told)
        sound = replace(sound, loudness=loudness, peak=peak)
    return replace(facts, video=video, sound=sound)


def loudness_of(told: str) -> tuple[float | None, float | None]:
    """LUFS and dBTP, from what ffmpeg's filter `ebur128=peak=true` has told; None each where all was silence."""
    loudness, peak = _LOUDNESS.findall(told), _PEAK.findall(told)
    heard = float(loudness[-1]) if loudness else None
    silent = heard is None or heard <= _SILENT
    return None if silent else heard, None if not peak or peak[-1] == "-inf" else float(peak[-1])


def _run(path: Path, facts: MediaFacts) -> tuple[flashes.Flashes | None, str]:
    """The flashes, and what ffmpeg told of the loudness; both from one run, so that the file is read once."""
    # Deblocking is left out where no other picture is made of the result: no mean of 120 x 120 pixels differs by more
    # than 1 of 255 (seen in 1,590 pictures). Left out of all, it adds up until the next keyframe: to 14 within 22 s.
    words = ["ffmpeg", "-nostdin", "-hide_banner", "-nostats", "-threads", "1"]
    words += ["-skip_loop_filter", "noref", "-flags2", "fast", "-i", as_file(path)]
    if facts.video is not None:
        size = f"scale={flashes.COLUMNS}:{flashes.ROWS}:flags=area:out_range=full,format=gray"
        words += ["-map", "0:V:0", "-vf", size, "-fps_mode", "cfr", "-r", f"{facts.video.rate or 25}"]
        words += ["-f", "rawvideo", "pipe:1"]
    if facts.sound is not None:
        words += ["-map", "0:a:0", "-af", "ebur128=peak=true:framelog=verbose", "-f", "null", "-"]
    with subprocess.Popen(words, stdout=subprocess.PIPE, stderr=subprocess.PIPE) as run:  # noqa: S603 - our own words
        assert run.stdout is not None
        assert run.stderr is not None
        seen = None
        try:
            if facts.video is not None:
                seen = flashes.count(_pictures(run.stdout), facts.video.rate or 25)
            told = run.stderr.read()
        finally:
            run.kill()  # where it was broken off; it has ended otherwise
    return seen, told.decode("utf-8", "replace")


def _pictures(pipe: IO[bytes]) -> Iterator[bytes]:
    size = flashes.COLUMNS * flashes.ROWS
    while len(picture := pipe.read(size)) == size:
        yield picture
