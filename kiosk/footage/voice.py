"""A deck's sound: which track, which way out of the machine, how loud, and that it comes and goes softly."""

from __future__ import annotations

import logging
import time
from typing import Final

from kiosk.footage import sound
from kiosk.footage.outflow import Outflow
from kiosk.footage.player import MEMORY, Media, Player
from kiosk.footage.take import Take
from kiosk.footage.tongues import own_track

log = logging.getLogger(__name__)

NOWHERE: Final = "adummy"
"""VLC's way out for sound that nobody hears: a sound with a picture keeps its time also without a sound device."""
_WHOLE: Final = 100
_TRACKS_WITHIN: Final = 1.0


class Voice:
    """The deck's worker's only.

    To a sound server the samples go by outflow.py, and come and go softly. To a sound card itself VLC has its own way:
    a change of volume is heard a second later there, so nothing fades.
    """

    def __init__(self, player: Player, *, audible: bool) -> None:
        self._player, self._audible = player, audible
        self._outlet: sound.Outlet | None = None
        self._outflow = Outflow(player) if audible else None
        self._level = 1.0
        self._silenced = False
        """It was said that there is no sound; said again only after there was."""

    def order(self, media: Media, take: Take, beside: str = "") -> None:
        """Before the player gets `media`: what is to be heard, and where. `beside`: the address of its sound, where
        that is a file of its own."""
        assert take.clip is not None
        outlet = sound.find_outlet() if self._audible else None
        alone = take.clip.kind == "sound"
        if outlet == "pulse":
            taken = self._outflow is not None and self._outflow.prepare(alone=alone)
            if not taken:
                outlet = None
                if not self._silenced:
                    log.warning("incident: no sound: the sound server takes none", extra={"done": "films go on"})
            self._silenced = not taken
        self._outlet = outlet
        if outlet == "pulse":
            self._player.audio_output_set(MEMORY)
            self._player.audio_set_volume(_WHOLE)  # of what is handed over, whatever it was on a sound card
        elif outlet is not None:
            self._player.audio_output_set(outlet)
            self._set_volume()
        elif alone:
            self._player.audio_output_set(NOWHERE)
        else:
            media.add_option(":no-audio")
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

    def begin(self, *, silent: bool) -> None:
        """Before the film runs: it comes with its first sound, or once it is begun without `silent`."""
        if self._flows is not None:
            self._flows.begin(loud=not silent)

    def go(self) -> None:
        """Before the film is held or stopped. Comes back at once."""
        if self._flows is not None:
            self._flows.go()

    def leave(self) -> None:
        """Before the film is stopped, and after go(): until the last of it was heard, some 70 ms."""
        if self._flows is not None:
            self._flows.leave()

    def left(self) -> float:
        """Seconds of sound that are still to be heard, as far as that is known here."""
        return self._flows.left() if self._flows is not None else 0.0

    def set_level(self, level: float) -> None:
        """0..1, for this film and those to come. What is silent stays so: also a film that runs unseen (rounds.py)."""
        self._level = level
        if self._outflow is not None:
            self._outflow.set_level(level)
        if self._outlet == "alsa":
            self._set_volume()

    def close(self) -> None:
        if self._outflow is not None:
            self._outflow.close()

    # ---- inside

    @property
    def _flows(self) -> Outflow | None:
        return self._outflow if self._outlet == "pulse" else None

    def _set_volume(self) -> None:
        self._player.audio_set_volume(round(_WHOLE * self._level))
