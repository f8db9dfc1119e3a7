"""The one place that touches VLC's player: typed methods, which only the thread that made it may call.

A stop() in one of VLC's own threads waits for that thread, and so for ever; and what two threads ask of one player has
no order. So a player has one owner, and everybody else is refused.
"""

from __future__ import annotations

import threading
from collections.abc import Callable
from pathlib import Path
from threading import get_ident
from typing import Any, Final

import vlc

from kiosk.footage import engine

MEMORY: Final = "amem"
"""VLC's way out for sound that is handed over to callbacks."""
_NOBODY: Final = -1
_FULL: Final = 100.0


class Media:
    """A file, and how it is to be played. The player keeps it alive by itself: release() it once it was handed over."""

    def __init__(self, media: vlc.Media) -> None:
        self.raw: vlc.Media = media
        """For the player only."""

    def add_option(self, option: str) -> None:
        """`option` as on VLC's command line, with a colon for its dashes."""
        engine.refuse_vlc_threads()
        self.raw.add_option(option)

    def release(self) -> None:
        engine.refuse_vlc_threads()
        self.raw.release()


class Player:
    """Made, used and released in one thread. Every method raises WrongThreadError in any other, in a callback of VLC's,
    and after release(). Measured cost of that: 0.15 us a call.

    The names are libvlc's; units are its own: times in ms, volume in percent.
    """

    def __init__(self, instance: vlc.Instance) -> None:
        engine.refuse_vlc_threads()
        self._instance = instance
        self._owner = get_ident()
        self._made: vlc.MediaPlayer = instance.media_player_new()
        self._callbacks: tuple[Any, ...] = ()
        self._pours: tuple[Any, ...] = ()
        self._events: vlc.EventManager = self._made.event_manager()

    @property
    def _vlc(self) -> Any:
        """VLC's player, for its owner: the only way to it, so that no method can forget the guard."""
        if get_ident() != self._owner or engine.inside.callback:
            self._refuse()
        return self._made

    def _refuse(self) -> None:
        engine.refuse_vlc_threads()
        if self._owner == _NOBODY:
            raise engine.WrongThreadError("this player was released")
        stranger = threading.current_thread().name
        raise engine.WrongThreadError(f"a player is its own thread's only, not {stranger}'s: use the deck's queue")

    def fill(self, setup: Any, cleanup: Any, lock: Any, display: Any) -> None:
        """Decode into memory through these four CFUNCTYPE objects, which are kept as long as this player."""
        engine.set_video_callbacks(self._vlc, setup, cleanup, lock, display)
        self._callbacks = (setup, cleanup, lock, display)

    def pour(
        self,
        *,
        setup: Callable[[int, int, int, int], int],
        play: Callable[[int, int, int, int], None],
        pause: Callable[[int, int], None],
        resume: Callable[[int, int], None],
        flush: Callable[[int], None],
        drain: Callable[[int], None],
    ) -> None:
        """Hand its samples over to these, from VLC's threads, while its way out is MEMORY; as libvlc's callbacks of the
        same names."""
        self._pours = engine.set_audio_callbacks(self._vlc, setup, play, pause, resume, flush, drain)

    def hear(
        self,
        *,
        ended: Callable[[], None],
        failed: Callable[[], None],
        time_changed: Callable[[int], None],
        buffered: Callable[[], None] = lambda: None,
    ) -> None:
        """Call these from VLC's threads; they must only hand over. `time_changed` gets ms of film; `buffered` is told
        when VLC has read what it needs to begin."""
        self._attach(vlc.EventType.MediaPlayerEndReached, lambda _event: ended())
        self._attach(vlc.EventType.MediaPlayerEncounteredError, lambda _event: failed())
        self._attach(vlc.EventType.MediaPlayerTimeChanged, lambda event: time_changed(int(event.u.new_time)))
        self._attach(vlc.EventType.MediaPlayerBuffering, lambda event: _if_full(event.u.new_cache, buffered))

    def _attach(self, kind: vlc.EventType, body: Callable[[Any], object]) -> None:
        assert self._vlc
        self._events.event_attach(kind, engine.from_vlc(body, None))

    def media(self, path: Path) -> Media:
        assert self._vlc
        return Media(self._instance.media_new_path(str(path)))

    def set_media(self, media: Media) -> None:
        self._vlc.set_media(media.raw)

    def play(self) -> bool:
        """Whether VLC took it up; what it finds in the file comes later."""
        return bool(self._vlc.play() == 0)

    def set_pause(self, paused: bool) -> None:
        self._vlc.set_pause(int(paused))

    def stop(self) -> None:
        """Waits for VLC's threads: nothing of the media is heard afterwards."""
        self._vlc.stop()

    def set_time(self, film_time: int) -> None:
        self._vlc.set_time(film_time)

    def set_rate(self, rate: float) -> None:
        self._vlc.set_rate(rate)

    def audio_output_set(self, module: str) -> None:
        """VLC's module for the sound; from the next play() on."""
        self._vlc.audio_output_set(module)

    def audio_set_volume(self, percent: int) -> None:
        self._vlc.audio_set_volume(percent)

    def audio_get_track_count(self) -> int:
        """With the one that is called "Disable"."""
        return int(self._vlc.audio_get_track_count())

    def audio_get_track(self) -> int:
        return int(self._vlc.audio_get_track())

    def audio_set_track(self, track: int) -> None:
        self._vlc.audio_set_track(track)

    def release(self) -> None:
        """Give it back to VLC. Nothing may be called afterwards."""
        self._vlc.release()
        self._owner = _NOBODY


def _if_full(percent: float, then: Callable[[], None]) -> None:
    if percent >= _FULL:
        then()
