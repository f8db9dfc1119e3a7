"""Let a robot visitor walk the real app with real touches, on a real or a virtual screen.

  kiosk rehearse the-defector                            a tour: every kind of screen, one way through the story
  kiosk rehearse the-defector --everywhere --short       every page, every choice; films cut to their beginning
  kiosk rehearse the-defector --endings                  a way to every ending (--ending SCENE: to one; may stand again)
  kiosk rehearse the-defector --visits 20 --seed 7       20 random visitors, the same ones for the same seed
  kiosk rehearse the-defector --path crossing.path.yaml  a recorded visit, again; may stand again

It sees what a finger could touch, touches the glass through the X server (xdotool), and photographs what is on the
screen. Then it says what it has seen of how much (scenes, choices, endings, pages, guards both ways), where visits
ended, how long cuts took and touches were without light, pictures shown and left out, memory, and incidents; --page
writes all that as a page to look at, with the stills.

--walk-away then touches nothing until the kiosk has reset itself. --record writes the robot's last visit as a path
file; `kiosk try --record` writes yours. A path names every touch and where it is done, and the ending it comes to:
walked again after the playlist was changed, it says at which touch something else is there now.
Exit code 0: it came everywhere it was to. 1: the kiosk was stuck somewhere, and it says where. 2: called wrongly.
3: no window can be opened.
"""

from __future__ import annotations

import argparse
import sys
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING

from kiosk.cli.run import no_screen, no_vlc, size

if TYPE_CHECKING:
    from kiosk.rehearsal.paths import VisitPath
    from kiosk.rehearsal.rehearsal import Wanted


def add(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("playlist", nargs="?", type=Path, metavar="PLAYLIST", help="what to walk through")
    parser.add_argument("--settings", type=Path, metavar="FILE", help="settings to use instead of config/kiosk.yaml")
    parser.add_argument("--language", metavar="CODE", help="the language every visit begins in")
    parser.add_argument("--seed", type=int, metavar="N", help="chance in the film and of random visitors; 1 without it")
    parser.add_argument("--size", type=size, metavar="WxH", help="a window of this size instead of the full screen")
    way = parser.add_mutually_exclusive_group()
    way.add_argument("--endings", action="store_true", help="walk to every ending instead of the tour")
    way.add_argument("--ending", action="append", metavar="SCENE", help="walk only to this one; may stand again")
    way.add_argument("--everywhere", action="store_true", help="take every choice, and open every page")
    way.add_argument("--visits", type=int, metavar="N", help="be N random visitors")
    way.add_argument("--path", action="append", type=Path, metavar="FILE", help="walk a recorded visit again")
    parser.add_argument("--short", action="store_true", help="cut each film to its first seconds (needs ffmpeg)")
    parser.add_argument("--walk-away", action="store_true", help="then touch nothing until the kiosk is at rest again")
    parser.add_argument("--record", type=Path, metavar="FILE", help="write the last visit as a path file")
    parser.add_argument("--sheet", type=Path, metavar="PNG", help="write a contact sheet of what was on the screen")
    parser.add_argument("--pictures", type=Path, metavar="FOLDER", help="keep the pictures in full size, too")
    parser.add_argument("--page", type=Path, metavar="HTML", help="write the report as a page to look at")
    parser.add_argument("--report", type=Path, metavar="JSON", help="write the report for programs")


def run(arguments: argparse.Namespace) -> int:
    from kiosk.cli import NOTHING, USAGE

    trouble = no_screen() or no_vlc()
    if trouble:
        print(f"kiosk rehearse: {trouble}", file=sys.stderr)
        return NOTHING
    try:
        paths = _paths(arguments)
    except ValueError as error:
        print(f"kiosk rehearse: {error}", file=sys.stderr)
        return USAGE
    with tempfile.TemporaryDirectory(prefix="kiosk-rehearse-") as folder:
        try:
            playlist = _short(arguments, Path(folder)) if arguments.short else arguments.playlist
        except OSError as error:
            missing = isinstance(error, FileNotFoundError) and error.filename == "ffmpeg"
            why = "ffmpeg cuts the films, and is not installed: sudo apt install ffmpeg" if missing else error
            print(f"kiosk rehearse: --short: {why}", file=sys.stderr)
            return NOTHING
        return _rehearse(arguments, playlist, paths)


def _paths(arguments: argparse.Namespace) -> tuple[VisitPath, ...]:
    """The path files that were asked for. Raises ValueError with what is wrong in them, or in what was asked."""
    from kiosk.content import Options, read_content
    from kiosk.playlist.faults import FaultyFile
    from kiosk.rehearsal.paths import read_path, unknown

    if arguments.visits is not None and arguments.visits < 1:
        raise ValueError("--visits: at least 1.")
    if not arguments.path:
        return ()
    paths = []
    playlist = read_content(Options(playlist=arguments.playlist, settings=arguments.settings)).playlist
    for file in arguments.path:
        try:
            path = read_path(file)
        except FaultyFile as error:
            raise ValueError("\n".join(str(fault) for fault in error.faults)) from None
        wrong = unknown(path, playlist) if playlist is not None else ""
        if wrong:
            raise ValueError(f"{file}: {wrong}")
        paths.append(path)
    if len({(path.seed, path.language) for path in paths}) > 1:
        raise ValueError("--path: these visits had other seeds or languages. Rehearse them one by one.")
    return tuple(paths)


def _short(arguments: argparse.Namespace, folder: Path) -> Path | None:
    """The playlist with its films cut short; one that cannot be read is left for the kiosk to tell of."""
    from kiosk.content import Options, read_content
    from kiosk.rehearsal.shortening import shortened

    found = read_content(Options(playlist=arguments.playlist, settings=arguments.settings)).playlist
    asked: Path | None = arguments.playlist
    return asked if found is None else shortened(found, folder)


def _rehearse(arguments: argparse.Namespace, playlist: Path | None, paths: tuple[VisitPath, ...]) -> int:
    from kiosk import app
    from kiosk.cli import FAULTS, OK
    from kiosk.content import Options
    from kiosk.rehearsal.rehearsal import Rehearsal
    from kiosk.rehearsal.report import text

    first = paths[0] if paths else None
    seed = arguments.seed if arguments.seed is not None else first.seed if first is not None else 1
    options = Options(
        playlist=playlist,
        settings=arguments.settings,
        language=arguments.language or (first.language if first is not None else None),
        seed=seed,
        window=arguments.size is not None,
        size=arguments.size,
    )
    rehearsal = Rehearsal(_wanted(arguments, paths, seed))
    code = app.run(options, rehearsal.attend)
    if rehearsal.report is not None:
        print(text(rehearsal.report), end="\n\n")
    if arguments.record is not None and rehearsal.walked:
        from kiosk.rehearsal.paths import written

        arguments.record.write_text(written(rehearsal.walked[-1], "A visit of the robot's"), encoding="utf-8")
    if rehearsal.trouble:
        print(f"kiosk rehearse: {rehearsal.trouble}", file=sys.stderr)
        return FAULTS
    assert rehearsal.report is not None
    done = "finished" if arguments.visits or paths else "came everywhere"
    print(f"kiosk rehearse: {done}, with {rehearsal.report.touches} touches.")
    return OK if code == 0 else code


def _wanted(arguments: argparse.Namespace, paths: tuple[VisitPath, ...], seed: int) -> Wanted:
    from kiosk.rehearsal.rehearsal import Wanted

    endings = () if arguments.endings else tuple(arguments.ending) if arguments.ending else None
    return Wanted(
        paths=paths,
        visits=arguments.visits or 0,
        everywhere=arguments.everywhere,
        endings=endings,
        walk_away=arguments.walk_away,
        seed=seed,
        album=arguments.pictures,
        sheet=arguments.sheet,
        report=arguments.report,
        page=arguments.page,
    )
