"""What a visitor sets under "More help", beside language, captions and volume. Gone with the visitor, like those."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

TEXT_STEPS: Final = 3
LONGER: Final = 2
"""Times are so many times as long in calm mode, and where screens are read aloud: what the playlist's author gave is
meant for a visitor in no need. "Are you still there?" takes some 7 s to say, of at least 40."""


@dataclass(frozen=True, slots=True)
class Aids:
    text_step: int = 0
    """0: as the panel's distance asks for, 1: larger, 2: largest."""
    contrast: bool = False
    seated: bool = False
    """Everything that can be touched stands where a seated person reaches it."""
    calm: bool = False
    """Nothing moves, and there is more time."""
    described: bool = False
    """A voice says what is seen, where a film has one that does."""
    signed: bool = False
    """Sign language is seen beside a film, where it has any."""
    spoken: bool = False
    """What is on the screen, and what the keys stand on, is read aloud."""

    def time(self, ms: int) -> int:
        """How long something that the author gave `ms` lasts for this visitor."""
        return ms * LONGER if self.calm or self.spoken else ms
