"""What is to be done to a master so that it plays best here. Pure: decides, and says it in ffmpeg's words.

H.264 High in 8 bits is what every graphics card and VLC decode; 1080p is the panel; one keyframe a second lets a
stretch go round; BT.709 of video range is what the player shows without another step (docs/architecture.md).
"""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction
from typing import Final

from kiosk.desk.master import HDR, Master, Picture, RefusedError, Track
from kiosk.playlist.checks.media import SEEK
from kiosk.playlist.mediafacts import MediaFacts, VideoFacts

WIDE, HIGH = 1920, 1080
RATES: Final = tuple(
    Fraction(text) for text in ("24000/1001", "24", "25", "30000/1001", "30", "50", "60000/1001", "60")
)
"""Pictures a second that films and screens have."""
CRF: Final = 18
"""x264's quality, 0 to 51: at 17 to 18 its picture is told from the master only side by side (ffmpeg's H.264 guide)."""
MOST: Final = 25_000
"""kbit/s at 1080p: noise is kept from asking more of a slow disk. Blu-ray has up to 40,000 for less able codecs."""
EXPECTED: Final = 0.15
"""Bits for a pixel, from experience with CRF 18: only for asking whether the disk has room."""
SOUND_KBIT: Final = 192
"""For AAC in stereo."""
HELD: Final = 500
"""ms that sound may go on behind the last picture: more, and the picture is held so that nothing is cut off."""

_GRADE: Final = (
    "zscale=pin={primaries}:tin={transfer}:min={matrix}:rin={range}:t=linear:npl=203,format=gbrpf32le,zscale=p=709,"
    "tonemap=mobius:param=0.3:desat=0:peak=4.926,zscale=t=709:m=709:r=tv,format=yuv420p"
)
"""HDR as the player itself shows it: white 203 cd/m2, nothing brighter than 1000 (kiosk/footage/grading.py)."""
_WIDE_GAMUT: Final = (
    "zscale=pin=2020:tin={transfer}:min={matrix}:rin={range}:t=linear,format=gbrpf32le,zscale=p=709,"
    "zscale=t=709:m=709:r=tv,format=yuv420p"
)


@dataclass(frozen=True, slots=True)
class Wishes:
    """What a technician may ask for. `height`: lines of the picture; `frames`: pictures a second; `sound`: tracks."""

    height: int | None = None
    frames: int | None = None
    sound: tuple[int, ...] = ()
    hurry: bool = False


@dataclass(frozen=True, slots=True)
class Sound:
    """One sound track of the result: of one track of the master, or of several with one channel each."""

    numbers: tuple[int, ...]
    language: str = ""


@dataclass(frozen=True, slots=True)
class Recipe:
    """`width`, `height`, `rate`: of the result. `lasts`: ms of the result. `notes`: what a technician should know."""

    width: int
    height: int
    rate: Fraction
    lasts: int
    sounds: tuple[Sound, ...]
    notes: tuple[str, ...]


def recipe(master: Master, wishes: Wishes) -> Recipe:
    """What `master` becomes. Raises RefusedError where that cannot be known."""
    sounds, notes = _sounds(master, wishes)
    width, height = _size(master.picture, wishes.height)
    rate = Fraction(wishes.frames) if wishes.frames else _steady(master.picture)
    held = master.lasts - master.picture.lasts if sounds else 0
    if held > HELD:
        notes.append(f"Its sound goes on for {held / 1000:.1f} s behind the last picture, which is held meanwhile.")
    if master.subtitles:
        notes.append(
            "The subtitles within it are left out: the kiosk reads captions from a .vtt or .srt beside a film."
        )
    lasts = master.picture.lasts + (held if held > HELD else 0)
    return Recipe(width, height, rate, lasts, sounds, tuple(notes))


def _size(picture: Picture, asked: int | None) -> tuple[int, int]:
    """Even numbers. Without a wish as it is, at most 1080p, and upright film at most 1080p upright."""
    wide, high = picture.seen
    if asked:
        part = Fraction(asked, high)
    else:
        most = (WIDE, HIGH) if wide >= high else (HIGH, WIDE)
        part = min(Fraction(1), Fraction(most[0], wide), Fraction(most[1], high))
    even = (max(2, int(side * part + (1 if part != 1 else 0)) // 2 * 2) for side in (wide, high))
    return (next(even), next(even))


def _steady(picture: Picture) -> Fraction:
    """The rate of `RATES` that shows every picture of `picture` with the least unrest."""
    rate = picture.rate
    nearest = _nearest(rate)
    if abs(nearest - rate) * 500 <= rate:  # a five-hundredth: 23.98 and 29.97 are told from 24 and 30
        return nearest
    if picture.uneven:  # a telephone's 29.6 is meant as 30
        return min((Fraction(text) for text in (24, 25, 30, 50, 60)), key=lambda one: abs(one - rate))
    for times in (2, 3, 4, 5):  # 15 becomes 30, 120 becomes 60
        for one in (rate * times, rate / times):
            known = _nearest(one)
            if abs(known - one) * 500 <= one:
                return known
    return next((one for one in RATES if one > rate), RATES[-1])


def _nearest(rate: Fraction) -> Fraction:
    return min(RATES, key=lambda one: abs(one - rate))


def _sounds(master: Master, wishes: Wishes) -> tuple[tuple[Sound, ...], list[str]]:
    tracks = master.tracks
    if wishes.sound:
        for number in wishes.sound:
            if number > len(tracks):
                have = f"has {len(tracks)}" if tracks else "has none"
                raise RefusedError(
                    f"There is no sound track {number}: it {have}.", "Ask for others, or leave --sound out."
                )
        chosen = [tracks[number - 1] for number in wishes.sound]
        if len(chosen) > 1 and any(track.channels != 1 for track in chosen):
            raise RefusedError("Only tracks of one channel each can be joined.", "Ask for one track: --sound 1.")
        return (Sound(wishes.sound),), []
    languages = [track.language for track in tracks]
    if len(tracks) <= 1:
        return tuple(Sound((track.number,)) for track in tracks), []
    if all(languages) and len(set(languages)) > 1:
        first = {track.language: track for track in reversed(tracks)}
        kept = sorted(first.values(), key=lambda track: track.number)
        left = len(tracks) - len(kept)
        note = [f"Of each language the first track is taken; {left} are left out."] if left else []
        return tuple(Sound((track.number,), track.language) for track in kept), note
    if all(track.channels == 1 for track in tracks):
        if len(tracks) == 2:
            return (Sound((1, 2)),), ["Its two sound tracks of one channel are taken as left and right."]
        raise RefusedError(
            f"It has {len(tracks)} sound tracks of one channel each, and does not say which is which.",
            "Say which are left and right: --sound 1+2; or all six of 5.1, in the order left, right, centre, bass, "
            "left behind, right behind: --sound 1+2+3+4+5+6.",
        )
    return (Sound((1,)),), [f"Of its {len(tracks)} sound tracks the first is taken; --sound takes another."]


def needs_grading(picture: Picture) -> bool:
    """Whether its colours are not those of an ordinary screen, so that ffmpeg needs zscale and tonemap."""
    return picture.transfer in HDR or picture.primaries == "bt2020"


def picture_words(master: Master, made: Recipe, wishes: Wishes) -> list[str]:
    """The picture encoded. ffmpeg turns it by itself."""
    picture, rate = master.picture, float(made.rate)
    filters = []
    if picture.fields:
        mode = "send_field" if made.rate > picture.rate * Fraction(3, 2) else "send_frame"
        filters.append(f"bwdif=mode={mode}:parity={picture.fields}:deint=all")
    filters += _scaled(picture, made)
    filters += ["setsar=1", f"fps={made.rate.numerator}/{made.rate.denominator}:start_time=0"]
    held = made.lasts - picture.lasts
    if held > 0:
        filters.append(f"tpad=stop_mode=clone:stop_duration={held / 1000:.3f}")
    most = round(MOST * max(1.0, made.width * made.height / (WIDE * HIGH)) * max(1.0, rate / 30))
    return [
        "-vf", ",".join(filters), "-c:v", "libx264", "-preset", "veryfast" if wishes.hurry else "medium",
        "-profile:v", "high", "-pix_fmt", "yuv420p",
        "-crf", str(CRF), "-maxrate", f"{most}k", "-bufsize", f"{most * 2}k",
        # closed groups are x264's own choice; no keyframe is later than a second
        "-g", str(round(rate)), "-x264-params", "open-gop=0",
        "-color_range", "tv", "-colorspace", "bt709", "-color_primaries", "bt709", "-color_trc", "bt709",
    ]  # fmt: skip


def _scaled(picture: Picture, made: Recipe) -> list[str]:
    """Its size and colours changed, as far as needed."""
    wide, high = picture.seen
    square = picture.shape == 1
    filters = []
    if square and 0 <= wide - made.width <= 1 and 0 <= high - made.height <= 1:
        if (wide, high) != (made.width, made.height):  # one line less is seen by nobody; scaled, all of it would blur
            filters.append(f"crop={made.width}:{made.height}:0:0")
        size = ""
    else:
        size = f"{made.width}:{made.height}:"
    # what says nothing of its colours: by its size, as players do
    guessed = "bt709" if picture.height >= 720 else "smpte170m"
    matrix = guessed if picture.matrix in ("unknown", "reserved") else picture.matrix
    if needs_grading(picture):
        if size:
            filters.append(f"scale={size}flags=lanczos+accurate_rnd")
        names = {
            "primaries": "2020",
            "transfer": picture.transfer if picture.transfer in HDR else "709",
            "matrix": "gbr" if matrix == "gbr" else "2020_ncl",
            "range": "full" if picture.full_range or matrix == "gbr" else "limited",
        }
        return [*filters, (_GRADE if picture.transfer in HDR else _WIDE_GAMUT).format(**names)]
    # The primaries of SD differ from BT.709's by less than a viewer sees: only the matrix is changed.
    known = {"bt709": "bt709", "bt470bg": "bt601", "smpte170m": "bt601", "smpte240m": "smpte240m", "fcc": "fcc"}
    told = f":in_color_matrix={known[matrix]}" if matrix in known else ""
    incoming = "full" if picture.full_range else "auto"
    colours = (
        f"flags=lanczos+accurate_rnd+full_chroma_int{told}:in_range={incoming}:out_color_matrix=bt709:out_range=tv"
    )
    return [*filters, f"scale={size}{colours}", "format=yuv420p"]


def expected_size(made: Recipe) -> int:
    """Bytes that the result and what is kept meanwhile may need: picture, AAC, and the sound as it comes (32 bits)."""
    seconds = made.lasts / 1000
    picture = made.width * made.height * float(made.rate) * EXPECTED / 8
    sound = len(made.sounds) * (SOUND_KBIT * 1000 / 8 * 2 + 48_000 * 2 * 4)
    return round(seconds * (picture + sound))


def picture_is_ready(master: Master, made: Recipe) -> bool:
    """Whether its picture may be as it should, judged by what was read of it so far."""
    picture = master.picture
    return (
        picture.codec == "h264"
        and picture.profile in ("High", "Main", "Constrained Baseline", "Baseline")
        and picture.pixels == "yuv420p"
        and (picture.width, picture.height) == (made.width, made.height)
        and picture.shape == 1
        and not (picture.turned or picture.fields or picture.uneven or picture.full_range)
        and picture.matrix == "bt709"
        and not needs_grading(picture)
        and picture.rate == made.rate
        and master.size * 8 / max(1, master.lasts) <= MOST * 2
        and made.lasts == picture.lasts
    )


def keeps_pace(video: VideoFacts | None) -> bool:
    """Whether every picture of it, measured, comes in its time and can be sought."""
    return video is not None and not video.variable and video.first_is_key and video.key_distance <= SEEK


def sound_is_ready(master: Master, made: Recipe, facts: MediaFacts, *, level: bool) -> bool:
    """Whether its sound may stay. `level`: what the rules say of its loudness."""
    if not made.sounds:
        return True
    track: Track = master.tracks[0]
    return (
        len(master.tracks) == 1
        and (track.codec, track.channels, track.rate) == ("aac", 2, 48_000)
        and facts.sound is not None
        and level
    )
