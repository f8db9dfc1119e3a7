"""Plays in, pictures and past facts out: what app.py asks of footage.

Everything here is the GUI's thread. No signal is ever sent from inside a call, so a caller may act on one at once.
"""

from __future__ import annotations

import time
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QObject, Qt, QTimer, Signal

from kiosk.footage import engine
from kiosk.footage.agenda import Agenda
from kiosk.footage.aside import Aside
from kiosk.footage.captionreading import CaptionReading
from kiosk.footage.cutting import Cutting
from kiosk.footage.facts import Facts, Report, facts_of
from kiosk.footage.film import FilmItem
from kiosk.footage.hardware import Hardware
from kiosk.footage.listening import Listening
from kiosk.footage.patience import Patience
from kiosk.footage.pool import Pool
from kiosk.footage.showing import Showing, order_for
from kiosk.footage.sinks import Sink, make_film, make_signer, settled
from kiosk.footage.stretch import Stretch
from kiosk.footage.take import News, Order
from kiosk.footage.troubles import Troubles
from kiosk.playlist.model import Media

if TYPE_CHECKING:
    from kiosk.footage.trying import Trials

_LOOK_EVERY: Final = 250
_TRIALS_WITHIN: Final = 0.5
"""Its process is killed at once; then it has to be written down that nothing came of it."""
_WELL: Final = Patience()


class Footage(QObject):
    """Loads, shows, holds and ends plays: kiosk.projector.Projector, which says all that is promised, with VLC.

    Signals:
        shown(play, duration): its first picture is on the screen; once. Duration in ms, 0 where the file does not say.
        marked(play, mark): the film reached the time that mark() named.
        ended(play): it ran to its natural end; never a loop.
        failed(play, reason): in words for a technician.
        caption(text): what the caption line has to show now, of the play that is shown; "" for nothing.
        beside_hung(reason, again): a description or a signer hung; `again`: it is begun once more, after this.
        troubled(text): something is wrong that no play fails of; each text once.
        signing(aspect, corner): a signer is to be seen beside the film, so many times as wide as high; 0 for nobody.
        begun_again(reason): a play hung, and is begun again at its place (anew.py).
        hung(reason): a play failed not of its file but of a deck that stood still; before `failed`, so that what
            is done about it comes before what is shown next.
    """

    shown = Signal(int, int)
    marked = Signal(int, str)
    ended = Signal(int)
    failed = Signal(int, str)
    begun_again = Signal(str)
    hung = Signal(str)
    beside_hung = Signal(str, bool)
    caption = Signal(str)
    troubled = Signal(str)
    signing = Signal(float, str)
    _news = Signal(object)

    def __init__(
        self,
        *,
        sink: Sink = "auto",
        decks: int = 6,
        sound: bool = True,
        patience: Patience = _WELL,
        hardware: Hardware | None = None,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        sink = settled(sink)
        self._sink, self._patience, self._audible = sink, patience, sound
        self._film = make_film(sink)
        self._news.connect(self._hear, Qt.ConnectionType.QueuedConnection)
        self._troubles = Troubles(self)
        self._troubles.told.connect(self.troubled, Qt.ConnectionType.QueuedConnection)
        self._hardware = hardware
        self._trials: Trials | None = None
        self._pool = Pool(
            decks, audible=sound, post=self._news.emit, wake=self._film.fresh.emit, hardware=hardware or Hardware()
        )
        self._cutting = Cutting(self._pool, self._film, patience, self)
        self._agenda = Agenda(self._cutting.all, lambda: self._cutting.on_screen, self)
        self._aside = Aside(self._pool, self._cutting, make_signer(sink), self)
        self._cutting.changed.connect(self._agenda.changed)
        self._cutting.changed.connect(self._aside.look)
        self._aside.troubled.connect(self._troubles.tell)
        self._aside.signing.connect(self.signing)
        self._aside.hung.connect(self.beside_hung)
        self._cutting.shown.connect(self.shown)
        self._cutting.ended.connect(self.ended)
        self._cutting.failed.connect(self.failed)
        self._cutting.hung.connect(self.hung)
        self._cutting.begun_again.connect(self.begun_again)
        self._cutting.marked.connect(self.marked)
        self._cutting.troubled.connect(self._troubles.tell)
        self._agenda.marked.connect(self.marked)
        self._agenda.caption.connect(self.caption)
        self._agenda.still_over.connect(self._cutting.ran_out)
        self._agenda.seam.connect(self._cutting.rounds.look_at)
        self._captions = CaptionReading(self._agenda.changed, self._troubles.tell, self)
        self._listening = Listening(self._troubles.tell, self)
        self._drawn, self._drawn_at = 0, time.monotonic()
        self._look = QTimer(self, interval=_LOOK_EVERY)
        self._look.timeout.connect(self._look_after)
        self._look.start()
        self._closed = False

    # ---- what a visit asks for

    def arm(self, play: int, media: Media, *, loop: bool = False, start: int = 0) -> None:
        """Load `media` and hold it before its first picture, `start` ms into the film. `loop` goes round for ever.

        Where every deck is taken, it waits for one. Raises ValueError for a play that is known already.
        """
        if self._cutting.get(play) is not None:
            raise ValueError(f"play {play} is armed already")
        if not self._closed:
            showing = Showing(play, media, self._order(media, start), loop)
            self._cutting.add(showing)
            self._captions.read(showing)
            self._aside.look()

    def play(self, play: int) -> None:
        """Show it and let it run. What is shown stays until its first picture is there, and is held then."""
        if (showing := self._cutting.get(play)) is not None:
            self._cutting.play(showing)

    def hold(self, play: int) -> None:
        """Stop its film where it is. The picture stays."""
        if (showing := self._cutting.get(play)) is not None:
            self._cutting.hold(showing)
            self._aside.look()

    def resume(self, play: int) -> None:
        """Show it again and let it run on from where it was held."""
        if (showing := self._cutting.get(play)) is not None:
            showing.held = False
            self._cutting.play(showing)

    def drop(self, play: int) -> None:
        """It is over, and nothing more is heard of it. Its last picture stays until another play shows one."""
        if (showing := self._cutting.get(play)) is not None:
            self._cutting.end(showing)

    def go_round(self, play: int, start: int, end: int) -> None:
        """From now on its film goes back to `start` whenever it comes to `end` (ms); marks after `start` come anew.

        Best asked for half a second before `end`, or the last picture stands until the next round is ready. A start
        within the first 100 ms of the film is taken for its beginning."""
        if (showing := self._cutting.get(play)) is not None:
            self._cutting.rounds.go_round(showing, Stretch(start, end))

    def go_on(self, play: int) -> None:
        """Its film goes back no more: it runs on from where it is, to its end."""
        if (showing := self._cutting.get(play)) is not None:
            self._cutting.rounds.go_on(showing)

    def mark(self, play: int, name: str, at: int) -> None:
        """Send marked(play, name) once when its film passes `at` ms; at once where it has, but never before `shown`."""
        if (showing := self._cutting.get(play)) is not None:
            showing.marks.append((at, name))
            self._agenda.changed()

    def set_language(self, language: str) -> None:
        """Clips, sound and captions of every play from now on; what is running goes on where it is."""
        self._captions.language = language
        for showing in self._cutting.all():
            self._captions.read(showing)
        self._order_anew()
        self._aside.set_language(language)
        self._agenda.changed()

    def set_aside(self, *, described: bool, signed: bool) -> None:
        """Whether films are described, and signed, from now on, where they have files or tracks for that."""
        if described != self._aside.described:
            self._aside.described = described
            self._order_anew()
        self._aside.signed = signed
        self._aside.look()

    def set_caption_room(self, room: float) -> None:
        """How wide a line of captions may be, in sizes of its type (em). Longer ones come in pieces of two lines."""
        if room != self._captions.room and room > 0:
            self._captions.room = room
            for showing in self._cutting.all():
                self._captions.read(showing)

    def set_volume(self, level: float) -> None:
        """0..1, for all decks."""
        self._pool.set_level(min(1.0, max(0.0, level)))

    def renew(self) -> None:
        """VLC anew: whatever is loaded from now on is played by a new one; what plays now goes on in the old one."""
        if not self._closed:
            self._cutting.renew()
            self._aside.renew()

    def try_hardware(self) -> None:
        """Try those of the graphics card's decoders that are not known yet, beside; what is armed later uses them.
        Does nothing without a card."""
        if self._hardware is not None and self._trials is None and not self._closed:
            from kiosk.footage.trying import Trials  # not loaded where there is no card

            self._trials = Trials()
            self._trials.start(self._hardware)

    # ---- what can be asked of it

    def position(self, play: int) -> int:
        """Milliseconds of its film, to about 10; stands still while held. 0 for a play that is over or unknown."""
        showing = self._cutting.get(play)
        return showing.position() if showing is not None else 0

    def item(self) -> FilmItem:
        """The one item that shows film: give it a parent item, which it fills. Its `focusAcross` (0..1) says which part
        stays when the sides are cut off, its `fit` whether they are (placing.py)."""
        return self._film

    def signer(self) -> FilmItem:
        """The item that shows the signer, as item() does the film."""
        return self._aside.item

    @property
    def frames_shown(self) -> int:
        """Pictures put on the screen since the start."""
        return self._film.drawn

    def advancing(self) -> bool:
        """Whether the screen shows new pictures, or need not: nothing runs, a picture stands, the screen is off."""
        showing, window = self._cutting.on_screen, self._film.window()
        if showing is None or not showing.running or (showing.take is not None and showing.take.still is not None):
            return True
        if window is None or not window.isExposed():
            return True
        return time.monotonic() - max(self._drawn_at, showing.ran_at) < self._patience.next_picture

    def moves(self, play: int) -> bool:
        """Whether its film should be moving: told to run, no picture that stands, and not being begun again."""
        showing = self._cutting.get(play)
        if showing is None or not showing.running or showing.again:
            return False
        return not (showing.still or (showing.take is not None and showing.take.still is not None))

    def facts(self) -> Facts:
        """What it does at this moment."""
        return facts_of(self._sink, self._film.drawn, self._pool, self._cutting)

    def report(self) -> Report:
        pool = self._pool
        return Report(self._sink, self._film.drawn, pool.dropped, pool.names(), tuple(self._troubles.texts))

    def close(self) -> None:
        """Stop everything, within 2 s whatever VLC does. Nothing can be armed afterwards."""
        if not self._closed:
            self._closed = True
            self._look.stop()
            self._cutting.forget()
            self._agenda.stop()
            self._aside.stop()
            if self._trials is not None:
                self._trials.stop(_TRIALS_WITHIN)
            self._captions.close()
            self._listening.close()
            self._pool.close()

    # ---- inside

    def _hear(self, news: News) -> None:
        if not self._closed:
            self._cutting.hear(news)

    def _look_after(self) -> None:
        """Four times a second: what stands still although it should not, and what is wrong with no one play."""
        now = time.monotonic()
        window = self._film.window()
        if self._film.drawn != self._drawn or window is None or not window.isExposed():
            self._drawn, self._drawn_at = self._film.drawn, now
        self._cutting.look_after(now)
        self._aside.look()
        for mishap in list(engine.mishaps):
            self._troubles.tell(f"a fault in a callback: {mishap!r}")
        if self._audible:
            self._listening.look(now)

    def _order(self, media: Media, start: int) -> Order:
        described = self._aside.described
        return order_for(media, start, self._captions.language, portrait=self._portrait(), described=described)

    def _order_anew(self) -> None:
        for showing in self._cutting.all():
            order = self._order(showing.media, showing.order.start)
            if order != showing.order:
                self._cutting.change(showing, order)

    def _portrait(self) -> bool:
        return self._film.height() > self._film.width()
