"""What was laid out once is not laid out again; what could have changed the answer is."""

from __future__ import annotations

import os
from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import Path

import pytest

from kiosk.desk import fits as fitting
from kiosk.desk.fits import Question, ground_of, misfits
from kiosk.playlist.checks.rules import PANELS
from kiosk.playlist.model import Choice, Decision, Playlist, Text
from kiosk.playlist.reading import read

STORY = """\
format: 1
attract: a.mp4
languages: [en, ko]
scenes:
  one: {clip: a.mp4, decision: {ask: Where, choices: {left: {label: Left, to: two}, right: {label: Right, to: home}}}}
  two: {clip: a.mp4, decision: {ask: When, choices: {now: {label: Now, to: home}, late: {label: Late, to: home}}}}
"""


@pytest.fixture
def playlist(tmp_path: Path) -> Playlist:
    return told(tmp_path, STORY)


def told(folder: Path, text: str) -> Playlist:
    (folder / "playlist.yaml").write_text(text, encoding="utf-8")
    return read(folder, [])


class Table:
    """Lays questions out: one with an `x` in a label does not fit."""

    def __init__(self) -> None:
        self.laid: list[tuple[str, str, str]] = []

    def __call__(self, questions: Sequence[Question]) -> Iterator[Sequence[str]]:
        for one in questions:
            self.laid.append((one.scene, one.language, one.way))
            labels = [choice.label.say(one.language) for choice in one.decision.choices]
            yield [f"“{label}” is too long" for label in labels if "x" in label]


def test_a_question_is_laid_out_once(playlist: Playlist, tmp_path: Path) -> None:
    table = Table()
    assert misfits(playlist, table, tmp_path, "g") == ()
    assert len(table.laid) == 8
    assert misfits(playlist, table, tmp_path, "g") == ()
    assert len(table.laid) == 8


def test_a_changed_label_is_laid_out_anew_and_only_that(playlist: Playlist, tmp_path: Path) -> None:
    table = Table()
    misfits(playlist, table, tmp_path, "g")
    changed = told(tmp_path, STORY.replace("Late", "Next"))
    first = misfits(changed, table, tmp_path, "g")
    assert table.laid[8:] == [("two", language, way) for language in ("en", "ko") for way in PANELS]
    assert [one.what for one in first] == [
        f"`two`, {language}, {way}: “Next” is too long." for language in ("en", "ko") for way in PANELS
    ]
    assert misfits(changed, table, tmp_path, "g") == first
    assert len(table.laid) == 12


def test_another_ground_is_laid_out_anew(playlist: Playlist, tmp_path: Path) -> None:
    table = Table()
    for ground in ("g", "h", "g", "h"):
        misfits(playlist, table, tmp_path, ground)
    assert len(table.laid) == 16


def test_nothing_is_kept_where_the_ground_cannot_be_told(playlist: Playlist, tmp_path: Path) -> None:
    table = Table()
    for _ in range(2):
        misfits(playlist, table, tmp_path / "cache", None)
    assert len(table.laid) == 16
    assert not (tmp_path / "cache").exists()


@pytest.mark.parametrize("content", ["", "[]", '{"a": 3}', "{"])
def test_a_spoiled_cache_is_laid_out_again(playlist: Playlist, tmp_path: Path, content: str) -> None:
    table = Table()
    misfits(playlist, table, tmp_path, "g")
    (file,) = tmp_path.glob("fits-*.json")
    file.write_text(content)
    misfits(playlist, table, tmp_path, "g")
    assert len(table.laid) == 16


ASKED = Question("one", Decision(Text("Where"), (Choice("left", Text("Left")),)), "en", "landscape", 9_000)


@pytest.mark.parametrize(
    "other",
    [
        replace(ASKED, language="ko"),
        replace(ASKED, way="portrait"),
        replace(ASKED, window=8_000),
        replace(ASKED, decision=Decision(Text("When"), (Choice("left", Text("Left")),))),
        replace(ASKED, decision=Decision(Text("Where"), (Choice("left", Text("Left!")),))),
        replace(ASKED, decision=Decision(Text("Where"), (Choice("right", Text("Left")),))),
        replace(ASKED, decision=Decision(Text("Where"), (Choice("left", Text("Left")), Choice("l", Text("L"))))),
    ],
)
def test_all_that_is_laid_out_is_in_the_key(other: Question) -> None:
    assert other.key() != ASKED.key()
    assert replace(ASKED, scene="two").key() == ASKED.key()


# ---- the ground


@pytest.fixture
def drawn(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.delenv("QT_QPA_PLATFORM", raising=False)
    folder = tmp_path / "qml" / "inner"
    folder.mkdir(parents=True)
    (folder / "Choice.qml").write_text("Item {}")
    return tmp_path / "qml"


def test_the_ground_is_the_same_twice(drawn: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    ground = ground_of([drawn], (32.0, 700.0))
    assert ground is not None
    monkeypatch.setenv("DISPLAY", ":77")  # nothing is laid out on it
    assert ground_of([drawn], (32.0, 700.0)) == ground


def test_what_changes_the_ground(drawn: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    grounds = [ground_of([drawn], (32.0, 700.0)), ground_of([drawn], (42.0, 700.0))]
    (drawn / "inner" / "Choice.qml").write_text("Item { }")
    grounds.append(ground_of([drawn], (32.0, 700.0)))
    monkeypatch.setenv("QT_SCALE_FACTOR", "2")
    grounds.append(ground_of([drawn], (32.0, 700.0)))
    monkeypatch.setenv("LANG", "ko_KR.UTF-8")
    grounds.append(ground_of([drawn], (32.0, 700.0)))
    monkeypatch.setenv("QT_QPA_PLATFORM", "xcb")
    grounds.append(ground_of([drawn], (32.0, 700.0)))
    monkeypatch.setenv("DISPLAY", ":77")
    grounds.append(ground_of([drawn], (32.0, 700.0)))
    rules = tmp_path / "fonts.conf"
    rules.write_text(f"<fontconfig><dir>{tmp_path}</dir></fontconfig>")
    monkeypatch.setenv("FONTCONFIG_FILE", str(rules))
    grounds.append(ground_of([drawn], (32.0, 700.0)))
    os.utime(rules, ns=(1, 1))
    grounds.append(ground_of([drawn], (32.0, 700.0)))
    assert None not in grounds
    assert len(set(grounds)) == len(grounds)


def test_another_font_and_another_qt_change_the_ground(drawn: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    ground = ground_of([drawn], (32.0, 700.0))
    fonts = fitting._fonts()
    assert any(name.endswith((".otf", ".ttf", ".ttc")) for name in fonts)
    monkeypatch.setattr(fitting, "_fonts", lambda: fonts[1:])
    assert ground_of([drawn], (32.0, 700.0)) != ground
    monkeypatch.setattr(fitting, "_fonts", lambda: fonts)
    assert ground_of([drawn], (32.0, 700.0)) == ground
    monkeypatch.setattr(fitting, "_qt", lambda: [("PySide6/__init__.py", 1, 1)])
    assert ground_of([drawn], (32.0, 700.0)) != ground


def test_without_fontconfig_s_programs_there_is_no_ground(drawn: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", "/nowhere")
    assert ground_of([drawn], (32.0, 700.0)) is None


def test_without_pyside6_there_is_no_ground(drawn: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(fitting, "find_spec", lambda name: None)
    assert ground_of([drawn], (32.0, 700.0)) is None


def test_a_file_that_is_not_there_is_no_ground(tmp_path: Path) -> None:
    assert ground_of([tmp_path / "fonts.py"], (32.0, 700.0)) is None
