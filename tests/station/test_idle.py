"""Settings that do nothing are told with their line; those that do something are not."""

from __future__ import annotations

from pathlib import Path

import pytest

from kiosk.playlist.reading import read
from kiosk.station.idle import idle
from kiosk.station.settings import Settings, read_settings

PLAYLIST = read(Path(__file__).parents[2] / "playlists" / "the-defector")


@pytest.mark.parametrize(
    ("text", "line", "words"),
    [
        ("log: info\nlanguage: jp\n", 2, "Its languages: `en`, `ko`, `fr`"),
        ("language: en-GB\n", 1, "Did you mean `en`?"),
        ("log: info\nsources: {stick: /media/stick}\n", 2, "Write `content: /var/lib/kiosk/content`"),
        ("power: {by: cec}\n", 1, "Write the opening hours below `hours:`"),
    ],
)
def test_what_does_nothing(tmp_path: Path, text: str, line: int, words: str) -> None:
    file = tmp_path / "kiosk.yaml"
    file.write_text(text)
    (fault,) = idle(read_settings(file), PLAYLIST)
    assert fault.where.line == line
    assert words in f"{fault.what} {fault.cure}"
    assert fault.excerpt == text.splitlines()[line - 1]


def test_what_does_something(tmp_path: Path) -> None:
    file = tmp_path / "kiosk.yaml"
    file.write_text(
        "language: ko\ncontent: /var/lib/kiosk/content\nsources: {stick: /media/stick}\n"
        "hours: {open: {mon-sun: 10:00-18:00}}\npower: {by: cec}\n"
    )
    assert idle(read_settings(file), PLAYLIST) == ()
    assert idle(Settings(language="jp"), PLAYLIST) == (), "no file has it"
    file.write_text("language: jp\n")
    assert idle(read_settings(file), None) == (), "it is not known of which playlist"


def test_all_of_it_in_the_order_of_the_file(tmp_path: Path) -> None:
    file = tmp_path / "kiosk.yaml"
    file.write_text("language: jp\npower: {by: ddc}\nsources: {a: /b}\n")
    settings = read_settings(file)
    assert [fault.where.line for fault in idle(settings, PLAYLIST)] == [1, 2, 3]
    file.write_text("{")
    assert idle(settings, PLAYLIST) == (), "changed meanwhile"
    file.write_text("{}")
    assert {fault.where.line for fault in idle(settings, PLAYLIST)} == {1}
