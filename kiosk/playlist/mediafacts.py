"""What a film or sound file is, once measured (kiosk/desk/measuring.py does that). Pure values, for the rules."""

from __future__ import annotations

from dataclasses import dataclass

from kiosk.playlist.captions import Cue


@dataclass(frozen=True, slots=True)
class VideoFacts:
    """`width` and `height` in pixels; `rate` in pictures a second; `colours`: matrix/transfer/primaries/range."""

    codec: str
    profile: str
    width: int
    height: int
    rate: float
    pixels: str = "yuv420p"
    colours: str = ""
    variable: bool = False
    """Whether pictures come at uneven times."""
    first_is_key: bool = True
    """Whether it can be shown from its first picture on."""
    key_distance: int = 0
    """ms, the longest from one keyframe to the next (or the end): how long a jump may take to decode."""
    flashes: int | None = None
    """The most flashes within one second, by WCAG 2.3.1's general flash; None: not measured."""
    flash_at: int = 0
    """ms from the beginning, where that second ends."""
    black_first: bool = False
    black_last: bool = False


@dataclass(frozen=True, slots=True)
class SoundFacts:
    """`rate` in Hz; `loudness` in LUFS, integrated by EBU R 128, None where all is silence; `peak` in dBTP."""

    codec: str
    layout: str
    rate: int
    loudness: float | None = None
    peak: float | None = None


@dataclass(frozen=True, slots=True)
class MediaFacts:
    """One file. `duration` in ms, `size` in bytes; `wrong` says in the measuring program's words why it is unusable."""

    duration: int = 0
    size: int = 0
    video: VideoFacts | None = None
    sound: SoundFacts | None = None
    index_last: bool = False
    """MP4 and MOV: the index (`moov`) stands behind the film, so that all of it is sought before it starts."""
    wrong: str = ""


@dataclass(frozen=True, slots=True)
class CaptionFacts:
    """A file of captions: its cues in their order, and by line what in it was skipped and why."""

    cues: tuple[Cue, ...] = ()
    notes: tuple[str, ...] = ()
    plainly_encoded: bool = True

    @property
    def end(self) -> int:
        """ms, where the last cue ends; 0 without any."""
        return max((cue.end for cue in self.cues), default=0)
