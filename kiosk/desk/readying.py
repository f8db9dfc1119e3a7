"""A delivered master made ready: written under another name, looked at, judged by the rules, and only then named.

The master is only ever read. Until the result is whole it lies in a hidden folder beside where it will be; whatever
happens in between, that folder is removed.
"""

from __future__ import annotations

import contextlib
import os
import shutil
import tempfile
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from kiosk.desk.cache import Cache
from kiosk.desk.encoding import FailedError, has_filter, last_useful, run
from kiosk.desk.judging import LEVEL, judge
from kiosk.desk.levelling import Level, level
from kiosk.desk.master import Master, RefusedError, examine
from kiosk.desk.measuring import measure_files
from kiosk.desk.probing import as_file
from kiosk.desk.recipe import (
    Recipe,
    Wishes,
    expected_size,
    keeps_pace,
    needs_grading,
    picture_is_ready,
    picture_words,
    recipe,
    sound_is_ready,
)
from kiosk.playlist.mediafacts import MediaFacts

PART: Final = ".make-ready-"
"""What the hidden folder's name begins with."""
ROOM: Final = 1.1
"""Times the expected size that must be free."""

KEPT: Final = {
    "both": "packed anew without loss",
    "picture": "its picture as it was",
    "sound": "its sound as it was",
}
"""What is told of what was not encoded anew."""

Phase = Callable[[str, float], None]
"""Told what is being done, and how much of it is done, 0 to 1."""


@dataclass(frozen=True, slots=True)
class Made:
    """`kept`: what was not encoded anew, a key of KEPT; "" where everything was."""

    master: Master
    facts: MediaFacts
    kept: str
    before: float | None
    """LUFS of the master's first track that was taken."""
    notes: tuple[str, ...]


@dataclass(slots=True)
class _Stay:
    """What of the master may stay as it is."""

    picture: bool = False
    sound: bool = False
    facts: MediaFacts | None = None


def make_ready(path: Path, target: Path, wishes: Wishes, cache: Cache, tell: Phase, *, force: bool = False) -> Made:
    """Write what `path` becomes into `target`.

    Raises RefusedError where that is not to be, FailedError where ffmpeg or the disk could not. `target` is there then
    as it was before, or not at all.
    """
    stamp = _stamp(path)
    tell("looking at it", 0.0)
    master = examine(path)
    made = recipe(master, wishes)
    if needs_grading(master.picture) and not (has_filter("zscale") and has_filter("tonemap")):
        raise RefusedError(
            "It is HDR or has BT.2020's colours, and this ffmpeg has no filters `zscale` and `tonemap` to change that.",
            "Install Debian's own ffmpeg (sudo apt install ffmpeg), or ask for it in BT.709.",
        )
    _ask_for_room(target.parent, expected_size(made))
    stay = _what_may_stay(master, made, cache, tell)
    with _hidden(target) as folder:
        part = folder / "whole.mp4"
        levels: list[Level] = []
        try:
            complaints = _write(master, made, wishes, stay, folder, part, levels, tell)
        except OSError as error:
            raise FailedError(error.strerror or str(error)) from None
        tell("looking at what was written", 0.0)
        facts = measure_files([part], cache)[part]
        notes = [*made.notes, *_proved(made, facts, part.with_name(target.name), levels, complaints)]
        if _stamp(path) != stamp:
            raise RefusedError("It was changed while it was read.", "Wait until it is copied whole, and begin again.")
        _name(part, target, force=force)
    kept = "both" if stay.picture and stay.sound else "picture" if stay.picture else ""
    kept = kept or ("sound" if stay.sound and made.sounds else "")
    before = stay.facts.sound.loudness if stay.facts is not None and stay.facts.sound is not None else None
    return Made(master, facts, kept, levels[0].before if levels else before, tuple(notes))


def _what_may_stay(master: Master, made: Recipe, cache: Cache, tell: Phase) -> _Stay:
    """Measured only where something may stay: that takes as long as to see the film."""
    aac = len(master.tracks) == 1 and master.tracks[0].codec == "aac"
    if not (picture_is_ready(master, made) or aac):
        return _Stay()
    tell("measuring it", 0.0)
    facts = measure_files([master.path], cache)[master.path]
    if facts.wrong:
        return _Stay()
    found = {one.rule.id for one in judge(master.path, facts)}
    sound = sound_is_ready(master, made, facts, level=not found & set(LEVEL))
    picture = picture_is_ready(master, made) and keeps_pace(facts.video)
    return _Stay(picture, sound, facts)


def _write(
    master: Master,
    made: Recipe,
    wishes: Wishes,
    stay: _Stay,
    folder: Path,
    part: Path,
    levels: list[Level],
    tell: Phase,
) -> tuple[str, ...]:
    """The film into `part`; returns what ffmpeg could not read of the master."""
    words = ["-i", as_file(master.path)]
    maps = ["-map", "0:V:0"]
    if stay.sound:
        maps += ["-map", "0:a:0"] if made.sounds else []
    else:
        for number, sound in enumerate(made.sounds):
            track = folder / f"sound-{number}.m4a"
            levels.append(
                level(master, sound, made.lasts, track, lambda done: tell("bringing its sound to -23 LUFS", done))
            )
            words += ["-i", as_file(track)]
            maps += ["-map", f"{number + 1}:a:0"]
            if sound.language:
                maps += [f"-metadata:s:a:{number}", f"language={sound.language}"]
    picture = ["-c:v", "copy"] if stay.picture else picture_words(master, made, wishes)
    # a telephone writes down where it was, and a camera its timecode: neither is for an exhibition
    plain = ["-map_metadata", "-1", "-map_chapters", "-1", "-write_tmcd", "0", "-movflags", "+faststart", "-f", "mp4"]
    words += [*maps, *picture, *(["-c:a", "copy"] if made.sounds else []), *plain, "-y", as_file(part)]
    phase = "packing it anew" if stay.picture else "encoding its picture"
    done = run(words, made.lasts, lambda share: tell(phase, share))
    return tuple(dict.fromkeys([*(line for one in levels for line in one.complaints), *done.complaints]))


def _proved(
    made: Recipe, facts: MediaFacts, seen: Path, levels: list[Level], complaints: tuple[str, ...]
) -> Iterator[str]:
    """What a technician should know of the result. Raises FailedError where it is not what it should be."""
    if facts.wrong or facts.video is None:
        raise FailedError(f"what was written cannot be used: {facts.wrong or 'it has no picture'}")
    why = f" ({last_useful(complaints)})" if complaints else ""
    near = max(100, 2000 / float(made.rate))
    if abs(facts.duration - made.lasts) > near:
        raise FailedError(
            f"only {facts.duration / 1000:.1f} s of {made.lasts / 1000:.1f} s could be read, "
            f"so a part of it is missing or broken{why}"
        )
    if made.sounds and facts.sound is None:
        raise FailedError(f"the sound is missing in what was written{why}")
    if complaints:
        yield f"ffmpeg could not read all of it, in {len(complaints)} ways{why}. Look at the result before it is shown."
    for one in levels:
        if one.before is None:
            yield "Its sound is silence, and stays so."
        if one.limited > 6:
            yield f"Its loudest moments were taken down by up to {one.limited:.0f} dB to make room."
    for finding in judge(seen, facts):
        yield f"{finding.rule.id} {finding.what} {finding.cure}"


def _stamp(path: Path) -> tuple[int, int]:
    facts = path.stat()
    return facts.st_size, facts.st_mtime_ns


def _ask_for_room(folder: Path, needed: int) -> None:
    free = shutil.disk_usage(folder).free
    if free < needed * ROOM:
        raise RefusedError(
            f"It needs about {needed * ROOM / 1e6:.0f} MB in {folder}, and {free / 1e6:.0f} MB are free there.",
            "Make room there, or choose another disk with --to.",
        )


@contextlib.contextmanager
def _hidden(target: Path) -> Iterator[Path]:
    """A folder of ours on the disk of `target`, which is gone afterwards."""
    try:
        folder = Path(tempfile.mkdtemp(prefix=PART, dir=target.parent))
    except OSError as error:
        raise RefusedError(
            f"Nothing can be written into {target.parent}: {error.strerror}.",
            "See to its permissions, or choose another --to.",
        ) from None
    try:
        yield folder
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def _name(part: Path, target: Path, *, force: bool) -> None:
    """Give what is whole its name, in one step. What came there meanwhile stays, unless `force`."""
    try:
        with part.open("rb") as file:
            os.fsync(file.fileno())
        if not force:
            try:
                os.link(part, target)  # unlike renaming, never over another file
                return
            except FileExistsError:
                raise RefusedError(f"{target} came there meanwhile.", "Give --force to write over it.") from None
            except OSError:
                pass  # a stick's file system has no links
            if os.path.lexists(target):
                raise RefusedError(f"{target} came there meanwhile.", "Give --force to write over it.")
        part.replace(target)
    except OSError as error:
        raise FailedError(f"{target} could not be written: {error.strerror}") from None
