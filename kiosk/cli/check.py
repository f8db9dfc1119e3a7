"""Say what is wrong with a playlist before a visitor can: where, why, and how to mend it.

First the file is read; what keeps it from being shown is told with its line. Then the footage is measured, and the
rules look at what would disappoint a visitor: a caption too fast to read, a loop that jumps, a film that flashes, a
question that no one can read within its time. What was measured is kept below ~/.cache/kiosk until a file changes.

  kiosk check the-defector                 all of it
  kiosk check the-defector --no-media      only the words and the story: at once, and without ffmpeg
  kiosk check --explain W45                what a rule is about
  kiosk check --rules                      every rule in a line

  kiosk check --accessibility              every screen drawn and measured: what a visitor can see, reach and hear

PLAYLIST is a folder with a playlist.yaml, or the name of one in playlists/; without it, the one that the settings name.
An id that begins with E must be mended, with W should be, with I is only told. The playlist's key `allow` makes an
exception from a W or an I, with a reason.

Exit code 0: nothing must be mended. 1: something must; with --strict, also where something should. 2: called wrongly.
"""

from __future__ import annotations

import argparse
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from kiosk.cli import accessible

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from kiosk.desk.fits import Question
    from kiosk.playlist.checks import Finding
    from kiosk.playlist.checks.rules import Fit
    from kiosk.playlist.faults import Fault
    from kiosk.playlist.model import Playlist
    from kiosk.station.settings import Settings

_DRAWN_BY = ("qml", "words", "fitting.py", "fonts.py", "panel.py", "words.py")
"""Of the screen: all that a question is laid out with."""


def add(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("playlist", nargs="?", type=Path, metavar="PLAYLIST", help="what to check")
    parser.add_argument("--settings", type=Path, metavar="FILE", help="settings to check, too")
    parser.add_argument("--no-media", action="store_true", help="measure neither the footage nor how words fit")
    parser.add_argument("--strict", action="store_true", help="what should be mended must be")
    accessible.add(parser)
    form = parser.add_mutually_exclusive_group()
    form.add_argument("--json", action="store_true", help="for programs: a list of all that was found")
    form.add_argument("--github", action="store_true", help="for GitHub's workflows: marks in the files")
    form.add_argument("--explain", metavar="RULE", help="what a rule such as W45 is about, and no more")
    form.add_argument("--rules", action="store_true", help="every rule in a line, and no more")


def run(arguments: argparse.Namespace) -> int:
    from kiosk.cli import FAULTS, OK, USAGE
    from kiosk.cli.checktold import explained, listed, told
    from kiosk.content import Options, find_playlist, find_settings, missing_playlist, settings_said
    from kiosk.playlist.faults import FaultyFile, PlaylistError
    from kiosk.playlist.links import foreign
    from kiosk.playlist.reading import missing_media, read
    from kiosk.station.guarding import guarded
    from kiosk.station.idle import idle
    from kiosk.station.settings import Settings, read_settings

    if arguments.rules:
        print(listed())
        return OK
    if arguments.explain is not None:
        text, known = explained(arguments.explain)
        print(text, file=sys.stdout if known else sys.stderr)
        return OK if known else USAGE
    options = Options(playlist=arguments.playlist, settings=arguments.settings)
    faults: list[Fault] = []
    findings: tuple[Finding, ...] = ()
    settings = Settings()
    if arguments.settings is not None and not arguments.settings.is_file():
        print(f"kiosk check: there is no file {arguments.settings}", file=sys.stderr)
        return USAGE
    quiet = arguments.json or arguments.github
    if not quiet:
        print(settings_said(options), file=sys.stderr)
    try:
        settings = read_settings(find_settings(options))
    except FaultyFile as error:
        faults += error.faults
    warnings = guarded(settings) if settings.file is not None else ()
    for warning in () if quiet else warnings:
        print(f"kiosk check: {settings.file}: {warning}", file=sys.stderr)
    place = find_playlist(options, settings)
    lost = missing_playlist(options, settings)
    if faults and (arguments.playlist is None or lost is not None):
        print(told(place, faults, (), arguments, unread=False))  # which playlist is meant stands in what cannot be read
        return FAULTS
    if lost is not None:
        print(f"kiosk check: {lost.what} {lost.cure}", file=sys.stderr)
        return USAGE
    unread = False
    try:
        playlist = read(place)
    except PlaylistError as error:
        faults += [*idle(settings, None), *error.faults, *error.missing]
        unread = True
    else:
        meant = (
            arguments.playlist is None or arguments.settings is not None or str(arguments.playlist) == settings.playlist
        )
        faults += [
            *idle(settings, playlist if meant else None),
            *missing_media(playlist),
            *foreign(playlist, settings.links),
        ]
        if arguments.accessibility and not faults:
            return accessible.report(playlist, settings, arguments)
        findings = _find(playlist, settings, media=not arguments.no_media)
    if not quiet and settings.file is not None and _clean(settings.file, faults):
        print(f"{settings.file}: nothing {'else ' if warnings else ''}wrong.")
    print(told(place, faults, findings, arguments, unread=unread))
    must = bool(faults) or any(not one.allowed and one.rule.id.startswith("E") for one in findings)
    should = any(not one.allowed and one.rule.id.startswith("W") for one in findings)
    return FAULTS if must or (should and arguments.strict) else OK


def _clean(file: Path, faults: list[Fault]) -> bool:
    return not any(fault.where.file == str(file) for fault in faults)


def _find(playlist: Playlist, settings: Settings, *, media: bool) -> tuple[Finding, ...]:
    """What the rules find. Without `media` neither ffmpeg nor Qt is needed."""
    from kiosk.playlist.checks import Known, check

    if not media:
        return check(Known(playlist))
    from kiosk.desk.cache import Cache, default_folder
    from kiosk.desk.measuring import Bar, measure, unused

    footage = measure(playlist, Cache(default_folder()), Bar())
    if footage.films is None:
        print("kiosk check: the footage is not measured: ffmpeg is missing (sudo apt install ffmpeg)", file=sys.stderr)
    fits = _misfits(playlist, settings, default_folder())
    return check(Known(playlist, footage.films, footage.captions, unused(playlist), fits))


def _misfits(playlist: Playlist, settings: Settings, folder: Path) -> tuple[Fit, ...]:
    """What does not fit on the screen; Qt is needed only for questions that were not laid out before."""
    from kiosk.desk.fits import ground_of, misfits

    diagonal, distance, bottom = settings.screen.diagonal, settings.screen.distance, settings.screen.bottom
    screen = Path(__file__).parents[1] / "screen"
    ground = ground_of((screen / name for name in _DRAWN_BY), (diagonal, distance, bottom))

    def lay_out(questions: Sequence[Question]) -> Iterator[tuple[str, ...]]:
        from kiosk.playlist.checks.rules import PANELS
        from kiosk.screen import Panel
        from kiosk.screen.fitting import Fitting, offscreen

        application = offscreen()  # noqa: F841 - it lives while words are measured
        fitting = Fitting(Panel(diagonal=diagonal, distance=distance, bottom=bottom))
        for one in questions:
            yield tuple(fitting.decision(one.decision, one.language, PANELS[one.way], one.window))

    return misfits(playlist, lay_out, folder, ground)
