"""A sound track brought to -23 LUFS (EBU R 128): measured, turned up or down as a whole, encoded, and measured again.

ffmpeg's `loudnorm` would do the same where the peaks leave room. Where they do not, it changes the level all the time,
and a whisper becomes as loud as a shout. So the level is changed once for the whole track, and a limiter takes off only
what would come above the ceiling.
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Final

from kiosk.desk.encoding import Done, Tell, run
from kiosk.desk.master import Master
from kiosk.desk.probing import as_file, loudness_of
from kiosk.desk.recipe import SOUND_KBIT, Sound
from kiosk.playlist.checks.sound import LOUD

CEILING: Final = -1.5
"""dBTP that the result stays below: EBU R 128 lets pass -1, and what decoders round comes on top."""
MARGIN: Final = 0.5
"""dB below the ceiling for the limiter: AAC swings over where sound sets in."""
CLOSE: Final = 0.3
"""LU from -23 that are near enough; the rules let pass 1."""
TRIES: Final = 8
"""Two are usual. Where a limiter takes back most of what is given, each comes half as near."""
_TIMED: Final = "aresample=48000:async=1:first_pts=0"
"""Gaps are filled, and what begins late gets silence before. Without it stereo would be made before it is measured."""
_STEREO: Final = "aformat=sample_rates=48000:channel_layouts=stereo"
_TWO: Final = "map=0.0-FL|1.0-FR"
_FIVE: Final = "map=0.0-FL|1.0-FR|2.0-FC|3.0-LFE|4.0-BL|5.0-BR"
_DELIVERED: Final = "ebur128@delivered=framelog=verbose"
_LISTEN: Final = "ebur128@stereo=peak=true:framelog=verbose"


@dataclass(frozen=True, slots=True)
class Level:
    """LUFS `before` (as it was delivered) and `after`; None for silence. `limited`: dB off the peaks."""

    before: float | None
    after: float | None
    limited: float
    complaints: tuple[str, ...]


def stereo(master: Master, sound: Sound) -> str:
    """What makes stereo of the tracks, in ffmpeg's words, and measures them as they are: a graph without its end."""
    tracks = [f"[0:a:{number - 1}]" for number in sound.numbers]
    if len(tracks) == 1:
        # ffmpeg would take 3 dB off a single channel; what its level is in the end is decided later
        alone = master.tracks[sound.numbers[0] - 1].channels == 1
        return f"{tracks[0]}{_DELIVERED},{'pan=stereo|c0=c0|c1=c0,' if alone else ''}{_TIMED},{_STEREO}"
    layout, order = ("stereo", _TWO) if len(tracks) == 2 else ("5.1", _FIVE)
    return f"{''.join(tracks)}join=inputs={len(tracks)}:channel_layout={layout}:{order},{_DELIVERED},{_TIMED},{_STEREO}"


def _heard_by(name: str, told: str) -> tuple[float | None, float | None]:
    """LUFS and dBTP that the filter `ebur128@name` has told last.

    The summaries of several come in any order, and ffmpeg sets up some graphs twice: the first hears nothing.
    """
    mine = told.rpartition(f"[ebur128@{name} @")[2].partition("Summary:")[2]
    return loudness_of(mine.partition("Summary:")[0])


def level(master: Master, sound: Sound, lasts: int, target: Path, tell: Tell) -> Level:
    """Write the sound into `target`, an .m4a of exactly `lasts` ms. Raises FailedError."""
    plain = target.with_suffix(".w64")
    length = f"{lasts / 1000:.3f}"
    graph = f"{stereo(master, sound)},apad,atrim=end={length},{_LISTEN}[out]"
    words = ["-i", as_file(master.path), "-filter_complex", graph, "-map", "[out]", "-c:a", "pcm_f32le", "-y"]
    heard = run([*words, as_file(plain)], lasts, lambda part: tell(part * 0.6))
    mixed, peak = _heard_by("stereo", heard.told)
    gain = 0.0 if mixed is None else LOUD - mixed
    ceiling = CEILING - MARGIN
    for attempt in range(TRIES):
        done = _encode(plain, target, lasts, gain, peak, ceiling)
        tell(0.6 + 0.4 * (attempt + 1) / TRIES)
        after, highest = _heard_by("stereo", done.told)
        off = 0.0 if mixed is None or after is None else LOUD - after
        over = 0.0 if highest is None else highest - CEILING
        if abs(off) <= CLOSE and over <= 0:
            break
        gain += off if abs(off) > CLOSE else 0.0
        ceiling -= over if over > 0 else 0.0
    plain.unlink()
    tell(1.0)
    limited = 0.0 if peak is None else max(0.0, peak + gain - ceiling)
    return Level(_heard_by("delivered", heard.told)[0], after, limited, heard.complaints)


def _encode(plain: Path, target: Path, lasts: int, gain: float, peak: float | None, ceiling: float) -> Done:
    """One encoding of the track, and what is heard of it once decoded."""
    filters = [f"volume={gain:.2f}dB"]
    if peak is not None and peak + gain > ceiling:
        # peaks between the samples are seen at four times their rate, as EBU R 128's true peak asks
        limit = 10 ** (ceiling / 20)
        filters += [
            "aresample=192000",
            f"alimiter=limit={limit:.5f}:attack=5:release=50:level=0:latency=1",
            "aresample=48000",
        ]
    words = ["-i", as_file(plain), "-af", ",".join(filters), "-c:a", "aac", "-b:a", f"{SOUND_KBIT}k", "-y"]
    run([*words, as_file(target)], lasts, lambda _: None)
    return run(["-i", as_file(target), "-af", _LISTEN, "-f", "null", "-"], lasts, lambda _: None)
