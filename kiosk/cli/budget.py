"""Say how long a visit lasts: the shortest, the middle and the longest way through each story, and where they end.

  kiosk budget the-defector                 500 visitors, who take four seconds for an answer
  kiosk budget the-defector --think 8       visitors who read slowly

Visitors on paper walk the story by its own rules, with the films' measured lengths; they choose at random, as often
letting a decision pass as taking any one choice. Measuring needs Debian's package ffmpeg; what was measured is kept.

PLAYLIST is a folder with a playlist.yaml, or the name of one in playlists/; without it, the one that the settings name.
Exit code 0: printed. 1: the playlist cannot be read, or its films cannot be measured. 2: there is no such playlist.
"""

from __future__ import annotations

import argparse
import sys
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from kiosk.playlist.model import Playlist
    from kiosk.rehearsal.minutes import Minutes

THINK = 4.0
"""Seconds until an answer: a label read and a finger raised, within a window of ten."""
VISITORS = 500


def add(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("playlist", nargs="?", type=Path, metavar="PLAYLIST", help="whose stories")
    parser.add_argument(
        "--think", type=float, default=THINK, metavar="S", help=f"seconds to an answer (usual: {THINK:g})"
    )
    parser.add_argument("--visitors", type=int, default=VISITORS, metavar="N", help=f"how many (usual: {VISITORS})")


def run(arguments: argparse.Namespace) -> int:
    from kiosk.cli import FAULTS, OK, USAGE
    from kiosk.cli.asked import playlist_of
    from kiosk.desk.cache import Cache, default_folder
    from kiosk.desk.measuring import Bar, measure
    from kiosk.rehearsal.minutes import minutes

    if arguments.visitors < 1 or arguments.think < 0:
        wrong = "--visitors: write 1 or more." if arguments.visitors < 1 else "--think: write 0 or more seconds."
        print(f"kiosk budget: {wrong}", file=sys.stderr)
        return USAGE
    playlist = playlist_of("budget", arguments.playlist)
    if isinstance(playlist, int):
        return playlist
    films = measure(playlist, Cache(default_folder()), Bar()).films
    if films is None:
        print("kiosk budget: not measured: ffmpeg is missing. Install it: sudo apt install ffmpeg", file=sys.stderr)
        return FAULTS
    lengths = {path: facts.duration for path, facts in films.items() if facts.duration}
    think = round(arguments.think * 1000)
    print(f"{arguments.visitors} visitors on paper, who choose at random and answer after {arguments.think:g} s:")
    doors: list[int | None] = [i for i, door in enumerate(playlist.home) if door.open in playlist.scenes]
    for door in doors or [None]:
        found = minutes(playlist, door, lengths, visitors=arguments.visitors, think=think)
        print("\n" + "\n".join(_told(playlist, door, found, arguments.visitors)))
    return OK


def _told(playlist: Playlist, door: int | None, found: Minutes | None, visitors: int) -> list[str]:
    language = playlist.languages[0]
    name = playlist.home[door].title.say(language) if door is not None else next(iter(playlist.scenes))
    if found is None:
        return [name, "  has no ending that they came to"]
    fewest, most = found.decisions
    first, last = (_clock(ms) for ms in found.first_decision)
    lines = [
        name,
        f"  shortest {_clock(found.shortest)}   middle {_clock(found.median)}   longest {_clock(found.longest)}",
        f"  the first decision opens after {first}" + (f" to {last}" if first != last else ""),
        f"  {fewest} to {most} decisions" if fewest != most else f"  {most} decision{'' if most == 1 else 's'}",
        "  ending",
    ]
    for scene, count in found.endings.items():
        ending = playlist.scenes[scene].ending
        title = ending.title.say(language) if ending is not None else scene
        lines.append(f"    {count / visitors:4.0%}  {title} ({scene})")
    return lines


def _clock(ms: int) -> str:
    return f"{ms // 60_000}:{ms // 1000 % 60:02}"
