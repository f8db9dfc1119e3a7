"""A deck: one reused VLC player with one worker thread, which alone calls libvlc for it.

Threads: the GUI only puts jobs on the queue. VLC's own threads (pictures, events) only fill the take's mailbox and
clock, put a job on the queue or post news. Nobody waits for anybody, and no lock is held across a call into libvlc.
"""

from __future__ import annotations

import logging
import queue
import threading
import time
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Final

from kiosk.footage import engine
from kiosk.footage.ending import Ending
from kiosk.footage.fence import OUTSIDE, leads_out
from kiosk.footage.hardware import WAY, Hardware
from kiosk.footage.inlet import Inlet
from kiosk.footage.player import Player
from kiosk.footage.priority import give_way
from kiosk.footage.probe import UnplayableError, probe, reader_of, refuse_unreadable
from kiosk.footage.stills import decode
from kiosk.footage.take import Broke, Led, News, RanOut, Ready, Take
from kiosk.footage.unread import explained, explained_refusal
from kiosk.footage.voice import Voice

if TYPE_CHECKING:
    import vlc

log = logging.getLogger(__name__)

_FIRST: Final = 0.001
"""WORKAROUND(libvlc 3): plain :start-paused shows nothing until it is unpaused; with a start time VLC decodes picture 0
and holds it. Can go when test_a_paused_start_shows_nothing fails."""

_HELD_WITHIN: Final = 0.4
"""WORKAROUND(libvlc 3.0.24): where a first picture comes late, VLC drops it, and shows none while the film is paused:
dav1d's in HD, and on a busy machine those of short films. Seconds after VLC has read what it needs, after which such a
film is ready without one, four times what others need; it comes some 20 ms after the film is told to run. Can go when
test_av1_is_ready holds without."""

_ALL_AGAIN: Final = ":avcodec-hurry-up"
"""WORKAROUND(libvlc 3): on its way to a start between two key frames VLC decodes no picture that no other needs, and
without this option it never begins to again: of 30 pictures a second 20 are shown (B pictures, measured). It also lets
late pictures be decoded in part, which is why nothing else has it. Can go when
test_every_picture_is_shown_after_a_start_within_the_film holds without."""

_WHOLE: Final = ":no-avcodec-corrupted"
"""After a disk stalled VLC throws away what is late, and would show the next picture made from ones it never had:
noise, for one picture (seen). So the last good one stays until one comes that stands by itself. Not with a sound file
beside the film: of 16 such loads 3 began with the second key frame, half a second late."""

_OUTLASTS: Final = 0.1
"""Seconds of sound after the last picture from which a film is over only when all of it was heard: a film's last block
of sound is as a rule longer than its pictures, by some 20 ms."""

_HOLDS: Final = frozenset({".ts", ".mts", ".m2ts", ".m2t", ".mpg", ".mpeg"})
_FOLLOWS: Final = frozenset({".mkv"})
"""WORKAROUND(libvlc 3): in these containers a start time makes VLC lose pictures (HEVC and MPEG-2: the first one and
every second or third; all of HEVC in .ts). The former hold their first picture without; the latter show it once they
run. Can go when test_from_its_first_picture_to_its_last holds without."""


class Deck:
    """Loads, runs and stops takes. `post` gets news, `wake` is called for each picture that is to be drawn; both from
    any thread, and must only hand over."""

    def __init__(
        self,
        name: str,
        instance: vlc.Instance,
        *,
        audible: bool,
        post: Callable[[News], None],
        wake: Callable[[], None],
        hardware: Hardware,
    ) -> None:
        self.name = name
        self.take: Take | None = None
        """What it was last told to load. The GUI's."""
        self._instance, self._audible, self._post, self._hardware = instance, audible, post, hardware
        self._jobs: queue.SimpleQueue[Callable[[], None] | None] = queue.SimpleQueue()
        self._loaded: Take | None = None
        self._ending = Ending()
        self._unheld_at: float | None = None
        """When what is loaded counts as ready though no picture of it is held."""
        self._inlet = Inlet(wake=wake, begun=lambda take: self._jobs.put(lambda: self._prepared(take)))
        self._thread = threading.Thread(target=self._work, name=f"deck-{name}", daemon=True)
        self._thread.start()

    # ---- the GUI's side: nothing here waits

    def load(self, take: Take) -> None:
        """Stop what is there, and hold `take` before its first picture; Ready or Broke comes back."""
        if self.take is not None:
            self.take.given_up = True
        self.take = take
        self._jobs.put(lambda: self._load(take))

    def run(self, *, silent: bool = False) -> None:
        """`silent`: not heard until it is run once more."""
        take = self.take
        self._jobs.put(lambda: self._run(take, silent=silent))

    def pause(self) -> None:
        take = self.take
        self._jobs.put(lambda: self._pause(take))

    def stop(self) -> None:
        """Its last picture stays in the take's mailbox."""
        if self.take is not None:
            self.take.given_up = True
        self.take = None
        self._jobs.put(self._stop)

    def set_level(self, level: float) -> None:
        """0..1, for this take and those to come."""
        self._jobs.put(lambda: self._voice.set_level(level))

    def close(self) -> None:
        """Stop, give the player back to VLC and end the thread; join() waits for that."""
        self.stop()
        self._jobs.put(None)

    def join(self, seconds: float) -> bool:
        """Whether the thread has ended. If not, VLC hangs in it; it is a daemon and dies with the program."""
        self._thread.join(max(0.0, seconds))
        return not self._thread.is_alive()

    # ---- the worker's side: the only calls into libvlc

    def _work(self) -> None:
        give_way()  # and so do VLC's threads, which it starts
        self._player = Player(self._instance)
        self._voice = Voice(self._player, audible=self._audible)
        self._inlet.fill(self._player)
        self._player.hear(
            ended=self._end_reached, failed=self._error, time_changed=self._time_changed, buffered=self._buffered
        )
        while (job := self._next_job()) is not None:
            try:
                job()
            except Exception as mishap:  # a deck must outlive anything one clip does to it
                log.exception("deck %s", self.name)
                engine.mishaps.append(mishap)
                if self._loaded is not None:
                    self._post(Broke(self._loaded, f"VLC refused it: {mishap}"))
        self._player.release()
        self._voice.close()

    def _next_job(self) -> Callable[[], None] | None:
        unheld = self._unheld_at
        now = time.monotonic()
        wait = self._ending.wait(self._inlet.take, now) if unheld is None else max(0.0, unheld - now)
        try:
            return self._jobs.get(timeout=wait)
        except queue.Empty:
            return self._look_for_end if unheld is None else self._do_without_held

    def _have_read(self, take: Take) -> None:
        """VLC has all that it needs to begin."""
        if take is self._inlet.take and not take.ready:
            self._unheld_at = time.monotonic() + _HELD_WITHIN

    def _do_without_held(self) -> None:
        self._unheld_at, take = None, self._inlet.take
        if take is not None and not take.ready:
            take.clock.holds_nothing()
            self._become_ready(take)

    def _look_for_end(self) -> None:
        if self._ending.due(self._inlet.take, time.monotonic()):
            self._player.set_rate(1.0)  # changes nothing; but VLC's input wakes, and looks

    def _ran_out(self, take: Take, least: float = _OUTLASTS) -> None:
        """VLC has read all of it; where its last picture still waits for its time, or more than `least` seconds of
        sound, so does the news."""
        left = self._voice.left()
        if left > least and take.clock.running and not take.given_up:
            time.sleep(min(_OUTLASTS, left))
            self._jobs.put(lambda: self._ran_out(take, 0.0))  # what was asked meanwhile has its turn
            return
        position = take.clock.position(time.monotonic())
        if take.clip is not None and take.clock.running and not take.given_up:
            early = take.clip.duration - Ending.SOON - position
            if 0 < early < Ending.LATEST:
                time.sleep(early / 1000)
        self._post(explained(RanOut(take, round(position), take.mailbox.published)))

    def _refused(self, take: Take) -> None:
        self._post(Broke(take, explained_refusal(take.order.path, "not a film: VLC cannot open it")))

    def _load(self, take: Take) -> None:
        self._stop()
        if take.given_up:
            return
        self._loaded = take
        order = take.order
        try:
            take.clip = probe(order.path)
        except UnplayableError as error:
            self._post(Broke(take, explained_refusal(order.path, str(error))))
            return
        if take.clip.kind == "sound" and not order.beside and not self._have_seen(take):
            return
        take.clock.step = take.clip.interval
        try:
            beside = self._beside(order.sound)
        except UnplayableError as error:
            self._post(Broke(take, str(error)))
            return
        media = self._player.media(order.path)
        media.add_option(f":demux={take.clip.reader}")
        media.add_option(":start-paused")
        first, kind = order.start - order.lead, order.path.suffix.lower()
        if first > 0 or kind not in _HOLDS | _FOLLOWS:
            media.add_option(f":start-time={max(first / 1000, _FIRST):.3f}")
        if first > 0:
            media.add_option(_ALL_AGAIN)
        if order.sound is None:
            media.add_option(_WHOLE)
        take.opaque = self._hardware.chromas(take.clip.codec)
        if take.opaque:
            media.add_option(f":avcodec-hw={WAY}")
        self._voice.order(media, take, beside)
        self._inlet.take = take
        self._inlet.stand()
        self._player.set_media(media)
        media.release()
        if not self._player.play():
            self._post(Broke(take, "VLC would not play it"))
            return
        self._voice.settle(take)
        follows = kind in _FOLLOWS and first == 0
        if follows:
            take.clock.holds_nothing()
        if first > 0 or follows or take.clip.kind == "sound":
            self._become_ready(take)

    @staticmethod
    def _beside(sound: Path | None) -> str:
        """The address of the sound for the film, with VLC's reader for it; empty for none."""
        if sound is None:
            return ""
        if leads_out(sound):
            raise UnplayableError(f"its sound {sound.name} {OUTSIDE}")
        try:
            return engine.mrl(sound, reader_of(sound))
        except UnplayableError as error:
            raise UnplayableError(f"its sound {sound.name} is {error}") from None

    def _have_seen(self, take: Take) -> bool:
        """The picture that stands while a sound is heard is there; else why not is told."""
        try:
            if take.order.seen is None:
                raise UnplayableError("not a film: it has sound, but no picture")
            refuse_unreadable(take.order.seen)
            take.still = decode(take.order.seen)
        except UnplayableError as error:
            named = f"its picture {take.order.seen.name}: " if take.order.seen is not None else ""
            self._post(Broke(take, f"{named}{error}"))
        return take.still is not None

    def _prepared(self, take: Take) -> None:
        """The first picture was displayed."""
        if take is not self._inlet.take:
            return
        if not take.ready:
            self._become_ready(take)
        elif take.order.lead:
            self._post(Led(take))

    def _become_ready(self, take: Take) -> None:
        """WORKAROUND(libvlc 3): for a start within the film before its first picture: paused there, VLC shows none. Can
        go when test_a_paused_start_between_key_frames_shows_nothing fails."""
        take.ready, self._unheld_at = True, None
        self._post(Ready(take))

    def _run(self, take: Take | None, *, silent: bool) -> None:
        if take is None or take is not self._inlet.take:
            return
        self._inlet.move()  # VLC's thread wakes meanwhile
        self._voice.begin(silent=silent)
        take.clock.run(time.monotonic())
        self._player.set_pause(False)
        if take.clip is not None and take.clip.kind == "sound":
            take.clock.displayed(time.monotonic())

    def _pause(self, take: Take | None) -> None:
        if take is None or take is not self._inlet.take or not take.clock.running:
            return
        self._voice.go()
        self._player.set_pause(True)
        take.clock.hold(time.monotonic())
        self._inlet.stand()

    def _stop(self) -> None:
        if self._inlet.take is not None and self._inlet.take.clock.running:
            self._pause(self._inlet.take)
        self._voice.leave()  # first: to end what VLC has takes the processor, and the next film's first picture is due
        self._inlet.move()
        self._player.stop()  # waits for VLC's threads: from here on nothing of the old take comes any more
        self._inlet.take = self._loaded = self._unheld_at = None

    # ---- VLC's side: hand over, and nothing else

    def _time_changed(self, film_time: int) -> None:
        """WORKAROUND(libvlc 3): pictures come without their time, so FilmClock reckons it from these. Can go when
        test_the_time_is_told_every_quarter_of_a_second fails."""
        take = self._inlet.take
        if take is not None:
            take.clock.read(film_time, time.monotonic())

    def _end_reached(self) -> None:
        take = self._inlet.take
        if take is not None:
            self._jobs.put(lambda: self._ran_out(take))

    def _buffered(self) -> None:
        take = self._inlet.take
        if take is not None and not take.ready:
            self._jobs.put(lambda: self._have_read(take))

    def _error(self) -> None:
        take = self._inlet.take
        if take is not None:
            self._jobs.put(lambda: self._refused(take))
