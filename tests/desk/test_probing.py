"""Real files measured: small ones, made here."""

from __future__ import annotations

import subprocess
from pathlib import Path

import pytest

from kiosk.desk.probing import probe
from tests.desk.conftest import Make

TONE = "sine=frequency=440:sample_rate=48000:duration=2"


def test_a_film_cut_without_being_encoded_begins_with_no_whole_picture(make: Make, tmp_path: Path) -> None:
    whole = make("whole.mp4", "testsrc2=s=320x180:r=25:d=2", TONE, "-g", "20")
    cut = tmp_path / "cut.mp4"
    subprocess.run(["ffmpeg", "-v", "error", "-ss", "0.4", "-i", whole, "-c", "copy", cut], check=True, timeout=60)
    video = probe(cut).video
    assert video is not None
    assert not video.first_is_key


def test_what_a_film_is(make: Make) -> None:
    facts = probe(make("a.mp4", "testsrc2=s=320x180:r=25:d=2", TONE, "-g", "20", "-movflags", "+faststart"))
    assert not facts.wrong
    assert facts.duration == pytest.approx(2000, abs=60)
    video, sound = facts.video, facts.sound
    assert video is not None
    assert (video.codec, video.width, video.height, video.rate, video.variable) == ("h264", 320, 180, 25.0, False)
    assert video.first_is_key
    assert video.key_distance == pytest.approx(800, abs=5)
    assert sound is not None
    assert (sound.codec, sound.layout, sound.rate) == ("aac", "mono", 48000)
    assert sound.loudness == pytest.approx(-21.8, abs=1)
    assert sound.peak == pytest.approx(-17, abs=2)  # the tone has -18; AAC swings over where it begins
    assert not facts.index_last


def test_an_index_at_the_end(make: Make) -> None:
    assert probe(make("end.mp4", "testsrc2=s=320x180:r=25:d=1")).index_last


@pytest.mark.parametrize("half", [1, 3])
def test_flashes_of_real_film(make: Make, half: int) -> None:
    blink = f"color=gray:s=320x180:r=30:d=2,geq=lum='if(mod(floor(N/{half}),2),200,40)':cb=128:cr=128"
    video = probe(make(f"blink{half}.mp4", blink)).video
    assert video is not None
    assert video.flashes == 15 // half


@pytest.mark.parametrize("pyramid", ["none", "normal"])
def test_flashes_in_pictures_that_no_other_is_made_from(make: Make, pyramid: str) -> None:
    """Encoders in hardware make fixed groups of pictures; here a flash of one picture is never one of those kept."""
    flash = "testsrc2=s=320x180:r=30:d=2,drawbox=w=160:color=white:t=fill:enable='eq(mod(n,6),1)'"
    options = ("-c:v", "libx264", "-x264-params", f"b-adapt=0:bframes=3:b-pyramid={pyramid}:scenecut=0")
    video = probe(make(f"hidden-{pyramid}.mp4", flash, None, *options)).video
    assert video is not None
    assert video.flashes == 5


def test_black_at_both_ends_and_silence(make: Make) -> None:
    facts = probe(make("black.mp4", "color=black:s=320x180:r=25:d=1", "anullsrc=r=48000:cl=stereo:d=1"))
    assert facts.video is not None
    assert facts.video.black_first
    assert facts.video.black_last
    assert facts.sound is not None
    assert facts.sound.loudness is None


def test_black_stays_black_long_after_a_keyframe(make: Make) -> None:
    """Without any deblocking, these 150 pictures drift from luma 20 of 255 at the end, which is black, to 27."""
    dark = "gradients=s=640x360:r=30:d=5:speed=0.05:c0=black:c1=0x141414:n=2:seed=7,format=yuv420p,noise=alls=20:allf=t"
    video = probe(make("drift.mp4", dark, None, "-c:v", "libx264", "-crf", "38", "-g", "600")).video
    assert video is not None
    assert video.black_last


def test_only_sound(make: Make) -> None:
    facts = probe(make("a.m4a", None, TONE))
    assert facts.video is None
    assert facts.sound is not None
    assert facts.sound.loudness == pytest.approx(-21.8, abs=1)


@pytest.mark.parametrize("content", [b"", b"film", bytes(range(256)) * 20])
@pytest.mark.usefixtures("make")
def test_what_is_no_film(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "no.mp4"
    path.write_bytes(content)
    assert probe(path).wrong


def test_a_name_is_never_an_option_or_an_address(make: Make, tmp_path: Path) -> None:
    path = tmp_path / "-y http:x.mp4"
    path.write_bytes(make("a.mp4", "testsrc2=s=320x180:r=25:d=2", TONE).read_bytes())
    assert not probe(path).wrong


HLS = "#EXTM3U\n#EXT-X-TARGETDURATION:2\n#EXTINF:2,\n{0}\n#EXT-X-ENDLIST\n"


@pytest.mark.parametrize("text", [HLS, "ffconcat version 1.0\nfile {0}\n"])
def test_a_list_that_is_called_a_film_is_none(make: Make, text: str) -> None:
    other = make("other.mp4", "testsrc2=s=320x180:r=25:d=1")
    (other.parent / "list.mp4").write_text(text.format(other.name))
    assert probe(other.parent / "list.mp4").wrong
