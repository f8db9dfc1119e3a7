"""A stretch of a film goes round, as it was really presented: without a picture of before or after it, and left at
its seam."""

from __future__ import annotations

import itertools
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from kiosk.footage.clock import FilmClock
from kiosk.footage.stretch import Stretch
from kiosk.footage.take import Order, Take
from kiosk.playlist.model import Media

from .conftest import House
from .studio import numbered
from .test_cuts import rounds

pytestmark = [pytest.mark.vlc, pytest.mark.window]

START, END = 2_500, 3_700
"""75 and 111 at 30 a second; away from every key frame."""


@pytest.fixture(scope="module")
def film(tmp_path_factory: pytest.TempPathFactory) -> Media:
    """5 s with sound, coded as films are: one key frame, and pictures that no other needs."""
    path = tmp_path_factory.mktemp("stretch") / "film.mp4"
    coded = ("-preset", "veryfast", "-bf", "2", "-g", "250")
    return Media(path.name, numbered(path, 1, 150, (440, ""), extra=coded))


def begin(house: House, film: Media, start: int = START, end: int = END) -> None:
    house.footage.arm(1, film)
    house.footage.mark(1, "inside", (start + end) // 2)
    house.footage.mark(1, "seam", end)
    house.footage.go_round(1, start, end)
    house.footage.play(1)
    house.wait("shown", 1)


def seams(house: House, count: int) -> list[list[int]]:
    """What was seen, round by round, when it has gone back `count` times."""
    house.until(lambda: len(rounds(house.seen)) > count, 40)
    return [frames for _, frames in rounds(house.seen)]


def test_it_goes_round_and_shows_nothing_of_before_or_after_the_stretch(house: House, film: Media) -> None:
    presented: list[float] = []
    house.on_picture = lambda: presented.append(time.monotonic())
    begin(house, film)
    seen = seams(house, 5)
    assert all(max(frames) < END * 30 / 1000 for frames in seen)
    assert all(min(frames) >= START * 30 / 1000 - 1 for frames in seen[1:])  # one, if the machine was busy
    starts = list(itertools.accumulate(len(frames) for frames in seen[:-1]))
    gaps = [presented[at] - presented[at - 1] for at in starts]
    exact = [
        gap for gap, (before, after) in zip(gaps, itertools.pairwise(seen), strict=True)
        if before[-1] == 110 and after[0] == 75
    ]  # fmt: skip
    assert exact, [(before[-1], after[0]) for before, after in itertools.pairwise(seen)]
    assert min(abs(gap - 1 / 30) for gap in exact) < 1 / 30
    told = [said[2] for said in house.heard("marked")]
    assert told[:6] == ["inside", "seam"] * 3
    assert house.heard("shown") == [("shown", 1, 5000)]
    assert house.heard("ended") == []


def test_it_is_left_at_its_seam(house: House, film: Media) -> None:
    begin(house, film)
    seams(house, 1)
    house.footage.go_on(1)
    house.wait("ended", 1)
    (first, second) = rounds(house.seen)
    assert first[1][-1] < 111
    assert second[1] == sorted(second[1])
    assert second[1][-1] >= 147
    around = [frame for frame in second[1] if 105 <= frame <= 118]
    assert len(around) >= 7  # no stop and no jump where the seam was
    assert [said[2] for said in house.heard("marked")] == ["inside", "seam"] * 2


def test_a_stretch_up_to_the_films_end(house: House, film: Media) -> None:
    begin(house, film, 3_500, 5_000)
    seen = seams(house, 2)
    assert seen[0][-1] >= 147
    assert min(seen[1]) >= 104
    house.footage.go_on(1)
    house.wait("ended", 1)


def test_a_stretch_from_the_films_beginning(house: House, film: Media) -> None:
    begin(house, film, 50, 1_200)
    seen = seams(house, 2)
    assert [frames[0] for frames in seen] == [0, 0, 0]
    assert max(seen[0]) < 36


def test_film_that_is_past_its_stretch_comes_back_to_it(house: House, film: Media) -> None:
    house.footage.arm(1, film)
    house.footage.play(1)
    house.reach(1, 2_600)
    house.footage.go_round(1, 1_000, 2_000)
    seen = seams(house, 1)
    assert seen[1][0] >= 29
    house.footage.go_on(1)
    house.wait("ended", 1)


def test_a_technician_is_told_that_the_second_deck_is_for_the_next_round(house: House, film: Media) -> None:
    begin(house, film)
    house.until(lambda: "film.mp4: next round" in house.footage.facts().decks)


def test_it_goes_round_where_no_deck_is_free(open_house: Callable[..., House], film: Media) -> None:
    house = open_house(decks=1)
    begin(house, film)
    seen = seams(house, 2)
    assert all(max(frames) < 111 for frames in seen)
    assert min(min(frames) for frames in seen[1:]) >= 74


def test_held_at_any_time_it_goes_round_after_that(house: House, film: Media) -> None:
    begin(house, film)
    for at in (END - 300, END - 60):
        house.until(lambda at=at: house.footage.position(1) >= at)  # type: ignore[misc]  # `at` has a default
        house.footage.hold(1)
        house.qtbot.wait(300)
        stood = len(house.seen)
        house.qtbot.wait(300)
        assert len(house.seen) == stood
        house.footage.resume(1)
    seen = seams(house, 2)
    assert all(max(frames) < 111 for frames in seen)


def test_let_go_while_it_waits_at_its_seam_it_runs_on(house: House, film: Media) -> None:
    house.footage.arm(1, film)
    house.footage.play(1)
    house.reach(1, END + 100)
    house.footage.go_round(1, START, END)
    showing = house.footage._cutting.get(1)
    assert showing is not None
    house.until(lambda: showing.late, 5)
    house.footage.go_on(1)
    house.wait("ended", 1)
    assert len(rounds(house.seen)) == 1


def test_another_language_is_heard_from_the_next_round_on(house: House, film: Media, clips: Path) -> None:
    paths = {"ko": clips / "long.mp4"}
    house.footage.set_language("en")
    begin(house, Media(film.name, film.path, paths=paths))
    house.until(lambda: house.footage.position(1) >= END - 500)
    house.footage.set_language("ko")
    house.until(lambda: house.seen[-1][0] == 4)
    (_, before), (_, after) = rounds(house.seen)[-2:]
    assert before[-1] < 111
    assert after[0] >= 74


def test_a_picture_goes_round_too(house: House, tmp_path: Path) -> None:
    from PySide6.QtGui import QImage

    picture = QImage(64, 36, QImage.Format.Format_RGB32)
    picture.fill("#804020")
    assert picture.save(str(tmp_path / "still.png"))
    begin(house, Media("still.png", tmp_path / "still.png"), 300, 1_300)
    house.until(lambda: len(house.heard("marked")) >= 4)
    assert [said[2] for said in house.heard("marked")][:4] == ["inside", "seam"] * 2
    assert house.heard("ended") == []


def test_every_picture_is_shown_after_a_start_within_the_film(house: House, film: Media) -> None:
    """VLC left out one of three for good: those that no other needs."""
    house.footage.arm(1, film, start=2_500)
    house.footage.play(1)
    house.wait("ended", 1)
    frames = {frame for _, frame in house.seen}
    assert len(frames) > 0.8 * (150 - 75)


def test_what_is_due_when() -> None:
    stretch, order = Stretch(2_000, 4_000), Order(Path("film.mp4"))
    assert stretch.round(order) == Order(Path("film.mp4"), 2_000, lead=100)
    assert stretch.next_due(0, order) == 3_888
    assert stretch.next_due(3_888, order) == 4_000
    assert stretch.next_due(4_000, order) is None
    stretch.started = True
    assert stretch.next_due(0, order) == 4_000
    assert not stretch.swaps(3_980, 33.3)
    assert stretch.swaps(3_984, 33.3)


def test_pictures_of_before_and_after_the_stretch_are_not_shown() -> None:
    take = Take(Order(Path("film.mp4"), 2_000, lead=100), clock=FilmClock(1_900))
    assert not take.shows(9.0)  # a picture that stands before the start
    take.clock.run(10.0)
    take.clock.displayed(10.0)
    assert not take.shows(10.089)
    assert take.shows(10.093)
    take.until = 2_400
    assert take.shows(10.490)
    assert not take.shows(10.493)
