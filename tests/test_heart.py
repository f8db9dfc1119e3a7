"""Signs of life, of the real kiosk with real film in this process: so that its loop can be blocked, and its film
stopped behind its back."""

from __future__ import annotations

import shutil
import socket
import subprocess
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from kiosk.app import Kiosk
from kiosk.content import Options, read_content
from kiosk.heart import Heart, film_in_front, shows_picture, sign_of
from kiosk.station import pulse
from kiosk.station.notify import Notifier
from kiosk.visit import events as ev

pytestmark = [pytest.mark.window, pytest.mark.vlc]
LOOP = Path(__file__).parents[1] / "playlists" / "loop"


class Beating:
    def __init__(self, folder: Path, playlist: Path = LOOP) -> None:
        self.ear = socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM)
        self.ear.bind(str(folder / "notify"))
        self.ear.setblocking(False)
        notifier = Notifier({"NOTIFY_SOCKET": str(folder / "notify"), "WATCHDOG_USEC": "300000"})
        options = Options(playlist=playlist, window=True, size=(1280, 720))
        self.kiosk = Kiosk(read_content(options), options, "software")
        self.heart = Heart(self.kiosk, notifier)
        self.kiosk.show()
        self.heart.begin()

    def heard(self) -> list[str]:
        lines: list[str] = []
        while True:
            try:
                lines += self.ear.recv(4096).decode().splitlines()
            except BlockingIOError:
                return lines

    def close(self) -> None:
        self.heart.end(anew=False)
        self.kiosk.close()
        self.ear.close()


@pytest.fixture
def beating(qapp: QApplication, tmp_path: Path) -> Iterator[Beating]:
    made = Beating(tmp_path)
    yield made
    made.close()


def test_a_blocked_loop_and_a_film_that_stands_still_are_no_life(beating: Beating, qtbot: QtBot) -> None:
    assert not shows_picture(beating.kiosk)
    assert "READY=1" not in beating.heard()
    qtbot.waitUntil(lambda: beating.heart.ready, timeout=30_000)
    assert beating.kiosk.footage is not None
    assert beating.kiosk.footage.frames_shown > 0
    said = beating.heard()
    assert said.index("READY=1") < said.index("WATCHDOG=1")
    qtbot.waitUntil(lambda: "WATCHDOG=1" in beating.heard(), timeout=10_000)

    time.sleep(1.0)  # the loop is blocked: a thread beside would still say that all is well
    assert beating.heard() == []
    qtbot.waitUntil(lambda: "WATCHDOG=1" in beating.heard(), timeout=10_000)

    # VLC stops playing, and footage does not notice: its own look at what stands still is off
    beating.kiosk.footage._look.stop()
    showing = beating.kiosk.footage._cutting.on_screen
    assert showing is not None
    assert showing.deck is not None
    showing.deck.pause()
    qtbot.waitUntil(lambda: not beating.kiosk.footage.advancing(), timeout=20_000)  # type: ignore[union-attr]  # it has footage
    qtbot.wait(400)
    beating.heard()
    qtbot.wait(1000)
    assert "WATCHDOG=1" not in beating.heard()
    showing.deck.run()
    beating.kiosk.footage._look.start()
    qtbot.waitUntil(lambda: "WATCHDOG=1" in beating.heard(), timeout=20_000)


def test_a_picture_that_stands_is_life(
    qapp: QApplication, qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """An attract loop of one still."""
    monkeypatch.setattr(pulse, "STANDS", 0.4)
    mine = tmp_path / "mine"
    mine.mkdir()
    picture = QImage(320, 180, QImage.Format.Format_RGB32)
    picture.fill("#c03040")
    picture.save(str(mine / "still.png"))
    shutil.copy(LOOP.parents[1] / "media" / "loop" / "film.mp4", mine)
    (mine / "playlist.yaml").write_text("format: 1\nattract: still.png\nscenes: {film: film.mp4}\n")
    beating = Beating(tmp_path, mine)
    try:
        qtbot.waitUntil(lambda: beating.heart.ready, timeout=30_000)
        qtbot.wait(2_000)
        beating.heard()
        qtbot.wait(1_000)
        assert sign_of(beating.kiosk).play is None
        assert beating.heard().count("WATCHDOG=1") >= 3
    finally:
        beating.close()


def test_a_held_film_is_life(beating: Beating, qtbot: QtBot) -> None:
    qtbot.waitUntil(lambda: beating.heart.ready, timeout=30_000)
    performer = beating.kiosk.performer
    assert performer is not None
    performer.send(ev.Touched())
    qtbot.waitUntil(lambda: sign_of(beating.kiosk).shown, timeout=30_000)
    performer.send(ev.HelpTouched())
    assert film_in_front(performer.visit) is None, "more help lies over it"
    qtbot.wait(1500)
    beating.heard()
    qtbot.waitUntil(lambda: beating.heard().count("WATCHDOG=1") > 0, timeout=5_000)


def xdotool(*words: str) -> None:
    subprocess.run(["xdotool", *words], check=True, timeout=20)


def test_ready_waits_for_a_screen_that_shows_the_window(beating: Beating, qtbot: QtBot) -> None:
    """Unmapped by another client of the X server, as a window manager would."""
    window = str(int(beating.kiosk.screen.window.winId()))
    xdotool("windowunmap", window)
    qtbot.waitUntil(lambda: beating.kiosk.exposure.gone > 1.5, timeout=30_000)
    qtbot.waitUntil(lambda: shows_picture(beating.kiosk), timeout=30_000)
    heard: list[str] = []

    def extended() -> bool:
        heard.extend(beating.heard())
        return heard.count("EXTEND_TIMEOUT_USEC=30000000") > 2

    qtbot.waitUntil(extended, timeout=30_000)
    assert not beating.heart.ready
    assert "READY=1" not in heard
    assert any(line.startswith("STATUS=starting: no screen shows the kiosk's window. ") for line in heard)
    xdotool("windowmap", window)
    qtbot.waitUntil(lambda: beating.heart.ready, timeout=30_000)
    assert beating.kiosk.exposure.settled
