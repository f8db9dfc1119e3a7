"""Re-encode delivered films into what plays best here: H.264, BT.709, stereo at -23 LUFS, in an MP4.

  kiosk make-ready master.mov --to media/our-town        writes media/our-town/master.mp4
  kiosk make-ready *.mov --to media/our-town             each of them, one after the other
  kiosk make-ready scan.mkv --to media/our-town/dam.mp4  under another name
  kiosk make-ready master.mov                            writes master.mp4 into the folder you are in

FILE is anything that ffmpeg reads: ProRes, DNxHD, HEVC, MPEG-2, a telephone's film. It is only read, never changed.
What is written plays without a wait and passes the rules about single films in `kiosk check`:

  picture   H.264 High in 8 bits, a keyframe every second; as large as it was, but at most 1920x1080 (upright
            1080x1920), in square pixels, the right way up. Interlaced film is deinterlaced, HDR becomes ordinary
            (BT.709), and pictures that came at uneven times come evenly, at 24, 25, 30, 50 or 60 a second.
  sound     AAC in stereo, 48 kHz. All of it is turned up or down by the same amount until it has -23 LUFS (EBU R 128);
            only peaks that would come above -1.5 dBTP are taken down. Silence stays silent, and a film without sound
            stays without. Tracks in several languages are all kept, and the kiosk plays the visitor's.

What is as it should be already is not encoded again, and loses nothing. Flashes and black ends stay: they are told.

The result is measured and compared with the master before it gets its name. Whatever goes wrong before, Ctrl-C too,
leaves nothing behind. A file that is there is written over only with --force, and a FILE itself never.

Captions stay files beside the film; name them like it: master.en.vtt. Needs Debian's package ffmpeg.
Exit code 0: all are ready. 1: some could not be made ready; it says why, and what to do. 2: called wrongly, a FILE is
not there, or something is in the way: then nothing was begun.
"""

from __future__ import annotations

import argparse
import os
import re
import signal
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from types import FrameType

    from kiosk.desk.readying import Made
    from kiosk.desk.recipe import Wishes

HEIGHTS: Final = (144, 4320)
"""Lines that may be asked for."""


def add(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("files", nargs="+", type=Path, metavar="FILE", help="a film as it was delivered")
    parser.add_argument("--to", type=Path, metavar="FOLDER", help="where to, or the new file's name (usual: here)")
    parser.add_argument("--height", type=_height, metavar="LINES",
                        help="make the picture so high; 2160 keeps 4K (usual: as it is, at most 1080)")  # fmt: skip
    parser.add_argument("--frames", type=int, choices=(24, 25, 30, 50, 60), metavar="RATE",
                        help="pictures a second: 24, 25, 30, 50, 60 (usual: as it is; 50 or 60 keep all the movement "
                        "of interlaced film)")  # fmt: skip
    parser.add_argument("--sound", type=_tracks, default=(), metavar="N",
                        help="the sound track to take, or two or six with one channel each: 1+2")  # fmt: skip
    parser.add_argument(
        "--hurry", action="store_true", help="encode some three times faster, less well: for a first look"
    )
    parser.add_argument("--force", action="store_true", help="write over a file that is there")


def _height(text: str) -> int:
    if not text.isdecimal() or not HEIGHTS[0] <= int(text) <= HEIGHTS[1]:
        raise argparse.ArgumentTypeError(f"`{text}` is not a number of lines from {HEIGHTS[0]} to {HEIGHTS[1]}")
    return int(text)


def _tracks(text: str) -> tuple[int, ...]:
    numbers = tuple(int(part) for part in text.split("+")) if re.fullmatch(r"[1-9]\d?(\+[1-9]\d?)*", text) else ()
    if len(numbers) not in (1, 2, 6):
        raise argparse.ArgumentTypeError(f"`{text}` is neither a track (1) nor two or six of them (1+2)")
    return numbers


def run(arguments: argparse.Namespace) -> int:
    from kiosk.cli import FAULTS, OK, USAGE
    from kiosk.desk.probing import can_measure
    from kiosk.desk.recipe import Wishes

    pairs = [(file, _target(file, arguments.to)) for file in arguments.files]
    faults = _in_the_way(pairs, force=arguments.force)
    for fault in faults:
        print(f"kiosk make-ready: {fault}", file=sys.stderr)
    if faults:
        return USAGE
    if not can_measure():
        print("kiosk make-ready: ffmpeg is missing. Install it: sudo apt install ffmpeg", file=sys.stderr)
        return FAULTS
    wishes = Wishes(arguments.height, arguments.frames, arguments.sound, arguments.hurry)
    for number in (signal.SIGTERM, signal.SIGHUP):  # as Ctrl-C: what was begun is removed
        if signal.getsignal(number) != signal.SIG_IGN:  # under nohup it goes on when the terminal is closed
            signal.signal(number, _interrupt)
    try:
        done = [_one(file, target, wishes, force=arguments.force) for file, target in pairs]
    except KeyboardInterrupt:
        print("kiosk make-ready: broken off. Nothing is left of the film that was under way.", file=sys.stderr)
        return FAULTS
    return OK if all(done) else FAULTS


def _interrupt(_number: int, _frame: FrameType | None) -> None:
    raise KeyboardInterrupt


def _target(file: Path, to: Path | None) -> Path:
    if to is not None and to.suffix.lower() == ".mp4" and not to.is_dir():
        return to
    return (to or Path()) / f"{file.stem}.mp4"


def _in_the_way(pairs: list[tuple[Path, Path]], *, force: bool) -> list[str]:
    """Why nothing can be begun, in sentences with their cure."""
    faults = []
    taken: dict[Path, Path] = {}
    for file, target in pairs:
        if not file.is_file():
            there = "is not a file" if file.exists() else "is not there"
            faults.append(f"{file} {there}. Give the name of a film.")
        elif not os.access(file, os.R_OK):
            faults.append(f"{file} may not be read. See to its permissions.")
        if not target.parent.is_dir():
            faults.append(f"There is no folder {target.parent}. Make it: mkdir -p '{target.parent}'")
            break
        if target in taken:
            faults.append(
                f"{taken[target]} and {file} would both become {target}. Give one at a time, with --to FOLDER/NAME.mp4."
            )
        taken[target] = file
        original = next((one for one, _ in pairs if one.exists() and target.exists() and target.samefile(one)), None)
        if original is not None:
            faults.append(
                f"The result {target} would lie on the original {original}, which stays as it is. Say where to: "
                "another --to FOLDER, or --to FOLDER/NAME.mp4 with another name."
            )
        elif target.is_dir():
            faults.append(f"{target} is a folder. Say where to: --to FOLDER.")
        elif os.path.lexists(target) and not force:
            faults.append(f"{target} is there already. Give --force to write over it, or another --to.")
    return faults


def _one(file: Path, target: Path, wishes: Wishes, *, force: bool) -> bool:
    """Make one ready, and say so; or say why not."""
    from kiosk.desk.cache import Cache, default_folder
    from kiosk.desk.encoding import FailedError
    from kiosk.desk.master import RefusedError
    from kiosk.desk.progress import Progress
    from kiosk.desk.readying import make_ready

    progress = Progress(file.name)
    try:
        made = make_ready(file, target, wishes, Cache(default_folder()), progress, force=force)
    except RefusedError as error:
        progress.close()
        print(f"{file}: {error.what} {error.cure}", file=sys.stderr)
        return False
    except FailedError as error:
        progress.close()
        print(f"{file}: It could not be made ready: {error.said}. {_cure(error.said)}", file=sys.stderr)
        return False
    except OSError as error:
        progress.close()
        print(f"{file}: It cannot be read: {error.strerror}. Copy it again from where it came.", file=sys.stderr)
        return False
    except KeyboardInterrupt:
        progress.close()
        raise
    progress.close()
    print(_told(file, target, made), flush=True)
    for note in made.notes:
        print(f"  {note}", flush=True)
    return True


def _cure(said: str) -> str:
    if "No space left" in said:
        return "Make room there, or choose another disk with --to."
    return "Copy it again from where it came, or ask for another export; `ffplay FILE` shows how far it can be seen."


def _told(file: Path, target: Path, made: Made) -> str:
    """`master.mov: ProRes 422, … sound` and, on the next line, `-> media/…/master.mp4: H.264, …`."""
    from kiosk.desk.readying import KEPT

    facts = made.facts
    assert facts.video is not None
    parts = [f"H.264, {facts.video.width}x{facts.video.height}, {facts.video.rate:.5g} pictures a second"]
    if facts.sound is None:
        parts.append("no sound")
    elif facts.sound.loudness is None:
        parts.append("stereo, silent")
    elif made.before is None or made.kept in ("both", "sound"):
        parts.append(f"stereo, {facts.sound.loudness:.1f} LUFS")
    else:
        parts.append(f"stereo, from {made.before:.1f} to {facts.sound.loudness:.1f} LUFS")
    parts += [f"{facts.size / 1e6:.1f} MB", *([KEPT[made.kept]] if made.kept else [])]
    return f"{file}: {made.master.said()}\n  -> {target}: {', '.join(parts)}"
