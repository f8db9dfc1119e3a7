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
from typing import Any, Final

import vlc

from kiosk.footage import engine, sound
from kiosk.footage.ending import Ending
from kiosk.footage.fence import OUTSIDE, leads_out
from kiosk.footage.inlet import Inlet
from kiosk.footage.probe import UnplayableError, probe
from kiosk.footage.take import Broke, News, RanOut, Ready, Take
from kiosk.footage.tongues import own_track

log = logging.getLogger(__name__)

FADE: Final = 0.03
"""Seconds a sound takes to come or go at a cut. Without it both edges click (steps of 3286 of 32768 measured)."""
_FADE_STEPS: Final = 15
_TRACKS_WITHIN: Final = 1.0
_FIRST: Final = 0.001
"""WORKAROUND(libvlc 3): plain :start-paused shows nothing until it is unpaused; with a start time VLC decodes picture 0
and holds it. Can go when a paused start without :start-time displays a picture."""
_HOLDS: Final = frozenset({".ts", ".mts", ".m2ts", ".m2t", ".mpg", ".mpeg"})
_FOLLOWS: Final = frozenset({".mkv"})
"""WORKAROUND(libvlc 3): in these containers a start time makes VLC lose pictures (HEVC and MPEG-2: the first one and
every second or third; all of HEVC in .ts). The former hold their first picture without; the latter show it once they
run. Can go when test_from_its_first_picture_to_its_last holds without."""


class Deck:
    """Loads, runs and stops takes. `post` gets news, `wake` is called for each picture that is to be drawn; both from
    any thread, and must only hand over."""

    def __init__(
        self, name: str, instance: Any, *, audible: bool, post: Callable[[News], None], wake: Callable[[], None]
    ) -> None:
        self.name = name
        self.take: Take | None = None
        """What it was last told to load. The GUI's."""
        self._instance, self._audible, self._post = instance, audible, post
        self._jobs: queue.SimpleQueue[Callable[[], None] | None] = queue.SimpleQueue()
        self._loaded: Take | None = None
        self._ending = Ending()
        self._level = 1.0
        self._outlet: sound.Outlet | None = None
        self._events: Any = None
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

    def run(self) -> None:
        take = self.take
        self._jobs.put(lambda: self._run(take))

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
        self._jobs.put(lambda: self._set_level(level))

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
        self._player = self._instance.media_player_new()
        self._inlet.fill(self._player)
        self._events = self._player.event_manager()
        for kind, body in (
            (vlc.EventType.MediaPlayerEndReached, self._end_reached),
            (vlc.EventType.MediaPlayerEncounteredError, self._error),
            (vlc.EventType.MediaPlayerTimeChanged, self._time_changed),
        ):
            self._events.event_attach(kind, engine.from_vlc(body, None))
        while (job := self._next_job()) is not None:
            try:
                job()
            except Exception as mishap:  # a deck must outlive anything one clip does to it
                log.exception("deck %s", self.name)
                engine.mishaps.append(mishap)
                if self._loaded is not None:
                    self._post(Broke(self._loaded, f"VLC refused it: {mishap}"))
        self._player.release()

    def _next_job(self) -> Callable[[], None] | None:
        wait = self._ending.wait(self._inlet.take, time.monotonic())
        try:
            return self._jobs.get(timeout=wait)
        except queue.Empty:
            return self._look_for_end

    def _look_for_end(self) -> None:
        if self._ending.due(self._inlet.take, time.monotonic()):
            self._player.set_rate(1.0)  # changes nothing; but VLC's input wakes, and looks

    def _ran_out(self, take: Take) -> None:
        """VLC has read all of it; where its last picture still waits for its time, so does the news."""
        position = take.clock.position(time.monotonic())
        if take.clip is not None and take.clock.running and not take.given_up:
            early = take.clip.duration - Ending.SOON - position
            if 0 < early < Ending.LATEST:
                time.sleep(early / 1000)
        self._post(RanOut(take, round(position), take.mailbox.published))

    def _load(self, take: Take) -> None:
        self._stop()
        if take.given_up:
            return
        self._loaded = take
        order = take.order
        try:
            take.clip = probe(order.path)
        except UnplayableError as error:
            self._post(Broke(take, str(error)))
            return
        if take.clip.kind == "sound":
            self._post(Broke(take, "not a film: it has sound, but no picture"))
            return
        if order.start == 0:
            take.clock.step = take.clip.interval
        if order.sound is not None and leads_out(order.sound):
            self._post(Broke(take, f"its sound {order.sound.name} {OUTSIDE}"))
            return
        media = self._instance.media_new_path(str(order.path))
        media.add_option(":start-paused")
        kind = order.path.suffix.lower()
        if order.start > 0 or kind not in _HOLDS | _FOLLOWS:
            media.add_option(f":start-time={max(order.start / 1000, _FIRST):.3f}")
        self._add_sound(media, take)
        self._inlet.take = take
        self._player.set_media(media)
        media.release()
        if self._player.play() != 0:
            self._post(Broke(take, "VLC would not play it"))
            return
        self._settle_sound(take)
        if (
            order.start > 0 or kind in _FOLLOWS
        ):  # paused away from a key frame VLC shows nothing; unpaused it does within 12 ms
            self._become_ready(take)

    def _add_sound(self, media: Any, take: Take) -> None:
        outlet = sound.find_outlet() if self._audible else None
        if outlet is None:
            media.add_option(":no-audio")
        elif outlet != self._outlet:
            self._player.audio_output_set(outlet)
        self._outlet = outlet
        assert take.clip is not None
        if take.order.sound is not None:  # VLC counts a slave's track after the film's own
            media.add_option(f":input-slave={engine.mrl(take.order.sound)}")
            media.add_option(f":audio-track={len(take.clip.sounds)}")
        elif take.order.language:
            media.add_option(f":audio-language={take.order.language}")

    def _settle_sound(self, take: Take) -> None:
        """WORKAROUND(libvlc 3): :audio-language passes over tracks that an mp4 does not enable, which is all but the
        first of those ffmpeg writes. Chosen late, a track is heard a second late, unless one seeks. Can go when
        test_language_chooses_the_films_own_track holds without."""
        track = own_track(take)
        if track is None or take.order.sound is not None or self._outlet is None:
            return
        until = time.monotonic() + _TRACKS_WITHIN
        tracks = len(take.clip.sounds) if take.clip else 0
        while self._player.audio_get_track_count() <= tracks and time.monotonic() < until:  # one is "Disable"
            time.sleep(0.005)
        if self._player.audio_get_track() != track:
            self._player.audio_set_track(track)
            self._player.set_time(max(1, take.order.start))

    def _prepared(self, take: Take) -> None:
        """The first picture was displayed."""
        if take is not self._inlet.take:
            return
        if not take.ready:
            self._become_ready(take)

    def _become_ready(self, take: Take) -> None:
        take.ready = True
        self._post(Ready(take))

    def _run(self, take: Take | None) -> None:
        if take is None or take is not self._inlet.take:
            return
        fading = self._outlet == "pulse"  # elsewhere a change of volume is heard a second later
        self._set_volume(0.0 if fading else 1.0)
        take.clock.run(time.monotonic())
        self._player.set_pause(0)
        if fading:
            self._fade(0.0, 1.0)

    def _pause(self, take: Take | None) -> None:
        if take is None or take is not self._inlet.take or not take.clock.running:
            return
        if self._outlet == "pulse":
            self._fade(1.0, 0.0)
        self._player.set_pause(1)
        take.clock.hold(time.monotonic())

    def _stop(self) -> None:
        if self._inlet.take is not None and self._inlet.take.clock.running:
            self._pause(self._inlet.take)
        self._player.stop()  # waits for VLC's threads: from here on nothing of the old take comes any more
        self._inlet.take = self._loaded = None

    def _fade(self, first: float, last: float) -> None:
        for step in range(1, _FADE_STEPS + 1):
            part = first + (last - first) * step / _FADE_STEPS
            self._set_volume(part ** (1 / 3))  # the server's volume is cubic: even steps of what is heard
            time.sleep(FADE / _FADE_STEPS)

    def _set_level(self, level: float) -> None:
        self._level = level
        self._set_volume(1.0)

    def _set_volume(self, part: float) -> None:
        self._player.audio_set_volume(round(100 * self._level * part))

    # ---- VLC's side: hand over, and nothing else

    def _time_changed(self, event: Any) -> None:
        take = self._inlet.take
        if take is not None:
            take.clock.read(event.u.new_time, time.monotonic())

    def _end_reached(self, _event: Any) -> None:
        take = self._inlet.take
        if take is not None:
            self._jobs.put(lambda: self._ran_out(take))

    def _error(self, _event: Any) -> None:
        if self._inlet.take is not None:
            self._post(Broke(self._inlet.take, "not a film: VLC cannot open it"))
