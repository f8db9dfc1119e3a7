"""Draw the story as a map: scenes in the bands of their chapters, choices as lines, endings and faults marked.

  kiosk map the-defector                   the-defector.html: to zoom, to search, and to click a scene
  kiosk map the-defector --svg             the-defector.svg: a picture
  kiosk map the-defector --mermaid         to the terminal: for a document on GitHub or GitLab
  kiosk map the-defector --dot             to the terminal: in Graphviz's language
  kiosk map the-defector -o story.html     into this file
  kiosk map the-defector --ledger          with what visitors did here: a thick line is what many chose

A dashed line is taken when nobody answers, a dotted one comes back, a dashed box cannot be reached, a red one has
something to look at (`kiosk check`). Percentages are of the visitors who touched a choice there, or came to an ending;
where there were fewer than 30, nothing is told. A kiosk keeps its ledger in /var/lib/kiosk.
HTML and SVG are drawn by Debian's package graphviz.

PLAYLIST is a folder with a playlist.yaml, or the name of one in playlists/; without it, the one that the settings name.
Exit code 0: drawn. 1: the playlist or the ledger cannot be read, or the map not be drawn. 2: there is no such playlist.
"""

from __future__ import annotations

import argparse
import sys
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from kiosk.desk.storymap import StoryMap
    from kiosk.ledger import Tally
    from kiosk.playlist.model import Playlist


def add(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("playlist", nargs="?", type=Path, metavar="PLAYLIST", help="whose story")
    form = parser.add_mutually_exclusive_group()
    form.add_argument("--svg", action="store_true", help="a picture")
    form.add_argument("--mermaid", action="store_true", help="text for a document")
    form.add_argument("--dot", action="store_true", help="text for Graphviz")
    parser.add_argument("-o", "--output", type=Path, metavar="FILE", help="where to; - is the terminal")
    parser.add_argument("--language", metavar="CODE", help="the language of its words (usual: the playlist's first)")
    parser.add_argument(
        "--ledger", type=Path, nargs="?", const=Path(), metavar="FILE",
        help="draw what visitors did, too (without FILE: on this machine)",
    )  # fmt: skip
    parser.add_argument("--no-media", action="store_true", help="without the films' lengths: at once")


def run(arguments: argparse.Namespace) -> int:
    from kiosk.cli import FAULTS, OK, USAGE
    from kiosk.cli.asked import playlist_of, tally_of

    playlist = playlist_of("map", arguments.playlist)
    if isinstance(playlist, int):
        return playlist
    language = arguments.language or playlist.languages[0]
    if language not in playlist.languages:
        print(f"kiosk map: there is no `{language}` here, only {', '.join(playlist.languages)}.", file=sys.stderr)
        return USAGE
    ledger = arguments.ledger
    tally = tally_of("map", None if ledger == Path() else ledger, playlist) if ledger is not None else None
    if isinstance(tally, int):
        return tally
    try:
        text, suffix = _draw(_story(playlist, language, tally, media=not arguments.no_media), arguments)
        output = arguments.output or (Path(f"{playlist.file.absolute().parent.name}.{suffix}") if suffix else None)
        if output is None or str(output) == "-":
            print(text, end="")
        else:
            output.write_text(text, encoding="utf-8")
            print(output)
    except (OSError, RuntimeError) as error:
        print(f"kiosk map: {error}", file=sys.stderr)
        return FAULTS
    return OK


def _story(playlist: Playlist, language: str, tally: Tally | None, *, media: bool) -> StoryMap:
    from kiosk.desk.cache import Cache, default_folder
    from kiosk.desk.measuring import Bar, measure
    from kiosk.desk.storymap import story_map
    from kiosk.ledger import Tally, entered_of, shares_of
    from kiosk.playlist.checks import Known, check
    from kiosk.playlist.walking import walk

    walked = walk(playlist)
    footage = measure(playlist, Cache(default_folder()), Bar()) if media else None
    films = footage.films if footage is not None else None
    captions = footage.captions if footage is not None else None
    lengths: dict[str, int] = {}
    for name, scene in playlist.scenes.items():
        clip = scene.variants[0].clip
        facts = (films or {}).get(clip.path)
        length = clip.lasts or (facts.duration if facts is not None else 0)
        if length:
            lengths[name] = length
    findings = check(Known(playlist, films, captions, walk=walked))
    known = tally or Tally()
    shares, entered = shares_of(known, playlist), entered_of(known, playlist)
    return story_map(playlist, walked, lengths, findings, language, shares, entered)


def _draw(story: StoryMap, arguments: argparse.Namespace) -> tuple[str, str]:
    """The text, and the suffix of the file that it belongs into; none where it is for the terminal."""
    from kiosk.desk.mapdrawn import can_draw, dot, mermaid, svg
    from kiosk.desk.mappage import page

    if arguments.mermaid:
        return mermaid(story), ""
    if arguments.dot:
        return dot(story), ""
    if not can_draw():
        raise RuntimeError("Graphviz draws the map, and is not installed: sudo apt install graphviz")
    return (svg(story), "svg") if arguments.svg else (page(story, svg(story)), "html")
