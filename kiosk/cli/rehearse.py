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

--short cuts films only; a picture stands as long as the playlist says (`lasts`).
--walk-away then touches nothing until the kiosk has reset itself. --record writes the robot's last visit as a path
file; `kiosk try --record` writes yours. A path names every touch and where it is done, and the ending it comes to:
walked again after the playlist was changed, it says at which touch something else is there now.
Exit code 0: it came everywhere it was to. 1: it was stuck, or did not come somewhere: it says where. 2: called
wrongly. 3: no window can be opened, or xdotool is missing.
"""

from __future__ import annotations

import argparse
import shutil
import sys
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING

from kiosk.cli.run import no_screen, no_vlc, seed, size

if TYPE_CHECKING:
    from kiosk.rehearsal.paths import VisitPath
    from kiosk.rehearsal.rehearsal import Wanted


def add(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("playlist", nargs="?", type=Path, metavar="PLAYLIST", help="what to walk through")
    parser.add_argument("--settings", type=Path, metavar="FILE", help="settings to use instead of config/kiosk.yaml")
    parser.add_argument("--language", metavar="CODE", help="the language every visit begins in")
    parser.add_argument("--seed", type=seed, metavar="N", help="chance in the film and of random visitors; else 1")
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
    from kiosk.cli import FAULTS, NOTHING, USAGE

    try:
        paths = _paths(arguments)
    except ValueError as error:
        print(f"kiosk rehearse: {error}", file=sys.stderr)
        return USAGE
    trouble = no_screen() or no_vlc() or no_hand()
    if trouble:
        print(f"kiosk rehearse: {trouble}", file=sys.stderr)
        return NOTHING
    told, certain = _missing(arguments)
    if told:
        print(told, file=sys.stderr)
    if certain:
        return FAULTS
    with tempfile.TemporaryDirectory(prefix="kiosk-rehearse-") as folder:
        try:
            playlist = _short(arguments, Path(folder)) if arguments.short else arguments.playlist
        except OSError as error:
            missing = isinstance(error, FileNotFoundError) and error.filename == "ffmpeg"
            why = "ffmpeg cuts the films, and is not installed: sudo apt install ffmpeg" if missing else error
            print(f"kiosk rehearse: --short: {why}", file=sys.stderr)
            return NOTHING
        return _rehearse(arguments, playlist, paths)


def no_hand() -> str:
    """Why nothing can be touched; empty where it can."""
    return (
        "" if shutil.which("xdotool") else "xdotool touches the glass, and is not installed: sudo apt install xdotool"
    )


def _paths(arguments: argparse.Namespace) -> tuple[VisitPath, ...]:
    """The path files that were asked for. Raises ValueError with what is wrong in them, or in what was asked."""
    from kiosk.content import Options, read_content
    from kiosk.playlist.faults import FaultyFile, suggest
    from kiosk.rehearsal.paths import read_path, unknown

    if arguments.visits is not None and arguments.visits < 1:
        raise ValueError("--visits: at least 1.")
    for file in (arguments.record, arguments.sheet, arguments.page, arguments.report):
        if file is not None and not file.absolute().parent.is_dir():
            raise ValueError(f"{file}: there is no folder {file.absolute().parent} to write it into.")
    if not arguments.path and not arguments.ending and not arguments.endings:
        return ()
    paths = []
    playlist = read_content(Options(playlist=arguments.playlist, settings=arguments.settings)).playlist
    endings = [s.id for s in playlist.scenes.values() if s.ending is not None] if playlist is not None else []
    if playlist is not None and not endings and (arguments.ending or arguments.endings):
        asked = "--ending" if arguments.ending else "--endings"
        raise ValueError(f"{asked}: This story has no ending; a scene with `ending` is one. Walk --everywhere.")
    for ending in arguments.ending or () if playlist is not None else ():
        if ending not in endings:
            raise ValueError(f"--ending: there is no ending `{ending}`. {suggest(ending, endings)}")
    for file in arguments.path or ():
        try:
            path = read_path(file)
        except FaultyFile as error:
            raise ValueError("\n".join(str(fault) for fault in error.faults)) from None
        wrong = unknown(path, playlist) if playlist is not None else ""
        if wrong:
            raise ValueError(f"{file}: {wrong}")
        paths.append(path)
    return tuple(paths)


def _missing(arguments: argparse.Namespace) -> tuple[str, bool]:
    """Which scenes' clips are missing, in words, and whether the robot will certainly come to them, and wait for each
    until it gives up. Empty where none is, or the kiosk will tell of worse."""
    from kiosk.content import Options, read_content
    from kiosk.playlist.reading import missing_media

    playlist = read_content(Options(playlist=arguments.playlist, settings=arguments.settings)).playlist
    missing = missing_media(playlist, scenes=True) if playlist is not None else ()
    if not missing:
        return "", False
    certain = arguments.everywhere or arguments.endings
    what, its = ("A clip is missing", "its scene") if len(missing) == 1 else (
        f"{len(missing)} clips are missing", "their scenes"
    )  # fmt: skip
    waits = f"and the robot would wait for {its}" if certain else f"and the robot waits 90 s where it comes to {its}"
    cure = "Supply what is missing, or show a picture there until it is."
    return "\n".join([*map(str, missing), f"kiosk rehearse: {what}, {waits}. {cure}"]), certain


def _short(arguments: argparse.Namespace, folder: Path) -> Path | None:
    """The playlist with its films cut short; one that cannot be read is left for the kiosk to tell of."""
    from kiosk.content import Options, read_content
    from kiosk.rehearsal.shortening import shortened

    found = read_content(Options(playlist=arguments.playlist, settings=arguments.settings)).playlist
    asked: Path | None = arguments.playlist
    return asked if found is None else shortened(found, folder)


def _rehearse(arguments: argparse.Namespace, playlist: Path | None, paths: tuple[VisitPath, ...]) -> int:
    from kiosk import running
    from kiosk.app import RESTART
    from kiosk.cli import FAULTS, OK
    from kiosk.content import Options
    from kiosk.rehearsal.rehearsal import ENDED, Rehearsal
    from kiosk.rehearsal.report import text

    chance = arguments.seed if arguments.seed is not None else 1
    options = Options(
        playlist=playlist,
        settings=arguments.settings,
        language=arguments.language,
        seed=chance,
        window=arguments.size is not None,
        size=arguments.size,
    )
    rehearsal = Rehearsal(_wanted(arguments, paths, chance))
    code = running.run(options, rehearsal.attend)
    if rehearsal.report is not None:
        print(text(rehearsal.report), end="\n\n")
    if rehearsal.trouble == ENDED and code == RESTART:
        print(
            "kiosk rehearse: The playlist, its files or settings were saved meanwhile: begin again.",
            file=sys.stderr,
        )
        return FAULTS
    if rehearsal.trouble:
        print(f"kiosk rehearse: {rehearsal.trouble}", file=sys.stderr)
        return FAULTS
    assert rehearsal.report is not None
    if missed := rehearsal.missed():
        cure = "`kiosk check` says what nobody can come to; what hangs on chance comes with another --seed."
        print(f"kiosk rehearse: it did not come to {missed}. {cure}", file=sys.stderr)
        return FAULTS
    done = "came everywhere" if arguments.everywhere else "finished"
    print(f"kiosk rehearse: {done}, with {rehearsal.report.touches} touches.")
    return OK if code == 0 else code


def _wanted(arguments: argparse.Namespace, paths: tuple[VisitPath, ...], chance: int) -> Wanted:
    from kiosk.rehearsal.rehearsal import Wanted

    endings = () if arguments.endings else tuple(arguments.ending) if arguments.ending else None
    return Wanted(
        paths=paths,
        visits=arguments.visits or 0,
        everywhere=arguments.everywhere,
        endings=endings,
        walk_away=arguments.walk_away,
        seed=chance,
        album=arguments.pictures,
        sheet=arguments.sheet,
        record=arguments.record,
        report=arguments.report,
        page=arguments.page,
    )
