"""What `kiosk try` is asked for, checked before a window opens."""

from __future__ import annotations

from argparse import ArgumentParser
from pathlib import Path

import pytest

from kiosk.cli import main, trying
from kiosk.playlist import read
from kiosk.trying.window import STRIP, picture_size
from kiosk.visit.aids import Aids

PLAYLIST = """\
format: 1
attract: loop.mp4
variables:
  risk: {type: number, from: 0, to: 5}
  papers: {type: flag}
  trust: {type: one of, values: [nobody, broker]}
scenes: {film: {clip: film.mp4, to: home}}
"""


@pytest.fixture
def file(tmp_path: Path) -> Path:
    file = tmp_path / "playlist.yaml"
    file.write_text(PLAYLIST, encoding="utf-8")
    return file


def asked(file: Path, *words: str) -> dict[str, object]:
    parser = ArgumentParser()
    trying.add(parser)
    return dict(trying.asked_for(read(file), parser.parse_args(words)))


@pytest.mark.parametrize(
    ("words", "aids"),
    [
        ([], Aids()),
        (["--seated"], Aids(seated=True)),
        (["--text-size", "largest", "--contrast"], Aids(text_step=2, contrast=True)),
        (["--text-size", "larger"], Aids(text_step=1)),
    ],
)
def test_what_every_visit_begins_with(words: list[str], aids: Aids) -> None:
    parser = ArgumentParser()
    trying.add(parser)
    assert trying.options_of(parser.parse_args(words)).aids == aids


def test_values_of_every_kind(file: Path) -> None:
    assert asked(file) == {}
    words = ("--from", "film", "--with", "risk=4", "--with", "papers=yes", "--with", "trust=broker")
    assert asked(file, *words) == {"risk": 4, "papers": True, "trust": "broker"}


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (["--from", "flm"], "there is no scene `flm`. Did you mean `film`?"),
        (["--language", "ko"], "the playlist has no `ko`. It has: en."),
        (["--with", "risk=1"], "--with needs --from"),
        (["--from", "film", "--with", "risk"], "write it as NAME=VALUE"),
        (["--from", "film", "--with", "rsk=1"], "there is no variable `rsk`. Did you mean `risk`?"),
        (["--from", "film", "--with", "risk=9"], "it is a number from 0 to 5"),
        (["--from", "film", "--with", "risk=many"], "it is a number from 0 to 5"),
        (["--from", "film", "--with", "papers=perhaps"], "it is a flag. Write yes or no."),
        (["--from", "film", "--with", "trust=brokr"], "there is no such value. Did you mean `broker`?"),
    ],
)
def test_what_cannot_be_is_told_with_its_cure(file: Path, words: list[str], told: str) -> None:
    with pytest.raises(ValueError, match="--") as error:
        asked(file, *words)
    assert told in str(error.value)


def test_no_window_opens_for_what_cannot_be(file: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["try", str(file.parent), "--from", "flm"]) == 2
    assert "kiosk try: --from: there is no scene" in capsys.readouterr().err
    assert main(["try", str(file.parent / "nowhere")]) == 2
    assert "There is no playlist" in capsys.readouterr().err


def test_the_picture_fits_a_laptop_beside_the_strip() -> None:
    from PySide6.QtCore import QSize

    wide, high = picture_size(QSize(1366, 768), portrait=False)
    assert wide + STRIP <= 1366
    assert wide * 9 == high * 16
    wide, high = picture_size(QSize(1366, 768), portrait=True)
    assert high < 768
    assert wide * 16 == high * 9


def test_another_time_is_read_on_the_machines_own_clock() -> None:
    parser = ArgumentParser()
    trying.add(parser)
    at = parser.parse_args(["--at", "2026-12-24 16:55"]).at
    assert (at.isoformat()[:16], at.tzinfo is not None) == ("2026-12-24T16:55", True)


@pytest.mark.parametrize("command", ["try", "run"])
def test_what_is_no_time_is_told_with_its_cure(command: str, capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as error:
        main([command, "--at", "24.12.2026 16:55"])
    assert error.value.code == 2
    assert 'Write "2026-12-24 16:55": year, month, day, hour and minute.' in capsys.readouterr().err
