"""Film of two fields a picture: its combs are gone, and film without them is left alone, to the bit."""

from __future__ import annotations

import ctypes
from collections.abc import Callable
from pathlib import Path

import numpy as np
import pytest
from numpy.typing import NDArray

from kiosk.footage import engine
from kiosk.footage.mailbox import Picture

from .conftest import House
from .studio import ffmpeg

pytestmark = [pytest.mark.vlc, pytest.mark.window]


@pytest.fixture(scope="module")
def striped(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A bar that moves 24 pixels from field to field, interlaced (H.264, MPEG-2) and not."""
    folder = tmp_path_factory.mktemp("striped")
    bar = "nullsrc=s=320x180:r=50:d=1,geq=lum='if(lt(mod(X+N*24,160),80),40,200)':cb=128:cr=128"
    ffmpeg("-f", "lavfi", "-i", bar, "-c:v", "libx264", "-crf", "4", folder / "progressive.mp4")
    woven = ("-i", folder / "progressive.mp4", "-vf", "interlace=lowpass=off", "-flags", "+ilme+ildct")
    ffmpeg(*woven, "-c:v", "libx264", "-crf", "4", "-x264opts", "tff=1", folder / "h264.mp4")
    ffmpeg(*woven, "-c:v", "mpeg2video", "-q:v", "2", folder / "mpeg2.ts")
    return folder


def luma(picture: Picture) -> NDArray[np.uint8]:
    size = picture.geometry
    rows = np.frombuffer(ctypes.string_at(picture.planes[0], size.pitches[0] * size.height), np.uint8)
    return rows.reshape(size.height, size.pitches[0])[:, : size.width]


def combs(picture: NDArray[np.uint8]) -> float:
    """The share of pixels that stand out from both the row above and the row below, in the same direction."""
    rows = picture.astype(np.int16)
    above, below = rows[1:-1] - rows[:-2], rows[1:-1] - rows[2:]
    return float(((np.minimum(abs(above), abs(below)) > 60) & (np.sign(above) == np.sign(below))).mean())


def distinct(pictures: list[NDArray[np.uint8]]) -> set[bytes]:
    return {picture.tobytes() for picture in pictures}


def seen(house: House, clips: Path, film: str, play: int = 1) -> list[NDArray[np.uint8]]:
    """Every picture that VLC hands over, up to the film's end."""
    house.clips = clips
    pictures: list[NDArray[np.uint8]] = []
    house.footage.arm(play, house.media(film))
    house.ready(play)
    showing = house.footage._cutting.get(play)
    assert showing is not None
    assert showing.take is not None
    mailbox, publish = showing.take.mailbox, showing.take.mailbox.publish

    def published(slot: int) -> None:
        pictures.append(luma(mailbox._slots[slot]).copy())
        publish(slot)

    mailbox.publish = published  # type: ignore[method-assign]  # only to look over its shoulder
    house.footage.play(play)
    house.wait("ended", play)
    return pictures


@pytest.mark.parametrize("film", ["h264.mp4", "mpeg2.ts"])
def test_combs_are_gone(open_house: Callable[..., House], striped: Path, film: str) -> None:
    pictures = seen(open_house(), striped, film)
    assert len(pictures) >= 20
    assert max(combs(picture) for picture in pictures) < 0.01


def test_without_it_there_would_be_combs(
    open_house: Callable[..., House], striped: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    plain = tuple(option for option in engine.QUIET if "deinterlace" not in option)
    assert len(plain) < len(engine.QUIET)
    monkeypatch.setattr(engine, "QUIET", (*plain, "--deinterlace=0"))
    assert max(combs(picture) for picture in seen(open_house(), striped, "h264.mp4")) > 0.05


def test_film_that_is_not_interlaced_is_left_alone(
    open_house: Callable[..., House], striped: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    left_alone = distinct(seen(open_house(), striped, "progressive.mp4"))
    assert len(left_alone) >= 20
    plain = tuple(option for option in engine.QUIET if "deinterlace" not in option)
    monkeypatch.setattr(engine, "QUIET", (*plain, "--deinterlace=0"))
    assert distinct(seen(open_house(), striped, "progressive.mp4")) == left_alone
