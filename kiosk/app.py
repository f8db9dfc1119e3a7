"""The front door: builds the rooms, connects them, starts Qt. The only place that knows all of them.

In this order: settings and playlist are read; what draws the picture is chosen, before Qt starts; the window, the
footage and the visit are made and connected; attract begins. A playlist or settings that cannot be read do not end the
program: the technician reads on the screen what is wrong, and the kiosk starts by itself once it is mended.
"""

from __future__ import annotations

import logging
import os
import random
import sys
import time
from collections.abc import Callable, Iterable
from functools import partial
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QCoreApplication, QObject, Qt, QTimer, qInstallMessageHandler

from kiosk import __version__, probation
from kiosk.content import Content, Options, read_content
from kiosk.counting import Counting
from kiosk.doorkeeper import Doorkeeper
from kiosk.footage.hardware import Hardware
from kiosk.footage.scenegraph import choose_scene_graph
from kiosk.heap import keep_small
from kiosk.heart import Heart
from kiosk.hud import Hud
from kiosk.ledger import FILE
from kiosk.lookout import Lookout
from kiosk.overriding import Overriding
from kiosk.performer import Performer
from kiosk.playlist.reading import missing_media
from kiosk.remote import Remote
from kiosk.rescue import Rescue
from kiosk.signals import Signals
from kiosk.speaker import Speaker
from kiosk.speech.checkup import can_read
from kiosk.speech.espeak import Espeak
from kiosk.station.clock import Now, as_if, clock, local_zone
from kiosk.station.guarding import guarded
from kiosk.station.journal import start_journal
from kiosk.station.notify import Notifier
from kiosk.station.override import FILE as OVERRIDE
from kiosk.station.state import state_folder
from kiosk.station.watch import Watch
from kiosk.tries import Tries
from kiosk.upkeep import Upkeep
from kiosk.visit import events as ev
from kiosk.visit.state import House

if TYPE_CHECKING:
    from PySide6.QtCore import QMessageLogContext, QtMsgType

    from kiosk.footage import Footage
    from kiosk.playlist.faults import Fault
    from kiosk.playlist.model import Playlist
    from kiosk.screen import Screen
    from kiosk.visit.view import View
    from kiosk.voice import MachineVoice

log = logging.getLogger("kiosk")

RESTART = 75
"""run()'s answer when the program is to be started anew (by the technician, or because a file was mended)."""

RECHECK = 2_000
"""Ms between looks at the files everything was made of."""

TRY_AFTER = 10_000
"""Ms from the first picture until a graphics card's decoders are tried, where that has not been done yet."""

ATTENDED = "KIOSK_CONTROL"
"""Set to anything, incidents are recorded and the control socket is open also where a robot or technician works."""

BACKEND = "QT_QUICK_BACKEND"

ONE_PAINTER = "QT_NO_GUI_THREADPOOL"
"""Qt's word for painting in one thread. Else each large fill is shared out among threads and waited for, while the
film's decoders have the processors. A tour on two cores: with it 34 s of processor, and 9 to 18 rounds of the loop
beyond 20 ms; without it 40 s and 41."""


def run(
    options: Options,
    attend: Callable[[Kiosk], None] | None = None,
    leave: Callable[[int], None] | None = None,
    prepare: Callable[[Kiosk], None] | None = None,
) -> int:
    """Open the kiosk and stay until it is told to stop. The answer is an exit code, or RESTART.

    `prepare` is called once with the kiosk before its window opens, `attend` when it is open: a rehearsal's way in.
    `leave` is called last with the answer, everything being stopped but nothing yet destroyed: so a program ends that
    a thread still hangs in.
    """
    keep_small()
    content = read_content(options)
    start_journal(content.settings.log)
    if attend is None:
        content = probation.begin(content, options)
    qInstallMessageHandler(_qt_says)
    given = os.environ.get(BACKEND)
    scene_graph = _choose_scene_graph(content.settings.screen.drawn_by)
    from PySide6.QtGui import QGuiApplication

    app = QGuiApplication.instance() or QGuiApplication(sys.argv[:1])
    assert isinstance(app, QGuiApplication)
    app.setApplicationName("kiosk")
    app.setQuitOnLastWindowClosed(False)
    notifier = Notifier({} if attend is not None else os.environ)
    rescue = Rescue(state_folder(), supervised=notifier.heard) if attend is None else None
    kiosk = Kiosk(content, options, scene_graph, rescue)
    with Signals(kiosk.quit):
        if prepare is not None:
            prepare(kiosk)
        if attend is None and content.settings.statistics and options.at is None:
            kiosk.count()  # a robot is no visitor, and another time than now is no day of the ledger's
        if attend is None or options.at is not None:
            kiosk.keep_hours()
        if attend is None:
            kiosk.prove()
            if content.settings.screen.burn_in:  # a robot compares pictures
                kiosk.screen.spare_panel()
        if attend is None or os.environ.get(ATTENDED):
            kiosk.open_up()
        heart = Heart(kiosk, notifier) if attend is None else None
        kiosk.show()
        if heart is not None:
            heart.begin()
        if attend is not None:
            attend(kiosk)
        code = app.exec()
        if heart is not None:
            heart.end(anew=code == RESTART)
        kiosk.close()
    # A restart keeps the environment: what was chosen for this life must not decide the next one.
    os.environ.pop(BACKEND, None)
    if given is not None:
        os.environ[BACKEND] = given
    if leave is not None:
        leave(code)
    return code


def _choose_scene_graph(drawn_by: str) -> str:
    """Before Qt starts: what draws the picture, said to Qt."""
    if drawn_by == "gpu":
        os.environ.pop(BACKEND, None)
        return "gpu"
    found = choose_scene_graph() if drawn_by == "auto" else "software"
    if found == "software":
        os.environ[BACKEND] = "software"
        os.environ.setdefault(ONE_PAINTER, "1")
    return found


class Kiosk(QObject):
    """The rooms, connected."""

    def __init__(self, content: Content, options: Options, scene_graph: str, rescue: Rescue | None = None) -> None:
        from kiosk.footage import Footage
        from kiosk.screen import Panel, Screen, fonts_missing

        super().__init__()
        self.content = content
        settings = content.settings
        for warning in guarded(settings):
            log.warning("%s", warning)
        panel = Panel(
            diagonal=settings.screen.diagonal,
            distance=settings.screen.distance,
            far=settings.screen.far,
            bottom=settings.screen.bottom,
            calm=settings.screen.calm,
            rotation=settings.screen.turned,
        )
        self.screen: Screen = Screen(
            panel,
            windowed=options.window,
            size=options.size,
            pin=settings.technician.pin,
            tries=Tries(state_folder()),
            version=__version__,
            playlist=content.playlist.file.parent.name if content.playlist is not None else "-",
            volume=settings.sound.loudest,
            fit=settings.film.fit,
            keys=settings.keys,
        )
        self.screen.technician.connect(self._technician)
        if options.window:
            self.screen.closing.connect(self.quit)
        for package in fonts_missing():
            log.warning("letters are missing, boxes may be shown instead: apt-get install %s", package)
        self.footage: Footage | None = None
        self.performer: Performer | None = None
        self.voice: MachineVoice | None = None
        self.speaker: Speaker | None = None
        self.counting: Counting | None = None
        self.doorkeeper: Doorkeeper | None = None
        self.now: Now = as_if(options.at) if options.at is not None else clock(local_zone())
        self.probation: probation.Probation | None = None
        self.overriding: Overriding | None = None
        self.upkeep: Upkeep | None = None
        self.remote: Remote | None = None
        self.options = options
        self.rescue = rescue
        self._watch = Watch()
        self.hud = Hud(self)
        self._told: frozenset[str] = frozenset()
        self.files = Lookout(content, options, RECHECK, self)
        self.files.changed.connect(self.take_up)
        if content.playlist is None:
            for fault in content.faults:
                log.error("%s", fault)
            self.screen.set_trouble(content.faults)
            return
        if rescue is not None and rescue.resting:
            return
        decoding = settings.film.hardware_decoding == "auto"
        self.footage = Footage(
            sink="software" if scene_graph == "software" else "gpu",
            hardware=Hardware.recalled(state_folder()) if decoding else None,
        )
        self.performer = self._connect(content.playlist, self.footage, options)

    def _connect(self, playlist: Playlist, footage: Footage, options: Options) -> Performer:
        from kiosk.screen.words import Words
        from kiosk.voice import MachineVoice

        settings = self.content.settings
        language = options.language or settings.language
        if language not in playlist.languages:
            if language is not None:
                log.warning("the playlist has no language %s; it begins in %s", language, playlist.languages[0])
            language = playlist.languages[0]
        engine = Espeak()
        speech = can_read(settings.speech, playlist.languages, engine)
        house = House(language, playlist.captions_on, settings.sound.volume, options.aids, speech=speech)
        seed = options.seed if options.seed is not None else random.SystemRandom().getrandbits(63)
        performer = Performer(playlist, house, seed, footage)
        performer.set_loudest(settings.sound.loudest / 100)
        performer.viewed.connect(self._draw)
        performer.lost.connect(self.give_up)
        self.screen.touched.connect(performer.send)
        once = Qt.ConnectionType.SingleShotConnection
        footage.shown.connect(lambda: QTimer.singleShot(TRY_AFTER, footage, footage.try_hardware), once)
        # What is made once, before the first picture, holds up nobody.
        footage.shown.connect(self._watch.start, Qt.ConnectionType.SingleShotConnection)
        footage.shown.connect(partial(self._expect_pictures, playlist), Qt.ConnectionType.SingleShotConnection)
        footage.caption.connect(self.screen.set_caption)
        footage.troubled.connect(lambda what: log.warning("%s", what))
        if settings.sound.touch == "soft":
            from kiosk.screen.tick import Tick

            tick = Tick(self)
            tick.prepare()
            self.screen.pressed.connect(lambda: tick.play(performer.loudness))
        self.screen.place_film(footage.item())
        self.screen.place_signer(footage.signer())
        footage.signing.connect(self.screen.set_signing)
        self.screen.caption_room.connect(footage.set_caption_room)
        self.screen.tell_caption_room()
        if speech:
            self.voice = MachineVoice(engine)
            self.speaker = Speaker(performer, self.screen, self.voice, self.voice.ended, Words.load())
        return performer

    def _expect_pictures(self, playlist: Playlist, *_shown: int) -> None:
        """Those that words stand on: known before anybody wakes the kiosk."""
        named = [door.picture for door in playlist.home] + [page.picture for page in playlist.pages.values()]
        self.screen.expect(path for media in named if media for path in (media.path, *media.paths.values()))

    # ---- life

    def count(self) -> None:
        """Keep what visitors do in the ledger, and tell endings what earlier ones did."""
        if self.performer is not None:
            self.counting = Counting(self.performer, state_folder() / FILE)

    def keep_hours(self) -> None:
        """Rest outside the opening hours, and when it is told from outside that it is closed."""
        settings = self.content.settings
        if self.performer is not None:
            self.doorkeeper = Doorkeeper(self.performer, settings.hours, self.now, ahead=settings.power.ahead)
            if self.options.at is None:
                self.overriding = Overriding(self.doorkeeper, settings.hours, state_folder() / OVERRIDE)

    def prove(self) -> None:
        """Tell the content's trial whether anything is shown."""
        self.probation = probation.Probation(self.content, self.options, self.files, partial(self.quit, RESTART))
        if self.footage is not None:
            self.probation.watch(self.footage)
        if self.doorkeeper is not None:
            self.doorkeeper.darkened.connect(self.probation.rest)

    def open_up(self) -> None:
        """Record incidents, look after the machine, and be there for whoever asks from outside."""
        self.remote = Remote(self, state_folder(), control=self.content.settings.control)
        self.upkeep = Upkeep(self)

    def show(self) -> None:
        self.screen.show()
        if self.performer is not None:
            assert self.content.playlist is not None
            log.info("kiosk %s shows %s", __version__, self.content.playlist.file)
            self.files.ask(partial(missing_media, self.content.playlist), _write_down)
            self.performer.begin()
            if self.doorkeeper is not None:
                self.doorkeeper.look()
        if self.options.hud:
            self.hud.show(True)
        if self.rescue is not None:
            self.rescue.begin(self)

    def _draw(self, view: View) -> None:
        """Show it. A view that cannot be drawn must not leave the one before it standing there for ever."""
        try:
            self.screen.show_view(view)
        except Exception:
            done = "the kiosk starts anew" if view.screen in ("attract", "closed") else "the visit is reset"
            log.exception("incident: %s cannot be drawn", view.screen, extra={"done": done})
            if view.screen in ("attract", "closed"):
                self.give_up()
            elif self.performer is not None:
                self.performer.send(ev.ResetAsked())

    def close(self) -> None:
        """Everything stopped; within two seconds (systemd's patience is longer, a visitor's is not)."""
        began = time.monotonic()
        self.hud.show(False)
        self._watch.stop()
        self.files.close()
        if self.upkeep is not None:
            self.upkeep.close()
        if self.overriding is not None:
            self.overriding.close()
        if self.doorkeeper is not None:
            self.doorkeeper.close()
        if self.remote is not None:
            self.remote.close()
        if self.counting is not None:
            self.counting.close()
        if self.performer is not None:
            self.performer.stop()
        if self.voice is not None:
            self.voice.close()
        if self.footage is not None:
            self.footage.close()
        self.screen.close()
        if self.rescue is not None:
            self.rescue.end()
        log.info("kiosk stopped, in %.1f s", time.monotonic() - began)

    def longest_round(self) -> float:
        """Seconds for which no finger was answered at the longest, of the last ten."""
        return self._watch.longest()

    def quit(self, code: int = 0) -> None:
        # From the loop itself: an exit() that comes before exec() is forgotten, and SIGTERM may come that early.
        QTimer.singleShot(0, self, lambda: QCoreApplication.exit(code))

    def start_anew(self) -> None:
        self.quit(RESTART)

    def give_up(self) -> None:
        """Only a new start helps; that too few of them do is counted."""
        if self.rescue is not None:
            self.rescue.lose()
        self.start_anew()

    # ---- what only the technician meets

    def _technician(self, command: str, value: Any) -> None:
        log.info("technician: %s %s", command, "" if value is None else value)
        match command:
            case "opened" if self.footage is not None:
                report = self.footage.report()
                self.screen.set_facts(
                    [("Drawn by", report.sink), ("Pictures", f"{report.shown}, {report.dropped} left out")]
                )
            case "next scene" if self.performer is not None:
                self.performer.send(ev.SkipAsked())
            case "overlay":
                self.hud.show(not self.hud.shown)
            case "volume" if self.performer is not None:
                self.performer.set_loudest(int(value) / 100)
            case "restart":
                self.quit(RESTART)
            case "quit":
                self.quit()

    def take_up(self) -> None:
        """Show what was mended or changed: at rest only, and whole only."""
        if not self._visited():
            self.files.read(self._read_anew)

    def _visited(self) -> bool:
        return self.performer is not None and self.performer.visit.awake

    def _read_anew(self, found: Content) -> None:
        faulty = self.performer is None
        if self._visited():  # somebody came while it was read
            return
        if found.playlist is not None:
            log.info("the files have changed: starting anew")
            self.quit(RESTART)
        elif faulty and found.faults != self.content.faults:
            self.content = self.files.content = found
            self.screen.set_trouble(found.faults)
        elif not faulty and self._told != (told := frozenset(str(fault) for fault in found.faults)):
            self._told = told
            log.warning("the files have changed, but cannot be shown; what was read before goes on")
            _write_down(found.faults)
            if self.probation is not None:
                self.probation.refuse(found)


def _write_down(faults: Iterable[Fault]) -> None:
    for fault in faults:
        log.warning("%s", fault)


def _qt_says(kind: QtMsgType, context: QMessageLogContext, message: str) -> None:
    from PySide6.QtCore import QtMsgType

    level = {
        QtMsgType.QtDebugMsg: logging.DEBUG,
        QtMsgType.QtInfoMsg: logging.DEBUG,
        QtMsgType.QtWarningMsg: logging.WARNING,
    }
    logging.getLogger("qt").log(level.get(kind, logging.ERROR), "%s %s", message, context.file or "")
