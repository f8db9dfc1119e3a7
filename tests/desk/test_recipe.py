"""What is decided of a master, before ffmpeg does anything."""

from __future__ import annotations

from dataclasses import replace
from fractions import Fraction
from pathlib import Path
from typing import Any

import pytest

from kiosk.desk.master import Master, Picture, RefusedError, Track
from kiosk.desk.recipe import Recipe, Sound, Wishes, expected_size, picture_is_ready, picture_words, recipe

PICTURE = Picture("prores", "HQ", 1920, 1080, Fraction(25), 10_000)


def master(*tracks: Track, lasts: int = 10_000, subtitles: int = 0, **changes: Any) -> Master:
    picture = replace(PICTURE, **changes)
    return Master(Path("a.mov"), "mov", lasts, 1_000_000, picture, tracks, subtitles)


def track(number: int, channels: int = 2, language: str = "") -> Track:
    return Track(number, "pcm_s24le", channels, {1: "mono", 2: "stereo"}.get(channels, "5.1(side)"), 48_000, language)


def made(one: Master, **wishes: Any) -> Recipe:
    return recipe(one, Wishes(**wishes))


@pytest.mark.parametrize(
    ("rate", "uneven", "becomes"),
    [
        ("24000/1001", False, "24000/1001"),
        ("24", False, "24"),
        ("25", False, "25"),
        ("2997/100", False, "30000/1001"),
        ("60000/1001", False, "60000/1001"),
        ("15", False, "30"),
        ("12", False, "24"),
        ("120", False, "60"),
        ("240", False, "60"),
        ("18", False, "24000/1001"),
        ("90", False, "30"),
        ("1000", False, "60"),
        ("1", False, "24000/1001"),
        ("2960/100", True, "30"),
        ("27", True, "25"),
        ("30", True, "30"),
    ],
)
def test_rates(rate: str, uneven: bool, becomes: str) -> None:
    assert made(master(rate=Fraction(rate), uneven=uneven)).rate == Fraction(becomes)


def test_another_rate_where_it_is_asked_for() -> None:
    assert made(master(rate=Fraction(24)), frames=50).rate == 50


@pytest.mark.parametrize(
    ("size", "changes", "height", "becomes"),
    [
        ((1920, 1080), {}, None, (1920, 1080)),
        ((3840, 2160), {}, None, (1920, 1080)),
        ((3840, 2160), {}, 2160, (3840, 2160)),
        ((4096, 2160), {}, None, (1920, 1012)),
        ((3840, 2160), {"turned": 90}, None, (1080, 1920)),
        ((720, 576), {"shape": Fraction(64, 45)}, None, (1024, 576)),
        ((1440, 1080), {"shape": Fraction(4, 3)}, None, (1920, 1080)),
        ((853, 479), {}, None, (852, 478)),
        ((1280, 720), {}, 1080, (1920, 1080)),
        ((1, 1), {}, None, (2, 2)),
    ],
)
def test_sizes(size: tuple[int, int], changes: dict[str, Any], height: int | None, becomes: tuple[int, int]) -> None:
    found = made(master(width=size[0], height=size[1], **changes), height=height)
    assert (found.width, found.height) == becomes


def filters(one: Master, **wishes: Any) -> str:
    words = picture_words(one, made(one, **wishes), Wishes())
    return words[words.index("-vf") + 1]


def test_a_line_too_much_is_cut_off_and_nothing_is_blurred() -> None:
    assert filters(master(width=1919, height=1079)).startswith("crop=1918:1078:0:0,scale=flags=")


@pytest.mark.parametrize(
    ("changes", "told"),
    [
        ({"height": 576, "width": 720}, "in_color_matrix=bt601"),
        ({"height": 720, "width": 1280}, "in_color_matrix=bt709"),
        ({"matrix": "bt470bg"}, "in_color_matrix=bt601"),
        ({"full_range": True}, "in_range=full"),
        ({"transfer": "smpte2084", "primaries": "bt2020"}, "tin=smpte2084"),
        (
            {"primaries": "bt2020", "transfer": "bt2020-10", "matrix": "bt2020nc"},
            "zscale=pin=2020:tin=709:min=2020_ncl",
        ),
        (
            {"width": 3840, "height": 2160, "transfer": "arib-std-b67"},
            "scale=1920:1080:flags=lanczos+accurate_rnd,zscale",
        ),
        ({"fields": "bff"}, "bwdif=mode=send_frame:parity=bff"),
    ],
)
def test_colours_and_fields(changes: dict[str, Any], told: str) -> None:
    assert told in filters(master(**changes))


def test_sound_tracks() -> None:
    both = made(master(track(1, 2, "eng"), track(2, 2, "kor"), track(3, 6, "eng")))
    assert both.sounds == (Sound((1,), "eng"), Sound((2,), "kor"))
    assert both.notes == ("Of each language the first track is taken; 1 are left out.",)
    first = made(master(track(1, 2, "eng"), track(2, 6, "eng")))
    assert first.sounds == (Sound((1,)),)
    assert "--sound takes another" in first.notes[0]
    assert made(master(track(1, 2), track(2, 6)), sound=(2,)).sounds == (Sound((2,)),)
    assert made(master(track(1, 1), track(2, 1))).sounds == (Sound((1, 2)),)
    assert made(master()).sounds == ()


@pytest.mark.parametrize(
    ("tracks", "sound", "said"),
    [
        ((), (1,), "There is no sound track 1: it has none"),
        ((track(1),), (2,), "There is no sound track 2: it has 1"),
        ((track(1), track(2)), (1, 2), "Only tracks of one channel each"),
        (tuple(track(number, 1) for number in range(1, 7)), (), r"--sound 1\+2\+3\+4\+5\+6"),
    ],
)
def test_sound_that_has_to_be_asked_for(tracks: tuple[Track, ...], sound: tuple[int, ...], said: str) -> None:
    with pytest.raises(RefusedError, match=said):
        made(master(*tracks), sound=sound)


def test_sound_that_goes_on_holds_the_picture_and_subtitles_are_told() -> None:
    longer = made(master(track(1), lasts=12_000, subtitles=1))
    assert longer.lasts == 12_000
    assert [note.partition(" ")[0] for note in longer.notes] == ["Its", "The"]
    assert made(master(track(1), lasts=10_400)).lasts == 10_000
    assert made(master(lasts=12_000)).lasts == 10_000
    assert "tpad=stop_mode=clone:stop_duration=2.000" in filters(master(track(1), lasts=12_000))


@pytest.mark.parametrize(
    ("changes", "ready"),
    [
        ({}, True),
        ({"codec": "hevc"}, False),
        ({"profile": "High 4:2:2"}, False),
        ({"pixels": "yuv420p10le"}, False),
        ({"turned": 90}, False),
        ({"fields": "tff"}, False),
        ({"uneven": True}, False),
        ({"matrix": "smpte170m"}, False),
        ({"full_range": True}, False),
        ({"shape": Fraction(4, 3)}, False),
        ({"width": 3840, "height": 2160}, False),
        ({"rate": Fraction(15)}, False),
    ],
)
def test_which_pictures_stay(changes: dict[str, Any], ready: bool) -> None:
    one = master(**{"codec": "h264", "profile": "High", "matrix": "bt709", **changes})
    assert picture_is_ready(one, made(one)) == ready
    assert not picture_is_ready(replace(one, size=10**9), made(one)), "800 Mbit/s are too much for a disk"


def test_the_room_it_may_need() -> None:
    assert 8_000_000 < expected_size(made(master(track(1)))) < 20_000_000
