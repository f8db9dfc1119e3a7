"""Delivered films made ready: real ones, small, and then asked what they are and what the rules say of them."""

from __future__ import annotations

import hashlib
import os
import shutil
import subprocess
from itertools import pairwise
from pathlib import Path

import pytest

from kiosk.desk.cache import Cache
from kiosk.desk.encoding import FailedError
from kiosk.desk.levelling import CLOSE
from kiosk.desk.master import RefusedError
from kiosk.desk.measuring import measure
from kiosk.desk.readying import Made, make_ready
from kiosk.desk.recipe import Wishes
from kiosk.playlist.checks import Known, check
from kiosk.playlist.mediafacts import SoundFacts, VideoFacts
from kiosk.playlist.reading import read
from tests.desk.masters import Order, first_sound, order, pictures, streams

__all__ = ["order"]

pytestmark = pytest.mark.skipif(shutil.which("ffmpeg") is None, reason="ffmpeg is not installed")

GOOD = ("prores.mov", "fields.ts", "psf.mov", "hlg.mov", "turned.mp4", "silent.mkv", "silence.mov", "uneven.mkv",
        "two-mono.mov", "languages.mov", "peaks.mov", "long-sound.mov", "ready.mp4")  # fmt: skip


class Kitchen:
    """Makes ready, each only once, and keeps what came of it."""

    def __init__(self, order: Order, folder: Path) -> None:
        self.order, self.folder = order, folder
        self.made: dict[str, Made] = {}
        self.phases: list[tuple[str, float]] = []

    def target(self, name: str) -> Path:
        return self.folder / f"{Path(name).stem}.mp4"

    def make(self, name: str, wishes: Wishes | None = None, *, force: bool = False) -> Made:
        self.phases.clear()
        cache = Cache(self.folder.parent / "cache")
        return make_ready(self.order(name), self.target(name), wishes or Wishes(), cache, self._tell, force=force)

    def once(self, name: str) -> tuple[Made, VideoFacts, SoundFacts | None]:
        if name not in self.made:
            self.made[name] = self.make(name)
        facts = self.made[name].facts
        assert facts.video is not None
        return self.made[name], facts.video, facts.sound

    def _tell(self, phase: str, part: float) -> None:
        self.phases.append((phase, part))


@pytest.fixture(scope="module")
def shared(order: Order, tmp_path_factory: pytest.TempPathFactory) -> Kitchen:
    folder = tmp_path_factory.mktemp("exhibition") / "media"
    folder.mkdir()
    return Kitchen(order, folder)


@pytest.fixture
def kitchen(order: Order, tmp_path: Path) -> Kitchen:
    (tmp_path / "media").mkdir()
    return Kitchen(order, tmp_path / "media")


# ---- what comes of them


def test_the_rules_of_kiosk_check_find_nothing(shared: Kitchen) -> None:
    names = [shared.target(name).name for name in GOOD]
    for name in GOOD:
        shared.once(name)
    folder = shared.folder.parent
    scenes = "".join(f"  s{number}: {{clip: {name}, to: home}}\n" for number, name in enumerate(names))
    (folder / "playlist.yaml").write_text(f"format: 1\nattract: {names[0]}\nscenes:\n{scenes}")
    playlist = read(folder, [shared.folder])
    footage = measure(playlist, Cache(folder / "cache"))
    assert footage.films is not None
    assert len(footage.films) == len(GOOD)
    found = [one for one in check(Known(playlist, footage.films)) if one.rule.family == "media"]
    assert [one.rule.id for one in found] == ["I50"], found


@pytest.mark.parametrize("name", GOOD)
def test_every_film_is_what_plays_best(shared: Kitchen, name: str) -> None:
    _, video, sound = shared.once(name)
    assert (video.codec, video.profile, video.pixels, video.colours) == (
        "h264",
        "High",
        "yuv420p",
        "bt709/bt709/bt709/tv",
    )
    assert not video.variable
    assert video.first_is_key
    assert video.key_distance <= 1_050
    assert (video.width % 2, video.height % 2) == (0, 0)
    stream = streams(shared.target(name), "video")[0]
    assert stream["sample_aspect_ratio"] == "1:1"
    assert stream["field_order"] == "progressive"
    assert "side_data_list" not in stream
    if sound is not None:
        assert (sound.codec, sound.layout, sound.rate) == ("aac", "stereo", 48_000)
        if sound.loudness is not None:
            assert sound.loudness == pytest.approx(-23, abs=CLOSE + 0.05)
    assert not [one for one in shared.folder.iterdir() if one.name.startswith(".")]


def test_prores_with_surround(shared: Kitchen) -> None:
    made, video, _ = shared.once("prores.mov")
    assert made.master.said() == "ProRes 422 HQ, 320x180, 25 pictures a second, 5.1 sound"
    assert made.before is not None
    assert made.before > -20
    assert made.facts.duration == pytest.approx(1000, abs=40)
    assert (video.rate, made.kept, made.notes) == (25, "", ())
    assert streams(shared.target("prores.mov"), "data") == [], "the timecode stays behind"


def test_interlaced_film_has_no_combs(shared: Kitchen) -> None:
    made, video, _ = shared.once("fields.ts")
    assert made.master.picture.fields == "tff"
    assert (video.width, video.height, video.rate) == (320, 180, 25)
    assert combs(shared.order("fields.ts"), 240) > 0.05
    assert combs(shared.target("fields.ts"), 320) < 0.01


def combs(path: Path, width: int) -> float:
    """The share of pixels of the middle picture that stand out from both the row above and the row below."""
    every = pictures(path, width, 180)
    picture = every[len(every) // 2]
    rows = [picture[at : at + width] for at in range(0, len(picture), width)]
    out = sum(
        abs(b - a) > 12 and abs(b - c) > 12 and (b > a) == (b > c)
        for above, row, below in zip(rows, rows[1:], rows[2:], strict=False)
        for a, b, c in zip(above, row, below, strict=True)
    )
    return out / len(picture)


def test_whole_pictures_that_say_they_are_interlaced_are_left_whole(shared: Kitchen) -> None:
    assert streams(shared.order("psf.mov"), "video")[0]["field_order"] != "progressive"
    assert shared.once("psf.mov")[0].master.picture.fields == ""


def test_every_field_becomes_a_picture_where_50_are_asked_for(kitchen: Kitchen) -> None:
    video = kitchen.make("fields.ts", Wishes(frames=50)).facts.video
    assert video is not None
    assert video.rate == 50
    some = pictures(kitchen.target("fields.ts"), 320, 180)[20:40]
    assert all(before != after for before, after in pairwise(some)), "no picture is shown twice"


def test_hdr_looks_as_it_was_meant(shared: Kitchen, order: Order) -> None:
    made, _, _ = shared.once("hlg.mov")
    assert "HEVC HLG" in made.master.said()
    meant, raw, shown = (
        pictures(path, 32, 18, "rgb24")[0]
        for path in (order("ready.mp4"), order("hlg.mov"), shared.target("hlg.mov"))  # the first was never HDR
    )
    # what is brighter than 0.3 of white is rolled off: not the same, but much nearer
    assert off(shown, meant) < 0.6 * off(raw, meant)


def off(one: bytes, other: bytes) -> float:
    return sum(abs(a - b) for a, b in zip(one, other, strict=True)) / len(one)


def test_turned_film_stands_upright(shared: Kitchen) -> None:
    made, video, sound = shared.once("turned.mp4")
    assert made.master.picture.turned in (90, 270)
    assert (video.width, video.height, sound, made.kept) == (180, 320, None, "")


def test_a_film_without_sound_stays_without_and_odd_sizes_become_even(shared: Kitchen) -> None:
    made, video, sound = shared.once("silent.mkv")
    assert sound is None
    assert (video.width, video.height, video.rate) == (318, 178, 29.97)
    assert made.master.said().endswith("no sound")


def test_silence_stays_silence(shared: Kitchen) -> None:
    made, _, sound = shared.once("silence.mov")
    assert sound is not None
    assert sound.loudness is None
    assert made.notes == ("Its sound is silence, and stays so.",)


def test_uneven_pictures_come_evenly(shared: Kitchen) -> None:
    made, video, _ = shared.once("uneven.mkv")
    assert made.master.picture.uneven
    assert video.rate in (24, 25)
    assert made.facts.duration == pytest.approx(1000, abs=80)


def test_peaks_are_taken_down_and_only_they(shared: Kitchen) -> None:
    made, _, sound = shared.once("peaks.mov")
    assert sound is not None
    assert sound.peak is not None
    assert sound.peak <= -1
    assert any("loudest moments were taken down" in note for note in made.notes)


def test_every_language_is_kept_and_levelled(shared: Kitchen) -> None:
    shared.once("languages.mov")
    tracks = streams(shared.target("languages.mov"), "audio")
    assert [track["tags"]["language"] for track in tracks] == ["eng", "kor"]
    target = shared.target("languages.mov")
    assert b"+48.1" not in target.read_bytes(), "where it was filmed is nobody's business"


def test_tracks_of_one_channel(kitchen: Kitchen, shared: Kitchen) -> None:
    assert any("left and right" in note for note in shared.once("two-mono.mov")[0].notes)
    with pytest.raises(RefusedError, match=r"3 sound tracks of one channel .* --sound 1\+2"):
        kitchen.make("three-mono.mov")
    sound = kitchen.make("three-mono.mov", Wishes(sound=(1, 3))).facts.sound
    assert sound is not None
    assert sound.layout == "stereo"


def test_sound_that_begins_late_stays_with_its_picture(kitchen: Kitchen) -> None:
    kitchen.make("late-sound.mkv")
    target = kitchen.target("late-sound.mkv")
    bright = next(number for number, picture in enumerate(pictures(target, 16, 9)) if picture[0] > 128)
    assert (bright, first_sound(target)) == (25, pytest.approx(1.0, abs=0.03))


def test_a_picture_is_held_for_sound_that_goes_on(shared: Kitchen) -> None:
    made, _, _ = shared.once("long-sound.mov")
    assert made.facts.duration == pytest.approx(2200, abs=80)
    assert streams(shared.target("long-sound.mov"), "video")[0]["nb_frames"] in ("54", "55", "56")


# ---- what was ready


def packets(path: Path) -> str:
    """A hash of all that is in its streams, however it is packed."""
    words = [
        "ffmpeg",
        "-v",
        "error",
        "-i",
        str(path),
        "-map",
        "0",
        "-c",
        "copy",
        "-f",
        "streamhash",
        "-hash",
        "md5",
        "-",
    ]
    return subprocess.run(words, capture_output=True, text=True, check=True).stdout


def test_what_is_ready_is_only_packed_anew(shared: Kitchen, order: Order) -> None:
    assert shared.once("ready.mp4")[0].kept == "both"
    assert packets(shared.target("ready.mp4")) == packets(order("ready.mp4"))


def test_where_a_film_was_taken_is_nobodys_business(kitchen: Kitchen, tmp_path: Path) -> None:
    path, target = tmp_path / "phone.mp4", kitchen.folder / "phone.mp4"
    words = ["-c", "copy", "-metadata", "location=+37.5665+126.9780/", "-movflags", "+faststart+use_metadata_tags"]
    subprocess.run(["ffmpeg", "-v", "error", "-i", str(kitchen.order("ready.mp4")), *words, str(path)], check=True)
    assert b"+37.5665" in path.read_bytes()
    make_ready(path, target, Wishes(), Cache(tmp_path / "cache"), lambda *_: None)
    assert b"+37.5665" not in target.read_bytes()


@pytest.mark.parametrize(
    ("name", "options", "kept"),
    [
        ("index.mp4", ["-c", "copy"], "both"),
        ("box.mov", ["-c", "copy", "-movflags", "+faststart"], "both"),
        ("quiet.mp4", ["-c:v", "copy", "-c:a", "aac", "-af", "volume=-12dB"], "picture"),
        ("keys.mp4", ["-c:a", "copy", "-c:v", "libx264", "-g", "250", "-vf", "loop=60:1", "-r", "25"], "sound"),
    ],
)
def test_only_what_is_amiss_is_done_anew(
    kitchen: Kitchen, tmp_path: Path, name: str, options: list[str], kept: str
) -> None:
    path, target = tmp_path / name, kitchen.folder / "new.mp4"
    subprocess.run(["ffmpeg", "-v", "error", "-i", str(kitchen.order("ready.mp4")), *options, str(path)], check=True)
    made = make_ready(path, target, Wishes(), Cache(tmp_path / "cache"), lambda *_: None)
    assert made.kept == kept
    assert not made.facts.index_last
    if kept in ("both", "picture"):
        assert pictures(target, 320, 180) == pictures(path, 320, 180), "not a bit of the picture is lost"
    if kept in ("both", "sound"):
        assert made.facts.sound is not None
        assert made.facts.sound.loudness == made.before


# ---- what cannot be


@pytest.mark.parametrize(
    ("name", "said"),
    [
        ("only-sound.wav", r"only sound, .*\{file: only-sound\.wav, picture: …\}"),
        ("still.png", "still picture.* Name it in the playlist as it is"),
    ],
)
def test_what_is_no_film_is_refused_with_a_cure(kitchen: Kitchen, name: str, said: str) -> None:
    with pytest.raises(RefusedError, match=said):
        kitchen.make(name)
    assert list(kitchen.folder.iterdir()) == []


@pytest.mark.parametrize("content", [b"", b"film", bytes(range(256)) * 40])
def test_garbage(kitchen: Kitchen, tmp_path: Path, content: bytes) -> None:
    (tmp_path / "no.mov").write_bytes(content)
    with pytest.raises(RefusedError, match="cannot be read as film"):
        make_ready(tmp_path / "no.mov", kitchen.folder / "no.mp4", Wishes(), Cache(tmp_path), lambda *_: None)
    assert list(kitchen.folder.iterdir()) == []


def test_a_master_that_was_not_copied_whole(kitchen: Kitchen) -> None:
    with pytest.raises(FailedError, match=r"only \d\.\d s of 4\.0 s could be read"):
        kitchen.make("cut-short.mp4")
    assert list(kitchen.folder.iterdir()) == []


def test_an_ffmpeg_that_cannot_grade_says_so(kitchen: Kitchen, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    real = shutil.which("ffmpeg")
    tools = tmp_path / "tools"
    tools.mkdir()
    (tools / "ffmpeg").write_text(f'#!/bin/sh\n{real} "$@" | grep -v zscale\n')
    (tools / "ffmpeg").chmod(0o755)
    monkeypatch.setenv("PATH", f"{tools}:{os.environ['PATH']}")
    with pytest.raises(RefusedError, match="no filters `zscale` and `tonemap`"):
        kitchen.make("hlg.mov")


def test_too_little_room(kitchen: Kitchen, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("kiosk.desk.recipe.EXPECTED", 1e12)
    with pytest.raises(RefusedError, match=r"It needs about \d+ MB in .*Make room"):
        kitchen.make("silent.mkv")
    assert list(kitchen.folder.iterdir()) == []


def test_the_master_is_never_touched_and_nothing_written_over(kitchen: Kitchen) -> None:
    path = kitchen.order("silence.mov")
    before = hashlib.sha256(path.read_bytes()).digest(), path.stat().st_mtime_ns
    kitchen.target("silence.mov").write_bytes(b"somebody's")
    with pytest.raises(RefusedError, match="came there meanwhile"):
        kitchen.make("silence.mov")
    assert kitchen.target("silence.mov").read_bytes() == b"somebody's"
    kitchen.make("silence.mov", force=True)
    assert kitchen.target("silence.mov").stat().st_size > 1000
    assert (hashlib.sha256(path.read_bytes()).digest(), path.stat().st_mtime_ns) == before
    assert [one.name for one in kitchen.folder.iterdir()] == ["silence.mp4"]


def test_a_master_that_is_still_being_copied(kitchen: Kitchen, tmp_path: Path) -> None:
    path = tmp_path / "growing.mkv"
    shutil.copy(kitchen.order("silent.mkv"), path)

    def grow(_phase: str, _part: float) -> None:
        with path.open("ab") as file:
            file.write(b"\0")

    with pytest.raises(RefusedError, match="changed while it was read"):
        make_ready(path, kitchen.folder / "growing.mp4", Wishes(), Cache(tmp_path / "cache"), grow)
    assert list(kitchen.folder.iterdir()) == []


def test_progress_goes_on(kitchen: Kitchen) -> None:
    kitchen.make("two-mono.mov")
    assert list(dict.fromkeys(phase for phase, _ in kitchen.phases)) == [
        "looking at it", "bringing its sound to -23 LUFS", "encoding its picture", "looking at what was written",
    ]  # fmt: skip
    parts = [part for phase, part in kitchen.phases if phase == "encoding its picture"]
    assert parts == sorted(parts)
    assert parts[-1] == 1
