"""The front door: builds the rooms and connects them. The only place that knows all of them; running.py opens it."""

from __future__ import annotations

import logging
import random
import time
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication, QObject, Qt, QTimer

from kiosk import __version__, probation
from kiosk.content import Content, Options
from kiosk.counting import Counting
from kiosk.doorkeeper import Doorkeeper
from kiosk.exposure import Exposure
from kiosk.footage.hardware import Hardware
from kiosk.footage.sound import find_outlet
from kiosk.hud import Hud
from kiosk.ledger import FILE
from kiosk.lookout import Lookout
from kiosk.overriding import Overriding
from kiosk.panelorders import PanelOrders
from kiosk.performer import Performer
from kiosk.playlist.reading import missing_media
from kiosk.remote import Remote
from kiosk.speaker import Speaker
from kiosk.speech.checkup import can_read
from kiosk.speech.espeak import Espeak
from kiosk.station.clock import Now, as_if, clock, local_zone
from kiosk.station.guarding import guarded
from kiosk.station.override import FILE as OVERRIDE
from kiosk.station.state import state_folder
from kiosk.station.watch import Watch
from kiosk.takingup import TakingUp, write_down
from kiosk.tries import Tries
from kiosk.upkeep import Upkeep
from kiosk.visit import events as ev
from kiosk.visit.state import House

if TYPE_CHECKING:
    from kiosk.footage import Footage
    from kiosk.playlist.model import Playlist
    from kiosk.rescue import Rescue
    from kiosk.screen import Screen
    from kiosk.screen.tick import Tick
    from kiosk.visit.view import View
    from kiosk.voice import MachineVoice

log = logging.getLogger("kiosk")

RESTART = 75
"""run()'s answer when the program is to be started anew (by the technician, or because a file was mended)."""

RECHECK = 2_000
"""Ms between looks at the files everything was made of."""

TRY_AFTER = 10_000
"""Ms from the first picture until a graphics card's decoders are tried, where that has not been done yet."""


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
        self.orders = PanelOrders(self)
        self.exposure = Exposure(self)
        if options.window:
            self.screen.closing.connect(self.quit)
        for package in fonts_missing():
            log.warning("letters are missing, boxes may be shown instead: apt-get install %s", package)
        self.footage: Footage | None = None
        self.performer: Performer | None = None
        self.voice: MachineVoice | None = None
        self.speaker: Speaker | None = None
        self.tick: Tick | None = None
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
        self.files = Lookout(content, options, RECHECK, self)
        self.taking_up = TakingUp(self)
        if content.playlist is None:
            for fault in content.faults:
                log.error("%s", fault)
            self.screen.set_trouble(content.faults, settings=content.settings_unread)
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
        from kiosk.screen.tick import Tick
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
        footage.shown.connect(self._watch.start, once)
        footage.shown.connect(partial(self._expect_pictures, playlist), once)
        footage.caption.connect(self.screen.set_caption)
        footage.troubled.connect(lambda what: log.warning("%s", what))
        if settings.sound.touch == "soft":
            self.tick = tick = Tick(find_outlet(), self)
            footage.shown.connect(tick.prepare, once)
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
        self.exposure.begin()
        if self.performer is not None:
            assert self.content.playlist is not None
            log.info("kiosk %s shows %s", __version__, self.content.playlist.file)
            self.files.ask(partial(missing_media, self.content.playlist), write_down)
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
        self.exposure.close()
        self.files.close()
        if self.upkeep is not None:
            self.upkeep.close()
        if self.overriding is not None:
            self.overriding.close()
        if self.doorkeeper is not None:
            self.doorkeeper.close()
        if self.remote is not None:
            self.remote.close()
        if self.tick is not None:
            self.tick.close()
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
