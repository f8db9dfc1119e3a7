"""Show a playlist in a window on a laptop, and take it up within a second whenever it is saved.

  kiosk try the-defector                             as a visitor sees it
  kiosk try the-defector --from market               beginning with one scene
  kiosk try the-defector --from market --with risk=4 --with papers=yes
  kiosk try the-defector --language ko --portrait
  kiosk try the-defector --at "2026-12-24 16:55"     as if it were that time: opening hours, closing time
  kiosk try the-defector --seated --text-size largest   as a visitor who set that under "More help"
  kiosk try the-defector --record crossing.path.yaml

The visit keeps its place: the scene, the time in its film, variables, the way that led there. What is wrong in the
file stands over the picture with its line, and what was read before goes on. Beside the film stands what happens: the
scene and its variant, what can be chosen and why, variables, what is made ready, timers. With the buttons one goes to
the next scene, to the scene's beginning, to any other, and to attract.

PLAYLIST is a folder with a playlist.yaml, or the name of one in playlists/; without it, the one that the settings name.
--record writes the last visit that went from attract by touches alone as a path file, for `kiosk rehearse --path`.
--at sets the clock, which runs on from there; then the settings' opening hours are kept, else only told in the strip.
--from comes to SCENE as a story does: its `enter` follows what --with says. --with may stand again.
Exit code 0: the window was closed. 2: there is no such playlist, scene or variable. 3: no window can be opened.
"""

from __future__ import annotations

import argparse
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from kiosk.cli.run import leave, moment, no_screen, no_vlc, seed, size
from kiosk.playlist.faults import suggest
from kiosk.playlist.model import Flag, Number, OneOf

if TYPE_CHECKING:
    from collections.abc import Mapping

    from kiosk.app import Kiosk
    from kiosk.content import Options
    from kiosk.playlist.model import Playlist, Value, Variable
    from kiosk.trying.trying import Trying

TEXT_SIZES = ("normal", "larger", "largest")
FLAGS = {"yes": True, "true": True, "on": True, "no": False, "false": False, "off": False}


def add(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("playlist", nargs="?", type=Path, metavar="PLAYLIST", help="what to try")
    parser.add_argument("--from", dest="scene", metavar="SCENE", help="the scene to begin with")
    parser.add_argument("--with", dest="values", action="append", metavar="NAME=VALUE", help="a variable's value there")
    parser.add_argument("--language", metavar="CODE", help="the language every visit begins in, such as ko")
    parser.add_argument(
        "--at", type=moment, metavar="TIME", help='as if it were another time, such as "2026-12-24 16:55"'
    )
    parser.add_argument("--portrait", action="store_true", help="as on a panel that stands upright")
    parser.add_argument("--size", type=size, metavar="WxH", help="the picture's size, such as 1280x720")
    parser.add_argument("--seated", action="store_true", help="all that is touched within a seated visitor's reach")
    parser.add_argument("--contrast", action="store_true", help="in high contrast")
    parser.add_argument("--text-size", choices=TEXT_SIZES, default=TEXT_SIZES[0], help="how large text is")
    parser.add_argument("--record", type=Path, metavar="FILE", help="write the last visit as a path file")
    parser.add_argument("--settings", type=Path, metavar="FILE", help="settings to use instead of config/kiosk.yaml")
    parser.add_argument("--seed", type=seed, metavar="N", help="the same chance in every run")


def run(arguments: argparse.Namespace) -> int:
    from kiosk.cli import NOTHING, USAGE
    from kiosk.content import missing_playlist, read_content

    trouble = no_screen() or no_vlc()
    if trouble:
        print(f"kiosk try: {trouble}", file=sys.stderr)
        return NOTHING
    options = options_of(arguments)
    found = read_content(options)
    lost = missing_playlist(options, found.settings)
    if lost is not None:
        print(f"kiosk try: {lost.what} {lost.cure}", file=sys.stderr)
        return USAGE
    values: Mapping[str, Value] = {}
    if found.playlist is not None:
        try:
            values = asked_for(found.playlist, arguments)
        except ValueError as error:
            print(f"kiosk try: {error}", file=sys.stderr)
            return USAGE
    return _open(options, arguments, values)


def options_of(arguments: argparse.Namespace) -> Options:
    """What is asked of the kiosk itself."""
    from kiosk.content import Options
    from kiosk.visit.aids import Aids

    return Options(
        playlist=arguments.playlist,
        settings=arguments.settings,
        language=arguments.language,
        seed=arguments.seed,
        window=True,
        size=arguments.size,
        at=arguments.at,
        aids=Aids(TEXT_SIZES.index(arguments.text_size), contrast=arguments.contrast, seated=arguments.seated),
    )


def _open(options: Options, arguments: argparse.Namespace, values: Mapping[str, Value]) -> int:
    from kiosk import running
    from kiosk.trying.trying import Trying, Wanted

    trying: list[Trying] = []

    def prepare(kiosk: Kiosk) -> None:
        wanted = Wanted(arguments.portrait, arguments.scene, values, arguments.record)
        trying.append(Trying(kiosk, wanted))

    def end(code: int) -> None:
        trying[0].close()
        leave(code)

    return running.run(options, lambda _kiosk: trying[0].show(), end, prepare)


def asked_for(playlist: Playlist, arguments: argparse.Namespace) -> dict[str, Value]:
    """What --with says, checked against the playlist, as --from and --language are. Raises ValueError with the cure."""
    if arguments.scene is not None and arguments.scene not in playlist.scenes:
        raise ValueError(f"--from: there is no scene `{arguments.scene}`. {suggest(arguments.scene, playlist.scenes)}")
    if arguments.language is not None and arguments.language not in playlist.languages:
        known = ", ".join(playlist.languages)
        raise ValueError(f"--language: the playlist has no `{arguments.language}`. It has: {known}.")
    if arguments.values and arguments.scene is None:
        raise ValueError("--with needs --from: say the scene that begins so.")
    found: dict[str, Value] = {}
    for said in arguments.values or ():
        name, equals, value = said.partition("=")
        if not equals:
            raise ValueError(f"--with {said}: write it as NAME=VALUE, such as risk=4.")
        if name not in playlist.variables:
            cure = suggest(name, playlist.variables, "The playlist declares none.")
            raise ValueError(f"--with {said}: there is no variable `{name}`. {cure}")
        found[name] = _value(said, value.strip(), playlist.variables[name])
    return found


def _value(said: str, value: str, variable: Variable) -> Value:
    match variable:
        case Flag():
            if value.lower() in FLAGS:
                return FLAGS[value.lower()]
            raise ValueError(f"--with {said}: it is a flag. Write yes or no.")
        case OneOf(values, _):
            if value in values:
                return value
            raise ValueError(f"--with {said}: there is no such value. {suggest(value, values)}")
        case Number(low, high, _):
            if value.lstrip("-").isdecimal() and low <= int(value) <= high:
                return int(value)
            raise ValueError(f"--with {said}: it is a number from {low} to {high}.")
