"""What is on the screen, asked for from outside: on the line, or as a file in the socket's folder only."""

from __future__ import annotations

import base64
import stat
from pathlib import Path

import pytest
from PySide6.QtGui import QColor, QImage
from pytestqt.qtbot import QtBot

from kiosk.station.control.refused import RefusedError
from kiosk.station.control.server import Control
from tests.conftest import Unblocked
from tests.station.control.player import Raw, Recording, ask, beside


def test_a_still_comes_on_the_line(qtbot: QtBot, control: Control) -> None:
    for kind, begins in (("jpeg", b"\xff\xd8"), ("png", b"\x89PNG")):
        answer = ask(qtbot, control, "still", kind=kind)
        picture = base64.b64decode(answer["data"])
        assert picture.startswith(begins)
        image = QImage.fromData(picture)
        assert (image.width(), image.height()) == (answer["width"], answer["height"]) == (32, 18)
        assert abs(image.pixelColor(4, 4).blue() - 0x60) < 4


def test_a_still_is_written_into_the_socket_s_folder_and_nowhere_else(
    qtbot: QtBot, control: Control, folder: Path
) -> None:
    answer = ask(qtbot, control, "still", kind="png", file="now.png")
    assert answer["file"] == str(folder / "now.png")
    assert (folder / "now.png").read_bytes().startswith(b"\x89PNG")
    assert stat.S_IMODE((folder / "now.png").stat().st_mode) == 0o640
    assert ask(qtbot, control, "still", file=f"{folder}/now.jpg")["data"] is None
    there = {path.name for path in folder.iterdir()}
    for name in (
        "/tmp/x.jpg",
        "../x.jpg",
        "a/x.jpg",
        "x.txt",
        ".x.jpg",
        "control.sock",
        "x.png",
        "x.jpg\n",
        "",
        "\ud800.jpg",
    ):
        with pytest.raises(RefusedError, match="No still is written"):
            ask(qtbot, control, "still", file=name)
    assert {path.name for path in folder.iterdir()} == there


def test_no_link_is_followed(qtbot: QtBot, control: Control, folder: Path, tmp_path: Path) -> None:
    victim = tmp_path / "victim"
    victim.write_text("mine")
    (folder / "now.jpg").symlink_to(victim)
    (folder / ".now.jpg.new").symlink_to(victim)
    ask(qtbot, control, "still", file="now.jpg")
    assert victim.read_text() == "mine"
    assert not (folder / "now.jpg").is_symlink()


def test_a_still_that_cannot_be_written_is_said(qtbot: QtBot, control: Control, folder: Path) -> None:
    (folder / "now.jpg").mkdir()
    with pytest.raises(RefusedError, match="cannot be written"):
        ask(qtbot, control, "still", file="now.jpg")
    assert ask(qtbot, control, "still")["ok"]


def test_a_window_that_is_gone_gives_no_still(qtbot: QtBot, control: Control, player: Recording) -> None:
    player.picture = QImage()
    with pytest.raises(RefusedError, match="no window"):
        ask(qtbot, control, "still")


def test_one_still_at_a_time_and_a_status_meanwhile_waits_for_none(
    qtbot: QtBot, control: Control, player: Recording, raw: Raw, unblocked: Unblocked
) -> None:
    player.picture = QImage(3840, 2160, QImage.Format.Format_RGB32)
    player.picture.fill(QColor("#204060"))
    raw.say(b'{"id": 1, "do": "still", "kind": "png"}\n{"id": 2, "do": "still"}\n{"id": 3, "do": "status"}\n')
    answers = beside(qtbot, lambda: [raw.hear() for _ in range(3)])
    assert [answer["id"] for answer in answers] == [2, 3, 1]
    assert [answer["ok"] for answer in answers] == [False, True, True]
