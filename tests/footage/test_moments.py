"""What has a time in the film is told within 40 ms of it, measured by the number of the picture on the screen.

A machine that does something else meanwhile is late with pictures and with words: what was told too late for that
reason is measured again, in another showing, and never forgiven.
"""

from __future__ import annotations

import bisect
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path

import pytest

from kiosk.playlist.model import Media

from .conftest import House
from .studio import numbered

pytestmark = [pytest.mark.vlc, pytest.mark.window]

WITHIN = 40
"""ms, from the time a moment has to the time during which the picture that is seen stands."""
SHOWINGS = 6
CODED = ("-preset", "veryfast", "-bf", "2", "-g", "250")
UNEVEN = ("-vf", "select='lt(mod(n,11),4)+eq(mod(n,11),6)+eq(mod(n,11),9)'", "-fps_mode", "vfr")
"""Of 30 pictures a second those that are kept stand for 33 to 100 ms."""
KEPT = {0, 1, 2, 3, 6, 9}


@dataclass
class Film:
    """3.6 s of numbered pictures, in two languages: clip 1 and clip 2. `times`: when each begins, in ms."""

    media: Media
    times: dict[int, float]
    errors: dict[str, float] = field(default_factory=dict)
    """The best of all showings, by moment."""

    def note(self, moment: str, at: int, seen: int) -> None:
        """`moment`, whose time is `at`, was told while picture `seen` was on the screen."""
        begins = sorted(self.times.values())
        stands = self.times[seen]
        after = bisect.bisect_right(begins, stands)
        until = begins[after] if after < len(begins) else 1e9
        error = max(0.0, stands - at, at - until)
        self.errors[moment] = min(error, self.errors.get(moment, 1e9))

    @property
    def late(self) -> dict[str, float]:
        return {moment: error for moment, error in self.errors.items() if error > WITHIN}


def make(folder: Path, rate: int, *, uneven: bool) -> Film:
    count, extra = 36 * rate // 10, CODED + (UNEVEN if uneven else ())
    paths = [numbered(folder / f"{name}.mp4", clip, count, (440, ""), extra=extra, rate=rate)
             for clip, name in ((1, "film"), (2, "film.ko"))]  # fmt: skip
    frames = [frame for frame in range(count) if not uneven or frame % 11 in KEPT]
    lines = folder / "film.vtt"
    lines.write_text("WEBVTT\n\n00:00.450 --> 00:01.150\nOne.\n\n00:01.730 --> 00:02.210\nTwo.\n")
    media = Media("film.mp4", paths[0], paths={"ko": paths[1]}, captions={"": lines})
    return Film(media, {frame: frame * 1000 / rate for frame in frames})


LINES = {"One.": 450, "Two.": 1_730, "": 0}
MARKS = (230, 610, 1_005, 1_290, 1_660, 2_120, 2_930, 3_340)


def listen(house: House, film: Film, prefix: str) -> None:
    def told(_play: int, name: str) -> None:
        film.note(f"{prefix} {name}", int(name), house.seen[-1][1])

    def said(line: str) -> None:
        if line:
            film.note(f"{prefix} {line}", LINES[line], house.seen[-1][1])

    house.footage.marked.connect(told)
    house.footage.caption.connect(said)


def held_and_translated(house: House, film: Film) -> None:
    """Held again and again before libvlc's clock could be read, then in another language to its end."""
    house.footage.set_language("en")
    house.footage.arm(1, film.media)
    listen(house, film, "whole")
    for at in MARKS:
        house.footage.mark(1, str(at), at)
    house.footage.play(1)
    for at in (650, 850, 1_050, 1_250):
        house.reach(1, at)
        house.footage.hold(1)
        house.qtbot.wait(130)
        house.footage.resume(1)
    house.reach(1, 2_250)
    house.footage.set_language("ko")
    house.wait("ended", 1)
    assert house.seen[-1][0] == 2


def begun_within(house: House, film: Film) -> None:
    """Another film is cut to it in the middle."""
    house.footage.arm(1, film.media, start=1_234)
    house.footage.arm(2, house.media("a.mp4"))
    house.ready(1)
    house.footage.play(2)
    house.wait("shown", 2)
    house.reach(2, 400)
    house.footage.drop(2)
    listen(house, film, "within")
    for at in MARKS[3:]:
        house.footage.mark(1, str(at), at)
    house.footage.play(1)
    house.wait("ended", 1)


def gone_round(house: House, film: Film) -> None:
    """In its second round and third round."""
    house.footage.arm(1, film.media)
    for at in MARKS[3:6]:
        house.footage.mark(1, str(at), at)
    house.footage.go_round(1, 1_150, 2_300)
    house.footage.play(1)
    house.wait("marked", 1, count=3)
    listen(house, film, "round")
    house.wait("marked", 1, count=9)


@pytest.mark.parametrize(
    ("showing", "rates", "moments"),
    [(held_and_translated, (24, 25, 30, 50, 60, 0), 10), (begun_within, (30, 0), 6), (gone_round, (30, 0), 4)],
)
def test_marks_and_captions(
    open_house: Callable[..., House],
    tmp_path: Path,
    showing: Callable[[House, Film], None],
    rates: tuple[int, ...],
    moments: int,
) -> None:
    """A rate of 0: a film whose pictures do not stand equally long."""
    for rate in rates:
        film = make(tmp_path, rate or 30, uneven=not rate)
        for _ in range(SHOWINGS):
            house = open_house()
            showing(house, film)
            house.footage.close()
            if not film.late:
                break
        assert len(film.errors) == moments, film.errors
        assert film.late == {}, f"at {rate} a second"
