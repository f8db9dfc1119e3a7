"""A deck's sound: which track, which way out of the machine, how loud, and that it comes and goes softly."""

from __future__ import annotations

import time
from typing import Final

from kiosk.footage import sound
from kiosk.footage.player import Media, Player
from kiosk.footage.take import Take
from kiosk.footage.tongues import own_track

FADE: Final = 0.03
"""Seconds a sound takes to come or go at a cut. Without it both edges click (steps of 3286 of 32768 measured)."""
_FADE_STEPS: Final = 15
_SOUNDS: Final = 0.015
"""Seconds from when a film is told to run until its sound may be there, at the earliest: louder before that would be
heard in one step (VLC starts the sound server's stream some 40 ms after the film)."""
NOWHERE: Final = "adummy"
"""VLC's way out for sound that nobody hears: a sound with a picture keeps its time also without a sound device."""
_TRACKS_WITHIN: Final = 1.0


class Voice:
    """The deck's worker's only: every method calls its player."""

    def __init__(self, player: Player, *, audible: bool) -> None:
        self._player, self._audible = player, audible
        self._outlet: sound.Outlet | None = None
        self._level = 1.0

    def order(self, media: Media, take: Take, beside: str = "") -> None:
        """Before the player gets `media`: what is to be heard, and where. `beside`: the address of its sound, where
        that is a file of its own.

        WORKAROUND(libvlc 3): a player's second film is as loud as can be, whatever volume was set before it runs: of
        each sound some 20 ms came at once, as a click. Chosen anew, a way out knows it. Can go when
        test_a_second_film_forgets_the_volume_set_before_it fails.
        """
        outlet = sound.find_outlet() if self._audible else None
        assert take.clip is not None
        if outlet is None and take.clip.kind == "sound":
            self._player.audio_output_set(NOWHERE)
        elif outlet is None:
            media.add_option(":no-audio")
        else:
            self._player.audio_output_set(outlet)
        self._outlet = outlet
        if outlet is not None:
            self.hush()  # connects to the sound server now, and not at the cut
        if beside:  # VLC counts a slave's track after the film's own
            media.add_option(f":input-slave={beside}")
            media.add_option(f":audio-track={len(take.clip.sounds)}")
        elif take.order.language:
            media.add_option(f":audio-language={take.order.language}")

    def settle(self, take: Take) -> None:
        """WORKAROUND(libvlc 3): :audio-language passes over tracks that an mp4 does not enable, which is all but the
        first of those ffmpeg writes. Chosen late, a track is heard a second late, unless one seeks. Can go when
        test_a_language_passes_over_tracks_that_are_not_enabled fails."""
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

    def hush(self) -> None:
        """Before the film runs: nothing of it is heard, where that takes effect at once."""
        self._set_volume(0.0 if self._fades else 1.0)

    def come(self) -> None:
        """The film runs. Takes _SOUNDS and FADE."""
        if self._fades:
            time.sleep(_SOUNDS)
            self._fade(0.0, 1.0)

    def go(self) -> None:
        """Before the film is held. Takes FADE."""
        if self._fades:
            self._fade(1.0, 0.0)

    def set_level(self, level: float) -> None:
        """0..1, for this film and those to come."""
        self._level = level
        self._set_volume(1.0)

    # ---- inside

    @property
    def _fades(self) -> bool:
        """A change of volume is heard at once; without a sound server it is a second later."""
        return self._outlet == "pulse"

    def _fade(self, first: float, last: float) -> None:
        for step in range(1, _FADE_STEPS + 1):
            part = first + (last - first) * step / _FADE_STEPS
            self._set_volume(part ** (1 / 3))  # the server's volume is cubic: even steps of what is heard
            time.sleep(FADE / _FADE_STEPS)

    def _set_volume(self, part: float) -> None:
        self._player.audio_set_volume(round(100 * self._level * part))
