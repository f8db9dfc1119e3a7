"""When VLC is asked whether a film is over, so that its last picture is shown and its end is told in time.

WORKAROUND(libvlc 3): at the end of the file VLC looks only every 100 ms whether all was shown, and takes a picture for
shown while it still waits for its time: without sound a film loses its last picture (43 of 0..44 in 21 of 21 ends),
with sound its end is told up to 100 ms late. Any request makes VLC look at once and begin its 100 ms anew. Can go when
test_the_last_picture_is_shown holds without.
"""

from __future__ import annotations

from typing import Final

from kiosk.footage.take import Take

BEFORE: Final = 110
"""ms before the end of the first look. The next one falls 10 ms before the end by itself, when the last picture is
shown already; none falls where only the last one is missing. Measured from 24 to 60 pictures a second."""
AT_END: Final = 3
"""ms before the end from which VLC is asked again and again."""
EVERY: Final = 6
"""ms between these looks."""
PATIENCE: Final = 400
"""ms after the end: then it comes in VLC's own time. The sound device may have that much to say still."""
_BEGINS: Final = 0.05
_NEAR: Final = 30
_DUE: Final = 0.001


class Ending:
    """When the next look is due. A deck's worker's only."""

    SOON: Final = 8
    """ms before the end at which it may be told: the next film needs about that long to the screen."""
    LATEST: Final = 100
    """ms that an end which VLC tells too early is kept back at most; more is missing from the file."""

    def __init__(self) -> None:
        self._take: Take | None = None
        self._looked = False
        self._last = 0.0

    def wait(self, take: Take | None, now: float) -> float | None:
        """Seconds until the next look; None while nothing runs or its length is not known.

        `now` in monotonic seconds."""
        if take is not self._take:
            self._take, self._looked = take, False
        if take is None or take.clip is None or not take.clip.duration or not take.clock.running:
            return None
        if take.clock.last_sign is None:  # told to run, not yet begun
            return _BEGINS
        left = take.clip.duration - take.clock.position(now)
        if left > BEFORE:
            self._looked = False
        if not self._looked:
            until = max(0.0, left - BEFORE)
            return until / (1000 if until < _NEAR else 2000)  # half way: the clock may be corrected until then
        if left < -PATIENCE:
            return None
        return max(0.0, left - AT_END, EVERY - (now - self._last) * 1000) / 1000

    def due(self, take: Take | None, now: float) -> bool:
        """Whether to look now; counts as done then."""
        wait = self.wait(take, now)
        if wait is None or wait > _DUE or (take is not None and take.clock.last_sign is None):
            return False
        self._looked, self._last = True, now
        return True
