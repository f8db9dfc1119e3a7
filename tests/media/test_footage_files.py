"""The shipped footage is what VLC, the eye and the ear need it to be: measured with ffprobe and ffmpeg, not assumed."""

import functools
import itertools
import json
import re
import shutil
import struct
import subprocess
from pathlib import Path

import numpy as np
import pytest

from kiosk.desk import probing
from kiosk.desk.cache import Cache

MEDIA = Path(__file__).resolve().parents[2] / "media"
FILM = MEDIA / "the-defector"
SECONDS = {
    "river-at-night": 12, "city-lights": 10, "farmhouse-waiting": 8, "sook-ja": 8, "village": 20, "phone": 18,
    "river-bank": 26, "fog": 18, "crossing-safe": 16, "crossing-seen": 16, "snow": 22, "farmhouse": 20, "letter": 15,
    "city": 22, "train": 24, "road-south": 18, "end-back": 16, "end-caught": 16, "end-hidden": 16, "end-arrived": 20,
    "film-1": 16, "film-2": 16, "film-3": 15, "evening": 20, "market": 20, "leaving": 18, "torch": 15,
    "stairwell": 18, "car": 18, "mine": 20, "guide": 20, "papers": 15, "stranded": 20, "last-border": 22,
    "end-prison": 16, "end-sold": 16, "end-stranded": 15, "told-prison": 15, "told-caught": 15, "told-sold": 15,
}  # fmt: skip  # each file's length, s
STILLS = {"dragon", "yong-hee", "tae-sup-heo", "about", "people"}
SMALL = {"hello/hello.mp4": 6, "hello/film.mp4": 8, "loop/loop.mp4": 10, "loop/film.mp4": 8}
LOOPS = ["the-defector/river-at-night.mp4", "the-defector/city-lights.mp4", "the-defector/farmhouse-waiting.mp4",
         "hello/hello.mp4", "loop/loop.mp4"]  # fmt: skip
LAMPS = [
    f"the-defector/{name}.mp4"
    for name in (
        "river-bank",
        "phone",
        "crossing-seen",
        "city",
        "end-caught",
        "end-back",
        "torch",
        "leaving",
        "market",
        "stairwell",
        "evening",
        "car",
        "mine",
        "told-caught",
        "last-border",
    )
]
EVERY = [f"the-defector/{name}.mp4" for name in SECONDS] + list(SMALL)

pytestmark = pytest.mark.skipif(shutil.which("ffprobe") is None, reason="ffprobe measures the files")


def probe(path: Path) -> dict[str, dict[str, str]]:
    """The streams of a file, by their kind."""
    command = ["ffprobe", "-v", "error", "-show_streams", "-of", "json", str(path)]
    said = subprocess.run(command, capture_output=True, check=True).stdout
    return {s["codec_type"]: s for s in json.loads(said)["streams"]}


def boxes(path: Path) -> list[str]:
    """The names of an MP4's outermost boxes, in order."""
    names, at, end = [], 0, path.stat().st_size
    with path.open("rb") as f:
        while at < end:
            f.seek(at)
            size, name = struct.unpack(">I4s", f.read(8))
            if size == 1:
                size = struct.unpack(">Q", f.read(8))[0]
            names.append(name.decode("latin-1"))
            at += size or end - at
    return names


@functools.cache
def luma(path: Path) -> np.ndarray:
    """Every frame's luma at 480 × 270."""
    command = [
        "ffmpeg",
        "-v",
        "error",
        "-i",
        str(path),
        "-vf",
        "scale=480:270:flags=area,format=gray",
        "-f",
        "rawvideo",
        "-",
    ]
    raw = subprocess.run(command, capture_output=True, check=True).stdout
    return np.frombuffer(raw, np.uint8).reshape(-1, 270, 480).astype(np.int16)


def samples(path: Path) -> np.ndarray:
    """The sound as float, (n, 2)."""
    command = ["ffmpeg", "-v", "error", "-i", str(path), "-vn", "-f", "f32le", "-ac", "2", "-ar", "48000", "-"]
    return np.frombuffer(subprocess.run(command, capture_output=True, check=True).stdout, np.float32).reshape(-1, 2)


@pytest.mark.parametrize("name", EVERY)
def test_a_clip_is_what_the_decks_expect(name: str) -> None:
    seen = probe(MEDIA / name)
    video, audio = seen["video"], seen["audio"]
    assert (video["codec_name"], video["profile"], video["pix_fmt"]) == ("h264", "High", "yuv420p")
    full = name.startswith("the-defector/")
    assert (video["width"], video["height"]) == ((1920, 1080) if full else (1280, 720))
    assert video["avg_frame_rate"] == "30/1"
    tags = [video.get(k) for k in ("color_range", "color_space", "color_primaries", "color_transfer")]
    assert tags == ["tv", "bt709", "bt709", "bt709"]
    seconds = SECONDS[Path(name).stem] if full else SMALL[name]
    assert int(video["nb_frames"]) == seconds * 30
    assert (audio["codec_name"], audio["channels"], audio["sample_rate"]) == ("aac", 2, "48000")
    assert float(audio["duration"]) == pytest.approx(seconds, abs=0.03)  # an AAC frame is 21 ms


@pytest.mark.parametrize("name", EVERY)
def test_a_clip_can_start_before_all_of_it_is_read(name: str) -> None:
    order = boxes(MEDIA / name)
    assert order.index("moov") < order.index("mdat")


@pytest.mark.parametrize("name", EVERY)
def test_a_clip_is_as_loud_as_the_others_and_cuts_without_a_click(name: str) -> None:
    command = ["ffmpeg", "-nostats", "-i", str(MEDIA / name), "-vn", "-af", "ebur128=peak=true", "-f", "null", "-"]
    said = subprocess.run(command, capture_output=True, check=True).stderr.decode()
    loudness = float(re.findall(r"I:\s+(-?[\d.]+) LUFS", said)[-1])
    assert loudness == pytest.approx(-23.0, abs=1.0)  # EBU R 128
    peak = float(re.findall(r"Peak:\s+(-?[\d.]+) dBFS", said)[-1])
    assert peak <= -1.0
    x = np.abs(samples(MEDIA / name))
    for end in (x[:48], x[-48:]):  # the first and the last millisecond, inside the 20 ms ramps
        assert end.max() < 0.02


@pytest.mark.parametrize("name", LOOPS)
def test_a_loops_end_meets_its_beginning(name: str) -> None:
    frames = luma(MEDIA / name)
    steps = np.array([np.abs(b - a).mean() for a, b in itertools.pairwise(frames)])
    seam = np.abs(frames[0] - frames[-1]).mean()
    grain = 0.8  # levels; x264 drops it as a clip goes on and its first frame has it all (0.54 before encoding)
    assert seam < max(2.0 * np.percentile(steps, 99), grain)
    assert (
        seam < 0.5 * np.abs(frames[0] - frames[len(frames) // 3]).mean()
    )  # a still picture would pass the first alone


@pytest.mark.parametrize("name", LAMPS)
def test_nothing_flashes(name: str) -> None:
    """The whole picture's light moves slowly, lamps and searchlights included (WCAG 2.3.1 counts steps of 10 %)."""
    light = (luma(MEDIA / name).mean(axis=(1, 2)) - 16) / 219
    assert np.ptp(light) < 0.35
    assert np.abs(np.diff(light)).max() < 0.02


def test_each_picture_has_its_still_and_none_is_heavy() -> None:
    for name in {*SECONDS, *STILLS}:
        still = FILM / f"{name}.jpg"
        assert 20_000 < still.stat().st_size <= 250_000, name
        assert probe(still)["video"]["width"] == 1920


def test_all_of_it_is_light_enough_to_be_committed() -> None:
    files = [f for f in MEDIA.rglob("*") if f.suffix in {".mp4", ".jpg"} and ".part" not in f.name]
    assert sum(f.stat().st_size for f in files) <= 120_000_000
    for name in SMALL:
        assert (MEDIA / name).stat().st_size <= 1_000_000


def test_what_was_measured_of_it_stands_beside_it(tmp_path: Path) -> None:
    """Of every film, by what is in it; and of one, measured again, the same."""
    cache = Cache(tmp_path)
    cache.look_beside([FILM])
    for name in SECONDS:
        assert cache.find(cache.key(FILM / f"{name}.mp4")) is not None, "make it anew: kiosk media the-defector --keep"
    short = FILM / "end-stranded.mp4"
    assert cache.find(cache.key(short)) == probing.probe(short)
