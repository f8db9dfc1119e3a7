"""Settings: every one has a default that works, and every fault says where it is and how to mend it."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from kiosk.playlist.faults import FaultyFile
from kiosk.station.settings import Settings, read_settings

SHIPPED = Path(__file__).parents[2] / "config" / "kiosk.yaml"


def read(folder: Path, text: str) -> Settings:
    file = folder / "kiosk.yaml"
    file.write_text(text, encoding="utf-8")
    return replace(read_settings(file), file=None)


def test_without_a_file_there_are_defaults() -> None:
    assert read_settings(None) == Settings()


def test_the_shipped_file_says_just_what_holds_without_it() -> None:
    assert replace(read_settings(SHIPPED), file=None) == Settings()


def test_every_key_may_be_left_out(tmp_path: Path) -> None:
    assert read(tmp_path, "log: debug\n") == Settings(log="debug")
    changed = read(
        tmp_path, "screen: {diagonal: 55, drawn-by: software, turned: 90, calm: on, bottom: 700}\nsound: {volume: 5}\n"
    )
    assert (changed.screen.diagonal, changed.screen.drawn_by, changed.screen.turned) == (55, "software", 90)
    assert changed.screen.calm
    assert (changed.screen.bottom, Settings().screen.bottom) == (700, 1020)
    for language in ("ko", "pt-BR", "zh-Hant"):
        assert read(tmp_path, f"language: {language}\n") == Settings(language=language)
    assert changed.screen.distance == Settings().screen.distance
    assert read(tmp_path, "film: {hardware-decoding: off}\n").film.hardware_decoding == "off"
    assert Settings().statistics
    assert not read(tmp_path, "statistics: off\n").statistics
    assert Settings().resting is None
    words = read(tmp_path, "resting: {en: Back soon., ko: 곧 돌아옵니다.}\n").resting
    assert words is not None
    assert words.say("ko") == "곧 돌아옵니다."
    assert Settings().control
    assert not read(tmp_path, "control: off\n").control
    assert (changed.sound.volume, changed.sound.loudest) == (5, 100)


@pytest.mark.parametrize(
    ("text", "line", "column", "words"),
    [
        ("plylist: hello\n", 1, 1, "`playlist`"),
        ("screen:\n  diagonal: huge\n", 2, 13, "`32`"),
        ("screen: {turned: 45}\n", 1, 18, "`90`"),
        ("screen:\n  diagonal: 31.5\n", 2, 13, "Whole numbers only, such as `32`."),
        ("screen:\n  bottom: 1.020\n", 2, 11, "Millimetres, without a point: `1020`."),
        ("screen:\n  distance: 70\n", 2, 13, "`70` is too small. Write millimetres, such as `700`; from 200 to 5000."),
        ("screen: {calm: yes}\n", 1, 16, "Write `on`."),
        ("screen: {drawn-by: cpu}\n", 1, 20, "Write `auto` or `gpu` or `software`."),
        ("screen: {turned: -90}\n", 1, 18, "Write `0` or `90` or `180` or `270`."),
        ("film: {hardware-decoding: on}\n", 1, 27, "Write `auto` or `off`."),
        ("sound:\n  volume: 9\n", 2, 11, "0 to 5"),
        ("technician: {pin: 12}\n", 1, 19, "four to eight digits"),
        ('technician: {pin: "25"}\n', 1, 19, "`25` is no PIN. Write what `kiosk pin` prints, or four to eight"),
        ("language: English\n", 1, 11, "a language's code"),
        ("statistics: some\n", 1, 13, "Write `on`"),
        ("log: loud\n", 1, 6, "`debug`"),
        ("screen: 32\n", 1, 9, "screen"),
        ("opening-hours: 10-18\n", 1, 1, "Did you mean `hours`?"),
        ("volume: 3\n", 1, 1, "It belongs below `sound:`."),
        ("links: museum.example\n", 1, 8, "Write `links: [museum.example]`: a list, in brackets."),
        ("power: {ahead: 2}\n", 1, 16, "`2min` or `2s`?"),
    ],
)
def test_a_fault_has_its_place_and_its_cure(tmp_path: Path, text: str, line: int, column: int, words: str) -> None:
    with pytest.raises(FaultyFile) as error:
        read(tmp_path, text)
    (fault,) = error.value.faults
    assert (fault.where.line, fault.where.column) == (line, column)
    assert words in f"{fault.what} {fault.cure}"
    assert fault.excerpt == text.splitlines()[line - 1]


def test_all_faults_are_told_at_once(tmp_path: Path) -> None:
    with pytest.raises(FaultyFile) as error:
        read(tmp_path, "log: loud\nsound: {volume: 9}\nnobody: 1\n")
    assert [fault.where.line for fault in error.value.faults] == [1, 2, 3]
