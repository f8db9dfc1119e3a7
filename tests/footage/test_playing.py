"""Holding, marks, captions, stills, time: what a visit is told about a play, and when."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable
from importlib import import_module
from pathlib import Path

import pytest
from PySide6.QtGui import QImage

from kiosk.footage import captions

from .conftest import House
from .studio import numbered, pixels

pytestmark = [pytest.mark.vlc, pytest.mark.window]


def test_shown_once_with_the_measured_duration_then_ended_once(house: House) -> None:
    house.start(1, "a.mp4")
    house.wait("ended", 1)
    house.qtbot.wait(100)
    assert house.said == [("shown", 1, 1200), ("ended", 1)]
    assert house.footage.position(1) == 0


def test_held_film_stands_still_and_goes_on_where_it_was(house: House) -> None:
    house.start(1, "long.mp4")
    house.reach(1, 400)
    house.footage.hold(1)
    house.qtbot.wait(150)
    stood, seen = house.footage.position(1), len(house.seen)
    house.qtbot.wait(400)
    assert house.footage.position(1) == stood
    assert len(house.seen) == seen
    house.footage.resume(1)
    house.reach(1, stood + 200)
    frames = [frame for _, frame in house.seen]
    assert frames == sorted(frames)  # the picture it was held at is drawn again


def test_position_follows_the_pictures(house: House) -> None:
    offsets: list[float] = []
    house.on_picture = lambda: offsets.append(house.footage.position(1) - house.seen[-1][1] * 1000 / 30)
    house.start(1, "long.mp4")
    house.reach(1, 2000)
    offsets.sort()
    assert abs(offsets[len(offsets) // 2]) < 70  # two pictures


def test_position_never_goes_back(house: House) -> None:
    house.start(1, "a.mp4")
    last = 0
    while not house.heard("ended"):
        now = house.footage.position(1)
        assert now >= last or house.heard("ended")
        last = now
        house.qtbot.wait(3)
    assert last > 1100


def test_marks_come_once_at_their_time_and_in_order(house: House) -> None:
    house.footage.arm(1, house.media("a.mp4"))
    for name, at in (("third", 900), ("first", 300), ("second", 600), ("early", -50), ("never", 99_000)):
        house.footage.mark(1, name, at)
    assert house.said == []
    positions: dict[str, int] = {}
    house.footage.marked.connect(lambda play, name: positions.setdefault(name, house.footage.position(play)))
    house.footage.play(1)
    house.wait("ended", 1)
    assert [said[2] for said in house.heard("marked")] == ["early", "first", "second", "third"]
    assert house.said[0] == ("shown", 1, 1200)
    for name, at in (("first", 300), ("second", 600), ("third", 900)):
        assert at <= positions[name] < at + 200  # 1 ms on a quiet machine


def test_a_mark_that_has_passed_comes_at_once_but_not_inside_the_call(house: House) -> None:
    house.start(1, "long.mp4")
    house.reach(1, 300)
    house.footage.mark(1, "past", 100)
    assert house.heard("marked") == []
    house.wait("marked", 1, seconds=1)


def test_a_mark_waits_while_the_film_is_held(house: House) -> None:
    house.start(1, "long.mp4")
    house.footage.mark(1, "later", 700)
    house.reach(1, 300)
    house.footage.hold(1)
    house.qtbot.wait(700)
    assert house.heard("marked") == []
    house.footage.resume(1)
    house.wait("marked", 1)
    assert house.footage.position(1) >= 700


def test_a_mark_in_the_last_pictures_comes_before_the_end(house: House) -> None:
    house.start(1, "short.mp4")
    house.footage.mark(1, "last", 499)
    house.wait("ended", 1)
    assert house.said[-2:] == [("marked", 1, "last"), ("ended", 1)]


def test_acting_on_a_signal_at_once_is_allowed(house: House) -> None:
    house.footage.shown.connect(lambda play, _duration: house.footage.mark(play, "soon", 100))
    house.footage.marked.connect(lambda play, _mark: house.footage.drop(play))
    house.start(1, "a.mp4")
    house.wait("marked", 1)
    house.qtbot.wait(200)
    assert house.said == [("shown", 1, 1200), ("marked", 1, "soon")]


def test_nothing_is_heard_of_a_dropped_play(house: House) -> None:
    house.footage.arm(1, house.media("a.mp4"))
    house.footage.play(1)
    house.footage.drop(1)
    for call in (house.footage.play, house.footage.hold, house.footage.resume, house.footage.drop):
        call(1)
    house.qtbot.wait(300)
    assert house.said == []


def test_a_play_number_is_used_once_at_a_time(house: House) -> None:
    house.footage.arm(1, house.media("a.mp4"))
    with pytest.raises(ValueError, match="play 1"):
        house.footage.arm(1, house.media("b.mp4"))


def test_captions_come_and_go_with_the_film(house: House, tmp_path: Path) -> None:
    (tmp_path / "en.srt").write_text(
        "1\n00:00:00,200 --> 00:00:00,400\nThe river.\n\n2\n00:00:00,600 --> 00:00:09,000\nCold.\n"
    )
    (tmp_path / "ko.vtt").write_text("WEBVTT\n\n00:00.000 --> 00:09.000\n강.\n", encoding="utf-8")
    beside = {"captions": {"en": tmp_path / "en.srt", "ko": tmp_path / "ko.vtt"}}
    times: list[int] = []
    house.footage.caption.connect(lambda _text: times.append(house.footage.position(1)))
    house.footage.set_language("en")
    house.footage.arm(1, house.media("a.mp4", **beside))
    house.footage.play(1)
    house.reach(1, 800)
    assert [said[1] for said in house.heard("caption")] == ["The river.", "", "Cold."]
    for time_, at in zip(times, (200, 400, 600), strict=True):
        assert at <= time_ < at + 200  # 1 ms on a quiet machine
    house.footage.set_language("ko")
    house.wait("caption", count=4)
    house.wait("ended", 1)
    house.wait("caption", count=5)
    assert [said[1] for said in house.heard("caption")][3:] == ["강.", ""]


def test_the_gui_never_opens_a_caption_file(house: House, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("en.srt", "ko.srt"):
        (tmp_path / name).write_text("1\n00:00:00,000 --> 00:00:09,000\n" + name)
    read, readers = captions.read, []

    def watched(path: Path, room: float) -> captions.Captions:
        readers.append((path.name, threading.current_thread()))
        return read(path, room)

    monkeypatch.setattr(captions, "read", watched)
    house.footage.set_language("en")
    house.footage.arm(1, house.media("long.mp4", captions={"en": tmp_path / "en.srt", "ko": tmp_path / "ko.srt"}))
    house.footage.play(1)
    house.wait("caption", count=1)
    house.footage.set_language("ko")
    house.wait("caption", count=2)
    assert [said[1] for said in house.heard("caption")] == ["en.srt", "ko.srt"]
    assert [name for name, _thread in readers] == ["en.srt", "ko.srt"]
    assert threading.main_thread() not in [thread for _name, thread in readers]


def test_captions_that_come_too_late_are_not_shown(
    house: House, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The language was changed again before the first file had been read."""
    for name in ("en.srt", "ko.srt"):
        (tmp_path / name).write_text("1\n00:00:00,000 --> 00:00:09,000\n" + name)
    read, gate = captions.read, threading.Event()

    def slow(path: Path, room: float) -> captions.Captions:
        gate.wait(10)
        return read(path, room)

    monkeypatch.setattr(captions, "read", slow)
    house.footage.set_language("en")
    house.footage.arm(1, house.media("long.mp4", captions={"en": tmp_path / "en.srt", "ko": tmp_path / "ko.srt"}))
    house.footage.play(1)
    house.wait("shown", 1)
    house.footage.set_language("ko")
    gate.set()
    house.wait("caption")
    assert [said[1] for said in house.heard("caption")] == ["ko.srt"]


def test_captions_that_cannot_be_read_are_a_trouble_and_no_failure(house: House, tmp_path: Path) -> None:
    (tmp_path / "bad.srt").write_text("1\n00:00:02,000 --> 00:00:01,000\nBackwards.\n")
    house.footage.arm(1, house.media("short.mp4", captions={"": tmp_path / "bad.srt"}))
    house.footage.play(1)
    house.wait("ended", 1)
    assert house.heard("troubled") == [("troubled", "bad.srt: line 2: skipped, it ends before it begins")]


def test_another_language_shows_its_own_clip_at_the_same_place(house: House, tmp_path: Path) -> None:
    korean = numbered(tmp_path / "long.ko.mp4", 9, 180)
    house.footage.arm(1, house.media("long.mp4", paths={"ko": korean}))
    house.footage.play(1)
    house.reach(1, 400)
    house.footage.set_language("ko")
    house.until(lambda: house.seen[-1][0] == 9 and house.seen[-1][1] > 40)
    clips = [clip for clip, _ in house.seen]
    assert clips == sorted(clips)
    change = clips.index(9)
    assert abs(house.seen[change][1] - house.seen[change - 1][1]) <= 8
    assert house.said == [("shown", 1, 6000)]


def test_an_armed_play_changes_its_language_before_it_is_shown(house: House, tmp_path: Path) -> None:
    korean = numbered(tmp_path / "a.ko.mp4", 9, 30)
    house.footage.arm(1, house.media("a.mp4", paths={"ko": korean}))
    house.ready(1)
    house.footage.set_language("ko")
    house.footage.play(1)
    house.wait("ended", 1)
    assert {clip for clip, _ in house.seen} == {9}


def test_a_picture_stands_for_a_clip(house: House, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(import_module("kiosk.footage.probe"), "STILL_LASTS", 700)
    image = QImage(640, 480, QImage.Format.Format_RGB32)
    image.fill("#c03040")
    image.save(str(tmp_path / "still.png"))
    house.clips = tmp_path
    began = time.monotonic()
    house.start(1, "still.png")
    house.footage.mark(1, "half", 350)
    assert pixels(house.window.grabWindow())[90, 160].tolist() == [0xC0, 0x30, 0x40]
    house.wait("ended", 1)
    assert time.monotonic() - began >= 0.7
    assert house.said == [("shown", 1, 700), ("marked", 1, "half"), ("ended", 1)]


def test_a_picture_that_loops_never_ends(house: House, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(import_module("kiosk.footage.probe"), "STILL_LASTS", 200)
    image = QImage(64, 48, QImage.Format.Format_RGB32)
    image.fill("#c03040")
    image.save(str(tmp_path / "still.jpg"))
    house.clips = tmp_path
    house.start(1, "still.jpg", loop=True)
    house.qtbot.wait(500)
    assert house.said == [("shown", 1, 200)]
    assert house.footage.advancing()


def test_report_and_advancing(house: House) -> None:
    assert house.footage.advancing()
    house.start(1, "long.mp4")
    house.reach(1, 500)
    report = house.footage.report()
    assert report.sink == "software"
    assert report.decks[0] == "long.mp4"
    assert report.decks[1:] == ("free",) * 5
    assert report.shown == house.footage.frames_shown >= 10
    assert house.footage.advancing()


def test_shown_is_said_though_no_screen_shows_it(open_house: Callable[..., House]) -> None:
    house = open_house()
    house.window.hide()
    house.start(1, "a.mp4")
    house.wait("ended", 1)
    assert house.said == [("shown", 1, 1200), ("ended", 1)]
