"""The front door: builds the rooms, connects them, starts Qt. The only place that knows all of them.

In this order: settings and playlist are read; what draws the picture is chosen, before Qt starts; the window, the
footage and the visit are made and connected; attract begins. A playlist or settings that cannot be read do not end the
program: the technician reads on the screen what is wrong, and the kiosk starts by itself once it is mended.
"""

from __future__ import annotations

import logging
import os
import random
import signal
import socket
import sys
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QCoreApplication, QObject, QSocketNotifier, QTimer, qInstallMessageHandler

from kiosk import __version__
from kiosk.footage.scenegraph import choose_scene_graph
from kiosk.performer import Performer
from kiosk.playlist.faults import Fault, FaultyFile
from kiosk.playlist.reading import missing_media, read
from kiosk.station.journal import start_journal
from kiosk.station.settings import DEFAULT_PIN, Settings, read_settings
from kiosk.visit import events as ev
from kiosk.visit.state import House

if TYPE_CHECKING:
    from types import FrameType

    from PySide6.QtCore import QMessageLogContext, QtMsgType

    from kiosk.footage import Footage
    from kiosk.playlist.model import Playlist
    from kiosk.screen import Screen

log = logging.getLogger("kiosk")

RESTART = 75
"""run()'s answer when the program is to be started anew (by the technician, or because a file was mended)."""

RECHECK = 2_000
"""Ms between looks at files that cannot be read yet."""


@dataclass(frozen=True, slots=True)
class Options:
    """What the command line asks for; None leaves it to the settings."""

    playlist: Path | None = None
    settings: Path | None = None
    language: str | None = None
    seed: int | None = None
    window: bool = False
    size: tuple[int, int] | None = None


Stamp = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Content:
    """What is to be shown, or what keeps it from being shown.

    `watched` are the files that decide it, with their stamps from before they were read: what is saved while they are
    being read counts as changed.
    """

    settings: Settings
    playlist: Playlist | None
    faults: tuple[Fault, ...]
    watched: dict[Path, Stamp]


def find_settings(options: Options) -> Path | None:
    """The settings file: the one named, else config/kiosk.yaml below the working folder, else none."""
    if options.settings is not None:
        return options.settings
    usual = Path("config/kiosk.yaml")
    return usual if usual.is_file() else None


def find_playlist(options: Options, settings: Settings) -> Path:
    """The playlist: a path, or the name of a folder in playlists/ (of the working folder, or beside the package)."""
    asked = options.playlist if options.playlist is not None else Path(settings.playlist)
    for folder in (Path(), Path("playlists"), Path(__file__).parent.parent / "playlists"):
        if (folder / asked).exists():
            return folder / asked
    return asked


def read_content(options: Options) -> Content:
    """Settings and playlist, or every fault in them."""
    file = find_settings(options)
    watched = {file: stamp(file)} if file is not None else {}
    faults: list[Fault] = []
    settings = Settings()
    try:
        settings = read_settings(file)
    except FaultyFile as error:
        faults += error.faults
    place = find_playlist(options, settings)
    written = place / "playlist.yaml" if place.is_dir() else place
    watched[written] = stamp(written)
    playlist = None
    try:
        playlist = read(place)
    except FaultyFile as error:
        faults += error.faults
    return Content(settings, None if faults else playlist, tuple(faults), watched)


def run(options: Options, attend: Callable[[Kiosk], None] | None = None) -> int:
    """Open the kiosk and stay until it is told to stop. The answer is an exit code, or RESTART.

    `attend` is called once with the kiosk when its window is open: a rehearsal's way in.
    """
    content = read_content(options)
    start_journal(content.settings.log)
    qInstallMessageHandler(_qt_says)
    drawn_by = content.settings.screen.drawn_by
    scene_graph = choose_scene_graph() if drawn_by == "auto" else drawn_by
    if scene_graph == "software":
        os.environ["QT_QUICK_BACKEND"] = "software"
    from PySide6.QtGui import QGuiApplication

    app = QGuiApplication.instance() or QGuiApplication(sys.argv[:1])
    assert isinstance(app, QGuiApplication)
    app.setApplicationName("kiosk")
    app.setQuitOnLastWindowClosed(False)
    kiosk = Kiosk(content, options, scene_graph)
    with Signals(kiosk.quit):
        kiosk.show()
        if attend is not None:
            attend(kiosk)
        code = app.exec()
        kiosk.close()
    return code


class Kiosk(QObject):
    """The rooms, connected."""

    def __init__(self, content: Content, options: Options, scene_graph: str) -> None:
        from kiosk.footage import Footage
        from kiosk.screen import Panel, Screen, fonts_missing

        super().__init__()
        self.content = content
        settings = content.settings
        if settings.technician.pin == DEFAULT_PIN:
            log.warning("the technician's PIN is the one printed in the manual: set technician.pin in the settings")
        panel = Panel(
            diagonal=settings.screen.diagonal,
            distance=settings.screen.distance,
            far=settings.screen.far,
            calm=settings.screen.calm,
            rotation=settings.screen.turned,
        )
        self.screen: Screen = Screen(
            panel,
            windowed=options.window,
            size=options.size,
            pin=settings.technician.pin,
            version=__version__,
            playlist=content.playlist.file.parent.name if content.playlist is not None else "-",
            volume=settings.sound.loudest,
        )
        self.screen.technician.connect(self._technician)
        if options.window:
            self.screen.closing.connect(self.quit)
        for package in fonts_missing():
            log.warning("letters are missing, boxes may be shown instead: apt-get install %s", package)
        self.footage: Footage | None = None
        self.performer: Performer | None = None
        if content.playlist is None:
            self._await_mending()
            return
        for fault in missing_media(content.playlist):
            log.warning("%s", fault)
        self.footage = Footage(sink="software" if scene_graph == "software" else "gpu")
        self.performer = self._connect(content.playlist, self.footage, options)

    def _connect(self, playlist: Playlist, footage: Footage, options: Options) -> Performer:
        settings = self.content.settings
        language = options.language or settings.language
        if language not in playlist.languages:
            if language is not None:
                log.warning("the playlist has no language %s; it begins in %s", language, playlist.languages[0])
            language = playlist.languages[0]
        house = House(language, playlist.captions_on, settings.sound.volume)
        seed = options.seed if options.seed is not None else random.SystemRandom().getrandbits(63)
        performer = Performer(playlist, house, seed, footage)
        performer.set_loudest(settings.sound.loudest / 100)
        performer.viewed.connect(self.screen.show_view)
        self.screen.touched.connect(performer.send)
        footage.shown.connect(lambda play, duration: performer.send(ev.FirstFrameShown(play, duration)))
        footage.marked.connect(lambda play, mark: performer.send(ev.MarkReached(play, mark)))
        footage.ended.connect(lambda play: performer.send(ev.ClipEnded(play)))
        footage.failed.connect(lambda play, reason: performer.send(ev.ClipFailed(play, reason)))
        footage.caption.connect(self.screen.set_caption)
        footage.troubled.connect(lambda what: log.warning("%s", what))
        self.screen.place_film(footage.item())
        return performer

    # ---- life

    def show(self) -> None:
        self.screen.show()
        if self.performer is not None:
            assert self.content.playlist is not None
            log.info("kiosk %s shows %s", __version__, self.content.playlist.file)
            self.performer.begin()

    def close(self) -> None:
        """Everything stopped; within two seconds (systemd's patience is longer, a visitor's is not)."""
        if self.performer is not None:
            self.performer.stop()
        if self.footage is not None:
            self.footage.close()
        self.screen.close()
        log.info("kiosk stopped")

    def quit(self, code: int = 0) -> None:
        # From the loop itself: an exit() that comes before exec() is forgotten, and SIGTERM may come that early.
        QTimer.singleShot(0, self, lambda: QCoreApplication.exit(code))

    # ---- what only the technician meets

    def _technician(self, command: str, value: Any) -> None:
        log.info("technician: %s %s", command, "" if value is None else value)
        match command:
            case "next scene" if self.performer is not None:
                self.performer.send(ev.SkipAsked())
            case "volume" if self.performer is not None:
                self.performer.set_loudest(int(value) / 100)
            case "restart":
                self.quit(RESTART)
            case "quit":
                self.quit()

    def _await_mending(self) -> None:
        """Show what is wrong, and start anew as soon as the files are changed."""
        for fault in self.content.faults:
            log.error("%s", fault)
        self.screen.set_trouble(self.content.faults)
        timer = QTimer(self)
        timer.timeout.connect(self._look_again)
        timer.start(RECHECK)

    def _look_again(self) -> None:
        if any(stamp(file) != before for file, before in self.content.watched.items()):
            self.quit(RESTART)


def stamp(file: Path) -> Stamp:
    """When `file` was last written, and how long it is; zeros for one that is not there."""
    try:
        stat = file.stat()
    except OSError:
        return 0, 0
    return stat.st_mtime_ns, stat.st_size


class Signals:
    """SIGTERM and SIGINT, brought to Qt's loop through a socket: Python alone would only look after the next event."""

    def __init__(self, stop: Any) -> None:
        self._stop = stop
        self._ours, self._theirs = socket.socketpair()

    def __enter__(self) -> None:
        for end in (self._ours, self._theirs):
            end.setblocking(False)
        self._wakeup = signal.set_wakeup_fd(self._theirs.fileno(), warn_on_full_buffer=False)
        self._notifier = QSocketNotifier(self._ours.fileno(), QSocketNotifier.Type.Read)
        self._notifier.activated.connect(self._wake)
        self._before = {number: signal.signal(number, self._take) for number in (signal.SIGTERM, signal.SIGINT)}

    def __exit__(self, *_: object) -> None:
        self._notifier.setEnabled(False)
        signal.set_wakeup_fd(self._wakeup)
        for number, before in self._before.items():
            signal.signal(number, before)
        self._ours.close()
        self._theirs.close()

    def _wake(self) -> None:
        self._ours.recv(64)  # Python runs its handlers on the way back into it

    def _take(self, number: int, _frame: FrameType | None) -> None:
        log.info("%s: stopping", signal.Signals(number).name)
        self._stop()


def _qt_says(kind: QtMsgType, context: QMessageLogContext, message: str) -> None:
    from PySide6.QtCore import QtMsgType

    level = {
        QtMsgType.QtDebugMsg: logging.DEBUG,
        QtMsgType.QtInfoMsg: logging.DEBUG,
        QtMsgType.QtWarningMsg: logging.WARNING,
    }
    logging.getLogger("qt").log(level.get(kind, logging.ERROR), "%s %s", message, context.file or "")
