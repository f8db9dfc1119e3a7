"""Let a robot visitor walk the real app with real touches, on a real or a virtual screen, at film speed.

It sees what a finger could touch, touches the glass through the X server (xdotool), and photographs what is on the
screen. Without options it makes a tour: every kind of screen, and one way through the story. `--endings` walks to
every ending that can be reached (`--ending SCENE` to one), `--everywhere` opens every page and takes every choice;
`--walk-away` then leaves, and waits until the kiosk has reset itself. `--short` does it with only the beginning of
each scene's film.
Exit code 0: it came everywhere. 1: the kiosk was stuck somewhere, and it says where.
"""

from __future__ import annotations

import argparse
import json
import sys
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING

from kiosk.cli.run import no_screen, no_vlc, size

if TYPE_CHECKING:
    from kiosk.app import Kiosk
    from kiosk.rehearsal.robot import Robot, Walk


def add(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("playlist", nargs="?", type=Path, metavar="PLAYLIST", help="what to walk through")
    parser.add_argument("--settings", type=Path, metavar="FILE", help="settings to use instead of config/kiosk.yaml")
    parser.add_argument("--language", metavar="CODE", help="the language every visit begins in")
    parser.add_argument("--seed", type=int, default=1, metavar="N", help="chance in the film, the same in every run")
    parser.add_argument("--size", type=size, metavar="WxH", help="a window of this size instead of the full screen")
    parser.add_argument("--endings", action="store_true", help="walk to every ending instead of the tour")
    parser.add_argument("--ending", action="append", metavar="SCENE", help="walk only to this one; may stand again")
    parser.add_argument("--everywhere", action="store_true", help="take every choice, and open every page")
    parser.add_argument("--short", action="store_true", help="cut each film to its first seconds (needs ffmpeg)")
    parser.add_argument("--walk-away", action="store_true", help="then touch nothing until the kiosk is at rest again")
    parser.add_argument("--sheet", type=Path, metavar="PNG", help="write a contact sheet of what was on the screen")
    parser.add_argument("--pictures", type=Path, metavar="FOLDER", help="keep the pictures in full size, too")
    parser.add_argument("--report", type=Path, metavar="JSON", help="write what was seen and touched")


def run(arguments: argparse.Namespace) -> int:
    from kiosk.cli import NOTHING

    trouble = no_screen() or no_vlc()
    if trouble:
        print(f"kiosk rehearse: {trouble}", file=sys.stderr)
        return NOTHING
    with tempfile.TemporaryDirectory(prefix="kiosk-rehearse-") as folder:
        try:
            playlist = _short(arguments, Path(folder)) if arguments.short else arguments.playlist
        except OSError as error:
            missing = isinstance(error, FileNotFoundError) and error.filename == "ffmpeg"
            why = "ffmpeg cuts the films, and is not installed: sudo apt install ffmpeg" if missing else error
            print(f"kiosk rehearse: --short: {why}", file=sys.stderr)
            return NOTHING
        return _rehearse(arguments, playlist)


def _short(arguments: argparse.Namespace, folder: Path) -> Path | None:
    """The playlist with its films cut short; one that cannot be read is left for the kiosk to tell of."""
    from kiosk.content import Options, read_content
    from kiosk.rehearsal.shortening import shortened

    found = read_content(Options(playlist=arguments.playlist, settings=arguments.settings)).playlist
    asked: Path | None = arguments.playlist
    return asked if found is None else shortened(found, folder)


def _rehearse(arguments: argparse.Namespace, playlist: Path | None) -> int:
    from kiosk import app
    from kiosk.cli import FAULTS, OK
    from kiosk.content import Options

    options = Options(
        playlist=playlist,
        settings=arguments.settings,
        language=arguments.language,
        seed=arguments.seed,
        window=arguments.size is not None,
        size=arguments.size,
    )
    rehearsal = Rehearsal(arguments)
    code = app.run(options, rehearsal.attend)
    if rehearsal.trouble:
        print(f"kiosk rehearse: {rehearsal.trouble}", file=sys.stderr)
        return FAULTS
    print(f"kiosk rehearse: came everywhere, with {rehearsal.touches} touches.")
    return OK if code == 0 else code


class Rehearsal:
    """Puts a robot in front of a kiosk, and writes down what came of it."""

    def __init__(self, arguments: argparse.Namespace) -> None:
        self.arguments = arguments
        self.trouble = "the kiosk ended before the robot had finished"
        self.touches = 0
        self.happened: list[str] = []

    def attend(self, kiosk: Kiosk) -> None:
        """Called when the kiosk has opened its window."""
        from kiosk.rehearsal.robot import Robot

        if kiosk.performer is None:
            self.trouble = "the playlist cannot be shown; `kiosk check` says why"
            kiosk.quit()
            return
        self.kiosk = kiosk
        self.robot = Robot(kiosk.screen, self._scene)
        self.robot.album = self.arguments.pictures
        kiosk.performer.viewed.connect(self.robot.see)
        kiosk.performer.happened.connect(lambda effect: self.happened.append(repr(effect)))
        self.robot.see(kiosk.performer.view())
        self.robot.done.connect(self._done)
        self.robot.follow(self._walk(self.robot))

    def _scene(self) -> str:
        from kiosk.visit.state import InStory

        assert self.kiosk.performer is not None
        place = self.kiosk.performer.visit.place
        return place.scene if isinstance(place, InStory) else ""

    def _walk(self, robot: Robot) -> Walk:
        from kiosk.rehearsal import walks
        from kiosk.rehearsal.robot import Until
        from kiosk.rehearsal.ways import everywhere, ways

        assert self.kiosk.performer is not None
        playlist = self.kiosk.performer.playlist
        yield from walks.wake(robot)
        # The seed of the next visit is drawn from this one's: ways are looked for when the visit has begun.
        seed = self.kiosk.performer.visit.seed
        if self.arguments.everywhere:
            yield from walks.pages(robot, playlist)
            for way in everywhere(playlist, seed):
                yield from walks.go(robot, way)
                yield from walks.leave(robot, playlist)
        elif self.arguments.endings or self.arguments.ending:
            found = ways(playlist, seed)
            for ending in self.arguments.ending or found:
                if ending not in found:
                    yield Until(f"a way to the ending {ending}", lambda: False, 0)
                yield from walks.go(robot, found[ending])
                yield from walks.leave(robot, playlist)
        else:
            every = [way for way in ways(playlist, seed).values() if not way.gentle]
            longest = max(every, key=lambda way: len(way.choices), default=None)
            yield from walks.tour(robot, playlist, longest)
        if self.arguments.walk_away:
            yield from walks.walk_away(robot)

    def _done(self, trouble: str) -> None:
        from kiosk.rehearsal.sheet import write_sheet

        self.trouble, self.touches = trouble, self.robot.touches
        if trouble:
            self.robot.photograph("stuck")
        if self.arguments.sheet is not None and self.robot.pictures:
            write_sheet(self.robot.pictures, self.arguments.sheet)
        if self.arguments.report is not None:
            report = {
                "trouble": trouble,
                "touches": self.touches,
                "seen": list(self.robot.pictures),
                "happened": self.happened,
            }
            self.arguments.report.write_text(json.dumps(report, indent=2))
        self.kiosk.quit()
