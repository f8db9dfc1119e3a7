"""A window with footage in it, and a memory of everything it said and showed."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtQuick import QQuickWindow
from pytestqt.qtbot import QtBot

from kiosk.footage import Footage, engine
from kiosk.footage.software import SoftwareFilm
from kiosk.playlist.model import Media

from .hearing import Server
from .studio import HEIGHT, WIDTH, number, numbered, on_screen


@pytest.fixture(autouse=True)
def no_mishaps() -> Iterator[None]:
    """An exception in a callback of VLC's reaches nobody: it has to fail the test here."""
    engine.mishaps.clear()
    yield
    assert list(engine.mishaps) == []


@pytest.fixture(scope="session")
def clips(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """a.mp4, b.mp4: 1.2 s with sound; short.mp4: 0.5 s; long.mp4: 6 s; tracks.mp4: 3 s, Korean and English."""
    folder = tmp_path_factory.mktemp("clips")
    numbered(folder / "a.mp4", 1, 36, (440, ""))
    numbered(folder / "b.mp4", 2, 36, (880, ""))
    numbered(folder / "short.mp4", 3, 15)
    numbered(folder / "long.mp4", 4, 180, (440, ""))
    numbered(folder / "tracks.mp4", 5, 90, (500, "kor"), (1000, "eng"))
    return folder


class House:
    """Footage in a window of the clips' own size. `said` is every signal, `seen` every picture, in order."""

    def __init__(self, qtbot: QtBot, clips: Path, **settings: Any) -> None:
        self.qtbot, self.clips = qtbot, clips
        self.footage = Footage(**{"sound": False, "sink": "software", **settings})
        self.window = QQuickWindow()
        self.window.resize(WIDTH, HEIGHT)
        self.window.setColor("#102030")
        self.footage.item().setParentItem(self.window.contentItem())
        self.window.show()
        self.qtbot.waitUntil(self.window.isExposed)
        self.said: list[tuple[Any, ...]] = []
        self.times: list[float] = []
        self.seen: list[tuple[int, int]] = []
        self.on_picture: Callable[[], None] = lambda: None
        self._drawn = 0
        for name in ("shown", "marked", "ended", "failed", "caption", "troubled", "signing"):
            getattr(self.footage, name).connect(lambda *values, name=name: self._hear(name, *values))
        film = self.footage.item()
        if isinstance(film, SoftwareFilm):
            self.window.frameSwapped.connect(lambda: self._see(film))

    def _hear(self, *said: Any) -> None:
        self.said.append(said)
        self.times.append(time.monotonic())

    def _see(self, film: SoftwareFilm) -> None:
        if film.drawn != self._drawn:
            self._drawn = film.drawn
            self.seen.append(number(on_screen(film)))
            self.on_picture()

    def media(self, name: str, **beside: Any) -> Media:
        return Media(name, self.clips / name, **beside)

    def start(self, play: int, name: str, *, loop: bool = False, start: int = 0) -> None:
        """Arm and play, and wait until it is on the screen."""
        self.footage.arm(play, self.media(name), loop=loop, start=start)
        self.footage.play(play)
        self.wait("shown", play)

    def heard(self, name: str, play: int | None = None) -> list[tuple[Any, ...]]:
        return [said for said in self.said if said[0] == name and (play is None or said[1] == play)]

    def wait(self, name: str, play: int | None = None, *, count: int = 1, seconds: float = 15) -> tuple[Any, ...]:
        """Until `name` was said; fails at once where the play fails instead."""

        def enough() -> bool:
            broke = self.heard("failed", play) if play is not None and name != "failed" else []
            assert broke == []
            return len(self.heard(name, play)) >= count

        self.qtbot.waitUntil(enough, timeout=round(seconds * 1000))
        return self.heard(name, play)[count - 1]

    def ready(self, play: int) -> None:
        """Until it is armed: its first picture is decoded and held."""

        def armed() -> bool:
            showing = self.footage._cutting.get(play)
            assert showing is not None
            return showing.take is not None and showing.take.ready

        self.qtbot.waitUntil(armed, timeout=15000)

    def resize(self, width: int, height: int) -> None:
        self.window.resize(width, height)
        self.until(lambda: self.footage.item().size().toTuple() == (width, height))

    def reach(self, play: int, film_time: int) -> None:
        """Until its film has come that far."""
        self.until(lambda: self.footage.position(play) > film_time)

    def until(self, condition: Callable[[], bool], seconds: float = 15) -> None:
        self.qtbot.waitUntil(condition, timeout=round(seconds * 1000))


@pytest.fixture
def open_house(qtbot: QtBot, clips: Path) -> Iterator[Callable[..., House]]:
    houses: list[House] = []

    def build(**settings: Any) -> House:
        houses.append(House(qtbot, clips, **settings))
        return houses[-1]

    yield build
    for house in houses:
        house.footage.close()
        house.window.close()
        house.footage.item().setParentItem(None)  # type: ignore[arg-type]  # None takes it out of its scene
        house.footage.deleteLater()
        house.window.deleteLater()


@pytest.fixture
def house(open_house: Callable[..., House]) -> House:
    return open_house()


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    made = Server(tmp_path_factory.mktemp("pulse"))
    yield made
    made.stop()


@pytest.fixture
def loud(server: Server, open_house: Callable[..., House], monkeypatch: pytest.MonkeyPatch) -> House:
    """One whose sound can be recorded from the server."""
    server.attend(monkeypatch)
    return open_house(sound=True)


@pytest.fixture
def card(tmp_path: Path) -> Path:
    """A folder of devices in which there is a card."""
    (tmp_path / "dri").mkdir()
    (tmp_path / "dri" / "renderD128").touch()
    return tmp_path / "dri"


@pytest.fixture
def state(tmp_path: Path) -> Path:
    return tmp_path / "state"
